// What a later floor knows of segments, for whoever lists and shows people.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include "profiles/filter.h"
#include "profiles/profile.h"
#include "sql/database.h"

namespace daybook::profiles {

struct Memberships {
    // Sets `segments` of each of these people of one account.
    std::function<Status(sql::Tx&, AccountId, std::span<Profile>)> show;
    // Who is in a segment. kInvalid with `param` where there is no such segment.
    std::function<Result<std::shared_ptr<const PeopleBits>>(sql::Tx&, AccountId, std::string_view id)> people;
};

// Sets `filter.among` where the filter asks for a segment.
inline Status FindPeople(sql::Tx& tx, AccountId account, const Memberships& memberships, ListFilter& filter) {
    if (!filter.segment.empty()) filter.among = TRY(memberships.people(tx, account, filter.segment));
    return {};
}

}  // namespace daybook::profiles
