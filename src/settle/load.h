// load: all that is known of some people, from one snapshot, one read a table.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "profiles/due.h"
#include "profiles/profile_store.h"
#include "sql/database.h"
#include "stripe/bodies.h"
#include "stripe/project.h"

namespace daybook::settle {

struct Person {
    profiles::Due due;
    profiles::Head head;
    stripe::Known known;
    std::string footprint;  // as stored (profiles/footprint.h); empty: none
    Micros took = 0;  // its share of the loading, by its number of facts
};

// The people of a batch and what they share. `Known::metered` refers to it: keep it while deciding.
struct Loaded {
    std::vector<Person> people;  // sorted by profile
    std::unique_ptr<std::set<std::string, std::less<>>> metered;
};

// `due` in any order, each profile once. kCorrupt where stored data of one of them cannot be
// understood.
Result<Loaded> Load(sql::Tx& tx, const stripe::Bodies& bodies, std::vector<profiles::Due> due,
                    const Clock& clock);

}  // namespace daybook::settle
