// How often a line is logged that strangers can cause at will: once a second, with the number of those left out.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>

#include "base/clock.h"

namespace daybook {

// Thread safe.
class LogPace {
  public:
    explicit LogPace(const Clock& clock) : clock_(clock) {}

    // How many were left out since the last line; nothing: leave this one out too.
    std::optional<int64_t> Take();

  private:
    const Clock& clock_;
    std::mutex mutex_;
    std::optional<Micros> last_;   // of Monotonic
    int64_t left_out_ = 0;
};

}  // namespace daybook
