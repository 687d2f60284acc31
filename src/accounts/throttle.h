// Slows down those who guess: after some failures in a row a name must wait, each time twice as long. In memory: one
// process serves a store, and a restart forgives.
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/clock.h"

namespace daybook::accounts {

struct ThrottleOptions {
    int free = 5;                         // failures without a wait
    Micros wait_max = kMinute;            // the first wait is a second
    Micros forget_after = 15 * kMinute;   // since the last failure
    size_t names_max = 20'000;            // then the oldest are forgotten
};

// Thread safe.
class Throttle {
  public:
    Throttle(ThrottleOptions options, const Clock& clock) : options_(options), clock_(clock) {}

    // How long the name must still wait; 0: it may try. Attempts while waiting count for nothing.
    Micros Wait(std::string_view name);
    void Failed(std::string_view name);
    void Succeeded(std::string_view name);

  private:
    struct Entry {
        int failures = 0;
        Micros last = 0;
    };
    Micros WaitOf(const Entry& entry) const;
    void MakeRoom();

    const ThrottleOptions options_;
    const Clock& clock_;
    std::mutex mutex_;
    std::unordered_map<std::string, Entry> entries_;
};

}  // namespace daybook::accounts
