// Following without webhooks: Stripe's list of events where the key may read it, else the lists of objects (stripe.md
// §2.6); and, however a shop is followed, the checkouts that were begun, of which no event tells. What is found goes the
// way of every change: hints, or pages that are stored at once in the live lane.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "stripe/intake.h"
#include "stripe/lister.h"

namespace daybook::stripe {

class Poll : public std::enable_shared_from_this<Poll> {
  public:
    struct Known {
        std::function<bool(std::string_view event)> has;   // that a webhook or an earlier poll brought
        std::function<void(std::string_view event)> add;
        std::function<bool(Kind)> readable;
        std::function<void(std::vector<Hint>)> hinted;     // after hints were committed beside a page
    };
    static std::shared_ptr<Poll> Create(Parts parts, const Connection& connection, std::shared_ptr<Client> client,
                                        std::shared_ptr<Intake> intake, Known known);

    struct Polled {
        std::optional<Failure> failure;   // of a request; the other lists were read nonetheless, if Stripe answered
        std::map<Kind, Failure> forbidden;  // what the key may not read (any more): left out. kEventKind: the events
        bool stored = true;               // false: the database could not keep it
        int64_t requests = 0;
        int64_t lists = 0;
        Micros began = 0;                 // by Stripe's clock
        int64_t newest = 0;               // events: created of the newest, unix seconds; 0: there is none
        int64_t found = 0;                // events not known before, or objects that differed
        bool ok() const { return !failure && stored; }
    };
    using Done = std::function<void(const Polled&)>;

    // Every event created since `cursor`, less ten minutes: the list is complete only after a while. Those of the last
    // `settling` are left to the next poll. `done` on the pool, as for the others.
    void Events(int64_t cursor, Micros settling, Done done);
    // The objects made since `since`, less ten minutes (sessions: less 26 hours, their life), of each of these kinds. New charges
    // that may pay an invoice are only hinted at: read with the payment that says so, they are never orders of their own.
    void News(const std::vector<Kind>& kinds, Micros since, Done done);
    // Invoices and subscriptions that may still change; an open invoice that is not among them is read by its id.
    void Open(const std::vector<Kind>& kinds, Done done);
    // The open checkout sessions made since `since`, less ten minutes, and at least those of the last hour: a cart's time
    // (product.md *Cart*). 0: of a day, their life. One that was listed as open before and now is not is read by its id.
    void Carts(Micros since, Done done);
    // Stripe's clock; ours before its first answer.
    Micros TheirNow();
    bool Answered() { return client_->StripeNow() != 0; }

  private:
    // One poll under way, shared by its requests and jobs.
    struct Round {
        std::vector<ListAsk> asks;
        size_t at = 0;
        Micros began = 0;                 // monotonic
        std::set<Kind> unread;            // whose list failed or is forbidden
        int64_t fetch_no = 0;             // Open: as it began
        int64_t carts_since = 0;          // Carts: unix seconds; what was made since and is open is listed
        std::set<std::string> carts;      // Carts: those listed
        int64_t cursor = 0;               // Events
        int64_t youngest = 0;             // Events: what was created later is left
        std::string after;                // Events: the last one read
        Polled polled;
        Done done;
    };
    using RoundPtr = std::shared_ptr<Round>;
    Poll(Parts parts, const Connection& connection, std::shared_ptr<Client> client, std::shared_ptr<Intake> intake, Known known)
        : parts_(std::move(parts)), connection_(connection), client_(std::move(client)), intake_(std::move(intake)), known_(std::move(known)) {}
    RoundPtr NewRound(Done done);
    void End(const RoundPtr& round);
    void ReadEvents(const RoundPtr& round);
    void EventsRead(const RoundPtr& round, const std::string& body);
    void NextList(const RoundPtr& round);
    void ListRead(const RoundPtr& round, const ListPagePtr& page, const std::optional<Failure>& failure);
    void ListFailed(const RoundPtr& round, const Failure& failure);
    void StoreList(const RoundPtr& round, const ListPagePtr& page);
    void ListStored(const RoundPtr& round, const ListPagePtr& page, const Status& status);
    void LookForClosed(const RoundPtr& round);
    void NoteCarts(const RoundPtr& round, const Batch& batch);
    void LookForCompleted(const RoundPtr& round);
    void ReadSingly(const RoundPtr& round, Kind kind, const std::vector<std::string>& ids, std::function<void()> then);
    void Keep(const RoundPtr& round, Intake::News news, std::function<void()> next);

    Parts parts_;
    const Connection connection_;
    const std::shared_ptr<Client> client_;
    const std::shared_ptr<Intake> intake_;
    const Known known_;
    std::mutex mutex_;
    std::map<std::string, int64_t> carts_;  // sessions that a list showed as open, with their created
};

}  // namespace daybook::stripe
