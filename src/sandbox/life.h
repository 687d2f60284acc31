// Time in the shop: renewals and deadlines when they are due, and `rate` chance changes a second.
//
// What happens is a function of (store seed, birth, rate) alone: the k-th change is drawn from (seed, k) and happens at
// birth + k / rate; deadlines come from the rows. So a shop that is started again finds itself as it would have become.
#pragma once

#include <cstdint>
#include <queue>
#include <tuple>
#include <vector>

#include "base/random.h"
#include "sandbox/store.h"

namespace daybook::sandbox {

// A change of an object, for events.
struct Happening {
    EventType type = EventType::kOther;
    Kind kind = Kind::kCustomer;
    uint32_t number = 0;
    uint32_t at = 0;
    char changed = 0;  // of a customer: 'p', 'n', 'e', 'a'
};

class Life {
  public:
    // `rate` changes a second of shop time; 0: nothing ever happens. The store is populated.
    Life(Store& store, double rate);
    // Leaves out chance changes so that at most `changes_max` are still to come up to `now` (microseconds of shop time):
    // a shop that was closed for years does not make up for all of them.
    void SkipTo(int64_t now, uint64_t changes_max);
    // When the next step is due, in microseconds of shop time since 1970; INT64_MAX without life.
    int64_t NextAt();
    // Does the next step; what happened is appended.
    void Step(std::vector<Happening>& happenings);

  private:
    enum class Due : uint8_t { kRenewal, kExpiry, kFinalisation };
    struct Deadline {
        uint32_t at;
        Due due;
        uint32_t number;
        bool operator>(const Deadline& other) const {
            return std::tie(at, due, number) > std::tie(other.at, other.due, other.number);
        }
    };

    void CollectDeadlines();
    void Meet(const Deadline& deadline);
    void Renew(uint32_t subscription, uint32_t at);
    void Chance(uint32_t at);
    void SignUp(uint32_t at);
    void Order(uint32_t at);
    void Subscribe(uint32_t at);
    void ChangePerson(uint32_t at);
    void ChangeSubscription(uint32_t at);
    void Refund(uint32_t at);
    void FillCart(uint32_t at);
    void Delete(uint32_t at);
    void PayInvoiceNow(uint32_t invoice, uint32_t at);
    // A living customer, or kNone where a few tries found none.
    uint32_t SomeCustomer();
    uint32_t SomeSubscription();
    void Note(EventType type, Kind kind, uint32_t number, uint32_t at, char changed = 0);
    int64_t TickAt(uint64_t tick) const;

    Store& store_;
    double rate_;
    uint64_t tick_ = 1;
    Random random_{0};
    std::priority_queue<Deadline, std::vector<Deadline>, std::greater<>> deadlines_;
    std::vector<Happening>* happenings_ = nullptr;
};

}  // namespace daybook::sandbox
