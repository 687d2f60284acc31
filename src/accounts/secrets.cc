#include "accounts/secrets.h"

#include <sys/stat.h>

#include <fmt/format.h>

#include "base/crypto.h"
#include "base/io.h"
#include "base/random.h"
#include "base/text.h"

namespace daybook::accounts {
namespace {

std::string ContextOf(AccountId account, std::string_view name) { return fmt::format("secret/{}/{}", Number(account), name); }

Result<int64_t> CountSealed(sql::Database& database) {
    int64_t count = 0;
    TRY(database.Read([&](sql::Tx& tx) -> Status {
        count = TRY(tx.Query("accounts.count_secrets")).Int(0, 0);
        return {};
    }));
    return count;
}

Status CheckMode(const std::string& path) {
    struct stat info {};
    if (stat(path.c_str(), &info) != 0 || (info.st_mode & 077) == 0) return {};
    return Invalid(fmt::format("{} can be read by others than its owner. Run: chmod 600 {}", path, path), kMasterKey, "configuration");
}

Result<std::string> ReadKey(const std::string& path) {
    auto key = ReadFile(path, 4096);
    if (!key.ok() && key.error().code == Code::kNotFound) return key.error();
    if (!key.ok()) return Invalid(fmt::format("{} cannot be read: {}", path, key.error().message), kMasterKey, "configuration");
    TRY(CheckMode(path));
    if (key->size() == kSealKeyBytes) return key;
    return Invalid(fmt::format("{} is not a master key: it must have {} bytes. Put the right file back, or move it away if it is lost for good.",
                               path, kSealKeyBytes), kMasterKey, "configuration");
}

Result<std::string> MakeKey(const std::string& path, sql::Database& database) {
    if (TRY(CountSealed(database)) > 0) {
        return Invalid(fmt::format("{} is missing, but this store holds secrets sealed with it (the Stripe key among them). Put "
                                   "the file back from where you keep it. If it is lost for good, make a new one and paste the "
                                   "Stripe key again; people who were erased may then come back with the next import, and have to be "
                                   "erased again: head -c {} /dev/urandom > {} && chmod 600 {}",
                                   path, kSealKeyBytes, path, path), kMasterKey, "configuration");
    }
    std::string key = SecureBytes(kSealKeyBytes);
    TRY(WriteFileDurably(path, key, 0600));
    return key;
}

}  // namespace

Status CheckMasterKey(const std::string& path) {
    auto key = ReadKey(path);
    if (!key.ok()) return key.error();
    Wipe(*key);
    return {};
}

Secrets::Secrets(std::string key, const Clock& clock)
    : key_(std::move(key)), key_id_(HexEncode(Sha256("key id " + key_).substr(0, 8))), clock_(&clock) {}

Secrets::~Secrets() { Wipe(key_); }

Result<Secrets> Secrets::Open(const std::string& folder, sql::Database& database, const Clock& clock) {
    std::string path = folder + "/master.key";
    auto key = ReadKey(path);
    if (!key.ok() && key.error().code != Code::kNotFound) return key.error();
    return Secrets(key.ok() ? std::move(*key) : TRY(MakeKey(path, database)), clock);
}

Status Secrets::Put(sql::Tx& tx, AccountId account, std::string_view name, std::string_view plain) const {
    std::string sealed = Seal(key_, plain, ContextOf(account, name));
    return tx.Run("accounts.put_secret", Number(account), name, key_id_, sql::Bytes{sealed}, clock_->Now());
}

Result<std::optional<std::string>> Secrets::Get(sql::Tx& tx, AccountId account, std::string_view name) const {
    sql::Rows rows = TRY(tx.Query("accounts.get_secret", Number(account), name));
    if (rows.empty()) return std::optional<std::string>();
    if (rows.TextAt(0, 0) != key_id_) {
        return Corrupt("A stored secret was sealed with another master.key. Put the right file back, or paste the secret again.",
                       kMasterKeyChanged);
    }
    return std::optional<std::string>(TRY(daybook::Open(key_, rows.TextAt(0, 1), ContextOf(account, name))));
}

Status Secrets::Remove(sql::Tx& tx, AccountId account, std::string_view name) const {
    return tx.Run("accounts.remove_secret", Number(account), name);
}

std::string Secrets::SealFor(std::string_view context, std::string_view plain) const { return Seal(key_, plain, context); }

std::string Secrets::KeyFor(std::string_view purpose) const { return HmacSha256(key_, fmt::format("key for {}", purpose)); }

Result<std::string> Secrets::OpenFor(std::string_view context, std::string_view sealed) const {
    return daybook::Open(key_, sealed, context);
}

}  // namespace daybook::accounts
