#include "http/metrics.h"

#include <algorithm>

namespace daybook::http {
namespace {
constexpr size_t kRoutesMax = 500;
}

void Meter::Count(std::string_view route, int status, Micros took) {
    std::lock_guard lock(mutex_);
    auto place = metrics_.routes.find(route);
    if (place == metrics_.routes.end()) {
        if (metrics_.routes.size() >= kRoutesMax) route = "other";
        place = metrics_.routes.try_emplace(std::string(route)).first;
    }
    RouteMetrics& counted = place->second;
    ++counted.by_status[status];
    counted.latency_sum += took;
    auto bucket = std::lower_bound(kLatencyBounds.begin(), kLatencyBounds.end(), took);
    ++counted.latency[static_cast<size_t>(bucket - kLatencyBounds.begin())];
}

ServerMetrics Meter::Read() const {
    std::lock_guard lock(mutex_);
    return metrics_;
}

}  // namespace daybook::http
