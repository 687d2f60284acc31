// Erasing what the mirror holds of a connection, in slices.
#pragma once

#include <cstdint>

#include "base/ids.h"
#include "sql/database.h"

namespace daybook::stripe {

// Deletes about `limit` rows of the connection's objects, bodies, facts, customers and prices, and
// the people who have nothing of their own. True while there is more.
Result<bool> EraseSlice(sql::Tx& tx, int64_t connection, AccountId account, int limit);

}  // namespace daybook::stripe
