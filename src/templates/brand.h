// How a shop's e-mails look: logo, colours, font. A setting of the account, as JSON.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "sql/database.h"

namespace daybook::templates {

struct Brand {
    std::string logo_url;                       // https, or the path of an image that is kept; empty: none
    int64_t logo_width = 160;                   // pixels
    std::string website;                        // https; empty: none
    std::string primary_color = "#1a5fb4";      // of buttons and links
    std::string text_color = "#1f2933";
    std::string background_color = "#f3f4f6";   // around the message
    std::string content_color = "#ffffff";      // behind it
    std::string font = "system";
    int64_t version = 0;                        // one more after each change
};

// What mail programs have of a font: "Georgia, …".
std::string_view FontStack(std::string_view font);
// "#rgb" or "#rrggbb".
bool IsColor(std::string_view text);
// White or black, whichever is read better on this colour.
std::string_view TextOn(std::string_view color);

// Never saved: the defaults.
Result<Brand> LoadBrand(sql::Tx& tx, AccountId account);
// kInvalid with `param`: a colour, address, font or width that is none. null gives a default back.
Result<Brand> Patched(Brand brand, std::string_view json);
// Raises the version.
Status SaveBrand(sql::Tx& tx, AccountId account, Brand& brand);
// As the API shows it.
std::string BrandJson(const Brand& brand);

}  // namespace daybook::templates
