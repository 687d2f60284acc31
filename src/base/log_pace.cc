#include "base/log_pace.h"

#include <utility>

namespace daybook {

std::optional<int64_t> LogPace::Take() {
    std::lock_guard lock(mutex_);
    const Micros now = clock_.Monotonic();
    if (last_ && now - *last_ < kSecond) {
        ++left_out_;
        return std::nullopt;
    }
    last_ = now;
    return std::exchange(left_out_, 0);
}

}  // namespace daybook
