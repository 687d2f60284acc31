#include "segments/column_cache.h"

#include <algorithm>
#include <iterator>

#include "base/hash.h"
#include "profiles/blocks.h"
#include "profiles/profile_store.h"
#include "segments/shop.h"

namespace daybook::segments {
namespace {

using conditions::Reads;
using conditions::Schema;

// Schemas of one shape number the same things alike.
std::string ShapeOf(const Schema& schema) {
    std::string shape;
    const auto add = [&](const conditions::Member& member) { shape += member.name + static_cast<char>(member.type) + std::to_string(member.key) + ','; };
    for (const conditions::Member& field : schema.fields) add(field);
    for (const auto* kinds : {&schema.activities, &schema.objects}) {
        for (const conditions::Kind& kind : *kinds) {
            shape += kind.name + ':';
            for (const conditions::Member& member : kind.members) add(member);
        }
    }
    return shape;
}

// All kinds, with their short members.
void AddShort(const std::vector<conditions::Kind>& kinds, std::vector<uint16_t>& all, Reads::Members& members) {
    for (size_t kind = 0; kind < kinds.size(); ++kind) {
        all.push_back(static_cast<uint16_t>(kind));
        for (size_t i = 0; i < kinds[kind].members.size(); ++i) {
            if (!IsLong(kinds[kind].members[i])) members.emplace_back(static_cast<uint16_t>(kind), static_cast<uint16_t>(i));
        }
    }
}

// Of kinds of which not all is there, all that is wanted or there.
void AddMissing(const Reads::Members& there, const std::vector<uint16_t>& kinds_there, const Reads::Members& wanted, const std::vector<uint16_t>& kinds,
                std::vector<uint16_t>& missing, Reads::Members& members) {
    for (const uint16_t kind : kinds) {
        Reads::Members theirs;
        const auto of_kind = [kind](const auto& member) { return member.first == kind; };
        std::copy_if(there.begin(), there.end(), std::back_inserter(theirs), of_kind);
        const size_t before = theirs.size();
        std::copy_if(wanted.begin(), wanted.end(), std::back_inserter(theirs), [&](const auto& member) { return of_kind(member) && !std::binary_search(there.begin(), there.end(), member); });
        if (theirs.size() == before && std::binary_search(kinds_there.begin(), kinds_there.end(), kind)) continue;
        missing.push_back(kind);
        members.insert(members.end(), theirs.begin(), theirs.end());
    }
}

Reads AllShort(const Schema& schema) {
    Reads all;
    for (size_t i = 0; i < schema.fields.size(); ++i) {
        if (!IsLong(schema.fields[i])) all.fields.push_back(static_cast<uint16_t>(i));
    }
    AddShort(schema.activities, all.activities, all.activity_members);
    AddShort(schema.objects, all.objects, all.object_members);
    return all;
}

Reads MissingOf(const Reads& there, const Reads& wanted) {
    Reads missing;
    std::set_difference(wanted.fields.begin(), wanted.fields.end(), there.fields.begin(), there.fields.end(), std::back_inserter(missing.fields));
    AddMissing(there.activity_members, there.activities, wanted.activity_members, wanted.activities, missing.activities, missing.activity_members);
    AddMissing(there.object_members, there.objects, wanted.object_members, wanted.objects, missing.objects, missing.object_members);
    missing |= Reads();  // sorted
    return missing;
}

}  // namespace

Reads WithNeighbours(Reads reads, const Schema& schema) {
    Reads more = AllShort(schema);
    if (reads.activities.empty() && reads.objects.empty()) more = {.fields = std::move(more.fields)};
    reads |= more;
    return reads;
}

ColumnCache::ColumnCache(sql::Database& database, VisitPeople visit, const Clock& clock, Options options)
    : database_(database), visit_(std::move(visit)), clock_(clock), options_(std::move(options)) {}

ColumnCache::EntryPtr ColumnCache::EntryOf(int64_t block) {
    const std::lock_guard lock(mutex_);
    EntryPtr& entry = entries_[block];
    if (entry == nullptr) entry = std::make_shared<Entry>();
    return entry;
}

std::vector<std::pair<int64_t, ColumnCache::EntryPtr>> ColumnCache::Entries() {
    const std::lock_guard lock(mutex_);
    return {entries_.begin(), entries_.end()};
}

bool ColumnCache::IsRight(const Entry& entry, const Asked& asked) const {
    return entry.columns != nullptr && entry.shape == asked.shape && entry.columns->reads().Covers(asked.reads) && !database_.changes().SinceThen(asked.block, entry.noted);
}

Status ColumnCache::See(sql::Tx& tx, AccountId account, const Schema& schema, const Reads& reads, int64_t block, const Look& look) {
    used_ = clock_.Monotonic();
    Reads kept = reads;
    kept.segments.clear();
    const Asked asked{account, schema, ShapeOf(schema), std::move(kept), block};
    const EntryPtr entry = EntryOf(block);
    {
        const std::shared_lock lock(entry->mutex);
        if (IsRight(*entry, asked)) return look(*entry->columns);
    }
    const std::unique_lock lock(entry->mutex);
    if (!IsRight(*entry, asked)) {
        Status refreshed = Refresh(tx, asked, *entry);
        if (!refreshed.ok()) entry->columns = nullptr;
        TRY(std::move(refreshed));
    }
    TRY(look(*entry->columns));
    Count(*entry);
    if (bytes_ > options_.bytes_max || entry->given_back) {
        entry->columns = nullptr;
        Count(*entry);
    }
    if (bytes_ > 0 && !watched_.exchange(true)) options_.filled();
    return {};
}

Status ColumnCache::ReadAhead(AccountId account, const Schema& schema) {
    if (reading_ahead_.exchange(true)) return {};
    const Reads wanted = AllShort(schema);
    const auto read = [&]() -> Status {
        std::vector<int64_t> blocks;
        TRY(database_.Read([&](sql::Tx& tx) -> Status {
            blocks = TRY(profiles::BlocksOf(tx, account));
            return {};
        }));
        for (const int64_t block : blocks) {
            if (IsFull() || stopping_) return {};
            TRY(database_.Read([&](sql::Tx& tx) { return See(tx, account, schema, wanted, block, [](const BlockColumns&) { return Status(); }); }));
        }
        return {};
    };
    Status done = read();
    reading_ahead_ = false;
    return done;
}

// Reads what is not there of everybody, and what is there of those whose rev is another one. Afterwards the entry is what the
// snapshot says.
Status ColumnCache::Refresh(sql::Tx& tx, const Asked& asked, Entry& entry) {
    if (entry.shape != asked.shape) entry.columns = nullptr;
    if (entry.columns == nullptr) TRY(Begin(tx, asked, entry));
    TRY(PutMoved(tx, asked, entry));
    if (!entry.columns->reads().Covers(asked.reads)) TRY(Extend(tx, asked, entry));
    if (entry.columns->IsWasteful()) *entry.columns = entry.columns->Compacted();
    entry.noted = tx.taken_after();
    return {};
}

// With what is stored of the block, where it is of the same shape, or with nobody.
Status ColumnCache::Begin(sql::Tx& tx, const Asked& asked, Entry& entry) const {
    entry.shape = asked.shape;
    entry.revs = Narrow();
    entry.unstored = 0;
    Decode(TRY(profiles::ColumnsOf(tx, asked.block)), asked, entry);
    if (entry.columns != nullptr) return {};
    entry.revs = Narrow();
    entry.columns = std::make_unique<BlockColumns>(asked.schema, IsFull() ? asked.reads : WithNeighbours(asked.reads, asked.schema));
    return {};
}

Status ColumnCache::PutMoved(sql::Tx& tx, const Asked& asked, Entry& entry) const {
    std::vector<ProfileId> moved;
    std::vector<std::pair<size_t, uint32_t>> revs;
    for (const profiles::Rev& one : TRY(profiles::RevsOf(tx, asked.block))) {
        const auto slot = static_cast<size_t>(Number(one.profile) % kBlockSize);
        const auto rev = static_cast<uint32_t>(one.rev);
        if (entry.revs.Get(slot) == rev) continue;
        moved.push_back(one.profile);
        revs.emplace_back(slot, rev);
    }
    for (const ProfileId one : moved) entry.columns->Remove(one);
    std::vector<profiles::Profile> people = TRY(profiles::Load(tx, moved));
    std::erase_if(people, [](const profiles::Profile& one) { return !one.shown; });
    TRY(Put(tx, asked, people, *entry.columns));
    entry.columns->Seal();
    for (const auto& [slot, rev] : revs) entry.revs.Put(slot, rev);
    entry.unstored += moved.size();
    return {};
}

Status ColumnCache::Extend(sql::Tx& tx, const Asked& asked, Entry& entry) const {
    BlockColumns more(asked.schema, MissingOf(entry.columns->reads(), IsFull() ? asked.reads : WithNeighbours(asked.reads, asked.schema)));
    std::vector<ProfileId> shown;
    entry.columns->EachShown([&](size_t slot) { shown.push_back(MakeProfileId(asked.block, static_cast<int64_t>(slot))); });
    std::vector<profiles::Profile> people;
    if (more.reads().fields.empty()) {
        for (const ProfileId one : shown) people.push_back({.id = one});
    } else {
        people = TRY(profiles::Load(tx, shown));
    }
    TRY(Put(tx, asked, people, more));
    more.Seal();
    entry.columns->Add(std::move(more));
    entry.unstored += shown.size();
    return {};
}

Status ColumnCache::Put(sql::Tx& tx, const Asked& asked, const std::vector<profiles::Profile>& people, BlockColumns& columns) const {
    const Wanted wanted{!columns.reads().activities.empty(), !columns.reads().objects.empty(), &columns.reads()};
    return visit_(tx, asked.account, asked.schema, people, wanted, [&](size_t i, conditions::Person& person) -> Status {
        columns.Put(people[i].id, person, people[i].fields.sales);
        return {};
    });
}

Result<bool> ColumnCache::Store(size_t most) {
    size_t stored = 0;
    for (const auto& [block, entry] : Entries()) {
        if (stored == most) return true;
        if (TRY(StoreOne(block, *entry))) ++stored;
    }
    return false;
}

// sum of the rest, shape, revs, block (columns_codec.cc)
std::string ColumnCache::Encode(const Entry& entry) {
    ByteWriter rest;
    rest.Text(entry.shape);
    entry.revs.Write(rest);
    entry.columns->IsCompact() ? entry.columns->Write(rest) : entry.columns->Compacted().Write(rest);
    ByteWriter sum;
    sum.Fixed64(Hash64(rest.bytes()));
    return sum.Take() + rest.bytes();
}

void ColumnCache::Decode(std::string_view bytes, const Asked& asked, Entry& entry) {
    ByteReader in(bytes);
    const uint64_t sum = in.Fixed64();
    if (!in.ok() || sum != Hash64(bytes.substr(sizeof sum)) || in.Text() != asked.shape) return;
    entry.revs.Read(in);
    entry.columns = BlockColumns::Read(asked.schema, in);
}

// Not where somebody changed since: what they were is not to be stored any more.
Result<bool> ColumnCache::StoreOne(int64_t block, Entry& entry) {
    const auto has_changed = [&](int64_t noted) { return database_.changes().SinceThen(block, noted); };
    size_t unstored = 0;
    int64_t noted = 0;
    std::string bytes;
    {
        const std::shared_lock lock(entry.mutex);
        if (entry.columns == nullptr || entry.unstored < options_.stored_after || has_changed(entry.noted)) return false;
        unstored = entry.unstored;
        noted = entry.noted;
        bytes = Encode(entry);
    }
    bool stored = false;
    TRY(database_.Write(
        [&](sql::Tx& tx) -> Status {
            stored = !has_changed(noted);
            return stored ? profiles::PutColumns(tx, block, bytes) : Status();
        },
        sql::Durability::kBulk, sql::Priority::kBulk));
    const std::unique_lock lock(entry.mutex);
    if (stored) entry.unstored -= std::min(entry.unstored, unstored);
    return stored;
}

void ColumnCache::Count(Entry& entry) {
    const size_t bytes = entry.columns == nullptr ? 0 : entry.columns->bytes() + entry.revs.bytes();
    bytes_ += bytes;
    bytes_ -= entry.bytes;
    entry.bytes = bytes;
}

bool ColumnCache::GiveBackIdle() {
    if (clock_.Monotonic() - used_ >= options_.idle) GiveBack();
    if (bytes_ > 0) return true;
    watched_ = false;
    return bytes_ > 0 && !watched_.exchange(true);
}

void ColumnCache::GiveBack() {
    std::map<int64_t, EntryPtr> all;
    {
        const std::lock_guard lock(mutex_);
        all.swap(entries_);
    }
    for (const auto& [block, entry] : all) {
        const std::unique_lock lock(entry->mutex);
        entry->given_back = true;
        entry->columns = nullptr;
        Count(*entry);
    }
}

}  // namespace daybook::segments
