// The one writer thread: takes the jobs that wait, runs them in groups, one transaction a group.
//
// Who goes first: a group is all live jobs that wait, or bulk jobs until a slice of time is over or
// a live job comes. The slice is longer while no live job comes at all: a page of the database that
// many jobs of a group change is written once. After a live group with bulk jobs waiting comes one bulk group, so neither
// starves; after a crowd of live jobs up to two more live groups go first, since those who were answered come back within a
// moment. Within a kind: in order. Where a job fails after others of its group, the group is run
// again with a savepoint a job, so that only the failing one is rolled back; the usual group, of
// which none fails, pays for no savepoint (in SQLite each costs a copy of every page it touches). A
// group whose transaction is lost as a whole is repeated job by job. Serialisation failures and
// lost connections repeat the group.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "sql/connection.h"

namespace daybook::sql {

class Writer {
  public:
    struct Limits {
        Micros bulk_slice = 16 * kMillisecond;  // no further bulk job is begun after this
        // The same while nobody waits: no live job came for `alone_after`.
        Micros bulk_slice_alone = 100 * kMillisecond;
        Micros alone_after = 250 * kMillisecond;
        Micros live_slice = 50 * kMillisecond;
        size_t crowd = 4;                       // live jobs of one group
        int crowd_turns = 3;                    // live groups before a bulk one
        Micros crowd_pause = kMillisecond;      // how long those who were answered are waited for
        size_t group = 256;
        int repeats = 12;  // of serialisation failures and lost connections
    };
    struct Counters {
        std::atomic<int64_t> commits = 0, jobs = 0, statements = 0, queue = 0;
        std::atomic<Micros> last_commit_took = 0;
    };

    Writer(std::unique_ptr<Connection> connection, Limits limits);
    ~Writer() { Stop(); }

    // Runs what is queued, then ends the thread. The connection stays open until destruction.
    void Stop();

    // Thread safe; from `done` too. After Stop it fails, and `done` is called at once.
    void Submit(Job job, Durability durability, Priority priority,
                std::function<void(Status)> done);
    // Between transactions, on the caller's thread: for opening only, before the first Submit.
    Connection& connection() { return *connection_; }
    const Counters& counters() const { return counters_; }
    static bool OnWriterThread();

  private:
    struct Item {
        Job job;
        Durability durability;
        std::function<void(Status)> done;
        Status result;
    };
    using Items = std::vector<Item>;

    void Loop();
    // Waits for jobs; false at the end.
    bool Take(Items& items, Priority& priority);
    // Of those who wait; the queues are locked.
    Priority Next(std::unique_lock<std::mutex>& lock);
    void Run(Items& items, Priority priority);
    // kSpoiled: a job failed after others, so that they must be run again, in savepoints.
    // kFailed: the transaction as a whole did, `failure` says why.
    enum class Outcome { kDone, kSpoiled, kFailed };
    enum class Savepoints { kNone, kEach };
    // Runs items[0, taken) in one transaction.
    Outcome Attempt(Items& items, Priority priority, Savepoints savepoints, size_t& taken,
                    Error& failure);
    Micros SliceOf(Priority priority) const;
    Outcome RunOne(Item& item, Savepoints savepoints, Error& failure);
    Outcome CommitGroup(Error& failure);
    void Answer(Items& items, size_t count);
    void RunWithRepeats(Items& items, Priority priority, size_t& taken);
    void PutBack(Items& items, Priority priority, size_t from);

    const Limits limits_;
    std::unique_ptr<Connection> connection_;
    Counters counters_;
    SystemClock clock_;

    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Item> live_, bulk_;  // guarded by mutex_
    bool stop_ = false;             // guarded by mutex_
    bool ended_ = false;            // guarded by mutex_: nobody takes jobs any more
    int live_turns_ = 0;            // writer thread only: live groups since the last bulk group
    bool crowded_ = false;          // writer thread only: the last live group was a crowd
    Micros live_at_ = 0;            // writer thread only: when a live group was last begun
    std::atomic<bool> live_waits_ = false;
    std::thread thread_;
};

}  // namespace daybook::sql
