// Operands: texts, numbers, amounts of money, dates, durations, windows of time.
#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "base/money.h"
#include "base/nearest.h"
#include "base/text.h"
#include "conditions/parse_parts.h"
#include "conditions/phrases.h"

namespace daybook::conditions {
namespace {

constexpr size_t kElementsMax = 1000;
constexpr size_t kTextBytesMax = 1024;
constexpr int64_t kAnniversaryDaysMax = 365;
constexpr double kAmountMax = 1e15;  // major units

constexpr std::string_view kUnitNames[] = {"seconds", "minutes", "hours", "days",
                                           "weeks",   "months",  "years"};
constexpr double kUnitSeconds[] = {1, 60, 3600, 86'400, 604'800, 2'629'746, 31'556'952};

Error Wrong(const std::string& path, std::string_view wanted, element given) {
    return Invalid(fmt::format("{} must be {}, not {}.", path, wanted, Given(given)), path);
}

// Two elements in order, of a `between`.
Result<std::pair<element, element>> ReadPair(element value, const std::string& path,
                                             std::string_view of) {
    simdjson::dom::array array;
    if (value.get(array) != simdjson::SUCCESS || array.size() != 2)
        return Invalid(
            fmt::format("{} must be a list of two {}: the first and the last.", path, of), path);
    return std::pair(array.at(0).value_unsafe(), array.at(1).value_unsafe());
}

// Calls read(element, path) for the value, or for each element of the list that in, not_in and
// between take.
template <typename Read>
Status EachOperand(Op op, element value, const std::string& path, std::string_view of, Read read) {
    if (op == Op::kBetween) {
        const auto [low, high] = TRY(ReadPair(value, path, of));
        TRY(read(low, path + "[0]"));
        return read(high, path + "[1]");
    }
    if (op != Op::kIn && op != Op::kNotIn) return read(value, path);
    simdjson::dom::array array;
    if (value.get(array) != simdjson::SUCCESS)
        return Wrong(path, fmt::format("a list of {}", of), value);
    if (array.size() == 0)
        return Invalid(fmt::format("{} is an empty list: name at least one value.", path), path);
    if (array.size() > kElementsMax)
        return Invalid(fmt::format("{} has {} values; at most {} are taken.", path, array.size(),
                                   kElementsMax),
                       path);
    size_t i = 0;
    for (const element each : array) TRY(read(each, fmt::format("{}[{}]", path, i++)));
    return {};
}

// ---- texts, numbers, booleans ----

Result<std::string> ReadText(element value, const std::string& path) {
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS) return Wrong(path, "text in quotes", value);
    if (text.size() > kTextBytesMax)
        return Invalid(fmt::format("{} is longer than {} bytes.", path, kTextBytesMax), path);
    const std::string_view trimmed = Trim(text);
    if (trimmed.empty())
        return Invalid(
            fmt::format(
                "{} is an empty text. To ask whether there is a value, use is_set or is_not_set.",
                path),
            path);
    return std::string(trimmed);
}

Result<double> ReadNumber(element value, const std::string& path) {
    double number = 0;
    if (value.get(number) != simdjson::SUCCESS)
        return Wrong(path, "a number such as 3 (without quotes)", value);
    return number;
}

// ---- money ----

// Digits of an exact decimal into smallest units.
Amount ToMinor(std::string_view digits, Currency currency, int exponent) {
    const bool negative = digits.starts_with('-');
    if (negative) digits.remove_prefix(1);
    Amount amount{currency, 0, false};
    bool behind_point = false;
    int left = exponent;
    for (const char c : digits) {
        if (c == '.') {
            behind_point = true;
        } else if (!behind_point || left > 0) {
            amount.floor = amount.floor * 10 + (c - '0');
            left -= behind_point ? 1 : 0;
        } else {
            amount.fraction = amount.fraction || c != '0';
        }
    }
    for (; left > 0; --left) amount.floor *= 10;
    if (negative) amount.floor = -amount.floor - (amount.fraction ? 1 : 0);
    return amount;
}

Result<Amount> ReadAmount(element value, std::string_view code, const std::string& path,
                          std::string& shown) {
    const double number = TRY(ReadNumber(value, path));
    if (std::abs(number) > kAmountMax)
        return Invalid(fmt::format("{} is more money than there is.", path), path);
    // A double's shortest decimal is what was written.
    char digits[400];
    const auto end =
        std::to_chars(digits, digits + sizeof digits, number, std::chars_format::fixed).ptr;
    const std::string_view text(digits, static_cast<size_t>(end - digits));
    std::string upper(code);
    std::transform(upper.begin(), upper.end(), upper.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    shown = fmt::format("{} {}", text, upper);
    const std::string lower = AsciiLower(code);
    return ToMinor(text, CurrencyOf(lower), CurrencyExponent(lower));
}

bool IsCurrencyCode(std::string_view code) {
    return code.size() >= 3 && code.size() <= 8 &&
           std::all_of(code.begin(), code.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

Result<Amounts> ReadAmounts(element value, const std::string& path, const Schema& schema,
                            std::string& shown) {
    Amounts amounts;
    simdjson::dom::object named;
    if (value.get(named) != simdjson::SUCCESS) {
        if (!value.is_number())
            return Wrong(
                path, R"(a number such as 49.90, or an amount in each currency such as {"usd":50})",
                value);
        if (schema.currency.empty())
            return Invalid(
                fmt::format(
                    "{} is a plain number, and this account has no currency yet: name it, as "
                    "{{\"usd\":50}}.",
                    path),
                path);
        amounts.push_back(TRY(ReadAmount(value, schema.currency, path, shown)));
        return amounts;
    }
    std::vector<std::string> all;
    for (const auto& [code, amount] : named) {
        if (!IsCurrencyCode(code))
            return Invalid(fmt::format("{} names no currency by {}: use codes such as usd.", path,
                                       QuotedText(code)),
                           path);
        amounts.push_back(TRY(ReadAmount(amount, code, Under(path, code), all.emplace_back())));
        for (size_t i = 0; i + 1 < amounts.size(); ++i) {
            if (amounts[i].currency == amounts.back().currency)
                return Invalid(fmt::format("{} names {} twice.", path, QuotedText(code)), path);
        }
    }
    if (amounts.empty())
        return Invalid(fmt::format("{} names no amount: use {{\"usd\":50}}.", path), path);
    shown = ListText(all, "or");
    return amounts;
}

// ---- dates ----

struct Moments {
    int64_t begin = 0, end = 0;  // the day, or the one second, that was named
    std::string shown;
};

std::optional<Date> ReadDay(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto read = [&](size_t at, size_t size, int& to) {
        const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + size, to);
        return error == std::errc() && end == text.data() + at + size && text[at] != '-';
    };
    Date date;
    if (!read(0, 4, date.year) || !read(5, 2, date.month) || !read(8, 2, date.day) || !IsDate(date))
        return std::nullopt;
    return date;
}

Result<Moments> ReadMoments(element value, const std::string& path, const Schema& schema) {
    const Calendar& calendar = *schema.calendar;
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS) {
        const auto date = ReadDay(text);
        if (!date)
            return Invalid(
                fmt::format("{} is no day: {}. Write it as 2026-01-31.", path, QuotedText(text)),
                path);
        const int64_t day = DayOf(*date);
        return Moments{calendar.StartOf(day), calendar.StartOf(day + 1), DayText(day)};
    }
    int64_t at = 0;
    if (value.get(at) != simdjson::SUCCESS)
        return Wrong(path, R"(a day such as "2026-01-31", or whole unix seconds)", value);
    if (at < kEarliest || at > kLatest)
        return Invalid(
            fmt::format(
                "{} lies outside the years 1 to 9999: write unix seconds, not milliseconds.", path),
            path);
    return Moments{at, at + 1, MomentText(calendar, at)};
}

std::vector<std::string_view> UnitNames() { return {std::begin(kUnitNames), std::end(kUnitNames)}; }

Result<Duration> ReadDuration(element value, const std::string& path) {
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS)
        return Wrong(path, R"(a duration such as {"days":30})", value);
    if (object.size() != 1)
        return Invalid(fmt::format("{} must name one unit, as {{\"days\":30}}.", path), path);
    const auto [name, count] = *object.begin();
    const auto unit = std::find(std::begin(kUnitNames), std::end(kUnitNames), name);
    if (unit == std::end(kUnitNames))
        return Invalid(fmt::format("There is no unit of time {}.{}", QuotedText(name),
                                   Hint(name, UnitNames())),
                       Under(path, name));
    Duration duration;
    const auto index = static_cast<size_t>(unit - std::begin(kUnitNames));
    duration.unit = static_cast<Duration::Unit>(index);
    if (count.get(duration.count) != simdjson::SUCCESS)
        return Wrong(Under(path, name), "a whole number", count);
    if (duration.count < 0)
        return Invalid(
            fmt::format("{} must not be negative: ahead and ago are operators of their own.",
                        Under(path, name)),
            Under(path, name));
    if (static_cast<double>(duration.count) * kUnitSeconds[index] >
        kDurationYearsMax * kUnitSeconds[6])
        return Invalid(fmt::format("{} is longer than {} years.", path, kDurationYearsMax),
                       Under(path, name));
    return duration;
}

double Roughly(Duration duration) {
    return static_cast<double>(duration.count) * kUnitSeconds[static_cast<size_t>(duration.unit)];
}

Status ReadAnniversary(element value, const std::string& path, Test& test) {
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS || object.size() != 2)
        return Wrong(path, R"(the days until it, as {"from":0,"to":7})", value);
    for (const auto& [name, to] : {std::pair("from", &test.low), std::pair("to", &test.high)}) {
        element days;
        if (object.at_key(name).get(days) != simdjson::SUCCESS)
            return Invalid(fmt::format("{} lacks {}: write {{\"from\":0,\"to\":7}}.", path, name),
                           Under(path, name), "parameter_missing");
        if (days.get(*to) != simdjson::SUCCESS || std::abs(*to) > kAnniversaryDaysMax)
            return Invalid(fmt::format("{} must be a whole number of days from -{} to {}.",
                                       Under(path, name), kAnniversaryDaysMax, kAnniversaryDaysMax),
                           Under(path, name));
    }
    if (test.low > test.high)
        return Invalid(
            fmt::format("{} ends before it begins: from must not be greater than to.", path), path);
    test.shown = test.low == test.high ? fmt::format("in {} days", test.low)
                 : test.low == 0       ? fmt::format("within the next {} days", test.high)
                                       : fmt::format("in {} to {} days", test.low, test.high);
    return {};
}

