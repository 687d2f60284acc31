// Small Stripe objects for scenario lines, in either API shape.
//
//   customer      email name phone business individual currency city created clock deleted
//   invoice       customer status total(=42.50USD) subtotal paid created paid_at reason attempts lines(=prod_a:2,prod_b:1)
//   subscription  customer status created trial_end pause ended product metered
//   charge        customer email amount(=5USD) status captured refunded created intent invoice name
//   refund        charge amount status created
//   credit_note   invoice customer amount refunded outside status created
//   session       customer email status mode created expires promotions recovered intent
//   payment       invoice intent charge created
#pragma once

#include <string>

#include "script.h"
#include "stripe/resources.h"

namespace daybook::scenarios {

enum class Shape { kAcacia, kEndive };

// The kind that a scenario's word names; throws on an unknown one.
stripe::Kind KindOf(const std::string& word);

// The JSON of the object in this line; `now` is its created where the line does not say. Throws on unknown settings.
std::string ObjectJson(const Line& line, Shape shape, int64_t now);

// "42.50USD" → 4250 and "usd".
struct Amount {
    int64_t minor = 0;
    std::string currency;
};
Amount ParseAmount(const std::string& text);

}  // namespace daybook::scenarios
