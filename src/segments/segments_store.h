// Tables segment, segment_version, member; and moving people in their segments. The history is in history.h.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "profiles/due.h"
#include "segments/bits.h"
#include "segments/compiled.h"
#include "segments/segments.h"
#include "sql/database.h"

namespace daybook::segments {

// ---- definitions ----

// The newest first, without those that are the next version of another.
Result<std::vector<Segment>> ListSegments(sql::Tx& tx, AccountId account);
// With those.
Result<std::vector<Segment>> ListVersions(sql::Tx& tx, AccountId account);
// 0: the account never had one.
Result<int64_t> VersionOf(sql::Tx& tx, AccountId account);
// Each raises the version, so that what is being decided under the former one is decided again.
Status InsertSegment(sql::Tx& tx, const Segment& segment);
// All of it but for its kind, its state and since when it is there.
Status ChangeSegment(sql::Tx& tx, const Segment& segment);
// How often it was begun to be built again.
Result<int64_t> RoundOf(sql::Tx& tx, SegmentId id);
// False where it was begun again since that round.
Result<bool> SetState(sql::Tx& tx, AccountId account, SegmentId id, int64_t round, SegmentState state);
// With its next version, where there is one.
Status DeleteSegment(sql::Tx& tx, AccountId account, SegmentId id);
// The next version (kBuilding's end) takes the place of the segment that it edits: its condition, its members, and what
// that moves into the history; its timers are still to be booked. Segments in `users` are built again: they ask for it.
Status TakePlace(sql::Tx& tx, const Segment& next, const Segment& former, std::span<const SegmentId> users, Micros now);
// The fields that conditions may speak of, or what they are computed from, changed.
Status NoteFieldsChanged(sql::Tx& tx, AccountId account);
// Everybody must be looked at anew: days begin at other moments. Members stay what they were until that is done.
Status RestartAll(sql::Tx& tx, AccountId account);
// Those whose members are not all found yet.
// From now on it is known who was in those of before that was kept.
Status NoteSince(sql::Tx& tx, Micros now);
struct Unbuilt {
    AccountId account{};
    SegmentId id{};
};
Result<std::vector<Unbuilt>> ListUnbuilt(sql::Tx& tx);

// ---- members ----

struct BlockBits {
    int64_t block = 0;
    Bits bits;
};
// Of blocks with members, the greatest number first.
Result<std::vector<BlockBits>> LoadMembers(sql::Tx& tx, SegmentId id);
// The segments that each of these people of one account is in, ascending; who is in none may be left out.
Result<std::map<ProfileId, std::vector<SegmentId>>> SegmentsOf(sql::Tx& tx, AccountId account, std::span<const ProfileId> people);
Result<bool> IsMember(sql::Tx& tx, SegmentId id, ProfileId profile);
Result<Bits> MembersOf(sql::Tx& tx, SegmentId id, int64_t block);
Status PutMembers(sql::Tx& tx, SegmentId id, int64_t block, const Bits& bits);
// Of those blocks, whatever the segment.
struct HeldBits {
    int64_t block = 0;
    SegmentId segment{};
    Bits bits;
};
Result<std::vector<HeldBits>> LoadBlocks(sql::Tx& tx, const std::vector<int64_t>& blocks);
Result<std::map<SegmentId, int64_t>> LoadSizes(sql::Tx& tx, AccountId account);
// What settling one person came to.
struct Settled {
    ProfileId profile{};
    AccountId account{};
    int64_t version = 0;                 // of the account's segments when it was judged
    const Standing* standing = nullptr;  // null: there were none
    profiles::Cause cause = profiles::Cause::kLive;
};
// True where each was judged under the versions that hold in this transaction; else nothing of the batch may be stored.
Result<bool> AreCurrent(sql::Tx& tx, std::span<const Settled> people);
// Moves them, and notes that in the history. `people` sorted; AreCurrent.
Status StoreStandings(sql::Tx& tx, std::span<const Settled> people, Micros now);

}  // namespace daybook::segments