Status ReadDate(Op op, element value, const std::string& path, const Schema& schema, Test& test) {
    constexpr int64_t kFirst = std::numeric_limits<int64_t>::min(), kLast = kNever;
    if (op == Op::kAnniversary) return ReadAnniversary(value, path, test);
    if (op == Op::kBetween) {
        const auto [low, high] = TRY(ReadPair(value, path, "days"));
        const Moments from = TRY(ReadMoments(low, path + "[0]", schema));
        const Moments to = TRY(ReadMoments(high, path + "[1]", schema));
        test.low = from.begin, test.high = to.end;
        test.shown = from.shown + " and " + to.shown;
        return {};
    }
    if (op == Op::kBefore || op == Op::kAfter || op == Op::kOn) {
        const Moments moments = TRY(ReadMoments(value, path, schema));
        test.low = op == Op::kBefore ? kFirst : op == Op::kAfter ? moments.end : moments.begin;
        test.high = op == Op::kBefore ? moments.begin : op == Op::kAfter ? kLast : moments.end;
        test.shown = moments.shown;
        return {};
    }
    test.duration = TRY(ReadDuration(value, path));
    test.shown = DurationText(test.duration);
    return {};
}

std::string Joined(Op op, const std::vector<std::string>& shown) {
    return op == Op::kBetween ? shown[0] + " and " + shown[1] : ListText(shown, "or");
}

}  // namespace

