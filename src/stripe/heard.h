// What is known of the webhook endpoint: whether events come, how long it is usually quiet, and whether somebody signs
// with a secret that is not ours. Pure; time comes in as an argument.
#pragma once

#include <cstdint>
#include <deque>
#include <unordered_set>
#include <string_view>

#include "base/clock.h"

namespace daybook::stripe {

// Kept in table `follow`, but for the refusals.
struct Heard {
    int64_t events = 0;        // accepted: signed with a secret of ours, of our mode
    Micros first = 0, last = 0;
    // The longest recent silence between two events: it grows at once and fades by 1/64 an event.
    Micros usual_gap = 0;
    int64_t refused = 0;       // since the last accepted one
    Micros refused_at = 0;     // the first of those

    void Note(Micros now);
    void NoteRefused(Micros now);
    // Ten events tell how long it is usually quiet; before, nothing would say that it fell silent.
    bool Known() const;
    // Known, and quiet for far longer than usual: three times its longest recent silence and an hour.
    bool Silent(Micros now) const;
    // When it became silent, or will.
    Micros SilentAt() const;
    // Several requests were refused and none was accepted since: the secret is not the endpoint's.
    bool WrongSecret() const { return refused >= 3; }
};

// Ids of events that are durable already: Stripe sends some twice, and polling finds again what a webhook told.
class RecentEvents {
  public:
    bool Contains(std::string_view id) const;
    void Add(std::string_view id);

  private:
    static constexpr size_t kMax = 65'536;
    std::unordered_set<uint64_t> known_;
    std::deque<uint64_t> order_;
};

}  // namespace daybook::stripe
