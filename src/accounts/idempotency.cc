#include "accounts/idempotency.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/crypto.h"

namespace daybook::accounts {
namespace {

constexpr Micros kKeptFor = 2 * kDay;

bool IsPrintable(char c) { return c >= ' ' && c <= '~'; }

// Actors have no slash.
std::string NameOf(const RequestKey& key) { return fmt::format("{}/{}", key.actor, key.key); }

std::string ContextOf(AccountId account, std::string_view name) { return fmt::format("answer/{}/{}", Number(account), name); }

}  // namespace

Result<Idempotency> Idempotency::Open(sql::Database& database, const Secrets& secrets, const Clock& clock) {
    TRY(database.Write([&](sql::Tx& tx) -> Status {
        TRY(tx.Run("accounts.abandon_idempotent"));
        return tx.Run("accounts.prune_idempotent", clock.Now() - kKeptFor);
    }, sql::Durability::kBulk));
    return Idempotency(database, secrets, clock);
}

Result<std::optional<Kept>> Idempotency::Begin(const RequestKey& key, std::string_view fingerprint) {
    if (key.key.empty() || key.key.size() > kIdempotencyKeyBytesMax || !std::ranges::all_of(key.key, IsPrintable)) {
        return Invalid("Idempotency-Key must have 1 to 255 characters, all of them printable ASCII.", "Idempotency-Key");
    }
    const std::string name = NameOf(key);
    std::string digest = Sha256(fingerprint);
    bool fresh = false;
    sql::Rows stored;
    TRY(database_->Write([&](sql::Tx& tx) -> Status {
        Micros now = clock_->Now();
        TRY(tx.Run("accounts.prune_idempotent", now - kKeptFor));
        sql::Rows made = TRY(tx.Query("accounts.begin_idempotent", Number(key.account), name, sql::Bytes{digest}, now));
        fresh = !made.empty();
        if (!fresh) stored = TRY(tx.Query("accounts.load_idempotent", Number(key.account), name));
        return {};
    }));
    if (fresh) return std::optional<Kept>();
    return Judge(key.account, name, digest, stored);
}

Result<std::optional<Kept>> Idempotency::Judge(AccountId account, std::string_view name, std::string_view digest,
                                               const sql::Rows& rows) const {
    if (rows.empty()) return Internal("An idempotency key vanished while it was read.");
    if (!EqualConstantTime(rows.TextAt(0, 0), digest)) {
        return Invalid("This Idempotency-Key was used for another request. Take a new key for a new request.", "Idempotency-Key",
                       "idempotency_key_reused");
    }
    if (rows.Null(0, 1)) {
        return Conflict("The first request with this Idempotency-Key is still under way. Try again in a moment.",
                        "idempotency_key_in_use");
    }
    Kept kept;
    kept.status = static_cast<int>(rows.Int(0, 1));
    auto body = secrets_->OpenFor(ContextOf(account, name), rows.TextAt(0, 2));
    if (!body.ok()) {
        return Conflict("The answer to the first request with this Idempotency-Key was sealed with another master.key and cannot be "
                        "read. See whether that request was carried out; take a new key for a new one.", kMasterKeyChanged);
    }
    kept.body = std::move(*body);
    return std::optional<Kept>(std::move(kept));
}

Status Idempotency::Finish(const RequestKey& key, const Kept& answer) {
    const std::string name = NameOf(key);
    std::string sealed = secrets_->SealFor(ContextOf(key.account, name), answer.body);
    return database_->Write([&](sql::Tx& tx) {
        return tx.Run("accounts.finish_idempotent", Number(key.account), name, answer.status, sql::Bytes{sealed});
    });
}

Status Idempotency::ForgetAnswers(sql::Tx& tx, AccountId account, const std::vector<std::string>& texts) {
    constexpr int kGone = 404;
    constexpr std::string_view kAnswer =
        R"({"error":{"type":"invalid_request_error","code":"resource_missing","message":"The person whom this request was about was erased.","request_id":""}})";
    const sql::Rows rows = TRY(tx.Query("accounts.kept_answers", Number(account)));
    for (size_t i = 0; i < rows.size(); ++i) {
        const std::string name = rows.String(i, 0);
        // What was sealed with another master.key is never told again: it may go.
        const Result<std::string> body = secrets_->OpenFor(ContextOf(account, name), rows.TextAt(i, 1));
        const bool holds = !body.ok() || std::any_of(texts.begin(), texts.end(), [&](const std::string& text) { return body->find(text) != std::string::npos; });
        if (!holds) continue;
        const std::string sealed = secrets_->SealFor(ContextOf(account, name), kAnswer);
        TRY(tx.Run("accounts.finish_idempotent", Number(account), name, kGone, sql::Bytes{sealed}));
    }
    return {};
}

Status Idempotency::Abandon(const RequestKey& key) {
    return database_->Write([&](sql::Tx& tx) { return tx.Run("accounts.forget_idempotent", Number(key.account), NameOf(key)); });
}

}  // namespace daybook::accounts
