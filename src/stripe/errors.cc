#include "stripe/errors.h"

#include <simdjson.h>

#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/redact.h"
#include "base/text.h"
#include "stripe/resources.h"

namespace daybook::stripe {
namespace {

using Why = Failure::Kind;

constexpr size_t kMessageBytesMax = 500;
constexpr size_t kErrorBodyBytesMax = 256 * 1024;

// Stripe's {"error":{…}}; `readable` is false for HTML, half a JSON and anything else.
struct Said {
    bool readable = false;
    std::string type, code, message, param;
};

Said Read(const std::string& body) {
    Said said;
    if (body.empty() || body.size() > kErrorBodyBytesMax) return said;
    simdjson::dom::parser parser;
    simdjson::dom::element error;
    if (parser.parse(body).at_key("error").get(error) != simdjson::SUCCESS || !error.is_object())
        return said;
    const auto text = [&](const char* key) {
        std::string_view value;
        return error[key].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
    };
    said = {true, text("type"), text("code"), text("message"), text("param")};
    return said;
}

// What is between `open` and `close`, where that is a word of lower-case letters and underscores.
std::string WordBetween(std::string_view text, std::string_view open, std::string_view close) {
    for (size_t at = text.find(open); at != std::string_view::npos; at = text.find(open, at + 1)) {
        const std::string_view rest = text.substr(at + open.size());
        const size_t end = rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz_");
        if (end != std::string_view::npos && end > 0 && rest.substr(end).starts_with(close)) {
            return std::string(rest.substr(0, end));
        }
    }
    return {};
}

// 'rak_plan_read' of the texts until 2025, or ('plan_read') since.
std::string PermissionOf(std::string_view message) {
    std::string name = WordBetween(message, "'rak_", "'");
    return name.empty() ? WordBetween(message, "('", "')") : name;
}

// "Prices" for plan_read; the name itself where it is not in our table.
std::string LabelOf(const std::string& permission) {
    for (const Resource& resource : kResources) {
        if (resource.permission == permission) return std::string(resource.label);
    }
    return permission;
}

// " Stripe says: …", redacted and cut; empty where it said nothing.
std::string Quote(const Said& said) {
    if (said.message.empty()) return {};
    std::string message = Redact(ToUtf8(said.message));
    if (message.size() > kMessageBytesMax)
        message = ToUtf8(message.substr(0, kMessageBytesMax)) + "…";
    return " Stripe says: " + message;
}

Why KindOf401(const Said& said) {
    if (said.code == "api_key_expired" ||
        said.message.find("Expired API Key") != std::string::npos) {
        return Why::kKeyExpired;
    }
    const bool address = said.message.find("your IP address") != std::string::npos;
    return address ? Why::kAddressRefused : Why::kKeyRefused;
}

Why KindOf403(const Said& said) {
    if (said.code == "secret_key_required" || said.code == "account_invalid")
        return Why::kKeyRefused;
    return said.readable && (said.type.empty() || said.type == "invalid_request_error")
               ? Why::kPermission
               : Why::kBadAnswer;
}

Why KindOf400(const Said& said) {
    if (said.code == "rate_limit") return Why::kRateLimited;  // very old
    const bool cursor = said.param == "starting_after" || said.param == "ending_before";
    return said.code == "resource_missing" && cursor ? Why::kCursorGone : Why::kRejected;
}

Why KindOf(int status, const Said& said) {
    if (status == 429) return Why::kRateLimited;
    if (status >= 500 || status == 408 || status == 409) return Why::kServer;
    if (!said.readable) return Why::kBadAnswer;
    switch (status) {
        case 400:
            return KindOf400(said);
        case 401:
            return KindOf401(said);
        case 403:
            return KindOf403(said);
        case 404:
            return said.code == "resource_missing" ? Why::kNotFound : Why::kNoSuchPath;
    }
    return Why::kRejected;
}

Error ErrorOf(Why kind, int status, const Said& said, const std::string& permission) {
    switch (kind) {
        case Why::kKeyRefused:
            return {Code::kInvalid,
                    "Stripe refuses the key: it is wrong, revoked, or of another kind. Make a new "
                    "restricted key in Stripe (Developers > API keys) and paste it." +
                        Quote(said),
                    "stripe_key_invalid", "api_key"};
        case Why::kKeyExpired:
            return {
                Code::kInvalid,
                "The key has expired. Make a new restricted key in Stripe (Developers > API keys) "
                "and paste it.",
                "stripe_key_invalid", "api_key"};
        case Why::kAddressRefused:
            return {
                Code::kInvalid,
                "The key may not be used from this server's IP address. Add the address to the "
                "key's list in Stripe (Developers > API keys), or make a key without such a list.",
                "stripe_key_invalid", "api_key"};
        case Why::kPermission:
            return {
                Code::kForbidden,
                permission.empty()
                    ? "The key may not read this in Stripe." + Quote(said)
                    : LackingSentence(permission),
                "permission_missing", ""};
        case Why::kNotFound:
            return {Code::kNotFound, "Stripe has no such object." + Quote(said), "", ""};
        case Why::kNoSuchPath:
            return {Code::kNotFound, "Stripe has no such list." + Quote(said), "", ""};
        case Why::kCursorGone:
            return {
                Code::kConflict,
                "The object at which the list was to go on is gone from Stripe; the list is read "
                "again from its time.",
                "", ""};
        case Why::kRateLimited:
            return {Code::kLimited,
                    "Stripe asks to slow down (too many requests at once). Daybook waits and goes "
                    "on by "
                    "itself.",
                    "rate_limited", ""};
        case Why::kServer:
            return Unavailable(
                fmt::format(
                    "Stripe has a fault of its own (status {}). Daybook tries again by itself.",
                    status),
                "stripe_unreachable");
        case Why::kUnreachable:
            break;
        case Why::kBadAnswer:
            return Unavailable(
                fmt::format(
                    "What came instead of Stripe's answer cannot be read (status {}): a proxy or "
                    "firewall may stand between. Daybook tries again by itself.",
                    status),
                "stripe_unreachable");
        case Why::kRejected:
            break;
    }
    return Internal(fmt::format("Stripe does not accept a request of Daybook's (status {}).{}",
                                status, Quote(said)),
                    "stripe_rejected");
}

// Stripe's own word first. Without one, what may pass by itself: 429s and faults. A 500 that says
// "false" is left to a later burst.
bool WorthRetrying(Why kind, std::string_view should_retry) {
    // Stripe writes "false" on a 429 for its own libraries, which leave slowing down to their callers: that is us.
    if (kind == Why::kRateLimited) return true;
    const bool passing =
        kind == Why::kRateLimited || kind == Why::kServer || kind == Why::kBadAnswer;
    if (should_retry == "true") return true;
    if (should_retry == "false") return false;
    return passing;
}

}  // namespace

std::string LackingSentence(const std::string& permission) {
    return fmt::format(
        "The key lacks the permission \"{}: Read\" ({}). Edit the key in Stripe (Developers > API keys) and tick it.",
        LabelOf(permission), permission);
}

Failure ClassifyAnswer(const http::Answer& answer) {
    Failure failure;
    failure.request_id = answer.headers.Get("Request-Id");
    if (answer.status >= 200 && answer.status < 300) {  // the caller could not read the body
        failure.kind = Why::kBadAnswer;
        failure.retry = true;
        failure.error = ErrorOf(failure.kind, answer.status, {}, "");
        return failure;
    }
    const Said said = Read(answer.body);
    failure.kind = KindOf(answer.status, said);
    if (failure.kind == Why::kPermission) failure.permission = PermissionOf(said.message);
    failure.error = ErrorOf(failure.kind, answer.status, said, failure.permission);
    failure.retry = WorthRetrying(failure.kind, answer.headers.Get("Stripe-Should-Retry"));
    failure.concurrency =
        answer.headers.Get("Stripe-Rate-Limited-Reason").ends_with("-concurrency");
    return failure;
}

Failure ClassifyError(const Error& error) {
    Failure failure;
    failure.kind = Why::kUnreachable;
    failure.retry = error.code == Code::kUnavailable || error.code == Code::kTimeout;
    const bool slow = error.code == Code::kTimeout;
    failure.error = slow
                        ? Timeout("Stripe did not answer in time. Daybook tries again by itself. " +
                                      Redact(error.message),
                                  "stripe_unreachable")
                        : Unavailable(
                              "Stripe cannot be reached. Check this server's way to the internet "
                              "(api.stripe.com, "
                              "port 443). Daybook tries again by itself. " +
                                  Redact(error.message),
                              "stripe_unreachable");
    return failure;
}

}  // namespace daybook::stripe
