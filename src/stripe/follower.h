// Keeps a connection followed: decides when to poll events or lists and when the walk that proves the copy takes its next
// page, by the ways that work now and the reads that are left (stripe/budget.h). One timer; between two moments it does
// nothing.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <vector>

#include "stripe/budget.h"
#include "stripe/follow.h"
#include "stripe/poll.h"
#include "stripe/prover.h"

namespace daybook::stripe {

class Follower : public std::enable_shared_from_this<Follower> {
  public:
    // What it asks of, and tells, the connection at work. On the pool.
    struct Link {
        std::function<void(const Failure&)> key_refused;
        std::function<void(Kind, const Failure&)> not_permitted;  // kEventKind: the events
        std::function<void()> read_all_again;                      // Stripe has forgotten events that were not read
        std::function<void()> changed;
        std::function<Ways()> ways;                                // as they are, `events` aside
        std::function<bool()> watched;
        std::function<bool()> lacking;                             // some permission is missing
        std::function<void()> check_again;                         // whether it still is
        std::function<std::vector<Kind>()> complete;               // readable, and read whole once; empty until all are
        std::function<Micros()> read_whole;                        // when the first of them was; 0: one is being read
    };
    struct Start {
        Follow follow;
        int64_t began = 0;         // unix seconds: every object was read since then
        Micros alive = 0;          // when anything last came from Stripe
        int64_t reads = 0;         // of the last 30 days
    };
    static std::shared_ptr<Follower> Create(Parts parts, const Connection& connection, std::shared_ptr<Prover> prover,
                                            std::shared_ptr<Poll> poll, Start start, Link link);

    void Begin();
    void Stop();
    // Something changed that may bring the next moment forward.
    void Wake();
    // Walks over everything now, as fast as the limits allow.
    void Verify();
    // Each request to Stripe, whoever sent it.
    void CountRead() { unsaved_reads_.fetch_add(1); }

    struct Look {
        Follow follow;
        Way way = Way::kPolling;
        Pace pace;
        int64_t reads = 0;         // of the last 30 days
        int64_t monthly = 0;       // expected of this way in the long run
        int64_t allowed = 0;       // Stripe's allocation
        bool verifying = false;
        std::vector<Walk> walks;
    };
    Look See();

  private:
    // One of the four polls.
    struct Turn {
        Micros began = 0;          // the last one; wall clock
        bool busy = false;
        int failures = 0;
        int64_t requests = 1;      // that a whole one takes
    };
    enum class Which { kEvents, kNews, kOpen, kCarts };

    Follower(Parts parts, const Connection& connection, std::shared_ptr<Prover> prover, std::shared_ptr<Poll> poll, Start start, Link link);
    Needs NeedsNow(Micros now, const std::vector<Kind>& kinds);
    void Tick();
    void Arm(Micros at);
    bool Forgotten(const Needs& needs, Micros theirs);
    void Place(Micros theirs);
    void NoteTurns(Way way, Micros read_whole);
    Micros Due(const Turn& turn, Micros gap) const;
    bool Take(Turn& turn, Micros gap, Micros now, Micros& next);
    void PollEvents(Micros began);
    void PollLists(Which which, Micros began, const std::vector<Kind>& kinds);
    void Polled(Which which, Micros began, const Poll::Polled& polled);
    Turn& TurnOf(Which which);
    bool NoteWhole(Which which, Micros began, int64_t newest);
    void Forbidden(Kind kind, const Failure& failure);
    void Prove(const std::vector<Kind>& kinds, const Pace& pace, Way way, Micros now, Micros& next);
    std::optional<Kind> NextKind(const std::vector<Kind>& kinds, const Pace& pace, Micros now, Micros& next);
    void StepOf(Kind kind, Way way);
    void Stepped(Kind kind, const Prover::Stepped& stepped);
    void CheckPermissions(Micros now, Micros& next);
    void SaveReads(Micros now, Micros& next);
    // `then`: after the commit; with it, tried until there is one.
    void SaveFollowing(bool soon, std::function<void()> then = {});

    Parts parts_;
    const Connection connection_;
    const std::shared_ptr<Prover> prover_;
    const std::shared_ptr<Poll> poll_;
    const Link link_;
    const int64_t began_;
    std::atomic<int64_t> unsaved_reads_{0};
    std::mutex mutex_;             // never held while anything outside is called
    Follow follow_;
    Micros alive_ = 0;
    int64_t reads_ = 0;
    Turn events_, news_, open_, carts_;
    std::optional<Way> way_;       // at the last look
    bool reading_ = false;         // then: some resource was being read whole
    bool news_whole_ = false;      // the read of the newest that is under way leaves no resource out
    Micros carts_at_ = 0;          // when the last whole look for carts began; 0: none since the start
    std::set<Kind> stepping_;      // walks whose step is under way
    std::set<Kind> verifying_;     // yet to be walked over
    Micros checked_at_ = 0;
    Micros proof_at_ = 0;          // the next page's moment
    Micros reads_saved_at_ = 0;
    Micros follow_saved_at_ = 0;
    Micros armed_for_ = 0;
    bool stopped_ = false;
};

}  // namespace daybook::stripe
