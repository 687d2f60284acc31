// Pages of a segment's members, the newest first as in the list of profiles.
#pragma once

#include <vector>

#include "http/parameters.h"
#include "profiles/profile.h"
#include "segments/segments.h"
#include "sql/database.h"

namespace daybook::segments {

struct MemberPage {
    std::vector<profiles::Profile> profiles;
    bool has_more = false;  // in the direction that was asked for
};

// Up to so many members are sorted; of a greater segment the list of profiles is walked. It changes the cost only.
inline constexpr size_t kFewMembers = 5000;

// kInvalid where the profile to page from does not exist.
Result<MemberPage> PageOfMembers(sql::Tx& tx, AccountId account, SegmentId id, const http::Paging& paging,
                                 size_t few = kFewMembers);

}  // namespace daybook::segments
