// The people of a shop as templates need them: one of them, the longest value of each field, and how many lack one.
#pragma once

#include <string_view>

#include "server/app.h"
#include "templates/templates_api.h"

namespace daybook::server {

// kNotFound. templates::kLongest is whoever has the longest value of each field; kConflict still_counting until that is counted.
Result<templates::Person> PersonFor(App::Parts& parts, sql::Tx& tx, AccountId account, std::string_view id, liquid::Arena& arena);

// `segment`: an id; empty: everybody. As it was last counted; counts anew in the background where it is time.
Result<templates::LackingPtr> LackingOf(App::Parts& parts, AccountId account, std::string_view segment);

}  // namespace daybook::server
