// What a later floor knows of people beyond their stored fields: their activities and present objects.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "base/clock.h"
#include "conditions/person.h"
#include "conditions/program.h"
#include "conditions/schema.h"
#include "profiles/profile.h"
#include "sql/database.h"

namespace daybook::segments {

// What the conditions that will be judged look at; the rest may be left missing.
struct Wanted {
    bool activities = false, objects = false;
    const conditions::Reads* only = nullptr;  // of those, no more than this is looked at
};

// Calls visit(i, person) for each of these people of one account, in order, with `person` filled but for its segments
// (shop.h). The person is only lent.
using Visit = std::function<Status(size_t i, conditions::Person& person)>;
using VisitPeople = std::function<Status(sql::Tx& tx, AccountId account, const conditions::Schema& schema,
                                         std::span<const profiles::Profile> people, Wanted wanted,
                                         const Visit& visit)>;

}  // namespace daybook::segments
