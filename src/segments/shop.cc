#include "segments/shop.h"

#include <algorithm>
#include <array>

#include <simdjson.h>

#include "base/assert.h"
#include "profiles/fields.h"

namespace daybook::segments {
namespace {

using conditions::Arena;
using conditions::Member;
using conditions::Person;
using conditions::Reads;
using conditions::Schema;
using conditions::Type;
using conditions::Value;
using profiles::ActivityKind;

constexpr size_t kMoreFields = 2;  // after those of the catalogue: created, tags
// What segments ask for: Stripe's.
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

// A member of a record, and where its value comes from.
struct Part {
    Member member;
    Value (*value)(Arena&, const RecordData&);
};

Value DateOf(std::optional<int64_t> at) { return at ? Value::Date(*at) : Value::Missing(Type::kDate); }

template <std::string_view RecordData::* text>
Value TextOf(Arena& arena, const RecordData& data) {
    return Value::String(arena, data.*text);
}
template <std::optional<int64_t> RecordData::* amount>
Value MoneyOf(Arena&, const RecordData& data) {
    return data.*amount ? Value::Money(*(data.*amount), data.currency) : Value::Missing(Type::kMoney);
}
template <std::optional<int64_t> RecordData::* moment>
Value MomentOf(Arena&, const RecordData& data) {
    return DateOf(data.*moment);
}
Value ProductsOf(Arena& arena, const RecordData& data) { return Value::List(arena, data.products); }
Value PricesOf(Arena& arena, const RecordData& data) { return Value::List(arena, data.prices); }
Value CouponOf(Arena& arena, const RecordData& data) { return Value::List(arena, std::array{data.coupon}); }

using Parts = std::vector<Part>;
const Part kAmount{{"amount", Type::kMoney, "Amount"}, MoneyOf<&RecordData::amount>},
    kDiscount{{"discount", Type::kMoney, "Discount"}, MoneyOf<&RecordData::discount>},
    kCurrency{{"currency", Type::kText, "Currency"}, TextOf<&RecordData::currency>},
    kCustomer{{"customer", Type::kText, "Customer"}, TextOf<&RecordData::customer>},
    kOrder{{"order", Type::kText, "Order"}, TextOf<&RecordData::order>},
    kOrderKind{{"kind", Type::kText, "Kind"}, TextOf<&RecordData::order_kind>},
    kSubscription{{"subscription", Type::kText, "Subscription"}, TextOf<&RecordData::subscription>},
    kSession{{"session", Type::kText, "Session"}, TextOf<&RecordData::session>},
    kStatus{{"status", Type::kText, "Status"}, TextOf<&RecordData::status>},
    kUrl{{"url", Type::kText, "Link"}, TextOf<&RecordData::url>},
    kProducts{{"products", Type::kList, "Products"}, ProductsOf},
    kProduct{{"product", Type::kList, "Product"}, ProductsOf},  // the name that objects use
    kPrice{{"price", Type::kList, "Price"}, PricesOf},
    kCoupon{{"coupon", Type::kList, "Coupon"}, CouponOf},
    kCreated{{"created", Type::kDate, "Created"}, MomentOf<&RecordData::created>},
    kStarted{{"started", Type::kDate, "Started"}, MomentOf<&RecordData::started>},
    kRenews{{"renews", Type::kDate, "Renews"}, MomentOf<&RecordData::renews>},
    kTrialEnd{{"trial_end", Type::kDate, "Trial ends"}, MomentOf<&RecordData::trial_end>},
    kCancels{{"cancels", Type::kDate, "Cancels"}, MomentOf<&RecordData::cancels>};

// The members of an activity's data (api.md *Activities*).
Parts PartsOf(ActivityKind kind) {
    switch (kind) {
        case ActivityKind::kCustomerCreated:
            return {kCustomer, kOrder};
        case ActivityKind::kOrderRefunded:
            return {kAmount, kCurrency, kOrder};
        case ActivityKind::kOrderCreated:
        case ActivityKind::kOrderPaid:
        case ActivityKind::kOrderPaymentFailed:
        case ActivityKind::kOrderVoided:
        case ActivityKind::kOrderUncollectible:
            return {kAmount, kCurrency, kOrder, kOrderKind, kProducts, kProduct, kCoupon, kDiscount};
        case ActivityKind::kCartAbandoned:
        case ActivityKind::kCartRecovered:
            return {kSession, kAmount, kCurrency, kUrl, kProducts, kProduct};
        default:
            return {kSubscription, kProducts, kProduct, kStatus};
    }
}

// By the numbers of the schema's kinds.
const std::vector<Parts>& ActivityParts() {
    static const std::vector<Parts> all = [] {
        std::vector<Parts> parts;
        for (int i = 1; i <= kActivityKinds; ++i) parts.push_back(PartsOf(static_cast<ActivityKind>(i)));
        return parts;
    }();
    return all;
}
const std::vector<Parts>& ObjectParts() {
    static const std::vector<Parts> all = {{kStatus, kProduct, kPrice, kStarted, kRenews, kTrialEnd, kCancels},
                                           {kStatus, kOrderKind, kAmount, kCreated, kProduct, kCoupon},
                                           {kStatus, kAmount, kCreated, kProduct}};
    return all;
}

std::vector<Member> MembersOf(const Parts& parts) {
    std::vector<Member> members;
    for (const Part& part : parts) members.push_back(part.member);
    return members;
}

// "order_paid" → "Order paid".
std::string LabelOf(std::string_view name) {
    std::string label(name);
    std::replace(label.begin(), label.end(), '_', ' ');
    label[0] = static_cast<char>(label[0] - 'a' + 'A');
    return label;
}

size_t SlotOf(ActivityKind kind) { return static_cast<size_t>(kind) - 1; }

// What was written of a record's data; what is of another type stays empty.
RecordData ReadData(simdjson::dom::object json) {
    RecordData data;
    const auto read = [&](std::string_view name, std::string_view& to) {
        if (json.at_key(name).get(to) != simdjson::SUCCESS) to = {};
    };
    read("customer", data.customer);
    read("order", data.order);
    read("kind", data.order_kind);
    read("subscription", data.subscription);
    read("session", data.session);
    read("url", data.url);
    read("status", data.status);
    read("coupon", data.coupon);
    read("currency", data.currency);
    const auto read_amount = [&](std::string_view name, std::optional<int64_t>& to) {
        int64_t amount = 0;
        if (json.at_key(name).get(amount) == simdjson::SUCCESS) to = amount;
    };
    read_amount("amount", data.amount);
    read_amount("discount", data.discount);
    simdjson::dom::array products;
    if (json.at_key("products").get(products) != simdjson::SUCCESS) return data;
    for (const auto product : products) {
        Value::Named& named = data.products.emplace_back();
        if (product["id"].get(named.id) != simdjson::SUCCESS) named.id = {};
        if (product["name"].get(named.name) != simdjson::SUCCESS) named.name = {};
    }
    return data;
}

// A value that is of another type than the field now has is computed again shortly: until then it is missing.
Value CustomOf(Arena& arena, Type type, const profiles::CustomValue& value) {
    if (const auto* text = std::get_if<std::string>(&value); text != nullptr && type == Type::kText) return Value::String(arena, *text);
    if (const auto* number = std::get_if<double>(&value); number != nullptr && type == Type::kNumber) return Value::Number(*number);
    if (const auto* money = std::get_if<Money>(&value); money != nullptr && type == Type::kMoney) return Value::Money(money->minor, money->currency);
    if (const auto* date = std::get_if<profiles::Date>(&value); date != nullptr && type == Type::kDate) return Value::Date(date->at);
    if (const auto* is = std::get_if<bool>(&value); is != nullptr && type == Type::kBoolean) return Value::Boolean(*is);
    if (const auto* texts = std::get_if<profiles::Texts>(&value); texts != nullptr && type == Type::kList)
        return Value::List(arena, std::vector<std::string_view>(texts->begin(), texts->end()));
    return Value::Missing(type);
}

Value FieldOf(Arena& arena, const Schema& schema, const profiles::Profile& profile, size_t i) {
    const auto rows = profiles::FieldCatalogue();
    if (i == rows.size()) return Value::Date(profile.created);
    if (i == rows.size() + 1) return CustomOf(arena, Type::kList, profile.fields.tags);
    if (i > rows.size()) return CustomOf(arena, schema.fields[i].type, FindCustom(profile.fields.custom, schema.fields[i].key));
    const profiles::FieldValue value = rows[i].value(profile.fields);
    if (const auto* text = std::get_if<std::string_view>(&value)) return Value::String(arena, *text);
    if (const auto* is = std::get_if<bool>(&value)) return Value::Boolean(*is);
    const auto* number = std::get_if<int64_t>(&value);
    if (number == nullptr) return Value::Missing(schema.fields[i].type);
    if (rows[i].type == profiles::FieldType::kDate) return Value::Date(*number);
    if (rows[i].type != profiles::FieldType::kMoney) return Value::Number(static_cast<double>(*number));
    const profiles::FieldRow* of = profiles::FindField(rows[i].currency);
    ASSERT(of != nullptr);
    const profiles::FieldValue currency = of->value(profile.fields);
    const auto* code = std::get_if<std::string_view>(&currency);
    return Value::Money(*number, code != nullptr ? *code : std::string_view());
}

// The members of one record of this kind: all, or those that are named.
void FillRecord(std::span<Value> row, const Parts& parts, size_t kind, Arena& arena, const RecordData& data, const Reads::Members* named) {
    if (named == nullptr) {
        for (size_t i = 0; i < parts.size(); ++i) row[i] = parts[i].value(arena, data);
        return;
    }
    auto one = std::lower_bound(named->begin(), named->end(), std::pair(static_cast<uint16_t>(kind), uint16_t{0}));
    for (; one != named->end() && one->first == kind; ++one) row[one->second] = parts[one->second].value(arena, data);
}

bool Has(const std::vector<uint16_t>& kinds, size_t kind) { return std::binary_search(kinds.begin(), kinds.end(), kind); }

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
        schema.activities.push_back({name, LabelOf(name), MembersOf(ActivityParts()[SlotOf(kind)])});
    }
    schema.objects = {{"subscription", "Subscription", {}}, {"order", "Order", {}}, {"cart", "Cart", {}}};
    for (size_t i = 0; i < schema.objects.size(); ++i) schema.objects[i].members = MembersOf(ObjectParts()[i]);
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

void FillFields(Person& person, const Schema& schema, const profiles::Profile& profile, const Reads* only) {
    ASSERT(schema.fields.size() >= profiles::FieldCatalogue().size() + kMoreFields);
    person.Clear();
    const auto fill = [&](size_t i) { person.fields[i] = FieldOf(person.arena, schema, profile, i); };
    if (only != nullptr) {
        for (const uint16_t i : only->fields) fill(i);
    } else {
        for (size_t i = 0; i < schema.fields.size(); ++i) fill(i);
    }
}

void AddActivity(Person& person, ActivityKind kind, int64_t at, const RecordData& data, const Reads* only) {
    const size_t slot = SlotOf(kind);
    if (slot >= person.activities.size() || (only != nullptr && !Has(only->activities, slot))) return;
    const std::span<Value> row = person.AddActivity(slot, at);
    FillRecord(row, ActivityParts()[slot], slot, person.arena, data, only == nullptr ? nullptr : &only->activity_members);
}

void AddActivity(Person& person, const profiles::Activity& stored, const Reads* only) {
    simdjson::dom::parser parser;
    simdjson::dom::object json;
    const bool readable = !stored.data.empty() && parser.parse(stored.data).get(json) == simdjson::SUCCESS;
    AddActivity(person, stored.kind, stored.at, readable ? ReadData(json) : RecordData(), only);
}

void AddObject(Person& person, ObjectKind kind, const RecordData& data, const Reads* only) {
    const auto slot = static_cast<size_t>(kind);
    if (only != nullptr && !Has(only->objects, slot)) return;
    const std::span<Value> row = person.AddObject(slot);
    FillRecord(row, ObjectParts()[slot], slot, person.arena, data, only == nullptr ? nullptr : &only->object_members);
}

}  // namespace daybook::segments
