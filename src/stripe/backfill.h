// The import: every readable resource of a connection, in windows of `created` that are read in parallel (plan.md §6).
//
// A page's objects, the position behind them and, with the last page, the completion are one transaction; so a kill at
// any instant costs at most the pages in flight. Memory is bounded by the number of pages between being asked for and
// being stored. Resources fail on their own: one that may not be read is parked, the others go on.
#pragma once

#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "stripe/client.h"
#include "stripe/connection.h"
#include "stripe/decode.h"
#include "stripe/parts.h"
#include "stripe/ranges_store.h"

namespace daybook::stripe {

class Backfill : public std::enable_shared_from_this<Backfill> {
  public:
    // Told on the pool, without a lock held.
    struct Events {
        // Stripe refuses the key itself: nothing more is asked.
        std::function<void(const Failure&)> key_refused;
        // Progress, a parked resource or a finished one: what is shown has changed.
        std::function<void()> changed;
        // The pass over this resource is stored whole.
        std::function<void(Kind)> complete;
    };

    static std::shared_ptr<Backfill> Create(Parts parts, const Connection& connection,
                                            std::shared_ptr<Client> client, Events events);

    enum class From { kWhereItStood, kTheBeginning };
    // Reads on where each readable resource stands, or begins a new pass over all of them. Once; blocks on the database.
    Status Start(From from);
    // Asks nothing more, stores nothing more that is not already with the writer.
    void Stop();

    // The store knows that the key may not read this resource.
    void Forbid(Kind kind, const Problem& problem);
    // The resources as they are now, imported counts included.
    std::vector<ResourceRow> Resources();
    // About how many objects a resource has in all; nothing while that is not known.
    std::optional<int64_t> EstimatedTotal(Kind kind);

  private:
    // A page between being asked for and being stored.
    struct PageInHand {
        Batch batch;
        PageEnd end;
        bool counted = true;            // in pages_in_hand_
        bool ready = false;             // its objects are whole and packed
        bool last = false;              // the range ends with it
        size_t parts_missing = 0;       // objects whose sub-lists are being read
    };
    using Page = std::shared_ptr<PageInHand>;  // shared with the requests that complete it and the writer's job

    struct RangeRun {
        Range stored;                   // as given to the writer so far
        Range reading;                  // ahead of it by the pages in hand
        Bounds bounds;                  // of the requests of this cursor's life
        Seen seen;
        bool asking = false;
        double guess = 0;               // objects in it, while nothing was read of it; 0: not known
        int pages_in_one_second = 0;
        int restarts = 0;
        std::deque<Page> pages;         // in order
    };
    struct ResourceRun {
        ResourceRow row;
        int64_t generation = 0;         // answers and commits of an older one change nothing
        int asking = 0;
        int parts_asked = 0;
        int64_t pages_read = 0, parts_read = 0;  // how many sub-lists a page has
        Client::Room room;              // as the last Fill found it
        int64_t floor = 0;              // created of the oldest object, once its end was read; 0: not yet
        int survey_splits = 0;          // made to learn how long it is
        int storage_failures = 0;
        int parked = 0;                 // times in a row, without a page between
        std::list<RangeRun> ranges;     // those not read to their end, or with pages in hand
    };
    // Names a range while the lock is not held.
    struct Place {
        Kind kind;
        int64_t pass;
        int64_t generation;
        int64_t hi;
    };
    struct Begun {
        Get get;
        Place place;
        Page page;
    };
    // What is left of a resource: requests in all, and the seconds its own endpoints need for them.
    struct Work {
        double requests = 0;
        double seconds = 0;
    };
    struct Committed {
        int64_t imported = 0;
        bool complete = false;          // the resource's pass, with this page
    };

    Backfill(Parts parts, const Connection& connection, std::shared_ptr<Client> client,
             Events events);
    Result<std::vector<ResourceRun>> Load(sql::Tx& tx, From from);
    Result<ResourceRun> LoadOne(sql::Tx& tx, From from, ResourceRow row);
    static RangeRun RunOf(const Range& range);

    // Reading (backfill.cc).
    void Fill();
    Begun Ask(ResourceRun& run, RangeRun& range);
    Status TakePage(const Place& place, const Page& page, const std::string& body);
    void Arrived(const Place& place, const Page& page, Client::Reply reply);
    bool Accept(ResourceRun& run, RangeRun& range, const Page& page);
    void Complete(const Place& place, const Page& page);
    void PartArrived(const Place& place, const Page& page, std::optional<Failure> failure);

    // Whose turn it is (backfill_turns.cc).
    bool FillOne(const Client::Room& over_all, std::vector<Begun>& begun);
    bool Waits(const ResourceRun& run) const;
    static bool Told(const ResourceRun& run);
    std::optional<double> ObjectsLeft(const ResourceRun& run) const;
    Work WorkLeft(const ResourceRun& run) const;
    RangeRun* RangeToAsk(ResourceRun& run);
    RangeRun* Survey(ResourceRun& run);
    RangeRun* SplitLargest(ResourceRun& run, int parts);
    void NoteFloor(ResourceRun& run, const RangeRun& ended);
    void NoteDensity(ResourceRun& run, const RangeRun& begun);

    // Storing and failing (backfill_store.cc).
    void StoreReady(ResourceRun& run, RangeRun& range);
    void Submit(ResourceRun& run, RangeRun& range, const Page& page);
    void Stored(const Place& place, const Page& page, const Committed& committed, const Status& status);
    void Failed(ResourceRun& run, RangeRun& range, const Failure& failure);
    void Stuck(ResourceRun& run, RangeRun& range);
    bool RestartAtSecond(RangeRun& range);
    void Park(ResourceRun& run, Problem problem, Micros wait, Grant granted);
    void ParkStored(const Place& place, Grant granted, const Status& status);
    void StorageFailed(ResourceRun& run, const Error& error);
    void ReloadIn(ResourceRun& run, Micros wait);
    void Reload(Kind kind, int64_t generation);
    void Drop(ResourceRun& run);
    void Release(PageInHand& page);

    ResourceRun* Current(const Place& place);
    static RangeRun* RangeAt(ResourceRun& run, int64_t hi);
    PassKey KeyOf(const ResourceRun& run) const;
    // Calls `task` later on the pool, if this still lives then.
    void Later(std::function<void(Backfill&)> task);

    Parts parts_;
    const Connection connection_;
    const std::shared_ptr<Client> client_;
    Events events_;
    std::mutex mutex_;                   // guards everything below; never held while anything outside is called but
                                         // Database::Submit, whose order it keeps
    std::vector<ResourceRun> runs_;      // in the order of kResources
    int pages_in_hand_ = 0;
    int64_t floor_ = kBeginning;         // where the shop seems to begin: the oldest of the floors known
    bool probe_known_ = false;
    bool stopped_ = true;
    Micros started_ = 0;
};

}  // namespace daybook::stripe
