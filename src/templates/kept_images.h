// Pictures that a shop keeps for its messages: table image. A picture lies at /images/FILE, whose name is made of what it shows,
// so it never changes and may be kept by whoever fetched it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "images/images.h"
#include "sql/database.h"

namespace daybook::templates {

inline constexpr std::string_view kImagesPath = "/images/";

struct KeptImage {
    int64_t id = 0;
    AccountId account{};
    std::string file;      // "3f…e1.png": 32 hexadecimal digits
    std::string name;      // as it was called where it came from
    int width = 0, height = 0;
    int64_t size = 0;      // bytes
    Micros created = 0;
    std::string actor;
};
inline std::string ImageName(int64_t id) { return EncodeId("img", id); }

// "3f…e1.png": the same picture of a shop is the same file.
std::string FileOf(AccountId account, const images::Image& image);

Status InsertImage(sql::Tx& tx, const KeptImage& one, std::string_view bytes);
// The newest first.
Result<std::vector<KeptImage>> ListImages(sql::Tx& tx, AccountId account);
Result<std::optional<KeptImage>> FindImage(sql::Tx& tx, AccountId account, int64_t id);
Result<std::optional<KeptImage>> FindImageFile(sql::Tx& tx, std::string_view file);
// Nothing where there is no such file.
Result<std::optional<std::string>> ImageBytes(sql::Tx& tx, std::string_view file);
Status DeleteImage(sql::Tx& tx, AccountId account, int64_t id);
// The templates in which it stands, as drafts or as what is sent, and "the brand" where it is the logo.
Result<std::vector<std::string>> UsersOf(sql::Tx& tx, const KeptImage& one);

// Whether a link leads to a picture of ours: "/images/3f…e1.png".
bool IsKeptImage(std::string_view link);

}  // namespace daybook::templates
