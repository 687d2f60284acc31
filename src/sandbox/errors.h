// Stripe's error answers (stripe.md §1.3; bodies as recorded in tests/data/stripe/errors/errors.json).
#pragma once

#include <string>
#include <string_view>

#include "http/message.h"

namespace daybook::sandbox {

struct StripeError {
    int status = 400;
    std::string_view type = "invalid_request_error";
    std::string_view code;  // empty: none
    std::string message;
    std::string param;      // empty: none
};

// With Request-Id; a code brings its doc_url.
http::Response Answer(const StripeError& error);

StripeError NoKey();
// Echoes what was given as Stripe does: a well-formed key starred but for its ends, anything else whole.
StripeError InvalidKey(std::string_view given);
StripeError ExpiredKey(std::string_view given);
StripeError ForbiddenAddress();
StripeError PublishableKey();
StripeError MissingPermissionNew(std::string_view key, std::string_view permission, std::string_view label);
StripeError MissingPermissionOld(std::string_view key, std::string_view permission);
StripeError NotGrantable(std::string_view key);
StripeError NoSuch(std::string_view what, std::string_view id, std::string_view param);
StripeError CursorGone(std::string_view what, std::string_view id, std::string_view param);
StripeError UnknownUrl(std::string_view method, std::string_view path);
StripeError UnknownParameter(std::string_view name);
StripeError InvalidParameter(std::string message, std::string_view param, std::string_view code = {});
StripeError RateLimited();
StripeError LockTimeout();
StripeError ServerError();
StripeError ExpandTooDeep(std::string_view property);
StripeError CannotExpand(std::string_view property);

// "rk_live_****wxyz".
std::string Starred(std::string_view key);

}  // namespace daybook::sandbox
