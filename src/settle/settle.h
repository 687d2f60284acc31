// settle: everything that can happen to a person ends here (architecture.md §1).
//
//   load     what is known of a batch of due people, one snapshot             settle/load.h
//   decide   pure functions, outside any transaction                          settle/store.h,
//   stripe/project.h store    short transactions of a few people; one whose rev moved is thrown
//   away and done again
//
// The lanes are read in turn: live before timer before bulk, but bulk first in one batch of ten.
// Correctness comes from rev; the set of people in flight only keeps the same work from being done
// twice.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "base/clock.h"
#include "settle/store.h"
#include "sql/database.h"
#include "stripe/mirror.h"
#include "stripe/tasks.h"

namespace daybook::settle {

struct Options {
    size_t batch = 256;  // people that are loaded together
    size_t slice = 128;  // people that are stored in one transaction
    size_t batches = 2;  // at a time
    Micros look_again = 5 * kSecond;  // at the latest: somebody may be marked due without a Wake
    ProjectFunction project = stripe::Project;
    segments::Catalogue* segments = nullptr;  // judged with; null: nobody is. Must outlive it
    // What became true, after its commit; on the writer's thread: quick.
    std::function<void(const std::vector<Change>&)> on_settled;
    // It was looked who is due next: ImportSettled may answer otherwise. On the pool: quick.
    std::function<void()> on_looked;
};

// What it is made of; all must outlive it.
struct Parts {
    sql::Database& database;
    stripe::Mirror& mirror;
    const Clock& clock;
};

struct Metrics {
    int64_t settled = 0;  // people decided and handed to the store
    int64_t batches = 0;
    int64_t parked = 0;
    int64_t failures = 0;  // batches that the database refused; tried again
    Micros last_batch_took = 0;
};

class Service {
  public:
    Service(Parts parts, stripe::Tasks& tasks, Options options);
    // Stop().
    ~Service();

    void Start();
    // Waits for the batches in flight. Not from a task of the pool or the writer's thread.
    void Stop();
    // Somebody was marked due: look now. Cheap, thread safe, from any thread.
    void Wake();
    // Settles these people (sorted) before it returns, on the calling thread: for whoever changed them and answers with
    // what came of it. Not from the writer's thread.
    Status SettleNow(const std::vector<ProfileId>& ids);
    Metrics metrics() const;
    // Whether everybody is settled whom an import that was stored by `at` touched, as far as it was looked. Cheap.
    bool ImportSettled(Micros at) const;
    // Looks now, for ImportSettled; without on_looked. Not from the writer's thread.
    void Look();

  private:
    struct Impl;
    std::shared_ptr<Impl> impl_;  // shared with its tasks, which may wait when it goes
};

// Settles on the calling thread until nobody is due at `now`, people whom an import put off for a
// few seconds included, and ends unfinished moves (in a server stripe::Sync does that). For tests,
// the simulator, and commands without a server.
Status SettleAll(const Parts& parts, const Options& options, Micros now);

}  // namespace daybook::settle
