// Stripe's webhook signatures (stripe.md §5.1). Pure.
#pragma once

#include <cstdint>
#include <string_view>

namespace daybook::stripe {

// `header` is Stripe-Signature, `body` the raw bytes. False for an empty secret.
bool VerifySignature(std::string_view header, std::string_view body, std::string_view secret,
                     int64_t now_seconds, int64_t tolerance = 300);

// Whether the header is one of Stripe's, stamped within the tolerance, whoever signed it.
bool LooksLikeSignature(std::string_view header, int64_t now_seconds, int64_t tolerance = 300);

}  // namespace daybook::stripe
