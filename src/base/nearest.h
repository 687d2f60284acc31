// "Did you mean": the known name that a mistyped one is closest to.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace daybook {

// By Levenshtein's distance, `name` compared in ASCII lower case. Nothing where none differs by at
// most three letters and by less than half of the name's length, or where the name is longer than
// 60 bytes.
std::optional<std::string_view> Nearest(std::string_view name,
                                        std::span<const std::string_view> known);

}  // namespace daybook
