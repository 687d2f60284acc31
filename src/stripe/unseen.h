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

struct ToRead {
    std::vector<Hint> now;    // noted
    std::vector<Hint> later;  // not noted: only from `first` on a read can tell (Live::HintLater)
};
// Hints, where nothing does yet, at the customers and parents that the batch names and that were never seen, and at what was
// left out of it (Stored::untied): the live lane brings their payments along. In its transaction, after it is stored.
//
// Also at customers that were not seen since a subscription of theirs was cancelled: whether they outlived it tells the
// cancellation from a deletion, also once they are deleted. A read can tell that a minute after the end: perhaps `later`.
Result<ToRead> HintAtUnseen(sql::Tx& tx, const Batch& batch, const Stored& stored);

// A charge of basil and later: only an invoice payment says whether it pays an invoice, and which.
bool MayPayAnInvoice(const Decoded& object);
// The batch's charges that may, and that were never stored: alone, the payment of an invoice would be an order of its own.
Result<std::set<std::string>> Untied(sql::Tx& tx, const Batch& batch);

}  // namespace daybook::stripe
