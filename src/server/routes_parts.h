// What the files of the route table share.
#pragma once

#include <string_view>
#include <vector>

#include "server/app.h"
#include "server/route.h"

namespace daybook::server {

inline constexpr std::string_view kText = R"({"type":"string"})";
inline constexpr std::string_view kLimit = R"({"type":"integer","minimum":1,"maximum":100,"default":10})";
inline constexpr std::string_view kFlag = R"({"enum":["true","false"]})";

// The parameters of a list, after those of its own.
inline std::vector<QueryParameter> Paging(std::vector<QueryParameter> more = {}) {
    more.push_back({"limit", kLimit, "How many to give."});
    more.push_back({"starting_after", kText, "An id: go on after it."});
    more.push_back({"ending_before", kText, "An id: what comes before it."});
    return more;
}

// A handler of this module, with the parts bound.
template <typename Function>
RouteHandler Bind(App::Parts& parts, Function function) {
    return [&parts, function](const http::Request& request, const Caller& caller) { return function(parts, request, caller); };
}

// routes_help.cc: articles, what readers say of them, pictures.
void AddHelp(std::vector<Route>& routes, App::Parts& parts);
// routes_house.cc: users, sessions, settings, keys, the audit log.
void AddHouse(std::vector<Route>& routes, App::Parts& parts);
// routes_shop.cc: people, what belongs to them, reports.
void AddShop(std::vector<Route>& routes, App::Parts& parts);
// routes_segments.cc
void AddSegments(std::vector<Route>& routes, App::Parts& parts);
// routes_templates.cc
void AddTemplates(std::vector<Route>& routes, App::Parts& parts);

}  // namespace daybook::server
