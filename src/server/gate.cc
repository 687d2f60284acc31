#include "server/gate.h"

#include <fmt/format.h>

#include "base/text.h"

namespace daybook::server {
namespace {

Access AccessOf(accounts::Scope scope) {
    switch (scope) {
        case accounts::Scope::kRead: return Access::kRead;
        case accounts::Scope::kWrite: return Access::kWrite;
        case accounts::Scope::kAdmin: return Access::kAdmin;
    }
    return Access::kRead;
}

std::string_view NameOf(Access access) {
    switch (access) {
        case Access::kAdmin: return "admin";
        case Access::kWrite: return "write";
        default: return "read";
    }
}

int Rank(Access access) {
    switch (access) {
        case Access::kOpen: return 0;
        case Access::kRead:
        case Access::kMetrics: return 1;
        case Access::kWrite: return 2;
        case Access::kAdmin: return 3;
    }
    return 3;
}

// What makes two requests the same one.
std::string Fingerprint(const http::Request& request) {
    std::string text = fmt::format("{} {}\n", http::MethodName(request.method), request.path);
    for (const http::Parameter& parameter : request.query) text += fmt::format("{}={}\n", UrlEncode(parameter.name), UrlEncode(parameter.value));
    return text + "\n" + request.body;
}

}  // namespace

Result<Caller> Gate::Identify(const http::Request& request) {
    std::string_view header = request.headers.Get("Authorization");
    if (header.empty()) {
        if (request.origin == http::Origin::kSocket) return Caller{home_, Access::kAdmin, "socket"};
        return Error{Code::kUnauthenticated, "No API key was given. Send it as: Authorization: Bearer dbk_…", "api_key_missing", {}};
    }
    constexpr std::string_view kBearer = "Bearer ";
    if (!StartsWithNoCase(header, kBearer)) {
        return Error{Code::kUnauthenticated, "The Authorization header must be: Bearer dbk_…", "api_key_invalid", {}};
    }
    accounts::KeyOwner owner = TRY(keys_.Authenticate(Trim(header.substr(kBearer.size()))));
    return Caller{owner.account, AccessOf(owner.scope), EncodeId("key", owner.id)};
}

Result<Caller> Gate::Admit(const http::Request& request, Access access) {
    if (access == Access::kOpen) return Caller{home_, Access::kOpen, "anybody"};
    bool local = request.origin == http::Origin::kLoopback || request.origin == http::Origin::kSocket;
    if (access == Access::kMetrics && local) return Caller{home_, Access::kRead, "loopback"};
    Caller caller = TRY(Identify(request));
    if (Rank(caller.scope) >= Rank(access)) return caller;
    return Error{Code::kForbidden, fmt::format("This needs an API key of scope {}; yours has {}.", NameOf(access), NameOf(caller.scope)),
                 "scope_missing", {}};
}

http::Response Gate::Answer(const http::Request& request, const Caller& caller, const Route& route) {
    std::string_view key = request.headers.Get("Idempotency-Key");
    bool remember = request.method == http::Method::kPost && route.access != Access::kOpen && request.headers.Has("Idempotency-Key");
    if (!remember) return route.handler(request, caller);
    auto before = idempotency_.Begin(caller.account, key, Fingerprint(request));
    if (!before.ok()) return http::ErrorResponse(before.error(), request.request_id);
    if (before->has_value()) {
        http::Response again = http::JsonResponse((*before)->status, std::move((*before)->body));
        again.headers.Set("Idempotent-Replayed", "true");
        return again;
    }
    http::Response response = route.handler(request, caller);
    // What a moment later may succeed is not kept as failed.
    bool passing = response.status == 429 || response.status == 503 || response.source || response.events;
    Status done = passing ? idempotency_.Abandon(caller.account, key)
                          : idempotency_.Finish(caller.account, key, {response.status, response.body});
    if (!done.ok()) return http::ErrorResponse(done.error(), request.request_id);
    return response;
}

}  // namespace daybook::server
