// Keys of people as rows of statements.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"
#include "sql/database.h"

namespace daybook::profiles {

// (block, profile) of each: what a statement with {{rows block int64, profile int64}} takes.
sql::ParamTable KeysOf(std::span<const ProfileId> ids);
// Says that the transaction writes to the blocks of these people (sql/changes.h).
void Touch(sql::Tx& tx, std::span<const ProfileId> ids);
// Whom the first column numbers, in the order of the rows.
std::vector<ProfileId> IdsOf(const sql::Rows& rows);

}  // namespace daybook::profiles
