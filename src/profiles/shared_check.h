// Whether what is kept of everybody together (sums, counts, filters, the feed) is what everybody's stored footprints come to.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "sql/database.h"

namespace daybook::profiles {

// The blocks of an account are looked at in so many parts (number mod 8), each in well under a second where there are a
// million people. The sums of the overview are kept by part, so that few writers wait for one another. Stored.
inline constexpr int64_t kSharedParts = 8;

// The kind of an entry of the feed that is no activity: when a person was seen to be deleted. For sums, never listed.
inline constexpr int64_t kCustomerDeleted = 100;

// Sentences: one a table of which something differs, with the first place where it does. `part` from 0 on. Holds in every
// snapshot, whoever is due in it. Changes nothing.
Result<std::vector<std::string>> CompareShared(sql::Tx& tx, AccountId account, int64_t part, Micros now);

}  // namespace daybook::profiles
