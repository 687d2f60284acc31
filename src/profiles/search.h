// The list of profiles and searching it, newest first: by (created, number) descending (api.md *Profile*).
#pragma once

#include <optional>
#include <vector>

#include "base/ids.h"
#include "profiles/filter.h"
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
inline bool Backwards(const Position& position) { return position.kind == Position::Kind::kBefore; }
// Where the walk to it begins.
Place Start(const Position& position);

struct ListPage {
    std::vector<ProfileId> ids;   // newest first
    bool has_more = false;        // in the direction that was asked for
};

// The place of a profile, shown or not; nothing where it has no row in this account.
Result<std::optional<Place>> PlaceOf(sql::Tx& tx, AccountId account, ProfileId id);

// How a search goes about it. They change its cost, never its result.
struct SearchLimits {
    int64_t few = 1'000;          // people whom chips and words let pass: up to here their rows are read, and sorted
    int64_t walk_rows = 65'536;   // where there are more: how far the list is walked and each number looked up among them
    int64_t text_rows = 4'096;    // how many people's texts such a walk compares
    int64_t term_rows = 4'096;    // what is read of a word; where there is more, it is left to the comparing of texts
};

// The shown profiles of the account that the query finds and the chips let pass. An empty query finds all of them.
Result<ListPage> ListFiltered(sql::Tx& tx, AccountId account, const SearchQuery& query, const ListFilter& filter, const Position& position,
                              const SearchLimits& limits = {});

}  // namespace daybook::profiles
