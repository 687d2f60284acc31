// What is stored of Stripe's objects is decoded again from their stored bodies, so that an upgrade that reads more out of
// them (decode.h kDecodeVersion) asks Stripe nothing. Customers first, then everything that has a fact; products, prices and
// coupons have none: of a price, whether it is metered stays as it was decoded until Stripe shows another body.
#pragma once

#include <functional>
#include <string>

#include "base/ids.h"
#include "sql/database.h"
#include "stripe/mirror.h"

namespace daybook::stripe {

// The objects of an account after a position (empty: the first), as many as a page has, are stored as they are decoded now; their
// people become due. What cannot be read is left as it is, with a line in the log. `keep` is told the next position in the same
// transaction (empty: that was the last), which may run twice. Returns it. Not on the writer's thread.
Result<std::string> DecodeAgain(sql::Database& database, Mirror& mirror, AccountId account, const std::string& position,
                                Micros now, const std::function<Status(sql::Tx& tx, const std::string& next)>& keep);

}  // namespace daybook::stripe
