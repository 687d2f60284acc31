// How many requests following may take, and which of the three ways is used (stripe.md §2.6). Pure.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/clock.h"

namespace daybook::stripe {

// Stripe's allocation for reading, for 30 days: 500 a transaction, 10,000 at least.
int64_t AllowedReads(int64_t paid_invoices_of_month);

enum class Way { kWebhooks, kEvents, kPolling };
std::string_view WayName(Way way);

struct Ways {
    bool secret = false;        // a webhook's secret is stored
    bool heard = false;         // an event came
    bool known = false;         // enough of them to notice its silence
    bool silent = false;        // for far longer than usual
    bool events = false;        // the key may read /v1/events
};
// As api.md has it: webhooks once a secret is set, else events if granted, else polling.
Way Freshness(const Ways& ways);
// What is relied on now: a webhook only while it is heard.
Way InUse(const Ways& ways);

struct Pace {
    Micros events = 0;          // between polls of /v1/events; 0: none
    Micros news = 0;            // between reads of the lists' newest objects; 0: none
    Micros open = 0;            // between reads of what may still change; 0: none
    Micros carts = 0;           // between looks for checkouts that were begun: no event tells of those; 0: none
    Micros proof = 0;           // between two pages of the walk over everything
    Micros proof_rest = 0;      // from the end of a resource's walk to its next
};
struct Needs {
    Way way = Way::kPolling;
    bool known = false;         // kWebhooks: its silence would be noticed
    bool events = false;        // granted
    bool sessions = false;      // checkout sessions are read
    bool eager = false;         // somebody watches while reads are left, or it is the first hour
    int64_t paid_month = 0;
    int64_t news_requests = 1;  // that the last round took
    int64_t open_requests = 1;
};
// Following (events, or the lists' newest and what may still change) takes 65 % of half the allocation, 25 of them for
// checkouts where those are read; the walk over everything 25 %; the rest is for single reads. Beside a webhook that is not
// known yet a shop is followed as if none was heard; beside one that is, events or else the lists' newest are read each hour.
Pace PaceOf(const Needs& needs);
// Requests in 30 days at the pace of the long run, eager or not now, without what changes make it read.
int64_t MonthlyCost(Needs needs);

}  // namespace daybook::stripe
