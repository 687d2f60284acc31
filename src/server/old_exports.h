// Files of people that were exported before one of them was erased.
#pragma once

#include <string>
#include <vector>

#include "profiles/profile.h"
#include "server/app.h"

namespace daybook::server {

// Takes away the files of exports that list this person (by one of `names`, "prf_…"), whose filter names them, and of those
// that are not written whole yet.
Status RemoveExportsOf(App::Parts& parts, AccountId account, const profiles::Profile& person, const std::vector<std::string>& names);

}  // namespace daybook::server
