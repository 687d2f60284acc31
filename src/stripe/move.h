// Moving rows from one profile to another: a customer whose e-mail changed or became known, the
// guests of an address, or a whole profile that became one with another (architecture.md §4 "Moving
// a customer").
//
// The owner is switched first, so what arrives meanwhile goes to the new profile. The facts follow
// in the same transaction up to a limit; where there are more, a row of table `moving` says so, and
// slices follow. A slice is one transaction: a crash between two loses and doubles nothing.
//
// Table moving: customer > 0: that customer (object number); kWhole: everything of `source`;
// kGuests: what has no customer. kSweep (source 0): not a move, but profiles to recompute after
// number `target` (mirror.h Chore).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "sql/database.h"
#include "stripe/bodies.h"
#include "stripe/mirror_store.h"

namespace daybook::stripe {

inline constexpr int64_t kGuests = 0;
inline constexpr int64_t kWhole = -1;
inline constexpr int64_t kSweep = -2;

struct MoveLimits {
    int64_t at_once = 2000;  // facts moved in the transaction that switches the owner
    int64_t slice = 500;
};

struct Moving {
    int64_t connection = 0;
    int64_t what = 0;  // a customer's object number, kGuests or kWhole
    ProfileId from{}, to{};
};

// True for a fact or object (by its customer and kind) that goes with this move.
bool GoesAlong(const Moving& moving, int64_t object, int64_t customer, Kind kind);

// Switches the owner of the customers concerned and moves their facts, or begins to. False: slices
// are left. Moves that are under way from or to either profile are finished first. Before anything goes, `to` is told what was
// said to e-mail here (keep_no.h).
Result<bool> StartMove(sql::Tx& tx, const Bodies& bodies, const MoveLimits& limits,
                       const Moving& moving, Micros now);

// The moves and sweeps that are not finished.
Result<std::vector<Moving>> Unfinished(sql::Tx& tx);
// At most `limit` facts. True: all are moved, and the row is gone.
Result<bool> MoveSlice(sql::Tx& tx, const Bodies& bodies, const Moving& moving, int64_t limit);

}  // namespace daybook::stripe
