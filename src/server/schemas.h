// The shapes of the API's requests and answers, named by the route table and printed in /openapi.json.
#pragma once

#include <string_view>

namespace daybook::server {

// A JSON object: schema name → JSON Schema.
extern const std::string_view kSchemas;       // accounts, people, the integration
extern const std::string_view kHouseSchemas;  // users, sessions, links, the audit log
extern const std::string_view kShopSchemas;   // what belongs to people, reports, exports
extern const std::string_view kMessageSchemas;  // templates

}  // namespace daybook::server
