#include "runtime/timer.h"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "base/assert.h"
#include "runtime/asio.h"

namespace daybook::runtime {

enum class TimerState { kWaiting, kQueued, kRunning, kDone };

struct TimerEntry {
    std::mutex mutex;
    std::condition_variable ended;
    TimerState state = TimerState::kWaiting;
    std::thread::id runs_on;
    std::function<void()> task;

    void Run() {
        {
            std::lock_guard lock(mutex);
            if (state == TimerState::kDone) return;
            state = TimerState::kRunning;
            runs_on = std::this_thread::get_id();
        }
        // The end is told even where the task throws (the pool logs it).
        struct End {
            TimerEntry& entry;
            ~End() {
                std::lock_guard lock(entry.mutex);
                entry.state = TimerState::kDone;
                entry.ended.notify_all();
            }
        } end{*this};
        task();
        task = nullptr;
    }

    void Cancel() {
        std::unique_lock lock(mutex);
        if (state == TimerState::kRunning) {
            if (runs_on == std::this_thread::get_id()) return;
            ended.wait(lock, [this] { return state == TimerState::kDone; });
            return;
        }
        if (state == TimerState::kDone) return;
        state = TimerState::kDone;
        auto dropped = std::exchange(task, nullptr);
        lock.unlock();
    }
};

Timer& Timer::operator=(Timer&& other) noexcept {
    if (this != &other) {
        Cancel();
        entry_ = std::move(other.entry_);
    }
    return *this;
}

void Timer::Cancel() {
    if (entry_) entry_->Cancel();
    entry_.reset();
}

bool Timer::pending() const {
    if (!entry_) return false;
    std::lock_guard lock(entry_->mutex);
    return entry_->state != TimerState::kDone;
}

struct Timers::Impl : std::enable_shared_from_this<Timers::Impl> {
    Impl(IoThread& io, Pool& pool, const Clock& clock)
        : io(io), pool(pool), clock(clock), alarm(ContextOf(io)) {}

    IoThread& io;
    Pool& pool;
    const Clock& clock;
    SteadyTimer alarm;  // I/O thread only
    std::mutex mutex;
    std::multimap<Micros, std::shared_ptr<TimerEntry>> waiting;
    bool closed = false;

    // On the I/O thread: hands what is due to the pool and sets the alarm for the next.
    void Look() {
        std::lock_guard lock(mutex);
        if (closed) return;
        Micros now = clock.Monotonic();
        while (!waiting.empty() && waiting.begin()->first <= now) {
            auto entry = std::move(waiting.begin()->second);
            waiting.erase(waiting.begin());
            pool.Continue([entry] { entry->Run(); });
        }
        if (waiting.empty()) return;
        // Hourly at least, so that no sum overflows.
        Micros wait = std::min(waiting.begin()->first - now, kHour);
        alarm.expires_after(std::chrono::microseconds(wait));
        alarm.async_wait([self = shared_from_this()](ErrorCode ec) {
            if (!ec) self->Look();
        });
    }

    void Wake() {
        io.Post([self = shared_from_this()] { self->Look(); });
    }
};

Timers::Timers(IoThread& io, Pool& pool, const Clock& clock)
    : impl_(std::make_shared<Impl>(io, pool, clock)) {}

Timers::~Timers() {
    std::lock_guard lock(impl_->mutex);
    impl_->closed = true;
    impl_->waiting.clear();
    impl_->io.Post([impl = impl_] { impl->alarm.cancel(); });
}

Timer Timers::At(Micros at, std::function<void()> task) {
    ASSERT(task != nullptr);
    auto entry = std::make_shared<TimerEntry>();
    entry->task = std::move(task);
    bool first = false;
    {
        std::lock_guard lock(impl_->mutex);
        // Cancelled ones that wait far ahead are swept out when they are many.
        if (impl_->waiting.size() > 1024 && impl_->waiting.size() % 1024 == 0) {
            std::erase_if(impl_->waiting, [](const auto& item) {
                std::lock_guard entry_lock(item.second->mutex);
                return item.second->state == TimerState::kDone;
            });
        }
        auto place = impl_->waiting.emplace(at, entry);
        first = place == impl_->waiting.begin();
    }
    if (first) impl_->Wake();
    return Timer(std::move(entry));
}

Timer Timers::After(Micros delay, std::function<void()> task) {
    return At(impl_->clock.Monotonic() + delay, std::move(task));
}

void Timers::Poke() { impl_->Wake(); }

}  // namespace daybook::runtime
