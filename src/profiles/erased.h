// Table `erased`: whom people asked to be forgotten. It holds no names, only hashes of e-mail addresses and of Stripe's ids,
// keyed with a secret of the account that master.key gives: nobody can guess an address and look for it without that file.
// Nothing is ever taken out, so that neither Stripe nor another import brings an erased person back.
//
//   hash = the first 16 bytes of HMAC-SHA256(key of the account, "email:" address | "object:" id)
//
// An id never comes back. An address only says whose an object was that is older than the erasing: somebody who buys anew
// is a new person.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/secrets.h"
#include "base/ids.h"
#include "sql/database.h"

namespace daybook::profiles {

// The numbers are stored.
enum class Called : int16_t { kEmail = 1, kObject = 2 };
struct ErasedName {
    Called kind = Called::kObject;
    std::string name;   // a normalised address, or an id of Stripe's
    friend auto operator<=>(const ErasedName&, const ErasedName&) = default;
};

// Thread safe.
class Erasures {
  public:
    // Both must outlive it.
    static Result<std::unique_ptr<Erasures>> Open(sql::Database& database, const accounts::Secrets& secrets);

    // False: nobody was ever erased, so nothing need be asked.
    bool any() const { return any_.load(); }
    // For each name when it was erased, unix seconds; nothing: never.
    Result<std::vector<std::optional<int64_t>>> Find(sql::Tx& tx, AccountId account, const std::vector<ErasedName>& names) const;
    // `at` unix seconds; of a name that is there already the later moment counts.
    Status Add(sql::Tx& tx, AccountId account, std::vector<ErasedName> names, int64_t at);

  private:
    explicit Erasures(const accounts::Secrets& secrets) : secrets_(secrets) {}
    std::string HashOf(AccountId account, const ErasedName& name) const;

    const accounts::Secrets& secrets_;
    std::atomic<bool> any_{false};
    mutable std::mutex mutex_;
    mutable std::map<AccountId, std::string> keys_;   // guarded by mutex_
};

}  // namespace daybook::profiles
