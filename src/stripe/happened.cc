#include "stripe/happened.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"

namespace daybook::stripe {
namespace {

using profiles::ActivityKind;
using profiles::OrderStatus;

constexpr int64_t kTrialEndingSeconds = 3 * 24 * 60 * 60;

// What an activity is of.
struct About {
    const Customer* customer = nullptr;
    const Order* order = nullptr;
    const Row* row = nullptr;
    int64_t amount = 0;
};
About AboutOrder(const Order& order) { return {.order = &order, .amount = order.value}; }

class Finding {
  public:
    Finding(const Sorted& sorted, const std::vector<Order>& orders, const ActivityTimes& times) : times_(times), sorted_(sorted), orders_(orders) {}

    std::vector<Happened> All() {
        AddCustomerCreated();
        for (const Order& order : orders_) AddOrder(order);
        AddRefunds();
        for (const Row& row : sorted_.subscriptions) AddSubscription(row);
        AddRenewals();
        AddCarts();
        std::sort(list_.begin(), list_.end(), [](const Happened& a, const Happened& b) { return NewerThan(a.activity, b.activity); });
        return std::move(list_);
    }

  private:
    // Whatever lies ahead is left out.
    void Add(ActivityKind kind, int64_t at, int64_t object, const About& about, int64_t occurrence = 0) {
        if (at > times_.now || at < times_.since) return;
        const auto cause =
            at < times_.history_before ? profiles::Cause::kImport : profiles::Cause::kLive;
        list_.push_back({{kind, at, object, occurrence, cause, {}}, about.customer, about.order, about.row, about.amount});
    }

    int64_t PaidAt(const Order& order) const {
        return order.payment ? order.at() : order.row->fact->t2.value_or(order.at());
    }

    // Once a profile: its first Stripe customer, or the paid order of a guest that came before.
    void AddCustomerCreated() {
        const Customer* first = nullptr;
        for (const Customer* c : sorted_.ranked) {
            if (first == nullptr ||
                std::tie(c->created, c->id) < std::tie(first->created, first->id))
                first = c;
        }
        const Order* order = nullptr;
        for (const Order& each : orders_) {  // the newest first
            if (each.payment && MakesGuest(*each.row->fact)) order = &each;
        }
        if (order != nullptr && (first == nullptr || order->at() < first->created))
            Add(ActivityKind::kCustomerCreated, order->at(), order->row->fact->object, AboutOrder(*order));
        else if (first != nullptr)
            Add(ActivityKind::kCustomerCreated, first->created, first->object, {.customer = first});
    }

    void AddOrder(const Order& order) {
        const Fact& fact = *order.row->fact;
        const About about = AboutOrder(order);
        Add(ActivityKind::kOrderCreated, order.at(), fact.object, about);
        if (order.paid()) Add(ActivityKind::kOrderPaid, PaidAt(order), fact.object, about);
        if (order.payment) return;
        const bool is_void = order.status == static_cast<int16_t>(OrderStatus::kVoid);
        if (is_void)
            Add(ActivityKind::kOrderVoided, fact.back != 0 ? fact.back : fact.at, fact.object,
                about);
        const bool lost = order.status == static_cast<int16_t>(OrderStatus::kUncollectible);
        if (lost || fact.t3)
            Add(ActivityKind::kOrderUncollectible, fact.t3.value_or(fact.at), fact.object, about);
    }

    void AddRefund(const Fact& refund, int64_t order_object,
                   const std::unordered_map<int64_t, const Order*>& orders) {
        const auto found = orders.find(order_object);
        if (found == orders.end() || refund.total <= 0) return;
        Add(ActivityKind::kOrderRefunded, refund.at, refund.object, {.order = found->second, .amount = refund.total});
    }

    // Each credit note counted, and each counted refund that no credit note names.
    void AddRefunds() {
        if (sorted_.notes.empty() && sorted_.refunds.empty()) return;
        std::unordered_map<int64_t, const Order*> orders;
        for (const Order& order : orders_)
            if (HasSales(order)) orders[order.row->fact->object] = &order;
        std::unordered_map<int64_t, const Fact*> charges;
        for (const Row& row : sorted_.charges) charges[row.fact->object] = row.fact;
        std::unordered_set<int64_t> named;
        for (const Row& note : sorted_.notes) {
            named.insert(note.detail.refs.begin(), note.detail.refs.end());
            if (CountsAsRefund(note)) AddRefund(*note.fact, note.fact->parent, orders);
        }
        for (const Fact* refund : sorted_.refunds) {
            const auto charge = charges.find(sorted_.RefundedCharge(*refund));
            if (!CountsAsRefund(*refund) || charge == charges.end() || named.contains(refund->name))
                continue;
            const int64_t invoice = sorted_.TiedInvoice(*charge->second);
            AddRefund(*refund, invoice != 0 ? invoice : charge->first, orders);
        }
    }

    void AddSubscription(const Row& row) {
        const Fact& fact = *row.fact;
        const auto status = static_cast<SubscriptionStatus>(fact.status);
        const bool began = status != SubscriptionStatus::kIncomplete && status != SubscriptionStatus::kIncompleteExpired;
        if (began) Add(ActivityKind::kSubscriptionStarted, StartOf(fact), fact.object, {.row = &row});
        AddTrial(row, began);
        if (status != SubscriptionStatus::kCanceled || EndedWithCustomer(fact)) return;
        Add(ActivityKind::kSubscriptionCancelled, EndOfSubscription(fact), fact.object, {.row = &row});
    }

