// Idempotency-Key (api.md §2): the same request sent again gets the first one's answer, and nothing happens twice.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/secrets.h"
#include "base/clock.h"
#include "base/ids.h"
#include "sql/database.h"

namespace daybook::accounts {

inline constexpr size_t kIdempotencyKeyBytesMax = 255;

// An answer as it was given.
struct Kept {
    int status = 0;
    std::string body;
};

class Idempotency {
  public:
    // All three must outlive it. Forgets what was under way when the last process ended: its answer was never given.
    static Result<Idempotency> Open(sql::Database& database, const Secrets& secrets, const Clock& clock);

    // Nothing: the request is new; do it, then call Finish (or Abandon, where it must be possible to try again).
    // kConflict idempotency_key_in_use: the first is still under way. kInvalid idempotency_key_reused: another request
    // (`fingerprint`: method, path and body) had this key. kInvalid: too long or empty.
    Result<std::optional<Kept>> Begin(AccountId account, std::string_view key, std::string_view fingerprint);
    // Keeps the answer, sealed (it may hold a new API key), for at least a day.
    Status Finish(AccountId account, std::string_view key, const Kept& answer);
    Status Abandon(AccountId account, std::string_view key);
    // Answers that hold one of these texts are not given again: their requests are answered with 404 from now on. Opens all
    // that is kept of the account.
    Status ForgetAnswers(sql::Tx& tx, AccountId account, const std::vector<std::string>& texts);

  private:
    Idempotency(sql::Database& database, const Secrets& secrets, const Clock& clock)
        : database_(&database), secrets_(&secrets), clock_(&clock) {}
    Result<std::optional<Kept>> Judge(AccountId account, std::string_view key, std::string_view digest, const sql::Rows& rows) const;

    sql::Database* database_;
    const Secrets* secrets_;
    const Clock* clock_;
};

}  // namespace daybook::accounts
