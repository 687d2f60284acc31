// One test on one value. Not for other modules.
#pragma once

#include <cstdint>

#include "conditions/judge.h"

namespace daybook::conditions {

// A test that looks at no clock.
bool Holds(const Test& test, const Value& value);
// A test on a date that does.
Verdict HoldsAt(const Test& test, const Value& value, const Calendar& calendar, int64_t now);
// Holds or HoldsAt.
Verdict Check(const Test& test, const Value& value, const Calendar& calendar, int64_t now);

}  // namespace daybook::conditions