Result<Test> ReadTest(Op op, Type type, const element* value, const std::string& path,
                      const Schema& schema) {
    Test test{.op = op, .type = type};
    if (op == Op::kIsSet || op == Op::kIsNotSet) {
        if (value != nullptr && !value->is_null())
            return Invalid(fmt::format("{} takes no value.", OpName(op)), path);
        return test;
    }
    if (value == nullptr)
        return Invalid(fmt::format("{} is missing.", path), path, "parameter_missing");
    std::vector<std::string> shown;
    switch (type) {
        case Type::kText:
        case Type::kList:
            TRY(EachOperand(op, *value, path, "texts",
                            [&](element one, const std::string& at) -> Status {
                                const std::string text = TRY(ReadText(one, at));
                                shown.push_back(QuotedText(text));
                                test.texts.push_back(SimpleFold(text));
                                return {};
                            }));
            break;
        case Type::kNumber:
            TRY(EachOperand(op, *value, path, "numbers",
                            [&](element one, const std::string& at) -> Status {
                                test.numbers.push_back(TRY(ReadNumber(one, at)));
                                shown.push_back(NumberText(test.numbers.back()));
                                return {};
                            }));
            break;
        case Type::kMoney:
            TRY(EachOperand(
                op, *value, path, "amounts", [&](element one, const std::string& at) -> Status {
                    test.amounts.push_back(TRY(ReadAmounts(one, at, schema, shown.emplace_back())));
                    return {};
                }));
            break;
        case Type::kBoolean:
            if (value->get(test.boolean) != simdjson::SUCCESS)
                return Wrong(path, "true or false", *value);
            shown.push_back(test.boolean ? "true" : "false");
            break;
        case Type::kDate:
            TRY(ReadDate(op, *value, path, schema, test));
            return test;
    }
    test.shown = Joined(op, shown);
    return test;
}

