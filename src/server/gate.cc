#include "server/gate.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include "accounts/audit.h"
#include "base/assert.h"
#include "base/log.h"
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
        case Access::kMetrics:
        case Access::kPerson: return 1;
        case Access::kWrite: return 2;
        case Access::kAdmin: return 3;
    }
    return 3;
}

bool Reads(http::Method method) { return method == http::Method::kGet || method == http::Method::kHead; }

// Whether a success may end somebody's access: who may only change people and their content cannot, nor can Stripe.
bool MayEndAccess(const Route& route) {
    if (route.access == Access::kOpen) return route.pattern.starts_with("/v1/");
    return route.access == Access::kAdmin || route.access == Access::kPerson;
}

// What the act was on: the id in the path, else that of the answer; else the path.
std::string TargetOf(const http::Request& request, const http::Response& response) {
    if (!request.path_parameters.empty()) return request.path_parameters.front().value;
    boost::system::error_code failed;
    boost::json::value value = boost::json::parse(response.body, failed);
    if (!failed && value.is_object()) {
        if (const auto* id = value.as_object().if_contains("id"); id && id->is_string()) return std::string(id->as_string());
    }
    return request.path;
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
        if (request.origin == http::Origin::kSocket) return Caller{home_, Access::kAdmin, "socket", accounts::Role::kOwner};
        std::string_view token = SessionToken(request);
        if (!token.empty()) return IdentifyUser(request, token);
        return Error{Code::kUnauthenticated, "No API key was given. Send it as: Authorization: Bearer dbk_…", "api_key_missing", {}};
    }
    constexpr std::string_view kBearer = "Bearer ";
    if (!StartsWithNoCase(header, kBearer)) {
        return Error{Code::kUnauthenticated, "The Authorization header must be: Bearer dbk_…", "api_key_invalid", {}};
    }
    accounts::KeyOwner owner = TRY(parts_.keys.Authenticate(Trim(header.substr(kBearer.size()))));
    return Caller{owner.account, AccessOf(owner.scope), EncodeId("key", owner.id), accounts::RoleOf(owner.scope)};
}

Result<Caller> Gate::IdentifyUser(const http::Request& request, std::string_view token) {
    if (!Reads(request.method)) {
        if (Status own = CheckOrigin(site_, request, Proof::kNeeded); !own.ok()) return Refuse(request, "", own.TakeError());
    }
    accounts::SignedIn signed_in = TRY(parts_.sessions.Find(token));
    const accounts::User& user = signed_in.user;
    Caller caller{user.account, AccessOf(accounts::ScopeOf(user.role)), EncodeId("usr", user.id), user.role};
    caller.signed_in = std::move(signed_in);
    return caller;
}

Result<Caller> Gate::Admit(const http::Request& request, Access access) {
    if (access == Access::kOpen) return Caller{home_, Access::kOpen, "anybody"};
    bool local = request.origin == http::Origin::kLoopback || request.origin == http::Origin::kSocket;
    if (access == Access::kMetrics && local) return Caller{home_, Access::kRead, "loopback"};
    if (access == Access::kPerson && SessionToken(request).empty()) {
        return Error{Code::kUnauthenticated, "Nobody is signed in here. Sign in: this is about the user, and API keys are none.", "session_missing", {}};
    }
    Caller caller = TRY(Identify(request));
    if (access == Access::kPerson && !caller.signed_in) {
        return Error{Code::kUnauthenticated, "Nobody is signed in here. Send the session's cookie without an API key.", "session_missing", {}};
    }
    if (Rank(caller.scope) >= Rank(access)) return caller;
    std::string message = caller.signed_in
        ? fmt::format("Your role ({}) does not allow this. Ask an owner or admin of the shop.", accounts::RoleName(caller.role))
        : fmt::format("This needs an API key of scope {}; yours has {}.", NameOf(access), NameOf(caller.scope));
    return Refuse(request, caller.actor, {Code::kForbidden, std::move(message), "scope_missing", {}});
}

Error Gate::Refuse(const http::Request& request, std::string_view actor, Error error) {
    if (const auto left_out = refusals_.Take()) {
        Log(Level::kWarn, "access.refused", {{"reason", error.reason}, {"actor", actor}, {"address", ClientAddress(request)},
                                             {"method", http::MethodName(request.method)}, {"request", request.request_id}, {"left_out", *left_out}});
    }
    return error;
}

http::Response Gate::Answer(const http::Request& request, const Caller& caller, const Route& route) {
    http::Response response = Once(request, caller, route);
    const bool replayed = response.headers.Has("Idempotent-Replayed");
    if (Reads(request.method) || route.act == kChangesNothing || response.status / 100 != 2 || replayed) return response;
    if (route.access != Access::kOpen && route.act != kNotesItself) Note(request, response, caller, route);
    if (MayEndAccess(route)) parts_.review_watchers();
    return response;
}

void Gate::Note(const http::Request& request, const http::Response& response, const Caller& caller, const Route& route) {
    ASSERT(!route.act.empty());
    accounts::AuditEntry entry{0, parts_.clock.Now(), caller.actor, std::string(route.act), TargetOf(request, response), request.request_id, accounts::NamesOfMembers(request.body)};
    Status noted = parts_.database.Write([&](sql::Tx& tx) { return accounts::Append(tx, caller.account, entry); });
    // The change stands: an error now would make its caller repeat it.
    if (!noted.ok()) Log(Level::kError, "audit.not_noted", {{"act", entry.act}, {"error", noted.error().message}});
}

http::Response Gate::Once(const http::Request& request, const Caller& caller, const Route& route) {
    if (!TakesIdempotencyKey(route) || !request.headers.Has("Idempotency-Key")) return route.handler(request, caller);
    const accounts::RequestKey key{caller.account, caller.actor, request.headers.Get("Idempotency-Key")};
    auto before = parts_.idempotency.Begin(key, Fingerprint(request));
    if (!before.ok()) return http::ErrorResponse(before.error(), request.request_id);
    if (before->has_value()) {
        http::Response again = http::JsonResponse((*before)->status, std::move((*before)->body));
        again.headers.Set("Idempotent-Replayed", "true");
        return again;
    }
    http::Response response = route.handler(request, caller);
    // What a moment later may succeed is not kept as failed.
    bool passing = response.status == 429 || response.status == 503 || response.source || response.events;
    Status done = passing ? parts_.idempotency.Abandon(key)
                          : parts_.idempotency.Finish(key, {response.status, response.body});
    if (!done.ok()) return http::ErrorResponse(done.error(), request.request_id);
    return response;
}

}  // namespace daybook::server
