#include "server/job_worker.h"

#include <utility>

namespace daybook::server {

JobWorker::JobWorker(stripe::Tasks& tasks, std::function<bool()> step) : tasks_(tasks), step_(std::move(step)) {}

void JobWorker::Wake() {
    {
        std::lock_guard lock(mutex_);
        again_ = true;
        if (working_ || stopping_) return;
        working_ = true;
    }
    tasks_.Run([this] { Work(); });
}

void JobWorker::Stop() { stopping_ = true; }

void JobWorker::Drop(int64_t id) {
    std::lock_guard lock(mutex_);
    dropped_.insert(id);
}

bool JobWorker::Dropped(int64_t id) {
    std::lock_guard lock(mutex_);
    return dropped_.contains(id);
}

void JobWorker::Work() {
    {
        std::lock_guard lock(mutex_);
        again_ = false;
    }
    const bool more = step_();
    {
        std::lock_guard lock(mutex_);
        if ((!again_ && !more) || stopping_) {
            working_ = false;
            return;
        }
    }
    tasks_.Run([this] { Work(); });
}

}  // namespace daybook::server
