// The mirror's tables as rows in memory: reading and writing them, one statement a table and page.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "sql/database.h"
#include "stripe/bodies.h"
#include "stripe/facts.h"
#include "stripe/names.h"
#include "stripe/refusal.h"

namespace daybook::stripe {

// Of rows of table `object` that are no objects of Stripe's, but a Decoded's `tie`: owner and customer are those of the charge,
// `fetch_no` is its number and `read_at` its created (0: none was stored), `digest` is the number of the invoice that is paid.
// Never read, never shown. No enumerator, as of kEventKind.
inline constexpr Kind kTieKind = static_cast<Kind>(13);

// A row of table `object`: of the object of a name (names.h), its number here, and whom it belongs to.
struct ObjectRow {
    int64_t object = 0;  // 0: no number yet
    Kind kind = Kind::kUnknown;
    int64_t customer = 0;  // object number of its Stripe customer; 0: a guest's, or nobody's
    ProfileId profile{};   // 0: nobody's (yet)
    int64_t fetch_no = 0;
    int64_t digest = 0;  // of the stored body; 0: only mentioned by others, or erased by Stripe. Of a tie: the invoice's number
    bool gone = false;   // deleted in Stripe
    int64_t read_at = 0;  // unix seconds: when a read last showed it; 0: not since that is noted

    bool seen() const { return digest != 0; }
};
using ObjectMap = std::unordered_map<std::string, ObjectRow>;  // by name

// The block of everything that has no person (products, coupons) or waits for one.
inline constexpr int64_t kNobodysBlock = -1;

// Where facts of children wait for a parent that was never seen: block −1, under the parent's
// number.
struct Place {
    int64_t block = kNobodysBlock;
    int64_t profile = 0;
    friend auto operator<=>(const Place&, const Place&) = default;
};
inline Place PlaceOf(ProfileId id) { return {BlockOf(id), Number(id)}; }
inline Place WaitingFor(int64_t parent_object) { return {kNobodysBlock, parent_object}; }

struct PlacedFact {
    Place place;
    Fact fact;
};

// Rows of the names that exist; the others are left out.
Result<ObjectMap> ReadObjects(sql::Tx& tx, int64_t connection, const std::vector<std::string>& names);
// Inserts or overwrites, in order of name.
Status WriteObjects(sql::Tx& tx, int64_t connection,
                    std::vector<std::pair<std::string_view, const ObjectRow*>> rows);

// Whose an invoice number is, as shown to the customer ("AB12-0001").
Status WriteNumbers(sql::Tx& tx, int64_t connection,
                    std::vector<std::pair<std::string_view, std::string_view>> number_and_id);

struct BodyRow {
    int64_t block = kNobodysBlock;
    int64_t object = 0;
    const Packed* packed = nullptr;
};
Status WriteBodies(sql::Tx& tx, std::vector<BodyRow> rows);

// Where a body lies: the block of its object's person.
struct BodyKey {
    int64_t block = kNobodysBlock;
    int64_t object = 0;
};
// Columns object, dictionary, bytes of those that exist.
Result<sql::Rows> ReadBodies(sql::Tx& tx, const std::vector<BodyKey>& keys);
Status MoveBodies(sql::Tx& tx, const std::vector<BodyKey>& keys, int64_t to_block);
Status DropBodies(sql::Tx& tx, const std::vector<BodyKey>& keys);

struct CustomerRow {
    ProfileId profile{};
    int64_t object = 0;
    const Decoded* decoded = nullptr;
    const std::string* contact = nullptr;  // encoded
};
// `mark` null: nothing in their metadata means that they want no e-mail. `now` as the caller has it.
Status WriteCustomers(sql::Tx& tx, std::vector<CustomerRow> rows, const RefusalMark* mark, Micros now);
// All customers of these people, sorted by profile and object.
Result<std::vector<std::pair<ProfileId, Customer>>> ReadCustomers(
    sql::Tx& tx, const std::vector<ProfileId>& ids);

// Inserts or overwrites, in key order.
Status WriteFacts(sql::Tx& tx, std::vector<PlacedFact> facts);
// Inserts those that are not there: a newer row at the same key stays.
Status CopyFacts(sql::Tx& tx, std::vector<PlacedFact> facts);
// All facts of these places, sorted by key.
Result<std::vector<PlacedFact>> ReadFacts(sql::Tx& tx, const std::vector<Place>& places);
// Those of exactly these keys that exist. Only place, at and object are read of `keys`.
Result<std::vector<PlacedFact>> ReadFactsByKey(sql::Tx& tx, const std::vector<PlacedFact>& keys);
Status DropFacts(sql::Tx& tx, Place place, const std::vector<int64_t>& objects);

// For statements that return columns of `fact` in the order of mirror.sql.
std::vector<PlacedFact> FactsFrom(const sql::Rows& rows);

}  // namespace daybook::stripe
