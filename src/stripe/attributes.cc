#include "stripe/attributes.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "base/text.h"
#include "http/parameters.h"
#include "profiles/blocks.h"
#include "profiles/custom_fields.h"
#include "stripe/connection.h"
#include "stripe/decode_json.h"
#include "stripe/mapped.h"
#include "stripe/mapping.h"
#include "stripe/mirror_store.h"

namespace daybook::stripe {
namespace {

using json::element;
using profiles::FieldType;
using Scope = Mapping::Scope;

constexpr int64_t kPeopleMax = 1000;
constexpr size_t kDepthMax = 6;       // names of a path
constexpr size_t kOfAScopeMax = 250;  // attributes
constexpr size_t kSamples = 3;
constexpr size_t kSampleBytesMax = 80;
constexpr size_t kValuesMax = 20;     // that the type is told from

constexpr std::pair<std::string_view, Scope> kScopes[] = {{"customer", Scope::kCustomer},
                                                          {"last_order", Scope::kLastOrder},
                                                          {"subscription", Scope::kSubscription},
                                                          {"checkout", Scope::kCheckout},
                                                          {"charge", Scope::kCharge}};

// What Stripe documents and merchants ask for, beside the fields that Daybook has anyway.
struct Documented {
    std::string_view scope, path;
    FieldType type;
};
constexpr Documented kDocumented[] = {
    {"customer", "balance", FieldType::kMoney},
    {"customer", "created", FieldType::kDate},
    {"customer", "currency", FieldType::kText},
    {"customer", "delinquent", FieldType::kBoolean},
    {"customer", "description", FieldType::kText},
    {"customer", "invoice_prefix", FieldType::kText},
    {"customer", "name", FieldType::kText},
    {"customer", "business_name", FieldType::kText},
    {"customer", "preferred_locales", FieldType::kList},
    {"customer", "shipping.address.city", FieldType::kText},
    {"customer", "shipping.address.country", FieldType::kText},
    {"customer", "tax_exempt", FieldType::kText},
    {"last_order", "amount_due", FieldType::kMoney},
    {"last_order", "amount_paid", FieldType::kMoney},
    {"last_order", "amount_remaining", FieldType::kMoney},
    {"last_order", "attempt_count", FieldType::kNumber},
    {"last_order", "billing_reason", FieldType::kText},
    {"last_order", "collection_method", FieldType::kText},
    {"last_order", "description", FieldType::kText},
    {"last_order", "due_date", FieldType::kDate},
    {"last_order", "hosted_invoice_url", FieldType::kText},
    {"last_order", "invoice_pdf", FieldType::kText},
    {"last_order", "lines.data[].description", FieldType::kList},
    {"last_order", "number", FieldType::kText},
    {"last_order", "subtotal", FieldType::kMoney},
    {"last_order", "total", FieldType::kMoney},
    {"subscription", "cancel_at", FieldType::kDate},
    {"subscription", "cancel_at_period_end", FieldType::kBoolean},
    {"subscription", "canceled_at", FieldType::kDate},
    {"subscription", "cancellation_details.comment", FieldType::kText},
    {"subscription", "cancellation_details.feedback", FieldType::kText},
    {"subscription", "cancellation_details.reason", FieldType::kText},
    {"subscription", "collection_method", FieldType::kText},
    {"subscription", "description", FieldType::kText},
    {"subscription", "items.data[].price.nickname", FieldType::kList},
    {"subscription", "start_date", FieldType::kDate},
    {"subscription", "status", FieldType::kText},
    {"subscription", "trial_end", FieldType::kDate},
    {"checkout", "amount_total", FieldType::kMoney},
    {"checkout", "client_reference_id", FieldType::kText},
    {"checkout", "locale", FieldType::kText},
    {"checkout", "mode", FieldType::kText},
    {"checkout", "payment_status", FieldType::kText},
    {"checkout", "status", FieldType::kText},
    {"charge", "amount", FieldType::kMoney},
    {"charge", "amount_refunded", FieldType::kMoney},
    {"charge", "description", FieldType::kText},
    {"charge", "disputed", FieldType::kBoolean},
    {"charge", "failure_code", FieldType::kText},
    {"charge", "failure_message", FieldType::kText},
    {"charge", "outcome.risk_level", FieldType::kText},
    {"charge", "payment_method_details.card.brand", FieldType::kText},
    {"charge", "payment_method_details.card.country", FieldType::kText},
    {"charge", "payment_method_details.card.exp_month", FieldType::kNumber},
    {"charge", "payment_method_details.card.exp_year", FieldType::kNumber},
    {"charge", "payment_method_details.card.funding", FieldType::kText},
    {"charge", "payment_method_details.card.last4", FieldType::kText},
    {"charge", "payment_method_details.type", FieldType::kText},
    {"charge", "receipt_url", FieldType::kText},
};

// Members that are no attribute of anybody: what kind of thing it is, how a list goes on, and what must stay secret.
constexpr std::string_view kPassedOver[] = {"object", "livemode", "has_more", "url", "total_count", "client_secret"};

// ---- what a value looks like ----

std::string_view LastName(std::string_view path) {
    const size_t dot = path.rfind('.');
    return dot == std::string_view::npos ? path : path.substr(dot + 1);
}

bool IsMetadata(std::string_view path) { return path.starts_with("metadata."); }

bool NamesAMoment(std::string_view name) {
    constexpr std::string_view kEnds[] = {"_at", "_end", "_start", "_date", "_until"};
    return name == "created" || name == "date" || std::any_of(std::begin(kEnds), std::end(kEnds), [&](std::string_view end) { return name.ends_with(end); });
}

bool NamesAnAmount(std::string_view name) {
    constexpr std::string_view kExact[] = {"balance", "total", "subtotal", "tax"};
    const bool exact = std::find(std::begin(kExact), std::end(kExact), name) != std::end(kExact);
    return exact || name == "amount" || name.starts_with("amount_") || name.starts_with("subtotal_") || name.starts_with("total_") || name.ends_with("_amount") || name.ends_with("_balance");
}

// What was seen at one path.
struct Seen {
    int64_t people = 0;
    bool list = false, flags = false, numbers = false, texts = false;
    std::vector<std::string> values;  // different ones
};

bool All(const Seen& seen, FieldType type) {
    return !seen.values.empty() && std::all_of(seen.values.begin(), seen.values.end(), [&](const std::string& text) {
        const auto value = profiles::FromText(type, text, {});
        return value.index() != 0 && !std::holds_alternative<profiles::Unfit>(value);
    });
}

// "007" and "01234" are names, not numbers.
bool AnyZeroAhead(const Seen& seen) {
    return std::any_of(seen.values.begin(), seen.values.end(), [](const std::string& text) { return text.size() > 1 && text[0] == '0' && text[1] != '.'; });
}

FieldType TypeOf(std::string_view path, const Seen& seen) {
    const std::string_view name = LastName(path);
    if (seen.list) return FieldType::kList;
    if (seen.flags && !seen.numbers && !seen.texts) return FieldType::kBoolean;
    if (seen.numbers && !seen.flags && !seen.texts) return NamesAMoment(name) ? FieldType::kDate : NamesAnAmount(name) ? FieldType::kMoney : FieldType::kNumber;
    if (!IsMetadata(path)) return FieldType::kText;
    const bool digits = All(seen, FieldType::kNumber);
    if (!digits && All(seen, FieldType::kBoolean)) return FieldType::kBoolean;
    if (!digits && All(seen, FieldType::kDate)) return FieldType::kDate;
    return digits && !AnyZeroAhead(seen) ? FieldType::kNumber : FieldType::kText;
}

}  // namespace

// ---- looking at objects ----

struct AttributeFinder::Impl {
    std::map<std::string, Seen, std::less<>> of[std::size(kScopes)];
    std::set<std::string> counted;  // paths of the object that is looked at
    size_t scope = 0;

