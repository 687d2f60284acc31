// What project.cc shares with project_orders.cc, project_person.cc and activities.cc: one profile's
// facts, sorted out. Not for other files.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "stripe/project.h"

namespace daybook::stripe {

// A fact with its column `lines` read. Points into the Known.
struct Row {
    const Fact* fact = nullptr;
    Detail detail;
};

// Whether a comes before b in time: by created, then by Stripe's id.
inline bool OlderThan(const Row& a, const Row& b) {
    return a.fact->at != b.fact->at ? a.fact->at < b.fact->at : a.detail.id < b.detail.id;
}

// The words of stripe.md §4.1. Facts of customers that are not in C are left out.
struct Sorted {
    std::vector<const Customer*> ranked;  // C in rank order: the first is the primary
    std::vector<Row> invoices;            // of C, any status, the newest first
    std::vector<Row> subscriptions;       // of C
    std::vector<Row> sessions, charges;   // of C, and those without customer with its e-mail
    std::vector<Row> notes;               // credit notes
    std::vector<const Fact*> refunds;
    std::unordered_map<int64_t, int64_t>
        invoice_by_pay;  // hash of a payment intent or charge → invoice
    std::unordered_map<int64_t, size_t>
        checkout_by_pay;  // hash of a payment intent → place of the newest session whose content is known

    const Customer* CustomerOf(const Fact& fact) const;  // null: not in C
    // The invoice's number; -1 for one that is not known here; 0 for none.
    int64_t TiedInvoice(const Fact& charge) const;
    // The checkout that a charge was paid in, if its content is known; else null.
    const Row* CheckoutOf(const Fact& charge) const;
    // The charge that a refund names, or whose payment intent it names; 0: none that is known.
    int64_t RefundedCharge(const Fact& refund) const;
};
Sorted Sort(const Known& known);

// Of nobody's customer, but it carries the profile's e-mail.
inline bool CarriesEmail(const Fact& fact) {
    // kFlagGuest alone: stored before there was the other.
    return fact.customer == 0 && (fact.flags & (kFlagCarriesEmail | kFlagGuest)) != 0;
}
// It alone would be a reason to show the profile.
inline bool MakesGuest(const Fact& fact) {
    return fact.customer == 0 && (fact.flags & kFlagGuest) != 0;
}
inline bool IsSale(const Fact& charge) {
    return charge.status == static_cast<int16_t>(ChargeStatus::kSucceeded) &&
           (charge.flags & kFlagCaptured) != 0;
}

// Whether an invoice or a charge is an order, and if not, why: stripe.md §4.1 *O*. The names stand in
// the report of an import and in the filter not_counted=.
enum class NoOrder : int8_t {
    kOrder,          // it is one
    kFreeTrial,      // an invoice over nothing that a subscription began with, or goes on with
    kNothingDue,     // any other invoice whose total and subtotal are 0
    kCredit,         // its total is below 0
    kNotPaid,        // a charge that failed
    kPending,        // a charge under way
    kNotCaptured,    // a charge that is authorised only
    kOfInvoice,      // a charge that pays an invoice: that one counts
    kTieUnknown,     // a charge of which it is not known yet whether it pays an invoice
};
std::string_view NoOrderName(NoOrder why);
NoOrder WhyNoOrder(const Row& invoice);
NoOrder WhyNoOrder(const Row& charge, const Sorted& sorted, bool ties_known);

// O, one element an invoice or payment order.
struct Order {
    const Row* row = nullptr;
    const Row* content = nullptr;  // whose lines are its products: the invoice, or a payment's checkout; null: none is known
    bool payment = false;  // a charge without invoice
    int16_t status = 0;    // OrderStatus, or kNoOrderStatus
    int64_t value = 0;
    OrderKind kind = OrderKind::kOneTime;
    bool paid() const { return status == static_cast<int16_t>(profiles::OrderStatus::kPaid); }
    int64_t at() const { return row->fact->at; }
    const std::string& id() const { return row->detail.id; }
    const std::string& currency() const { return row->fact->currency; }
    std::span<const Line> lines() const { return content == nullptr ? std::span<const Line>() : content->detail.lines; }
};
// As Stripe says it; empty where it says none.
std::string_view StatusName(const Order& order);
std::string_view SubscriptionStatusName(const Row& subscription);
// The order that an invoice or a charge makes, whether or not it is one.
Order OrderOfInvoice(const Row& invoice);
Order OrderOfCharge(const Row& charge, const Sorted& sorted);
// The newest first.
std::vector<Order> OrdersOf(const Sorted& sorted, bool ties_known);

// When an open or expired checkout counts as left: 60 minutes after it was made, or when it expires.
inline int64_t AbandonedFrom(const Fact& session) {
    constexpr int64_t kCartSeconds = 60 * 60;
    const int64_t later = session.at + kCartSeconds;
    return session.t1 ? std::min(later, *session.t1) : later;
}

// Counts of order lines need to know which prices are metered.
class Meters {
  public:
    Meters(const Sorted& sorted, const Known& known);
    // 0 and more: what the line adds to stripe_order_products.
    int64_t Count(const Line& line) const;

  private:
    const Known& known_;
    std::unordered_set<int64_t> items_;
    std::unordered_set<std::string> prices_;
};

// Where a subscription is counted.
enum class Bucket { kNone, kActive, kCancelled, kPaused, kTrial, kPastDue };
Bucket BucketOf(const Fact& subscription, bool customer_deleted);

// What was paid back, by number of the invoice, and by number of the charge.
struct Refunded {
    std::unordered_map<int64_t, int64_t>
        by_charge;  // the greater of its refunds and its amount_refunded
    std::unordered_map<int64_t, int64_t> by_invoice;  // the greater of (a) and (b)
};
Refunded RefundedOf(const Sorted& sorted);
bool CountsAsRefund(const Fact& refund);
bool CountsAsRefund(const Row& note);

// What an order adds to the sales in its currency; both are 0 where HasSales says no.
bool HasSales(const Order& order);
int64_t GrossOf(const Order& order);
int64_t RefundedOf(const Order& order, const Refunded& refunded);
// What a paid order adds to stripe_order_products.
int64_t ProductsOf(const Order& order, const Meters& meters);

// "Ada King Lovelace" → "Ada", "King Lovelace". `name` is folded and not empty.
struct FullName {
    std::string first, last;
};
FullName SplitName(std::string_view name);

void ProjectOrders(const Known& known, const Sorted& sorted, profiles::Fields& fields);
void ProjectSubscriptions(const Sorted& sorted, profiles::Fields& fields);
void ProjectPerson(const Known& known, const Sorted& sorted, Projected& out);
// What was set here, where Stripe says nothing.
void ProjectOwn(const Known& known, Projected& out);

}  // namespace daybook::stripe
