#include "stripe/mirror.h"

#include <algorithm>

#include "base/text.h"
#include "stripe/connection.h"
#include "stripe/mirror_read.h"
#include "stripe/page_store.h"

namespace daybook::stripe {

namespace {

// Facts that a sweep reads at once.
constexpr int64_t kSweepFacts = 4000;
// After so long without a page it is another import.
constexpr Micros kImportPause = 10 * kSecond;

}  // namespace

Result<std::unique_ptr<Mirror>> Mirror::Create(sql::Database& database, profiles::Numbers& numbers,
                                               Options options) {
    std::unique_ptr<Mirror> mirror(new Mirror(numbers, options));
    mirror->bodies_ = TRY(Bodies::Create(database, options.bodies));
    mirror->objects_ = TRY(profiles::Counter::Open(database, "object"));
    mirror->fetches_ = TRY(profiles::Counter::Open(database, "fetch"));
    return mirror;
}

int64_t Mirror::NextFetchNumber() {
    const Result<int64_t> number = fetches_->Take();
    return number.ok() ? *number : 0;
}

void Mirror::Prepare(Batch& batch) {
    batch.prepared.clear();
    batch.prepared.resize(batch.objects.size());
    for (size_t i = 0; i < batch.objects.size(); ++i) {
        Decoded& object = batch.objects[i];
        Batch::Prepared& prepared = batch.prepared[i];
        if (object.test_clock) continue;
        if (!object.deleted) prepared.packed = bodies_->Pack(object.kind, object.body);
        object.body = std::string();
        if (object.kind == Kind::kCustomer) {
            prepared.contact = EncodeContact(object.contact);
            prepared.email = NormaliseEmail(object.contact.email).value_or("");
        } else {
            prepared.email = object.guest_email;
        }
    }
}

Result<Stored> Mirror::Store(sql::Tx& tx, const Batch& batch) {
    return PageStore(*this, tx, batch).Run();
}

Status Mirror::Gone(sql::Tx& tx, int64_t connection, AccountId account, Kind kind,
                    std::string_view id, int64_t fetch_no, Micros now) {
    if (kind == Kind::kCustomer) {
        Batch batch;
        batch.connection = connection;
        batch.account = account;
        batch.fetch_no = fetch_no;
        batch.now = now;
        batch.lane = profiles::Lane::kLive;
        batch.cause = profiles::Cause::kLive;
        Decoded& stub = batch.objects.emplace_back();
        stub.kind = kind;
        stub.id = id;
        stub.deleted = true;
        batch.prepared.resize(1);
        TRY(Store(tx, batch));
        return {};
    }
    const std::string name = StoredName(kind, id);
    ObjectMap rows = TRY(ReadObjects(tx, connection, {name}));
    const auto found = rows.find(name);
    if (found == rows.end() || found->second.gone || found->second.fetch_no >= fetch_no) return {};
    ObjectRow& row = found->second;
    row.gone = true;
    row.fetch_no = fetch_no;
    if (HasFact(row.kind)) {
        row.digest = 0;
        const bool owned = row.profile != ProfileId{};
        TRY(DropBodies(tx, {{owned ? BlockOf(row.profile) : kNobodysBlock, row.object}}));
        if (row.profile != ProfileId{}) {
            TRY(DropFacts(tx, PlaceOf(row.profile), {row.object}));
            const ProfileId owner[] = {row.profile};
            TRY(profiles::MarkDue(tx, owner, profiles::Lane::kLive, now, profiles::Cause::kLive));
        }
    }
    return WriteObjects(tx, connection, {{found->first, &row}});
}

Result<bool> Mirror::Chore(sql::Tx& tx, Micros now) {
    const std::vector<Moving> all = TRY(Unfinished(tx));
    if (all.empty()) {
        chores_.store(false);
        return false;
    }
    const Moving& next = all.front();
    if (next.what == kSweep) {
        const bool done = TRY(SweepSlice(tx, next, now));
        return !done || all.size() > 1;
    }
    const bool done = TRY(MoveSlice(tx, *bodies_, next, options_.moves.slice));
    if (done) {
        std::vector<ProfileId> both = {next.from, next.to};
        std::sort(both.begin(), both.end());
        TRY(profiles::MarkDue(tx, both, profiles::Lane::kLive, now, profiles::Cause::kImport));
    }
    return !done || all.size() > 1;
}

Result<int64_t> Mirror::HistoryBefore(sql::Tx& tx, int64_t connection) {
    const auto found = history_before_.find(connection);
    if (found != history_before_.end()) return found->second;
    for (const Connection& one : TRY(LoadConnections(tx))) {
        if (one.id == connection) return history_before_[connection] = one.history_before / kSecond;
    }
    return 0;
}

Micros ImportDelay(Micros age) { return std::clamp(age / 3, kImportDelayMin, kImportDelayMax); }

Micros Mirror::DueOfImport(const Batch& batch, size_t people) {
    if (batch.now - last_import_.load() > kImportPause) {
        import_began_ = batch.now;
        import_people_ = 0;
    }
    last_import_.store(batch.now);
    const bool first = batch.first_seconds && import_people_ < kImportFirst;
    import_people_ += people;
    if (first) return batch.now;
    static_assert(kImportStep < kImportDelayMin);
    const Micros at = batch.now + ImportDelay(batch.now - import_began_);
    return at - at % kImportStep;
}

Result<bool> Mirror::SweepSlice(sql::Tx& tx, const Moving& sweep, Micros now) {
    const int64_t after = Number(sweep.to);
    const LinesRead read = TRY(ReadLinesAfter(tx, after, kSweepFacts));
    if (!read.named.empty()) {
        TRY(profiles::MarkDue(tx, read.named, profiles::Lane::kBulk, now,
                              profiles::Cause::kRecompute));
    }
    if (read.last == 0) {
        TRY(tx.Run("mirror.drop_moving", sweep.connection, 0, kSweep));
        return true;
    }
    TRY(tx.Run("mirror.add_moving", sweep.connection, kSweep, 0, read.last, now));
    return false;
}

Status Mirror::ForgetErased(sql::Tx& tx) {
    history_before_.clear();  // the next connection may get its number
    const sql::Rows left = TRY(tx.Query("mirror.any_body"));
    if (!left.empty()) return {};
    TRY(tx.Run("mirror.drop_dictionaries"));
    bodies_->Retire();
    return {};
}

}  // namespace daybook::stripe
