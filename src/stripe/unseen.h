// What a batch's objects name and nobody has seen yet: endpoints often send an invoice's events and not its customer's
// (stripe.md §7.18), or a refund's before its charge's. Without the parent there is nobody to show.
#pragma once

#include <vector>

#include "sql/database.h"
#include "stripe/hints.h"
#include "stripe/mirror.h"

namespace daybook::stripe {

// Hints at the customers and parents that the batch names, that were never seen and that nothing hints at; in its
// transaction, after it is stored. They are not noted yet.
//
// Also at customers that were not seen since a subscription of theirs was cancelled: whether they outlived it tells the
// cancellation from a deletion, also once they are deleted. `first` of these is when a read can tell, perhaps a minute ahead.
Result<std::vector<Hint>> Unseen(sql::Tx& tx, const Batch& batch);

}  // namespace daybook::stripe
