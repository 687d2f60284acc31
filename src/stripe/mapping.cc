#include "stripe/mapping.h"

#include <algorithm>
#include <optional>
#include <span>

#include <fmt/format.h>

#include "base/text.h"
#include "stripe/decode_json.h"

namespace daybook::stripe {
namespace {

using json::element;
using profiles::CustomValue;
using profiles::FieldType;
using profiles::Unfit;
using Scope = Mapping::Scope;
using Take = Mapping::Take;

constexpr std::pair<std::string_view, Scope> kScopes[] = {
    {"customer", Scope::kCustomer}, {"last_order", Scope::kLastOrder}, {"last_paid_order", Scope::kLastPaidOrder},
    {"subscription", Scope::kSubscription}, {"checkout", Scope::kCheckout}, {"charge", Scope::kCharge}};
constexpr std::pair<std::string_view, Scope> kOvers[] = {
    {"orders", Scope::kOrders}, {"paid_orders", Scope::kPaidOrders}, {"subscriptions", Scope::kSubscriptions}};
constexpr std::pair<std::string_view, Take> kTakes[] = {
    {"first", Take::kFirst}, {"last", Take::kLast}, {"count", Take::kCount}, {"sum", Take::kSum},
    {"min", Take::kMin}, {"max", Take::kMax}, {"list", Take::kList}};
constexpr size_t kPathBytesMax = 200;

template <typename T, size_t n>
std::optional<T> Named(const std::pair<std::string_view, T> (&rows)[n], std::string_view name) {
    for (const auto& [known, value] : rows) {
        if (known == name) return value;
    }
    return std::nullopt;
}

Error Wrong(std::string message) { return Invalid(std::move(message), "source"); }

// ---- reading a source ----

Result<std::vector<Mapping::Step>> ParsePath(std::string_view path) {
    if (path.empty() || path.size() > kPathBytesMax) {
        return Wrong(fmt::format("The path is empty or longer than {} bytes: write one such as metadata.colour.", kPathBytesMax));
    }
    std::vector<Mapping::Step> steps;
    while (!path.empty()) {
        const bool key = !steps.empty() && steps.back().name == "metadata" && !steps.back().each;
        const size_t dot = key ? std::string_view::npos : path.find('.');
        std::string_view name = path.substr(0, dot);
        path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
        if (dot != std::string_view::npos && path.empty()) return Wrong("The path ends with a dot.");
        const bool each = !key && name.ends_with("[]");
        if (each) name.remove_suffix(2);
        if (each && name.empty() && !steps.empty()) {
            steps.back().each = true;  // "lines.data.[]" means "lines.data[]"
            continue;
        }
        if (name.empty()) return Wrong("The path has an empty name between its dots.");
        steps.push_back({std::string(name), each});
    }
    return steps;
}

bool HasEach(const Mapping& mapping) {
    return std::any_of(mapping.path.begin(), mapping.path.end(), [](const Mapping::Step& step) { return step.each; });
}

Status CheckType(const Mapping& mapping, FieldType type) {
    const bool counts = mapping.over() && mapping.take == Take::kCount;
    const bool lists = mapping.over() ? mapping.take == Take::kList : HasEach(mapping);
    if (counts && type != FieldType::kNumber) return Wrong("A count is a number: choose the type number.");
    if (lists && type != FieldType::kList) return Wrong("Every element, or a list of values, is a list: choose the type list.");
    if (mapping.over() && mapping.take == Take::kSum && type != FieldType::kNumber && type != FieldType::kMoney)
        return Wrong("A sum is a number or money: choose one of these types.");
    const bool orders = type == FieldType::kNumber || type == FieldType::kMoney || type == FieldType::kDate || type == FieldType::kText;
    if (mapping.over() && (mapping.take == Take::kMin || mapping.take == Take::kMax) && !orders)
        return Wrong("A least or greatest value is a number, money, a date or a text.");
    return {};
}

Result<Mapping> ParseText(std::string_view text) {
    const size_t dot = text.find('.');
    const auto scope = Named(kScopes, text.substr(0, dot));
    if (!scope || dot == std::string_view::npos) {
        return Wrong("source begins with customer, last_order, last_paid_order, subscription, checkout or charge, a dot, and a path: last_order.metadata.colour.");
    }
    Mapping mapping{.scope = *scope};
    mapping.path = TRY(ParsePath(text.substr(dot + 1)));
    return mapping;
}

Result<Mapping> ParseObject(element object) {
    std::string over, path, take;
    simdjson::dom::object members;
    if (object.get(members) != simdjson::SUCCESS) return Wrong("source is a text, or an object of over, path and take.");
    for (const auto& [key, value] : members) {
        std::string* of = key == "over" ? &over : key == "path" ? &path : key == "take" ? &take : nullptr;
        if (of == nullptr) return Wrong("source has a member that is not over, path or take.");
        *of = json::Text(value);
    }
    const auto scope = Named(kOvers, over);
    if (!scope) return Wrong("source.over is orders, paid_orders or subscriptions.");
    const auto taken = Named(kTakes, take);
    if (!taken) return Wrong("source.take is first, last, count, sum, min, max or list.");
    Mapping mapping{.scope = *scope, .take = *taken};
    mapping.path = TRY(ParsePath(path));
    return mapping;
}

// ---- values in an object ----

void Walk(element at, std::span<const Mapping::Step> path, std::vector<element>& out) {
    if (path.empty()) return out.push_back(at);
    const auto member = json::Member(at, path[0].name);
    if (!member) return;
    if (!path[0].each) return Walk(*member, path.subspan(1), out);
    json::EachElement(*member, [&](element each) { Walk(each, path.subspan(1), out); });
}

// A text, number, flag or an expanded object's id, as a text; nothing for null and for what else there is.
std::optional<std::string> Scalar(element value) {
    if (value.is_string()) return json::Text(value);
    if (value.is_object()) {
        const std::string_view id = json::Reference(value);
        return id.empty() ? std::nullopt : std::optional<std::string>(id);
    }
    if (value.is_array() || value.is_null()) return std::nullopt;
    return simdjson::minify(value);
}

CustomValue Number(element value, FieldType type, const profiles::TextRules& rules) {
    int64_t whole = 0;
    double number = 0;
    if (type == FieldType::kMoney) {
        if (value.get(whole) == simdjson::SUCCESS && !rules.currency.empty()) return Money{whole, rules.currency};
        return Unfit{};
    }
    if (type == FieldType::kNumber && value.get(number) == simdjson::SUCCESS) return number;
    if (type == FieldType::kDate && value.get(whole) == simdjson::SUCCESS) return profiles::Date{whole};
    if (type == FieldType::kBoolean && value.get(whole) == simdjson::SUCCESS && (whole == 0 || whole == 1)) return whole == 1;
    return Unfit{};
}

CustomValue ListOf(element value, bool whole_texts, const profiles::TextRules& rules) {
    profiles::Texts texts;
    bool unfit = false;
    json::EachElement(value, [&](element each) {
        const auto text = Scalar(each);
        if (!text || text->size() > profiles::kTextBytesMax || texts.size() == profiles::kElementsMax) unfit = true;
        else if (!Trim(*text).empty()) texts.emplace_back(Trim(*text));
    });
    if (value.is_array()) return unfit ? CustomValue(Unfit{}) : texts.empty() ? CustomValue() : CustomValue(std::move(texts));
    const auto text = Scalar(value);
    if (!text || text->size() > profiles::kTextBytesMax) return value.is_null() ? CustomValue() : CustomValue(Unfit{});
    if (!whole_texts) return FromText(FieldType::kList, *text, rules);
    return Trim(*text).empty() ? CustomValue() : CustomValue(profiles::Texts{std::string(Trim(*text))});
}

CustomValue Convert(element value, FieldType type, bool whole_texts, const profiles::TextRules& rules) {
    if (value.is_null()) return {};
    if (type == FieldType::kList) return ListOf(value, whole_texts, rules);
    bool flag = false;
    if (value.is_number() && type != FieldType::kText) return Number(value, type, rules);
    if (type == FieldType::kBoolean && value.get(flag) == simdjson::SUCCESS) return flag;
    const auto text = Scalar(value);
    return text ? FromText(type, *text, rules) : CustomValue(Unfit{});
}

// Whether there is anything: an empty text of Stripe's is a missing value.
bool IsThere(element value) {
    return value.is_string() ? !Trim(json::View(value)).empty() : !value.is_null();
}

std::vector<CustomValue> ValuesAt(element root, const Mapping& mapping, FieldType type, profiles::TextRules rules) {
    const auto currency = json::Member(root, "currency");
    if (currency && currency->is_string()) rules.currency = AsciiLower(json::View(*currency));
    std::vector<element> found;
    Walk(root, mapping.path, found);
    const bool count = mapping.over() && mapping.take == Take::kCount;
    const bool whole = HasEach(mapping) || mapping.over();
    std::vector<CustomValue> values;
    for (const element one : found) {
        CustomValue value = !count ? Convert(one, type, whole, rules) : IsThere(one) ? CustomValue(1.0) : CustomValue();
        if (value.index() != 0) values.push_back(std::move(value));
    }
    return values;
}

// ---- several values into one ----

CustomValue Joined(const std::vector<CustomValue>& values) {
    profiles::Texts texts;
    for (const CustomValue& value : values) {
        const auto* some = std::get_if<profiles::Texts>(&value);
        if (some == nullptr) continue;
        for (const std::string& text : *some) {
            const bool seen = std::find(texts.begin(), texts.end(), text) != texts.end();
            if (!seen && texts.size() < profiles::kElementsMax) texts.push_back(text);
        }
    }
    return texts.empty() ? CustomValue() : CustomValue(std::move(texts));
}

CustomValue Sum(const std::vector<CustomValue>& values) {
    const auto* newest = std::get_if<Money>(&values.back());
    if (newest == nullptr) {
        double sum = 0;
        for (const CustomValue& value : values) sum += std::get<double>(value);
        return sum;
    }
    Money sum{0, newest->currency};
    for (const CustomValue& value : values) {
        const Money& money = std::get<Money>(value);
        if (money.currency == sum.currency) sum.minor = SaturatingAdd(sum.minor, money.minor);
    }
    return sum;
}

// Amounts are compared within the newest one's currency.
CustomValue Extreme(const std::vector<CustomValue>& values, bool greatest) {
    const auto key = [](const CustomValue& value) {
        const auto* money = std::get_if<Money>(&value);
        const auto* date = std::get_if<profiles::Date>(&value);
        const auto* number = std::get_if<double>(&value);
        const auto* text = std::get_if<std::string>(&value);
        return std::tuple(money != nullptr ? money->minor : date != nullptr ? date->at : 0, number != nullptr ? *number : 0.0,
                          text != nullptr ? std::string_view(*text) : std::string_view());
    };
    const auto* newest = std::get_if<Money>(&values.back());
    const CustomValue* best = &values.back();
    for (const CustomValue& value : values) {
        const auto* money = std::get_if<Money>(&value);
        if (newest != nullptr && money->currency != newest->currency) continue;
        if (greatest ? key(*best) < key(value) : key(value) < key(*best)) best = &value;
    }
    return *best;
}

Result<Mapping> Parse(std::string_view source) {
    const json::Document& document = *TRY(json::Document::Parse(source));
    const element root = document.root();
    return root.is_string() ? ParseText(json::Text(root)) : ParseObject(root);
}

}  // namespace

Result<Mapping> ParseMapping(std::string_view source) { return Parse(source); }

Result<Mapping> ParseMapping(std::string_view source, FieldType type) {
    Mapping mapping = TRY(Parse(source));
    TRY(CheckType(mapping, type));
    return mapping;
}

std::string Described(std::string_view source) {
    const auto document = json::Document::Parse(source);
    if (!document.ok()) return std::string(source);
    const element root = (*document)->root();
    if (root.is_string()) return json::Text(root);
    const auto member = [&](std::string_view name) { return json::Text(json::Member(root, name).value_or(root)); };
    return fmt::format("{} of {}: {}", member("take"), member("over"), member("path"));
}

Result<std::vector<std::vector<CustomValue>>> ValuesIn(std::string_view body, std::span<const Wanted> wanted, const profiles::TextRules& rules) {
    const element root = (*TRY(json::Document::Parse(body))).root();
    std::vector<std::vector<CustomValue>> all;
    for (const Wanted& one : wanted) all.push_back(ValuesAt(root, *one.mapping, one.type, rules));
    return all;
}

CustomValue Reduced(const Mapping& mapping, FieldType type, std::vector<CustomValue> values) {
    if (mapping.over() && mapping.take == Take::kCount) return static_cast<double>(values.size());
    const bool any = !values.empty();
    std::erase_if(values, [](const CustomValue& value) { return std::holds_alternative<Unfit>(value); });
    if (values.empty()) return any ? CustomValue(Unfit{}) : CustomValue();
    if (type == FieldType::kList && (!mapping.over() || mapping.take == Take::kList)) return Joined(values);
    if (!mapping.over() || mapping.take == Take::kFirst) return values.front();
    switch (mapping.take) {
        case Take::kSum:
            return Sum(values);
        case Take::kMin:
        case Take::kMax:
            return Extreme(values, mapping.take == Take::kMax);
        default:
            return values.back();
    }
}

}  // namespace daybook::stripe
