#include "sandbox/limits.h"

#include <algorithm>

namespace daybook::sandbox {

bool Limits::Has(Bucket& bucket, double rate, Micros now) {
    if (bucket.tokens < 0) bucket.tokens = rate;
    else bucket.tokens = std::min(rate, bucket.tokens + rate * static_cast<double>(now - bucket.at) / kSecond);
    bucket.at = now;
    return bucket.tokens >= 1;
}

std::optional<std::string_view> Limits::Admit(std::string_view endpoint, Mode mode, Micros now) {
    constexpr double kEndpointRate = 25;
    double over_all_rate = mode == Mode::kLive ? 100 : 25;
    std::lock_guard lock(mutex_);
    Bucket& all = over_all_[static_cast<int>(mode)];
    std::string name(endpoint);
    name += mode == Mode::kLive ? 'l' : 't';
    Bucket& one = endpoints_[name];
    bool has_all = Has(all, over_all_rate, now);
    bool has_one = Has(one, kEndpointRate, now);
    if (!has_all) return "global-rate";
    if (!has_one) return "endpoint-rate";
    all.tokens -= 1;
    one.tokens -= 1;
    return std::nullopt;
}

}  // namespace daybook::sandbox
