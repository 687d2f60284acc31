// Why Stripe did not give what was asked, from its answers (stripe.md §1.3). Pure.
#pragma once

#include <string>

#include "base/result.h"
#include "http/message.h"

namespace daybook::stripe {

struct Failure {
    enum class Kind {
        kKeyRefused,  // wrong or revoked
        kKeyExpired,
        kAddressRefused,  // the key is bound to other IP addresses
        kPermission,      // this resource may not be read
        kNotFound,        // no such object
        kNoSuchPath,      // no such resource in this version of Stripe's API
        kCursorGone,      // starting_after names an object that is gone
        kRateLimited,
        kServer,
        kUnreachable,
        kBadAnswer,  // HTML, half a JSON
        kRejected,   // any other 4xx
    };
    Kind kind = Kind::kServer;
    Error error;               // a plain sentence, redacted; reason as the API's code
    std::string permission;    // as Stripe names it, where it does
    std::string request_id;    // Stripe's
    bool retry = false;        // worth trying again in this burst (Stripe-Should-Retry obeyed)
    bool concurrency = false;  // a 429 for too many at once
};

// The sentence about a permission as Stripe names it ("customer_read").
std::string LackingSentence(const std::string& permission);

Failure ClassifyAnswer(const http::Answer& answer);
// No answer came: the transport's error.
Failure ClassifyError(const Error& error);

}  // namespace daybook::stripe
