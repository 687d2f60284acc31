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
#include "stripe/project.h"

namespace daybook::server {
namespace {

constexpr std::string_view kDone = "computed_with";         // what everybody is marked for
constexpr std::string_view kUnderWay = "computing_with";    // "<number of the last person marked> <with what>"; absent: none is under way
constexpr int64_t kSlice = 500;

Result<std::string> ComputedWith(sql::Tx& tx, AccountId account) {
    return fmt::format("{} {}", stripe::kProjectVersion, TRY(accounts::Load(tx, account)).time_zone);
}

Result<bool> IsNeeded(sql::Tx& tx, AccountId account) {
    if (TRY(accounts::GetSetting(tx, account, kUnderWay))) return true;
    const auto done = TRY(accounts::GetSetting(tx, account, kDone));
    return done != TRY(ComputedWith(tx, account));
}

// Who was marked last for `with`; 0: nobody was.
int64_t MarkedUpTo(const std::optional<std::string>& under_way, std::string_view with) {
    if (!under_way) return 0;
    int64_t last = 0;
    const char* end = under_way->data() + under_way->size();
    const auto [rest, error] = std::from_chars(under_way->data(), end, last);
    return error == std::errc() && rest != end && std::string_view(rest + 1, end) == with ? last : 0;
}

// The next people become due; whether there are more.
Result<bool> MarkSlice(sql::Tx& tx, AccountId account, Micros now) {
    const std::string with = TRY(ComputedWith(tx, account));
    const int64_t after = MarkedUpTo(TRY(accounts::GetSetting(tx, account, kUnderWay)), with);
    const std::vector<ProfileId> ids = TRY(profiles::PeopleAfter(tx, account, after, kSlice));
    TRY(profiles::MarkDue(tx, ids, profiles::Lane::kBulk, now, profiles::Cause::kRecompute));
    const bool more = static_cast<int64_t>(ids.size()) == kSlice;
    if (!more) TRY(accounts::PutSetting(tx, account, kDone, with));
    TRY(accounts::PutSetting(tx, account, kUnderWay, more ? std::optional(fmt::format("{} {}", Number(ids.back()), with)) : std::nullopt));
    return more;
}

}  // namespace

Sweeps::Work RecomputeSweeps(sql::Database& database, const Clock& clock, std::function<void()> wake) {
    const auto needed = [&database](AccountId account) -> Result<bool> {
        bool is = false;
        TRY(database.Read([&](sql::Tx& tx) -> Status {
            is = TRY(IsNeeded(tx, account));
            return {};
        }));
        return is;
    };
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
    return {.name = "recompute", .needed = needed, .slice = slice};
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
