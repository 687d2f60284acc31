// Jobs in the background, one at a time: what their rows in the store ask for is looked for whenever somebody wakes it.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <set>

#include "stripe/tasks.h"

namespace daybook::server {

class JobWorker {
  public:
    // `step`, on the pool: does the next job, if there is one. True: there is more to do at once.
    // It and `tasks` must outlive the tasks that run.
    JobWorker(stripe::Tasks& tasks, std::function<bool()> step);

    // Something is to be done.
    void Wake();
    // The job under way ends soon, and none is begun.
    void Stop();
    bool stopping() const { return stopping_; }
    // The job with this id must not go on.
    void Drop(int64_t id);
    bool Dropped(int64_t id);

  private:
    void Work();

    stripe::Tasks& tasks_;
    const std::function<bool()> step_;
    std::mutex mutex_;
    bool working_ = false;  // guarded by mutex_
    bool again_ = false;    // guarded by mutex_: woken meanwhile
    std::set<int64_t> dropped_;  // guarded by mutex_
    std::atomic<bool> stopping_{false};
};

}  // namespace daybook::server
