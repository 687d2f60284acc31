// Tables segment, segment_version, member, member_change.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "profiles/due.h"
#include "segments/compiled.h"
#include "segments/segments.h"
#include "sql/database.h"

namespace daybook::segments {

// ---- definitions ----

// The newest first.
Result<std::vector<Segment>> ListSegments(sql::Tx& tx, AccountId account);
// 0: the account never had one.
Result<int64_t> VersionOf(sql::Tx& tx, AccountId account);
// Each raises the version, so that what is being decided under the former one is decided again.
Status InsertSegment(sql::Tx& tx, const Segment& segment);
Status RenameSegment(sql::Tx& tx, const Segment& segment);
Status SetReady(sql::Tx& tx, AccountId account, SegmentId id);
Status DeleteSegment(sql::Tx& tx, AccountId account, SegmentId id);
// The fields that conditions may speak of, or what they are computed from, changed.
Status NoteFieldsChanged(sql::Tx& tx, AccountId account);
// Everybody must be looked at anew: days begin at other moments. Members stay what they were until that is done.
Status RestartAll(sql::Tx& tx, AccountId account);
// Those whose members are not all found yet.
struct Unbuilt {
    AccountId account{};
    SegmentId id{};
};
Result<std::vector<Unbuilt>> ListUnbuilt(sql::Tx& tx);

// ---- members ----

// The people of one block, a bit each.
class Bits {
  public:
    Bits() = default;
    explicit Bits(std::string_view stored) : bytes_(stored) {}
    bool Has(ProfileId id) const;
    void Set(ProfileId id, bool member);
    int64_t Count() const;
    const std::string& stored() const { return bytes_; }
    // Ascending.
    std::vector<ProfileId> Members(int64_t block) const;
    friend bool operator==(const Bits&, const Bits&) = default;

  private:
    std::string bytes_;  // without zero bytes at the end
};

struct BlockBits {
    int64_t block = 0;
    Bits bits;
};
// Of blocks with members, the greatest number first.
Result<std::vector<BlockBits>> LoadMembers(sql::Tx& tx, SegmentId id);
// The segments that each of these people of one account is in, ascending; who is in none may be left out.
Result<std::map<ProfileId, std::vector<SegmentId>>> SegmentsOf(sql::Tx& tx, AccountId account, std::span<const ProfileId> people);
Result<bool> IsMember(sql::Tx& tx, SegmentId id, ProfileId profile);
Status PutMembers(sql::Tx& tx, SegmentId id, int64_t block, const Bits& bits);
Result<std::map<SegmentId, int64_t>> LoadSizes(sql::Tx& tx, AccountId account);
struct Transition {
    Micros at = 0;
    bool entered = false;
};
// The last noted one of a person; nothing where none was.
Result<std::optional<Transition>> LastTransition(sql::Tx& tx, SegmentId id, ProfileId profile);
// All that is noted of a person, the oldest first. Reads the history of the person's whole block.
struct ChangeOf {
    SegmentId segment{};
    Micros at = 0;
    bool entered = false;
    profiles::Cause cause = profiles::Cause::kLive;
};
Result<std::vector<ChangeOf>> ChangesOf(sql::Tx& tx, ProfileId profile);
// Takes a person out of every segment and out of the history, as if they had never been there.
Status Forget(sql::Tx& tx, ProfileId profile);

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
// Moves them: bits, and for causes live, clock and manual a row of history. `people` sorted; AreCurrent.
Status StoreStandings(sql::Tx& tx, std::span<const Settled> people, Micros now);

}  // namespace daybook::segments
