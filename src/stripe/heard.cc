#include "stripe/heard.h"

#include <algorithm>

#include "base/hash.h"

namespace daybook::stripe {
namespace {

constexpr int64_t kEventsToKnow = 10;
constexpr int64_t kFading = 64;

}  // namespace

void Heard::Note(Micros now) {
    if (events == 0) first = now;
    if (events > 0) {
        const Micros gap = std::max<Micros>(0, now - last);
        usual_gap = std::max(gap, usual_gap - usual_gap / kFading);
    }
    events += 1;
    last = std::max(last, now);
    refused = 0;
    refused_at = 0;
}

void Heard::NoteRefused(Micros now) {
    if (refused == 0) refused_at = now;
    refused += 1;
}

Micros Heard::SilentAt() const { return last + 3 * usual_gap + kHour; }

bool Heard::Known() const { return events >= kEventsToKnow; }

bool Heard::Silent(Micros now) const { return Known() && now > SilentAt(); }

bool RecentEvents::Contains(std::string_view id) const { return known_.contains(Hash64(id)); }

void RecentEvents::Add(std::string_view id) {
    const uint64_t hash = Hash64(id);
    if (id.empty() || !known_.insert(hash).second) return;
    order_.push_back(hash);
    if (order_.size() <= kMax) return;
    known_.erase(order_.front());
    order_.pop_front();
}

}  // namespace daybook::stripe
