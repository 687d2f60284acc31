// The embedded metadata is libphonenumber-js's metadata.min.json, version 4:
//
//   {"version":4, "country_calling_codes":{"44":["GB","GG",…],…}, "countries":{"GB":plan,…},
//   "nonGeographic":{"800":plan,…}} plan = [calling code, prefix for calls abroad, pattern of
//   national numbers, possible lengths, formats,
//           national prefix, rule for it, pattern of it (default: the prefix), what replaces it,
//           …]; 0: not there
#include "stripe/phone.h"

#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <regex>
#include <vector>

#include "base/assert.h"
#include "base/text.h"

namespace daybook::stripe {

namespace embedded {
extern const std::string_view numbering_plans;
}  // namespace embedded

namespace {

constexpr size_t kDigitsMin = 7, kDigitsMax = 15;
constexpr size_t kTextBytesMax = 64;  // longer is no phone number

// One country's plan. Its patterns are compiled when first used.
class Plan {
  public:
    explicit Plan(simdjson::dom::array row) {
        code_ = TextAt(row, 0);
        abroad_ = TextAt(row, 1);
        pattern_ = TextAt(row, 2);
        prefix_ = TextAt(row, 7);
        if (prefix_.empty()) prefix_ = TextAt(row, 5);
        replacement_ = TextAt(row, 8);
        simdjson::dom::array lengths;
        if (row.at(3).get(lengths) != simdjson::SUCCESS) return;
        for (const auto length : lengths) lengths_.push_back(static_cast<size_t>(int64_t{length}));
    }

    const std::string& code() const { return code_; }
    bool Possible(size_t length) const {
        return std::find(lengths_.begin(), lengths_.end(), length) != lengths_.end();
    }
    bool Matches(const std::string& national) const {
        Compile();
        return std::regex_match(national, pattern_regex_);
    }
    // Without the national prefix ("0" in 020 7946 0958), unless the number is one only with it.
    std::string WithoutPrefix(const std::string& national) const {
        if (prefix_.empty()) return national;
        Compile();
        std::smatch match;
        if (!std::regex_search(national, match, prefix_regex_,
                               std::regex_constants::match_continuous))
            return national;
        const bool captured = match.size() > 1 && match[match.size() - 1].matched;
        std::string rest = match.suffix();
        if (!replacement_.empty() && captured) rest = match.format(replacement_) + rest;
        return Matches(national) && !Matches(rest) ? national : rest;
    }
    // What follows the prefix for calls abroad ("00" in 0044 20 …); nothing without it.
    std::optional<std::string> AfterAbroad(const std::string& digits) const {
        if (abroad_.empty()) return std::nullopt;
        Compile();
        std::smatch match;
        if (!std::regex_search(digits, match, abroad_regex_,
                               std::regex_constants::match_continuous))
            return std::nullopt;
        return match.suffix();
    }

  private:
    static std::string TextAt(simdjson::dom::array row, size_t index) {
        std::string_view text;
        return row.at(index).get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
    }

    void Compile() const {
        std::call_once(compiled_, [this] {
            pattern_regex_ = pattern_;
            prefix_regex_ = prefix_;
            abroad_regex_ = abroad_;
        });
    }

    std::string code_, abroad_, pattern_, prefix_, replacement_;
    std::vector<size_t> lengths_;
    mutable std::once_flag compiled_;
    mutable std::regex pattern_regex_, prefix_regex_, abroad_regex_;
};

// All plans: constant once made.
struct Plans {
    std::map<std::string, std::unique_ptr<Plan>, std::less<>> by_country;
    // The main country's first.
    std::map<std::string, std::vector<const Plan*>, std::less<>> by_code;
    std::vector<std::unique_ptr<Plan>> of_no_country;

    Plans() {
        simdjson::dom::parser parser;
        simdjson::dom::element root;
        ASSERT(parser.parse(embedded::numbering_plans).get(root) == simdjson::SUCCESS);
        ASSERT(int64_t{root["version"]} == 4);
        for (const auto [country, row] : simdjson::dom::object(root["countries"])) {
            by_country.emplace(std::string(country),
                               std::make_unique<Plan>(simdjson::dom::array(row)));
        }
        for (const auto [code, countries] : simdjson::dom::object(root["country_calling_codes"])) {
            for (const auto country : simdjson::dom::array(countries)) {
                const Plan* plan = Of(std::string_view(country));
                if (plan != nullptr) by_code[std::string(code)].push_back(plan);
            }
        }
        for (const auto [code, row] : simdjson::dom::object(root["nonGeographic"])) {
            of_no_country.push_back(std::make_unique<Plan>(simdjson::dom::array(row)));
            by_code[std::string(code)].push_back(of_no_country.back().get());
        }
    }

