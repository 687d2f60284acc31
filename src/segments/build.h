// Work over everybody, a block at a time: who is in a new segment, and what a condition would come to.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/clock.h"
#include "profiles/profile.h"
#include "segments/column_cache.h"
#include "segments/compiled.h"
#include "segments/people.h"

namespace daybook::segments {

struct BuildParts {
    sql::Database& database;
    Catalogue& catalogue;
    ColumnCache& columns;
    const Clock& clock;
    VisitPeople visit;
};

// Finds and stores the members of a segment that is not ready, sets it so, and books the moments at which they will change;
// a next version takes the place of the one that it edits, and those that ask for that are to be built again
// (BuildUnbuilt). From the moment at which the segment is stored settling keeps what it stores right; a block in which
// somebody changes meanwhile is looked at again. One at a time. May be run again after a crash. Not on the writer thread.
Status Build(const BuildParts& parts, AccountId account, SegmentId id);

// Builds every segment that is still to be built: after a start, and whenever some are to be built again.
Status BuildUnbuilt(const BuildParts& parts);

// Everybody who is shown, block by block, each from a snapshot of its own: what `reads` says of the person, and net sales, an
// amount a currency.
using EachVisit = std::function<void(const conditions::Person&, const conditions::Records& sales)>;
Status EachPerson(const BuildParts& parts, AccountId account, const conditions::Schema& schema, const conditions::Reads& reads, const EachVisit& visit);

struct Preview {
    int64_t size = 0;
    std::map<std::string, int64_t> sales;     // net, by currency
    std::vector<profiles::Profile> sample;    // at most 10, the newest
};
// Everybody whom the program holds for at `now` (unix seconds). `compiled`: the account's segments, where the program asks for any.
Result<Preview> PreviewOf(const BuildParts& parts, AccountId account, const conditions::Schema& schema,
                          const conditions::Program& program, const std::shared_ptr<const Compiled>& compiled, int64_t now);
// Adds net sales, as EachVisit has them, by currency.
void AddSales(const conditions::Records& sales, std::map<std::string, int64_t>& sums);
// The same people, by block, from the snapshot that `tx` is. Of a past moment only those who were there then; right where
// the program reads nothing but activities and `created`.
Result<std::map<int64_t, Bits>> PeopleWho(const BuildParts& parts, sql::Tx& tx, AccountId account, const conditions::Schema& schema,
                                          const conditions::Program& program, std::shared_ptr<const Compiled> compiled, int64_t now);

}  // namespace daybook::segments
