// What a process says of itself where it holds a store, for those that find it held.
#pragma once

#include <string>

#include "base/result.h"

namespace daybook::sql {

// "daybook stripe sync, process 1234": the command without its options, for they may name people's files.
std::string ThisProcess();

// kConflict, reason store_in_use. `what` is the store, `holder` what ThisProcess() was there; empty where it is not known.
Error InUse(const std::string& what, const std::string& holder);

}  // namespace daybook::sql
