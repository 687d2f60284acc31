#include "stripe/person_api.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "http/window.h"
#include "profiles/api.h"
#include "stripe/dashboard.h"
#include "stripe/orders_view.h"

namespace daybook::stripe {
namespace {

using Names = std::map<std::string, std::string>;   // of products, by id

http::Response Answer(Result<std::string> json, const http::Request& request) {
    if (!json.ok()) return http::ErrorResponse(json.error(), request.request_id);
    return http::JsonResponse(200, std::move(*json));
}

void TextOrNull(JsonWriter& json, std::string_view name, std::string_view text) {
    json.Key(name);
    text.empty() ? json.Null() : json.String(text);
}

void IntOrNull(JsonWriter& json, std::string_view name, std::optional<int64_t> value) {
    json.Key(name);
    value ? json.Int(*value) : json.Null();
}

std::string UrlOf(const http::Request& request, std::string_view list) {
    return fmt::format("/v1/profiles/{}/{}", request.Path("id"), list);
}

void WriteProducts(JsonWriter& json, std::span<const Line> lines, const Names& names) {
    json.Key("products").BeginArray();
    for (const Line& line : lines) {
        json.BeginObject();
        TextOrNull(json, "id", line.by_description ? std::string_view() : line.product);
        const auto known = names.find(line.product);
        std::string_view name = known != names.end() ? std::string_view(known->second) : line.name;
        if (line.by_description) name = line.product;
        TextOrNull(json, "name", name);
        json.Member("quantity", line.no_quantity ? 1 : line.quantity).EndObject();
    }
    json.EndArray();
}

// An object of a page, and the lines that are shown of it.
struct ShownRow {
    const Row* row = nullptr;
    std::span<const Line> lines;
};

std::vector<std::string> ProductsOf(const std::vector<ShownRow>& rows) {
    std::vector<std::string> products;
    for (const ShownRow& shown : rows) {
        for (const Line& line : shown.lines) {
            if (!line.by_description && !line.product.empty()) products.push_back(line.product);
        }
    }
    return products;
}

// What a page shows beside the facts: read for its rows only.
template <typename Extra>
struct PageExtras {
    std::map<int64_t, Extra> of_object;
    Names products;
};

template <typename Extra, typename LoadExtra>
Result<PageExtras<Extra>> LoadExtras(sql::Tx& tx, const ViewContext& context, const PersonView& person,
                                     const std::vector<ShownRow>& rows, LoadExtra load) {
    PageExtras<Extra> extras;
    std::vector<int64_t> objects;
    objects.reserve(rows.size());
    for (const ShownRow& shown : rows) objects.push_back(shown.row->fact->object);
    extras.of_object = TRY(load(tx, context.bodies, person.profile.id, objects));
    if (person.connection)
        extras.products = TRY(LoadProductNames(tx, context.bodies, person.connection->id, ProductsOf(rows)));
    return extras;
}

std::string_view CustomerIdOf(const Sorted& sorted, const Fact& fact) {
    const Customer* customer = sorted.CustomerOf(fact);
    return customer == nullptr ? std::string_view() : std::string_view(customer->id);
}

void WriteOrder(JsonWriter& json, const OrderRow& row, const PersonView& person, const Sorted& sorted,
                const PageExtras<InvoiceExtra>& extras) {
    const Fact& fact = *row.order.row->fact;
    const auto extra = extras.of_object.find(fact.object);
    const bool invoice = row.kind == Kind::kInvoice;
    json.BeginObject().Member("object", "order").Member("id", row.order.id());
    json.Member("kind", invoice ? "invoice" : "payment");
    const bool known = invoice && extra != extras.of_object.end();
    TextOrNull(json, "number", known ? std::string_view(extra->second.number) : std::string_view());
    TextOrNull(json, "status", StatusOf(row));
    json.Member("created", row.order.at());
    IntOrNull(json, "paid_at", PaidAt(row));
    TextOrNull(json, "currency", row.order.currency());
    json.Member("total", row.order.value).Member("paid", row.received).Member("refunded", row.refunded);
    TextOrNull(json, "reason", known ? std::string_view(extra->second.reason) : std::string_view());
    json.Member("counted", row.counted());
    TextOrNull(json, "not_counted_because", WhyNotCounted(row).value_or(""));
    TextOrNull(json, "customer", CustomerIdOf(sorted, fact));
    WriteProducts(json, row.order.lines(), extras.products);
    json.Member("url", DashboardUrl(person.mode(), row.kind, row.order.id())).EndObject();
}

Result<std::string> OrdersJson(const http::Request& request, const ViewContext& context) {
    TRY(http::CheckQuery(request, {http::kLimit, http::kStartingAfter, http::kEndingBefore}));
    const http::Paging paging = TRY(http::ReadPaging(request));
    std::string json;
    TRY(context.database.Read([&](sql::Tx& tx) -> Status {
        const PersonView person = TRY(LoadPerson(tx, context, request.Path("id")));
        const Sorted sorted = Sort(person.known);
        const std::vector<OrderRow> all = OrderRowsOf(sorted, person.known.ties_known);
        const http::Window window = TRY(http::WindowOf(all, paging, [](const OrderRow& row) { return row.order.id(); }));
        std::vector<ShownRow> shown;
        for (size_t i = window.begin; i < window.end; ++i) shown.push_back({all[i].order.row, all[i].order.lines()});
        const auto extras = TRY(LoadExtras<InvoiceExtra>(tx, context, person, shown, LoadInvoiceExtras));
        json = http::ListJson(UrlOf(request, "orders"), window.has_more, [&](JsonWriter& out) {
            for (size_t i = window.begin; i < window.end; ++i) WriteOrder(out, all[i], person, sorted, extras);
        });
        return {};
    }));
    return json;
}

// When it takes money again: nothing where it will not.
std::optional<int64_t> RenewsAt(const Fact& fact, Bucket bucket, const SubscriptionTerms& terms) {
    const bool runs = bucket == Bucket::kActive || bucket == Bucket::kTrial || bucket == Bucket::kPastDue;
    const bool ends = (fact.flags & kFlagCancelAtPeriodEnd) != 0 || terms.cancel_at.has_value();
    return runs && !ends && fact.total != 0 ? std::optional(fact.total) : std::nullopt;
}

// When it will end, as far as that is settled.
std::optional<int64_t> CancelsAt(const Fact& fact, const SubscriptionTerms& terms) {
    if (fact.paid != 0) return std::nullopt;
    if (terms.cancel_at) return terms.cancel_at;
    const bool at_end = (fact.flags & kFlagCancelAtPeriodEnd) != 0;
    return at_end && fact.total != 0 ? std::optional(fact.total) : std::nullopt;
}

void WriteSubscription(JsonWriter& json, const Row& row, const PersonView& person, const Sorted& sorted,
                       const PageExtras<SubscriptionTerms>& extras) {
    const Fact& fact = *row.fact;
    const auto extra = extras.of_object.find(fact.object);
    const SubscriptionTerms terms = extra == extras.of_object.end() ? SubscriptionTerms{} : extra->second;
    const Bucket bucket = BucketOf(fact, sorted.CustomerOf(fact)->deleted);
    json.BeginObject().Member("object", "subscription").Member("id", row.detail.id);
    json.Member("status", SubscriptionStatusName(row));
    json.Member("state", BucketName(bucket));
    WriteProducts(json, row.detail.lines, extras.products);
    TextOrNull(json, "interval", terms.interval);
    json.Member("interval_count", terms.interval_count);
    IntOrNull(json, "amount", terms.amount);
    TextOrNull(json, "currency", terms.currency);
    json.Member("started", fact.t1.value_or(fact.at));
    IntOrNull(json, "trial_end", fact.t3);
    IntOrNull(json, "renews", RenewsAt(fact, bucket, terms));
    IntOrNull(json, "cancels", CancelsAt(fact, terms));
    IntOrNull(json, "ended", fact.paid != 0 ? std::optional(fact.paid) : std::nullopt);
    TextOrNull(json, "customer", CustomerIdOf(sorted, fact));
    json.Member("url", DashboardUrl(person.mode(), Kind::kSubscription, row.detail.id)).EndObject();
}

Result<std::string> SubscriptionsJson(const http::Request& request, const ViewContext& context) {
    TRY(http::CheckQuery(request, {http::kLimit, http::kStartingAfter, http::kEndingBefore}));
    const http::Paging paging = TRY(http::ReadPaging(request));
    std::string json;
    TRY(context.database.Read([&](sql::Tx& tx) -> Status {
        const PersonView person = TRY(LoadPerson(tx, context, request.Path("id")));
        Sorted sorted = Sort(person.known);
        std::sort(sorted.subscriptions.begin(), sorted.subscriptions.end(),
                  [](const Row& a, const Row& b) { return OlderThan(b, a); });
        const auto window = TRY(http::WindowOf(sorted.subscriptions, paging, [](const Row& row) { return row.detail.id; }));
        std::vector<ShownRow> shown;
        for (size_t i = window.begin; i < window.end; ++i) shown.push_back({&sorted.subscriptions[i], sorted.subscriptions[i].detail.lines});
        const auto extras = TRY(LoadExtras<SubscriptionTerms>(tx, context, person, shown, LoadTerms));
        json = http::ListJson(UrlOf(request, "subscriptions"), window.has_more, [&](JsonWriter& out) {
            for (const ShownRow& one : shown) WriteSubscription(out, *one.row, person, sorted, extras);
        });
        return {};
    }));
    return json;
}

Result<std::string> CustomersJson(const http::Request& request, const ViewContext& context) {
    TRY(http::CheckQuery(request, {http::kLimit, http::kStartingAfter, http::kEndingBefore}));
    const http::Paging paging = TRY(http::ReadPaging(request));
    std::string json;
    TRY(context.database.Read([&](sql::Tx& tx) -> Status {
        const PersonView person = TRY(LoadPerson(tx, context, request.Path("id")));
        const Sorted sorted = Sort(person.known);
        const auto window = TRY(http::WindowOf(sorted.ranked, paging, [](const Customer* one) { return one->id; }));
        json = http::ListJson(UrlOf(request, "customers"), window.has_more, [&](JsonWriter& out) {
            for (size_t i = window.begin; i < window.end; ++i) {
                const Customer& one = *sorted.ranked[i];
                out.BeginObject().Member("object", "stripe_customer").Member("id", one.id);
                TextOrNull(out, "email", one.contact.email);
                TextOrNull(out, "name", one.contact.individual_name.empty() ? one.contact.name : one.contact.individual_name);
                out.Member("created", one.created).Member("deleted", one.deleted).Member("primary", i == 0);
                out.Member("url", DashboardUrl(person.mode(), Kind::kCustomer, one.id)).EndObject();
            }
        });
        return {};
    }));
    return json;
}

Result<std::string> ObjectsJson(const http::Request& request, const ViewContext& context) {
    TRY(http::CheckQuery(request, {http::kLimit, http::kStartingAfter, http::kEndingBefore}));
    const http::Paging paging = TRY(http::ReadPaging(request));
    std::string json;
    TRY(context.database.Read([&](sql::Tx& tx) -> Status {
        const PersonView person = TRY(LoadPerson(tx, context, request.Path("id")));
        const std::vector<StoredObject> all = TRY(StoredObjects(tx, context.bodies, person));
        const auto window = TRY(http::WindowOf(all, paging, [](const StoredObject& one) { return one.id; }));
        json = http::ListJson(UrlOf(request, "objects"), window.has_more, [&](JsonWriter& out) {
            for (size_t i = window.begin; i < window.end; ++i) {
                out.BeginObject().Member("object", "stripe_object").Member("id", all[i].id);
                out.Member("kind", ResourceOf(all[i].kind).object).Member("created", all[i].created);
                out.Member("url", DashboardUrl(person.mode(), all[i].kind, all[i].id)).EndObject();
            }
        });
        return {};
    }));
    return json;
}

Result<std::string> ObjectJson(const http::Request& request, const ViewContext& context) {
    TRY(http::CheckQuery(request, {}));
    const std::string wanted(request.Path("object"));
    std::string json;
    TRY(context.database.Read([&](sql::Tx& tx) -> Status {
        const PersonView person = TRY(LoadPerson(tx, context, request.Path("id")));
        const std::vector<StoredObject> all = TRY(StoredObjects(tx, context.bodies, person));
        const auto found = std::ranges::find(all, wanted, &StoredObject::id);
        const Error missing = NotFound(fmt::format("This profile has no Stripe object {}.", ToUtf8(wanted.substr(0, 80))),
                                       "resource_missing");
        if (found == all.end()) return missing;
        const std::vector<BodyKey> key = {{BlockOf(person.profile.id), found->number}};
        const auto bodies = TRY(LoadBodies(tx, context.bodies, key));
        if (bodies.empty()) return missing;
        json = bodies.begin()->second;
        return {};
    }));
    return json;
}

}  // namespace

Status WriteEveryOrder(JsonWriter& json, sql::Tx& tx, const ViewContext& context, const PersonView& person) {
    const Sorted sorted = Sort(person.known);
    const std::vector<OrderRow> all = OrderRowsOf(sorted, person.known.ties_known, Tied::kInclude);
    std::vector<ShownRow> rows;
    rows.reserve(all.size());
    for (const OrderRow& row : all) rows.push_back({row.order.row, row.order.lines()});
    const auto extras = TRY(LoadExtras<InvoiceExtra>(tx, context, person, rows, LoadInvoiceExtras));
    json.BeginArray();
    for (const OrderRow& row : all) WriteOrder(json, row, person, sorted, extras);
    json.EndArray();
    return {};
}

Status WriteEverySubscription(JsonWriter& json, sql::Tx& tx, const ViewContext& context, const PersonView& person) {
    const Sorted sorted = Sort(person.known);
    std::vector<ShownRow> rows;
    for (const Row& row : sorted.subscriptions) rows.push_back({&row, row.detail.lines});
    const auto extras = TRY(LoadExtras<SubscriptionTerms>(tx, context, person, rows, LoadTerms));
    json.BeginArray();
    for (const ShownRow& one : rows) WriteSubscription(json, *one.row, person, sorted, extras);
    json.EndArray();
    return {};
}

http::Response ListOrders(const http::Request& request, const ViewContext& context) {
    return Answer(OrdersJson(request, context), request);
}
http::Response ListSubscriptions(const http::Request& request, const ViewContext& context) {
    return Answer(SubscriptionsJson(request, context), request);
}
http::Response ListCustomers(const http::Request& request, const ViewContext& context) {
    return Answer(CustomersJson(request, context), request);
}
http::Response ListObjects(const http::Request& request, const ViewContext& context) {
    return Answer(ObjectsJson(request, context), request);
}
http::Response GetObject(const http::Request& request, const ViewContext& context) {
    return Answer(ObjectJson(request, context), request);
}

}  // namespace daybook::stripe
