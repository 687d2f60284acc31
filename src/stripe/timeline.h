// A person's whole timeline: what is read from the mirror's facts and what was stored.
#pragma once

#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "profiles/activities.h"
#include "sql/database.h"

namespace daybook::stripe {

// The newest first. Empty for a profile that does not exist.
Result<std::vector<profiles::Activity>> LoadTimeline(sql::Tx& tx, AccountId account,
                                                     ProfileId profile, Micros now);

}  // namespace daybook::stripe
