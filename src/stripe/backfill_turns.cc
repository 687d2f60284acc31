// Whose turn it is: which resource asks for its next page, and where a range is split to let it ask
// for more at once.
//
// What the limits allow is used up if two things hold. Whenever the rate over all has room,
// somebody asks; and the longest resource is not left over to the end, where its endpoint's own
// rate is all there is. So the one that would take longest goes first. Ranges are split where
// nobody else would use the room, or where the resource is the one that everything will wait for:
// each range ends with a page that is not full.
#include <algorithm>
#include <utility>

#include "stripe/backfill.h"

namespace daybook::stripe {
namespace {

constexpr size_t kPagesAheadMax = 4;  // of one range
constexpr int kPartsAskedMax = 64;    // sub-lists of one resource
constexpr double kPageObjects = 100;
constexpr double kRateUseful = 1000;  // requests a second, where there is no limit
// A shop grows: how its newest objects lie says little of how many there are. A list that seems long is halved so often at
// once, towards its newest, and a page is read of each part; once for so many objects, since each part ends with a page that
// is not full. Customers, who lead, are read in as many parts as there may be anyway.
constexpr int kSurveySplits = 5;
constexpr double kWorthSurvey = 6000;
constexpr double kAlmostNone = 1e-12;  // objects a second
// Urgencies beyond any number of seconds. Customers lead: without them there is nothing to look at.
// A resource of which nothing is known yet tells how long it is with a few pages.
constexpr double kCustomersLead = 1e12;
constexpr double kNotKnown = 1e11;

}  // namespace

bool Backfill::FillOne(const Client::Room& over_all, std::vector<Begun>& begun) {
    struct Turn {
        double urgency = 0;
        ResourceRun* run = nullptr;
    };
    std::vector<Turn> turns;
    double requests_left = 0;
    int at_once = 0;
    for (ResourceRun& run : runs_) {
        if (run.row.state != Progress::kRunning || Waits(run)) continue;
        const Work work = WorkLeft(run);
        turns.push_back({run.row.kind == Kind::kCustomer ? kCustomersLead : Told(run) ? work.seconds : kNotKnown, &run});
        requests_left += work.requests;
        at_once += run.asking + std::min(run.parts_asked, run.room.slots);
    }
    std::ranges::stable_sort(turns, std::ranges::greater(), &Turn::urgency);
    const double seconds_left = requests_left / std::min(over_all.rate, kRateUseful);
    double rate_left = over_all.rate;
    for (const auto& [urgency, run] : turns) {
        // Those for whom the rate over all leaves nothing hold one request each: more would only
        // wait in the client, and take pages in hand from those whose turn it is.
        const int slots = rate_left > 0 ? run->room.slots : 1;
        const bool surveyed = run->row.kind == Kind::kCustomer || Told(*run);
        const bool split = surveyed && (at_once < over_all.slots || urgency >= seconds_left);
        RangeRun* range = nullptr;
        if (run->asking < slots && run->parts_asked <= kPartsAskedMax) {
            range = Survey(*run);
            if (range == nullptr) range = RangeToAsk(*run);
            if (range == nullptr && split) range = SplitLargest(*run, run->room.slots - run->asking + 1);
        }
        if (range != nullptr) {
            begun.push_back(Ask(*run, *range));
            begun.back().get.urgency = urgency;
            return true;
        }
        rate_left -=
            run->room.rate * std::min(1.0, static_cast<double>(run->asking) / run->room.slots);
    }
    return false;
}

// Once charges count, one that is read before what ties it to its invoice would be an order of its own meanwhile: after
// the first pass they come last.
bool Backfill::Waits(const ResourceRun& run) const {
    if (run.row.kind != Kind::kCharge || run.row.pass <= 1) return false;
    return std::ranges::any_of(runs_, [](const ResourceRun& other) {
        return other.row.kind == Kind::kInvoicePayment && other.row.state == Progress::kRunning;
    });
}

// Whether enough pages were read to tell how long it is.
bool Backfill::Told(const ResourceRun& run) { return run.pages_read > kSurveySplits; }

// Nothing while a range of which nothing can be guessed may be all there is.
std::optional<double> Backfill::ObjectsLeft(const ResourceRun& run) const {
    double left = 0;
    for (const RangeRun& range : run.ranges) {
        if (range.reading.done) continue;
        const bool read = range.seen.objects > 0;
        if (!read && range.guess <= 0 && !Told(run)) return std::nullopt;
        left += read ? LikelyLeft(range.reading, range.seen, floor_) : range.guess;
    }
    return left;
}

Backfill::Work Backfill::WorkLeft(const ResourceRun& run) const {
    const std::optional<double> objects = ObjectsLeft(run);
    if (!objects) return {.requests = 0, .seconds = kNotKnown};
    const double pages = std::max(0.0, *objects / kPageObjects - run.asking);
    const double parts_a_page = static_cast<double>(run.parts_read) /
                                static_cast<double>(std::max<int64_t>(1, run.pages_read));
    return {.requests = pages * (1 + parts_a_page),
            .seconds = pages * std::max(1.0, parts_a_page) / std::min(run.room.rate, kRateUseful)};
}

// One of which nothing is known before the others.
Backfill::RangeRun* Backfill::RangeToAsk(ResourceRun& run) {
    RangeRun* first = nullptr;
    for (RangeRun& range : run.ranges) {
        if (range.asking || range.reading.done || range.pages.size() >= kPagesAheadMax) continue;
        if (range.seen.objects == 0) return &range;
        if (first == nullptr) first = &range;
    }
    return first;
}

Backfill::RangeRun* Backfill::Survey(ResourceRun& run) {
    if (run.row.kind == Kind::kCustomer || run.survey_splits >= kSurveySplits) return nullptr;
    if (ObjectsLeft(run).value_or(0) < kWorthSurvey * (run.survey_splits + 1)) return nullptr;
    RangeRun* lower = SplitLargest(run, 2);
    run.survey_splits = lower == nullptr ? kSurveySplits : run.survey_splits + 1;
    return lower;
}

// An idle slot takes its part of the range with the most left, so that one large resource uses all
// it is allowed. Each range ends with a page that is not full, so they should be few and equal.
Backfill::RangeRun* Backfill::SplitLargest(ResourceRun& run, int parts) {
    RangeRun* largest = nullptr;
    double most = 0;
    for (RangeRun& range : run.ranges) {
        const double left = ExpectedLeft(range.reading, range.seen, floor_);
        if (left > most) {
            most = left;
            largest = &range;
        }
    }
    if (largest == nullptr) return nullptr;
    const std::optional<Range> lower = SplitRange(largest->reading, largest->seen, {.parts = parts, .floor = floor_});
    if (!lower) return nullptr;
    const double guess = most - ExpectedLeft(largest->reading, largest->seen, floor_);
    const Range before = largest->stored;
    largest->stored.lo = largest->reading.lo;
    const Place place{run.row.kind, run.row.pass, run.generation, before.hi};
    parts_.db.Submit([key = KeyOf(run), before,
                      lower](sql::Tx& tx) { return StoreSplit(tx, key, before, *lower); },
                     sql::Durability::kBulk, sql::Priority::kBulk,
                     [weak = weak_from_this(), place](const Status& status) {
                         auto self = weak.lock();
                         if (!self || status.ok()) return;
                         self->Later([place, error = status.error()](Backfill& backfill) {
                             std::lock_guard lock(backfill.mutex_);
                             if (auto* current = backfill.Current(place)) {
                                 backfill.StorageFailed(*current, error);
                             }
                         });
                     });
    run.ranges.push_back(RunOf(*lower));
    run.ranges.back().guess = guess;
    run.ranges.back().seen.below = std::exchange(largest->seen.below, 0);
    return &run.ranges.back();
}

// Where nothing below is left to be read, this is where the resource begins. A few coupons or
// products tell early how far down the long lists go; else every one of them would ask for years in
// which there was no shop.
void Backfill::NoteFloor(ResourceRun& run, const RangeRun& ended) {
    const bool more_below = std::ranges::any_of(run.ranges, [&](const RangeRun& range) {
        return !range.reading.done && range.reading.lo < ended.reading.lo;
    });
    if (more_below) return;
    run.floor = ended.reading.started() ? ended.reading.cursor_at : ended.reading.hi;
    floor_ = INT64_MAX;
    for (const ResourceRun& other : runs_) {
        if (other.floor > 0) floor_ = std::min(floor_, other.floor);
    }
}

// The first page of a range tells the one above it how its end looks.
void Backfill::NoteDensity(ResourceRun& run, const RangeRun& begun) {
    const int64_t end = begun.reading.done ? begun.reading.lo : begun.reading.cursor_at;
    const auto seconds = static_cast<double>(std::max<int64_t>(1, begun.stored.hi - end));
    for (RangeRun& above : run.ranges) {
        if (above.reading.lo == begun.stored.hi) above.seen.below = std::max(kAlmostNone, static_cast<double>(begun.seen.objects) / seconds);
    }
}

std::optional<int64_t> Backfill::EstimatedTotal(Kind kind) {
    std::lock_guard lock(mutex_);
    for (const ResourceRun& run : runs_) {
        if (run.row.kind != kind) continue;
        if (run.row.state == Progress::kDone) return run.row.imported;
        const std::optional<double> left = ObjectsLeft(run);
        const bool known = Told(run) || run.ranges.empty();  // what is read and not stored yet is little
        if (!left || !known || run.row.imported == 0) return std::nullopt;
        return run.row.imported + static_cast<int64_t>(*left);
    }
    return std::nullopt;
}

}  // namespace daybook::stripe
