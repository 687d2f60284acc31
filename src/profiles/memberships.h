// What a later floor knows of segments, for whoever lists and shows people. Without it there are none.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "profiles/filter.h"
#include "profiles/profile.h"
#include "sql/database.h"

namespace daybook::profiles {

struct Memberships {
    // Sets `segments` of each of these people of one account.
    std::function<Status(sql::Tx&, AccountId, std::span<Profile>)> show = [](sql::Tx&, AccountId, std::span<Profile>) { return Status(); };
    // Who is in a segment, or was at a past second. kInvalid with `param` where there is no such segment, or where that is
    // not known.
    std::function<Result<std::shared_ptr<const PeopleBits>>(sql::Tx&, AccountId, std::string_view id, std::optional<int64_t> at)> people =
        [](sql::Tx&, AccountId, std::string_view, std::optional<int64_t>) { return Invalid("There is no such segment.", "segment"); };
};

// Sets `filter.among` where the filter asks for a segment.
inline Status FindPeople(sql::Tx& tx, AccountId account, const Memberships& memberships, ListFilter& filter) {
    if (filter.at && filter.segment.empty()) return Invalid("at says when people were in a segment: give segment too.", "at");
    if (!filter.segment.empty()) filter.among = TRY(memberships.people(tx, account, filter.segment, filter.at));
    return {};
}

}  // namespace daybook::profiles
