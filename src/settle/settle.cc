#include "settle/settle.h"

#include <algorithm>
#include <condition_variable>
#include <limits>
#include <mutex>
#include <optional>
#include <set>

#include "base/log.h"
#include "settle/parked.h"
#include "settle/round.h"

namespace daybook::settle {

namespace {

constexpr Micros kWaitShortest = 5 * kMillisecond;
constexpr Micros kBackOff = kSecond;  // after the database refused a batch
constexpr int kBulkTurn = 10;         // in one batch of so many, bulk goes first

}  // namespace

struct Service::Impl : std::enable_shared_from_this<Service::Impl> {
    // A batch in flight. It may fall into parts (slices, halves); it ends with the last of them.
    struct Run {
        std::vector<ProfileId> people;
        profiles::Lane lane = profiles::Lane::kBulk;
        Micros now = 0;
        Micros begun = 0;
        std::atomic<int> parts{1};
    };
    using RunPtr = std::shared_ptr<Run>;  // shared by the callbacks of its parts

    Impl(Parts p, stripe::Tasks& t, Options o) : parts(p), tasks(t), options(std::move(o)) {}

    const Parts parts;
    stripe::Tasks& tasks;
    const Options options;

    mutable std::mutex mutex;
    std::condition_variable ended;
    bool started = false, stopping = false;
    bool pump_queued = false;
    int pumping = 0;
    int runs = 0, live_runs = 0;
    int turn = 0;
    Micros timer_at = 0;    // monotonic; 0: none is set
    Micros rest_until = 0;  // monotonic, after a failure
    std::set<ProfileId> in_flight;
    Metrics metrics;
    Micros looked_at = 0;   // 0: not yet
    Micros bulk_next = 0;   // who was due in bulk then, was so from here on

    void Wake();
    void WakeAfter(Micros delay);
    void Pump();
    std::optional<profiles::Lane> StartOne();
    Result<std::vector<profiles::Due>> Claim(profiles::Lane lane, Micros now);
    std::vector<profiles::Lane> LanesInTurn();
    void Sleep();
    Status Look(std::optional<Micros>& next);

