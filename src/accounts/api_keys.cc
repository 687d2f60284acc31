#include "accounts/api_keys.h"

#include <fmt/format.h>

#include "base/controls.h"
#include "base/crypto.h"
#include "base/json_write.h"
#include "base/random.h"
#include "base/redact.h"
#include "base/text.h"

namespace daybook::accounts {
namespace {

constexpr std::string_view kPrefix = "dbk_";
constexpr size_t kSecretBytes = 32;
constexpr size_t kNameBytesMax = 200;
constexpr size_t kKnownMax = 10'000;
constexpr Micros kTouchEvery = kMinute;

ApiKey ReadKey(const sql::Rows& rows, size_t row) {
    ApiKey key;
    key.id = rows.Int(row, 0);
    key.name = rows.String(row, 1);
    key.scope = static_cast<Scope>(rows.Int(row, 2));
    key.hint = rows.String(row, 3);
    key.created = rows.Int(row, 4);
    key.last_used = rows.OptionalInt(row, 5);
    key.revoked = rows.OptionalInt(row, 6);
    return key;
}

void WriteMoment(JsonWriter& out, std::string_view name, const std::optional<Micros>& at) {
    out.Key(name);
    if (at) out.Int(*at / kSecond);
    else out.Null();
}

Error Unknown() {
    return {Code::kUnauthenticated, "This API key is not known, or was revoked. Make one with: daybook api-key create --name NAME",
            "api_key_invalid", {}};
}

}  // namespace

std::string_view ScopeName(Scope scope) {
    switch (scope) {
        case Scope::kRead: return "read";
        case Scope::kWrite: return "write";
        case Scope::kAdmin: return "admin";
    }
    return "read";
}

std::optional<Scope> ParseScope(std::string_view name) {
    for (Scope scope : {Scope::kRead, Scope::kWrite, Scope::kAdmin}) {
        if (ScopeName(scope) == name) return scope;
    }
    return std::nullopt;
}

std::string ToJson(const ApiKey& key, std::string_view secret) {
    std::string text;
    JsonWriter out(text);
    out.BeginObject().Member("id", EncodeId("key", key.id)).Member("object", "api_key");
    if (!secret.empty()) out.Member("key", secret);
    out.Member("name", key.name).Member("scope", ScopeName(key.scope)).Member("hint", key.hint);
    WriteMoment(out, "created", key.created);
    WriteMoment(out, "last_used", key.last_used);
    WriteMoment(out, "revoked", key.revoked);
    out.EndObject();
    return text;
}

Result<bool> KeyHolds(sql::Tx& tx, AccountId account, int64_t id) {
    sql::Rows rows = TRY(tx.Query("accounts.load_key", Number(account), id));
    return !rows.empty() && !ReadKey(rows, 0).revoked;
}

ApiKeys::ApiKeys(sql::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

Result<ApiKeys::Created> ApiKeys::Create(AccountId account, std::string_view name, Scope scope, const Also& also) {
    name = Trim(name);
    if (name.empty()) return Invalid("Give the key a name that says what it is for.", "name", "parameter_missing");
    if (name.size() > kNameBytesMax || !IsUtf8(name)) return Invalid("name may have at most 200 bytes.", "name");
    if (HasControls(name)) return Invalid("name is one line of text, without tabs and other control characters.", "name");
    Created created;
    created.secret = std::string(kPrefix) + Base64Url(SecureBytes(kSecretBytes));
    created.key = {RandomId(), std::string(name), scope, KeyHint(created.secret), clock_.Now(), {}, {}};
    std::string hash = Sha256(created.secret);
    TRY(database_.Write([&](sql::Tx& tx) -> Status {
        TRY(tx.Run("accounts.insert_key", created.key.id, Number(account), created.key.name,
                   static_cast<int64_t>(scope), sql::Bytes{hash}, created.key.hint, created.key.created));
        return also ? also(tx, created.key) : Status();
    }));
    return created;
}

Result<std::vector<ApiKey>> ApiKeys::List(AccountId account) {
    std::vector<ApiKey> keys;
    TRY(database_.Read([&](sql::Tx& tx) -> Status {
        sql::Rows rows = TRY(tx.Query("accounts.list_keys", Number(account)));
        for (size_t row = 0; row < rows.size(); ++row) keys.push_back(ReadKey(rows, row));
        return {};
    }));
    return keys;
}

Result<ApiKey> ApiKeys::Revoke(AccountId account, int64_t id, const Also& also) {
    std::optional<ApiKey> key;
    TRY(database_.Write([&](sql::Tx& tx) -> Status {
        TRY(tx.Run("accounts.revoke_key", Number(account), id, clock_.Now()));
        sql::Rows rows = TRY(tx.Query("accounts.load_key", Number(account), id));
        if (rows.empty()) return NotFound("There is no such API key.");
        key = ReadKey(rows, 0);
        return also ? also(tx, *key) : Status();
    }));
    std::lock_guard lock(mutex_);
    known_.clear();
    ++revocations_;
    return *key;
}

Result<KeyOwner> ApiKeys::Authenticate(std::string_view secret) {
    if (!secret.starts_with(kPrefix) || secret.size() > 100) return Unknown();
    std::string hash = Sha256(secret);
    uint64_t revocations = 0;
    {
        std::lock_guard lock(mutex_);
        revocations = revocations_;
        auto found = known_.find(hash);
        if (found != known_.end()) {
            Touch(found->second.id);
            return found->second;
        }
    }
    std::optional<KeyOwner> owner;
    TRY(database_.Read([&](sql::Tx& tx) -> Status {
        sql::Rows rows = TRY(tx.Query("accounts.find_key", sql::Bytes{hash}));
        if (!rows.empty()) {
            owner = KeyOwner{rows.Int(0, 0), static_cast<AccountId>(rows.Int(0, 1)), static_cast<Scope>(rows.Int(0, 2))};
        }
        return {};
    }));
    if (!owner) return Unknown();
    std::lock_guard lock(mutex_);
    if (known_.size() >= kKnownMax) known_.clear();
    // What was read may be older than a revocation that came meanwhile.
    if (revocations == revocations_) known_.emplace(std::move(hash), *owner);
    Touch(owner->id);
    return *owner;
}

void ApiKeys::Touch(int64_t id) {
    Micros now = clock_.Now();
    Micros& last = touched_[id];
    if (last != 0 && now - last < kTouchEvery) return;
    last = now;
    database_.Submit([id, now](sql::Tx& tx) { return tx.Run("accounts.touch_key", id, now); }, sql::Durability::kBulk,
                     sql::Priority::kBulk, [](const Status&) {});
}

}  // namespace daybook::accounts
