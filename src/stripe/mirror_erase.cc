#include "stripe/mirror_erase.h"

#include <algorithm>

#include "profiles/due.h"
#include "profiles/identity.h"
#include "profiles/own.h"
#include "profiles/profile_store.h"
#include "stripe/keep_no.h"
#include "stripe/mirror_store.h"

namespace daybook::stripe {

namespace {

struct Slice {
    std::vector<std::string> ids;
    std::vector<ProfileId> people;  // sorted, unique
    std::vector<Place> places;      // theirs, and of children that wait for objects of the slice
    std::vector<BodyKey> bodies;
};

Result<Slice> ReadSlice(sql::Tx& tx, int64_t connection, int limit) {
    Slice slice;
    const sql::Rows rows = TRY(tx.Query("mirror.objects_after", connection, "", limit));
    std::vector<Place> waiting;
    for (size_t i = 0; i < rows.size(); ++i) {
        const auto profile = static_cast<ProfileId>(rows.Int(i, 3));
        const bool owned = profile != ProfileId{};
        slice.ids.push_back(rows.String(i, 0));
        slice.bodies.push_back({owned ? BlockOf(profile) : kNobodysBlock, rows.Int(i, 1)});
        waiting.push_back(WaitingFor(rows.Int(i, 1)));
        if (owned) slice.people.push_back(profile);
    }
    std::sort(slice.people.begin(), slice.people.end());
    slice.people.erase(std::unique(slice.people.begin(), slice.people.end()), slice.people.end());
    std::vector<Place> owned;
    for (const ProfileId id : slice.people) owned.push_back(PlaceOf(id));
    // A child that waited once has no owner in `object`: its body is found by its fact.
    for (const auto& places : {owned, waiting}) {
        for (const PlacedFact& placed : TRY(ReadFacts(tx, places))) {
            slice.bodies.push_back({placed.place.block, placed.fact.object});
        }
    }
    slice.places = std::move(owned);
    slice.places.insert(slice.places.end(), waiting.begin(), waiting.end());
    return slice;
}

// Those who have something of their own stay; the others go. All are due: settling takes those who are gone out of
// their segments.
Status ErasePeople(sql::Tx& tx, AccountId account, const std::vector<ProfileId>& people) {
    std::vector<ProfileId> gone;
    const auto own = TRY(profiles::LoadOwn(tx, people));
    for (const ProfileId id : people) {
        const auto found = own.find(id);
        if (found == own.end() || found->second.empty()) gone.push_back(id);
    }
    for (const auto& [holder, address] : TRY(HoldersOfLeft(tx, people))) {
        TRY(profiles::DropEmails(tx, account, {address}));
        gone.push_back(holder);
    }
    TRY(ForgetPartings(tx, people));
    std::ranges::sort(gone);
    gone.erase(std::unique(gone.begin(), gone.end()), gone.end());
    if (!gone.empty()) TRY(profiles::Remove(tx, account, gone));
    return profiles::MarkDue(tx, people, profiles::Lane::kBulk, 0, profiles::Cause::kManual);
}

}  // namespace

Result<bool> EraseSlice(sql::Tx& tx, int64_t connection, AccountId account, int limit) {
    const Slice slice = TRY(ReadSlice(tx, connection, limit));
    if (slice.ids.empty()) {
        TRY(tx.Run("mirror.drop_prices", connection));
        TRY(tx.Run("mirror.drop_movings", connection));
        const sql::Rows numbers = TRY(tx.Query("mirror.drop_numbers", connection, limit));
        return !numbers.empty();
    }
    TRY(DropBodies(tx, slice.bodies));
    sql::ParamTable places(2);
    for (const Place& place : slice.places) places.Row(place.block, place.profile);
    TRY(tx.RunEach("mirror.erase_facts", places));
    TRY(tx.RunEach("mirror.erase_customers", places));
    TRY(tx.Run("mirror.erase_objects", connection, slice.ids));
    if (!slice.people.empty()) TRY(ErasePeople(tx, account, slice.people));
    return true;
}

}  // namespace daybook::stripe
