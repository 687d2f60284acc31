// For tests: a small shop's schema, and moments as a wall clock shows them.
#pragma once

#include <string>

#include "conditions/schema.h"

namespace daybook::conditions::test {

// Fields: country name (texts), orders (number), sales (money), last_order born (dates), vip
// (boolean), tags (list). Activities: order_paid {amount kind products coupon due}, cart_abandoned
// {amount}. Objects: subscription {status mrr renews product}. Segments: seg_one, seg_two. Currency
// usd.
Schema ShopSchema(const std::string& zone = "UTC");

// "2026-01-31 14:02:11" of a zone's wall clock; of two such moments the first.
int64_t At(const Calendar& calendar, const std::string& text);
std::string Shown(const Calendar& calendar, int64_t at);

}  // namespace daybook::conditions::test
