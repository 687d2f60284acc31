// A person's whole timeline: what is read from the mirror's facts and what was stored.
#pragma once

#include <span>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "profiles/activities.h"
#include "sql/database.h"
#include "stripe/bodies.h"

namespace daybook::stripe {

// The newest first. Empty for a profile that does not exist.
Result<std::vector<profiles::Activity>> LoadTimeline(sql::Tx& tx, AccountId account,
                                                     ProfileId profile, Micros now);

// Gives the products in these activities' data the names that Stripe has for them now, where they were read: a subscription says
// none, and an invoice's text is only what stood on it.
Status NameProducts(sql::Tx& tx, const Bodies& bodies, AccountId account, std::span<profiles::Activity> activities);

}  // namespace daybook::stripe
