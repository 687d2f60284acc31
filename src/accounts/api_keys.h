// API keys: `dbk_` and 43 characters of 256 random bits. Stored as SHA-256: a random token of that length needs no
// slow hash, since nobody can try all of them.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "sql/database.h"

namespace daybook::accounts {

// Each may do what the one before may. The numbers are stored.
enum class Scope : int16_t { kRead = 1, kWrite = 2, kAdmin = 3 };
std::string_view ScopeName(Scope scope);
std::optional<Scope> ParseScope(std::string_view name);

struct ApiKey {
    int64_t id = 0;
    std::string name;
    Scope scope = Scope::kRead;
    std::string hint;              // "dbk_…wxyz"
    Micros created = 0;
    std::optional<Micros> last_used, revoked;
};

// As api.md prints it; `secret` only in the answer that creates it.
std::string ToJson(const ApiKey& key, std::string_view secret = {});

// Whose a key is.
struct KeyOwner {
    int64_t id = 0;
    AccountId account{};
    Scope scope = Scope::kRead;
};

// Whether there is such a key that was not revoked.
Result<bool> KeyHolds(sql::Tx& tx, AccountId account, int64_t id);

// Thread safe.
class ApiKeys {
  public:
    // Both must outlive it.
    ApiKeys(sql::Database& database, const Clock& clock);

    struct Created {
        ApiKey key;
        std::string secret;
    };
    // What else belongs into the transaction that stores the key: its note in the audit log.
    using Also = std::function<Status(sql::Tx&, const ApiKey&)>;
    // kInvalid for an empty or overlong name; what `also` fails with.
    Result<Created> Create(AccountId account, std::string_view name, Scope scope, const Also& also = {});
    // The newest first.
    Result<std::vector<ApiKey>> List(AccountId account);
    // kNotFound; what `also` fails with. Requests with the key are refused as soon as this returns.
    Result<ApiKey> Revoke(AccountId account, int64_t id, const Also& also = {});
    // kUnauthenticated with reason api_key_invalid. The key's last use is noted at most once a minute, later.
    Result<KeyOwner> Authenticate(std::string_view secret);

  private:
    void Touch(int64_t id);

    sql::Database& database_;
    const Clock& clock_;
    std::mutex mutex_;
    std::map<std::string, KeyOwner, std::less<>> known_;   // by hash; emptied at each revocation
    uint64_t revocations_ = 0;
    std::map<int64_t, Micros> touched_;
};

}  // namespace daybook::accounts
