// Chores about all people of an account, in slices beside everything else.
#pragma once

#include "server/app.h"
#include "server/parts.h"

namespace daybook::server {

// Everybody is computed again where the computation, or the time zone in which the shop's days begin, is another one
// than what was last computed with. Begins from the start after a restart; cheap where nothing is to be done.
void RecomputeIfNeeded(App::Parts& parts, AccountId account);

// What the feed no longer shows is deleted: now and every hour.
void PruneFeeds(App::Parts& parts);

// Those who watch are told how many people there are: at most once a second.
void TellCounters(App::Parts& parts, AccountId account);
std::string CountersJson(App::Parts& parts, AccountId account);

}  // namespace daybook::server
