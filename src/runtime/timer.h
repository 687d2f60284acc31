// Tasks at a moment of the monotonic clock, run on the pool.
#pragma once

#include <functional>
#include <memory>

#include "base/clock.h"
#include "runtime/io.h"
#include "runtime/pool.h"

namespace daybook::runtime {

struct TimerEntry;

// A task that waits for its moment. Destroying the handle cancels it.
class Timer {
  public:
    Timer() = default;
    Timer(Timer&&) = default;
    Timer& operator=(Timer&& other) noexcept;
    ~Timer() { Cancel(); }

    // When it returns the task has ended or will never run; waits for it if it runs, unless called
    // by the task itself.
    void Cancel();
    bool pending() const;

  private:
    friend class Timers;
    explicit Timer(std::shared_ptr<TimerEntry> entry) : entry_(std::move(entry)) {}
    std::shared_ptr<TimerEntry> entry_;  // shared with the queue until it has run
};

class Timers {
  public:
    // All three must outlive it.
    Timers(IoThread& io, Pool& pool, const Clock& clock);
    // Nothing runs afterwards but what the pool has already begun or queued.
    ~Timers();

    // Runs `task` on the pool once clock.Monotonic() >= `at`; at once if that is past. Never early.
    // Thread safe.
    Timer At(Micros at, std::function<void()> task);
    Timer After(Micros delay, std::function<void()> task);
    // Looks at the clock again: for a clock that was moved by hand.
    void Poke();

  private:
    struct Impl;
    std::shared_ptr<Impl> impl_;  // shared with the I/O thread's pending wait
};

}  // namespace daybook::runtime
