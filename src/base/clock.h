// Time. Micros are microseconds since 1970 UTC; seconds are used only where Stripe or the API speak them.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

namespace daybook {

using Micros = int64_t;
inline constexpr Micros kMillisecond = 1000;
inline constexpr Micros kSecond = 1'000'000;
inline constexpr Micros kMinute = 60 * kSecond;
inline constexpr Micros kHour = 60 * kMinute;
inline constexpr Micros kDay = 24 * kHour;

class Clock {
  public:
    virtual ~Clock() = default;
    // The wall clock. Thread safe.
    virtual Micros Now() const = 0;
    // Never goes back; its zero is arbitrary. Thread safe.
    virtual Micros Monotonic() const = 0;
};

class SystemClock : public Clock {
  public:
    Micros Now() const override;
    Micros Monotonic() const override;
};

// A clock that stands still until told. For tests and the simulator.
class ManualClock : public Clock {
  public:
    explicit ManualClock(Micros now) : now_(now) {}
    Micros Now() const override { return now_.load(); }
    Micros Monotonic() const override { return now_.load(); }
    void Set(Micros now) { now_.store(now); }
    void Advance(Micros by) { now_.fetch_add(by); }

  private:
    std::atomic<Micros> now_;
};

// "2026-01-31T14:02:11.000000Z". For logs and texts.
std::string FormatUtc(Micros at);

}  // namespace daybook
