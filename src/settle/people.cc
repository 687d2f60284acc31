#include "settle/people.h"

#include <algorithm>
#include <limits>

#include "settle/load.h"
#include "stripe/activities.h"
#include "stripe/project_parts.h"

namespace daybook::settle {

namespace {

using segments::ObjectKind;
using segments::PresentObject;

constexpr size_t kBatch = 256;

void AddProducts(PresentObject& object, const std::vector<stripe::Line>& lines) {
    for (const stripe::Line& line : lines) {
        if (line.by_description)
            object.products.push_back({{}, line.product});
        else
            object.products.push_back({line.product, line.name});
        if (!line.price.empty()) object.prices.push_back(line.price);
    }
}

std::string_view StateOf(stripe::SessionStatus status) {
    switch (status) {
        case stripe::SessionStatus::kOpen:
            return "open";
        case stripe::SessionStatus::kComplete:
            return "complete";
        case stripe::SessionStatus::kExpired:
            return "expired";
        case stripe::SessionStatus::kUnknown:
            break;
    }
    return {};
}

PresentObject SubscriptionOf(const stripe::Row& row) {
    const stripe::Fact& fact = *row.fact;
    const auto status = static_cast<stripe::SubscriptionStatus>(fact.status);
    PresentObject object{.kind = ObjectKind::kSubscription};
    object.status = stripe::SubscriptionStatusName(status);
    AddProducts(object, row.detail.lines);
    object.started = fact.t1.value_or(fact.at);
    object.trial_end = fact.t3;
    const bool over = fact.paid != 0 || status == stripe::SubscriptionStatus::kCanceled ||
                      status == stripe::SubscriptionStatus::kIncompleteExpired;
    if (over || fact.total <= 0) return object;
    const bool cancels = (fact.flags & stripe::kFlagCancelAtPeriodEnd) != 0;
    (cancels ? object.cancels : object.renews) = fact.total;
    return object;
}

PresentObject ObjectOf(const stripe::Order& order) {
    PresentObject object{.kind = ObjectKind::kOrder};
    if (order.status != stripe::kNoOrderStatus)
        object.status = profiles::OrderStatusName(static_cast<profiles::OrderStatus>(order.status));
    object.order_kind = stripe::OrderKindName(order.kind);
    AddProducts(object, order.row->detail.lines);
    if (!order.row->detail.coupon.empty()) object.coupons.push_back(order.row->detail.coupon);
    object.amount = order.value;
    object.currency = order.currency();
    object.created = order.at();
    return object;
}

PresentObject CartOf(const stripe::Row& row) {
    PresentObject object{.kind = ObjectKind::kCart};
    object.status = StateOf(static_cast<stripe::SessionStatus>(row.fact->status));
    object.amount = row.fact->total;
    object.currency = row.fact->currency;
    object.created = row.fact->at;
    return object;
}

}  // namespace

std::vector<PresentObject> PresentObjects(const stripe::Known& known) {
    std::vector<PresentObject> objects;
    const stripe::Sorted sorted = stripe::Sort(known);
    for (const stripe::Row& row : sorted.subscriptions) objects.push_back(SubscriptionOf(row));
    for (const stripe::Order& order : stripe::OrdersOf(sorted, known.ties_known)) objects.push_back(ObjectOf(order));
    for (const stripe::Row& row : sorted.sessions) {
        if ((row.fact->flags & stripe::kFlagSetup) == 0) objects.push_back(CartOf(row));
    }
    return objects;
}

void FillPerson(conditions::Person& person, const conditions::Schema& schema, const profiles::Profile& profile,
                const stripe::Known& known, segments::Wanted wanted) {
    constexpr stripe::ActivityTimes kEver{.now = std::numeric_limits<int64_t>::max(), .history_before = 0};
    segments::FillFields(person, schema, profile);
    if (wanted.activities) {
        std::vector<profiles::Activity> all = stripe::ActivitiesOf(known, kEver);
        all.insert(all.end(), known.observed.begin(), known.observed.end());
        segments::FillActivities(person, schema, std::move(all), wanted.only);
    }
    if (wanted.objects) segments::FillObjects(person, schema, PresentObjects(known));
}

segments::VisitPeople MakeVisitPeople() {
    return [](sql::Tx& tx, AccountId account, const conditions::Schema& schema, std::span<const profiles::Profile> people,
              segments::Wanted wanted, const segments::Visit& visit) -> Status {
        conditions::Person person(schema);
        for (size_t first = 0; first < people.size(); first += kBatch) {
            const auto batch = people.subspan(first, std::min(kBatch, people.size() - first));
            std::vector<ProfileId> ids;
            for (const profiles::Profile& one : batch) ids.push_back(one.id);
            Extras extras;
            extras.known.resize(ids.size());
            if (wanted.activities || wanted.objects) extras = TRY(LoadExtras(tx, account, ids));
            for (size_t i = 0; i < batch.size(); ++i) {
                FillPerson(person, schema, batch[i], extras.known[i], wanted);
                TRY(visit(first + i, person));
            }
        }
        return {};
    };
}

}  // namespace daybook::settle
