#include "sql/check_text.h"

#include <cstdint>
#include <cstring>

#include <fmt/format.h>

#include "base/text.h"

namespace daybook::sql {

bool IsStorableText(std::string_view text) {
    constexpr uint64_t kHigh = 0x8080808080808080, kOnes = 0x0101010101010101;
    size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {
        uint64_t word;
        std::memcpy(&word, text.data() + i, 8);
        // No byte with the high bit, and none that is 0.
        if (((word | (word - kOnes)) & kHigh) != 0) break;
    }
    for (; i < text.size(); ++i) {
        if (static_cast<signed char>(text[i]) <= 0)
            return text.find('\0', i) == std::string_view::npos && IsUtf8(text.substr(i));
    }
    return true;
}

Error TextError(std::string_view statement, int index) {
    return Invalid(
        fmt::format("{}: text {} is not UTF-8, or holds the character 0.", statement, index), {},
        "invalid_text");
}

}  // namespace daybook::sql
