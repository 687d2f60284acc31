// Under which name an object of Stripe's is stored.
#pragma once

#include <string>
#include <string_view>

#include "stripe/resources.h"

namespace daybook::stripe {

// Its id; with its kind before it where the shop chooses the id: a coupon, a product and a price may all be called "pro".
std::string StoredName(Kind kind, std::string_view id);
// The id in the name of an object of this kind.
std::string_view StripeId(Kind kind, std::string_view name);

}  // namespace daybook::stripe
