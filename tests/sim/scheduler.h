// Who does what when in a simulated installation: one thread, one clock that stands until nothing is left to do, and a
// seed that decides which of several ready tasks goes first. The same seed replays exactly.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "stripe/tasks.h"

namespace daybook::sim {

class Scheduler : public stripe::Tasks {
  public:
    Scheduler(ManualClock& clock, uint64_t seed) : clock_(clock), random_(seed) {}
    // Tasks that wait never run.
    ~Scheduler() override;

    void Run(std::function<void()> task) override;
    void After(Micros delay, std::function<void()> task) override;

    // Runs one ready task. Where none is, the clock goes to the next timer first, unless that lies after `until`.
    // False: nothing was left to do.
    bool Step(Micros until);
    // True where nothing can happen before the clock moves.
    bool quiet() const;
    Random& random() { return random_; }

  private:
    ManualClock& clock_;
    Random random_;
    mutable std::mutex mutex_;  // jobs on the writer's thread may schedule, while this thread waits for them
    std::vector<std::function<void()>> ready_;
    std::multimap<Micros, std::function<void()>> timers_;
};

}  // namespace daybook::sim
