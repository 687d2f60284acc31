// Where the Stripe modules run what must not run here and now: the seam to the pool and the timers, so that tests and
// the simulator decide what happens when.
#pragma once

#include <functional>
#include <memory>

#include "base/clock.h"

namespace daybook::runtime {
class Pool;
class Timers;
}  // namespace daybook::runtime

namespace daybook::stripe {

class Tasks {
  public:
    virtual ~Tasks() = default;
    // On the worker pool, soon. Never inside the call. Thread safe.
    virtual void Run(std::function<void()> task) = 0;
    // Not before `delay` has passed; for short work. Never inside the call. Thread safe.
    virtual void After(Micros delay, std::function<void()> task) = 0;
};

// The real one. What waits when it is destroyed never runs; destroy it before the pool and the timers.
std::unique_ptr<Tasks> MakeTasks(runtime::Pool& pool, runtime::Timers& timers);

}  // namespace daybook::stripe
