#include "runtime/pool.h"

#include <pthread.h>

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "base/assert.h"
#include "base/log.h"

namespace daybook::runtime {

using Task = std::function<void()>;

struct Pool::Impl {
    PoolOptions options;
    mutable std::mutex mutex;
    std::condition_variable wake;
    std::deque<Task> admitted;  // Continue
    std::deque<Task> queue;     // Submit
    bool stopped = false;
    PoolMetrics metrics;
    std::vector<std::thread> threads;

    // The next task; an empty function when stopped and drained.
    Task Next() {
        std::unique_lock lock(mutex);
        wake.wait(lock, [this] { return stopped || !admitted.empty() || !queue.empty(); });
        auto& from = admitted.empty() ? queue : admitted;
        if (from.empty()) return {};
        Task task = std::move(from.front());
        from.pop_front();
        ++metrics.running;
        return task;
    }

    void Finished(bool failed) {
        std::lock_guard lock(mutex);
        --metrics.running;
        ++metrics.done;
        if (failed) ++metrics.failed;
    }

    void Work() {
        pthread_setname_np(pthread_self(), "pool");
        while (Task task = Next()) {
            bool failed = false;
            try {
                task();
            } catch (const std::exception& e) {
                failed = true;
                Log(Level::kError, "pool.task_failed", {{"what", e.what()}});
            } catch (...) {
                failed = true;
                Log(Level::kError, "pool.task_failed", {{"what", "not a std::exception"}});
            }
            // What the task captured dies before it counts as done.
            task = nullptr;
            Finished(failed);
        }
    }
};

Pool::Pool(PoolOptions options) : impl_(std::make_unique<Impl>()) {
    ASSERT(options.threads > 0 && options.queue_max > 0);
    impl_->options = options;
    for (size_t i = 0; i < options.threads; ++i) {
        impl_->threads.emplace_back([impl = impl_.get()] { impl->Work(); });
    }
}

Pool::~Pool() { Stop(); }

Status Pool::Submit(Task task) {
    ASSERT(task != nullptr);
    {
        std::lock_guard lock(impl_->mutex);
        if (impl_->stopped) return Unavailable("The program is stopping.");
        if (impl_->queue.size() >= impl_->options.queue_max) {
            ++impl_->metrics.refused;
            return Error{
                Code::kLimited, "Too much is waiting to be done. Try again in a moment.", {}, {}};
        }
        impl_->queue.push_back(std::move(task));
    }
    impl_->wake.notify_one();
    return {};
}

bool Pool::Continue(Task task) {
    ASSERT(task != nullptr);
    {
        std::lock_guard lock(impl_->mutex);
        if (impl_->stopped) return false;
        impl_->admitted.push_back(std::move(task));
    }
    impl_->wake.notify_one();
    return true;
}

void Pool::Stop() {
    {
        std::lock_guard lock(impl_->mutex);
        impl_->stopped = true;
    }
    impl_->wake.notify_all();
    for (std::thread& thread : impl_->threads) {
        ASSERT(thread.get_id() != std::this_thread::get_id());
        if (thread.joinable()) thread.join();
    }
}

size_t Pool::threads() const { return impl_->threads.size(); }

PoolMetrics Pool::metrics() const {
    std::lock_guard lock(impl_->mutex);
    PoolMetrics metrics = impl_->metrics;
    metrics.queued = impl_->queue.size() + impl_->admitted.size();
    return metrics;
}

}  // namespace daybook::runtime
