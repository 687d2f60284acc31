// The worker pool: a fixed number of threads, a bounded queue. Handlers, deciders and callbacks run
// on it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "base/result.h"

namespace daybook::runtime {

struct PoolOptions {
    size_t threads = 4;
    size_t queue_max = 1024;  // tasks that wait; those that run do not count
};

struct PoolMetrics {
    size_t queued = 0;
    size_t running = 0;
    uint64_t done = 0;
    uint64_t refused = 0;  // queue full
    uint64_t failed = 0;   // threw; each is logged
};

class Pool {
  public:
    explicit Pool(PoolOptions options);
    // Stop().
    ~Pool();
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    // Queues `task`. kLimited when the queue is full, kUnavailable when stopped. Thread safe.
    Status Submit(std::function<void()> task);
    // Queues the next part of work that was admitted before, ahead of what waits and whatever the
    // queue's length: the caller keeps the number of these bounded. False when stopped. Thread
    // safe.
    bool Continue(std::function<void()> task);

    // Refuses new tasks, runs those queued, joins. Not from a task.
    void Stop();

    size_t threads() const;
    PoolMetrics metrics() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace daybook::runtime
