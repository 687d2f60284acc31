// A person's timeline as others see it: Stripe's activities, those that were stored, and those of segments.
#pragma once

#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "profiles/activities.h"
#include "sql/database.h"

namespace daybook::server {

// The newest first; of one second, what somebody entered or left stands after what led to it. Empty for a profile that does not
// exist.
Result<std::vector<profiles::Activity>> LoadTimeline(sql::Tx& tx, AccountId account, ProfileId profile, Micros now);

}  // namespace daybook::server
