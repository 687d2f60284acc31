// For tests: a small shop's schema.
#pragma once

#include <string>

#include "conditions/schema.h"

namespace daybook::conditions::test {

// Fields: country name (texts), orders (number), sales (money), last_order born (dates), vip
// (boolean), tags (list). Activities: order_paid {amount kind products coupon due}, cart_abandoned
// {amount}. Objects: subscription {status mrr renews product}. Segments: seg_one, seg_two. Currency
// usd.
Schema ShopSchema(const std::string& zone = "UTC");

}  // namespace daybook::conditions::test
