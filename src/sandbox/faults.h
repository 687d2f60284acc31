// Faults on purpose: scripted ones in order, and a seeded storm. Thread safe.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/random.h"

namespace daybook::sandbox {

enum class FaultKind : uint8_t {
    kRateLimit,     // 429 rate_limit with Stripe-Rate-Limited-Reason
    kLockTimeout,   // 429 lock_timeout, Stripe-Should-Retry: true
    kServerError,   // 500
    kBadGateway,    // 502 with HTML
    kHalfJson,      // 200, cut off in the middle
    kDrop,          // the connection ends without an answer
    kSlow,          // the answer comes after `delay`
    kEmptyPage,     // an empty list that says has_more
    kEndlessPage,   // the cursor does not move: the first page again, has_more
    kUnknownValues, // additional fields, and enum values nobody knows
    kHugeAmounts,   // invoice totals of 2^62
    kRevokedKey,    // 401 as if the key were revoked
    kLostPermission,// 403 as if the permission had been taken away
};
inline constexpr int kFaultKinds = 13;
std::string_view FaultName(FaultKind kind);
std::optional<FaultKind> FaultNamed(std::string_view name);

struct Fault {
    FaultKind kind = FaultKind::kServerError;
    std::string path;          // a prefix of the request's path; empty: any
    uint32_t skip = 0;         // so many matching requests pass first
    uint32_t times = 1;        // then so many are hit; UINT32_MAX: all
    Micros delay = kSecond;    // of kSlow
    std::string reason = "endpoint-rate";  // of kRateLimit
    uint64_t clearings = 0;    // of one that was taken: how often faults had been cleared before
};

// With probability `chance` a request meets one of `kinds`, drawn from `seed`.
struct Storm {
    uint64_t seed = 0;
    double chance = 0;
    std::vector<FaultKind> kinds;
    Micros delay = kSecond;
};

class Faults {
  public:
    void Add(Fault fault);
    void Begin(Storm storm);
    // Both scripted faults and the storm end, and so does every Wait.
    void Clear();
    // Returns after `delay`, or as soon as the faults are cleared more than `clearings` times.
    void Wait(Micros delay, uint64_t clearings);
    // The fault this request meets, if any; counts it.
    std::optional<Fault> Take(std::string_view path);
    uint64_t taken() const;

  private:
    mutable std::mutex mutex_;
    std::condition_variable cleared_;
    uint64_t clearings_ = 0;
    std::vector<Fault> scripted_;
    std::optional<Storm> storm_;
    Random random_{0};
    uint64_t taken_ = 0;
};

// Adds fields, and replaces enum values that nothing is computed from by ones nobody knows.
std::string WithUnknownValues(std::string_view body);
// Each "total" and "amount_due" becomes 2^62.
std::string WithHugeAmounts(std::string_view body);

}  // namespace daybook::sandbox
