// The list of profiles and searching it, newest first: by (created, number) descending (api.md *Profile*).
#pragma once

#include <optional>
#include <vector>

#include "base/ids.h"
#include "profiles/search_terms.h"
#include "sql/database.h"

namespace daybook::profiles {

// A place in the list. It need not be that of a profile.
struct Place {
    int64_t created = 0;
    ProfileId id{};
    auto operator<=>(const Place&) const = default;
};

// Which page: the first; what follows a place; or what stands before it.
struct Position {
    enum class Kind { kFirst, kAfter, kBefore };
    Kind kind = Kind::kFirst;
    Place place;
    int limit = 10;
};

struct ListPage {
    std::vector<ProfileId> ids;   // newest first
    bool has_more = false;        // in the direction that was asked for
};

// The place of a profile, shown or not; nothing where it has no row in this account.
Result<std::optional<Place>> PlaceOf(sql::Tx& tx, AccountId account, ProfileId id);

// The shown profiles of the account that the query finds. An empty query finds all of them.
Result<ListPage> ListProfiles(sql::Tx& tx, AccountId account, const SearchQuery& query, const Position& position);

}  // namespace daybook::profiles
