// How a connection is followed, as stored: the endpoint's history, the position in Stripe's events, the last polls, and
// how many requests it took by day.
#pragma once

#include <optional>
#include <vector>

#include "sql/database.h"
#include "stripe/connection.h"
#include "stripe/heard.h"

namespace daybook::stripe {

struct Follow {
    Grant events = Grant::kMissing;   // of /v1/events
    int64_t event_cursor = 0;         // unix seconds: every event created before was taken in; 0: none yet
    Micros events_at = 0;             // when the last whole poll of the events began; 0: never
    Micros news_at = 0;               // the same of the lists' newest objects
    Micros open_at = 0;               // and of what may still change
    int64_t paid_month = 0;           // invoices of the last 30 days that are paid, as last counted
    Micros forgotten_at = 0;          // when Stripe had forgotten events that were not read: everything was read again
};

struct Followed {
    Follow follow;
    Heard heard;
};
Result<Followed> LoadFollow(sql::Tx& tx, int64_t connection);
// Each leaves the other's columns alone.
Status SaveFollow(sql::Tx& tx, int64_t connection, const Follow& follow);
Status SaveHeard(sql::Tx& tx, int64_t connection, const Heard& heard);

// Requests of the last 30 days.
inline constexpr int64_t kBudgetDays = 30;
Status AddReads(sql::Tx& tx, int64_t connection, Micros now, int64_t requests);
Result<int64_t> ReadsOfMonth(sql::Tx& tx, int64_t connection, Micros now);

// All rows of the tables follow, reads, walk and repair.
Status DeleteFollow(sql::Tx& tx, int64_t connection);

}  // namespace daybook::stripe
