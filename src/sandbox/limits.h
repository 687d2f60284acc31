// Stripe's rate limits (stripe.md §1.4): 25 requests a second an endpoint; over all 100 live, 25 test. Thread safe.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "sandbox/ids.h"

namespace daybook::sandbox {

class Limits {
  public:
    // The value of Stripe-Rate-Limited-Reason where the request is one too many; else it is counted.
    // `now` is monotonic. A bucket holds one second's worth.
    std::optional<std::string_view> Admit(std::string_view endpoint, Mode mode, Micros now);

  private:
    struct Bucket {
        double tokens = -1;  // -1: new, full
        Micros at = 0;
    };
    static bool Has(Bucket& bucket, double rate, Micros now);
    std::mutex mutex_;
    Bucket over_all_[2];
    std::map<std::string, Bucket, std::less<>> endpoints_;
};

}  // namespace daybook::sandbox
