// Files of people that were exported before one of them was erased.
#pragma once

#include <string>
#include <vector>

#include "profiles/profile.h"
#include "server/app.h"

namespace daybook::server {

// Deletes the exports whose file lists this person (by one of `names`, "prf_…"), whose filter names them, and those that are
// not written whole yet.
Status DropExportsOf(App::Parts& parts, AccountId account, const profiles::Profile& person, const std::vector<std::string>& names);

}  // namespace daybook::server
