// Who said no to e-mail keeps their no where profiles part or become one: the more restrictive word holds (architecture.md §4
// "Moving a customer"). What Stripe's objects say goes with the objects (stripe.md §4.1); this is about what was said here: a
// no, and a no that was taken back.
#pragma once

#include "base/ids.h"
#include "sql/database.h"

namespace daybook::stripe {

// Before something of `from` goes to `to`, which is due. Where nobody said anything here, nothing is written. Otherwise `to` has
// a no if either of them says no now, and the later of both words if neither does; `from` keeps its own.
Status KeepNo(sql::Tx& tx, ProfileId from, ProfileId to, Micros now);

}  // namespace daybook::stripe
