// Work over everybody of a shop in the background, a slice after another: one sweep at a time a shop.
#pragma once

#include <functional>
#include <mutex>
#include <set>
#include <string_view>

#include "base/ids.h"
#include "base/result.h"
#include "stripe/tasks.h"

namespace daybook::server {

class Sweeps {
  public:
    struct Work {
        std::string_view name;                           // in the log
        std::function<Result<bool>(AccountId)> needed;   // whether anybody is left; quick
        std::function<Result<bool>(AccountId)> slice;    // does the next; whether there are more
    };
    Sweeps(stripe::Tasks& tasks, Work work) : tasks_(tasks), work_(std::move(work)) {}

    // Sweeps where it is needed and nobody does yet; goes on where it stood, again after a failure. Thread safe.
    void Look(AccountId account);

  private:
    void Next(AccountId account);
    void LookLater(AccountId account);

    stripe::Tasks& tasks_;
    const Work work_;
    std::mutex mutex_;
    std::set<AccountId> swept_;   // that are being swept
};

}  // namespace daybook::server
