#include "stripe/timeline.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "stripe/activities.h"
#include "stripe/connection.h"
#include "stripe/mirror_read.h"

namespace daybook::stripe {

Result<std::vector<profiles::Activity>> LoadTimeline(sql::Tx& tx, AccountId account,
                                                     ProfileId profile, Micros now) {
    std::vector<Known> known = TRY(LoadKnown(tx, {profile}));
    ASSERT(known.size() == 1);
    const auto metered = TRY(MeteredPrices(tx));
    known[0].metered = [&metered](std::string_view price) {
        return metered.find(price) != metered.end();
    };
    const auto connection = TRY(LoadConnectionOf(tx, account));
    known[0].ties_known = connection && TRY(TiesKnown(tx, connection->id));
    ActivityTimes times{now / kSecond, connection ? connection->history_before / kSecond : 0};
    std::vector<profiles::Activity> all = ActivitiesOf(known[0], times);
    const std::array<ProfileId, 1> ids = {profile};
    for (profiles::ActivityOf& stored : TRY(profiles::LoadActivities(tx, ids))) {
        all.push_back(std::move(stored.activity));
    }
    std::sort(all.begin(), all.end(), profiles::NewerThan);
    return all;
}

}  // namespace daybook::stripe
