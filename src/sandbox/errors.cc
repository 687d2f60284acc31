#include "sandbox/errors.h"

#include <algorithm>

#include <fmt/format.h>

#include "sandbox/json.h"

namespace daybook::sandbox {
namespace {

constexpr std::string_view kAccount = "acct_1032D82eZvKYlo2C";

std::string WithDashes(std::string_view code) {
    std::string text(code);
    std::replace(text.begin(), text.end(), '_', '-');
    return text;
}

StripeError Plain(int status, std::string_view code, std::string message) {
    StripeError error;
    error.status = status;
    error.code = code;
    error.message = std::move(message);
    return error;
}

}  // namespace

http::Response Answer(const StripeError& error) {
    std::string body = R"({"error":{)";
    if (!error.code.empty())
        Put(body, R"("code":)", Text{error.code}, R"(,"doc_url":"https://stripe.com/docs/error-codes/)",
            WithDashes(error.code), R"(",)");
    Put(body, R"("message":)", Text{error.message}, R"(,"type":)", Text{error.type});
    if (!error.param.empty()) Put(body, R"(,"param":)", Text{error.param});
    body += "}}\n";
    http::Response response;
    response.status = error.status;
    response.headers.Set("Content-Type", "application/json");
    response.body = std::move(body);
    return response;
}

std::string Starred(std::string_view key) {
    size_t prefix = key.find('_', key.find('_') + 1);
    if (prefix == std::string_view::npos || key.size() < prefix + 6) return std::string(key);
    std::string text(key.substr(0, prefix + 1));
    text.append(key.size() - prefix - 5, '*');
    return text.append(key.substr(key.size() - 4));
}

StripeError NoKey() {
    return Plain(401, {},
                 "You did not provide an API key. You need to provide your API key in the Authorization header, using "
                 "Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication "
                 "for details, or we can help at https://support.stripe.com/.");
}

StripeError InvalidKey(std::string_view given) {
    return Plain(401, {}, fmt::format("Invalid API Key provided: {}", Starred(given)));
}

StripeError ExpiredKey(std::string_view given) {
    return Plain(401, "api_key_expired", fmt::format("Expired API Key provided: {}", Starred(given)));
}

StripeError ForbiddenAddress() {
    return Plain(401, {}, "The API key provided does not allow requests from your IP address.");
}

StripeError PublishableKey() {
    return Plain(403, "secret_key_required",
                 "This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list "
                 "of your API keys at https://dashboard.stripe.com/account/apikeys.");
}

StripeError MissingPermissionNew(std::string_view key, std::string_view permission, std::string_view label) {
    return Plain(403, "more_permissions_required",
                 fmt::format("Permission denied. The provided key '{}' does not have the required permissions for this "
                             "endpoint on account '{}'. Enabling \"{} Read\" ('{}') permissions on this key would allow this "
                             "request to continue. You can edit permissions at "
                             "https://dashboard.stripe.com/b/{}?destination=%2Fapikeys%2Fmk_0000%2Fedit",
                             Starred(key), kAccount, label, permission, kAccount));
}

StripeError MissingPermissionOld(std::string_view key, std::string_view permission) {
    return Plain(403, {},
                 fmt::format("The provided key '{}' does not have the required permissions for this endpoint on account "
                             "'{}'. Having the 'rak_{}' permission would allow this request to continue.",
                             Starred(key), kAccount, permission));
}

StripeError NotGrantable(std::string_view key) {
    return Plain(403, {},
                 fmt::format("The provided key '{}' does not have the required permissions for this endpoint on account "
                             "'{}'. This is a restricted API key, but the required permissions are not available for use by "
                             "restricted keys.",
                             Starred(key), kAccount));
}

StripeError NoSuch(std::string_view what, std::string_view id, std::string_view param) {
    StripeError error = Plain(404, "resource_missing", fmt::format("No such {}: '{}'", what, id));
    error.param = param;
    return error;
}

StripeError CursorGone(std::string_view what, std::string_view id, std::string_view param) {
    StripeError error = NoSuch(what, id, param);
    error.status = 400;
    return error;
}

StripeError UnknownUrl(std::string_view method, std::string_view path) {
    return Plain(404, {},
                 fmt::format("Unrecognized request URL ({}: {}). Please see https://stripe.com/docs or we can help at "
                             "https://support.stripe.com/.",
                             method, path));
}

StripeError UnknownParameter(std::string_view name) {
    StripeError error = Plain(400, "parameter_unknown", fmt::format("Received unknown parameter: {}", name));
    error.param = name;
    return error;
}

StripeError InvalidParameter(std::string message, std::string_view param, std::string_view code) {
    StripeError error = Plain(400, code, std::move(message));
    error.param = param;
    return error;
}

StripeError RateLimited() {
    return Plain(429, "rate_limit",
                 "Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.");
}

StripeError LockTimeout() {
    return Plain(429, "lock_timeout",
                 "This object cannot be accessed right now because another API request or Stripe process is currently "
                 "accessing it. If you see this error intermittently, retry the request. If you see this error frequently "
                 "and are making multiple concurrent requests to a single object, make your requests serially or at a lower "
                 "rate.");
}

StripeError ServerError() {
    StripeError error = Plain(500, {},
                              "Sorry, something went wrong. We've already been notified of the problem, but if you need any "
                              "help, you can reach us at https://support.stripe.com/contact.");
    error.type = "api_error";
    return error;
}

StripeError ExpandTooDeep(std::string_view property) {
    return Plain(400, "property_expansion_max_depth",
                 fmt::format("You cannot expand more than 4 levels of a property. Property: {}", property));
}

StripeError CannotExpand(std::string_view property) {
    return Plain(400, {}, fmt::format("This property cannot be expanded ({}).", property));
}

}  // namespace daybook::sandbox
