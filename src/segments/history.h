// Who entered and left, and who was in at a past second. Tables member_change, member_count, member_shift, member_base, member_reason.
//
// What really happened (live, clock, manual) is noted a person and a move. Whom imports, definitions and recomputations move
// is noted a block and a second: a bit each. Both turn a bit, so who was in at a moment is who is in at a later one, turned
// once for each move between them. Every so many moves of a block (held.h) who was in then is kept, a base: from the next
// base, else from now, each second of the past is found at a cost that does not grow with the history.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "http/parameters.h"
#include "profiles/due.h"
#include "profiles/local_days.h"
#include "segments/segments_store.h"

namespace daybook::segments {

// ---- noting ----

// Moves that are noted a block and a second.
class Shifts {
  public:
    void Add(SegmentId segment, profiles::Cause cause, ProfileId profile, bool entered);
    // Whoever is in only one of the two moved.
    void Add(int64_t block, SegmentId segment, profiles::Cause cause, const Bits& before, const Bits& after);
    Status Store(sql::Tx& tx, Micros now);

  private:
    Status NoteBlocks(sql::Tx& tx, Micros at);

    struct Key {
        int64_t block = 0;
        SegmentId segment{};
        profiles::Cause cause{};
        auto operator<=>(const Key&) const = default;
    };
    struct Shift {
        int64_t entered = 0, gone = 0;
        Bits bits;
    };
    std::map<Key, Shift> shifts_;
    std::vector<std::pair<int64_t, SegmentId>> blocks_;  // that moved as a whole: nobody counts these moves yet
};

// How many entered and left, by quarters of an hour: a row a segment and quarter, however many moved.
class Counts {
  public:
    // `by`: -1 where it did not happen after all.
    void Add(SegmentId segment, Micros at, bool entered, int64_t by = 1);
    Status Store(sql::Tx& tx) const;

  private:
    struct Count {
        int64_t entered = 0, gone = 0;
    };
    std::map<std::pair<SegmentId, int64_t>, Count> counts_;
};

// What is noted of moves in one transaction. While a segment's members are being found for the first time, nothing is:
// whoever is found was in it from the start. Nor is it of a next version: what it moves is noted when it takes its place.
class History {
  public:
    // False where it is not noted.
    bool Add(const Segment& segment, ProfileId profile, bool entered, profiles::Cause cause);
    // `counts` gains what is noted of single people.
    Status Store(sql::Tx& tx, Micros now, Counts& counts);

  private:
    struct Change {
        SegmentId segment{};
        ProfileId profile{};
        bool entered = false;
        profiles::Cause cause{};
    };
    std::vector<Change> changes_;
    Shifts shifts_;
};

// Why some people are chosen by hand: kept with the moves that are stored for this moment.
Status PutReason(sql::Tx& tx, SegmentId id, Micros at, std::string_view reason);
// The reason why somebody is in it, kept once more with the moves of this moment.
Status CopyReason(sql::Tx& tx, SegmentId id, ProfileId of, Micros at);
// A moment of which nothing is noted yet, `now` or shortly after it.
Result<Micros> FreshMoment(sql::Tx& tx, SegmentId id, Micros now);

// All of a segment's.
Status DropHistory(sql::Tx& tx, SegmentId id);
// Takes a person out of every segment and out of the history, as if they had never been there.
Status Forget(sql::Tx& tx, ProfileId profile);

// ---- reading ----

struct Transition {
    Micros at = 0;
    bool entered = false;
};
// The last noted one of a person; nothing where none was.
Result<std::optional<Transition>> LastTransition(sql::Tx& tx, SegmentId id, ProfileId profile);
// All moves of a person, the newest first; of one second, what a shift moved stands where it fits between the others. Reads the
// history of the person's whole block.
struct ChangeOf {
    SegmentId segment{};
    Micros at = 0;   // of a shift: its second
    bool entered = false;
    profiles::Cause cause = profiles::Cause::kLive;
};
Result<std::vector<ChangeOf>> ChangesOf(sql::Tx& tx, ProfileId profile);

// Who was in it at the end of this second (unix), by block. Not before `since`.
Result<std::map<int64_t, Bits>> MembersAt(sql::Tx& tx, SegmentId id, int64_t at);

struct Change {
    Micros at = 0;
    ProfileId profile{};
    bool entered = false;
    profiles::Cause cause = profiles::Cause::kLive;
    std::string reason;  // of members chosen by hand; empty: none was given
};
struct ChangePage {
    std::vector<Change> changes;
    bool has_more = false;
};
// "chg_…", in a list of one segment.
std::string ChangeId(const Change& change);
// The newest first. kInvalid where the anchor is no id of a change.
Result<ChangePage> PageOfChanges(sql::Tx& tx, SegmentId id, const http::Paging& paging);

struct SizeOfDay {
    int64_t day = 0;    // unix seconds: when it begins
    int64_t size = 0;   // at its end; of the last day: now
    int64_t entered = 0, left = 0;  // for whatever cause
};
// The last `days` days up to the one of `now`, the oldest first; none from before `since`.
Result<std::vector<SizeOfDay>> SizesOf(sql::Tx& tx, const Segment& segment, int64_t size, const profiles::LocalDays& calendar,
                                       int64_t days, int64_t now);

}  // namespace daybook::segments
