#include "stripe/tasks.h"

#include <mutex>
#include <unordered_map>

#include "runtime/pool.h"
#include "runtime/timer.h"

namespace daybook::stripe {
namespace {

class PoolTasks : public Tasks {
  public:
    PoolTasks(runtime::Pool& pool, runtime::Timers& timers) : pool_(pool), timers_(timers) {}

    ~PoolTasks() override {
        std::unordered_map<uint64_t, runtime::Timer> left;
        {
            std::lock_guard lock(mutex_);
            left.swap(waiting_);
        }
    }

    // What comes here was admitted before: pages, requests and hints are bounded by those who ask for them.
    void Run(std::function<void()> task) override { pool_.Continue(std::move(task)); }

    void After(Micros delay, std::function<void()> task) override {
        std::lock_guard lock(mutex_);
        const uint64_t id = ++last_;
        waiting_[id] = timers_.After(delay, [this, id, task = std::move(task)] {
            Forget(id);
            task();
        });
    }

  private:
    void Forget(uint64_t id) {
        std::unordered_map<uint64_t, runtime::Timer>::node_type node;
        std::lock_guard lock(mutex_);
        node = waiting_.extract(id);
    }

    runtime::Pool& pool_;
    runtime::Timers& timers_;
    std::mutex mutex_;
    std::unordered_map<uint64_t, runtime::Timer> waiting_;
    uint64_t last_ = 0;
};

}  // namespace

std::unique_ptr<Tasks> MakeTasks(runtime::Pool& pool, runtime::Timers& timers) {
    return std::make_unique<PoolTasks>(pool, timers);
}

}  // namespace daybook::stripe
