// What Stripe's objects say happened to a person (api.md *Activities*): most is read from facts
// whenever it is asked for; states that Stripe only shows while they last are observed when a fact
// replaces another. Pure.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "profiles/activities.h"
#include "stripe/project.h"

namespace daybook::stripe {

struct ActivityTimes {
    int64_t now = 0;  // unix seconds: what lies ahead has not happened
    int64_t history_before =
        0;  // unix seconds: when the first key was accepted; what lies before is import
    int64_t since = std::numeric_limits<int64_t>::min();  // unix seconds: older ones are left out
};

// All that can be read from the facts, the newest first (profiles::NewerThan). The same facts in
// any order give the same list. Without the observed kinds: order_payment_failed,
// subscription_past_due, _paused, _resumed.
std::vector<profiles::Activity> ActivitiesOf(const Known& known, const ActivityTimes& times);
// The same where the facts are sorted out already.
struct Sorted;
std::vector<profiles::Activity> ActivitiesOf(const Known& known, const Sorted& sorted,
                                             const ActivityTimes& times);

// The observed kinds, when `after` replaces `before` (null: seen for the first time). To be stored,
// each once. Their occurrence: attempt_count of a failed payment; the second in which a state was
// seen.
std::vector<profiles::Activity> Observe(const Fact* before, const Fact& after,
                                        const ActivityTimes& times);

}  // namespace daybook::stripe
