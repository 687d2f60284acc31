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

// Whose key: equal keys of two callers have nothing to do with each other.
struct RequestKey {
    AccountId account{};
    std::string_view actor;   // "usr_…", "key_…", "socket"
    std::string_view key;     // as the header has it
};

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
    // (`fingerprint`: method, path and body) had this key. kInvalid parameter_invalid: empty, too long, or not printable ASCII.
    Result<std::optional<Kept>> Begin(const RequestKey& key, std::string_view fingerprint);
    // Keeps the answer, sealed (it may hold a new API key), for at least a day.
    Status Finish(const RequestKey& key, const Kept& answer);
    Status Abandon(const RequestKey& key);
    // Answers that hold one of these texts are not given again: their requests are answered with 404 from now on. Opens all
    // that is kept of the account.
    Status ForgetAnswers(sql::Tx& tx, AccountId account, const std::vector<std::string>& texts);

  private:
    Idempotency(sql::Database& database, const Secrets& secrets, const Clock& clock)
        : database_(&database), secrets_(&secrets), clock_(&clock) {}
    Result<std::optional<Kept>> Judge(AccountId account, std::string_view name, std::string_view digest, const sql::Rows& rows) const;

    sql::Database* database_;
    const Secrets* secrets_;
    const Clock* clock_;
};

}  // namespace daybook::accounts
