#include "conditions/oracle_support.h"

#include <algorithm>
#include <set>

#include "base/assert.h"

namespace daybook::conditions::oracle {
namespace {

using Seconds = std::chrono::seconds;

// ---- the calendar ----

int64_t ToUtc(date::local_seconds local, const date::time_zone* zone) {
    return (local.time_since_epoch() - zone->get_info(local).first.offset).count();
}
date::local_seconds ToLocal(int64_t at, const date::time_zone* zone) {
    return zone->to_local(date::sys_seconds(Seconds(at)));
}
int64_t Midnight(date::local_days day, const date::time_zone* zone) { return ToUtc(day, zone); }
date::local_days DayOf(int64_t at, const date::time_zone* zone) {
    return date::floor<date::days>(ToLocal(at, zone));
}

int64_t Plus(int64_t at, const Span& span, int sign, const date::time_zone* zone) {
    const auto count = static_cast<int>(span.count) * sign;
    if (count == 0) return at;
    if (span.unit == "seconds") return at + count;
    if (span.unit == "minutes") return at + count * 60LL;
    if (span.unit == "hours") return at + count * 3600LL;
    const date::local_days day = DayOf(at, zone);
    const auto time = ToLocal(at, zone) - day;
    if (span.unit == "days") return ToUtc(day + date::days(count) + time, zone);
    if (span.unit == "weeks") return ToUtc(day + date::weeks(count) + time, zone);
    date::year_month_day civil(day);
    civil += date::months(span.unit == "years" ? 12 * count : count);
    if (!civil.ok()) civil = civil.year() / civil.month() / date::last;
    return ToUtc(date::local_days(civil) + time, zone);
}

std::pair<int64_t, int64_t> BeginAndEnd(const Day& day, const date::time_zone* zone) {
    if (day.second) return {*day.second, *day.second + 1};
    const date::local_days local(date::year(day.year) / day.month / day.day);
    return {Midnight(local, zone), Midnight(local + date::days(1), zone)};
}

bool NearAnniversary(const Rule& rule, int64_t value, int64_t now, const date::time_zone* zone) {
    const date::year_month_day born(DayOf(value, zone));
    const date::local_days today = DayOf(now, zone);
    const auto in = [&](date::year year) {
        const date::year_month_day same = year / born.month() / born.day();
        return date::local_days(same.ok() ? same : same.year() / same.month() / date::last);
    };
    if (today < in(born.year() + date::years(1))) return false;
    for (int year = static_cast<int>(date::year_month_day(today).year()) - 2, last = year + 4;
         year <= last; ++year) {
        const int64_t ahead = (in(date::year(year)) - today).count();
        if (date::year(year) > born.year() && rule.from <= ahead && ahead <= rule.to) return true;
    }
    return false;
}

// ---- values ----

std::string Fold(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    for (const auto& [from, to] : {std::pair<std::string, std::string>("É", "é"),
                                   {"Σ", "σ"},
                                   {"ς", "σ"},
                                   {"Ο", "ο"},
                                   {"Φ", "φ"}})
        for (size_t at; (at = text.find(from)) != std::string::npos;)
            text.replace(at, from.size(), to);
    const size_t first = text.find_first_not_of(' ');
    return first == std::string::npos ? ""
                                      : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

bool TextFits(const std::string& op, const std::string& given, const List& wanted) {
    const std::string text = Fold(given), first = Fold(wanted[0]);
    if (op == "is") return text == first;
    if (op == "in")
        return std::any_of(wanted.begin(), wanted.end(),
                           [&](const auto& one) { return Fold(one) == text; });
    if (op == "contains") return text.find(first) != std::string::npos;
    if (op == "starts_with") return text.substr(0, first.size()) == first;
    return text.size() >= first.size() && text.substr(text.size() - first.size()) == first;
}

template <typename Number>
bool NumberFits(const std::string& op, Number value, const std::vector<Number>& wanted) {
    if (op == "is" || op == "in")
        return std::find(wanted.begin(), wanted.end(), value) != wanted.end();
    if (op == "gt") return value > wanted[0];
    if (op == "gte") return value >= wanted[0];
    if (op == "lt") return value < wanted[0];
    if (op == "lte") return value <= wanted[0];
    return value >= wanted[0] && value <= wanted[1];
}

bool MoneyFits(const Rule& rule, const std::string& op, bool negated, const Money& money) {
    if (money.currency.empty()) {  // nothing is nothing in every currency
        std::set<std::string> named;
        for (const auto& amounts : rule.amounts)
            for (const auto& amount : amounts) named.insert(amount.first);
        return std::any_of(named.begin(), named.end(), [&](const auto& currency) {
            return MoneyFits(rule, op, negated, {0, currency});
        });
    }
    std::vector<int64_t> wanted;
    for (const auto& amounts : rule.amounts)
        if (const auto named = amounts.find(money.currency); named != amounts.end())
            wanted.push_back(named->second);
    if (wanted.empty() || (op == "between" && wanted.size() < 2)) return false;
    const int64_t thousandths = money.minor * (money.currency == "jpy"   ? 1000
                                               : money.currency == "kwd" ? 1
                                                                         : 10);
    return NumberFits(op, thousandths, wanted) != negated;
}

bool DateFits(const Rule& rule, const std::string& op, int64_t value, int64_t now,
              const date::time_zone* zone) {
    if (op == "before") return value < BeginAndEnd(rule.days[0], zone).first;
    if (op == "after") return value >= BeginAndEnd(rule.days[0], zone).second;
    if (op == "on" || op == "between")
        return value >= BeginAndEnd(rule.days.front(), zone).first &&
               value < BeginAndEnd(rule.days.back(), zone).second;
    if (op == "more_than_ago") return Plus(value, rule.span, 1, zone) <= now;
    if (op == "less_than_ago") return value <= now && now < Plus(value, rule.span, 1, zone);
    if (op == "more_than_ahead") return now < Plus(value, rule.span, -1, zone);
    if (op == "less_than_ahead") return Plus(value, rule.span, -1, zone) <= now && now <= value;
    return NearAnniversary(rule, value, now, zone);
}

bool Fits(const Rule& rule, const Datum& value, int64_t now, const date::time_zone* zone) {
    const bool missing = std::holds_alternative<std::monostate>(value);
    if (rule.op == "is_set" || rule.op == "is_not_set") return missing == (rule.op == "is_not_set");
    const bool negated = rule.op == "is_not" || rule.op == "not_in" || rule.op == "not_contains";
    if (missing) return negated;
    const std::string op = rule.op == "is_not"         ? "is"
                           : rule.op == "not_in"       ? "in"
                           : rule.op == "not_contains" ? "contains"
                                                       : rule.op;
    if (const auto* money = std::get_if<Money>(&value)) return MoneyFits(rule, op, negated, *money);
    if (const auto* moment = std::get_if<Moment>(&value))
        return DateFits(rule, op, moment->at, now, zone);
    if (const auto* number = std::get_if<double>(&value))
        return NumberFits(op, *number, rule.numbers) != negated;
    if (const auto* yes = std::get_if<bool>(&value)) return (*yes == rule.yes) != negated;
    const auto* list = std::get_if<List>(&value);
    const List all = list != nullptr ? *list : List{std::get<std::string>(value)};
    return std::any_of(all.begin(), all.end(),
                       [&](const auto& one) { return TextFits(op, one, rule.texts); }) != negated;
}

Datum Get(const Data& data, const std::string& name) {
    const auto found = data.find(name);
    return found == data.end() ? Datum() : found->second;
}

// ---- activities and objects ----

bool Inside(const Within& within, int64_t at, int64_t now, const date::time_zone* zone) {
    if (within.between)
        return at >= BeginAndEnd(within.between->first, zone).first &&
               at < BeginAndEnd(within.between->second, zone).second;
    const int64_t begin = within.to.unit.empty() ? at : Plus(at, within.to, 1, zone);
    return begin <= now && now < Plus(at, within.from, 1, zone);
}

bool JudgeData(const Rule& rule, const Data& data, int64_t now, const date::time_zone* zone);

bool JudgeThings(const Rule& rule, const Human& human, int64_t now, const date::time_zone* zone) {
    const bool activity = rule.form == "activity";
    const auto& all = activity ? human.activities : human.objects;
    std::vector<const Thing*> counted;
    if (all.count(rule.name) != 0) {
        for (const Thing& thing : all.at(rule.name)) {
            if (activity && thing.at > now) continue;
            if (rule.within && !Inside(*rule.within, thing.at, now, zone)) continue;
            if (!rule.where.empty() && !JudgeData(rule.where[0], thing.data, now, zone)) continue;
            bool followed = false;
            if (!rule.not_followed_by.empty() && human.activities.count(rule.not_followed_by) != 0)
                for (const Thing& other : human.activities.at(rule.not_followed_by))
                    followed = followed || (other.at > thing.at && other.at <= now);
            if (!followed) counted.push_back(&thing);
        }
    }
    if (rule.aggregate == "count")
        return Fits(rule, static_cast<double>(counted.size()), now, zone);
    std::set<std::string> distinct;
    std::map<std::string, int64_t> sums;
    Datum first, last;
    for (const Thing* thing : counted) {
        const Datum of = Get(thing->data, rule.of);
        if (const auto* list = std::get_if<List>(&of))
            for (const auto& one : *list) distinct.insert(Fold(one));
        if (const auto* text = std::get_if<std::string>(&of)) distinct.insert(Fold(*text));
        if (const auto* money = std::get_if<Money>(&of)) sums[money->currency] += money->minor;
        const auto at = thing->at;
        if (!std::holds_alternative<Moment>(first) || at < std::get<Moment>(first).at)
            first = Moment{at};
        if (!std::holds_alternative<Moment>(last) || at > std::get<Moment>(last).at)
            last = Moment{at};
    }
    if (rule.aggregate == "distinct")
        return Fits(rule, static_cast<double>(distinct.size()), now, zone);
    if (rule.aggregate == "first") return Fits(rule, first, now, zone);
    if (rule.aggregate == "last") return Fits(rule, last, now, zone);
    for (const auto& amounts : rule.amounts)
        for (const auto& amount : amounts)
            if (Fits(rule, Money{sums[amount.first], amount.first}, now, zone)) return true;
    return false;
}

// ---- the tree ----

template <typename One>
bool JudgeParts(const Rule& rule, One one) {
    if (rule.form == "all") return std::all_of(rule.parts.begin(), rule.parts.end(), one);
    const bool any = std::any_of(rule.parts.begin(), rule.parts.end(), one);
    return rule.form == "any" ? any : !any;
}

bool JudgeData(const Rule& rule, const Data& data, int64_t now, const date::time_zone* zone) {
    if (rule.form == "field") return Fits(rule, Get(data, rule.name), now, zone);
    return JudgeParts(rule, [&](const Rule& part) { return JudgeData(part, data, now, zone); });
}

}  // namespace

bool Judge(const Rule& rule, const Human& human, int64_t now, const date::time_zone* zone) {
    if (rule.form == "field") return Fits(rule, Get(human.fields, rule.name), now, zone);
    if (rule.form == "activity" || rule.form == "have") return JudgeThings(rule, human, now, zone);
    if (rule.form == "segment") {
        const Stay& stay = human.segments.at(rule.name);
        return stay.member != (stay.until && now >= *stay.until);
    }
    return JudgeParts(rule, [&](const Rule& part) { return Judge(part, human, now, zone); });
}

}  // namespace daybook::conditions::oracle
