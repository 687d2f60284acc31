#include "segments/shop.h"

#include <algorithm>
#include <array>

#include <simdjson.h>

#include "base/assert.h"
#include "profiles/fields.h"

namespace daybook::segments {
namespace {

using conditions::Kind;
using conditions::Member;
using conditions::Person;
using conditions::Schema;
using conditions::Type;
using conditions::Value;
using profiles::ActivityKind;

constexpr size_t kMoreFields = 2;  // after those of the catalogue: created, tags
constexpr int kActivityKinds = static_cast<int>(ActivityKind::kCartRecovered);

conditions::Type TypeOf(profiles::FieldType type) {
    switch (type) {
        case profiles::FieldType::kText:
            return Type::kText;
        case profiles::FieldType::kNumber:
            return Type::kNumber;
        case profiles::FieldType::kMoney:
            return Type::kMoney;
        case profiles::FieldType::kDate:
            return Type::kDate;
        case profiles::FieldType::kBoolean:
            return Type::kBoolean;
        case profiles::FieldType::kList:
            return Type::kList;
    }
    return Type::kText;
}

const Member kAmount{"amount", Type::kMoney, "Amount"}, kCurrency{"currency", Type::kText, "Currency"},
    kOrder{"order", Type::kText, "Order"}, kProduct{"product", Type::kList, "Product"},
    kProducts{"products", Type::kList, "Products"}, kCoupon{"coupon", Type::kList, "Coupon"},
    kStatus{"status", Type::kText, "Status"};

// The members of an activity's data (api.md *Activities*). `product` is `products` under the name that objects use.
std::vector<Member> DataOf(ActivityKind kind) {
    switch (kind) {
        case ActivityKind::kCustomerCreated:
            return {{"customer", Type::kText, "Customer"}, kOrder};
        case ActivityKind::kOrderRefunded:
            return {kAmount, kCurrency, kOrder};
        case ActivityKind::kOrderCreated:
        case ActivityKind::kOrderPaid:
        case ActivityKind::kOrderPaymentFailed:
        case ActivityKind::kOrderVoided:
        case ActivityKind::kOrderUncollectible:
            return {kAmount, kCurrency, kOrder, {"kind", Type::kText, "Kind"}, kProducts, kProduct, kCoupon,
                    {"discount", Type::kMoney, "Discount"}};
        case ActivityKind::kCartAbandoned:
        case ActivityKind::kCartRecovered:
            return {{"session", Type::kText, "Session"}, kAmount, kCurrency, {"url", Type::kText, "Link"}, kProducts, kProduct};
        default:
            return {{"subscription", Type::kText, "Subscription"}, kProducts, kProduct, kStatus};
    }
}

// "order_paid" → "Order paid".
std::string LabelOf(std::string_view name) {
    std::string label(name);
    std::replace(label.begin(), label.end(), '_', ' ');
    label[0] = static_cast<char>(label[0] - 'a' + 'A');
    return label;
}

size_t SlotOf(ActivityKind kind) { return static_cast<size_t>(kind) - 1; }

Value ListOf(conditions::Arena& arena, simdjson::dom::element value) {
    std::vector<Value::Named> elements;
    simdjson::dom::array array;
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS) elements.push_back({text, {}});
    if (value.get(array) == simdjson::SUCCESS) {
        for (const auto each : array) {
            Value::Named named;
            if (each.get(named.id) != simdjson::SUCCESS && each.is_object()) {
                if (each["id"].get(named.id) != simdjson::SUCCESS) named.id = {};
                if (each["name"].get(named.name) != simdjson::SUCCESS) named.name = {};
            }
            elements.push_back(named);
        }
    }
    return Value::List(arena, elements);
}

// A member of the data; missing where it is not there or of another type.
Value ReadMember(conditions::Arena& arena, simdjson::dom::object data, const Member& member) {
    simdjson::dom::element value;
    const std::string_view name = member.name == kProduct.name ? std::string_view(kProducts.name) : member.name;
    if (data.at_key(name).get(value) != simdjson::SUCCESS) return Value::Missing(member.type);
    std::string_view text;
    int64_t minor = 0;
    switch (member.type) {
        case Type::kText:
            if (value.get(text) == simdjson::SUCCESS) return Value::String(arena, text);
            break;
        case Type::kMoney:
            if (data.at_key("currency").get(text) == simdjson::SUCCESS && value.get(minor) == simdjson::SUCCESS)
                return Value::Money(minor, text);
            break;
        case Type::kList:
            return ListOf(arena, value);
        default:
            break;
    }
    return Value::Missing(member.type);
}

Value DateOf(std::optional<int64_t> at) { return at ? Value::Date(*at) : Value::Missing(Type::kDate); }

// A value that is of another type than the field now has is computed again shortly: until then it is missing.
Value CustomOf(conditions::Arena& arena, Type type, const profiles::CustomValue& value) {
    if (const auto* text = std::get_if<std::string>(&value); text != nullptr && type == Type::kText) return Value::String(arena, *text);
    if (const auto* number = std::get_if<double>(&value); number != nullptr && type == Type::kNumber) return Value::Number(*number);
    if (const auto* money = std::get_if<Money>(&value); money != nullptr && type == Type::kMoney) return Value::Money(money->minor, money->currency);
    if (const auto* date = std::get_if<profiles::Date>(&value); date != nullptr && type == Type::kDate) return Value::Date(date->at);
    if (const auto* is = std::get_if<bool>(&value); is != nullptr && type == Type::kBoolean) return Value::Boolean(*is);
    if (const auto* texts = std::get_if<profiles::Texts>(&value); texts != nullptr && type == Type::kList)
        return Value::List(arena, std::vector<std::string_view>(texts->begin(), texts->end()));
    return Value::Missing(type);
}

std::vector<Kind> ObjectKinds() {
    const Member created{"created", Type::kDate, "Created"};
    return {{"subscription",
             "Subscription",
             {kStatus, kProduct, {"price", Type::kList, "Price"}, {"started", Type::kDate, "Started"},
              {"renews", Type::kDate, "Renews"}, {"trial_end", Type::kDate, "Trial ends"},
              {"cancels", Type::kDate, "Cancels"}}},
            {"order", "Order", {kStatus, {"kind", Type::kText, "Kind"}, kAmount, created, kProduct, kCoupon}},
            {"cart", "Cart", {kStatus, kAmount, created}}};
}

Value ObjectMember(conditions::Arena& arena, const PresentObject& object, std::string_view name) {
    if (name == "status") return Value::String(arena, object.status);
    if (name == "kind") return Value::String(arena, object.order_kind);
    if (name == "created") return DateOf(object.created);
    if (name == "started") return DateOf(object.started);
    if (name == "renews") return DateOf(object.renews);
    if (name == "trial_end") return DateOf(object.trial_end);
    if (name == "cancels") return DateOf(object.cancels);
    if (name == "amount") return object.amount ? Value::Money(*object.amount, object.currency) : Value::Missing(Type::kMoney);
    if (name == "product") {
        std::vector<Value::Named> names;
        for (const ProductName& product : object.products) names.push_back({product.id, product.name});
        return Value::List(arena, names);
    }
    ASSERT(name == "price" || name == "coupon");
    const std::vector<std::string>& list = name == "price" ? object.prices : object.coupons;
    return Value::List(arena, std::vector<std::string_view>(list.begin(), list.end()));
}

}  // namespace

