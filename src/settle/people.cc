#include "settle/people.h"

#include <algorithm>
#include <limits>
#include <span>

#include "settle/load.h"
#include "stripe/happened.h"

namespace daybook::settle {

namespace {

using segments::ObjectKind;
using segments::RecordData;

constexpr size_t kBatch = 256;

void SetProducts(std::span<const stripe::Line> lines, RecordData& data) {
    for (const stripe::Line& line : lines) {
        if (line.by_description)
            data.products.push_back({{}, line.product});
        else
            data.products.push_back({line.product, line.name});
    }
}

std::string_view StateOf(const stripe::Row& session) {
    switch (static_cast<stripe::SessionStatus>(session.fact->status)) {
        case stripe::SessionStatus::kOpen:
            return "open";
        case stripe::SessionStatus::kComplete:
            return "complete";
        case stripe::SessionStatus::kExpired:
            return "expired";
        case stripe::SessionStatus::kUnknown:
            break;
    }
    return session.detail.status;
}

RecordData SubscriptionOf(const stripe::Row& row) {
    const stripe::Fact& fact = *row.fact;
    const auto status = static_cast<stripe::SubscriptionStatus>(fact.status);
    RecordData data{.status = stripe::SubscriptionStatusName(row)};
    SetProducts(row.detail.lines, data);
    for (const stripe::Line& line : row.detail.lines) {
        if (!line.price.empty()) data.prices.push_back(line.price);
    }
    data.started = fact.t1.value_or(fact.at);
    data.trial_end = fact.t3;
    const bool over = fact.paid != 0 || status == stripe::SubscriptionStatus::kCanceled ||
                      status == stripe::SubscriptionStatus::kIncompleteExpired;
    if (over || fact.total <= 0) return data;
    const bool cancels = (fact.flags & stripe::kFlagCancelAtPeriodEnd) != 0;
    (cancels ? data.cancels : data.renews) = fact.total;
    return data;
}

RecordData OrderOf(const stripe::Order& order) {
    RecordData data{.order_kind = stripe::OrderKindName(order.kind), .status = stripe::StatusName(order), .coupon = order.row->detail.coupon, .currency = order.currency()};
    SetProducts(order.lines(), data);
    data.amount = order.value;
    data.created = order.at();
    return data;
}

RecordData CartOf(const stripe::Row& row) {
    const stripe::Fact& fact = *row.fact;
    RecordData data{.status = StateOf(row), .currency = fact.currency, .amount = fact.total, .created = fact.at};
    SetProducts(row.detail.lines, data);
    return data;
}

void AddObjects(conditions::Person& person, const stripe::Sorted& sorted, const std::vector<stripe::Order>& orders, const conditions::Reads* only) {
    for (const stripe::Row& row : sorted.subscriptions) AddObject(person, ObjectKind::kSubscription, SubscriptionOf(row), only);
    for (const stripe::Order& order : orders) AddObject(person, ObjectKind::kOrder, OrderOf(order), only);
    for (const stripe::Row& row : sorted.sessions) {
        if ((row.fact->flags & stripe::kFlagSetup) == 0) AddObject(person, ObjectKind::kCart, CartOf(row), only);
    }
}

// As the activity's data are written (stripe/activities.cc).
RecordData DataOf(const stripe::Happened& one) {
    RecordData data;
    if (one.customer != nullptr) data.customer = one.customer->id;
    if (one.order != nullptr) {
        const stripe::Detail& detail = one.order->row->detail;
        data.order = detail.id;
        if (one.activity.kind == profiles::ActivityKind::kCustomerCreated) return data;
        data.order_kind = stripe::OrderKindName(one.order->kind);
        data.currency = one.order->currency();
        data.coupon = detail.coupon;
        data.amount = one.amount;
        if (detail.discount != 0) data.discount = detail.discount;
        SetProducts(one.order->lines(), data);
    } else if (one.row != nullptr && one.row->fact->kind == stripe::Kind::kSession) {
        data.session = one.row->detail.id;
        data.url = one.row->detail.url;
        data.currency = one.row->fact->currency;
        data.amount = one.row->fact->total;
        SetProducts(one.row->detail.lines, data);
    } else if (one.row != nullptr) {
        data.subscription = one.row->detail.id;
        data.status = stripe::SubscriptionStatusName(*one.row);
        SetProducts(one.row->detail.lines, data);
    }
    return data;
}

// Those that the facts tell and those that were observed, the oldest first.
void AddActivities(conditions::Person& person, const stripe::Known& known, const stripe::Sorted& sorted, const std::vector<stripe::Order>& orders,
                   const conditions::Reads* only) {
    constexpr stripe::ActivityTimes kEver{.now = std::numeric_limits<int64_t>::max(), .history_before = 0};
    const std::vector<stripe::Happened> told = stripe::HappenedOf(sorted, orders, kEver);
    std::vector<profiles::Activity> observed = known.observed;
    std::sort(observed.begin(), observed.end(), profiles::NewerThan);
    auto one = told.rbegin();
    for (auto other = observed.rbegin(); other != observed.rend(); ++other) {
        for (; one != told.rend() && NewerThan(*other, one->activity); ++one) segments::AddActivity(person, one->activity.kind, one->activity.at, DataOf(*one), only);
        segments::AddActivity(person, *other, only);
    }
    for (; one != told.rend(); ++one) segments::AddActivity(person, one->activity.kind, one->activity.at, DataOf(*one), only);
}

}  // namespace

void FillPerson(conditions::Person& person, const conditions::Schema& schema, const profiles::Profile& profile,
                const stripe::Known& known, segments::Wanted wanted) {
    segments::FillFields(person, schema, profile, wanted.only);
    if (!wanted.activities && !wanted.objects) return;
    const stripe::Sorted sorted = stripe::Sort(known);
    const std::vector<stripe::Order> orders = stripe::OrdersOf(sorted, known.ties_known);
    if (wanted.activities) AddActivities(person, known, sorted, orders, wanted.only);
    if (wanted.objects) AddObjects(person, sorted, orders, wanted.only);
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
