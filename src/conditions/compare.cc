#include "conditions/compare.h"

#include <algorithm>
#include <array>
#include <compare>
#include <limits>

namespace daybook::conditions {
namespace {

// What a missing value satisfies.
bool HoldsOfMissing(Op op) {
    return op == Op::kIsNotSet || op == Op::kIsNot || op == Op::kNotIn || op == Op::kNotContains;
}

bool IsNegation(Op op) { return op == Op::kIsNot || op == Op::kNotIn || op == Op::kNotContains; }

// ---- text ----

bool HoldsOfText(Op op, std::string_view text, const std::vector<std::string>& operands) {
    switch (op) {
        case Op::kIs:
        case Op::kIsNot:
            return text == operands[0];
        case Op::kIn:
        case Op::kNotIn:
            return std::find(operands.begin(), operands.end(), text) != operands.end();
        case Op::kContains:
        case Op::kNotContains:
            return text.find(operands[0]) != std::string_view::npos;
        case Op::kStartsWith:
            return text.starts_with(operands[0]);
        case Op::kEndsWith:
            return text.ends_with(operands[0]);
        default:
            return false;
    }
}

// Of a list: whether it holds of any element. The negations are turned by the caller.
bool HoldsOfTexts(const Test& test, std::span<const Text> texts) {
    return std::any_of(texts.begin(), texts.end(), [&](const Text& text) {
        return HoldsOfText(test.op, text.folded, test.texts) ||
               (!text.also.empty() && HoldsOfText(test.op, text.also, test.texts));
    });
}

// ---- numbers and money ----

bool Fits(Op op, std::partial_ordering order) {
    switch (op) {
        case Op::kGt:
            return order > 0;
        case Op::kGte:
            return order >= 0;
        case Op::kLt:
            return order < 0;
        case Op::kLte:
            return order <= 0;
        default:
            return order == 0;
    }
}

bool HoldsOfNumber(const Test& test, double value) {
    const std::vector<double>& operands = test.numbers;
    if (test.op == Op::kBetween) return operands[0] <= value && value <= operands[1];
    return std::any_of(operands.begin(), operands.end(),
                       [&](double operand) { return Fits(test.op, value <=> operand); });
}

std::partial_ordering Order(int64_t minor, const Amount& amount) {
    if (minor != amount.floor) return minor <=> amount.floor;
    return amount.fraction ? std::partial_ordering::less : std::partial_ordering::equivalent;
}

// The amount in this currency; any where the value is 0 of every currency.
const Amount* Named(const Amounts& amounts, const Value& value) {
    if (value.currency == Currency::kNone) return &amounts[0];
    const auto found = std::find_if(amounts.begin(), amounts.end(), [&](const Amount& amount) {
        return amount.currency == value.currency;
    });
    return found == amounts.end() ? nullptr : &*found;
}

// 0 of every currency meets each amount that is named; any of them may hold.
bool HoldsOfNothing(const Test& test) {
    Value zero = Value::Missing(Type::kMoney);
    zero.set = true;
    for (const Amounts& amounts : test.amounts) {
        for (const Amount& amount : amounts) {
            zero.currency = amount.currency;
            if (zero.currency != Currency::kNone && Holds(test, zero)) return true;
        }
    }
    return false;
}

// Money in a currency that is not named matches nothing, no negation either.
bool HoldsOfMoney(const Test& test, const Value& value) {
    if (value.currency == Currency::kNone) return HoldsOfNothing(test);
    if (test.op == Op::kBetween) {
        const Amount* low = Named(test.amounts[0], value);
        const Amount* high = Named(test.amounts[1], value);
        return low != nullptr && high != nullptr && Order(value.integer, *low) >= 0 &&
               Order(value.integer, *high) <= 0;
    }
    bool named = false, found = false;
    for (const Amounts& amounts : test.amounts) {
        const Amount* amount = Named(amounts, value);
        if (amount == nullptr) continue;
        named = true;
        found = found || Fits(test.op, Order(value.integer, *amount));
    }
    return named && found != IsNegation(test.op);
}

// ---- dates ----

// Holds in [begin, end).
Verdict Inside(int64_t begin, int64_t end, int64_t now) {
    if (begin >= end || now >= end) return {false, kNever};
    if (now < begin) return {false, begin};
    return {true, end};
}

// The anniversary of a day in a year: 29 February is the 28th where there is none.
int64_t AnniversaryIn(int year, Date of) {
    constexpr int kYearLast = 9999;
    of.year = std::min(year, kYearLast);
    const bool leap = of.year % 4 == 0 && (of.year % 100 != 0 || of.year % 400 == 0);
    if (of.month == 2 && of.day == 29 && !leap) of.day = 28;
    return DayOf(of);
}

// The days around an anniversary on which a test holds, looked at so many years ahead.
Verdict SearchAnniversary(const Test& test, Date born, int64_t today, int years_ahead) {
    constexpr int kYearsBack = 1, kYearsMost = 12;
    const int from = std::max(born.year + 1, DateOf(today).year - kYearsBack);
    const int64_t first = AnniversaryIn(born.year + 1, born);
    std::array<int64_t, kYearsMost> all;
    const std::span<int64_t> days(all.data(), static_cast<size_t>(kYearsBack + years_ahead + 1));
    for (size_t i = 0; i < days.size(); ++i)
        days[i] = AnniversaryIn(from + static_cast<int>(i), born);
    const auto holds = [&](int64_t day) {
        return day >= first && std::any_of(days.begin(), days.end(), [&](int64_t anniversary) {
                   return test.low <= anniversary - day && anniversary - day <= test.high;
               });
    };
    const bool is = holds(today);
    int64_t next = kNever;
    const auto consider = [&](int64_t day) {
        if (day > today && day < next && holds(day) != is) next = day;
    };
    consider(first);
    for (size_t i = 0; i + 1 < days.size() && days[i] - test.high < next; ++i) {
        consider(days[i] - test.high);
        consider(days[i] - test.low + 1);
    }
    return {is, next};
}

Verdict HoldsOnAnniversary(const Test& test, int64_t value, const Calendar& calendar, int64_t now) {
    // Far enough to meet every kind of year: two leap years may lie eight years apart. Mostly three
    // will do.
    constexpr int kAhead = 3, kFarAhead = 10;
    const Date born = DateOf(calendar.DayAt(value));
    const int64_t today = calendar.DayAt(now);
    Verdict verdict = SearchAnniversary(test, born, today, kAhead);
    if (verdict.next == kNever) verdict = SearchAnniversary(test, born, today, kFarAhead);
    // Where a zone once repeated a day its beginning may lie behind.
    if (verdict.next != kNever) verdict.next = std::max(calendar.StartOf(verdict.next), now + 1);
    return verdict;
}

}  // namespace

bool Holds(const Test& test, const Value& value) {
    if (!value.set) return HoldsOfMissing(test.op);
    if (test.op == Op::kIsSet) return true;
    if (test.op == Op::kIsNotSet) return false;
    switch (test.type) {
        case Type::kText:
        case Type::kList:
            return HoldsOfTexts(test, value.texts) != IsNegation(test.op);
        case Type::kNumber:
            return HoldsOfNumber(test, value.number) != IsNegation(test.op);
        case Type::kMoney:
            return HoldsOfMoney(test, value);
        case Type::kDate:
            return test.low <= value.integer && value.integer < test.high;
        case Type::kBoolean:
            return ((value.integer != 0) == test.boolean) != IsNegation(test.op);
    }
    return false;
}

Verdict HoldsAt(const Test& test, const Value& value, const Calendar& calendar, int64_t now) {
    if (!value.set) return {HoldsOfMissing(test.op), kNever};
    const int64_t at = value.integer;
    switch (test.op) {
        case Op::kMoreThanAgo:
            return Inside(calendar.Add(at, test.duration), kNever, now);
        case Op::kLessThanAgo:
            return Inside(at, calendar.Add(at, test.duration), now);
        case Op::kMoreThanAhead:
            return Inside(std::numeric_limits<int64_t>::min(), calendar.Subtract(at, test.duration),
                          now);
        case Op::kLessThanAhead:
            return Inside(calendar.Subtract(at, test.duration), at + 1, now);
        case Op::kAnniversary:
            return HoldsOnAnniversary(test, at, calendar, now);
        default:
            return {Holds(test, value), kNever};
    }
}

Verdict Check(const Test& test, const Value& value, const Calendar& calendar, int64_t now) {
    return test.type == Type::kDate ? HoldsAt(test, value, calendar, now)
                                    : Verdict{Holds(test, value), kNever};
}

}  // namespace daybook::conditions
