// Proof of sync: walks each resource, compares each object with Stripe's, repairs what differs, what is missing here and
// what is gone there. A page and the position behind it are one transaction, so a walk goes on where a kill left it. Who
// calls Step decides the pace.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "stripe/lister.h"
#include "stripe/live.h"
#include "stripe/walk_store.h"

namespace daybook::stripe {

class Prover : public std::enable_shared_from_this<Prover> {
  public:
    static std::shared_ptr<Prover> Create(Parts parts, const Connection& connection, std::shared_ptr<Client> client,
                                          std::shared_ptr<Live> live, std::vector<Walk> walks);

    // Begins a walk over the resource, from its newest object, whether or not one is under way.
    void Begin(Kind kind);
    enum class Step {
        kMore,       // call again
        kLocal,      // call again at once: Stripe was not asked
        kWait,       // call again in a second or so: single reads are under way
        kEnded,      // the resource was compared whole
        kFailed,     // call again later
        kForbidden,  // the key may not read it (any more)
    };
    struct Stepped {
        Step step = Step::kMore;
        std::optional<Failure> failure;
    };
    // One page, or one slice of what the list did not show. One at a time for each resource; `done` on the pool.
    void Go(Kind kind, Way way, std::function<void(const Stepped&)> done);

    std::vector<Walk> Walks();
    Walk Of(Kind kind);
    // Paid invoices of the 30 days before the walk over invoices began, as far as it came; whether it passed them all.
    struct Paid {
        int64_t count = 0;
        bool whole = false;
    };
    Paid paid();

  private:
    using Done = std::function<void(const Stepped&)>;
    struct Candidate {
        int64_t digest = 0;
    };
    struct Run {
        Walk walk;
        bool restarted = false;                      // from its second, because the cursor was gone
        std::map<std::string, Candidate> candidates; // being read by their ids
    };
    Prover(Parts parts, const Connection& connection, std::shared_ptr<Client> client, std::shared_ptr<Live> live)
        : parts_(std::move(parts)), connection_(connection), client_(std::move(client)), live_(std::move(live)) {}
    void ReadPage(Walk walk, Way way, Done done);
    void PageRead(const Walk& walk, Way way, const ListPagePtr& page, const std::optional<Failure>& failure, const Done& done);
    void StorePage(const Walk& walk, Way way, const ListPagePtr& page, const Done& done);
    struct PageStored {
        Walk after;
        ToRead named;                                // or left out, and nobody has seen it
    };
    void PageKept(const PageStored& stored, const Done& done);
    void CountPaid(const Walk& walk, const ListPage& page);
    void LookForMissing(Walk walk, const Done& done);
    Result<bool> FindMissing(sql::Tx& tx, Walk& walk, std::map<std::string, Candidate>& found);
    void AskForMissing(const Walk& walk, const std::map<std::string, Candidate>& found, const Done& done);
    void JudgeMissing(Walk walk, Way way, const Done& done);
    void Finish(Walk walk, const Done& done);
    void Save(const Walk& walk, std::vector<Repair> repairs, Step step, const Done& done);
    bool Keep(const Walk& walk);

    Parts parts_;
    const Connection connection_;
    const std::shared_ptr<Client> client_;
    const std::shared_ptr<Live> live_;
    std::mutex mutex_;                     // never held while anything outside is called
    std::map<Kind, Run> runs_;
    Paid paid_;
    bool paid_from_top_ = false;           // the count began with the walk
};

}  // namespace daybook::stripe
