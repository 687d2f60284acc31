#include "base/text.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

namespace daybook {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

unsigned char Byte(std::string_view text, size_t i) { return static_cast<unsigned char>(text[i]); }

bool IsContinuation(std::string_view text, size_t i, unsigned char low = 0x80,
                    unsigned char high = 0xBF) {
    return i < text.size() && Byte(text, i) >= low && Byte(text, i) <= high;
}

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Bytes of the white space that `text` begins with (Unicode's White_Space); 0 if there is none.
size_t BlankLength(std::string_view text) {
    if (IsSpace(text.front())) return 1;
    if (Byte(text, 0) < 0xC2) return 0;
    constexpr std::string_view kBlanks[] = {
        "\xC2\x85",     "\xC2\xA0",      // next line, no-break space
        "\xE1\x9A\x80", "\xE2\x80\xA8",  // Ogham space, line separator
        "\xE2\x80\xA9", "\xE2\x80\xAF",  // paragraph separator, narrow no-break space
        "\xE2\x81\x9F", "\xE3\x80\x80",  // mathematical space, ideographic space
    };
    for (const std::string_view blank : kBlanks)
        if (text.starts_with(blank)) return blank.size();
    // U+2000–U+200A: the quads and spaces of typesetters.
    const bool typeset = text.starts_with("\xE2\x80") && text.size() > 2 &&
                         Byte(text, 2) >= 0x80 && Byte(text, 2) <= 0x8A;
    return typeset ? 3 : 0;
}

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

// The first byte at or after `i` that is not ASCII, eight at a time.
size_t SkipAscii(std::string_view text, size_t i) {
    for (; i + 8 <= text.size(); i += 8) {
        uint64_t word = 0;
        std::memcpy(&word, text.data() + i, sizeof word);
        if (word & 0x8080808080808080ull) break;
    }
    while (i < text.size() && Byte(text, i) < 0x80) ++i;
    return i;
}

}  // namespace

size_t Utf8Length(std::string_view text) {
    if (text.empty()) return 0;
    unsigned char first = Byte(text, 0);
    if (first < 0x80) return 1;
    if (first < 0xC2) return 0;
    if (first < 0xE0) return IsContinuation(text, 1) ? 2 : 0;
    if (first < 0xF0) {
        unsigned char low = first == 0xE0 ? 0xA0 : 0x80;   // overlong
        unsigned char high = first == 0xED ? 0x9F : 0xBF;  // surrogates
        return IsContinuation(text, 1, low, high) && IsContinuation(text, 2) ? 3 : 0;
    }
    if (first > 0xF4) return 0;
    unsigned char low = first == 0xF0 ? 0x90 : 0x80;   // overlong
    unsigned char high = first == 0xF4 ? 0x8F : 0xBF;  // beyond U+10FFFF
    return IsContinuation(text, 1, low, high) && IsContinuation(text, 2) && IsContinuation(text, 3)
               ? 4
               : 0;
}

bool IsUtf8(std::string_view text) {
    for (size_t i = SkipAscii(text, 0); i < text.size(); i = SkipAscii(text, i)) {
        size_t length = Utf8Length(text.substr(i));
        if (length == 0) return false;
        i += length;
    }
    return true;
}

std::string ToUtf8(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    size_t i = 0;
    while (i < text.size()) {
        size_t ascii_end = SkipAscii(text, i);
        out.append(text.substr(i, ascii_end - i));
        i = ascii_end;
        if (i == text.size()) break;
        size_t length = Utf8Length(text.substr(i));
        out.append(length == 0 ? kReplacement : text.substr(i, length));
        i += std::max<size_t>(length, 1);
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
    bool between = false;
    for (size_t i = 0; i < text.size();) {
        const size_t blank = BlankLength(text.substr(i));
        if (blank > 0) {
            between = !out.empty();
            i += blank;
            continue;
        }
        if (std::exchange(between, false)) out += ' ';
        out += text[i++];
    }
    return out;
}

std::string AsciiLower(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = Lower(c);
    return out;
}

bool StartsWithNoCase(std::string_view text, std::string_view prefix) {
    return text.size() >= prefix.size() &&
           std::ranges::equal(text.substr(0, prefix.size()), prefix, {}, Lower, Lower);
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

}  // namespace daybook
