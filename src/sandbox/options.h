// What a sandbox is started with: the flags of `daybook sandbox`, ready for the command line.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace daybook::sandbox {

// Which of the two API shapes is served.
enum class Shape : uint8_t {
    kByHeader,  // by the request's Stripe-Version: before 2025-03-31 acacia, else (and without one) endive
    kAcacia,
    kEndive,
};

// Whether Stripe's documented rate limits (stripe.md §1.4) are applied.
enum class RateLimits : uint8_t { kOff, kStripe };

// How a 403 names the permission.
enum class Wording : uint8_t { kByShape, kOld, kNew };

struct Options {
    std::string listen = "127.0.0.1:0";
    uint32_t customers = 0;
    uint64_t seed = 1;
    // Unix seconds at which the made-up history ends and life begins. 0: Shop takes kDefaultBirth, Sandbox::Start now.
    // The same seed, birth and rate give the same shop at every later time.
    int64_t birth = 0;
    // The first customer's number of paid invoices, for tests of very large people; 0: as everybody's.
    uint32_t whale_invoices = 0;
    std::vector<std::string> load;  // paths of worlds in the scenario format
    int64_t latency_ms = 0;
    double rate = 0;   // changes a second of the shop's time; 0: nothing happens
    double speed = 1;  // the shop's clock against the wall clock
    RateLimits limit = RateLimits::kOff;
    Shape api_version = Shape::kByHeader;
    Wording wording = Wording::kByShape;
    // Resources no key may read, by the last part of their path: "charges", "checkout/sessions" (or
    // "checkout_sessions").
    std::vector<std::string> deny;
    std::string webhook_url;
    std::string webhook_secret;  // "whsec_…"
};

// 2026-01-01T00:00:00Z.
inline constexpr int64_t kDefaultBirth = 1767225600;

}  // namespace daybook::sandbox
