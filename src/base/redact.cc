#include "base/redact.h"

#include <array>

namespace daybook {
namespace {

constexpr std::array<std::string_view, 11> kPrefixes = {"rk_live_", "rk_test_", "sk_live_", "sk_test_", "pk_live_", "pk_test_",
                                                        "rk_org_",  "sk_org_",  "pk_org_",  "whsec_",   "dbk_"};
constexpr std::string_view kEllipsis = "…";

bool IsSecretCharacter(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '*' || c == '-';
}

std::string_view PrefixAt(std::string_view rest) {
    for (std::string_view prefix : kPrefixes) {
        if (rest.starts_with(prefix)) return prefix;
    }
    return {};
}

size_t SecretEnd(std::string_view text, size_t at) {
    while (at < text.size() && IsSecretCharacter(text[at])) ++at;
    return at;
}

// The end of a value that follows "Bearer " or "Basic ".
size_t ValueEnd(std::string_view text, size_t at) {
    while (at < text.size() && text[at] != ' ' && text[at] != '"' && text[at] != '\n' && text[at] != '\r') ++at;
    return at;
}

// Where "//user:password@" has its password: [begin, end); end 0 if there is none.
std::pair<size_t, size_t> UrlPassword(std::string_view text, size_t slashes) {
    size_t end = text.find_first_of("/ \"\n?#", slashes + 2);
    std::string_view authority = text.substr(slashes + 2, end == std::string_view::npos ? end : end - slashes - 2);
    size_t at = authority.rfind('@');
    size_t colon = authority.find(':');
    if (at == std::string_view::npos || colon == std::string_view::npos || colon > at) return {0, 0};
    return {slashes + 2 + colon + 1, slashes + 2 + at};
}

}  // namespace

std::string Redact(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (size_t i = 0; i < text.size();) {
        std::string_view rest = text.substr(i);
        std::string_view prefix = PrefixAt(rest);
        size_t end = i;
        if (!prefix.empty() && (end = SecretEnd(text, i + prefix.size())) > i + prefix.size()) {
            out.append(prefix).append(kEllipsis);
            i = end;
        } else if (rest.starts_with("Bearer ") || rest.starts_with("bearer ")) {
            std::string_view inner = PrefixAt(rest.substr(7));
            out.append("Bearer ").append(inner).append(kEllipsis);
            i = ValueEnd(text, i + 7);
        } else if (rest.starts_with("//") && UrlPassword(text, i).second > 0) {
            auto [begin, stop] = UrlPassword(text, i);
            out.append(text.substr(i, begin - i)).append(kEllipsis);
            i = stop;
        } else {
            out += text[i++];
        }
    }
    return out;
}

std::string KeyHint(std::string_view key) {
    std::string_view prefix = PrefixAt(key);
    constexpr size_t kShown = 4;
    if (key.size() < prefix.size() + 2 * kShown) return std::string(prefix).append(kEllipsis);
    return std::string(prefix).append(kEllipsis).append(key.substr(key.size() - kShown));
}

}  // namespace daybook
