#include "sql/changes.h"

namespace daybook::sql {

void Changes::Open(int64_t part) {
    const std::lock_guard lock(mutex_);
    open_.insert(part);
}

void Changes::Close() {
    const std::lock_guard lock(mutex_);
    if (open_.empty()) return;
    ++now_;
    for (const int64_t part : open_) ended_[part] = now_;
    open_.clear();
}

int64_t Changes::Now() const {
    const std::lock_guard lock(mutex_);
    return now_;
}

bool Changes::SinceThen(int64_t part, int64_t noted) const {
    const std::lock_guard lock(mutex_);
    if (open_.contains(part)) return true;
    const auto found = ended_.find(part);
    return found != ended_.end() && found->second > noted;
}

}  // namespace daybook::sql
