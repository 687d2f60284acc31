#include "scheduler.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace daybook::sim {

Scheduler::~Scheduler() {
    // Their closures may schedule when they go.
    std::vector<std::function<void()>> ready;
    std::multimap<Micros, std::function<void()>> timers;
    std::lock_guard lock(mutex_);
    ready.swap(ready_);
    timers.swap(timers_);
}

void Scheduler::Run(std::function<void()> task) {
    std::lock_guard lock(mutex_);
    ready_.push_back(std::move(task));
}

void Scheduler::After(Micros delay, std::function<void()> task) {
    std::lock_guard lock(mutex_);
    timers_.emplace(clock_.Monotonic() + std::max<Micros>(delay, 0), std::move(task));
}

bool Scheduler::quiet() const {
    std::lock_guard lock(mutex_);
    return ready_.empty() && (timers_.empty() || timers_.begin()->first > clock_.Monotonic());
}

bool Scheduler::Step(Micros until) {
    std::function<void()> task;
    {
        std::lock_guard lock(mutex_);
        if (ready_.empty()) {
            if (timers_.empty() || timers_.begin()->first > until) return false;
            clock_.Set(std::max(clock_.Monotonic(), timers_.begin()->first));
        }
        while (!timers_.empty() && timers_.begin()->first <= clock_.Monotonic()) {
            ready_.push_back(std::move(timers_.begin()->second));
            timers_.erase(timers_.begin());
        }
        std::swap(ready_[random_.Below(ready_.size())], ready_.back());
        task = std::move(ready_.back());
        ready_.pop_back();
    }
    task();
    return true;
}

}  // namespace daybook::sim
