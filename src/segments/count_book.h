// What was counted over everybody, kept in memory under a key: counted anew at most every five minutes, and so seldom that
// counting takes a twentieth of the time. `Counted` has `at` and `took`, in seconds. Thread safe.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "base/clock.h"

namespace daybook::segments {

template <typename Key, typename Counted>
class CountBook {
  public:
    // Nothing where nobody counted yet.
    std::shared_ptr<const Counted> Of(const Key& key) {
        const std::lock_guard lock(mutex_);
        const auto found = entries_.find(key);
        return found == entries_.end() ? nullptr : found->second.counted;
    }
    // True where it is time to count anew: then it is the caller's to do it, and to Keep (null: it failed). `now`: unix seconds.
    bool Begin(const Key& key, int64_t now) {
        const std::lock_guard lock(mutex_);
        Entry& entry = entries_[key];
        if (entry.counting || (entry.counted != nullptr && now - entry.counted->at < std::max(kFreshSeconds, kRest * entry.counted->took))) return false;
        entry.counting = true;
        return true;
    }
    void Keep(const Key& key, std::shared_ptr<const Counted> counted) {
        const std::lock_guard lock(mutex_);
        Entry& entry = entries_[key];
        entry.counting = false;
        if (counted != nullptr) entry.counted = std::move(counted);
    }

  private:
    static constexpr int64_t kFreshSeconds = 5 * 60;
    static constexpr int64_t kRest = 20;  // of the time that counting takes

    struct Entry {
        std::shared_ptr<const Counted> counted;
        bool counting = false;
    };
    std::mutex mutex_;
    std::map<Key, Entry> entries_;  // guarded by mutex_
};

}  // namespace daybook::segments
