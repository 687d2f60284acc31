// Work over everybody, a block at a time: who is in a new segment, and what a condition would come to.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/clock.h"
#include "profiles/profile.h"
#include "segments/compiled.h"
#include "segments/people.h"

namespace daybook::segments {

struct BuildParts {
    sql::Database& database;
    Catalogue& catalogue;
    const Clock& clock;
    VisitPeople visit;
};

// Finds and stores the members of a segment whose state is kBuilding, books the moments at which they will change, and
// sets it ready. From the moment at which the segment is stored settling keeps what it stores right; a block in which
// somebody changes meanwhile is looked at again. May be run again after a crash. Not on the writer thread.
Status Build(const BuildParts& parts, AccountId account, SegmentId id);

// Builds every segment that is still to be built. After a start.
Status BuildUnbuilt(const BuildParts& parts);

struct Preview {
    int64_t size = 0;
    std::map<std::string, int64_t> sales;     // net, by currency
    std::vector<profiles::Profile> sample;    // at most 10, the newest
};
// Everybody whom the program holds for now. `compiled`: the account's segments, where the program asks for any.
Result<Preview> PreviewOf(const BuildParts& parts, AccountId account, const conditions::Schema& schema,
                          const conditions::Program& program, std::shared_ptr<const Compiled> compiled);

}  // namespace daybook::segments