    // Its start whatever came of the subscription; that it ends only where it was on trial then.
    void AddTrial(const Row& row, bool began) {
        const Fact& fact = *row.fact;
        if (!fact.t3) return;
        const int64_t trial_start = fact.t2.value_or(StartOf(fact));
        Add(ActivityKind::kSubscriptionTrialStarted, trial_start, fact.object, {.row = &row}, *fact.t3);
        const int64_t soon = *fact.t3 - kTrialEndingSeconds;
        const bool cancelled = fact.status == static_cast<int16_t>(SubscriptionStatus::kCanceled);
        const int64_t end = cancelled ? EndOfSubscription(fact) : fact.paid;
        const bool on_trial_then = began && soon >= trial_start && (end == 0 || end > soon);
        if (on_trial_then) Add(ActivityKind::kSubscriptionTrialEnding, soon, fact.object, {.row = &row}, *fact.t3);
    }

    static int64_t StartOf(const Fact& subscription) { return subscription.t1.value_or(subscription.at); }

    // Stripe does not say that a subscription ended with its customer. It did not where the customer lived on: it was read
    // later (unseen.h sees to that), or something of its is younger.
    bool EndedWithCustomer(const Fact& subscription) const {
        const Customer& customer = *sorted_.CustomerOf(subscription);
        if (!customer.deleted || !MayHaveEndedWithCustomer(subscription)) return false;
        const int64_t ended = EndOfSubscription(subscription);
        return customer.seen_at <= ended + kDeletionSeconds && LastSignOf(subscription.customer) <= ended + kAtOnce;
    }

    // The last moment of which we know that the customer was there.
    int64_t LastSignOf(int64_t customer) const {
        int64_t last = 0;
        for (const std::vector<Row>* rows : {&sorted_.invoices, &sorted_.sessions,
                                             &sorted_.charges, &sorted_.subscriptions}) {
            for (const Row& row : *rows) {
                const Fact& fact = *row.fact;
                if (fact.customer != customer) continue;
                last = std::max(last, fact.at);
                if (fact.kind == Kind::kSubscription) last = std::max(last, fact.paid);
            }
        }
        return last;
    }

    void AddRenewals() {
        std::unordered_map<int64_t, const Row*> by_hash;
        for (const Row& row : sorted_.subscriptions) by_hash[TieHash(row.detail.id)] = &row;
        for (const Row& row : sorted_.invoices) {
            const Fact& fact = *row.fact;
            const bool paid = fact.status == static_cast<int16_t>(OrderStatus::kPaid);
            if (!paid || OrderKindOf(fact.flags) != OrderKind::kRenewal) continue;
            const auto found = by_hash.find(row.detail.subscription);
            const bool is_known = found != by_hash.end() && row.detail.subscription != 0;
            Add(ActivityKind::kSubscriptionRenewed, fact.t2.value_or(fact.at), fact.object,
                {.row = is_known ? found->second : nullptr});
        }
    }

    bool HasEmail(const Row& session) const {
        if ((session.fact->flags & kFlagHasEmail) != 0) return true;
        const Customer* customer = sorted_.CustomerOf(*session.fact);
        return customer != nullptr && CleanEmail(customer->contact.email).has_value();
    }

    // When it was left, or nothing: no cart, nobody to tell, completed.
    std::optional<int64_t> AbandonedAt(const Row& session) const {
        const Fact& fact = *session.fact;
        const auto status = static_cast<SessionStatus>(fact.status);
        const bool left = status == SessionStatus::kOpen || status == SessionStatus::kExpired;
        if (!left || (fact.flags & kFlagSetup) != 0 || !HasEmail(session)) return std::nullopt;
        const int64_t at = AbandonedFrom(fact);
        return at <= times_.now ? std::optional(at) : std::nullopt;
    }

    // The first order that was paid after this moment.
    std::optional<int64_t> NextPaid(int64_t after) const {
        std::optional<int64_t> next;
        for (const Order& order : orders_) {
            const int64_t at = PaidAt(order);
            if (order.paid() && at > after && (!next || at < *next)) next = at;
        }
        return next;
    }

    // A completed copy recovers the session it names; else a later paid order does. Stripe does not
    // say when a session was completed: its making stands for it.
    void AddCarts() {
        std::unordered_set<int64_t> recovered;
        for (const Row& row : sorted_.sessions) {
            const bool complete =
                row.fact->status == static_cast<int16_t>(SessionStatus::kComplete);
            if (!complete || (row.fact->flags & kFlagRecovers) == 0) continue;
            recovered.insert(row.fact->back);
            Add(ActivityKind::kCartRecovered, row.fact->at, row.fact->object, {.row = &row});
        }
        for (const Row& row : sorted_.sessions) {
            const auto at = AbandonedAt(row);
            if (!at) continue;
            Add(ActivityKind::kCartAbandoned, *at, row.fact->object, {.row = &row});
            const auto paid =
                recovered.contains(TieHash(row.detail.id)) ? std::nullopt : NextPaid(*at);
            if (paid) Add(ActivityKind::kCartRecovered, *paid, row.fact->object, {.row = &row});
        }
    }

    const ActivityTimes& times_;
    const Sorted& sorted_;
    const std::vector<Order>& orders_;
    std::vector<Happened> list_;
};

}  // namespace

std::vector<Happened> HappenedOf(const Sorted& sorted, const std::vector<Order>& orders, const ActivityTimes& times) {
    return Finding(sorted, orders, times).All();
}

}  // namespace daybook::stripe
