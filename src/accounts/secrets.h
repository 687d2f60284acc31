// Secrets at rest: sealed with the key in DIR/master.key, bound to their account and name.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/ids.h"
#include "sql/database.h"

namespace daybook::accounts {

inline constexpr const char* kMasterKey = "master_key";                 // what errors of the file name as their parameter
inline constexpr const char* kMasterKeyChanged = "master_key_changed";  // the reason where a secret was sealed with another one

// Whether the file can be one: ours alone, and of 32 bytes. A sentence, or kNotFound where it is missing.
Status CheckMasterKey(const std::string& path);

class Secrets {
  public:
    // Reads `folder`/master.key; makes it (mode 0600) where it is missing and nothing was sealed yet. Fails with a
    // sentence where others may read it, where it is not 32 bytes, and where it is missing though secrets are stored.
    static Result<Secrets> Open(const std::string& folder, sql::Database& database, const Clock& clock);

    Secrets(Secrets&&) = default;
    Secrets& operator=(Secrets&&) = default;
    ~Secrets();

    Status Put(sql::Tx& tx, AccountId account, std::string_view name, std::string_view plain) const;
    // Nothing where there is none. kCorrupt (reason kMasterKeyChanged) where it was sealed with another master key.
    Result<std::optional<std::string>> Get(sql::Tx& tx, AccountId account, std::string_view name) const;
    Status Remove(sql::Tx& tx, AccountId account, std::string_view name) const;

    // For what is sealed elsewhere: `context` binds it to its place.
    std::string SealFor(std::string_view context, std::string_view plain) const;
    Result<std::string> OpenFor(std::string_view context, std::string_view sealed) const;
    // A key of its own for one purpose: the same as long as master.key is, and of no use for any other.
    std::string KeyFor(std::string_view purpose) const;

  private:
    Secrets(std::string key, const Clock& clock);

    std::string key_;
    std::string key_id_;    // tells keys apart without telling the key
    const Clock* clock_;
};

}  // namespace daybook::accounts
