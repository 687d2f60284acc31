// What a batch's objects name and nobody has seen yet: endpoints often send an invoice's events and not its customer's
// (stripe.md §7.18), or a refund's before its charge's. Without the parent there is nobody to show.
#pragma once

#include <set>
#include <string>
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

// Those of the hints whose objects nothing hints at yet.
Result<std::vector<Hint>> Unhinted(sql::Tx& tx, int64_t connection, std::vector<Hint> hints);

// Takes out those that are to be noted only after `now`, and gives them: Live::HintLater.
std::vector<Hint> TakeLater(std::vector<Hint>& hints, Micros now);

// A charge of basil and later: only an invoice payment says whether it pays an invoice, and which.
bool MayPayAnInvoice(const Decoded& object);
// The batch's charges that may, and that were never stored: alone, the payment of an invoice would be an order of its own.
Result<std::set<std::string>> Untied(sql::Tx& tx, const Batch& batch);
// Hints at what was left out of a batch (Stored::untied): the live lane brings their payments along.
std::vector<Hint> HintsAt(const Batch& batch, const std::vector<size_t>& indices);

}  // namespace daybook::stripe
