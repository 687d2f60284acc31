// What the server counted. A snapshot is a plain struct; the exposition format is made in server/.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace daybook::http {

// Upper bounds of the buckets; the last bucket has none.
inline constexpr std::array<Micros, 12> kLatencyBounds = {
    500,    1'000,   2'500,   5'000,     10'000,    25'000,
    50'000, 100'000, 250'000, 1'000'000, 5'000'000, 30'000'000};

struct RouteMetrics {
    std::map<int, uint64_t> by_status;
    std::array<uint64_t, kLatencyBounds.size() + 1> latency{};  // requests a bucket, not cumulative
    Micros latency_sum = 0;  // from the whole request to its whole answer
};

struct ServerMetrics {
    uint64_t connections_open = 0;
    uint64_t connections_accepted = 0;
    uint64_t connections_refused = 0;  // over the limit
    uint64_t streams_open = 0;         // connections that are event streams
    uint64_t requests_bad = 0;         // could not be read, or came too slowly
    uint64_t requests_refused = 0;     // the pool was full, or large bodies held too much
    uint64_t exceptions = 0;
    // By Response::route; "" is what no route answered. Further ones than 500 count as "other".
    std::map<std::string, RouteMetrics, std::less<>> routes;
};

// Thread safe.
class Meter {
  public:
    void Count(std::string_view route, int status, Micros took);
    // Applies a change to the counters.
    template <typename Change>
    void Update(Change change) {
        std::lock_guard lock(mutex_);
        change(metrics_);
    }
    ServerMetrics Read() const;

  private:
    mutable std::mutex mutex_;
    ServerMetrics metrics_;
};

}  // namespace daybook::http
