// People in the words of conditions: what the mirror and the stored activities say of them (segments/shop.h).
#pragma once

#include "profiles/profile.h"
#include "segments/people.h"
#include "segments/shop.h"
#include "stripe/project.h"

namespace daybook::settle {

// Fills all but the segments. Activities that are known to come (an open cart's, a trial's end) are among them, so that
// their moments are known.
void FillPerson(conditions::Person& person, const conditions::Schema& schema, const profiles::Profile& profile,
                const stripe::Known& known, segments::Wanted wanted);

// For work over everybody: reads one batch of people after another.
segments::VisitPeople MakeVisitPeople();

}  // namespace daybook::settle
