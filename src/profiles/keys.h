// Keys of people as rows of statements.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"
#include "sql/value.h"

namespace daybook::profiles {

// (block, profile) of each: what a statement with {{rows block int64, profile int64}} takes.
sql::ParamTable KeysOf(std::span<const ProfileId> ids);
// Whom the first column numbers, in the order of the rows.
std::vector<ProfileId> IdsOf(const sql::Rows& rows);

}  // namespace daybook::profiles
