// What of base/text.h needs the Unicode tables (libutf8proc): folding, words, e-mail addresses.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <utility>

#include <utf8proc.h>

#include "base/assert.h"
#include "base/text.h"

namespace daybook {
namespace {

constexpr int kMaxExpansion =
    8;  // code points that one code point decomposes or folds into, at most

struct Decoded {
    utf8proc_int32_t point = 0;
    size_t length = 0;
};

// Precondition: `text` is UTF-8 and not empty.
Decoded Next(std::string_view text) {
    Decoded next;
    auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(std::min<size_t>(text.size(), 4)),
                                   &next.point);
    ASSERT(length > 0);
    next.length = static_cast<size_t>(length);
    return next;
}

void Append(std::string& out, utf8proc_int32_t point) {
    utf8proc_uint8_t bytes[4];
    auto length = utf8proc_encode_char(point, bytes);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<size_t>(length));
}

using Points = std::array<utf8proc_int32_t, kMaxExpansion>;

size_t Expand(utf8proc_int32_t point, int options, Points& out) {
    int boundary = 0;
    auto count = utf8proc_decompose_char(point, out.data(), kMaxExpansion,
                                         static_cast<utf8proc_option_t>(options), &boundary);
    ASSERT(count >= 0 && count <= kMaxExpansion);
    return static_cast<size_t>(count);
}

// CaseFolding.txt, statuses C and S. The library knows C and F; where F is longer than one code
// point S, if there is one, is the lower case. U+0130 has none.
utf8proc_int32_t FoldPoint(utf8proc_int32_t point) {
    if (point < 0x80) return point >= 'A' && point <= 'Z' ? point + ('a' - 'A') : point;
    Points folded;
    if (Expand(point, UTF8PROC_CASEFOLD, folded) == 1) return folded[0];
    return point == 0x130 ? point : utf8proc_tolower(point);
}

// Latin letters that Unicode does not decompose, as people type them who lack the key. Sorted.
constexpr std::array<std::pair<utf8proc_int32_t, std::string_view>, 9> kTyped = {{{0xDF, "ss"},
                                                                                  {0xE6, "ae"},
                                                                                  {0xF8, "o"},
                                                                                  {0xFE, "th"},
                                                                                  {0x111, "d"},
                                                                                  {0x127, "h"},
                                                                                  {0x131, "i"},
                                                                                  {0x142, "l"},
                                                                                  {0x153, "oe"}}};

bool IsLatinAccent(utf8proc_int32_t point) { return point >= 0x300 && point <= 0x36F; }
bool IsAsciiLetter(utf8proc_int32_t point) {
    return (point | 0x20) >= 'a' && (point | 0x20) <= 'z';
}

// Appends the folded point without its accents, if its base is a letter of ASCII; else folded only.
void AppendBare(std::string& out, utf8proc_int32_t point) {
    utf8proc_int32_t folded = FoldPoint(point);
    if (auto typed = std::ranges::find(kTyped, folded,
                                       &std::pair<utf8proc_int32_t, std::string_view>::first);
        typed != kTyped.end()) {
        out += typed->second;
        return;
    }
    Points parts;
    Expand(folded, UTF8PROC_DECOMPOSE, parts);
    Append(out, IsAsciiLetter(parts[0]) ? FoldPoint(parts[0]) : folded);
}

bool IsAscii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Canonically composed (NFC), so that both ways to write a character are one.
std::string Compose(const std::string& text) {
    utf8proc_uint8_t* raw = nullptr;
    auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                               static_cast<utf8proc_ssize_t>(text.size()), &raw,
                               static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(raw, &std::free);
    if (length < 0) return text;
    return std::string(reinterpret_cast<const char*>(raw), static_cast<size_t>(length));
}

bool IsWordPoint(utf8proc_int32_t point) {
    auto category = utf8proc_category(point);
    return category >= UTF8PROC_CATEGORY_LU &&
           category <= UTF8PROC_CATEGORY_NO;  // letters, marks, numbers
}

bool IsSpaceOrControl(utf8proc_int32_t point) {
    auto category = utf8proc_category(point);
    return category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_CC;  // Zs, Zl, Zp, Cc
}

bool IsEmail(std::string_view text) {
    size_t at = text.find('@');
    if (text.size() > 254 || at == std::string_view::npos || at < 1 || at > 64) return false;
    std::string_view domain = text.substr(at + 1);
    if (domain.find('@') != std::string_view::npos || domain.find('.') == std::string_view::npos)
        return false;
    if (!IsUtf8(text)) return false;
    while (!text.empty()) {
        Decoded next = Next(text);
        if (IsSpaceOrControl(next.point)) return false;
        text.remove_prefix(next.length);
    }
    return true;
}

}  // namespace

std::string SimpleFold(std::string_view text) {
    if (IsAscii(text)) return AsciiLower(text);
    std::string valid = ToUtf8(text);
    std::string out;
    out.reserve(valid.size());
    for (std::string_view rest = valid; !rest.empty();) {
        Decoded next = Next(rest);
        Append(out, FoldPoint(next.point));
        rest.remove_prefix(next.length);
    }
    return out;
}

std::string SearchFold(std::string_view text) {
    if (IsAscii(text)) return AsciiLower(text);
    std::string composed = Compose(ToUtf8(text));
    std::string out;
    out.reserve(composed.size());
    bool after_latin = false;
    for (std::string_view rest = composed; !rest.empty();) {
        Decoded next = Next(rest);
        rest.remove_prefix(next.length);
        if (after_latin && IsLatinAccent(next.point)) continue;
        AppendBare(out, next.point);
        after_latin = IsAsciiLetter(out.back());
    }
    return out;
}

std::vector<std::string> SearchWords(std::string_view text) {
    std::string folded = SearchFold(text);
    std::vector<std::string> words;
    std::string word;
    for (std::string_view rest = folded; !rest.empty();) {
        Decoded next = Next(rest);
        if (IsWordPoint(next.point))
            word.append(rest.substr(0, next.length));
        else if (!word.empty())
            words.push_back(std::exchange(word, {}));
        rest.remove_prefix(next.length);
    }
    if (!word.empty()) words.push_back(std::move(word));
    return words;
}

std::optional<std::string> CleanEmail(std::string_view text) {
    std::string_view trimmed = Trim(text);
    if (!IsEmail(trimmed)) return std::nullopt;
    return std::string(trimmed);
}

std::optional<std::string> NormaliseEmail(std::string_view text) {
    std::string_view trimmed = Trim(text);
    if (!IsEmail(trimmed)) return std::nullopt;
    return AsciiLower(trimmed);
}

}  // namespace daybook
