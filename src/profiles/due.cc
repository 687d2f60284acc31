#include "profiles/due.h"

#include <algorithm>
#include <iterator>

#include "base/assert.h"
#include "profiles/keys.h"

namespace daybook::profiles {
namespace {

std::vector<Due> ReadDue(const sql::Rows& rows) {
    std::vector<Due> due;
    due.reserve(rows.size());
    for (size_t i = 0; i < rows.size(); ++i) {
        due.push_back({.profile = ProfileId{rows.Int(i, 0)},
                       .rev = rows.Int(i, 1),
                       .lane = static_cast<Lane>(rows.Int(i, 2)),
                       .cause = static_cast<Cause>(rows.Int(i, 3)),
                       .tries = static_cast<int16_t>(rows.Int(i, 4)),
                       .at = rows.OptionalInt(i, 5)});
    }
    return due;
}

// Profiles of a RETURNING, sorted.
std::vector<ProfileId> SortedIds(const sql::Rows& rows) {
    std::vector<ProfileId> ids = IdsOf(rows);
    std::ranges::sort(ids);
    return ids;
}

// What the statements that mark take, a row a profile.
sql::ParamTable Marks(std::span<const ProfileId> ids, Lane lane, Micros at, Cause cause) {
    sql::ParamTable rows(5);
    for (ProfileId id : ids) rows.Row(BlockOf(id), Number(id), static_cast<int64_t>(lane), at, static_cast<int64_t>(cause));
    return rows;
}

}  // namespace

std::string_view LaneName(Lane lane) {
    switch (lane) {
        case Lane::kLive: return "live";
        case Lane::kTimer: return "timer";
        case Lane::kBulk: return "bulk";
    }
    return "bulk";
}

std::string_view CauseName(Cause cause) {
    switch (cause) {
        case Cause::kLive: return "live";
        case Cause::kClock: return "clock";
        case Cause::kManual: return "manual";
        case Cause::kImport: return "import";
        case Cause::kDefinition: return "definition";
        case Cause::kRecompute: return "recompute";
    }
    return "recompute";
}

// SQLite rewrites every index whose columns an upsert names, changed or not: those whose `rev` alone moves go first, by
// themselves. PostgreSQL leaves such indexes alone by itself, and took three times as long for the two statements.
Status MarkDue(sql::Tx& tx, std::span<const ProfileId> ids, Lane lane, Micros at, Cause cause) {
    ASSERT(std::ranges::is_sorted(ids));
    Touch(tx, ids);
    const sql::ParamTable all = Marks(ids, lane, at, cause);
    if (tx.engine() == sql::Engine::kPostgres) return tx.RunEach("profiles.mark_due", all);
    const std::vector<ProfileId> again = SortedIds(TRY(tx.Each("profiles.mark_due_again", all)));
    std::vector<ProfileId> rest;
    std::ranges::set_difference(ids, again, std::back_inserter(rest));
    return tx.RunEach("profiles.mark_due", Marks(rest, lane, at, cause));
}

Status BringForward(sql::Tx& tx, std::span<const Wake> wakes) {
    sql::ParamTable rows(5);
    for (const Wake& one : wakes) {
        rows.Row(BlockOf(one.profile), Number(one.profile), static_cast<int64_t>(Lane::kTimer), one.at, static_cast<int64_t>(Cause::kClock));
    }
    return tx.RunEach("profiles.bring_forward", rows);
}

Result<std::vector<Due>> NextDue(sql::Tx& tx, Lane lane, Micros now, int limit) {
    return ReadDue(TRY(tx.Query("profiles.next_due", static_cast<int64_t>(lane), now, limit)));
}

Result<std::optional<Micros>> NextWake(sql::Tx& tx, Lane lane) {
    sql::Rows rows = TRY(tx.Query("profiles.next_wake", static_cast<int64_t>(lane)));
    return rows.empty() ? std::nullopt : rows.OptionalInt(0, 0);
}

Result<std::vector<Due>> LoadDue(sql::Tx& tx, std::span<const ProfileId> ids) {
    std::vector<Due> due = ReadDue(TRY(tx.Each("profiles.load_due", KeysOf(ids))));
    std::ranges::sort(due, {}, &Due::profile);
    return due;
}

Result<std::vector<Due>> DueAfter(sql::Tx& tx, int64_t after, int limit) {
    return ReadDue(TRY(tx.Query("profiles.due_after", after / kBlockSize, after, limit)));
}

Result<std::vector<ProfileId>> Finish(sql::Tx& tx, std::span<const Settled> settled) {
    ASSERT(std::ranges::is_sorted(settled, {}, &Settled::profile));
    sql::ParamTable rows(6);
    std::vector<int64_t> numbers;
    std::vector<ProfileId> ids;
    for (const Settled& one : settled) {
        std::optional<Micros> at = one.next_at;
        if (at && *at < one.hold) at = one.hold;
        rows.Row(BlockOf(one.profile), Number(one.profile), one.rev, at, static_cast<int64_t>(one.cause), one.hold);
        numbers.push_back(Number(one.profile));
        ids.push_back(one.profile);
    }
    TRY(tx.LockDue(numbers));
    Touch(tx, ids);
    return SortedIds(TRY(tx.Each("profiles.finish", rows)));
}

Micros ParkedFor(int16_t tries) {
    Micros wait = kMinute;
    for (int i = 0; i < tries && wait < kDay; ++i) wait *= 4;
    return std::min(wait, kDay);
}

Status Park(sql::Tx& tx, const Due& due, Micros now, std::string_view reason) {
    return tx.Run("profiles.park", BlockOf(due.profile), Number(due.profile), due.rev, now + ParkedFor(due.tries),
                  reason);
}

Result<LaneState> ReadLane(sql::Tx& tx, Lane lane, Micros now) {
    sql::Rows rows = TRY(tx.Query("profiles.lane_state", static_cast<int64_t>(lane), now));
    return LaneState{.waiting = rows.Int(0, 0), .oldest = rows.OptionalInt(0, 1)};
}

Result<int64_t> CountPending(sql::Tx& tx) {
    return TRY(tx.Query("profiles.count_pending")).Int(0, 0);
}

Result<int64_t> CountParked(sql::Tx& tx) {
    return TRY(tx.Query("profiles.count_parked")).Int(0, 0);
}

Result<std::vector<Parked>> ListParked(sql::Tx& tx, int limit) {
    sql::Rows rows = TRY(tx.Query("profiles.list_parked", limit));
    std::vector<Parked> parked;
    for (size_t i = 0; i < rows.size(); ++i) {
        parked.push_back({.profile = ProfileId{rows.Int(i, 0)},
                          .tries = static_cast<int16_t>(rows.Int(i, 1)),
                          .again_at = rows.Int(i, 2),
                          .reason = rows.String(i, 3)});
    }
    return parked;
}

}  // namespace daybook::profiles
