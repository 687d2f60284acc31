// All segments of an account, compiled: what settle judges a person with. Immutable; one a version of the account's
// segments, shared by threads.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "conditions/judge.h"
#include "conditions/program.h"
#include "segments/bits.h"
#include "segments/segments.h"
#include "sql/database.h"

namespace daybook::segments {

struct Compiled {
    AccountId account{};
    int64_t version = 0;
    // By id, ascending, next versions (Segment::edits) among them; a segment's place here is its slot in the schema.
    std::vector<Segment> segments;
    conditions::Schema schema;  // no condition can ask for a next version
    // Nothing of static ones, and where a stored condition cannot be read any more: nobody is in that.
    std::vector<std::optional<conditions::Program>> programs;
    std::vector<uint16_t> order;  // slots, those that others ask for first
    conditions::Reads reads;      // of all of them
    bool has_static = false;

    std::optional<size_t> SlotOf(SegmentId id) const;
    // Of its next version, while there is one.
    std::optional<size_t> NextOf(SegmentId id) const;
};

// The schema of an account without its segments: zone and (where it was chosen) currency.
Result<conditions::Schema> SchemaOf(sql::Tx& tx, AccountId account);

// Slots in an order in which each follows those that it asks for (asks[slot]). kInvalid with the circle's names, one
// after another.
Result<std::vector<uint16_t>> OrderOf(const std::vector<Segment>& segments, const std::vector<std::vector<uint16_t>>& asks);
// kInvalid where the segment of that slot asked for itself, by way of others, if its condition were `program`.
Status CheckCircle(const Compiled& compiled, size_t slot, const conditions::Program& program);
// Who asks for it, by way of others too: slots.
std::vector<size_t> UsersOf(const Compiled& compiled, size_t slot);

// Keeps the compiled segments of each account. Thread safe.
class Catalogue {
  public:
    // As of the transaction's snapshot; null where the account never had a segment.
    Result<std::shared_ptr<const Compiled>> At(sql::Tx& tx, AccountId account);

    // Held by whoever builds: members are found of one segment at a time.
    std::mutex& build_turn() { return build_turn_; }

  private:
    std::mutex mutex_, build_turn_;
    std::map<AccountId, std::shared_ptr<const Compiled>> compiled_;
};

// Who is in the static segments, of some blocks: what no judge can find.
class Statics {
  public:
    static Result<Statics> Load(sql::Tx& tx, const Compiled& compiled, const std::vector<int64_t>& blocks);
    bool Has(SegmentId segment, ProfileId profile) const;

  private:
    std::map<std::pair<int64_t, SegmentId>, Bits> of_;  // by block
};

// What judging came to for one person.
struct Standing {
    std::shared_ptr<const Compiled> compiled;
    bool shown = true;                     // false: in no segment
    std::vector<bool> member;              // by slot
    int64_t next = conditions::kNever;     // unix seconds: when time alone will change one of them
};

// A program with the segments that it asks for, by way of others too.
struct Asked {
    std::vector<uint16_t> order;  // their slots, those that others ask for first
    conditions::Reads reads;      // of all of them
    bool any_static = false;
};
// `compiled` may be null where nothing is asked for.
Asked AskedBy(const conditions::Program& program, const Compiled* compiled);

// Who `person` is beside what conditions see.
struct Subject {
    ProfileId id{};
    bool shown = true;
    const Statics& statics;
};
// Judges the segment of that slot, for a person who is shown; also put into person.segments. Those that it asks for are there.
conditions::Verdict JudgeOne(conditions::Judge& judge, const Compiled& compiled, uint16_t slot, conditions::Person& person, const Subject& subject, int64_t now);
// `person` is filled but for its segments. One that is not shown is in no segment.
Standing JudgePerson(conditions::Judge& judge, std::shared_ptr<const Compiled> compiled, conditions::Person& person,
                     const Subject& subject, int64_t now);

}  // namespace daybook::segments
