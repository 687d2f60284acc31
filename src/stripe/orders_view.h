// A person's orders and subscriptions as rows of a screen, made with the very functions that compute the fields.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stripe/project_parts.h"

namespace daybook::stripe {

// An invoice, or a payment that pays none, counted or not.
struct OrderRow {
    Order order;
    Kind kind = Kind::kInvoice;                 // or kCharge
    NoOrder why = NoOrder::kOrder;
    int64_t received = 0, refunded = 0;         // smallest unit of its currency
    // Counts in stripe_total_orders.
    bool counted() const { return why == NoOrder::kOrder && order.paid(); }
};
// All of them, the newest first. Charges that pay an invoice are left out unless asked for.
enum class Tied { kLeaveOut, kInclude };
std::vector<OrderRow> OrderRowsOf(const Sorted& sorted, bool ties_known, Tied tied = Tied::kLeaveOut);

// Why it is no order, or not (yet) a paid one, as a sentence; nothing: it is counted.
std::optional<std::string_view> WhyNotCounted(const OrderRow& row);
// "paid", "open", …; of a payment also "failed", "pending", "uncaptured". Empty: Stripe gives none.
std::string_view StatusOf(const OrderRow& row);
// When it was paid, unix seconds.
std::optional<int64_t> PaidAt(const OrderRow& row);

std::string_view BucketName(Bucket bucket);   // "active", … of the API; "incomplete" for those counted nowhere

}  // namespace daybook::stripe
