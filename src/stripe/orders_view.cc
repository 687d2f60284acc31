#include "stripe/orders_view.h"

#include <algorithm>

namespace daybook::stripe {
namespace {

using profiles::OrderStatus;

std::string_view SentenceOf(NoOrder why) {
    switch (why) {
        case NoOrder::kOrder:
            break;
        case NoOrder::kFreeTrial:
            return "Nothing was due: the invoice of a free trial is no order.";
        case NoOrder::kNothingDue:
            return "Nothing was due: an invoice over nothing is no order.";
        case NoOrder::kCredit:
            return "Its total is below zero: it is a credit to the customer, not an order.";
        case NoOrder::kNotPaid:
            return "The payment did not succeed.";
        case NoOrder::kPending:
            return "The payment is still under way.";
        case NoOrder::kNotCaptured:
            return "The payment is authorised, but not captured.";
        case NoOrder::kOfInvoice:
            return "It pays an invoice: the invoice counts instead.";
        case NoOrder::kTieUnknown:
            return "Whether it pays an invoice is known once all invoice payments are read.";
    }
    return "";
}

std::string_view SentenceOf(OrderStatus status) {
    switch (status) {
        case OrderStatus::kDraft:
            return "It is a draft: Stripe has not finalised it.";
        case OrderStatus::kOpen:
            return "It is not paid yet.";
        case OrderStatus::kVoid:
            return "It was voided.";
        case OrderStatus::kUncollectible:
            return "It was marked uncollectible.";
        default:
            return "Stripe gives it no status that says it is paid.";
    }
}

}  // namespace

std::vector<OrderRow> OrderRowsOf(const Sorted& sorted, bool ties_known, Tied tied) {
    const Refunded refunded = RefundedOf(sorted);
    std::vector<OrderRow> rows;
    for (const Row& row : sorted.invoices) {
        const Order order = OrderOfInvoice(row);
        rows.push_back({order, Kind::kInvoice, WhyNoOrder(row), GrossOf(order), RefundedOf(order, refunded)});
    }
    for (const Row& row : sorted.charges) {
        const NoOrder why = WhyNoOrder(row, sorted, ties_known);
        if (why == NoOrder::kOfInvoice && tied == Tied::kLeaveOut) continue;
        const Order order = OrderOfCharge(row, sorted);
        const int64_t received = IsSale(*row.fact) ? GrossOf(order) : 0;
        rows.push_back({order, Kind::kCharge, why, received, RefundedOf(order, refunded)});
    }
    std::sort(rows.begin(), rows.end(),
              [](const OrderRow& a, const OrderRow& b) { return OlderThan(*b.order.row, *a.order.row); });
    return rows;
}

std::optional<std::string_view> WhyNotCounted(const OrderRow& row) {
    if (row.counted()) return std::nullopt;
    if (row.why != NoOrder::kOrder) return SentenceOf(row.why);
    return SentenceOf(static_cast<OrderStatus>(row.order.status));
}

std::string_view StatusOf(const OrderRow& row) {
    if (row.why == NoOrder::kNotPaid) return "failed";
    if (row.why == NoOrder::kPending) return "pending";
    if (row.why == NoOrder::kNotCaptured) return "uncaptured";
    return StatusName(row.order);
}

std::optional<int64_t> PaidAt(const OrderRow& row) {
    if (row.kind == Kind::kCharge) return IsSale(*row.order.row->fact) ? std::optional(row.order.at()) : std::nullopt;
    if (!row.order.paid()) return std::nullopt;
    return row.order.row->fact->t2.value_or(row.order.at());
}

std::string_view BucketName(Bucket bucket) {
    switch (bucket) {
        case Bucket::kActive:
            return "active";
        case Bucket::kCancelled:
            return "cancelled";
        case Bucket::kPaused:
            return "paused";
        case Bucket::kTrial:
            return "trial";
        case Bucket::kPastDue:
            return "past_due";
        case Bucket::kNone:
            break;
    }
    return "incomplete";
}

}  // namespace daybook::stripe
