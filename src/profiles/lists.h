// Lists of numbers as parameters of statements.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"

namespace daybook::profiles {

// The number of each id.
std::vector<int64_t> NumbersOf(std::span<const ProfileId> ids);
// Each block once. Precondition: `ids` are sorted.
std::vector<int64_t> BlocksOf(std::span<const ProfileId> ids);

}  // namespace daybook::profiles
