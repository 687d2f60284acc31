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

// How a search goes about it depends on how many people its rarest word finds. They change its cost, never its result.
struct SearchLimits {
    int64_t few = 400;            // up to here their rows are read, and sorted
    int64_t many = 8000;          // up to here the list is walked and each number looked up among those found
    int64_t walk_rows = 16'384;   // how far it is walked so
    int64_t filtered = 1'000;     // people whom chips let pass: up to here their rows are read, and sorted
    int64_t filtered_rows = 65'536;   // how far the list is walked and each number looked up among them
    int64_t postings = 2'048;     // where there are more: people of the rarest word, in the order of the list, whose texts are compared
    int64_t text_rows = 4'096;    // how far the list is walked comparing each person's texts, where no word has few terms
};

// The shown profiles of the account that the query finds. An empty query finds all of them.
Result<ListPage> ListProfiles(sql::Tx& tx, AccountId account, const SearchQuery& query, const Position& position,
                              const SearchLimits& limits = {});

// Those of them whom the chips let pass as well.
Result<ListPage> ListFiltered(sql::Tx& tx, AccountId account, const SearchQuery& query, const ListFilter& filter,
                              const Position& position, const SearchLimits& limits = {});

}  // namespace daybook::profiles
