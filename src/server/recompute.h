// Chores about all people of an account, in slices beside everything else.
#pragma once

#include <functional>

#include "server/app.h"
#include "server/parts.h"
#include "server/sweeps.h"

namespace daybook::server {

// Marks everybody of a shop due where the computation, or the time zone in which its days begin, is another one than what
// was last computed with; calls `wake` after each slice. Where it stands is stored with it. Both must outlive it.
Sweeps::Work RecomputeSweeps(sql::Database& database, const Clock& clock, std::function<void()> wake);

// Decodes again what is stored of a shop's objects where it was decoded by another version of the program (stripe/decode_again.h).
// Where it stands is stored with it. All must outlive it.
Sweeps::Work DecodeSweeps(sql::Database& database, stripe::Mirror& mirror, const Clock& clock, std::function<void()> wake);

// What the feed no longer shows is deleted: now and every hour.
void PruneFeeds(App::Parts& parts);

// Those who watch are told how many people there are: at most once a second.
void TellCounters(App::Parts& parts, AccountId account);
std::string CountersJson(App::Parts& parts, AccountId account);

}  // namespace daybook::server
