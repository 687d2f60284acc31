// The half of the import that stores pages and deals with what goes wrong.
#include <fmt/format.h>

#include <algorithm>

#include "base/log.h"
#include "stripe/backfill.h"

namespace daybook::stripe {
namespace {

constexpr int kRestartsMax = 3;
// After six attempts within half a minute; doubled each time.
constexpr Micros kParkedFirst = 10 * kSecond;
constexpr Micros kParkedMax = 2 * kMinute;
constexpr Micros kStuckFor = 10 * kMinute;
constexpr Micros kStorageWaitMax = kMinute;

std::string_view NameOf(Kind kind) { return ResourceOf(kind).name; }

}  // namespace

void Backfill::StoreReady(ResourceRun& run, RangeRun& range) {
    const int64_t hi = range.stored.hi;
    bool ended = false;
    while (!ended && !range.pages.empty() && range.pages.front()->ready) {
        const Page page = range.pages.front();
        range.pages.pop_front();
        Submit(run, range, page);
        ended = range.stored.done;
    }
    if (!ended) return;
    // What lay below was split off: pages read ahead of it are read again there.
    for (const Page& page : range.pages) Release(*page);
    run.ranges.remove_if([hi](const RangeRun& other) { return other.stored.hi == hi; });
}

void Backfill::Submit(ResourceRun& run, RangeRun& range, const Page& page) {
    const Range before = range.stored;
    Range& after = range.stored;
    if (page->end.count > 0) {
        after.cursor = page->end.last_id;
        after.cursor_at = page->end.last_created;
    }
    const bool below = !after.lowest() && page->end.count > 0 && after.cursor_at < after.lo;
    after.done = page->last || below;
    if (after.done) after.cursor.clear();
    Committed committed;
    committed.imported = std::ranges::count_if(page->batch.objects, [&](const Decoded& object) {
        return after.lowest() || object.created >= after.lo;
    });
    std::string probe;
    if (!probe_known_ && run.row.kind == Kind::kCustomer && !page->batch.objects.empty()) {
        probe = page->batch.objects.front().id;
        probe_known_ = true;
    }
    const Place place{run.row.kind, run.row.pass, run.generation, before.hi};
    auto told = std::make_shared<Committed>(committed);  // shared by the job and what follows it
    parts_.db.Submit(
        [&mirror = parts_.mirror, key = KeyOf(run), page, before, after, probe, told,
         now = parts_.clock.Now()](sql::Tx& tx) -> Status {
            const stripe::Stored stored = TRY(mirror.Store(tx, page->batch));
            TRY(AdvanceRange(tx, key, before, after));
            TRY(AddImported(tx, key, told->imported));
            if (!probe.empty() && !stored.left_out.contains(probe)) TRY(SetProbeId(tx, key.connection, probe));
            told->complete = after.done && TRY(CompleteIfDone(tx, key, now));
            return {};
        },
        sql::Durability::kBulk, sql::Priority::kBulk,
        [weak = weak_from_this(), place, page, told](const Status& status) {
            auto self = weak.lock();
            if (!self) return;
            self->Later([place, page, told, status](Backfill& backfill) {
                backfill.Stored(place, page, *told, status);
            });
        });
}

void Backfill::Stored(const Place& place, const Page& page, const Committed& committed,
                      const Status& status) {
    {
        std::lock_guard lock(mutex_);
        Release(*page);
        ResourceRun* current = Current(place);
        if (!status.ok()) {
            if (current != nullptr) StorageFailed(*current, status.error());
        } else {
            for (ResourceRun& run : runs_) {
                if (run.row.kind != place.kind || run.row.pass != place.pass) continue;
                run.row.imported += committed.imported;
                run.storage_failures = 0;
                if (run.row.readable()) run.row.error.reset();
                if (committed.complete) {
                    run.row.state = Progress::kDone;
                    run.row.complete_at = parts_.clock.Now();
                }
            }
        }
        if (stopped_) return;
    }
    if (status.ok()) {
        parts_.wake_settle();
        if (committed.complete) {
            Log(Level::kInfo, "stripe.resource_complete", {{"resource", NameOf(place.kind)}});
            events_.complete(place.kind);
        }
        events_.changed();
    }
    Fill();
}

// ---- what goes wrong ----

// Under the lock. `run` may lose its ranges here, `range` among them.
void Backfill::Failed(ResourceRun& run, RangeRun& range, const Failure& failure) {
    const std::string code = failure.error.reason;
    switch (failure.kind) {
        case Failure::Kind::kCursorGone:
            if (RestartAtSecond(range)) return;
            break;
        case Failure::Kind::kPermission:
            return Park(run, {"permission_missing", failure.error.message}, 0, Grant::kMissing);
        case Failure::Kind::kNoSuchPath:
            return Park(run, {"resource_absent", failure.error.message}, 0, Grant::kAbsent);
        default: break;
    }
    const Micros wait = std::min(kParkedMax, kParkedFirst << std::min(run.parked++, 10));
    Park(run, {code, failure.error.message}, wait, Grant::kGranted);
}

// A page that leads nowhere: once more from its whole second, then parked; never done.
void Backfill::Stuck(ResourceRun& run, RangeRun& range) {
    const bool endless = range.pages_in_one_second > 0;
    if (!endless && range.reading.started() && RestartAtSecond(range)) return;
    Park(run,
         {"stripe_page_stuck",
          fmt::format("Stripe's list of {} does not go on from where it stands. The import of "
                      "this resource waits and tries again in 10 minutes.",
                      NameOf(run.row.kind))},
         kStuckFor, Grant::kGranted);
}

bool Backfill::RestartAtSecond(RangeRun& range) {
    if (range.restarts >= kRestartsMax) return false;
    range.restarts += 1;
    range.reading.cursor.clear();
    range.bounds = BoundsOf(range.reading);
    return true;
}

void Backfill::Park(ResourceRun& run, Problem problem, Micros wait, Grant granted) {
    Log(Level::kWarn, "stripe.resource_parked",
        {{"resource", NameOf(run.row.kind)}, {"code", problem.code}});
    run.row.state = Progress::kParked;
    run.row.error = std::move(problem);
    run.row.retry_at = wait > 0 ? parts_.clock.Now() + wait : 0;
    Drop(run);
    ResourceRow row = run.row;
    row.granted = granted;
    parts_.db.Submit([connection = connection_.id, row](sql::Tx& tx) { return SetResourceState(tx, connection, row); },
                     sql::Durability::kBulk, sql::Priority::kBulk,
                     [weak = weak_from_this(), granted, place = Place{row.kind, row.pass, run.generation, 0}](const Status& status) {
                         auto self = weak.lock();
                         if (!self || granted == Grant::kGranted) return;
                         self->Later([place, granted, status](Backfill& backfill) {
                             backfill.ParkStored(place, granted, status);
                         });
                     });
    if (wait > 0) ReloadIn(run, wait);
    Later([](Backfill& self) { self.events_.changed(); });
}

// Hints of what may not be read are dropped from here on: not before the store knows why. Else it is asked for again.
void Backfill::ParkStored(const Place& place, Grant granted, const Status& status) {
    {
        std::lock_guard lock(mutex_);
        ResourceRun* run = Current(place);
        if (run == nullptr) return;
        if (status.ok()) run->row.granted = granted;
        else StorageFailed(*run, status.error());
    }
    events_.changed();
}

// A full disk, a lost database: everything that was read ahead is forgotten and read again from what is stored.
void Backfill::StorageFailed(ResourceRun& run, const Error& error) {
    run.storage_failures += 1;
    const bool moved = error.reason == "stripe_range_moved";
    if (!moved) {
        Log(Level::kError, "stripe.store_failed",
            {{"resource", NameOf(run.row.kind)}, {"why", error.message}});
        run.row.error =
            Problem{"storage_failed",
                    fmt::format("What Stripe sent cannot be stored: {} The import goes on by itself "
                                "as soon as it can.",
                                error.message)};
    }
    Drop(run);
    ReloadIn(run, std::min(kStorageWaitMax,
                           100 * kMillisecond << std::min(run.storage_failures - 1, 10)));
}

void Backfill::ReloadIn(ResourceRun& run, Micros wait) {
    parts_.tasks.After(wait, [weak = weak_from_this(), kind = run.row.kind,
                              generation = run.generation] {
        if (auto self = weak.lock()) {
            self->Later([kind, generation](Backfill& b) { b.Reload(kind, generation); });
        }
    });
}

void Backfill::Reload(Kind kind, int64_t generation) {
    {
        std::lock_guard lock(mutex_);
        if (stopped_ || Current({kind, 0, generation, 0}) == nullptr) return;
    }
    ResourceRun fresh;
    const Status loaded = parts_.db.Write(
        [&](sql::Tx& tx) -> Status {
            for (const ResourceRow& row : TRY(LoadResources(tx, connection_.id))) {
                if (row.kind == kind) fresh = TRY(LoadOne(tx, From::kWhereItStood, row));
            }
            return {};
        },
        sql::Durability::kBulk, sql::Priority::kBulk);
    {
        std::lock_guard lock(mutex_);
        ResourceRun* run = Current({kind, 0, generation, 0});
        if (stopped_ || run == nullptr) return;
        if (!loaded.ok()) return StorageFailed(*run, loaded.error());
        run->row = fresh.row;
        run->ranges = std::move(fresh.ranges);
    }
    events_.changed();
    Fill();
}

// Forgets what was read ahead; what comes later from it is ignored.
void Backfill::Drop(ResourceRun& run) {
    for (RangeRun& range : run.ranges) {
        for (const Page& page : range.pages) Release(*page);
    }
    run.ranges.clear();
    run.generation += 1;
    run.asking = 0;
    run.parts_asked = 0;
}

void Backfill::Release(PageInHand& page) {
    if (!page.counted) return;
    page.counted = false;
    pages_in_hand_ -= 1;
    ASSERT(pages_in_hand_ >= 0);
}

Backfill::ResourceRun* Backfill::Current(const Place& place) {
    for (ResourceRun& run : runs_) {
        if (run.row.kind == place.kind && run.generation == place.generation) return &run;
    }
    return nullptr;
}

Backfill::RangeRun* Backfill::RangeAt(ResourceRun& run, int64_t hi) {
    for (RangeRun& range : run.ranges) {
        if (range.stored.hi == hi) return &range;
    }
    return nullptr;
}

PassKey Backfill::KeyOf(const ResourceRun& run) const {
    return {connection_.id, run.row.kind, run.row.pass};
}

void Backfill::Later(std::function<void(Backfill&)> task) {
    parts_.tasks.Run([weak = weak_from_this(), task = std::move(task)] {
        if (auto self = weak.lock()) task(*self);
    });
}

}  // namespace daybook::stripe
