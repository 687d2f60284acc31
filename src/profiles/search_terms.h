// What a profile can be found by, and what a search asks (api.md *Profile*). Pure.
//
//   terms = words of the name, the e-mail behind an @, the letters that it begins with, its domain, the digits of the phone, the
//           customer ids; all folded (base/text.h SearchFold) and cut at kTermBytes. So a word of letters alone is looked for
//           among terms that many people share, and not among addresses, of which everybody has another.
//   query = words between blanks. A word fits where it begins the e-mail, its domain, the phone's digits (its own
//           signs taken off), a customer id or a word of the name; or where its letters and digits begin words of the
//           name ("o'bri": "o" and "bri"). A phone number alone that begins with + or ( is one word.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "profiles/profile.h"

namespace daybook::profiles {

inline constexpr size_t kTermBytes = 80;
inline constexpr size_t kTermsMax = 64;       // a name of a hundred words is found by its first
inline constexpr size_t kQueryWordsMax = 8;

// The texts that searching looks at.
struct Searched {
    std::optional<std::string> first_name, last_name, email, phone;
    std::vector<std::string> customer_ids;
};
Searched SearchedOf(const Fields& fields);

// Sorted, each once.
std::vector<std::string> TermsOf(const Searched& texts);

// One word of a query, folded.
struct QueryWord {
    std::string whole;
    std::vector<std::string> parts;   // its letters and digits, where they are not the whole; empty for an e-mail
    friend bool operator==(const QueryWord&, const QueryWord&) = default;
};
using SearchQuery = std::vector<QueryWord>;
// Nothing: the query is blank, and it finds everybody. Words without a letter or digit are left out beside others. Words after kQueryWordsMax are left out.
SearchQuery ParseQuery(std::string_view query);

// Whether every word of the query fits.
bool Fits(const SearchQuery& query, const Searched& texts);

// `text` folded and cut as terms are.
std::string TermOf(std::string_view text);
// The term of an e-mail.
std::string AddressTerm(std::string_view email);
// Terms from `from` on and before `to`, in the order of bytes; both are UTF-8.
struct TermRange {
    std::string from, to;
    friend bool operator==(const TermRange&, const TermRange&) = default;
};
// Each person whom the word finds has a term in one of these, and hardly anybody else has.
std::vector<TermRange> TermRanges(const QueryWord& word);

}  // namespace daybook::profiles
