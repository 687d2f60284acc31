// /v1/integrations/stripe and POST /v1/profiles/{id}/sync (api.md *Integration*). Each answers the integration object
// but SyncProfile. The caller has checked who asks; `account` is theirs.
#pragma once

#include "base/ids.h"
#include "http/message.h"
#include "sql/database.h"
#include "stripe/sync.h"

namespace daybook::stripe {

// PUT {"api_key"?, "webhook_secret"? (text or list)}. Waits for Stripe (sync.h), as Check does.
http::Response PutIntegration(Sync& sync, AccountId account, const http::Request& request);
http::Response GetIntegration(Sync& sync, AccountId account, const http::Request& request);
// DELETE ?data=keep|erase
http::Response DeleteIntegration(Sync& sync, AccountId account, const http::Request& request);
http::Response PostCheck(Sync& sync, AccountId account, const http::Request& request);
http::Response PostSync(Sync& sync, AccountId account, const http::Request& request);
http::Response PostVerify(Sync& sync, AccountId account, const http::Request& request);
http::Response PostPause(Sync& sync, AccountId account, const http::Request& request);
http::Response PostResume(Sync& sync, AccountId account, const http::Request& request);

// POST /v1/profiles/{id}/sync: {"object":"profile_sync","profile":"prf_…","objects":n}: that many of its objects are
// being read again from Stripe, ahead of everything else.
http::Response PostProfileSync(Sync& sync, sql::Database& db, AccountId account,
                               const http::Request& request);

}  // namespace daybook::stripe
