// What screens show of a stored body and nothing computes with. Pure; simdjson only in decode*.cc.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace daybook::stripe {

struct InvoiceExtra {
    std::string number;   // as its customer sees it: "AB12-0001"; empty: none yet
    std::string reason;   // billing_reason: "subscription_cycle"
};
Result<InvoiceExtra> DecodeInvoiceExtra(std::string_view body);

struct SubscriptionTerms {
    // Σ unit_amount × quantity (in packages, where the price is one of a package) of its licensed items, in `currency`, before
    // discounts; what is metered is left out. Nothing: all of it is metered, or one item's part cannot be told: it is tiered,
    // below the smallest unit, priced in another currency, of another interval than the first, or not in the body.
    std::optional<int64_t> amount;
    std::string currency;
    std::string interval;              // of its first item: "month"
    int64_t interval_count = 1;
    std::optional<int64_t> cancel_at;  // unix seconds
};
Result<SubscriptionTerms> DecodeTerms(std::string_view body);

// `name` of a product.
Result<std::string> DecodeProductName(std::string_view body);

}  // namespace daybook::stripe
