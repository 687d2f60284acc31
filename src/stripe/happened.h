// What Stripe's objects say happened to a person, found but not written yet: activities.cc writes it as JSON, conditions look
// at the objects themselves. Pure.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "profiles/activities.h"
#include "stripe/project_parts.h"

namespace daybook::stripe {

struct ActivityTimes {
    int64_t now = 0;  // unix seconds: what lies ahead has not happened
    int64_t history_before =
        0;  // unix seconds: when the first key was accepted; what lies before is import
    int64_t since = std::numeric_limits<int64_t>::min();  // unix seconds: older ones are left out
};

// An activity without its data, and what these are of.
struct Happened {
    profiles::Activity activity;
    const Customer* customer = nullptr;  // that was created
    const Order* order = nullptr;
    const Row* row = nullptr;  // the subscription (null: one that is not known here) or session
    int64_t amount = 0;        // of an order: its value, or what of it was paid back
};

// All that can be read from the facts, the newest first (profiles::NewerThan); points into `sorted` and `orders` (OrdersOf).
// The same facts in any order give the same list. Without the observed kinds (activities.h).
std::vector<Happened> HappenedOf(const Sorted& sorted, const std::vector<Order>& orders, const ActivityTimes& times);

}  // namespace daybook::stripe
