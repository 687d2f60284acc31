// Moving people in the segments of some blocks, within one transaction: their bits, what is noted of it, and a base where
// many moves were noted since the last one (history.h).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "profiles/due.h"
#include "segments/bits.h"
#include "segments/history.h"
#include "segments/segments.h"
#include "sql/database.h"

namespace daybook::segments {

// After so many moves in a block a base is stored with the next one: a past second is found from no more than these, and
// what came within the same second. A base costs four bytes a move or less, the move itself some hundred.
inline constexpr int64_t kMovesABase = 128;

class Held {
  public:
    // Everybody's bits in these blocks.
    Status Load(sql::Tx& tx, const std::vector<int64_t>& blocks);
    // Those of one segment only.
    Status Load(sql::Tx& tx, SegmentId segment, const std::vector<int64_t>& blocks);
    // Beside those that are there.
    Status LoadAlso(sql::Tx& tx, int64_t block);

    bool Has(ProfileId profile, SegmentId segment) const;
    // False where they are where they should be already. `at`: for when it is noted.
    bool Move(const Segment& segment, ProfileId profile, bool member, profiles::Cause cause, Micros at);
    // Whether something will be noted for that moment.
    bool Notes(Micros at) const { return histories_.contains(at); }
    Status Store(sql::Tx& tx);

  private:
    struct Place {
        Bits bits;
        int64_t moves = 0, noted = 0;       // as they are stored
        std::optional<Bits> before;         // set where somebody moved
        int64_t noting = 0;                 // so many of them are noted
        int64_t first = 0, last = 0;        // unix seconds of these
    };
    using Key = std::pair<int64_t, SegmentId>;  // block, segment
    void Take(const sql::Rows& rows);
    Place& PlaceOf(const Key& key);
    static void Note(Place& place, int64_t second);

    std::map<Key, Place> places_;
    std::map<Key, Place>::iterator last_ = places_.end();  // asked for last: people come segment by segment, in order
    std::map<Micros, History> histories_;
};

}  // namespace daybook::segments
