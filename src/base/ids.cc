#include "base/ids.h"

namespace daybook {
namespace {

constexpr std::string_view kDigits = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr size_t kLength = 13;

}  // namespace

std::string EncodeId(std::string_view prefix, int64_t number) {
    std::string id(prefix);
    id += '_';
    size_t start = id.size();
    id.resize(start + kLength);
    uint64_t rest = static_cast<uint64_t>(number);
    for (size_t i = kLength; i-- > 0;) {
        id[start + i] = kDigits[rest & 31];
        rest >>= 5;
    }
    return id;
}

std::optional<int64_t> DecodeId(std::string_view prefix, std::string_view text) {
    if (text.size() != prefix.size() + 1 + kLength) return std::nullopt;
    if (!text.starts_with(prefix) || text[prefix.size()] != '_') return std::nullopt;
    uint64_t number = 0;
    for (char c : text.substr(prefix.size() + 1)) {
        size_t digit = kDigits.find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        if (number >> 59 != 0) return std::nullopt;
        number = number << 5 | digit;
    }
    return static_cast<int64_t>(number);
}

}  // namespace daybook
