// POST /webhooks/stripe: signature over the raw body, durable hint, 200. Never waits for Stripe.
//
//   200 kept, or nothing to keep (unknown type, other mode, a type the key may not read)
//   400 nobody we know signed it      503 it cannot be kept: Stripe sends it again
#pragma once

#include <string_view>

#include "http/message.h"
#include "stripe/sync.h"

namespace daybook::stripe {

http::Response HandleWebhook(Sync& sync, const http::Request& request);

// Stripe's `object` ("checkout.session") → the kind that is mirrored, else kUnknown.
Kind KindOfObject(std::string_view object);

}  // namespace daybook::stripe
