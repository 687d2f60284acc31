#include "sql/writer.h"

#include <algorithm>
#include <chrono>
#include <exception>

#include <fmt/format.h>

#include "base/log.h"

namespace daybook::sql {
namespace {

thread_local bool on_writer_thread = false;
// How long nothing must have come before the log is moved into the database.
constexpr auto kIdleAfter = std::chrono::milliseconds(250);

Status CallJob(const Job& job, Tx& tx) {
    try {
        return job(tx);
    } catch (const std::exception& thrown) {
        return Internal(fmt::format("A write job threw an exception: {}", thrown.what()));
    }
}

}  // namespace

bool Writer::OnWriterThread() { return on_writer_thread; }

Writer::Writer(std::unique_ptr<Connection> connection, Limits limits)
    : limits_(limits), connection_(std::move(connection)) {
    thread_ = std::thread([this] { Loop(); });
}

void Writer::Stop() {
    {
        std::lock_guard lock(mutex_);
        stop_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Writer::Submit(Job job, Durability durability, Priority priority,
                    std::function<void(Status)> done) {
    std::unique_lock lock(mutex_);
    if (ended_) {
        lock.unlock();
        if (done) done(Unavailable("The store is closed."));
        return;
    }
    auto& queue = priority == Priority::kLive ? live_ : bulk_;
    queue.push_back({std::move(job), durability, std::move(done), Status()});
    if (priority == Priority::kLive) live_waits_ = true;
    counters_.queue.fetch_add(1, std::memory_order_relaxed);
    lock.unlock();
    wake_.notify_one();
}

void Writer::Loop() {
    on_writer_thread = true;
    Items items;
    Priority priority = Priority::kLive;
    while (Take(items, priority)) {
        Run(items, priority);
        items.clear();
        connection_->Maintain(Connection::Moment::kBusy);
    }
}

bool Writer::Take(Items& items, Priority& priority) {
    std::unique_lock lock(mutex_);
    auto ready = [this] { return stop_ || !live_.empty() || !bulk_.empty(); };
    if (connection_->wants_maintenance() && !wake_.wait_for(lock, kIdleAfter, ready)) {
        lock.unlock();
        connection_->Maintain(Connection::Moment::kIdle);
        lock.lock();
    }
    wake_.wait(lock, ready);
    if (live_.empty() && bulk_.empty()) {
        ended_ = true;
        return false;
    }
    priority = Next(lock);
    auto& queue = priority == Priority::kBulk ? bulk_ : live_;
    size_t count = std::min(queue.size(), limits_.group);
    for (size_t i = 0; i < count; ++i) {
        items.push_back(std::move(queue.front()));
        queue.pop_front();
    }
    live_waits_ = !live_.empty();
    if (priority == Priority::kLive) crowded_ = count >= limits_.crowd;
    return true;
}

Priority Writer::Next(std::unique_lock<std::mutex>& lock) {
    const bool crowd = crowded_ && live_turns_ > 0 && live_turns_ < limits_.crowd_turns;
    if (crowd && live_.empty()) {
        wake_.wait_for(lock, std::chrono::microseconds(limits_.crowd_pause), [this] { return stop_ || !live_.empty(); });
    }
    const bool bulk = live_.empty() || (live_turns_ > 0 && !crowd && !bulk_.empty());
    live_turns_ = bulk ? 0 : live_turns_ + 1;
    return bulk ? Priority::kBulk : Priority::kLive;
}

void Writer::Run(Items& items, Priority priority) {
    if (priority == Priority::kLive) live_at_ = clock_.Monotonic();
    size_t taken = items.size();
    RunWithRepeats(items, priority, taken);
    PutBack(items, priority, taken);
    counters_.jobs.fetch_add(static_cast<int64_t>(taken), std::memory_order_relaxed);
    counters_.queue.fetch_sub(static_cast<int64_t>(taken), std::memory_order_relaxed);
    counters_.statements = connection_->statements();
    Answer(items, taken);
}

// Leaves a result in each of items[0, taken).
void Writer::RunWithRepeats(Items& items, Priority priority, size_t& taken) {
    Error failure;
    auto savepoints = Savepoints::kNone;
    for (int round = 0; round <= limits_.repeats;) {
        taken = items.size();
        Outcome outcome = Attempt(items, priority, savepoints, taken, failure);
        if (outcome == Outcome::kDone) return;
        if (outcome == Outcome::kSpoiled) {
            savepoints = Savepoints::kEach;
            continue;
        }
        if (!MayRepeat(failure)) break;
        Log(Level::kInfo, "sql.repeat", {{"reason", failure.reason}, {"round", ++round}});
        // Reconnecting waits by itself; two writers that collide step aside for a moment.
        std::this_thread::sleep_for(std::chrono::microseconds(500 << std::min(round, 7)));
    }
    if (taken == 1) {
        items[0].result = failure;
        return;
    }
    // One of several spoils the transaction for all: each alone, so that each gets its own answer.
    for (size_t i = 0; i < taken; ++i) {
        Items alone;
        alone.push_back(std::move(items[i]));
        size_t one = 1;
        RunWithRepeats(alone, priority, one);
        items[i] = std::move(alone[0]);
    }
}

Writer::Outcome Writer::Attempt(Items& items, Priority priority, Savepoints savepoints,
                                size_t& taken, Error& failure) {
    bool full = std::any_of(items.begin(), items.end(),
                            [](const Item& item) { return item.durability == Durability::kFull; });
    Status begun =
        connection_->Begin(full ? Connection::Mode::kWriteFull : Connection::Mode::kWriteBulk);
    if (!begun.ok()) {
        failure = begun.TakeError();
        return Outcome::kFailed;
    }
    const Micros end = clock_.Monotonic() + SliceOf(priority);
    bool any = false;
    for (size_t i = 0; i < items.size(); ++i) {
        bool enough =
            i > 0 && (clock_.Monotonic() > end || (priority == Priority::kBulk && live_waits_));
        if (enough) {
            taken = i;
            break;
        }
        Outcome outcome = RunOne(items[i], savepoints, failure);
        if (outcome == Outcome::kSpoiled &&
            i == 0) {  // Nothing else has run: its own failure only.
            taken = 1;
            break;
        }
        if (outcome != Outcome::kDone) {
            taken = i + 1;
            connection_->Rollback();
            return outcome;
        }
        any = any || items[i].result.ok();
    }
    if (any) return CommitGroup(failure);
    connection_->Rollback();
    return Outcome::kDone;
}

Micros Writer::SliceOf(Priority priority) const {
    if (priority == Priority::kLive) return limits_.live_slice;
    const bool alone = clock_.Monotonic() - live_at_ > limits_.alone_after;
    return alone ? limits_.bulk_slice_alone : limits_.bulk_slice;
}

Writer::Outcome Writer::CommitGroup(Error& failure) {
    const Micros start = clock_.Monotonic();
    Status committed = connection_->Commit();
    if (!committed.ok()) {
        failure = committed.TakeError();
        return Outcome::kFailed;
    }
    counters_.last_commit_took = clock_.Monotonic() - start;
    counters_.commits.fetch_add(1, std::memory_order_relaxed);
    return Outcome::kDone;
}

// Leaves the job's own result in it, where it is not to be repeated.
Writer::Outcome Writer::RunOne(Item& item, Savepoints savepoints, Error& failure) {
    const bool savepoint = savepoints == Savepoints::kEach;
    if (savepoint) {
        Status begun = connection_->Savepoint();
        if (!begun.ok()) {
            failure = begun.TakeError();
            return Outcome::kFailed;
        }
    }
    item.result = CallJob(item.job, *connection_);
    if (const Error* first = connection_->failure()) item.result = *first;
    if (!item.result.ok()) {
        failure = item.result.error();
        if (MayRepeat(failure)) return Outcome::kFailed;
        if (!savepoint) return Outcome::kSpoiled;
        return connection_->RollbackToSavepoint() ? Outcome::kDone : Outcome::kFailed;
    }
    if (!savepoint) return Outcome::kDone;
    Status released = connection_->Release();
    if (!released.ok()) failure = released.TakeError();
    return released.ok() ? Outcome::kDone : Outcome::kFailed;
}

void Writer::Answer(Items& items, size_t count) {
    for (size_t i = 0; i < count; ++i)
        if (items[i].done) items[i].done(std::move(items[i].result));
}

void Writer::PutBack(Items& items, Priority priority, size_t from) {
    if (from == items.size()) return;
    std::lock_guard lock(mutex_);
    auto& queue = priority == Priority::kLive ? live_ : bulk_;
    for (size_t i = items.size(); i > from; --i) queue.push_front(std::move(items[i - 1]));
    if (priority == Priority::kLive) live_waits_ = true;
}

}  // namespace daybook::sql
