// A segment's members as the list of profiles knows them, and the segments of a profile that is shown.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "http/parameters.h"
#include "profiles/memberships.h"
#include "profiles/search.h"
#include "segments/segments.h"
#include "sql/database.h"

namespace daybook::segments {

// Sets `segments` of each of these people of one account: ids, the oldest segment first.
Status ShowSegments(sql::Tx& tx, AccountId account, std::span<profiles::Profile> people);

// Who is in it now.
Result<std::shared_ptr<const profiles::PeopleBits>> PeopleOf(sql::Tx& tx, SegmentId id);

// Both for the floor below.
profiles::Memberships MembershipsOf();

struct MemberPage {
    std::vector<profiles::Profile> profiles;  // the newest first, as in the list of profiles
    bool has_more = false;                    // in the direction that was asked for
};
// Up to so many members are sorted; of a greater segment the list of profiles is walked. It changes the cost only.
inline constexpr int64_t kFewMembers = 5000;
// kInvalid where the profile to page from does not exist.
Result<MemberPage> PageOfMembers(sql::Tx& tx, AccountId account, SegmentId id, const http::Paging& paging,
                                 int64_t few = kFewMembers);

}  // namespace daybook::segments
