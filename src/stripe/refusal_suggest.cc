// Which keys and values in metadata probably mean that somebody wants no e-mail.
#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"
#include "stripe/refusal.h"

namespace daybook::stripe {
namespace {

constexpr size_t kKeysMax = 50;
constexpr size_t kValuesShown = 10;
constexpr size_t kValuesCounted = 200;     // different ones of a key; what has more is an id or a date
constexpr size_t kValueBytesMax = 80;

// Without what separates: "do-not-email", "Do not e-mail" and "doNotEmail" are one.
std::string Bare(std::string_view text) {
    std::string bare = AsciiLower(text);
    std::erase_if(bare, [](char c) { return c == '_' || c == '-' || c == ' ' || c == '.'; });
    return bare;
}

template <size_t size>
bool AnyIn(const std::string_view (&words)[size], std::string_view text) {
    return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}
template <size_t size>
bool IsOne(const std::string_view (&words)[size], std::string_view text) {
    return std::find(std::begin(words), std::end(words), text) != std::end(words);
}

enum class Meaning { kNone, kYesIsNo, kNoIsNo };  // of a key: its "yes" refuses, or its "no"

Meaning MeaningOf(std::string_view key) {
    constexpr std::string_view kRefusing[] = {"unsub", "optout", "optedout", "noemail", "nomail", "nomarketing", "nonewsletter", "donotemail", "donotcontact", "donotmail", "suppress", "emailblocked"};
    constexpr std::string_view kWelcoming[] = {"newsletter", "marketing", "subscribed", "optin", "optedin", "mailing", "emailconsent", "emailok", "acceptsemail", "promotion", "consent"};
    const std::string bare = Bare(key);
    if (AnyIn(kRefusing, bare)) return Meaning::kYesIsNo;
    return AnyIn(kWelcoming, bare) ? Meaning::kNoIsNo : Meaning::kNone;
}

bool Refuses(Meaning meaning, std::string_view value) {
    constexpr std::string_view kPlain[] = {"unsubscribed", "unsubscribe", "optout", "optedout"};
    constexpr std::string_view kYes[] = {"yes", "y", "true", "1", "on", "x"};
    constexpr std::string_view kNo[] = {"no", "n", "false", "0", "off", "none", "never", "declined", "denied", "refused", "withdrawn"};
    const std::string bare = Bare(value);
    if (IsOne(kPlain, bare)) return true;
    if (meaning == Meaning::kYesIsNo) return IsOne(kYes, bare);
    return meaning == Meaning::kNoIsNo && IsOne(kNo, bare);
}

struct Seen {
    struct Value {
        std::string text;  // trimmed, as it was seen first
        int64_t found = 0;
    };
    int64_t found = 0;
    std::map<std::string, Value> values;  // by the text without case
};

RefusalSuggestion Suggestion(const std::string& key, const Seen& seen) {
    const Meaning meaning = MeaningOf(key);
    RefusalSuggestion one{.key = key, .found = seen.found, .likely = false, .values = {}};
    for (const auto& [folded, value] : seen.values) one.values.push_back({value.text, value.found, Refuses(meaning, value.text)});
    std::sort(one.values.begin(), one.values.end(), [](const auto& a, const auto& b) { return std::tuple(!a.likely, -a.found, std::string_view(a.text)) < std::tuple(!b.likely, -b.found, std::string_view(b.text)); });
    one.values.resize(std::min(one.values.size(), kValuesShown));
    one.likely = !one.values.empty() && one.values.front().likely;
    return one;
}

}  // namespace

std::vector<RefusalSuggestion> SuggestionsFrom(const std::vector<Metadata>& customers) {
    std::map<std::string, Seen> keys;
    for (const Metadata& metadata : customers) {
        for (const auto& [key, text] : metadata) {
            const std::string value(Trim(text));
            if (value.empty() || value.size() > kValueBytesMax) continue;
            Seen& seen = keys[key];
            ++seen.found;
            const std::string folded = SimpleFold(value);
            if (seen.values.size() >= kValuesCounted && !seen.values.contains(folded)) continue;
            Seen::Value& counted = seen.values[folded];
            if (++counted.found == 1) counted.text = value;
        }
    }
    std::vector<RefusalSuggestion> all;
    all.reserve(keys.size());
    for (const auto& [key, seen] : keys) all.push_back(Suggestion(key, seen));
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return std::tuple(!a.likely, -a.found, std::string_view(a.key)) < std::tuple(!b.likely, -b.found, std::string_view(b.key)); });
    all.resize(std::min(all.size(), kKeysMax));
    return all;
}

}  // namespace daybook::stripe