Schema BaseSchema() {
    Schema schema;
    for (const profiles::FieldRow& row : profiles::FieldCatalogue())
        schema.fields.push_back({std::string(row.name), TypeOf(row.type), std::string(row.label)});
    schema.fields.push_back({"created", Type::kDate, "Created"});
    schema.fields.push_back({"tags", Type::kList, "Tags"});
    for (int i = 1; i <= kActivityKinds; ++i) {
        const auto kind = static_cast<ActivityKind>(i);
        const std::string name(profiles::ActivityKindName(kind));
        schema.activities.push_back({name, LabelOf(name), DataOf(kind)});
    }
    schema.objects = ObjectKinds();
    return schema;
}

bool IsLong(const Member& member) {
    constexpr std::array<std::string_view, 9> kShort = {"city", "state", "country", "kind", "status", "currency", "stripe_currency", "stripe_order_status", "stripe_order_last_currency"};
    return member.type == Type::kText && std::find(kShort.begin(), kShort.end(), member.name) == kShort.end();
}

std::string_view ResourceOf(std::string_view kind) {
    if (kind.starts_with("subscription")) return "subscriptions";
    if (kind.starts_with("cart")) return "checkout_sessions";
    if (kind == profiles::ActivityKindName(ActivityKind::kOrderRefunded)) return "refunds";
    return kind.starts_with("order") ? "invoices" : "customers";
}

