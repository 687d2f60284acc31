// The walks that compare a resource's objects with Stripe's, and what they repaired, as stored.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/database.h"
#include "stripe/budget.h"
#include "stripe/resources.h"

namespace daybook::stripe {

// The numbers are stored.
enum class Phase : int16_t {
    kRest = 0,
    kListing = 1,    // page by page, from the newest
    kMissing = 2,    // what the list did not show: read by its id
};

struct Walk {
    Kind kind = Kind::kUnknown;
    Phase phase = Phase::kRest;
    int64_t fetch_no = 0;        // as it began: what has a greater one was seen since
    Micros started = 0;
    std::string cursor;          // listing: the last object read; missing: the last id looked at
    int64_t cursor_at = 0;       // created of the former; with an empty cursor: begin again at this second
    int64_t objects = 0;         // compared so far
    int64_t repaired = 0;
    // Of the last that ended; matched_at 0: none yet.
    Micros matched_at = 0;
    int64_t matched_objects = 0;
    int64_t matched_repaired = 0;
};

// In the order of kResources.
Result<std::vector<Walk>> LoadWalks(sql::Tx& tx, int64_t connection);
Status SaveWalk(sql::Tx& tx, int64_t connection, const Walk& walk);

enum class What : int16_t { kMissing = 1, kDiffered = 2, kGone = 3 };
std::string_view WhatName(What what);
// Why it had differed, in a sentence: what was relied on when the walk found it.
std::string_view WhySentence(Way way);

struct Repair {
    Micros at = 0;
    Kind kind = Kind::kUnknown;
    std::string id;
    What what = What::kDiffered;
    Way why = Way::kPolling;
};
inline constexpr int64_t kRepairsKept = 1'000;
Status AddRepairs(sql::Tx& tx, int64_t connection, const std::vector<Repair>& repairs);
// The newest first.
Result<std::vector<Repair>> LoadRepairs(sql::Tx& tx, int64_t connection, int64_t limit);

}  // namespace daybook::stripe
