// Text helpers: UTF-8, trimming, e-mail addresses, words to search by.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace daybook {

// Length in bytes (1–4) of the valid UTF-8 character that `text` begins with; 0 if there is none.
size_t Utf8Length(std::string_view text);
bool IsUtf8(std::string_view text);
// `text` with each invalid byte replaced by U+FFFD.
std::string ToUtf8(std::string_view text);

// Without the ASCII white space at both ends.
std::string_view Trim(std::string_view text);
// Trimmed, with each run of white space (Unicode's) as one blank.
std::string FoldSpace(std::string_view text);
std::string AsciiLower(std::string_view text);
bool StartsWithNoCase(std::string_view text, std::string_view prefix);
std::vector<std::string_view> Split(std::string_view text, char separator);

// Lower case by Unicode simple case folding, accents of Latin letters taken off; for searching, not for showing.
std::string SearchFold(std::string_view text);
// Unicode simple case folding only: what conditions compare with.
std::string SimpleFold(std::string_view text);
// The words (letters, digits; everything else separates) of SearchFold(text).
std::vector<std::string> SearchWords(std::string_view text);

// stripe.md §4.1 *Normalised e-mail*: trimmed, ASCII lower case. Nothing where it is not valid.
std::optional<std::string> NormaliseEmail(std::string_view text);
// Trimmed, case kept. Nothing where it is not valid.
std::optional<std::string> CleanEmail(std::string_view text);

std::string HexEncode(std::string_view bytes);
std::optional<std::string> HexDecode(std::string_view text);
std::string Base64Url(std::string_view bytes);  // without padding

// Percent-encoding of everything but unreserved characters (RFC 3986 §2.3).
std::string UrlEncode(std::string_view text);
// Nothing where a % is not followed by two hex digits.
std::optional<std::string> UrlDecode(std::string_view text, bool plus_is_space = false);

}  // namespace daybook
