// The `due` table: which profiles must be settled, when and why. The only timer (architecture.md §1).
//
// A profile has one row from its first mark on; rows are never deleted, so `rev` never goes back. Moments are Micros.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "sql/database.h"

namespace daybook::profiles {

enum class Lane : int16_t { kLive = 0, kTimer = 1, kBulk = 2 };
inline constexpr std::array<Lane, 3> kLanes = {Lane::kLive, Lane::kTimer, Lane::kBulk};
std::string_view LaneName(Lane lane);

// Why something happened, the strongest first. The numbers are stored.
enum class Cause : int16_t { kLive = 0, kClock = 1, kManual = 2, kImport = 3, kDefinition = 4, kRecompute = 5 };
std::string_view CauseName(Cause cause);

// Raises `rev` of each profile and brings its wake-up forward to `at` (plan.md §4 MarkDue). Every writer of a
// person's rows calls this in the same transaction. `ids` are sorted and unique.
Status MarkDue(sql::Tx& tx, std::span<const ProfileId> ids, Lane lane, Micros at, Cause cause);

// Moments at which time alone changes something, found by somebody else than who settles: wake-ups are brought forward to
// them. `rev` stays, for nothing of the people changed; whoever settles them meanwhile must know of these moments too.
struct Wake {
    ProfileId profile{};
    Micros at = 0;
};
Status BringForward(sql::Tx& tx, std::span<const Wake> wakes);

// One row of the table, as seen by whoever settles it.
struct Due {
    ProfileId profile{};
    int64_t rev = 0;             // to be given to Finish or Park: they do nothing once it has moved
    Lane lane = Lane::kBulk;
    Cause cause = Cause::kRecompute;
    int16_t tries = 0;           // times that settling it failed in a row
    std::optional<Micros> at;    // nothing: not due
};

// The rows of a lane that are due at `now`, the earliest first.
Result<std::vector<Due>> NextDue(sql::Tx& tx, Lane lane, Micros now, int limit);
// When the next row of a lane comes due; nothing if none will.
Result<std::optional<Micros>> NextWake(sql::Tx& tx, Lane lane);
// The rows of these profiles, in the order of `ids` (sorted); those never marked are left out.
Result<std::vector<Due>> LoadDue(sql::Tx& tx, std::span<const ProfileId> ids);

// The rows of the profiles after number `after`, by number.
Result<std::vector<Due>> DueAfter(sql::Tx& tx, int64_t after, int limit);

// What settling one profile came to.
struct Settled {
    ProfileId profile{};
    int64_t rev = 0;                // as it was when loaded
    std::optional<Micros> next_at;  // when time alone will change something
    Cause cause = Cause::kClock;    // of that wake-up
    Micros hold = 0;                // not again before this moment (a huge profile); 0: no floor
};
// Store step 1 (plan.md §5): books the next wake-up of each whose rev is still the one seen, and returns those
// (sorted); the others were changed meanwhile and stay due. Nothing may be written for them. `settled` is sorted
// by profile; on PostgreSQL the rows are locked first.
Result<std::vector<ProfileId>> Finish(sql::Tx& tx, std::span<const Settled> settled);

// Sets a profile that cannot be settled aside: tried again after a minute, then four times as long, up to a day.
// Does nothing where its rev has moved: what changed may have cured it.
Status Park(sql::Tx& tx, const Due& due, Micros now, std::string_view reason);
// How long the n-th failure in a row (0: the first) sets a profile aside.
Micros ParkedFor(int16_t tries);

// For doctor and /metrics.
struct LaneState {
    int64_t waiting = 0;               // due now
    std::optional<Micros> oldest;      // the moment for which the first of them was due
};
Result<LaneState> ReadLane(sql::Tx& tx, Lane lane, Micros now);

struct Parked {
    ProfileId profile{};
    int16_t tries = 0;
    Micros again_at = 0;
    std::string reason;
};
// Not settled yet, those put off for a few seconds included; those that only wait for a moment in time are not.
Result<int64_t> CountPending(sql::Tx& tx);
Result<int64_t> CountParked(sql::Tx& tx);
Result<std::vector<Parked>> ListParked(sql::Tx& tx, int limit);

}  // namespace daybook::profiles
