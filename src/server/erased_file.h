// DIR/erased: the hashes of table `erased` once more, beside master.key, so that a restore of an older backup of the database
// does not bring back whoever was erased since (architecture.md §4: a restore replays erasures first). Like master.key it is
// never put back from a backup.
//
//   file = "daybook erased 1\n", then a line a hash: account kind at hash      (at: unix seconds; hash: 32 hexadecimal digits)
#pragma once

#include <string>

#include "profiles/erased.h"
#include "sql/database.h"
#include "stripe/bodies.h"

namespace daybook::server {

// What one of the two lacks is added to it; a table that lacked some is that of an older database. kCorrupt where the
// file is none of ours.
Status ReconcileErased(const std::string& folder, sql::Database& database);

// After that, where the account's table lacked some: erases everybody again who is among the hashes. Reads every address and
// customer of the account. How many were erased.
Result<int64_t> EraseAgain(sql::Database& database, AccountId account, const stripe::Bodies& bodies, profiles::Erasures& erasures, const Clock& clock);

}  // namespace daybook::server
