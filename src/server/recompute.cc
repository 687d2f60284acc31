#include "server/recompute.h"

#include <fmt/format.h>

#include "accounts/accounts.h"
#include "accounts/settings.h"
#include "base/json_write.h"
#include "base/log.h"
#include "profiles/blocks.h"
#include "profiles/due.h"
#include "profiles/footprint.h"
#include "stripe/project.h"

namespace daybook::server {
namespace {

constexpr std::string_view kSetting = "computed_with";
constexpr int64_t kSlice = 500;

Result<std::string> ComputedWith(sql::Tx& tx, AccountId account) {
    return fmt::format("{} {}", stripe::kProjectVersion, TRY(accounts::Load(tx, account)).time_zone);
}

// The next people after `after` become due; the last number, or 0 at the end.
Result<int64_t> MarkSlice(sql::Tx& tx, AccountId account, int64_t after, Micros now) {
    const std::vector<ProfileId> ids = TRY(profiles::PeopleAfter(tx, account, after, kSlice));
    TRY(profiles::MarkDue(tx, ids, profiles::Lane::kBulk, now, profiles::Cause::kRecompute));
    return static_cast<int64_t>(ids.size()) < kSlice ? 0 : Number(ids.back());
}

void Sweep(App::Parts& parts, AccountId account, int64_t after) {
    parts.tasks->Run([&parts, account, after] {
        int64_t last = 0;
        const Status done = parts.database->Write(
            [&](sql::Tx& tx) -> Status {
                last = TRY(MarkSlice(tx, account, after, parts.clock.Now()));
                if (last == 0) TRY(accounts::PutSetting(tx, account, kSetting, TRY(ComputedWith(tx, account))));
                return {};
            },
            sql::Durability::kBulk, sql::Priority::kBulk);
        parts.settle->Wake();
        if (!done.ok()) Log(Level::kWarn, "recompute.put_off", {{"error", done.error().message}});
        else if (last != 0) Sweep(parts, account, last);
    });
}

}  // namespace

void RecomputeIfNeeded(App::Parts& parts, AccountId account) {
    bool needed = false;
    const Status read = parts.database->Read([&](sql::Tx& tx) -> Status {
        const auto with = TRY(accounts::GetSetting(tx, account, kSetting));
        needed = with != TRY(ComputedWith(tx, account));
        return {};
    });
    if (!read.ok()) Log(Level::kWarn, "recompute.unread", {{"error", read.error().message}});
    if (needed) Sweep(parts, account, 0);
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