void AddCustomFields(Schema& schema, const profiles::CustomFields& fields) {
    for (const profiles::CustomField& field : fields.all)
        schema.fields.push_back({field.name, TypeOf(field.type), field.label, field.id});
}

void FillFields(Person& person, const Schema& schema, const profiles::Profile& profile) {
    person.Clear();
    const auto rows = profiles::FieldCatalogue();
    ASSERT(schema.fields.size() >= rows.size() + kMoreFields);
    for (size_t i = 0; i < rows.size(); ++i) {
        const profiles::FieldValue value = rows[i].value(profile.fields);
        Value& field = person.fields[i];
        if (const auto* text = std::get_if<std::string_view>(&value)) field = Value::String(person.arena, *text);
        if (const auto* is = std::get_if<bool>(&value)) field = Value::Boolean(*is);
        const auto* number = std::get_if<int64_t>(&value);
        if (number == nullptr) continue;
        if (rows[i].type == profiles::FieldType::kDate) {
            field = Value::Date(*number);
        } else if (rows[i].type == profiles::FieldType::kMoney) {
            const profiles::FieldRow* of = profiles::FindField(rows[i].currency);
            ASSERT(of != nullptr);
            const profiles::FieldValue currency = of->value(profile.fields);
            const auto* code = std::get_if<std::string_view>(&currency);
            field = Value::Money(*number, code != nullptr ? *code : std::string_view());
        } else {
            field = Value::Number(static_cast<double>(*number));
        }
    }
    person.fields[rows.size()] = Value::Date(profile.created);
    person.fields[rows.size() + 1] = CustomOf(person.arena, Type::kList, profile.fields.tags);
    for (size_t i = rows.size() + kMoreFields; i < schema.fields.size(); ++i) {
        const Member& member = schema.fields[i];
        person.fields[i] = CustomOf(person.arena, member.type, FindCustom(profile.fields.custom, member.key));
    }
}

void FillActivities(Person& person, const Schema& schema, std::vector<profiles::Activity> all, const conditions::Reads* only) {
    const auto wants = [&](size_t kind) { return only == nullptr || std::binary_search(only->activities.begin(), only->activities.end(), kind); };
    const auto wants_member = [&](size_t kind, size_t member) {
        const auto& read = only->activity_members;
        return std::binary_search(read.begin(), read.end(), std::pair(static_cast<uint16_t>(kind), static_cast<uint16_t>(member)));
    };
    std::erase_if(all, [&](const profiles::Activity& one) { return SlotOf(one.kind) >= schema.activities.size() || !wants(SlotOf(one.kind)); });
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return profiles::NewerThan(b, a); });
    simdjson::dom::parser parser;
    for (const profiles::Activity& activity : all) {
        const size_t slot = SlotOf(activity.kind);
        const std::vector<Member>& members = schema.activities[slot].members;
        const std::span<Value> row = person.AddActivity(slot, activity.at);
        simdjson::dom::object data;
        if (activity.data.empty() || parser.parse(activity.data).get(data) != simdjson::SUCCESS) continue;
        for (size_t i = 0; i < members.size(); ++i) {
            if (only == nullptr || wants_member(slot, i)) row[i] = ReadMember(person.arena, data, members[i]);
        }
    }
}

void FillObjects(Person& person, const Schema& schema, std::span<const PresentObject> objects) {
    for (const PresentObject& object : objects) {
        const auto slot = static_cast<size_t>(object.kind);
        const std::vector<Member>& members = schema.objects[slot].members;
        const std::span<Value> row = person.AddObject(slot);
        for (size_t i = 0; i < members.size(); ++i) row[i] = ObjectMember(person.arena, object, members[i].name);
    }
}

}  // namespace daybook::segments
