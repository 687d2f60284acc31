#include "stripe/activities.h"

#include "base/json_write.h"

namespace daybook::stripe {
namespace {

using profiles::Activity;
using profiles::ActivityKind;
using profiles::OrderStatus;

// ---- data ----

void WriteProducts(JsonWriter& json, std::span<const Line> lines, const Meters* meters) {
    json.Key("products").BeginArray();
    for (const Line& line : lines) {
        json.BeginObject().Key("id");
        if (line.by_description)
            json.Null().Member("name", line.product);
        else
            json.String(line.product).Key("name");
        if (!line.by_description) line.name.empty() ? json.Null() : json.String(line.name);
        const int64_t quantity = line.no_quantity ? 1 : line.quantity;
        json.Member("quantity", meters == nullptr ? quantity : meters->Count(line)).EndObject();
    }
    json.EndArray();
}

// `amount`: the order's value, or what of it was paid back.
std::string OrderData(const Order& order, int64_t amount, const Meters* meters) {
    const Detail& detail = order.row->detail;
    std::string data;
    JsonWriter json(data);
    json.BeginObject()
        .Member("amount", amount)
        .Member("currency", order.currency())
        .Member("order", order.id());
    json.Member("kind", OrderKindName(order.kind));
    WriteProducts(json, order.lines(), meters);
    if (!detail.coupon.empty()) json.Member("coupon", detail.coupon);
    if (detail.discount != 0) json.Member("discount", detail.discount);
    json.EndObject();
    return data;
}

std::string SubscriptionData(const Row& row) {
    std::string data;
    JsonWriter json(data);
    json.BeginObject().Member("subscription", row.detail.id);
    WriteProducts(json, row.detail.lines, nullptr);
    json.Member("status", SubscriptionStatusName(row)).EndObject();
    return data;
}

std::string CartData(const Row& row) {
    std::string data;
    JsonWriter json(data);
    json.BeginObject().Member("session", row.detail.id).Member("amount", row.fact->total);
    json.Member("currency", row.fact->currency).Key("url");
    row.detail.url.empty() ? json.Null() : json.String(row.detail.url);
    WriteProducts(json, row.detail.lines, nullptr);
    json.EndObject();
    return data;
}

// Of a guest that came before any customer: its first paid order.
std::string CreatedData(const Happened& one) {
    std::string data;
    JsonWriter json(data);
    json.BeginObject().Key("customer");
    one.customer != nullptr ? json.String(one.customer->id) : json.Null();
    if (one.customer == nullptr) json.Member("order", one.order->id());
    json.EndObject();
    return data;
}

std::string DataOf(const Happened& one, const Meters& meters) {
    if (one.activity.kind == ActivityKind::kCustomerCreated) return CreatedData(one);
    if (one.order != nullptr) return OrderData(*one.order, one.amount, &meters);
    if (one.row == nullptr) return {};
    return one.row->fact->kind == Kind::kSession ? CartData(*one.row) : SubscriptionData(*one.row);
}

// ---- observed ----

Activity Seen(ActivityKind kind, int64_t at, int64_t object, int64_t occurrence,
              const ActivityTimes& times, std::string data) {
    const auto cause =
        at < times.history_before ? profiles::Cause::kImport : profiles::Cause::kLive;
    return {kind, at, object, occurrence, cause, std::move(data)};
}

Row RowOf(const Fact& fact) {
    auto detail = DecodeDetail(fact.lines);
    return {&fact, detail ? std::move(*detail) : Detail{}};
}

std::optional<Activity> ObserveAttempt(const Fact* before, const Fact& after, profiles::Cause cause,
                                       const ActivityTimes& times) {
    const int64_t attempts = AttemptsOf(after.flags);
    const bool paid = after.status == static_cast<int16_t>(OrderStatus::kPaid);
    if ((after.flags & kFlagOrder) == 0 || paid || attempts == 0) return std::nullopt;
    if (before != nullptr && AttemptsOf(before->flags) >= attempts) return std::nullopt;
    // What is older than the connection is the import's, even where something else made it be read first.
    const int64_t finalised = after.t1.value_or(after.at);
    const bool imported = before == nullptr && (cause == profiles::Cause::kImport || finalised < times.history_before);
    const int64_t at = imported ? finalised : times.now;
    const Row row = RowOf(after);
    const Order order = OrderOfInvoice(row);
    return Seen(ActivityKind::kOrderPaymentFailed, at, after.object, attempts, times,
                OrderData(order, order.value, nullptr));
}

std::optional<ActivityKind> ChangeOf(const Fact& before, const Fact& after) {
    const Bucket was = BucketOf(before, false);
    const Bucket is = BucketOf(after, false);
    if (was == is) return std::nullopt;
    if (is == Bucket::kPastDue) return ActivityKind::kSubscriptionPastDue;
    if (is == Bucket::kPaused) return ActivityKind::kSubscriptionPaused;
    const bool runs = is == Bucket::kActive || is == Bucket::kTrial;
    return was == Bucket::kPaused && runs ? std::optional(ActivityKind::kSubscriptionResumed)
                                          : std::nullopt;
}

// A cart that was shown as left was completed after all: of that the session itself says nothing any more.
void ObserveCart(const Fact& before, const Fact& after, const ActivityTimes& times, std::vector<Activity>& seen) {
    const bool completed = before.status == static_cast<int16_t>(SessionStatus::kOpen) &&
                           after.status == static_cast<int16_t>(SessionStatus::kComplete);
    const int64_t left = AbandonedFrom(before);
    if (!completed || (before.flags & kFlagSetup) != 0 || left > times.now) return;
    seen.push_back(Seen(ActivityKind::kCartAbandoned, left, after.object, 0, times, CartData(RowOf(before))));
    if ((after.flags & kFlagRecovers) != 0) return;  // its own completion tells that for good
    seen.push_back(Seen(ActivityKind::kCartRecovered, times.now, after.object, 0, times, CartData(RowOf(after))));
}

}  // namespace

std::vector<Activity> ActivitiesOf(const Known& known, const ActivityTimes& times) {
    const Sorted sorted = Sort(known);
    return ActivitiesOf(known, sorted, OrdersOf(sorted, known.ties_known), times);
}

std::vector<Activity> ActivitiesOf(const Known& known, const Sorted& sorted, const std::vector<Order>& orders,
                                   const ActivityTimes& times) {
    const Meters meters(sorted, known);
    std::vector<Activity> all;
    for (Happened& one : HappenedOf(sorted, orders, times)) {
        one.activity.data = DataOf(one, meters);
        all.push_back(std::move(one.activity));
    }
    return all;
}

std::vector<Activity> Observe(const Fact* before, const Fact& after, profiles::Cause cause,
                              const ActivityTimes& times) {
    std::vector<Activity> seen;
    if (after.kind == Kind::kInvoice) {
        if (auto attempt = ObserveAttempt(before, after, cause, times))
            seen.push_back(std::move(*attempt));
    }
    if (after.kind == Kind::kSession && before != nullptr) ObserveCart(*before, after, times, seen);
    if (after.kind == Kind::kSubscription && before != nullptr) {
        if (const auto kind = ChangeOf(*before, after)) {
            seen.push_back(Seen(*kind, times.now, after.object, times.now, times,
                                SubscriptionData(RowOf(after))));
        }
    }
    return seen;
}

}  // namespace daybook::stripe