    const Plan* Of(std::string_view country) const {
        const auto found = by_country.find(country);
        return found == by_country.end() ? nullptr : found->second.get();
    }
};

const Plans& AllPlans() {
    static const Plans plans;
    return plans;
}

// "+" and digits of what begins with a calling code; nothing where no such number is possible.
std::optional<std::string> International(const std::string& digits) {
    for (size_t size = 1; size <= 3 && size < digits.size(); ++size) {
        const auto found = AllPlans().by_code.find(std::string_view(digits).substr(0, size));
        if (found == AllPlans().by_code.end()) continue;
        const std::string rest = found->second.front()->WithoutPrefix(digits.substr(size));
        for (const Plan* plan : found->second) {
            if (plan->Possible(rest.size())) return "+" + found->first + rest;
        }
        return std::nullopt;  // no calling code begins with another
    }
    return std::nullopt;
}

std::optional<std::string> National(const Plan& plan, const std::string& digits) {
    if (const auto abroad = plan.AfterAbroad(digits)) {
        if (auto number = International(*abroad)) return number;
    }
    const std::string rest = plan.WithoutPrefix(digits);
    if (digits.starts_with(plan.code()) &&
        !plan.Matches(rest)) {  // a calling code whose + was left out
        const std::string after = plan.WithoutPrefix(digits.substr(plan.code().size()));
        if (plan.Matches(after)) return "+" + plan.code() + after;
    }
    if (!plan.Possible(rest.size())) return std::nullopt;
    return "+" + plan.code() + rest;
}

// " ext. 12", " x12", "#12" at the end: not part of the number.
std::string_view WithoutExtension(std::string_view text) {
    size_t digits = text.size();
    while (digits > 0 && text[digits - 1] >= '0' && text[digits - 1] <= '9') --digits;
    if (digits == text.size() || text.size() - digits > 7) return text;
    std::string_view head = Trim(text.substr(0, digits));
    const std::string lower = AsciiLower(head);
    for (const std::string_view mark : {"extension", "ext.", "ext", "x.", "x", "#"}) {
        if (lower.ends_with(mark)) return Trim(head.substr(0, head.size() - mark.size()));
    }
    return text;
}

struct Digits {
    bool plus = false;
    std::string text;
};

// Nothing where something else than digits and their usual separators is in it.
std::optional<Digits> DigitsOf(std::string_view text) {
    Digits digits;
    constexpr std::string_view kSeparators = " \t\r\n\f\v-./()[]~";
    for (size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c >= '0' && c <= '9')
            digits.text += c;
        else if (c == '+' && digits.text.empty() && !digits.plus)
            digits.plus = true;
        else if (text.substr(i, 2) == "\xc2\xa0")
            ++i;  // no-break space
        else if (text.substr(i, 2) == "\xe2\x80" && i + 2 < text.size())
            i += 2;  // dashes, thin spaces
        else if (kSeparators.find(c) == std::string_view::npos)
            return std::nullopt;
    }
    return digits;
}

}  // namespace

std::string FormatPhone(std::string_view text, std::string_view country) {
    const std::string_view trimmed = Trim(text);
    if (trimmed.size() > kTextBytesMax) return std::string(trimmed);
    const auto digits = DigitsOf(WithoutExtension(trimmed));
    if (!digits || digits->text.size() < 3) return std::string(trimmed);
    std::optional<std::string> number;
    if (digits->plus) {
        number = International(digits->text);
        const size_t size = digits->text.size();
        if (!number && size >= kDigitsMin && size <= kDigitsMax) number = "+" + digits->text;
    } else if (country.size() == 2) {
        std::string code(country);
        for (char& c : code) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
        const Plan* plan = AllPlans().Of(code);
        if (plan != nullptr) number = National(*plan, digits->text);
    }
    if (!number || number->size() > kDigitsMax + 1) return std::string(trimmed);
    return *number;
}

}  // namespace daybook::stripe
