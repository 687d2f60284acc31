// Static segments: members chosen by hand, with reasons.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "segments/api_parts.h"

namespace daybook::segments {

struct Choice {
    std::vector<ProfileId> add = {}, remove = {};  // in any order
    std::string reason = {};                       // empty: none was given
};
struct Chosen {
    int64_t added = 0, removed = 0;  // who was not in before, who was
};
// Adds and removes, all at one moment, a slice of people a transaction. Who is named twice is removed. What a crash leaves
// undone is done by asking again.
Result<Chosen> Choose(const ApiContext& context, std::string_view id, Choice choice);

// Whom texts name: "prf_…", an e-mail address, or the id of a Stripe customer; the profile that answers for one that was
// merged away. In the same order; ProfileId{} where nobody is.
Result<std::vector<ProfileId>> FindNamed(sql::Tx& tx, AccountId account, const std::vector<std::string>& names);

// Whom {"condition":…} or {"filter":…} (as that of an export) means now. Nothing: nobody.
Result<std::vector<ProfileId>> PeopleFrom(const ApiContext& context, const std::optional<std::string>& from);

// A line of a file that names somebody.
struct NamedLine {
    int64_t line = 0;  // from 1
    std::string name;
};
// The names of a CSV file: of the column that is called id, profile, email, customer or stripe_customer_id, else of the first;
// a first line of other words is skipped. Commas, semicolons or tabs; quotes. Empty lines are left out.
std::vector<NamedLine> NamesOfCsv(std::string_view csv);

}  // namespace daybook::segments
