#include "segments/column_cache.h"

#include <algorithm>

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
    for (const conditions::Member& field : schema.fields) shape += field.name + static_cast<char>(field.type) + std::to_string(field.key) + ',';
    return shape;
}

void AddShortMembers(const std::vector<conditions::Kind>& kinds, const std::vector<uint16_t>& read, Reads::Members& members) {
    for (const uint16_t kind : read) {
        for (size_t i = 0; i < kinds[kind].members.size(); ++i) {
            if (!IsLong(kinds[kind].members[i])) members.emplace_back(kind, static_cast<uint16_t>(i));
        }
    }
}

}  // namespace

Reads WithNeighbours(Reads reads, const Schema& schema) {
    Reads more;
    for (size_t i = 0; i < schema.fields.size(); ++i) {
        if (!IsLong(schema.fields[i])) more.fields.push_back(static_cast<uint16_t>(i));
    }
    AddShortMembers(schema.activities, reads.activities, more.activity_members);
    AddShortMembers(schema.objects, reads.objects, more.object_members);
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

bool ColumnCache::IsRight(const Entry& entry, const std::string& shape, const Reads& reads, int64_t block) const {
    return entry.columns != nullptr && entry.shape == shape && entry.columns->reads().Covers(reads) && !database_.changes().SinceThen(block, entry.noted);
}

Status ColumnCache::See(sql::Tx& tx, AccountId account, const Schema& schema, const Reads& reads, int64_t block, const Look& look) {
    used_ = clock_.Monotonic();
    const std::string shape = ShapeOf(schema);
    const EntryPtr entry = EntryOf(block);
    {
        const std::shared_lock lock(entry->mutex);
        if (IsRight(*entry, shape, reads, block)) return look(*entry->columns);
    }
    const std::unique_lock lock(entry->mutex);
    if (!IsRight(*entry, shape, reads, block)) TRY(Refresh(tx, account, schema, shape, reads, block, *entry));
    TRY(look(*entry->columns));
    Count(*entry);
    if (bytes_ > options_.bytes_max || entry->given_back) {
        entry->columns = nullptr;
        Count(*entry);
    }
    if (bytes_ > 0 && !watched_.exchange(true)) options_.filled();
    return {};
}

// Those whose rev is another one, or all. Afterwards the entry is what the snapshot says.
Status ColumnCache::Refresh(sql::Tx& tx, AccountId account, const Schema& schema, const std::string& shape, const Reads& reads, int64_t block, Entry& entry) {
    const bool usable = entry.columns != nullptr && entry.shape == shape && entry.columns->reads().Covers(reads) && !entry.columns->IsWasteful();
    if (!usable) {
        Reads wanted = WithNeighbours(reads, schema);
        if (entry.columns != nullptr && entry.shape == shape && bytes_ < options_.bytes_max / 2) wanted |= entry.columns->reads();
        entry.columns = std::make_unique<BlockColumns>(schema, std::move(wanted));
        entry.shape = shape;
        entry.revs = Narrow();
    }
    std::vector<ProfileId> moved;
    std::vector<std::pair<size_t, uint32_t>> revs;
    for (const profiles::Rev& one : TRY(profiles::RevsOf(tx, block))) {
        const auto slot = static_cast<size_t>(Number(one.profile) % kBlockSize);
        const auto rev = static_cast<uint32_t>(one.rev);
        if (entry.revs.Get(slot) == rev) continue;
        moved.push_back(one.profile);
        revs.emplace_back(slot, rev);
    }
    const Status put = Put(tx, account, schema, moved, *entry.columns);
    if (!put.ok()) {
        entry.columns = nullptr;
        return put;
    }
    for (const auto& [slot, rev] : revs) entry.revs.Put(slot, rev);
    entry.noted = tx.taken_after();
    if (!usable) entry.columns->Seal();
    return {};
}

Status ColumnCache::Put(sql::Tx& tx, AccountId account, const Schema& schema, const std::vector<ProfileId>& people, BlockColumns& columns) const {
    for (const ProfileId one : people) columns.Remove(one);
    std::vector<profiles::Profile> profiles = TRY(profiles::Load(tx, people));
    std::erase_if(profiles, [](const profiles::Profile& one) { return !one.shown; });
    const Wanted wanted{!columns.reads().activities.empty(), !columns.reads().objects.empty(), &columns.reads()};
    return visit_(tx, account, schema, profiles, wanted, [&](size_t i, conditions::Person& person) -> Status {
        columns.Put(profiles[i].id, person, profiles[i].fields.sales);
        return {};
    });
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
