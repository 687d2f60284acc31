#include "server/recompute.h"

#include <charconv>

#include <fmt/format.h>

#include "accounts/accounts.h"
#include "accounts/settings.h"
#include "base/json_write.h"
#include "base/log.h"
#include "profiles/blocks.h"
#include "profiles/due.h"
#include "profiles/footprint.h"
#include "stripe/decode.h"
#include "stripe/decode_again.h"
#include "stripe/project.h"

namespace daybook::server {
namespace {

constexpr int64_t kSlice = 500;

Result<std::string> ComputedWith(sql::Tx& tx, AccountId account) {
    return fmt::format("{} {}", stripe::kProjectVersion, TRY(accounts::Load(tx, account)).time_zone);
}

Result<std::string> DecodedWith(sql::Tx&, AccountId) { return std::to_string(stripe::kDecodeVersion); }

// A sweep over all that is stored, needed once what it is made with is another. Where it stands are two settings of the
// account: what all was made with, and while one is under way "<position> <with>".
struct Upgrade {
    std::string_view done, under_way;
    Result<std::string> (*with)(sql::Tx& tx, AccountId account);

    Result<bool> IsNeeded(sql::Tx& tx, AccountId account) const {
        if (TRY(accounts::GetSetting(tx, account, under_way))) return true;
        return TRY(accounts::GetSetting(tx, account, done)) != TRY(with(tx, account));
    }
    // Empty: at the beginning.
    Result<std::string> Position(sql::Tx& tx, AccountId account) const {
        const std::string stored = TRY(accounts::GetSetting(tx, account, under_way)).value_or("");
        const std::string end = " " + TRY(with(tx, account));
        return stored.ends_with(end) ? stored.substr(0, stored.size() - end.size()) : std::string();
    }
    // Empty: everything is made with it.
    Status Move(sql::Tx& tx, AccountId account, std::string_view position) const {
        const std::string now = TRY(with(tx, account));
        if (!position.empty()) return accounts::PutSetting(tx, account, under_way, fmt::format("{} {}", position, now));
        TRY(accounts::PutSetting(tx, account, done, now));
        return accounts::PutSetting(tx, account, under_way, std::nullopt);
    }
};
constexpr Upgrade kComputed{"computed_with", "computing_with", ComputedWith};
constexpr Upgrade kDecoded{"decoded_with", "decoding_with", DecodedWith};

// The next people become due; whether there are more.
Result<bool> MarkSlice(sql::Tx& tx, AccountId account, Micros now) {
    const std::string position = TRY(kComputed.Position(tx, account));
    int64_t after = 0;
    std::from_chars(position.data(), position.data() + position.size(), after);
    const std::vector<ProfileId> ids = TRY(profiles::PeopleAfter(tx, account, after, kSlice));
    TRY(profiles::MarkDue(tx, ids, profiles::Lane::kBulk, now, profiles::Cause::kRecompute));
    const bool more = static_cast<int64_t>(ids.size()) == kSlice;
    TRY(kComputed.Move(tx, account, more ? std::to_string(Number(ids.back())) : ""));
    return more;
}

std::function<Result<bool>(AccountId)> Needed(sql::Database& database, const Upgrade& upgrade) {
    return [&database, &upgrade](AccountId account) -> Result<bool> {
        bool is = false;
        TRY(database.Read([&](sql::Tx& tx) -> Status {
            is = TRY(upgrade.IsNeeded(tx, account));
            return {};
        }));
        return is;
    };
}

}  // namespace

Sweeps::Work RecomputeSweeps(sql::Database& database, const Clock& clock, std::function<void()> wake) {
    const auto slice = [&database, &clock, wake = std::move(wake)](AccountId account) -> Result<bool> {
        bool more = false;
        TRY(database.Write(
            [&](sql::Tx& tx) -> Status {
                more = TRY(MarkSlice(tx, account, clock.Now()));
                return {};
            },
            sql::Durability::kBulk, sql::Priority::kBulk));
        wake();
        return more;
    };
    return {.name = "recompute", .needed = Needed(database, kComputed), .slice = slice};
}

Sweeps::Work DecodeSweeps(sql::Database& database, stripe::Mirror& mirror, const Clock& clock, std::function<void()> wake) {
    const auto slice = [&database, &mirror, &clock, wake = std::move(wake)](AccountId account) -> Result<bool> {
        std::string position;
        TRY(database.Read([&](sql::Tx& tx) -> Status {
            position = TRY(kDecoded.Position(tx, account));
            return {};
        }));
        const auto keep = [account](sql::Tx& tx, const std::string& next) { return kDecoded.Move(tx, account, next); };
        const std::string next = TRY(stripe::DecodeAgain(database, mirror, account, position, clock.Now(), keep));
        wake();
        return !next.empty();
    };
    return {.name = "decode", .needed = Needed(database, kDecoded), .slice = slice};
}

void PruneFeeds(App::Parts& parts) {
    parts.tasks->Run([&parts] {
        bool more = false;
        const Status done = parts.database->Write(
            [&](sql::Tx& tx) -> Status {
                more = false;
                const int64_t before = parts.clock.Now() / kSecond - profiles::kFeedSeconds;
                for (const AccountId account : TRY(accounts::ListAccounts(tx))) {
                    more |= TRY(profiles::PruneFeed(tx, account, before, kSlice)) == kSlice;
                }
                return {};
            },
            sql::Durability::kBulk, sql::Priority::kBulk);
        if (!done.ok()) Log(Level::kWarn, "feed.not_pruned", {{"error", done.error().message}});
        if (more) return PruneFeeds(parts);
        parts.tasks->After(kHour, [&parts] { PruneFeeds(parts); });
    });
}

std::string CountersJson(App::Parts& parts, AccountId account) {
    std::map<int16_t, int64_t> counts;
    const Status read = parts.database->Read([&](sql::Tx& tx) -> Status {
        counts = TRY(profiles::ReadCounts(tx, account));
        return {};
    });
    if (!read.ok()) Log(Level::kWarn, "counters.unread", {{"error", read.error().message}});
    std::string text;
    JsonWriter json(text);
    json.BeginObject().Member("object", "counters").Member("profiles", counts[static_cast<int16_t>(profiles::Headcount::kProfiles)]);
    json.Member("with_email", counts[static_cast<int16_t>(profiles::Headcount::kWithEmail)]);
    json.Member("customers", counts[static_cast<int16_t>(profiles::Headcount::kCustomers)]).EndObject();
    return text;
}

void TellCounters(App::Parts& parts, AccountId account) {
    if (!parts.bus.watched() || parts.telling_counters.exchange(true)) return;
    parts.tasks->After(kSecond, [&parts, account] {
        parts.tasks->Run([&parts, account] {
            parts.telling_counters = false;
            parts.bus.Publish({account, "counters", "counters", CountersJson(parts, account)});
        });
    });
}

}  // namespace daybook::server
