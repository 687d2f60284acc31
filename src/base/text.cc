#include "base/text.h"

#include <utf8proc.h>

#include <algorithm>

namespace daybook {
namespace {

constexpr size_t kEmailBytesMax = 254;
constexpr size_t kLocalBytesMax = 64;
constexpr std::string_view kHexDigits = "0123456789abcdef";

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

int HexValue(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool IsUnreserved(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

// One character at a time through utf8proc; invalid bytes are passed over.
template <typename Visit>
void ForEachCharacter(std::string_view text, Visit visit) {
    auto bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto rest = static_cast<utf8proc_ssize_t>(text.size());
    while (rest > 0) {
        utf8proc_int32_t character = 0;
        utf8proc_ssize_t used = utf8proc_iterate(bytes, rest, &character);
        if (used < 1) used = 1;
        else visit(character);
        bytes += used;
        rest -= used;
    }
}

void AppendCharacter(std::string& out, utf8proc_int32_t character) {
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t length = utf8proc_encode_char(character, bytes);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<size_t>(length));
}

bool IsAscii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Decomposed, marks off, folded: "Zoë" → "zoe", "Straße" → "strasse".
std::string StripMarks(std::string_view text) {
    utf8proc_uint8_t* mapped = nullptr;
    auto options = static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK |
                                                  UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
    utf8proc_ssize_t length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                           static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
    if (length < 0) return AsciiLower(text);
    std::string folded(reinterpret_cast<const char*>(mapped), static_cast<size_t>(length));
    free(mapped);  // NOLINT: utf8proc allocates with malloc.
    return folded;
}

bool IsWordCharacter(utf8proc_int32_t character) {
    utf8proc_category_t category = utf8proc_category(character);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
           (category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME) ||
           (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

// White space or control characters anywhere, also beyond ASCII.
bool HasSpaceOrControl(std::string_view text) {
    bool found = false;
    ForEachCharacter(text, [&](utf8proc_int32_t character) {
        utf8proc_category_t category = utf8proc_category(character);
        found |= category == UTF8PROC_CATEGORY_CC ||
                 (category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_ZP);
    });
    return found;
}

}  // namespace

size_t Utf8Length(std::string_view text) {
    if (text.empty()) return 0;
    utf8proc_int32_t character = 0;
    utf8proc_ssize_t used = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                             static_cast<utf8proc_ssize_t>(text.size()), &character);
    return used < 1 ? 0 : static_cast<size_t>(used);
}

bool IsUtf8(std::string_view text) {
    if (IsAscii(text)) return true;
    while (!text.empty()) {
        size_t length = Utf8Length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::string ToUtf8(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        size_t length = Utf8Length(text);
        if (length == 0) out += "\xEF\xBF\xBD";
        else out.append(text.substr(0, length));
        text.remove_prefix(std::max<size_t>(length, 1));
    }
    return out;
}

std::string_view Trim(std::string_view text) {
    while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
    while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
    return text;
}

std::string FoldSpace(std::string_view text) {
    std::string out;
    for (char c : Trim(text)) {
        if (!IsSpace(c)) out += c;
        else if (!out.empty() && out.back() != ' ') out += ' ';
    }
    return out;
}

std::string AsciiLower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    }
    return out;
}

bool StartsWithNoCase(std::string_view text, std::string_view prefix) {
    return text.size() >= prefix.size() && AsciiLower(text.substr(0, prefix.size())) == AsciiLower(prefix);
}

std::vector<std::string_view> Split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::string SearchFold(std::string_view text) { return IsAscii(text) ? AsciiLower(text) : StripMarks(text); }

std::string SimpleFold(std::string_view text) {
    if (IsAscii(text)) return AsciiLower(text);
    std::string out;
    out.reserve(text.size());
    ForEachCharacter(text, [&](utf8proc_int32_t c) { AppendCharacter(out, utf8proc_tolower(utf8proc_toupper(c))); });
    return out;
}

std::vector<std::string> SearchWords(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    ForEachCharacter(SearchFold(text), [&](utf8proc_int32_t character) {
        if (IsWordCharacter(character)) {
            AppendCharacter(word, character);
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    });
    if (!word.empty()) words.push_back(std::move(word));
    return words;
}

std::optional<std::string> CleanEmail(std::string_view text) {
    text = Trim(text);
    size_t at = text.find('@');
    if (at == std::string_view::npos || text.find('@', at + 1) != std::string_view::npos) return std::nullopt;
    if (at < 1 || at > kLocalBytesMax || text.size() > kEmailBytesMax) return std::nullopt;
    if (text.substr(at + 1).find('.') == std::string_view::npos) return std::nullopt;
    if (!IsUtf8(text) || HasSpaceOrControl(text)) return std::nullopt;
    return std::string(text);
}

std::optional<std::string> NormaliseEmail(std::string_view text) {
    auto clean = CleanEmail(text);
    if (!clean) return std::nullopt;
    return AsciiLower(*clean);
}

std::string HexEncode(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() * 2);
    for (char c : bytes) {
        auto byte = static_cast<unsigned char>(c);
        out += kHexDigits[byte >> 4];
        out += kHexDigits[byte & 15];
    }
    return out;
}

std::optional<std::string> HexDecode(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    std::string out;
    for (size_t i = 0; i < text.size(); i += 2) {
        int high = HexValue(text[i]);
        int low = HexValue(text[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        out += static_cast<char>(high << 4 | low);
    }
    return out;
}

std::string Base64Url(std::string_view bytes) {
    static constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string out;
    uint32_t bits = 0;
    int held = 0;
    for (char c : bytes) {
        bits = bits << 8 | static_cast<unsigned char>(c);
        for (held += 8; held >= 6; held -= 6) out += kAlphabet[bits >> (held - 6) & 63];
    }
    if (held > 0) out += kAlphabet[bits << (6 - held) & 63];
    return out;
}

std::string UrlEncode(std::string_view text) {
    static constexpr std::string_view kUpperHex = "0123456789ABCDEF";
    std::string out;
    for (char c : text) {
        if (IsUnreserved(c)) {
            out += c;
            continue;
        }
        auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += kUpperHex[byte >> 4];
        out += kUpperHex[byte & 15];
    }
    return out;
}

std::optional<std::string> UrlDecode(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus_is_space) {
            out += ' ';
        } else if (text[i] != '%') {
            out += text[i];
        } else {
            if (i + 2 >= text.size()) return std::nullopt;
            int high = HexValue(text[i + 1]);
            int low = HexValue(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            out += static_cast<char>(high << 4 | low);
            i += 2;
        }
    }
    return out;
}

}  // namespace daybook