    void Value(const std::string& path, bool list, element value) {
        const auto& paths = of[scope];
        if (!paths.contains(path) && paths.size() == 4 * kOfAScopeMax) return;
        std::string text = value.is_string() ? std::string(Trim(json::Text(value))) : std::string(simdjson::minify(value));
        if (text.empty() || text.size() > profiles::kTextBytesMax) return;
        Seen& seen = of[scope][path];
        if (counted.insert(path).second) ++seen.people;
        seen.list |= list;
        seen.flags |= value.is_bool();
        seen.numbers |= value.is_number();
        seen.texts |= value.is_string();
        const bool known = std::find(seen.values.begin(), seen.values.end(), text) != seen.values.end();
        if (!known && seen.values.size() < kValuesMax) seen.values.push_back(std::move(text));
    }

    void Array(const std::string& path, size_t depth, simdjson::dom::array elements) {
        for (const element each : elements) {
            if (each.is_object()) Object(path + "[].", depth, true, each);
            else if (!each.is_array() && !each.is_null()) Value(path, true, each);
        }
    }

    // `prefix` ends with a dot or is empty.
    void Object(const std::string& prefix, size_t depth, bool list, element object) {
        const bool metadata = prefix == "metadata." || prefix.ends_with(".metadata.");
        simdjson::dom::object members;
        if (depth >= kDepthMax || object.get(members) != simdjson::SUCCESS) return;
        for (const auto& [key, value] : members) {
            if (key.empty() || (!metadata && std::find(std::begin(kPassedOver), std::end(kPassedOver), key) != std::end(kPassedOver))) continue;
            const std::string path = prefix + std::string(key);
            simdjson::dom::array elements;
            if (value.is_object()) Object(path + ".", depth + 1, list, value);
            else if (value.get(elements) == simdjson::SUCCESS) Array(path, depth + 1, elements);
            else if (!value.is_null()) Value(path, list, value);
        }
    }
};

AttributeFinder::AttributeFinder() : impl_(std::make_unique<Impl>()) {}
AttributeFinder::~AttributeFinder() = default;

Status AttributeFinder::Look(std::string_view scope, std::string_view body) {
    const auto place = std::find_if(std::begin(kScopes), std::end(kScopes), [&](const auto& one) { return one.first == scope; });
    ASSERT(place != std::end(kScopes));
    impl_->scope = static_cast<size_t>(place - std::begin(kScopes));
    impl_->counted.clear();
    impl_->Object("", 0, false, (*TRY(json::Document::Parse(body))).root());
    return {};
}

std::vector<Attribute> AttributeFinder::Take() {
    std::vector<Attribute> all;
    for (size_t s = 0; s < std::size(kScopes); ++s) {
        const std::string_view scope = kScopes[s].first;
        std::vector<Attribute> some;
        for (auto& [path, seen] : impl_->of[s]) {
            Attribute& one = some.emplace_back(Attribute{scope, path, TypeOf(path, seen), seen.people, {}});
            for (size_t i = 0; i < std::min(seen.values.size(), kSamples); ++i)
                one.samples.push_back(ToUtf8(std::string_view(seen.values[i]).substr(0, kSampleBytesMax)));
        }
        for (const Documented& row : kDocumented) {
            const auto found = std::find_if(some.begin(), some.end(), [&](const Attribute& one) { return row.scope == scope && one.path == row.path; });
            if (found != some.end()) found->type = row.type;
            else if (row.scope == scope) some.push_back({scope, std::string(row.path), row.type, 0, {}});
        }
        std::sort(some.begin(), some.end(), [](const Attribute& a, const Attribute& b) {
            return std::tuple(!IsMetadata(a.path), -a.found, std::string_view(a.path)) < std::tuple(!IsMetadata(b.path), -b.found, std::string_view(b.path));
        });
        some.resize(std::min(some.size(), kOfAScopeMax));
        std::move(some.begin(), some.end(), std::back_inserter(all));
    }
    return all;
}

Result<Attributes> FindAttributes(sql::Tx& tx, const Bodies& bodies, AccountId account) {
    const std::vector<ProfileId> ids = TRY(profiles::SomePeople(tx, account, kPeopleMax));
    const auto connection = TRY(LoadConnectionOf(tx, account));
    const bool ties_known = connection && TRY(TiesKnown(tx, connection->id));
    std::vector<Scope> scopes;
    for (const auto& [name, scope] : kScopes) scopes.push_back(scope);
    std::multimap<int64_t, std::string_view> scopes_of;  // by object
    std::vector<BodyKey> keys;
    std::vector<Known> known = TRY(LoadKnown(tx, ids));
    Attributes attributes{.looked = static_cast<int64_t>(ids.size())};
    for (size_t i = 0; i < ids.size(); ++i) {
        known[i].ties_known = ties_known;
        const auto objects = ObjectsOf(known[i], scopes);
        for (size_t s = 0; s < scopes.size(); ++s) {
            for (const int64_t object : objects[s]) {
                if (!scopes_of.contains(object)) keys.push_back({BlockOf(ids[i]), object});
                scopes_of.emplace(object, kScopes[s].first);
            }
        }
    }
    AttributeFinder finder;
    const sql::Rows rows = TRY(ReadBodies(tx, keys));
    for (size_t r = 0; r < rows.size(); ++r) {
        const Result<std::string> body = bodies.Unpack(rows.Int(r, 1), rows.TextAt(r, 2));
        const auto [begin, end] = scopes_of.equal_range(rows.Int(r, 0));
        // A damaged one says nothing; settling its owner tells of it.
        for (auto scope = begin; scope != end && body.ok(); ++scope) (void)finder.Look(scope->second, *body);
    }
    attributes.all = finder.Take();
    return attributes;
}

// ---- as the API shows them ----

http::Response ListAttributes(const http::Request& request, const ViewContext& context) {
    Attributes attributes;
    std::map<std::string, std::string> fields;  // names, by source
    Status read = http::CheckQuery(request, {});
    if (read.ok()) {
        read = context.database.Read([&](sql::Tx& tx) -> Status {
            attributes = TRY(FindAttributes(tx, context.bodies, context.account));
            const auto catalogue = TRY(profiles::LoadCustomFields(tx, context.account));
            for (const profiles::CustomField& field : catalogue->all) {
                if (field.mapped()) fields.emplace(Described(field.source), field.name);
            }
            return {};
        });
    }
    if (!read.ok()) return http::ErrorResponse(read.error(), request.request_id);
    std::string text;
    JsonWriter out(text);
    out.BeginObject().Member("object", "list").Key("data").BeginArray();
    for (const Attribute& one : attributes.all) {
        const std::string source = fmt::format("{}.{}", one.scope, one.path);
        const auto field = fields.find(source);
        out.BeginObject().Member("object", "stripe_attribute").Member("source", source).Member("scope", one.scope).Member("path", one.path);
        out.Member("type", profiles::FieldTypeName(one.type)).Key("share").Double(static_cast<double>(one.found) / static_cast<double>(std::max<int64_t>(attributes.looked, 1)));
        out.Key("samples").BeginArray();
        for (const std::string& sample : one.samples) out.String(sample);
        out.EndArray().Key("field");
        if (field != fields.end()) out.String(field->second);
        else out.Null();
        out.EndObject();
    }
    out.EndArray().Member("has_more", false).Member("url", "/v1/integrations/stripe/attributes").Member("looked_at", attributes.looked).EndObject();
    return http::JsonResponse(200, std::move(text));
}

}  // namespace daybook::stripe
