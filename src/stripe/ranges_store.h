// The ranges of a pass as stored. Each change is guarded by what the caller believes to stand there (lower bound and
// cursor), so that jobs of the writer that follow a failed one fail too, and nothing is called read that is not.
#pragma once

#include <vector>

#include "sql/database.h"
#include "stripe/connection.h"
#include "stripe/ranges.h"

namespace daybook::stripe {

struct PassKey {
    int64_t connection = 0;
    Kind kind = Kind::kUnknown;
    int64_t pass = 0;
};

// Those not done, the highest first. `top` is set on the highest of the pass.
Result<std::vector<Range>> LoadOpenRanges(sql::Tx& tx, const PassKey& key);
// Begins the next pass of a resource: one whole range, nothing imported. Replaces the ranges of the former.
Status BeginPass(sql::Tx& tx, int64_t connection, ResourceRow& row, int64_t now_seconds, int64_t fetch_no);
// kConflict where the stored range is not `before`.
Status AdvanceRange(sql::Tx& tx, const PassKey& key, const Range& before, const Range& after);
Status StoreSplit(sql::Tx& tx, const PassKey& key, const Range& before, const Range& lower);
// Counts what was stored, and takes off what ailed the resource; in the transaction of the page.
Status AddImported(sql::Tx& tx, const PassKey& key, int64_t count);
// If no range of the pass is left, marks the resource complete and tells so.
Result<bool> CompleteIfDone(sql::Tx& tx, const PassKey& key, Micros now);

}  // namespace daybook::stripe
