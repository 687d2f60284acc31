#include "conditions/generate_support.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/assert.h"
#include "base/json_write.h"

namespace daybook::conditions::oracle {
namespace {

template <typename T>
const T& Pick(Random& random, const std::vector<T>& from) {
    return from[random.Below(from.size())];
}

const List kTexts = {"US",   "us",    "uS ",   "Canada", "canada", "CAFÉ",
                     "café", "ΣΟΦΟΣ", "σοφος", "a",      "an"};
const List kCurrencies = {"usd", "usd", "usd", "eur", "jpy", "kwd"};

Money AnyMoney(Random& random) {
    if (random.Chance(0.1)) return {0, ""};
    return {random.Between(-2, 12) * (random.Chance(0.5) ? 100 : 50), Pick(random, kCurrencies)};
}

List SomeTexts(Random& random, size_t least, size_t most) {
    List list;
    for (size_t n = least + random.Below(most - least + 1); n > 0; --n)
        list.push_back(Pick(random, kTexts));
    return list;
}

// A datum of this type; missing now and then.
Datum AnyDatum(Random& random, Type type, const date::time_zone* zone) {
    if (random.Chance(0.15)) return {};
    switch (type) {
        case Type::kText:
            return Pick(random, kTexts);
        case Type::kNumber:
            return static_cast<double>(random.Below(5));
        case Type::kMoney:
            return AnyMoney(random);
        case Type::kDate:
            return Moment{AnyMoment(random, zone)};
        case Type::kBoolean:
            return random.Chance(0.5);
        case Type::kList:
            return SomeTexts(random, 1, 3);
    }
    return {};
}

struct Named {
    std::string name;
    Type type;
};
const std::vector<Named> kFields = {{"country", Type::kText},    {"name", Type::kText},
                                    {"orders", Type::kNumber},   {"sales", Type::kMoney},
                                    {"last_order", Type::kDate}, {"born", Type::kDate},
                                    {"vip", Type::kBoolean},     {"tags", Type::kList}};
const std::vector<Named> kOrder = {{"amount", Type::kMoney},
                                   {"kind", Type::kText},
                                   {"products", Type::kList},
                                   {"coupon", Type::kList},
                                   {"due", Type::kDate}};
const std::vector<Named> kCart = {{"amount", Type::kMoney}};
const std::vector<Named> kSubscription = {{"status", Type::kText},
                                          {"mrr", Type::kMoney},
                                          {"renews", Type::kDate},
                                          {"product", Type::kList}};

Data AnyData(Random& random, const std::vector<Named>& members, const date::time_zone* zone) {
    Data data;
    for (const Named& member : members) data[member.name] = AnyDatum(random, member.type, zone);
    return data;
}

std::vector<Thing> SomeThings(Random& random, size_t most, const std::vector<Named>& members,
                              const date::time_zone* zone) {
    std::vector<Thing> things;
    for (size_t n = random.Below(most + 1); n > 0; --n)
        things.push_back({AnyMoment(random, zone), AnyData(random, members, zone)});
    std::sort(things.begin(), things.end(),
              [](const Thing& a, const Thing& b) { return a.at < b.at; });
    return things;
}

// ---- rules ----

Span AnySpan(Random& random) {
    static const std::vector<Span> kMost = {{3000, "seconds"}, {90, "minutes"}, {50, "hours"},
                                            {40, "days"},      {9, "weeks"},    {14, "months"},
                                            {2, "years"}};
    const Span& most = Pick(random, kMost);
    return {static_cast<int64_t>(random.Below(static_cast<uint64_t>(most.count) + 1)), most.unit};
}

Day AnyDay(Random& random, const date::time_zone* zone) {
    Day day;
    if (random.Chance(0.3)) {
        day.second = AnyMoment(random, zone);
        return day;
    }
    const date::year_month_day civil(date::floor<date::days>(
        zone->to_local(date::sys_seconds(std::chrono::seconds(AnyMoment(random, zone))))));
    day.year = static_cast<int>(civil.year());
    day.month = static_cast<int>(static_cast<unsigned>(civil.month()));
    day.day = static_cast<int>(static_cast<unsigned>(civil.day()));
    return day;
}

std::map<std::string, int64_t> AnyAmounts(Random& random) {
    std::map<std::string, int64_t> amounts;
    for (size_t n = 1 + random.Below(3); n > 0; --n)
        amounts[Pick(random, kCurrencies)] =
            random.Between(-4, 20) * (random.Chance(0.8) ? 500 : 251);
    return amounts;
}

void AddOperands(Random& random, Type type, const date::time_zone* zone, Rule& rule) {
    const bool many = rule.op == "in" || rule.op == "not_in";
    const size_t count = rule.op == "between" ? 2 : many ? 1 + random.Below(3) : 1;
    for (size_t i = 0; i < count; ++i) {
        if (type == Type::kText || type == Type::kList) rule.texts.push_back(Pick(random, kTexts));
        if (type == Type::kNumber) rule.numbers.push_back(static_cast<double>(random.Below(5)));
        if (type == Type::kMoney) rule.amounts.push_back(AnyAmounts(random));
        if (type == Type::kDate) rule.days.push_back(AnyDay(random, zone));
    }
    rule.yes = random.Chance(0.5);
    rule.span = AnySpan(random);
    rule.from = random.Between(-5, 20);
    rule.to = rule.from + random.Between(0, random.Chance(0.1) ? 340 : 9);
}

const List kTextOps = {"is",           "is_not",      "in",        "not_in", "contains",
                       "not_contains", "starts_with", "ends_with", "is_set", "is_not_set"};
const List kListOps = {"is",       "is_not",       "in",     "not_in",
                       "contains", "not_contains", "is_set", "is_not_set"};
const List kNumberOps = {"is", "is_not", "in",      "not_in", "gt",        "gte",
                         "lt", "lte",    "between", "is_set", "is_not_set"};
const List kCountOps = {"is", "is_not", "in", "not_in", "gt", "gte", "lt", "lte", "between"};
const List kDateOps = {"before",          "after",           "on",
                       "between",         "is_set",          "is_not_set",
                       "anniversary",     "more_than_ago",   "less_than_ago",
                       "more_than_ahead", "less_than_ahead", "more_than_ago",
                       "less_than_ago"};
const List kBooleanOps = {"is", "is_not", "is_set", "is_not_set"};

const List& OpsFor(Type type) {
    switch (type) {
        case Type::kText:
            return kTextOps;
        case Type::kList:
            return kListOps;
        case Type::kDate:
            return kDateOps;
        case Type::kBoolean:
            return kBooleanOps;
        default:
            return kNumberOps;
    }
}

Rule AnyField(Random& random, const std::vector<Named>& members, const date::time_zone* zone) {
    const Named& member = Pick(random, members);
    Rule rule{.form = "field", .name = member.name, .op = Pick(random, OpsFor(member.type))};
    AddOperands(random, member.type, zone, rule);
    return rule;
}

Rule AnyWhere(Random& random, const std::vector<Named>& members, int depth,
              const date::time_zone* zone) {
    if (depth == 0 || random.Chance(0.6)) return AnyField(random, members, zone);
    Rule rule{.form = Pick(random, List{"all", "any", "none"})};
    for (size_t n = random.Below(3); n > 0; --n)
        rule.parts.push_back(AnyWhere(random, members, depth - 1, zone));
    return rule;
}

Within AnyWithin(Random& random, const date::time_zone* zone) {
    Within within;
    if (random.Chance(0.25)) {
        within.between = {AnyDay(random, zone), AnyDay(random, zone)};
        return within;
    }
    within.from = AnySpan(random);
    if (random.Chance(0.3)) {
        within.from = {3 + static_cast<int64_t>(random.Below(9)), "months"};
        within.to = {static_cast<int64_t>(random.Below(80)), "days"};
    }
    return within;
}

Rule AnyActivity(Random& random, const date::time_zone* zone) {
    const bool order = random.Chance(0.8);
    Rule rule{.form = "activity", .name = order ? "order_paid" : "cart_abandoned"};
    rule.aggregate =
        order ? Pick(random, List{"count", "count", "count", "sum", "distinct", "first", "last"})
              : "count";
    rule.of = rule.aggregate == "sum" ? "amount" : random.Chance(0.5) ? "products" : "kind";
    const Type type = rule.aggregate == "sum"                                 ? Type::kMoney
                      : rule.aggregate == "first" || rule.aggregate == "last" ? Type::kDate
                                                                              : Type::kNumber;
    rule.op = Pick(random, type == Type::kDate ? kDateOps : kCountOps);
    AddOperands(random, type, zone, rule);
    if (random.Chance(0.7)) rule.within = AnyWithin(random, zone);
    if (random.Chance(0.4)) rule.where = {AnyWhere(random, order ? kOrder : kCart, 2, zone)};
    if (random.Chance(0.25))
        rule.not_followed_by = random.Chance(0.5) ? "order_paid" : "cart_abandoned";
    return rule;
}

Rule AnyObject(Random& random, const date::time_zone* zone) {
    Rule rule{.form = "have", .name = "subscription", .op = Pick(random, kCountOps)};
    AddOperands(random, Type::kNumber, zone, rule);
    if (random.Chance(0.8)) rule.where = {AnyWhere(random, kSubscription, 2, zone)};
    return rule;
}

// ---- writing ----

std::string Thousandths(int64_t amount) {
    const int64_t size = amount < 0 ? -amount : amount;
    return fmt::format("{}{}.{:03}", amount < 0 ? "-" : "", size / 1000, size % 1000);
}

std::string Written(const Day& day) {
    return day.second ? fmt::format("{}", *day.second)
                      : fmt::format("\"{:04}-{:02}-{:02}\"", day.year, day.month, day.day);
}
std::string Written(const Span& span) {
    return fmt::format("{{\"{}\":{}}}", span.unit, span.count);
}
std::string Written(const std::string& text) {
    std::string json;
    AppendJsonString(json, text);
    return json;
}
std::string Written(double number) { return fmt::format("{}", number); }
std::string Written(const std::map<std::string, int64_t>& amounts) {
    List all;
    for (const auto& [currency, amount] : amounts)
        all.push_back(fmt::format("\"{}\":{}", currency, Thousandths(amount)));
    return fmt::format("{{{}}}", fmt::join(all, ","));
}

template <typename Operand>
std::string Operands(const std::string& op, const std::vector<Operand>& operands) {
    if (op != "in" && op != "not_in" && op != "between") return Written(operands[0]);
    List all;
    for (const Operand& one : operands) all.push_back(Written(one));
    return fmt::format("[{}]", fmt::join(all, ","));
}

std::string Value(const Rule& rule) {
    if (rule.op == "anniversary")
        return fmt::format("{{\"from\":{},\"to\":{}}}", rule.from, rule.to);
    if (rule.op.ends_with("_ago") || rule.op.ends_with("_ahead")) return Written(rule.span);
    if (!rule.texts.empty()) return Operands(rule.op, rule.texts);
    if (!rule.numbers.empty()) return Operands(rule.op, rule.numbers);
    if (!rule.amounts.empty()) return Operands(rule.op, rule.amounts);
    if (!rule.days.empty()) return Operands(rule.op, rule.days);
    return rule.yes ? "true" : "false";
}

bool IsBare(const Rule& rule) { return rule.op == "is_set" || rule.op == "is_not_set"; }

std::string JsonOfThings(const Rule& rule) {
    std::string json = fmt::format("{{\"{}\":\"{}\"", rule.form, rule.name);
    const bool of = rule.aggregate == "sum" || rule.aggregate == "distinct";
    json += fmt::format(",\"{}\":{{{}\"{}\":{}}}", rule.aggregate,
                        of ? fmt::format("\"of\":\"{}\",", rule.of) : "", rule.op,
                        IsBare(rule) ? "true" : Value(rule));
    if (rule.within && rule.within->between)
        json +=
            fmt::format(",\"within\":{{\"between\":[{},{}]}}", Written(rule.within->between->first),
                        Written(rule.within->between->second));
    else if (rule.within && !rule.within->to.unit.empty())
        json += fmt::format(",\"within\":{{\"from\":{},\"to\":{}}}", Written(rule.within->from),
                            Written(rule.within->to));
    else if (rule.within)
        json += fmt::format(",\"within\":{}", Written(rule.within->from));
    if (!rule.where.empty()) json += ",\"where\":" + Json(rule.where[0]);
    if (!rule.not_followed_by.empty())
        json += fmt::format(",\"not_followed_by\":\"{}\"", rule.not_followed_by);
    return json + "}";
}

// ---- the engine's people ----

conditions::Value ValueOf(Arena& arena, const Datum& datum) {
    if (const auto* text = std::get_if<std::string>(&datum)) return Value::String(arena, *text);
    if (const auto* number = std::get_if<double>(&datum)) return Value::Number(*number);
    if (const auto* money = std::get_if<Money>(&datum))
        return Value::Money(money->minor, money->currency);
    if (const auto* moment = std::get_if<Moment>(&datum)) return Value::Date(moment->at);
    if (const auto* yes = std::get_if<bool>(&datum)) return Value::Boolean(*yes);
    const auto* list = std::get_if<List>(&datum);
    if (list == nullptr) return {};
    const std::vector<std::string_view> views(list->begin(), list->end());
    return Value::List(arena, views);
}

void FillRow(Person& person, std::span<conditions::Value> row, const std::vector<Member>& members,
             const Data& data) {
    for (size_t i = 0; i < members.size(); ++i) {
        const auto found = data.find(members[i].name);
        if (found != data.end()) row[i] = ValueOf(person.arena, found->second);
    }
}

}  // namespace

int64_t AnyMoment(Random& random, const date::time_zone* zone) {
    const date::year year(static_cast<int>(random.Between(2019, 2026)));
    const date::month month(static_cast<unsigned>(random.Between(1, 12)));
    date::local_days day;
    const uint64_t kind = random.Below(10);
    if (kind < 3)
        day = date::local_days(year / month / date::last) - date::days(random.Below(4));
    else if (kind < 4)
        day = date::local_days(date::year(random.Chance(0.5) ? 2020 : 2024) / 2 / 29);
    else
        day = date::local_days(year / month / 1) + date::days(random.Below(28));
    if (kind >= 4 && kind < 6) {  // around the change of clocks
        const auto info = zone->get_info(date::sys_days(year / month / 1));
        const auto change =
            std::clamp<int64_t>(info.end.time_since_epoch().count(), 1'546'300'800, 1'798'761'600);
        return change + random.Between(-3 * 86'400, 3 * 86'400) / (random.Chance(0.5) ? 24 : 1);
    }
    const int64_t time = random.Chance(0.3)
                             ? random.Between(0, 3) * 3600 + random.Between(0, 1) * 1800
                             : random.Between(0, 86'399);
    const auto local = day + std::chrono::seconds(time);
    return (local.time_since_epoch() - zone->get_info(local).first.offset).count();
}

Human AnyHuman(Random& random, const date::time_zone* zone) {
    Human human;
    human.fields = AnyData(random, kFields, zone);
    human.activities["order_paid"] = SomeThings(random, 5, kOrder, zone);
    human.activities["cart_abandoned"] = SomeThings(random, 3, kCart, zone);
    human.objects["subscription"] = SomeThings(random, 2, kSubscription, zone);
    for (const std::string id : {"seg_one", "seg_two"}) {
        Stay& stay = human.segments[id];
        stay.member = random.Chance(0.5);
        if (random.Chance(0.5)) stay.until = AnyMoment(random, zone);
    }
    return human;
}

Rule AnyRule(Random& random, int depth, const date::time_zone* zone) {
    const uint64_t kind = random.Below(10);
    if (depth > 0 && kind < 6) {
        Rule rule{.form = Pick(random, List{"all", "any", "none"})};
        for (size_t n = random.Below(4); n > 0; --n)
            rule.parts.push_back(AnyRule(random, depth - 1, zone));
        return rule;
    }
    if (kind < 7) return AnyActivity(random, zone);
    if (kind < 8) return AnyObject(random, zone);
    if (random.Chance(0.1))
        return {.form = "segment", .name = random.Chance(0.5) ? "seg_one" : "seg_two"};
    return AnyField(random, kFields, zone);
}

std::string Json(const Rule& rule) {
    if (rule.form == "segment") return fmt::format(R"({{"segment":"{}"}})", rule.name);
    if (rule.form == "activity" || rule.form == "have") return JsonOfThings(rule);
    if (rule.form == "field")
        return IsBare(rule) ? fmt::format(R"({{"field":"{}","op":"{}"}})", rule.name, rule.op)
                            : fmt::format(R"({{"field":"{}","op":"{}","value":{}}})", rule.name,
                                          rule.op, Value(rule));
    List parts;
    for (const Rule& part : rule.parts) parts.push_back(Json(part));
    return fmt::format(R"({{"{}":[{}]}})", rule.form, fmt::join(parts, ","));
}

void Fill(Person& person, const Schema& schema, const Human& human) {
    person.Clear();
    FillRow(person, person.fields, schema.fields, human.fields);
    for (size_t kind = 0; kind < schema.activities.size(); ++kind)
        for (const Thing& thing : human.activities.at(schema.activities[kind].name))
            FillRow(person, person.AddActivity(kind, thing.at), schema.activities[kind].members,
                    thing.data);
    for (size_t kind = 0; kind < schema.objects.size(); ++kind)
        for (const Thing& thing : human.objects.at(schema.objects[kind].name))
            FillRow(person, person.AddObject(kind), schema.objects[kind].members, thing.data);
    for (size_t i = 0; i < schema.segments.size(); ++i) {
        const Stay& stay = human.segments.at(schema.segments[i].id);
        person.segments[i] = {stay.member, stay.until.value_or(kNever)};
    }
}

}  // namespace daybook::conditions::oracle
