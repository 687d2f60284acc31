// Who may pass: authentication, the route's permission, and the same answer to a repeated POST.
#pragma once

#include "accounts/api_keys.h"
#include "accounts/idempotency.h"
#include "base/result.h"
#include "server/route.h"

namespace daybook::server {

class Gate {
  public:
    // All must outlive it. `home` is the account of whoever comes over the socket.
    Gate(accounts::ApiKeys& keys, accounts::Idempotency& idempotency, AccountId home)
        : keys_(keys), idempotency_(idempotency), home_(home) {}

    // kUnauthenticated (api_key_missing, api_key_invalid), kForbidden (scope_missing).
    Result<Caller> Admit(const http::Request& request, Access access);

    // Calls the route's handler; a POST with Idempotency-Key that was answered before gets that answer again, with the
    // header Idempotent-Replayed: true.
    http::Response Answer(const http::Request& request, const Caller& caller, const Route& route);

  private:
    Result<Caller> Identify(const http::Request& request);

    accounts::ApiKeys& keys_;
    accounts::Idempotency& idempotency_;
    const AccountId home_;
};

}  // namespace daybook::server
