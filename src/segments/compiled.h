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
#include "segments/segments.h"
#include "sql/database.h"

namespace daybook::segments {

struct Compiled {
    AccountId account{};
    int64_t version = 0;
    std::vector<Segment> segments;  // by id, ascending; a segment's place here is its slot in the schema
    conditions::Schema schema;
    // Nothing where a stored condition cannot be read any more: nobody is in it.
    std::vector<std::optional<conditions::Program>> programs;
    std::vector<uint16_t> order;  // slots, those that others ask for first
    bool reads_activities = false, reads_objects = false;

    const Segment* Find(SegmentId id) const;
};

// The schema of an account without its segments: zone and (where it was chosen) currency.
Result<conditions::Schema> SchemaOf(sql::Tx& tx, AccountId account);

// Slots in an order in which each follows those that it asks for. kInvalid with the circle's names, one after another.
Result<std::vector<uint16_t>> OrderOf(const std::vector<Segment>& segments,
                                      const std::vector<std::optional<conditions::Program>>& programs);

// Keeps the compiled segments of each account. Thread safe.
class Catalogue {
  public:
    // As of the transaction's snapshot; null where the account never had a segment.
    Result<std::shared_ptr<const Compiled>> At(sql::Tx& tx, AccountId account);

  private:
    std::mutex mutex_;
    std::map<AccountId, std::shared_ptr<const Compiled>> compiled_;
};

// What judging came to for one person.
struct Standing {
    std::shared_ptr<const Compiled> compiled;
    std::vector<bool> member;              // by slot
    int64_t next = conditions::kNever;     // unix seconds: when time alone will change one of them
};

// `person` is filled but for its segments. One that is not shown is in no segment.
Standing JudgePerson(conditions::Judge& judge, std::shared_ptr<const Compiled> compiled, conditions::Person& person,
                     bool shown, int64_t now);

}  // namespace daybook::segments
