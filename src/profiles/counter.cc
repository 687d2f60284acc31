#include "profiles/counter.h"

#include <mutex>
#include <utility>

#include <fmt/format.h>

#include "base/assert.h"
#include "base/log.h"

namespace daybook::profiles {

struct Counter::State {
    sql::Database& database;
    std::string name;
    int64_t step;

    std::mutex mutex;
    int64_t next = 1;           // the first number not given yet
    int64_t limit = 1;          // numbers below are reserved, durably
    bool reserving = false;     // a reservation is under way
};

Status RaiseCounter(sql::Tx& tx, std::string_view name, int64_t to) { return tx.Run("profiles.raise_counter", name, to); }

namespace {

sql::Job Raise(std::string name, int64_t limit) {
    return [name = std::move(name), limit](sql::Tx& tx) { return RaiseCounter(tx, name, limit); };
}

}  // namespace

Counter::Counter(std::shared_ptr<State> state) : state_(std::move(state)) {}
Counter::~Counter() = default;

Result<std::unique_ptr<Counter>> Counter::Open(sql::Database& database, std::string name, int64_t step) {
    ASSERT(step > 1);
    auto state = std::shared_ptr<State>(new State{.database = database, .name = std::move(name), .step = step});
    TRY(database.Write([&](sql::Tx& tx) -> Status {
        sql::Rows rows = TRY(tx.Query("profiles.read_counter", state->name));
        state->next = rows.empty() ? 1 : rows.Int(0, 0);
        return RaiseCounter(tx, state->name, state->next + step);
    }));
    state->limit = state->next + step;
    return std::unique_ptr<Counter>(new Counter(std::move(state)));
}

Result<int64_t> Counter::Take(int64_t count) {
    ASSERT(count >= 0);
    std::unique_lock lock(state_->mutex);
    int64_t left = state_->limit - state_->next;
    int64_t first = state_->next;
    if (count <= left) state_->next += count;
    if (left - count < state_->step / 2 && !state_->reserving) {
        state_->reserving = true;
        int64_t limit = std::max(state_->limit, first + count) + state_->step;
        lock.unlock();
        state_->database.Submit(Raise(state_->name, limit), sql::Durability::kFull, sql::Priority::kLive,
                                [state = state_, limit](const Status& done) {
            std::scoped_lock relock(state->mutex);
            state->reserving = false;
            if (done.ok()) state->limit = limit;
            else Log(Level::kWarn, "counter.not_reserved", {{"name", state->name}, {"error", done.error().message}});
        });
    }
    if (count <= left) return first;
    return Unavailable(fmt::format("The store could not reserve numbers of {} in time. Try again.", state_->name));
}

}  // namespace daybook::profiles
