#include "stripe/prover.h"

#include <fmt/format.h>

#include <set>

#include "base/log.h"
#include "stripe/mirror_store.h"
#include "stripe/unseen.h"

namespace daybook::stripe {
namespace {

constexpr int64_t kSliceIds = 2'000;
constexpr int kSlicesAtOnce = 5;
constexpr size_t kMissingAtOnce = 100;
constexpr int64_t kMonthSeconds = 30 * kDay / kSecond;

Prover::Stepped Failing(const Failure& failure) {
    const bool forbidden = failure.kind == Failure::Kind::kPermission || failure.kind == Failure::Kind::kNoSuchPath;
    return {forbidden ? Prover::Step::kForbidden : Prover::Step::kFailed, failure};
}

Prover::Stepped StorageFailed(const Status& status) {
    Log(Level::kError, "stripe.store_failed", {{"what", "walk"}, {"why", status.error().message}});
    return {Prover::Step::kFailed, {}};
}

}  // namespace

std::shared_ptr<Prover> Prover::Create(Parts parts, const Connection& connection, std::shared_ptr<Client> client,
                                       std::shared_ptr<Live> live, std::vector<Walk> walks) {
    auto prover = std::shared_ptr<Prover>(new Prover(std::move(parts), connection, std::move(client), std::move(live)));
    for (Walk& walk : walks) prover->runs_[walk.kind].walk = std::move(walk);
    return prover;
}

std::vector<Walk> Prover::Walks() {
    std::lock_guard lock(mutex_);
    std::vector<Walk> walks;
    walks.reserve(kResources.size());
    for (const Resource& resource : kResources) walks.push_back(runs_[resource.kind].walk);
    return walks;
}

Walk Prover::Of(Kind kind) {
    std::lock_guard lock(mutex_);
    return runs_[kind].walk;
}

Prover::Paid Prover::paid() {
    std::lock_guard lock(mutex_);
    return paid_;
}

void Prover::Begin(Kind kind) {
    const int64_t fetch_no = parts_.mirror.NextFetchNumber();
    std::lock_guard lock(mutex_);
    Run& run = runs_[kind];
    Walk& walk = run.walk;
    walk.kind = kind;
    walk.phase = Phase::kListing;
    walk.fetch_no = fetch_no;
    walk.started = parts_.clock.Now();
    walk.cursor.clear();
    walk.cursor_at = walk.objects = walk.repaired = 0;
    run.candidates.clear();
    run.restarted = false;
    if (kind != Kind::kInvoice) return;
    paid_ = {};
    paid_from_top_ = true;
}

void Prover::Go(Kind kind, Way way, Done done) {
    Walk walk;
    bool judging = false;
    {
        std::lock_guard lock(mutex_);
        walk = runs_[kind].walk;
        judging = !runs_[kind].candidates.empty();
    }
    // A database that could not be written gave no number: nothing can be said to have been seen since.
    const bool begun = walk.phase != Phase::kRest && walk.fetch_no > 0;
    if (!begun) return done({walk.phase == Phase::kRest ? Step::kEnded : Step::kFailed, {}});
    if (walk.phase == Phase::kListing) return ReadPage(walk, way, std::move(done));
    if (judging) return JudgeMissing(walk, way, done);
    LookForMissing(walk, done);
}

// False, and nothing: another walk began since the step of this one.
bool Prover::Keep(const Walk& walk) {
    std::lock_guard lock(mutex_);
    Walk& kept = runs_[walk.kind].walk;
    if (kept.fetch_no != walk.fetch_no) return false;
    kept = walk;
    return true;
}

// ---- what the list shows ----

void Prover::ReadPage(Walk walk, Way way, Done done) {
    ListAsk ask;
    ask.kind = walk.kind;
    ask.cursor = walk.cursor;
    if (walk.cursor.empty() && walk.cursor_at > 0) ask.query = fmt::format("created[lte]={}", walk.cursor_at);
    const int64_t since = walk.started / kSecond - kMonthSeconds;
    ReadList(parts_, connection_, client_, ask, since,
             [self = shared_from_this(), walk, way, done = std::move(done)](const ListPagePtr& page, const std::optional<Failure>& failure) {
                 self->PageRead(walk, way, page, failure, done);
             });
}

void Prover::PageRead(const Walk& walk, Way way, const ListPagePtr& page, const std::optional<Failure>& failure,
                      const Done& done) {
    if (!failure) {
        // A page that leads nowhere never counts as the end.
        const bool stuck = page->has_more && (page->count == 0 || page->last_id == walk.cursor);
        if (stuck) return done({Step::kFailed, {}});
        return StorePage(walk, way, page, done);
    }
    if (failure->kind != Failure::Kind::kCursorGone) return done(Failing(*failure));
    bool again = false;
    {
        std::lock_guard lock(mutex_);
        Run& run = runs_[walk.kind];
        const bool ours = run.walk.fetch_no == walk.fetch_no;  // else another began, and its own cursor is good
        if (ours) {
            again = run.restarted;
            run.restarted = true;
            run.walk.cursor.clear();
        }
        if (again) run.walk.cursor_at = 0;  // then from the newest once more
    }
    done({again ? Step::kFailed : Step::kMore, {}});
}

void Prover::StorePage(const Walk& walk, Way way, const ListPagePtr& page, const Done& done) {
    page->batch.lane = profiles::Lane::kBulk;
    page->batch.cause = profiles::Cause::kLive;
    page->batch.note_differences = true;
    page->batch.leave_untied = true;
    std::set<std::string> told;  // what waits to be read anyway differs for a known reason
    for (const Decoded& object : page->batch.objects) {
        if (live_->Waits(StoredName(object.kind, object.id))) told.insert(object.id);
    }
    CountPaid(walk, *page);
    auto stored = std::make_shared<PageStored>();  // shared by the job and what follows it
    parts_.db.Submit(
        [&mirror = parts_.mirror, walk, way, page, told, stored](sql::Tx& tx) -> Status {
            const Batch& batch = page->batch;
            const stripe::Stored found = TRY(mirror.Store(tx, batch));
            std::vector<Repair> repairs;
            for (const Difference& difference : found.differences) {
                if (told.contains(difference.id)) continue;
                repairs.push_back({batch.now, walk.kind, difference.id, difference.known ? What::kDiffered : What::kMissing, way});
            }
            for (const size_t i : found.untied) {
                const std::string& id = batch.objects[i].id;
                if (!told.contains(id)) repairs.push_back({batch.now, walk.kind, id, What::kMissing, way});
            }
            TRY(AddRepairs(tx, batch.connection, repairs));
            stored->named = {};
            if (found.changed > 0 || !found.untied.empty()) stored->named = TRY(HintAtUnseen(tx, batch, found));
            stored->after = walk;
            stored->after.objects += static_cast<int64_t>(batch.objects.size());
            stored->after.repaired += static_cast<int64_t>(repairs.size());
            stored->after.cursor = page->has_more ? page->last_id : "";
            stored->after.cursor_at = page->has_more ? page->last_created : 0;
            if (!page->has_more) stored->after.phase = Phase::kMissing;
            return SaveWalk(tx, batch.connection, stored->after);
        },
        sql::Durability::kBulk, sql::Priority::kBulk,
        [self = shared_from_this(), stored, done](const Status& status) {
            if (status.ok()) self->parts_.wake_settle();
            self->parts_.tasks.Run([self, stored, done, status] {
                if (!status.ok()) return done(StorageFailed(status));
                self->PageKept(*stored, done);
            });
        });
}

void Prover::PageKept(const PageStored& stored, const Done& done) {
    if (!stored.named.now.empty()) live_->Hinted(stored.named.now);
    live_->HintLater(stored.named.later, parts_.clock.Now());
    if (Keep(stored.after)) {
        std::lock_guard lock(mutex_);
        runs_[stored.after.kind].restarted = false;
    }
    done({Step::kMore, {}});
}

void Prover::CountPaid(const Walk& walk, const ListPage& page) {
    if (walk.kind != Kind::kInvoice) return;
    std::lock_guard lock(mutex_);
    if (!paid_from_top_ || paid_.whole) return;
    paid_.count += page.paid;
    paid_.whole = !page.has_more || page.last_created < page.paid_since;
}

// ---- what it does not show ----

// Objects that were not seen since the walk began: deleted in Stripe, or changed and seen meanwhile. Stripe says which.
void Prover::LookForMissing(Walk walk, const Done& done) {
    std::map<std::string, Candidate> found;
    bool end = false;
    for (int slice = 0; slice < kSlicesAtOnce && !end && found.size() < kMissingAtOnce; ++slice) {
        const Status read = parts_.db.Read([&](sql::Tx& tx) -> Status {
            end = TRY(FindMissing(tx, walk, found));
            return {};
        });
        if (!read.ok()) return done(StorageFailed(read));
    }
    if (!found.empty()) return AskForMissing(walk, found, done);
    if (end) return Finish(std::move(walk), done);
    Keep(walk);
    done({Step::kLocal, {}});
}

// A slice of the resource's ids. True: there are no more.
Result<bool> Prover::FindMissing(sql::Tx& tx, Walk& walk, std::map<std::string, Candidate>& found) {
    const sql::Rows rows = TRY(tx.Query("mirror.objects_seen", connection_.id, walk.cursor, kSliceIds));
    for (size_t i = 0; i < rows.size(); ++i) {
        const bool ours = static_cast<Kind>(rows.Int(i, 1)) == walk.kind && rows.Int(i, 3) != 0 && rows.Int(i, 4) == 0;
        if (ours && rows.Int(i, 2) < walk.fetch_no) found[std::string(StripeId(walk.kind, rows.TextAt(i, 0)))] = {rows.Int(i, 3)};
        walk.cursor = rows.String(i, 0);
        if (found.size() >= kMissingAtOnce) return false;
    }
    return rows.size() < static_cast<size_t>(kSliceIds);
}

void Prover::AskForMissing(const Walk& walk, const std::map<std::string, Candidate>& found, const Done& done) {
    auto hints = std::make_shared<std::vector<Hint>>();  // shared by the job and what follows it
    parts_.db.Submit(
        [connection = connection_.id, hints, found, kind = walk.kind, now = parts_.clock.Now()](sql::Tx& tx) -> Status {
            hints->clear();
            for (const auto& [id, candidate] : found) hints->push_back({StoredName(kind, id), kind, now, 0, 0, 0});
            return PutHints(tx, connection, *hints);
        },
        sql::Durability::kBulk, sql::Priority::kLive,
        [self = shared_from_this(), walk, found, hints, done](const Status& status) {
            self->parts_.tasks.Run([self, walk, found, hints, done, status] {
                if (!status.ok()) return done(StorageFailed(status));
                const bool ours = self->Keep(walk);
                if (ours) {
                    std::lock_guard lock(self->mutex_);
                    self->runs_[walk.kind].candidates = found;
                }
                self->live_->Hinted(*hints);
                done({ours ? Step::kWait : Step::kMore, {}});
            });
        });
}

void Prover::JudgeMissing(Walk walk, Way way, const Done& done) {
    std::map<std::string, Candidate> candidates;
    {
        std::lock_guard lock(mutex_);
        candidates = runs_[walk.kind].candidates;
    }
    std::vector<std::string> names;
    for (const auto& [id, candidate] : candidates) {
        names.push_back(StoredName(walk.kind, id));
        if (live_->Waits(names.back())) return done({Step::kWait, {}});
    }
    ObjectMap rows;
    const Status read = parts_.db.Read([&](sql::Tx& tx) -> Status {
        rows = TRY(ReadObjects(tx, connection_.id, names));
        return {};
    });
    if (!read.ok()) return done(StorageFailed(read));
    std::vector<Repair> repairs;
    for (const auto& [id, candidate] : candidates) {
        const auto at = rows.find(StoredName(walk.kind, id));
        const bool gone = at == rows.end() || at->second.gone;
        if (!gone && at->second.digest == candidate.digest) continue;
        repairs.push_back({parts_.clock.Now(), walk.kind, id, gone ? What::kGone : What::kDiffered, way});
    }
    walk.repaired += static_cast<int64_t>(repairs.size());
    {
        std::lock_guard lock(mutex_);
        runs_[walk.kind].candidates.clear();
    }
    Save(walk, std::move(repairs), Step::kLocal, done);
}

void Prover::Finish(Walk walk, const Done& done) {
    walk.phase = Phase::kRest;
    walk.cursor.clear();
    walk.cursor_at = 0;
    walk.matched_at = parts_.clock.Now();
    walk.matched_objects = walk.objects;
    walk.matched_repaired = walk.repaired;
    walk.started = 0;
    Log(Level::kInfo, "stripe.compared", {{"resource", ResourceOf(walk.kind).name},
                                          {"objects", walk.matched_objects},
                                          {"repaired", walk.matched_repaired}});
    Save(walk, {}, Step::kEnded, done);
}

void Prover::Save(const Walk& walk, std::vector<Repair> repairs, Step step, const Done& done) {
    parts_.db.Submit(
        [connection = connection_.id, walk, repairs = std::move(repairs)](sql::Tx& tx) -> Status {
            TRY(AddRepairs(tx, connection, repairs));
            return SaveWalk(tx, connection, walk);
        },
        sql::Durability::kBulk, sql::Priority::kBulk,
        [self = shared_from_this(), walk, step, done](const Status& status) {
            self->parts_.tasks.Run([self, walk, step, done, status] {
                if (!status.ok()) return done(StorageFailed(status));
                done({self->Keep(walk) ? step : Step::kMore, {}});
            });
        });
}

}  // namespace daybook::stripe
