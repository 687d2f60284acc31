// The route table: every path of the API in one place (api.md §2). The OpenAPI document is made from it.
#pragma once

#include <vector>

#include "server/app.h"
#include "server/parts.h"
#include "server/route.h"

namespace daybook::server {

// `parts` must outlive the routes.
std::vector<Route> MakeRoutes(App::Parts& parts);

}  // namespace daybook::server
