#include "accounts/throttle.h"

#include <algorithm>

namespace daybook::accounts {

Micros Throttle::WaitOf(const Entry& entry) const {
    if (entry.failures < options_.free) return 0;
    int doublings = std::min(entry.failures - options_.free, 20);
    return std::min(kSecond << doublings, options_.wait_max);
}

Micros Throttle::Wait(std::string_view name) {
    std::lock_guard lock(mutex_);
    auto found = entries_.find(std::string(name));
    if (found == entries_.end()) return 0;
    Micros passed = clock_.Now() - found->second.last;
    if (passed >= options_.forget_after) {
        entries_.erase(found);
        return 0;
    }
    return std::max<Micros>(0, WaitOf(found->second) - passed);
}

void Throttle::Failed(std::string_view name) {
    std::lock_guard lock(mutex_);
    if (entries_.size() >= options_.names_max) MakeRoom();
    Entry& entry = entries_[std::string(name)];
    Micros now = clock_.Now();
    if (now - entry.last >= options_.forget_after) entry.failures = 0;
    ++entry.failures;
    entry.last = now;
}

void Throttle::Succeeded(std::string_view name) {
    std::lock_guard lock(mutex_);
    entries_.erase(std::string(name));
}

// Forgets the half that failed longest ago.
void Throttle::MakeRoom() {
    std::vector<Micros> times;
    for (const auto& [name, entry] : entries_) times.push_back(entry.last);
    auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    std::erase_if(entries_, [limit = *middle](const auto& named) { return named.second.last <= limit; });
}

}  // namespace daybook::accounts