Result<Window> ReadWindow(element value, const std::string& path, const Schema& schema) {
    Window window;
    if (value.is_null()) return window;
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS)
        return Wrong(path, R"(a duration such as {"days":90}, or null)", value);
    element between, from, to;
    if (object.at_key("between").get(between) == simdjson::SUCCESS && object.size() == 1) {
        const auto [low, high] = TRY(ReadPair(between, Under(path, "between"), "moments"));
        const Moments first = TRY(ReadMoments(low, Under(path, "between[0]"), schema));
        const Moments last = TRY(ReadMoments(high, Under(path, "between[1]"), schema));
        window = {Window::Kind::kBetween,
                  first.begin,
                  last.end,
                  {},
                  {},
                  "between " + first.shown + " and " + last.shown};
        return window;
    }
    window.kind = Window::Kind::kRolling;
    if (object.at_key("from").get(from) == simdjson::SUCCESS &&
        object.at_key("to").get(to) == simdjson::SUCCESS && object.size() == 2) {
        window.from = TRY(ReadDuration(from, Under(path, "from")));
        window.to = TRY(ReadDuration(to, Under(path, "to")));
        if (Roughly(window.from) <= Roughly(window.to))
            return Invalid(
                fmt::format("{} ends before it begins: from must be longer ago than to, as "
                            "{{\"from\":{{\"days\":60}},\"to\":{{\"days\":30}}}}.",
                            path),
                path);
        window.shown = fmt::format("between {} and {} ago", DurationText(window.from),
                                   DurationText(window.to));
        return window;
    }
    window.from = TRY(ReadDuration(value, path));
    window.shown = "in the last " + DurationText(window.from);
    return window;
}

Result<Test> ReadComparison(element value, Type type, std::string_view skip,
                            const std::string& path, const Schema& schema) {
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS)
        return Wrong(path,
                     type == Type::kDate ? R"(a comparison such as {"more_than_ago":{"days":60}})"
                                         : R"(a comparison such as {"gte":2})",
                     value);
    std::optional<Test> test;
    for (const auto& [name, operand] : object) {
        if (name == skip) continue;
        const auto op = FindOp(name);
        const std::span<const Op> fitting = OpsOf(type);
        if (!op || std::find(fitting.begin(), fitting.end(), *op) == fitting.end()) {
            std::vector<std::string_view> names;
            for (const Op each : fitting) names.push_back(OpName(each));
            return Invalid(fmt::format("{} takes no operator {}.{}", path, QuotedText(name),
                                       Hint(name, names)),
                           Under(path, name));
        }
        if (test)
            return Invalid(
                fmt::format("{} takes one operator; join two conditions with all.", path), path);
        const bool bare = *op == Op::kIsSet || *op == Op::kIsNotSet;  // {"is_set":true}
        bool asked = false;
        if (bare && (operand.get(asked) != simdjson::SUCCESS || !asked))
            return Wrong(Under(path, name), "true", operand);
        test = TRY(ReadTest(*op, type, bare ? nullptr : &operand, Under(path, name), schema));
    }
    if (!test)
        return Invalid(fmt::format("{} lacks an operator: write it as {{\"gte\":2}}.", path), path,
                       "parameter_missing");
    return *test;
}

}  // namespace daybook::conditions