    void RunPart(const RunPtr& run, std::vector<profiles::Due> people);
    void StoreSlice(const RunPtr& run, std::vector<Decision> slice);
    void Failed(const RunPtr& run, std::vector<profiles::Due> people, const Error& error);
    void Parked(const profiles::Due& due, std::string_view reason);
    void EndPart(const RunPtr& run);
};

void Service::Impl::Wake() {
    {
        std::lock_guard lock(mutex);
        if (!started || stopping || pump_queued) return;
        pump_queued = true;
        ++pumping;
    }
    tasks.Run([self = shared_from_this()] { self->Pump(); });
}

void Service::Impl::WakeAfter(Micros delay) {
    const Micros at = parts.clock.Monotonic() + delay;
    {
        std::lock_guard lock(mutex);
        if (stopping || (timer_at != 0 && timer_at <= at)) return;
        timer_at = at;
    }
    tasks.After(delay, [self = weak_from_this(), at] {
        const auto impl = self.lock();
        if (!impl) return;
        {
            std::lock_guard lock(impl->mutex);
            if (impl->timer_at == at) impl->timer_at = 0;
        }
        impl->Wake();
    });
}

// Starts batches while there are people and free places.
void Service::Impl::Pump() {
    {
        std::lock_guard lock(mutex);
        pump_queued = false;
    }
    while (StartOne()) {
    }
    Sleep();
    std::lock_guard lock(mutex);
    --pumping;
    ended.notify_all();
}

std::vector<profiles::Lane> Service::Impl::LanesInTurn() {
    using enum profiles::Lane;
    std::lock_guard lock(mutex);
    if (stopping || parts.clock.Monotonic() < rest_until) return {};
    const bool place = runs - live_runs < static_cast<int>(options.batches);
    if (!place) return live_runs == 0 ? std::vector{kLive} : std::vector<profiles::Lane>{};
    turn = (turn + 1) % kBulkTurn;
    if (turn == 0) return {kBulk, kLive, kTimer};
    return {kLive, kTimer, kBulk};
}

std::optional<profiles::Lane> Service::Impl::StartOne() {
    const Micros now = parts.clock.Now();
    for (const profiles::Lane lane : LanesInTurn()) {
        Result<std::vector<profiles::Due>> due = Claim(lane, now);
        if (!due.ok()) {
            Log(Level::kWarn, "settle.due_not_read", {{"error", due.error().message}});
            std::lock_guard lock(mutex);
            rest_until = parts.clock.Monotonic() + kBackOff;
            return std::nullopt;
        }
        if (due->empty()) continue;
        const auto run = std::make_shared<Run>();
        run->lane = lane;
        run->now = now;
        run->begun = parts.clock.Monotonic();
        for (const profiles::Due& one : *due) run->people.push_back(one.profile);
        tasks.Run([self = shared_from_this(), run, people = std::move(*due)]() mutable {
            self->RunPart(run, std::move(people));
        });
        return lane;
    }
    return std::nullopt;
}

// The next people of a lane that are not in flight; they are then.
Result<std::vector<profiles::Due>> Service::Impl::Claim(profiles::Lane lane, Micros now) {
    size_t busy = 0;
    {
        std::lock_guard lock(mutex);
        busy = in_flight.size();
    }
    std::vector<profiles::Due> due;
    TRY(parts.database.Read([&](sql::Tx& tx) -> Status {
        due = TRY(profiles::NextDue(tx, lane, Horizon(parts, lane, now),
                                    static_cast<int>(options.batch + busy)));
        return {};
    }));
    std::lock_guard lock(mutex);
    if (stopping) return std::vector<profiles::Due>();
    std::erase_if(due, [&](const profiles::Due& one) { return in_flight.contains(one.profile); });
    if (due.size() > options.batch) due.resize(options.batch);
    for (const profiles::Due& one : due) in_flight.insert(one.profile);
    if (!due.empty()) {
        ++runs;
        if (lane == profiles::Lane::kLive) ++live_runs;
    }
    return due;
}

// `next`: when the next is due, in any lane.
Status Service::Impl::Look(std::optional<Micros>& next) {
    Micros bulk = std::numeric_limits<Micros>::max();
    const Micros now = parts.clock.Now();
    TRY(parts.database.Read([&](sql::Tx& tx) -> Status {
        for (const profiles::Lane lane : profiles::kLanes) {
            const auto at = TRY(profiles::NextWake(tx, lane));
            if (at && lane == profiles::Lane::kBulk) bulk = *at;
            if (at && (!next || *at < *next)) next = at;
        }
        return {};
    }));
    std::lock_guard lock(mutex);
    if (now < looked_at) return {};
    looked_at = now;
    bulk_next = bulk;
    return {};
}

// Nobody is due now, or all places are taken (then the end of a batch wakes): until the next is.
void Service::Impl::Sleep() {
    std::optional<Micros> next;
    const Status read = Look(next);
    if (read.ok() && options.on_looked) options.on_looked();
    Micros delay = options.look_again;
    if (read.ok() && next)
        delay = std::clamp(*next - parts.clock.Now(), kWaitShortest, options.look_again);
    {
        std::lock_guard lock(mutex);
        delay = std::max(delay, rest_until - parts.clock.Monotonic());
        if (runs > 0) delay = std::max(delay, 100 * kMillisecond);
    }
    WakeAfter(delay);
}

void Service::Impl::RunPart(const RunPtr& run, std::vector<profiles::Due> people) {
    Result<std::vector<Decision>> decisions = Decisions(parts, options, people, run->now);
    if (!decisions.ok()) {
        Failed(run, std::move(people), decisions.error());
        return EndPart(run);
    }
    for (const Decision& bad : TakeFailed(*decisions)) Parked(bad.due, bad.failure);
    for (std::vector<Decision>& slice : Slices(std::move(*decisions), options.slice)) {
        StoreSlice(run, std::move(slice));
    }
    EndPart(run);
}

void Service::Impl::StoreSlice(const RunPtr& run, std::vector<Decision> slice) {
    ++run->parts;
    struct Work {
        std::vector<Decision> slice;
        std::vector<Change> changes;
    };
    const auto work =
        std::make_shared<Work>();  // shared by the job, which may run twice, and its end
    work->slice = std::move(slice);
    const auto priority =
        run->lane == profiles::Lane::kBulk ? sql::Priority::kBulk : sql::Priority::kLive;
    parts.database.Submit(
        [work, now = run->now](sql::Tx& tx) -> Status {
            work->changes = TRY(Store(tx, work->slice, now));
            return {};
        },
        sql::Durability::kBulk, priority,
        [self = shared_from_this(), run, work](const Status& done) {
            if (done.ok()) {
                {
                    std::lock_guard lock(self->mutex);
                    self->metrics.settled += static_cast<int64_t>(work->slice.size());
                }
                if (self->options.on_settled && !work->changes.empty())
                    self->options.on_settled(work->changes);
            } else {
                std::vector<profiles::Due> people;
                for (const Decision& decision : work->slice) people.push_back(decision.due);
                self->Failed(run, std::move(people), done.error());
            }
            self->EndPart(run);
        });
}

// Halves what failed through its own fault, until one stands alone; anything else is tried again
// after a rest.
void Service::Impl::Failed(const RunPtr& run, std::vector<profiles::Due> people,
                           const Error& error) {
    if (!IsTheirFault(error)) {
        Log(Level::kWarn, "settle.batch_not_stored", {{"error", error.message}});
        std::lock_guard lock(mutex);
        ++metrics.failures;
        rest_until = parts.clock.Monotonic() + kBackOff;
        return;
    }
    if (people.size() == 1) return Parked(people[0], error.message);
    auto [first, second] = Halve(std::move(people));
    for (auto* half : {&first, &second}) {
        ++run->parts;
        tasks.Run([self = shared_from_this(), run, part = std::move(*half)]() mutable {
            self->RunPart(run, std::move(part));
        });
    }
}

void Service::Impl::Parked(const profiles::Due& due, std::string_view reason) {
    Log(Level::kError, "settle.parked",
        {{"profile", EncodeId("prf", Number(due.profile))}, {"reason", reason}});
    {
        std::lock_guard lock(mutex);
        ++metrics.parked;
    }
    parts.database.Submit([due, why = std::string(reason), now = parts.clock.Now()](
                              sql::Tx& tx) { return profiles::Park(tx, due, now, why); },
                          sql::Durability::kBulk, sql::Priority::kBulk, [](const Status&) {});
}

void Service::Impl::EndPart(const RunPtr& run) {
    if (--run->parts > 0) return;
    {
        std::lock_guard lock(mutex);
        for (const ProfileId id : run->people) in_flight.erase(id);
        --runs;
        if (run->lane == profiles::Lane::kLive) --live_runs;
        ++metrics.batches;
        metrics.last_batch_took = parts.clock.Monotonic() - run->begun;
        ended.notify_all();
    }
    Wake();
}

Service::Service(Parts parts, stripe::Tasks& tasks, Options options)
    : impl_(std::make_shared<Impl>(parts, tasks, std::move(options))) {}

Service::~Service() { Stop(); }

void Service::Start() {
    {
        std::lock_guard lock(impl_->mutex);
        impl_->started = true;
    }
    Wake();
}

void Service::Stop() {
    std::unique_lock lock(impl_->mutex);
    impl_->stopping = true;
    impl_->ended.wait(lock, [&] { return impl_->runs == 0 && impl_->pumping == 0; });
}

void Service::Wake() { impl_->Wake(); }

Status Service::SettleNow(const std::vector<ProfileId>& ids) {
    return SettleThese(impl_->parts, impl_->options, ids, impl_->parts.clock.Now());
}

void Service::Look() {
    std::optional<Micros> next;
    const Status read = impl_->Look(next);
    if (!read.ok()) Log(Level::kWarn, "settle.due_not_read", {{"error", read.error().message}});
}

bool Service::ImportSettled(Micros at) const {
    std::lock_guard lock(impl_->mutex);
    return impl_->looked_at > at && impl_->bulk_next > at + stripe::kImportDelayMax;
}

Metrics Service::metrics() const {
    std::lock_guard lock(impl_->mutex);
    return impl_->metrics;
}

}  // namespace daybook::settle
