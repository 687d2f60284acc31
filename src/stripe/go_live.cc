// From a test key to the live one: erase, then connect (sync.h GoLive).
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/log.h"
#include "base/redact.h"
#include "base/text.h"
#include "stripe/sync.h"
#include "stripe/sync_link.h"

namespace daybook::stripe {
namespace {

constexpr Micros kTryAgain = 30 * kSecond;

}  // namespace

Result<View> Sync::GoLive(AccountId account, const std::string& pasted,
                          const std::optional<std::vector<std::string>>& webhook_secrets) {
    const Key key = TRY(ParseKey(pasted));
    if (key.mode != Mode::kLive) {
        return Invalid("To go live, paste the live key: it begins with rk_live_ (or sk_live_).", "api_key", "stripe_key_invalid");
    }
    const LinkPtr link = Find(account);
    Connection connection;
    if (link) {
        std::lock_guard lock(mutex_);
        connection = link->connection;
    }
    if (connection.id == 0 || connection.mode == Mode::kLive) return Connect(account, pasted, webhook_secrets);
    std::vector<std::string> secrets;
    for (const std::string& secret : webhook_secrets.value_or(std::vector<std::string>())) secrets.push_back(TRY(ParseWebhookSecret(secret)));
    {
        const std::unique_lock verb(verbs_, std::try_to_lock);
        if (!verb.owns_lock()) {
            return Conflict("Another change of the Stripe connection is being made. Try again in a few seconds.", "integration_busy");
        }
        (void)TRY(ProbeKey(key, std::nullopt));
    }
    Log(Level::kInfo, "stripe.going_live", {{"key", key.hint}});
    return Leave(account, Data::kErase, [&](sql::Tx& tx) -> Status {
        TRY(secrets_.Put(tx, account, kNextKey, key.secret));
        if (secrets.empty()) return secrets_.Remove(tx, account, kNextSecrets);
        return secrets_.Put(tx, account, kNextSecrets, fmt::format("{}", fmt::join(secrets, "\n")));
    });
}

void Sync::ConnectNext(AccountId account) {
    std::string key;
    std::optional<std::vector<std::string>> secrets;
    bool lost = false;
    const Status read = parts_.db.Read([&](sql::Tx& tx) -> Status {
        key = TRY(OpenSecret(tx, account, kNextKey, lost));
        const std::string lines = TRY(OpenSecret(tx, account, kNextSecrets, lost));
        if (lines.empty()) return {};
        secrets.emplace();
        for (const std::string_view one : Split(lines, '\n')) secrets->emplace_back(one);
        return {};
    });
    if (!read.ok()) return After(kTryAgain, [account](Sync& self) { self.ConnectNext(account); });
    if (key.empty() && !lost) return;
    const Result<View> connected = lost ? Result<View>(Invalid(std::string(kOtherMasterKey))) : Connect(account, key, secrets);
    const bool later = !connected.ok() && connected.error().code != Code::kInvalid;
    if (!connected.ok()) Log(Level::kWarn, "stripe.live_key_not_connected", {{"why", Redact(connected.error().message)}});
    if (later) return After(kTryAgain, [account](Sync& self) { self.ConnectNext(account); });
    // Connected, or refused by Stripe, or lost: then it must be pasted again.
    const Status forgotten = parts_.db.Write([&](sql::Tx& tx) -> Status {
        TRY(secrets_.Remove(tx, account, kNextKey));
        return secrets_.Remove(tx, account, kNextSecrets);
    });
    if (!forgotten.ok()) Log(Level::kWarn, "stripe.store_failed", {{"why", forgotten.error().message}});
    if (const LinkPtr link = Find(account)) Changed(link);
}

}  // namespace daybook::stripe
