// The chips of the profile list: which people, by what they have (profiles/footprint.h tags) and when they were created.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "profiles/people_sets.h"
#include "sql/database.h"

namespace daybook::profiles {

// One chip: people with any of these tags, or those with none of them.
struct TagChoice {
    std::vector<int64_t> any_of;
    bool negated = false;
    friend bool operator==(const TagChoice&, const TagChoice&) = default;
};

struct ListFilter {
    std::vector<TagChoice> tags;                                        // all must hold
    std::string segment;                                                // its id; empty: none was asked for
    std::optional<int64_t> at;                                          // who was in it at that second
    std::shared_ptr<const PeopleBits> among;                            // who is or was in it (memberships.h FindPeople)
    int64_t created_from = std::numeric_limits<int64_t>::min();         // inclusive, unix seconds
    int64_t created_to = std::numeric_limits<int64_t>::max();           // exclusive
    bool empty() const { return *this == ListFilter(); }
    // It asks for more than when somebody was created.
    bool by_people() const { return !tags.empty() || among != nullptr; }
    friend bool operator==(const ListFilter&, const ListFilter&) = default;
};

// The names of the parameters: country, order_status, subscription, orders, has_email, shared_email, deleted, not_counted,
// created_after, created_before, segment, at.
std::span<const std::string_view> FilterNames();
// Adds what one of them asks for; several values are separated by commas and are alternatives. kInvalid with `param`.
Status AddFilter(std::string_view name, std::string_view value, ListFilter& filter);

// The shown people of the account that all chips let pass. The moment of creation is not looked at. `among` is set where
// a segment is asked for.
Result<PeopleBits> ReadPeople(sql::Tx& tx, AccountId account, const ListFilter& filter);

}  // namespace daybook::profiles
