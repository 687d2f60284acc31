// Who may pass: authentication, the route's permission, the same answer to a repeated POST, a note of what was changed, and
// a look at who may stay.
#pragma once

#include <functional>

#include "accounts/api_keys.h"
#include "accounts/idempotency.h"
#include "accounts/sessions.h"
#include "base/clock.h"
#include "base/log_pace.h"
#include "base/result.h"
#include "server/browser.h"
#include "server/route.h"

namespace daybook::server {

class Gate {
  public:
    struct Parts {
        accounts::ApiKeys& keys;
        accounts::Sessions& sessions;
        accounts::Idempotency& idempotency;
        sql::Database& database;
        const Clock& clock;
        // Called once after each success that may have ended somebody's access, before it is answered.
        std::function<void()> review_watchers;
    };
    // All must outlive it. `home` is the account of whoever comes over the socket.
    Gate(Parts parts, AccountId home, Site site) : parts_(std::move(parts)), home_(home), site_(std::move(site)) {}

    // kUnauthenticated (api_key_missing, api_key_invalid, session_missing), kForbidden (scope_missing, origin_refused; logged).
    Result<Caller> Admit(const http::Request& request, Access access);

    // Calls the route's handler; a POST with Idempotency-Key that was answered before gets that answer again, with the
    // header Idempotent-Replayed: true.
    http::Response Answer(const http::Request& request, const Caller& caller, const Route& route);

  private:
    Result<Caller> Identify(const http::Request& request);
    // The error, logged: who was refused what it says.
    Error Refuse(const http::Request& request, std::string_view actor, Error error);
    Result<Caller> IdentifyUser(const http::Request& request, std::string_view token);
    http::Response Once(const http::Request& request, const Caller& caller, const Route& route);
    void Note(const http::Request& request, const http::Response& response, const Caller& caller, const Route& route);

    const Parts parts_;
    const AccountId home_;
    const Site site_;
    LogPace refusals_{parts_.clock};
};

}  // namespace daybook::server
