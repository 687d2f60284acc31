// What people and programs see of a connection: the object of GET /v1/integrations/stripe (api.md *Integration*). Pure.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "stripe/connection.h"

namespace daybook::stripe {

struct LiveView;  // stripe/live_status.h

struct View {
    std::optional<Connection> connection;      // nothing before the first key
    std::vector<ResourceRow> resources;        // in the order of kResources
    std::vector<std::optional<int64_t>> estimates;  // beside them
    std::vector<std::optional<double>> rates;       // beside them: objects a second, while they are read
    std::optional<Problem> trouble;            // passing: rate_limited, stripe_unreachable
    bool webhook_secret = false;
    std::map<int16_t, int64_t> counts;         // of people: profiles::ReadCounts
    std::shared_ptr<const LiveView> live;      // how it is followed; nothing before the first key. Copies of a view share it
};

// Without customers there is nobody to show: the state is failed.
Problem NoCustomers();
Shown StateOf(const View& view);
// The one problem to show: what stops most comes first.
std::optional<Problem> ErrorOf(const View& view);
std::string IntegrationJson(const View& view);

}  // namespace daybook::stripe
