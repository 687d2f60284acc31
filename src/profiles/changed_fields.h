// Which fields differ: what listeners of changes are told.
#pragma once

#include <string_view>
#include <vector>

#include "profiles/profile.h"

namespace daybook::profiles {

// The names as the API shows them; "customer_ids", "sales", "distinct_products" and "deleted" are those of "stripe"; "custom" stands for all
// that the shop made.
std::vector<std::string_view> ChangedFields(const Fields& before, const Fields& after);

}  // namespace daybook::profiles
