#include "stripe/move.h"

#include <algorithm>
#include <unordered_map>

#include "profiles/activities.h"
#include "stripe/decode.h"
#include "stripe/keep_no.h"

namespace daybook::stripe {

namespace {

// Stripe's ids of these objects and the ties of charges, read from their bodies: `object` has no way back from a number,
// since only moves need one. An object without a body has no fact and is not asked for.
Result<std::vector<std::string>> IdsOf(sql::Tx& tx, const Bodies& bodies,
                                       const std::unordered_map<int64_t, Kind>& kinds,
                                       const std::vector<BodyKey>& keys) {
    std::vector<std::string> ids;
    const sql::Rows rows = TRY(ReadBodies(tx, keys));
    for (size_t i = 0; i < rows.size(); ++i) {
        const std::string body = TRY(bodies.Unpack(rows.Int(i, 1), rows.TextAt(i, 2)));
        Decoded decoded = TRY(DecodeObject(kinds.at(rows.Int(i, 0)), body));
        if (decoded.kind == Kind::kCharge) ids.push_back(std::move(decoded.tie));
        ids.push_back(std::move(decoded.id));
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

// The customer's own rows, and those of all customers where the whole profile goes.
Status SwitchOwner(sql::Tx& tx, const Moving& moving) {
    if (moving.what == kGuests) return {};
    std::vector<std::string> ids;
    std::vector<BodyKey> bodies;
    for (const auto& [profile, customer] : TRY(ReadCustomers(tx, {moving.from}))) {
        if (moving.what != kWhole && customer.object != moving.what) continue;
        ids.push_back(customer.id);
        bodies.push_back({BlockOf(moving.from), customer.object});
    }
    if (ids.empty()) return {};
    const int64_t from = Number(moving.from), to = Number(moving.to);
    TRY(tx.Run("mirror.own_objects", moving.connection, ids, to));
    TRY(MoveBodies(tx, bodies, BlockOf(moving.to)));
    if (moving.what == kWhole) {
        return tx.Run("mirror.move_customers", BlockOf(moving.from), from, BlockOf(moving.to), to);
    }
    return tx.Run("mirror.move_customer", BlockOf(moving.from), from, BlockOf(moving.to), to,
                  moving.what);
}

// At most `limit` facts with their objects' owners and bodies. True: there are no more.
Result<bool> MoveFacts(sql::Tx& tx, const Bodies& bodies, const Moving& moving, int64_t limit) {
    const Place from = PlaceOf(moving.from), to = PlaceOf(moving.to);
    std::vector<PlacedFact> facts = FactsFrom(
        TRY(tx.Query("mirror.facts_to_move", from.block, from.profile, moving.what, limit)));
    std::vector<int64_t> objects;
    std::vector<BodyKey> keys;
    std::unordered_map<int64_t, Kind> kinds;
    for (PlacedFact& placed : facts) {
        placed.place = to;
        objects.push_back(placed.fact.object);
        keys.push_back({from.block, placed.fact.object});
        kinds[placed.fact.object] = placed.fact.kind;
    }
    if (!facts.empty()) {
        TRY(tx.Run("mirror.own_objects", moving.connection, TRY(IdsOf(tx, bodies, kinds, keys)),
                   to.profile));
        TRY(MoveBodies(tx, keys, to.block));
        TRY(CopyFacts(tx, std::move(facts)));
        TRY(DropFacts(tx, from, objects));
        TRY(profiles::MoveActivities(tx, moving.from, moving.to, objects));  // observed states
    }
    return static_cast<int64_t>(objects.size()) < limit;
}

// Moves that touch either profile: rarely any, and then they must not run into each other.
Status FinishOthers(sql::Tx& tx, const Bodies& bodies, int64_t slice, const Moving& moving) {
    for (const Moving& other : TRY(Unfinished(tx))) {
        const bool touches = other.from == moving.from || other.from == moving.to ||
                             other.to == moving.from || other.to == moving.to;
        if (other.what == kSweep || !touches) continue;
        while (!TRY(MoveSlice(tx, bodies, other, slice))) {
        }
    }
    return {};
}

}  // namespace

bool GoesAlong(const Moving& moving, int64_t object, int64_t customer, Kind kind) {
    if (moving.what == kWhole) return true;
    if (moving.what == kGuests) return customer == 0 && kind != Kind::kCustomer;
    return object == moving.what || customer == moving.what;
}

Result<bool> StartMove(sql::Tx& tx, const Bodies& bodies, const MoveLimits& limits,
                       const Moving& moving, Micros now) {
    ASSERT(moving.from != moving.to && Number(moving.from) > 0 && Number(moving.to) > 0);
    TRY(FinishOthers(tx, bodies, limits.slice, moving));
    TRY(KeepNo(tx, moving.from, moving.to, now));
    TRY(SwitchOwner(tx, moving));
    const bool done = TRY(MoveFacts(tx, bodies, moving, limits.at_once));
    if (done) return true;
    TRY(tx.Run("mirror.add_moving", moving.connection, moving.what, Number(moving.from),
               Number(moving.to), now));
    return false;
}

Result<std::vector<Moving>> Unfinished(sql::Tx& tx) {
    const sql::Rows rows = TRY(tx.Query("mirror.moving"));
    std::vector<Moving> all;
    for (size_t i = 0; i < rows.size(); ++i) {
        all.push_back({.connection = rows.Int(i, 0),
                       .what = rows.Int(i, 1),
                       .from = static_cast<ProfileId>(rows.Int(i, 2)),
                       .to = static_cast<ProfileId>(rows.Int(i, 3))});
    }
    return all;
}

Result<bool> MoveSlice(sql::Tx& tx, const Bodies& bodies, const Moving& moving, int64_t limit) {
    const bool done = TRY(MoveFacts(tx, bodies, moving, limit));
    if (done)
        TRY(tx.Run("mirror.drop_moving", moving.connection, Number(moving.from), moving.what));
    return done;
}

}  // namespace daybook::stripe
