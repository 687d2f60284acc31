// Everybody's own fields, computed again after the catalogue changed (profiles/custom_fields.h): from what was set here and
// from stored objects, without a new import, in slices beside everything else. Resumable: each slice stores its position.
//
// Nobody is settled for it but those whose segments ask for a value that changed: they become due with cause definition.
#pragma once

#include "settle/settle.h"

namespace daybook::settle {

// One slice. True while there is more. Not on the writer's thread.
Result<bool> SweepFields(const Parts& parts, segments::Catalogue* segments, AccountId account);

}  // namespace daybook::settle
