// Random people and random conditions of the shop of conditions_support.h, for the oracle's tests.
#pragma once

#include <string>

#include "base/random.h"
#include "conditions/oracle_support.h"
#include "conditions/person.h"

namespace daybook::conditions::oracle {

// Moments lie in 2019 to 2026, many of them where calendars are awkward: ends of months, 29
// February, the hours in which clocks are changed.
int64_t AnyMoment(Random& random, const date::time_zone* zone);
Human AnyHuman(Random& random, const date::time_zone* zone);
// At most `depth` groups deep.
Rule AnyRule(Random& random, int depth, const date::time_zone* zone);
// A rule as the language writes it.
std::string Json(const Rule& rule);
// A human as the engine sees them.
void Fill(Person& person, const Schema& schema, const Human& human);

}  // namespace daybook::conditions::oracle
