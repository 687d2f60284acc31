// Phone numbers as people write them → E.164, by the numbering plans of libphonenumber's metadata,
// compiled in.
#pragma once

#include <string>
#include <string_view>

namespace daybook::stripe {

// "+14155550100" where `text` can be read with its leading + or with the country (ISO 3166-1
// alpha-2, any case; may be empty); else `text` trimmed. A number is read where its length is
// possible in its country. Thread safe.
std::string FormatPhone(std::string_view text, std::string_view country);

}  // namespace daybook::stripe
