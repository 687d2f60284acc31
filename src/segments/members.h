// A segment's members as the list of profiles knows them, now and at a past second, and the segments of a profile that is
// shown.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "http/parameters.h"
#include "profiles/activities.h"
#include "profiles/memberships.h"
#include "profiles/search.h"
#include "segments/build.h"

namespace daybook::segments {

// Sets `segments` of each of these people of one account: ids, the oldest segment first.
Status ShowSegments(sql::Tx& tx, AccountId account, std::span<profiles::Profile> people);

// What they entered and left, for their timeline, the newest first: {"segment":"seg_…"}.
Result<std::vector<profiles::Activity>> ActivitiesOf(sql::Tx& tx, ProfileId profile);

// Who is in it now, or was at the end of second `at`. Before it was there they are found where its condition, and those of
// segments that it asks for, read only what has a known past: activities, and when people were created. Else, and of the future: kInvalid (at_out_of_range).
// The segment is one of the account's.
Result<std::shared_ptr<const profiles::PeopleBits>> PeopleOf(sql::Tx& tx, const BuildParts& parts, AccountId account, SegmentId id,
                                                             std::optional<int64_t> at = std::nullopt);

// Both for the floor below. `parts` must outlive it.
profiles::Memberships MembershipsOf(const BuildParts& parts);

struct MemberPage {
    std::vector<profiles::Profile> profiles;  // the newest first, as in the list of profiles; only who is still there
    bool has_more = false;                    // in the direction that was asked for
};
// Up to so many members are sorted; of a greater segment the list of profiles is walked. It changes the cost only.
inline constexpr int64_t kFewMembers = 5000;
// kInvalid where the profile to page from does not exist.
Result<MemberPage> PageOfMembers(sql::Tx& tx, AccountId account, std::shared_ptr<const profiles::PeopleBits> people,
                                 const http::Paging& paging, int64_t few = kFewMembers);

}  // namespace daybook::segments
