// One bad profile harms nobody: a batch that fails is halved until the culprit stands alone, and
// that one is parked with its reason (profiles/due.h Park).
#pragma once

#include <utility>
#include <vector>

#include "base/error.h"
#include "profiles/due.h"

namespace daybook::settle {

// True where the error lies in the people of the batch, so that halving finds the one; false where
// the database or a race is to blame: the whole batch is tried again a little later.
bool IsTheirFault(const Error& error);

// Precondition: more than one.
std::pair<std::vector<profiles::Due>, std::vector<profiles::Due>> Halve(
    std::vector<profiles::Due> batch);

}  // namespace daybook::settle
