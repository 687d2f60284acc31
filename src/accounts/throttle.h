// Slows down those who guess: after some failures in a row a name must wait, each time twice as long. In memory: one
// process serves a store, and a restart forgives.
//
// Signing in counts a name in one network, a name anywhere, and a network: whoever guesses from elsewhere does not lock the
// user out, many networks together are still slowed down, and so is one that tries many names.
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
    // Whether this was the first of a row after which the name must wait.
    bool Failed(std::string_view name);
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

// The part of an address that one customer of a provider has: all of an IPv4 address (also written as ::ffff:…), of IPv6 the
// first 64 bits, "2001:db8:1:2::/64". What is no address is its own network.
std::string NetworkOf(std::string_view address);

// Thread safe.
class SignInThrottle {
  public:
    explicit SignInThrottle(const Clock& clock);

    // How long this name must wait at this address; 0: it may try.
    Micros Wait(std::string_view name, std::string_view address);
    // Whether the name must wait now, and did not before this row of failures.
    bool Failed(std::string_view name, std::string_view address);
    void Succeeded(std::string_view name, std::string_view address);

  private:
    Throttle here_, anywhere_, networks_;
};

}  // namespace daybook::accounts
