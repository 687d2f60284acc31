#include "stripe/footprint.h"

#include <algorithm>
#include <map>

#include "base/money.h"
#include "stripe/activities.h"
#include "stripe/orders_view.h"

namespace daybook::stripe {
namespace {

using profiles::Headcount;
using profiles::DaySales;
using profiles::Footprint;
using profiles::TagKind;
using profiles::TagOf;

// So that sums of all people stay within 64 bits whatever a shop claims to have sold.
constexpr int64_t kAmountMax = 1'000'000'000'000;
int64_t Sane(int64_t amount) { return std::clamp(amount, -kAmountMax, kAmountMax); }

// A part of what was paid back for an order.
struct Piece {
    int64_t at = 0, amount = 0;
};

void TakePiece(std::vector<Piece>& pieces, int64_t& left, int64_t at, int64_t amount) {
    amount = std::min(amount, left);
    if (amount <= 0) return;
    pieces.push_back({at, amount});
    left -= amount;
}

void TakeRefunds(const Sorted& sorted, const Fact& charge, std::vector<Piece>& pieces, int64_t& left) {
    for (const Fact* refund : sorted.refunds) {
        if (refund->parent == charge.object && CountsAsRefund(*refund)) TakePiece(pieces, left, refund->at, refund->total);
    }
}

// They add up to `refunded`: by credit notes or by refunds, whichever is more (stripe.md §4.1); what neither dates lies
// on the day of the order.
std::vector<Piece> PiecesOf(const Sorted& sorted, const Order& order, const Refunded& sums, int64_t refunded, int64_t order_day) {
    std::vector<Piece> pieces;
    int64_t left = refunded;
    const Fact& fact = *order.row->fact;
    if (order.payment) {
        TakeRefunds(sorted, fact, pieces, left);
    } else {
        int64_t by_charges = 0;
        for (const Row& charge : sorted.charges) {
            if (sorted.TiedInvoice(*charge.fact) != fact.object) continue;
            const auto sum = sums.by_charge.find(charge.fact->object);
            if (sum != sums.by_charge.end()) by_charges = SaturatingAdd(by_charges, sum->second);
        }
        if (by_charges == refunded) {
            for (const Row& charge : sorted.charges) {
                if (sorted.TiedInvoice(*charge.fact) == fact.object) TakeRefunds(sorted, *charge.fact, pieces, left);
            }
        } else {
            for (const Row& note : sorted.notes) {
                if (note.fact->parent == fact.object && CountsAsRefund(note)) TakePiece(pieces, left, note.fact->at, note.fact->total);
            }
        }
    }
    if (left > 0) pieces.push_back({order_day, left});
    return pieces;
}

int64_t SoldAt(const Order& order) {
    if (order.payment || !order.paid()) return order.at();
    return order.row->fact->t2.value_or(order.at());
}

int64_t DayOf(const Known& known, int64_t at) { return known.days.DayOf(at); }

std::vector<DaySales> DaysOf(const Known& known, const Sorted& sorted, const std::vector<Order>& orders, int64_t created) {
    const Refunded refunded = RefundedOf(sorted);
    std::map<std::pair<int64_t, std::string_view>, DaySales> days;
    const Order* first = nullptr;
    for (const Order& order : orders) {
        if (!HasSales(order)) continue;
        const int64_t at = SoldAt(order);
        DaySales& sold = days[{DayOf(known, at), order.currency()}];
        sold.gross = Sane(SaturatingAdd(sold.gross, GrossOf(order)));
        if (order.paid()) ++sold.orders;
        if (order.paid() && (first == nullptr || at <= SoldAt(*first))) first = &order;
        const int64_t back = RefundedOf(order, refunded);
        if (back == 0) continue;
        for (const Piece& piece : PiecesOf(sorted, order, refunded, back, at)) {
            DaySales& day = days[{DayOf(known, piece.at), order.currency()}];
            day.refunded = Sane(SaturatingAdd(day.refunded, piece.amount));
        }
    }
    if (first != nullptr) days[{DayOf(known, SoldAt(*first)), first->currency()}].fresh = 1;
    days[{DayOf(known, created), std::string_view()}].fresh = 1;
    std::vector<DaySales> all;
    for (auto& [key, sales] : days) {
        sales.day = key.first;
        sales.currency = key.second;
        if (sales.gross != 0 || sales.refunded != 0 || sales.orders != 0 || sales.fresh != 0) all.push_back(std::move(sales));
    }
    return all;
}

std::map<NoOrder, int64_t> NoOrdersOf(const Known& known, const Sorted& sorted) {
    std::map<NoOrder, int64_t> reasons;
    for (const Row& row : sorted.invoices) ++reasons[WhyNoOrder(row)];
    for (const Row& row : sorted.charges) ++reasons[WhyNoOrder(row, sorted, known.ties_known)];
    reasons.erase(NoOrder::kOrder);
    reasons.erase(NoOrder::kOfInvoice);
    return reasons;
}

void Count(Footprint& footprint, Headcount counter, int64_t number, int16_t more = 0) {
    if (number != 0) footprint.counts[static_cast<int16_t>(static_cast<int16_t>(counter) + more)] = number;
}

void AddCounts(const Known& known, const profiles::Fields& fields, const std::map<NoOrder, int64_t>& reasons, Footprint& footprint) {
    const auto customers = static_cast<int64_t>(known.customers.size());
    const auto deleted = std::ranges::count_if(known.customers, &Customer::deleted);
    Count(footprint, Headcount::kProfiles, 1);
    Count(footprint, Headcount::kWithEmail, fields.email ? 1 : 0);
    Count(footprint, Headcount::kCustomers, customers);
    Count(footprint, Headcount::kDeletedCustomers, deleted);
    Count(footprint, Headcount::kShared, std::max<int64_t>(0, customers - 1));
    for (const auto& [reason, number] : reasons) Count(footprint, Headcount::kNotCounted, number, static_cast<int16_t>(reason));
}

void AddTags(const profiles::Fields& fields, const std::map<NoOrder, int64_t>& reasons, Footprint& footprint) {
    std::vector<int64_t>& tags = footprint.tags;
    tags.push_back(TagOf(TagKind::kShown));
    if (fields.stripe_order_status) tags.push_back(TagOf(TagKind::kOrderStatus, static_cast<int64_t>(profiles::OrderStatusOf(*fields.stripe_order_status))));
    const std::pair<Bucket, int64_t> buckets[] = {{Bucket::kActive, fields.stripe_subscription_active},
                                                  {Bucket::kCancelled, fields.stripe_subscription_cancelled},
                                                  {Bucket::kPaused, fields.stripe_subscription_paused},
                                                  {Bucket::kTrial, fields.stripe_subscription_trial},
                                                  {Bucket::kPastDue, fields.stripe_subscription_past_due}};
    for (const auto& [bucket, number] : buckets) {
        if (number > 0) tags.push_back(TagOf(TagKind::kSubscription, static_cast<int64_t>(bucket)));
    }
    tags.push_back(TagOf(TagKind::kOrders, std::min<int64_t>(2, fields.stripe_total_orders)));
    if (fields.email) tags.push_back(TagOf(TagKind::kHasEmail));
    if (fields.customer_ids.size() > 1) tags.push_back(TagOf(TagKind::kSharedEmail));
    if (fields.deleted) tags.push_back(TagOf(TagKind::kDeleted));
    if (const auto country = profiles::CountryTag(fields.country.value_or(""))) tags.push_back(*country);
    for (const auto& [reason, number] : reasons) tags.push_back(TagOf(TagKind::kNotCounted, static_cast<int64_t>(reason)));
    std::ranges::sort(tags);
}

// Money of activities that have any, by object.
std::map<int64_t, std::pair<int64_t, std::string_view>> AmountsOf(const Sorted& sorted, const std::vector<Order>& orders) {
    std::map<int64_t, std::pair<int64_t, std::string_view>> amounts;
    for (const Order& order : orders) amounts[order.row->fact->object] = {GrossOf(order), order.currency()};
    for (const Row& note : sorted.notes) amounts[note.fact->object] = {note.fact->total, note.fact->currency};
    for (const Fact* refund : sorted.refunds) amounts[refund->object] = {refund->total, refund->currency};
    return amounts;
}

void AddFeed(const Known& known, const Sorted& sorted, const std::vector<Order>& orders, Micros now, Projected& out) {
    const int64_t seconds = now / kSecond;
    const ActivityTimes times{seconds, known.history_before, seconds - profiles::kFeedSeconds};
    out.recent = ActivitiesOf(known, sorted, orders, times);
    for (const profiles::Activity& one : known.observed) {
        if (one.at >= times.since) out.recent.push_back(one);
    }
    if (out.recent.empty()) return;
    const auto amounts = AmountsOf(sorted, orders);
    for (const profiles::Activity& one : out.recent) {
        profiles::FeedEntry& entry = out.footprint.feed.emplace_back();
        entry = {.at = one.at, .kind = one.kind, .object = one.object, .occurrence = one.occurrence, .cause = one.cause, .currency = {}};
        const auto amount = amounts.find(one.object);
        if (amount == amounts.end()) continue;
        entry.amount = Sane(amount->second.first);
        entry.currency = amount->second.second;
    }
    std::ranges::sort(out.footprint.feed);
}

}  // namespace

void ProjectFootprint(const Known& known, const Sorted& sorted, Micros now, Projected& out) {
    if (!out.shown) return;
    const std::vector<Order> orders = OrdersOf(sorted, known.ties_known);
    const auto reasons = NoOrdersOf(known, sorted);
    out.footprint.days = DaysOf(known, sorted, orders, out.created);
    out.footprint.deleted = out.fields.deleted;
    AddCounts(known, out.fields, reasons, out.footprint);
    AddTags(out.fields, reasons, out.footprint);
    AddFeed(known, sorted, orders, now, out);
}

}  // namespace daybook::stripe
