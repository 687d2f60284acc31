// Numbers that rise for the life of a store and are never given twice: objects, fetches, blocks.
//
// The high water in table `counter` is raised in steps, ahead of use and in transactions of its own: a crash skips
// numbers, a rolled-back transaction skips them too, and nothing repeats one.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "sql/database.h"

namespace daybook::profiles {

class Counter {
  public:
    static constexpr int64_t kStep = int64_t{1} << 20;

    // Reserves the first step (a write that is waited for: not on the writer thread). Numbers begin at 1.
    static Result<std::unique_ptr<Counter>> Open(sql::Database& database, std::string name, int64_t step = kStep);
    ~Counter();

    // The first of `count` consecutive numbers. Thread safe, never waits, may be called inside a transaction.
    // Half-way through a step the next one is reserved in the background. kUnavailable where that did not come
    // about in time (the store cannot be written): try again later.
    Result<int64_t> Take(int64_t count = 1);

  private:
    struct State;
    explicit Counter(std::shared_ptr<State> state);
    // Shared with the reservation that may be under way when the counter goes.
    std::shared_ptr<State> state_;
};

// A write of one row that changes it: for whoever asks whether the store can be written. `to` rises from call to call.
Status RaiseCounter(sql::Tx& tx, std::string_view name, int64_t to);

}  // namespace daybook::profiles
