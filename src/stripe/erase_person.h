// Erasing one person: everything that the mirror and profiles hold of them, and what their objects were called wherever a
// connection's state names them. Only keyed hashes stay (profiles/erased.h), so that nothing brings them back: neither a
// resync, nor a hint, nor an object of theirs that Stripe makes later.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "profiles/erased.h"
#include "sql/database.h"
#include "stripe/bodies.h"
#include "stripe/mirror_store.h"

namespace daybook::stripe {

struct EraseContext {
    AccountId account{};
    const Bodies& bodies;
    profiles::Erasures& erasures;
    Micros now = 0;
};

// In the caller's transaction, on the writer's thread: all or nothing. Unfinished moves from or to the person are ended
// first. The person is due afterwards: whoever had loaded them before stores nothing. Their segments are the caller's.
Status ErasePerson(sql::Tx& tx, const EraseContext& context, ProfileId person);

// An object of somebody who was erased came by for the first time: remembers its id, and erases what was kept for it while
// others only mentioned it (`row`; a number of 0: nothing was). What was seen as somebody else's stays theirs.
Status EraseMention(sql::Tx& tx, const EraseContext& context, int64_t connection, std::string_view id, const ObjectRow& row);

// The customers after id `after`, with the profile of each, by id, at most `limit`.
Result<std::vector<std::pair<std::string, ProfileId>>> CustomersAfter(sql::Tx& tx, int64_t connection, const std::string& after, int limit);

}  // namespace daybook::stripe
