// What Stripe's objects say happened to a person (api.md *Activities*): most is read from facts
// whenever it is asked for; states that Stripe only shows while they last are observed when a fact
// replaces another. Pure.
#pragma once

#include <vector>

#include "profiles/activities.h"
#include "stripe/happened.h"
#include "stripe/project.h"

namespace daybook::stripe {

// HappenedOf with its data.
std::vector<profiles::Activity> ActivitiesOf(const Known& known, const ActivityTimes& times);
// The same where the facts are sorted out already.
std::vector<profiles::Activity> ActivitiesOf(const Known& known, const Sorted& sorted, const std::vector<Order>& orders,
                                             const ActivityTimes& times);

// The observed kinds (order_payment_failed, subscription_past_due, _paused, _resumed), when
// `after` replaces `before` (null: seen for the first time). To be stored, each once. Their
// occurrence: attempt_count of a failed payment; the second in which a state was seen. `cause` is
// why it was read: a payment that an import finds to have failed is of when its invoice was finalised.
// An open cart that is completed later than it counted as left gives cart_abandoned and
// cart_recovered: the caller knows whether there was an address to write to.
std::vector<profiles::Activity> Observe(const Fact* before, const Fact& after, profiles::Cause cause,
                                        const ActivityTimes& times);

}  // namespace daybook::stripe
