// What a person adds to the reports, the filters and the newest activities (profiles/footprint.h). Pure; a part of
// projecting: stripe/project.cc calls it with what it has sorted out already.
#pragma once

#include "stripe/project_parts.h"

namespace daybook::stripe {

// Fills `footprint` and `recent` of `out`, whose fields are there.
void ProjectFootprint(const Known& known, const Sorted& sorted, Micros now, Projected& out);

}  // namespace daybook::stripe
