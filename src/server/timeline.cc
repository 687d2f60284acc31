#include "server/timeline.h"

#include <algorithm>
#include <iterator>

#include "segments/members.h"
#include "stripe/timeline.h"

namespace daybook::server {

Result<std::vector<profiles::Activity>> LoadTimeline(sql::Tx& tx, AccountId account, ProfileId profile, Micros now) {
    std::vector<profiles::Activity> moves = TRY(segments::ActivitiesOf(tx, profile));
    std::vector<profiles::Activity> others = TRY(stripe::LoadTimeline(tx, account, profile, now));
    std::vector<profiles::Activity> all;
    all.reserve(moves.size() + others.size());
    std::merge(std::make_move_iterator(moves.begin()), std::make_move_iterator(moves.end()), std::make_move_iterator(others.begin()),
               std::make_move_iterator(others.end()), std::back_inserter(all),
               [](const profiles::Activity& a, const profiles::Activity& b) { return a.at > b.at; });
    return all;
}

}  // namespace daybook::server
