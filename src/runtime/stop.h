// One switch that ends the program, and what sets it.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

#include "base/clock.h"
#include "runtime/io.h"

namespace daybook::runtime {

// Set once, never taken back. Thread safe.
class Stop {
  public:
    void Request();
    bool requested() const;
    // Waits at most `time` (real time); true as soon as a stop is requested.
    bool WaitFor(Micros time) const;
    // Waits for the request itself: the main thread's place.
    void Wait() const;

  private:
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    bool requested_ = false;
};

// From its making to its end, SIGTERM and SIGINT request the stop; a second one of them ends the
// program at once with exit code 130, so that nobody has to wait for what is in flight. From its making on SIGPIPE is ignored:
// where whoever reads the log has gone, writing fails and the program goes on.
class SignalWatcher {
  public:
    // Both must outlive it. SIGHUP calls `on_hangup`, on the I/O thread; without one it is not watched.
    SignalWatcher(IoThread& io, Stop& stop, std::function<void()> on_hangup = {});
    ~SignalWatcher();

  private:
    struct Impl;
    std::shared_ptr<Impl> impl_;  // shared with the pending wait on the I/O thread
};

}  // namespace daybook::runtime
