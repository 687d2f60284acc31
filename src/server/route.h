// One row of the route table: method, path, permission, handler, and the shapes that the OpenAPI document prints.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/sessions.h"
#include "accounts/users.h"
#include "base/ids.h"
#include "http/message.h"

namespace daybook::server {

// Who may call. A key or a role of a greater scope may call what a lesser one may.
enum class Access {
    kOpen,      // anybody: health, the document, Stripe's webhook (which is signed)
    kRead,
    kWrite,
    kAdmin,
    kMetrics,   // a read key, or loopback without a forwarding header
    kPerson,    // a signed-in user of any role, about themselves; no key
};

// The caller, after authentication.
struct Caller {
    AccountId account{};
    Access scope = Access::kOpen;
    std::string actor;   // "usr_…", "key_…" or "socket": who the audit log names
    // What they may do to users: a user's own role, a key's by its scope, the operator's (socket) as an owner's.
    accounts::Role role = accounts::Role::kViewer;
    std::optional<accounts::SignedIn> signed_in = {};   // of a user with a session
};

using RouteHandler = std::function<http::Response(const http::Request&, const Caller&)>;

// A parameter of the query, as the document shows it.
struct QueryParameter {
    std::string_view name;
    std::string_view schema;       // JSON Schema
    std::string_view description;
};

struct Route {
    http::Method method;
    std::string_view pattern;      // "/v1/profiles/{id}"
    Access access;
    std::string_view summary;
    std::string_view request;      // schema name of the body; empty: none is read
    std::string_view answer;       // schema name of the 200 answer; empty: not JSON
    std::vector<QueryParameter> query;
    RouteHandler handler;
    // How the audit log calls it: every changing request that succeeded is noted there. Only what reads, and what is open,
    // has none.
    std::string_view act = {};
};

// An act whose handler writes the audit log itself, in the transaction of the change.
inline constexpr std::string_view kNotesItself = "-";
// A question that is too long for a GET: nothing to note.
inline constexpr std::string_view kChangesNothing = "=";

// Whether an Idempotency-Key makes a request of this route happen once (api.md §2): each POST of somebody who is known.
inline bool TakesIdempotencyKey(const Route& route) { return route.method == http::Method::kPost && route.access != Access::kOpen; }

// The OpenAPI 3.1 document of these routes and the schemas of schemas.h.
std::string OpenApiDocument(std::span<const Route> routes);

}  // namespace daybook::server
