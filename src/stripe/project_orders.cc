// Orders, products, money and subscriptions of a profile: stripe.md §4.1.
#include <algorithm>
#include <map>
#include <set>

#include "base/assert.h"
#include "base/money.h"
#include "stripe/project_parts.h"

namespace daybook::stripe {
namespace {

using profiles::OrderStatus;

// The currency of most of these orders, ties to that of the newest among them. `orders` are the
// newest first.
template <typename Wanted>
std::optional<std::string> MostCommonCurrency(const std::vector<Order>& orders, Wanted wanted) {
    std::map<std::string_view, int64_t> counts;
    for (const Order& order : orders) {
        if (wanted(order)) ++counts[order.currency()];
    }
    int64_t most = 0;
    for (const auto& [currency, count] : counts) most = std::max(most, count);
    for (const Order& order : orders) {
        if (wanted(order) && counts[order.currency()] == most) return order.currency();
    }
    return std::nullopt;
}

std::vector<profiles::Sales> SalesOf(const std::vector<Order>& orders, const Refunded& refunded) {
    std::map<std::string_view, profiles::Sales> by_currency;
    for (const Order& order : orders) {
        if (!HasSales(order)) continue;
        profiles::Sales& sales = by_currency[order.currency()];
        sales.gross = SaturatingAdd(sales.gross, GrossOf(order));
        sales.refunded = SaturatingAdd(sales.refunded, RefundedOf(order, refunded));
    }
    std::vector<profiles::Sales> all;
    for (auto& [currency, sales] : by_currency) {
        if (sales.gross == 0 && sales.refunded == 0) continue;
        sales.currency = currency;
        all.push_back(std::move(sales));
    }
    return all;
}

void CountProducts(const std::vector<Order>& orders, const Meters& meters, profiles::Fields& fields) {
    std::set<std::pair<bool, std::string_view>> different;
    for (const Order& order : orders) {
        if (!order.paid()) continue;
        ++fields.stripe_total_orders;
        fields.stripe_order_products =
            SaturatingAdd(fields.stripe_order_products, ProductsOf(order, meters));
        if (order.payment) continue;
        for (const Line& line : order.lines()) {
            if (meters.Count(line) > 0) different.emplace(line.by_description, line.product);
        }
    }
    fields.distinct_products = static_cast<int64_t>(different.size());
}

void SetLastAndFirst(const std::vector<Order>& orders, profiles::Fields& fields) {
    if (orders.empty()) return;
    const Order& last = orders.front();
    if (last.status != kNoOrderStatus) fields.stripe_order_status = StatusName(last);
    fields.stripe_order_last_value = last.value;
    fields.stripe_order_last_currency = last.currency();
    fields.stripe_last_create_order_date = last.at();
    fields.stripe_first_create_order_date = orders.back().at();
}

}  // namespace

bool HasSales(const Order& order) {
    if (order.payment) return true;
    const auto status = static_cast<OrderStatus>(order.status);
    return status == OrderStatus::kPaid || status == OrderStatus::kOpen ||
           status == OrderStatus::kUncollectible;
}

int64_t GrossOf(const Order& order) { return order.payment ? order.value : order.row->fact->paid; }

int64_t RefundedOf(const Order& order, const Refunded& refunded) {
    const auto& sums = order.payment ? refunded.by_charge : refunded.by_invoice;
    const auto found = sums.find(order.row->fact->object);
    return found == sums.end() ? 0 : found->second;
}

// Of a payment the sum over the line items of its checkout, where known, else 1.
int64_t ProductsOf(const Order& order, const Meters& meters) {
    if (order.payment) return order.content == nullptr ? 1 : *order.content->detail.quantity;
    int64_t products = 0;
    for (const Line& line : order.lines()) {
        products = SaturatingAdd(products, meters.Count(line));
    }
    return products;
}

std::string_view NoOrderName(NoOrder why) {
    constexpr std::string_view kNames[] = {"order",   "free_trial",   "nothing_due",
                                           "credit",  "not_paid",     "pending",
                                           "not_captured", "of_invoice", "tie_unknown"};
    return kNames[static_cast<size_t>(why)];
}

NoOrder WhyNoOrder(const Row& invoice) {
    const Fact& fact = *invoice.fact;
    if ((fact.flags & kFlagOrder) != 0) return NoOrder::kOrder;
    if (fact.total < 0) return NoOrder::kCredit;
    const OrderKind kind = OrderKindOf(fact.flags);
    const bool of_subscription =
        kind == OrderKind::kSubscriptionFirst || kind == OrderKind::kRenewal;
    return of_subscription ? NoOrder::kFreeTrial : NoOrder::kNothingDue;
}

NoOrder WhyNoOrder(const Row& charge, const Sorted& sorted, bool ties_known) {
    const Fact& fact = *charge.fact;
    const auto status = static_cast<ChargeStatus>(fact.status);
    if (status == ChargeStatus::kPending) return NoOrder::kPending;
    if (status != ChargeStatus::kSucceeded) return NoOrder::kNotPaid;
    if ((fact.flags & kFlagCaptured) == 0) return NoOrder::kNotCaptured;
    if (sorted.TiedInvoice(fact) != 0) return NoOrder::kOfInvoice;
    if (!ties_known && (fact.flags & kFlagTieKnown) == 0) return NoOrder::kTieUnknown;
    return NoOrder::kOrder;
}

std::string_view StatusName(const Order& order) {
    if (order.status == kNoOrderStatus) return {};
    const auto status = static_cast<OrderStatus>(order.status);
    const std::string& other = order.row->detail.status;
    return status == OrderStatus::kUnknown && !other.empty() ? other : profiles::OrderStatusName(status);
}

std::string_view SubscriptionStatusName(const Row& subscription) {
    const auto status = static_cast<SubscriptionStatus>(subscription.fact->status);
    const std::string& other = subscription.detail.status;
    return status == SubscriptionStatus::kUnknown && !other.empty() ? other : SubscriptionStatusName(status);
}

Order OrderOfInvoice(const Row& invoice) {
    const Fact& fact = *invoice.fact;
    return {&invoice, &invoice, false, fact.status, fact.total, OrderKindOf(fact.flags)};
}

Order OrderOfCharge(const Row& charge, const Sorted& sorted) {
    return {&charge, sorted.CheckoutOf(*charge.fact), true, static_cast<int16_t>(OrderStatus::kPaid), charge.fact->total};
}

std::vector<Order> OrdersOf(const Sorted& sorted, bool ties_known) {
    std::vector<Order> orders;
    for (const Row& row : sorted.invoices) {
        if (WhyNoOrder(row) == NoOrder::kOrder) orders.push_back(OrderOfInvoice(row));
    }
    for (const Row& row : sorted.charges) {
        if (WhyNoOrder(row, sorted, ties_known) == NoOrder::kOrder)
            orders.push_back(OrderOfCharge(row, sorted));
    }
    std::sort(orders.begin(), orders.end(),
              [](const Order& a, const Order& b) { return OlderThan(*b.row, *a.row); });
    return orders;
}

Meters::Meters(const Sorted& sorted, const Known& known) : known_(known) {
    for (const Row& row : sorted.subscriptions) {
        for (const Line& item : row.detail.lines) {
            if (!item.metered) continue;
            if (item.item != 0) items_.insert(item.item);
            if (!item.price.empty()) prices_.insert(item.price);
        }
    }
}

int64_t Meters::Count(const Line& line) const {
    if (line.no_quantity || line.metered) return 1;
    if (line.quantity == 1) return 1;
    if (items_.contains(line.item) || prices_.contains(line.price)) return 1;
    if (!line.price.empty() && known_.metered && known_.metered(line.price)) return 1;
    return line.quantity;
}

bool CountsAsRefund(const Fact& refund) {
    const auto status = static_cast<RefundStatus>(refund.status);
    return status == RefundStatus::kSucceeded || status == RefundStatus::kPending;
}

bool CountsAsRefund(const Row& note) {
    return note.fact->status == static_cast<int16_t>(NoteStatus::kIssued) &&
           (note.fact->flags & kFlagPrePayment) == 0;
}

Refunded RefundedOf(const Sorted& sorted) {
    Refunded out;
    const auto add = [](std::unordered_map<int64_t, int64_t>& sums, int64_t key, int64_t amount) {
        int64_t& sum = sums[key];
        sum = SaturatingAdd(sum, amount);
    };
    for (const Fact* refund : sorted.refunds) {
        if (CountsAsRefund(*refund))
            add(out.by_charge, sorted.RefundedCharge(*refund), refund->total);
    }
    std::unordered_map<int64_t, int64_t> of_charges;
    for (const Row& row : sorted.charges) {
        int64_t& sum = out.by_charge[row.fact->object];
        sum = std::max(sum, row.fact->back);
        add(of_charges, sorted.TiedInvoice(*row.fact), sum);
    }
    for (const Row& note : sorted.notes) {
        if (CountsAsRefund(note)) add(out.by_invoice, note.fact->parent, note.fact->total);
    }
    for (const auto& [invoice, sum] : of_charges) {
        int64_t& greater = out.by_invoice[invoice];
        greater = std::max(greater, sum);
    }
    return out;
}

Bucket BucketOf(const Fact& fact, bool customer_deleted) {
    const auto status = static_cast<SubscriptionStatus>(fact.status);
    if (customer_deleted) return Bucket::kCancelled;
    switch (status) {
        case SubscriptionStatus::kPaused:
            return Bucket::kPaused;
        case SubscriptionStatus::kCanceled:
            return Bucket::kCancelled;
        case SubscriptionStatus::kIncomplete:
        case SubscriptionStatus::kIncompleteExpired:
        case SubscriptionStatus::kUnknown:
            return Bucket::kNone;
        default:
            break;
    }
    if ((fact.flags & kFlagPauseCollection) != 0) return Bucket::kPaused;
    if (status == SubscriptionStatus::kTrialing) return Bucket::kTrial;
    return status == SubscriptionStatus::kActive ? Bucket::kActive : Bucket::kPastDue;
}

void ProjectOrders(const Known& known, const Sorted& sorted, profiles::Fields& fields) {
    const std::vector<Order> orders = OrdersOf(sorted, known.ties_known);
    CountProducts(orders, Meters(sorted, known), fields);
    fields.sales = SalesOf(orders, RefundedOf(sorted));
    fields.stripe_currency =
        MostCommonCurrency(orders, [](const Order& order) { return order.paid(); });
    if (!fields.stripe_currency)
        fields.stripe_currency = MostCommonCurrency(orders, [](const Order&) { return true; });
    if (!fields.stripe_currency && !sorted.ranked.empty() &&
        !sorted.ranked.front()->currency.empty()) {
        fields.stripe_currency = sorted.ranked.front()->currency;
    }
    for (const profiles::Sales& sales : fields.sales) {
        if (sales.currency == fields.stripe_currency) {
            fields.stripe_total_sales = SaturatingSub(sales.gross, sales.refunded);
        }
    }
    SetLastAndFirst(orders, fields);
}

void ProjectSubscriptions(const Sorted& sorted, profiles::Fields& fields) {
    for (const Row& row : sorted.subscriptions) {
        const Customer* customer = sorted.CustomerOf(*row.fact);
        ASSERT(customer != nullptr);
        switch (BucketOf(*row.fact, customer->deleted)) {
            case Bucket::kActive:
                ++fields.stripe_subscription_active;
                break;
            case Bucket::kCancelled:
                ++fields.stripe_subscription_cancelled;
                break;
            case Bucket::kPaused:
                ++fields.stripe_subscription_paused;
                break;
            case Bucket::kTrial:
                ++fields.stripe_subscription_trial;
                break;
            case Bucket::kPastDue:
                ++fields.stripe_subscription_past_due;
                break;
            case Bucket::kNone:
                break;
        }
    }
}

}  // namespace daybook::stripe
