// Webhook hints: "this object has changed", kept durably until the object was read again (stripe.md §5.4).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sql/database.h"
#include "stripe/resources.h"

namespace daybook::stripe {

struct Hint {
    std::string id;            // of the Stripe object
    Kind kind = Kind::kUnknown;
    Micros first = 0;          // when it was first hinted at since its last read
    int64_t seen = 0;          // grows with each hint: a read answers only those it began after
    int64_t tries = 0;
};

// Notes a hint and gives its `seen`.
Result<int64_t> PutHint(sql::Tx& tx, int64_t connection, Kind kind, std::string_view id, Micros now);
// Removes it unless it was hinted at again since; tells whether it is gone.
Result<bool> DropHint(sql::Tx& tx, int64_t connection, std::string_view id, int64_t seen);
Status FailHint(sql::Tx& tx, int64_t connection, std::string_view id, int64_t seen);
// The oldest first.
Result<std::vector<Hint>> LoadHints(sql::Tx& tx, int64_t connection, int64_t limit);

}  // namespace daybook::stripe
