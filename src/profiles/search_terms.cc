#include "profiles/search_terms.h"

#include <algorithm>

#include "base/text.h"

namespace daybook::profiles {
namespace {

constexpr std::string_view kLast = "\xF4\x8F\xBF\xBF";  // U+10FFFF: no term begins with it, and none comes after it

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::string Digits(std::string_view text) {
    std::string digits;
    std::ranges::copy_if(text, std::back_inserter(digits), IsDigit);
    return digits;
}

bool IsPhoneLike(std::string_view text) {
    return std::ranges::any_of(text, IsDigit) && text.find_first_not_of("0123456789+-()./ \t") == std::string_view::npos;
}

std::string Cut(std::string text) {
    if (text.size() <= kTermBytes) return text;
    size_t end = kTermBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text.resize(end);
    return text;
}

std::vector<std::string> NameWords(const Searched& texts) {
    std::vector<std::string> words = SearchWords(texts.first_name.value_or(""));
    for (std::string& word : SearchWords(texts.last_name.value_or(""))) words.push_back(std::move(word));
    return words;
}

std::string DomainOf(const std::string& email) {
    const size_t at = email.rfind('@');
    return at == std::string::npos ? "" : email.substr(at + 1);
}

// The ASCII letters that a folded text begins with.
std::string_view Letters(std::string_view folded) {
    return folded.substr(0, std::min(folded.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), folded.size()));
}

// What a word must begin whole, apart from the words of the name and the e-mail.
std::vector<std::string> Wholes(const Searched& texts) {
    std::vector<std::string> wholes;
    if (texts.email) wholes.push_back(DomainOf(SearchFold(*texts.email)));
    if (texts.phone) wholes.push_back(Digits(*texts.phone));
    for (const std::string& id : texts.customer_ids) wholes.push_back(SearchFold(id));
    std::erase(wholes, std::string());
    return wholes;
}

bool BeginsOne(std::string_view prefix, const std::vector<std::string>& texts) {
    return std::ranges::any_of(texts, [&](const std::string& text) { return text.starts_with(prefix); });
}

// Terms that begin with it.
TermRange BegunBy(std::string prefix) {
    std::string last = prefix + std::string(kLast);
    return {std::move(prefix), std::move(last)};
}

QueryWord MakeWord(std::string_view word) {
    std::string folded = SearchFold(word);
    QueryWord made;
    std::vector<std::string> parts = SearchWords(word);
    if (parts.empty()) return made;
    made.whole = IsPhoneLike(word) ? Digits(word) : folded;
    bool splits = parts.size() > 1 || parts[0] != made.whole;
    if (splits && word.find('@') == std::string_view::npos) made.parts = std::move(parts);
    return made;
}

// "***" finds whose e-mail begins so, and nobody else; what folds away finds nobody.
QueryWord WithoutLetters(std::string_view query) {
    std::string folded = SearchFold(query);
    return {.whole = folded.empty() ? std::string(kLast) : std::move(folded), .parts = {}};
}

std::vector<std::string_view> Blanks(std::string_view text) {
    std::vector<std::string_view> words;
    while (true) {
        text = Trim(text);
        if (text.empty()) return words;
        size_t end = std::min(text.find_first_of(" \t\n\v\f\r"), text.size());
        words.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
}

}  // namespace

Searched SearchedOf(const Fields& fields) {
    return {fields.first_name, fields.last_name, fields.email, fields.phone, fields.customer_ids};
}

std::string TermOf(std::string_view text) { return Cut(SearchFold(text)); }

std::string AddressTerm(std::string_view email) { return Cut("@" + SearchFold(email)); }

std::vector<TermRange> TermRanges(const QueryWord& word) {
    std::vector<TermRange> ranges{BegunBy(TermOf(word.whole))};
    if (Letters(word.whole) != word.whole) ranges.push_back(BegunBy(AddressTerm(word.whole)));
    if (word.parts.empty()) return ranges;
    // A word of the name; so without what goes on after an underscore: all customers' ids, where the part is "cus".
    const TermRange part = BegunBy(TermOf(*std::ranges::max_element(word.parts, {}, &std::string::size)));
    ranges.push_back({part.from, part.from + "_"});
    ranges.push_back({part.from + "a", part.to});
    return ranges;
}

std::vector<std::string> TermsOf(const Searched& texts) {
    std::vector<std::string> terms = Wholes(texts);
    if (texts.email) {
        terms.push_back(AddressTerm(*texts.email));
        terms.emplace_back(Letters(SearchFold(*texts.email)));
    }
    std::erase(terms, std::string());
    for (std::string& word : NameWords(texts)) terms.push_back(std::move(word));
    if (terms.size() > kTermsMax) terms.resize(kTermsMax);
    for (std::string& term : terms) term = Cut(std::move(term));
    std::ranges::sort(terms);
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    return terms;
}

SearchQuery ParseQuery(std::string_view query) {
    std::string_view trimmed = Trim(query);
    if (IsPhoneLike(trimmed) && (trimmed[0] == '+' || trimmed[0] == '(')) return {{.whole = Digits(trimmed)}};
    SearchQuery words;
    for (std::string_view word : Blanks(trimmed)) {
        QueryWord made = MakeWord(word);
        if (!made.whole.empty() && std::ranges::find(words, made) == words.end()) words.push_back(std::move(made));
        if (words.size() == kQueryWordsMax) break;
    }
    if (words.empty() && !trimmed.empty()) words.push_back(WithoutLetters(trimmed));
    return words;
}

bool Fits(const SearchQuery& query, const Searched& texts) {
    std::vector<std::string> wholes = Wholes(texts);
    if (texts.email) wholes.push_back(SearchFold(*texts.email));
    std::vector<std::string> names = NameWords(texts);
    return std::ranges::all_of(query, [&](const QueryWord& word) {
        if (BeginsOne(word.whole, wholes) || BeginsOne(word.whole, names)) return true;
        return !word.parts.empty() && std::ranges::all_of(word.parts, [&](const std::string& part) {
            return BeginsOne(part, names);
        });
    });
}

}  // namespace daybook::profiles
