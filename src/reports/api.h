// The routes of reports: GET /v1/reports/overview, /import, /since, and GET /v1/activities.
#pragma once

#include "http/message.h"
#include "sql/database.h"
#include "stripe/bodies.h"
#include "stripe/status.h"

namespace daybook::reports {

struct ApiContext {
    AccountId account{};
    sql::Database& database;
    const Clock& clock;
    const stripe::Bodies& bodies;
    stripe::View view;   // the integration, as it stands
};

// ?from= ?to= (unix seconds; the last 30 days) ?interval=day|week|month, in the shop's time zone.
http::Response GetOverview(const http::Request& request, const ApiContext& context);
http::Response GetImport(const http::Request& request, const ApiContext& context);
// ?at=: what is new since; at most the last 30 days (`from` says since when).
http::Response GetSince(const http::Request& request, const ApiContext& context);
// The newest activities of everybody, of the last 30 days.
http::Response ListActivities(const http::Request& request, const ApiContext& context);

}  // namespace daybook::reports
