#include "stripe/backfill.h"

#include <algorithm>

#include "stripe/whole.h"

namespace daybook::stripe {
namespace {

// Between being asked for and being stored: what bounds the import's memory (about 1 MB a page).
constexpr int kPagesInHandMax = 40;
constexpr int kPagesInOneSecondMax = 5000;
// During the first seconds people look: what has come is computed at once.
constexpr Micros kFirstSeconds = 3 * kSecond;

constexpr Endpoint ListOf(Kind kind) { return {kind, Form::kList}; }

}  // namespace

std::shared_ptr<Backfill> Backfill::Create(Parts parts, const Connection& connection,
                                           std::shared_ptr<Client> client, Events events) {
    return std::shared_ptr<Backfill>(
        new Backfill(std::move(parts), connection, std::move(client), std::move(events)));
}

Backfill::Backfill(Parts parts, const Connection& connection, std::shared_ptr<Client> client,
                   Events events)
    : parts_(std::move(parts)),
      connection_(connection),
      client_(std::move(client)),
      events_(std::move(events)),
      probe_known_(connection.probe_id.has_value()) {}

Status Backfill::Start(From from) {
    std::vector<ResourceRun> runs;
    TRY(parts_.db.Write([&](sql::Tx& tx) -> Status {
        runs = TRY(Load(tx, from));
        return {};
    }));
    {
        std::lock_guard lock(mutex_);
        ASSERT(stopped_ && runs_.empty());
        runs_ = std::move(runs);
        started_ = parts_.clock.Monotonic();
        stopped_ = false;
    }
    Later([](Backfill& self) { self.Fill(); });
    return {};
}

Backfill::RangeRun Backfill::RunOf(const Range& range) {
    RangeRun run;
    run.stored = run.reading = range;
    run.bounds = BoundsOf(range);
    // The bounds of the request that gave this cursor are not known any more: none below is always right.
    if (!range.cursor.empty()) {
        run.bounds.from.reset();
        run.bounds.below = range.top ? std::nullopt : std::optional<int64_t>(range.hi);
    }
    return run;
}

Result<std::vector<Backfill::ResourceRun>> Backfill::Load(sql::Tx& tx, From from) {
    std::vector<ResourceRun> runs;
    for (ResourceRow& row : TRY(LoadResources(tx, connection_.id))) {
        runs.push_back(TRY(LoadOne(tx, from, std::move(row))));
    }
    return runs;
}

Result<Backfill::ResourceRun> Backfill::LoadOne(sql::Tx& tx, From from, ResourceRow row) {
    ResourceRun run;
    const bool first = row.state == Progress::kIdle || row.pass == 0;
    if (row.readable() && (first || from == From::kTheBeginning)) {
        const int64_t now = parts_.clock.Now() / kSecond;
        TRY(BeginPass(tx, connection_.id, row, now, parts_.mirror.NextFetchNumber()));
    } else if (row.readable() && row.state == Progress::kParked) {
        row.state = Progress::kRunning;  // what ails it is shown until a page comes
        row.retry_at = 0;
        TRY(SetResourceState(tx, connection_.id, row));
    }
    if (row.readable() && row.state == Progress::kRunning) {
        const PassKey key{connection_.id, row.kind, row.pass};
        for (const Range& range : TRY(LoadOpenRanges(tx, key))) run.ranges.push_back(RunOf(range));
        if (run.ranges.empty() && TRY(CompleteIfDone(tx, key, parts_.clock.Now()))) {
            row.state = Progress::kDone;
            row.complete_at = parts_.clock.Now();
        }
    }
    run.row = std::move(row);
    return run;
}

void Backfill::Stop() {
    std::lock_guard lock(mutex_);
    stopped_ = true;
}

void Backfill::Forbid(Kind kind, const Problem& problem) {
    std::lock_guard lock(mutex_);
    for (ResourceRun& run : runs_) {
        if (run.row.kind != kind) continue;
        run.row.granted = Grant::kMissing;
        run.row.error = problem;
    }
}

std::vector<ResourceRow> Backfill::Resources() {
    std::lock_guard lock(mutex_);
    std::vector<ResourceRow> rows;
    for (const ResourceRun& run : runs_) rows.push_back(run.row);
    return rows;
}

// ---- reading ----

void Backfill::Fill() {
    std::vector<Begun> begun;
    {
        std::lock_guard lock(mutex_);
        const Client::Room over_all = client_->RoomOverAll();
        for (ResourceRun& run : runs_) run.room = client_->RoomOf(ListOf(run.row.kind));
        while (!stopped_ && pages_in_hand_ < kPagesInHandMax && FillOne(over_all, begun)) {
        }
    }
    for (Begun& one : begun) {
        client_->Send(std::move(one.get),
                      [weak = weak_from_this(), place = one.place, page = one.page](auto reply) {
                          if (auto self = weak.lock()) self->Arrived(place, page, std::move(reply));
                      });
    }
}

Backfill::Begun Backfill::Ask(ResourceRun& run, RangeRun& range) {
    auto page = std::make_shared<PageInHand>();
    page->batch.connection = connection_.id;
    page->batch.account = connection_.account;
    page->batch.first_seconds = parts_.clock.Monotonic() - started_ < kFirstSeconds;
    const Place place{run.row.kind, run.row.pass, run.generation, range.stored.hi};
    Get get;
    get.endpoint = ListOf(run.row.kind);
    get.target = TargetOf(run.row.kind, range.bounds, range.reading.cursor);
    get.on_begin = [&mirror = parts_.mirror, page] {
        page->batch.fetch_no = mirror.NextFetchNumber();
    };
    get.take = [weak = weak_from_this(), place, page](const std::string& body) -> Status {
        auto self = weak.lock();
        return self ? self->TakePage(place, page, body) : Status();
    };
    range.asking = true;
    run.asking += 1;
    pages_in_hand_ += 1;
    return {std::move(get), place, std::move(page)};
}

// On the pool, without the lock: decoding is most of the work.
Status Backfill::TakePage(const Place& place, const Page& page, const std::string& body) {
    auto decoded = TRY(DecodePage(place.kind, body));
    int64_t lo = 0;
    {
        std::lock_guard lock(mutex_);
        ResourceRun* run = Current(place);
        RangeRun* range = run == nullptr ? nullptr : RangeAt(*run, place.hi);
        if (range != nullptr && !range->reading.lowest()) lo = range->reading.lo;
    }
    page->end = {decoded.objects.size() + static_cast<size_t>(decoded.unknown), decoded.last_id,
                 decoded.last_created, decoded.has_more};
    page->batch.objects = std::move(decoded.objects);
    // What lies below was split off after this page was asked for, and is read there.
    std::erase_if(page->batch.objects, [lo](const Decoded& object) { return object.created < lo; });
    page->batch.now = parts_.clock.Now();
    const auto partial = std::ranges::count_if(page->batch.objects, &Decoded::more_lines);
    page->parts_missing = static_cast<size_t>(partial);
    if (partial == 0) {
        parts_.mirror.Prepare(page->batch);
        page->ready = true;
    }
    return {};
}

void Backfill::Arrived(const Place& place, const Page& page, Client::Reply reply) {
    bool incomplete = false;
    bool refused = false;
    {
        std::lock_guard lock(mutex_);
        ResourceRun* run = Current(place);
        RangeRun* range = run == nullptr ? nullptr : RangeAt(*run, place.hi);
        if (run != nullptr) run->asking -= 1;
        if (range == nullptr || !reply.ok()) Release(*page);
        if (range != nullptr) {
            range->asking = false;
            if (!reply.ok()) {
                refused = KeyRefused(*reply.failure);
                if (refused) stopped_ = true;
                else Failed(*run, *range, *reply.failure);
            } else if (Accept(*run, *range, page)) {
                incomplete = !page->ready;
                run->pages_read += 1;
                run->parts_read += static_cast<int64_t>(page->parts_missing);
                if (incomplete) run->parts_asked += static_cast<int>(page->parts_missing);
                StoreReady(*run, *range);
            }
        }
    }
    if (refused) return events_.key_refused(*reply.failure);
    if (incomplete) Complete(place, page);
    Fill();
}

// False where the page ends nothing and leads nowhere: it was dropped.
bool Backfill::Accept(ResourceRun& run, RangeRun& range, const Page& page) {
    const Step step = Judge(range.reading, page->end);
    const bool same_second =
        page->end.count > 0 && page->end.last_created == range.reading.cursor_at;
    range.pages_in_one_second = same_second ? range.pages_in_one_second + 1 : 0;
    if (step == Step::kStuck || range.pages_in_one_second > kPagesInOneSecondMax) {
        Release(*page);
        Stuck(run, range);
        return false;
    }
    range.restarts = run.parked = 0;
    if (range.seen.newest == 0 && !page->batch.objects.empty()) {
        range.seen.newest = page->batch.objects.front().created;
    }
    const bool first = range.seen.objects == 0;
    range.seen.objects += static_cast<int64_t>(page->end.count);
    if (page->end.count > 0) {
        range.reading.cursor = page->end.last_id;
        range.reading.cursor_at = page->end.last_created;
    }
    page->last = step == Step::kDone;
    range.reading.done = page->last;
    if (page->last) NoteFloor(run, range);
    if (first) NoteDensity(run, range);
    range.pages.push_back(page);
    return true;
}

void Backfill::Complete(const Place& place, const Page& page) {
    std::vector<Decoded*> partial;
    for (Decoded& object : page->batch.objects) {
        if (object.more_lines) partial.push_back(&object);
    }
    for (Decoded* object : partial) {
        MakeWhole(client_, Haste::kBulk, *object,
                  [weak = weak_from_this(), place, page](std::optional<Failure> failure) {
                      auto self = weak.lock();
                      if (self) self->PartArrived(place, page, std::move(failure));
                  });
    }
}

void Backfill::PartArrived(const Place& place, const Page& page, std::optional<Failure> failure) {
    bool whole = false;
    bool refused = false;
    {
        std::lock_guard lock(mutex_);
        ResourceRun* run = Current(place);
        if (run == nullptr) return;
        run->parts_asked -= 1;
        page->parts_missing -= 1;
        RangeRun* range = RangeAt(*run, place.hi);
        if (failure && range != nullptr) {
            refused = KeyRefused(*failure);
            if (refused) stopped_ = true;
            else Failed(*run, *range, *failure);
        } else {
            whole = page->parts_missing == 0;
        }
    }
    if (refused) return events_.key_refused(*failure);
    if (whole) {
        parts_.mirror.Prepare(page->batch);
        std::lock_guard lock(mutex_);
        ResourceRun* run = Current(place);
        RangeRun* range = run == nullptr ? nullptr : RangeAt(*run, place.hi);
        page->ready = true;
        if (range != nullptr) StoreReady(*run, *range);
    }
    Fill();
}

}  // namespace daybook::stripe
