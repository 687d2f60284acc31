// load: all that is known of some people, from one snapshot, one read a table.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "profiles/due.h"
#include "profiles/activities.h"
#include "profiles/custom_fields.h"
#include "profiles/profile_store.h"
#include "segments/compiled.h"
#include "sql/database.h"
#include "stripe/bodies.h"
#include "stripe/project.h"

namespace daybook::settle {

struct Person {
    profiles::Due due;
    profiles::Head head;
    stripe::Known known;
    std::string footprint;  // as stored (profiles/footprint.h); empty: none
    std::shared_ptr<const segments::Compiled> segments;  // null: the account has none
    std::shared_ptr<const segments::Statics> statics;    // of the batch's blocks; set where `segments` is
    Micros took = 0;  // its share of the loading, by its number of facts
};

// The people of a batch and what they share. `Known::metered` refers to it: keep it while deciding.
struct Loaded {
    std::vector<Person> people;  // sorted by profile
    std::unique_ptr<std::set<std::string, std::less<>>> metered;
};

// What of a person is not in the standard and Stripe fields: as set here, and as the shop's own fields are computed.
struct OwnValues {
    profiles::Own own;
    profiles::CustomValues custom;
    std::optional<Error> unreadable;  // a body of theirs is damaged: mapped values are missing
};
// In the order of `ids` (sorted, unique). `fields`: under another catalogue than the stored one.
Result<std::vector<OwnValues>> LoadOwnValues(sql::Tx& tx, const stripe::Bodies& bodies, AccountId account, const std::vector<ProfileId>& ids,
                                             std::shared_ptr<const profiles::CustomFields> fields = nullptr);

// What is known of people beside their stored fields.
struct Extras {
    std::vector<stripe::Known> known;  // in the order of the ids
    std::unique_ptr<std::set<std::string, std::less<>>> metered;  // `known` refers to it
};
// `ids` sorted and unique.
Result<Extras> LoadExtras(sql::Tx& tx, AccountId account, const std::vector<ProfileId>& ids);

// `due` in any order, each profile once; `segments` null: nobody is judged. kCorrupt where stored data of one of them cannot be
// understood.
Result<Loaded> Load(sql::Tx& tx, const stripe::Bodies& bodies, std::vector<profiles::Due> due,
                    const Clock& clock, segments::Catalogue* segments = nullptr);

}  // namespace daybook::settle
