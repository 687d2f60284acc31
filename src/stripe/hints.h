// Webhook hints: "this object has changed", kept durably until the object was read again (stripe.md §5.4).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sql/database.h"
#include "stripe/names.h"

namespace daybook::stripe {

struct Hint {
    std::string name;          // of the Stripe object (names.h)
    Kind kind = Kind::kUnknown;
    Micros first = 0;          // when it was first hinted at since its last read
    int64_t seen = 0;          // grows with each hint: a read answers only those it began after
    int64_t tries = 0;
    int64_t created = 0;       // of the object, unix seconds; 0: not known

    std::string_view id() const { return StripeId(kind, name); }
};

// Notes hints, each object once, and fills in their `seen`; `first` is when they are noted.
Status PutHints(sql::Tx& tx, int64_t connection, std::vector<Hint>& hints);
// Notes one and gives its `seen`.
Result<int64_t> PutHint(sql::Tx& tx, int64_t connection, Kind kind, std::string_view id, Micros now);
// Removes those that were not hinted at again since, and gives their names.
Result<std::vector<std::string>> DropHints(sql::Tx& tx, int64_t connection, const std::vector<Hint>& hints);
// Counts a failed try of each.
Status FailHints(sql::Tx& tx, int64_t connection, const std::vector<Hint>& hints);
// The oldest first.
Result<std::vector<Hint>> LoadHints(sql::Tx& tx, int64_t connection, int64_t limit);

struct Backlog {
    int64_t waiting = 0;
    Micros oldest = 0;         // when the first of them was hinted at; 0: none waits
};
Result<Backlog> ReadBacklog(sql::Tx& tx, int64_t connection);

}  // namespace daybook::stripe
