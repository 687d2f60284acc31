#include "segments/segments_store.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/assert.h"
#include "profiles/identity.h"
#include "segments/held.h"
#include "segments/history.h"

namespace daybook::segments {
namespace {

Status Raise(sql::Tx& tx, AccountId account) { return tx.Run("segments.raise_version", Number(account)); }

Status DropSegment(sql::Tx& tx, AccountId account, SegmentId id) {
    TRY(tx.Run("segments.delete", Number(account), Number(id)));
    TRY(tx.Run("segments.delete_members", Number(id)));
    return DropHistory(tx, id);
}

}  // namespace

// ---- definitions ----

Result<std::vector<Segment>> ListVersions(sql::Tx& tx, AccountId account) {
    const sql::Rows rows = TRY(tx.Query("segments.list", Number(account)));
    std::vector<Segment> segments(rows.size());
    for (size_t i = 0; i < rows.size(); ++i) {
        Segment& one = segments[i];
        one = {SegmentId{rows.Int(i, 0)},  account,          rows.String(i, 1),
               static_cast<SegmentKind>(rows.Int(i, 2)),     static_cast<SegmentState>(rows.Int(i, 3)),
               rows.String(i, 4),          rows.String(i, 5), rows.Int(i, 6), rows.Int(i, 7)};
        one.since = rows.OptionalInt(i, 8).value_or(std::numeric_limits<int64_t>::max());
        one.version = rows.OptionalInt(i, 9).value_or(1);
        one.edits = SegmentId{rows.Int(i, 10)};
        one.starred = rows.Int(i, 11) != 0;
        one.archived = rows.Int(i, 12) != 0;
    }
    return segments;
}

Result<std::vector<Segment>> ListSegments(sql::Tx& tx, AccountId account) {
    std::vector<Segment> all = TRY(ListVersions(tx, account));
    std::erase_if(all, [](const Segment& one) { return one.edits != SegmentId{}; });
    return all;
}

Result<int64_t> VersionOf(sql::Tx& tx, AccountId account) {
    const sql::Rows rows = TRY(tx.Query("segments.version", Number(account)));
    return rows.empty() ? 0 : rows.Int(0, 0);
}

Status InsertSegment(sql::Tx& tx, const Segment& segment) {
    TRY(tx.Run("segments.insert", Number(segment.id), Number(segment.account), segment.name,
               static_cast<int>(segment.kind), static_cast<int>(segment.state), segment.condition, segment.currency,
               segment.created, Number(segment.edits)));
    return Raise(tx, segment.account);
}

Status ChangeSegment(sql::Tx& tx, const Segment& segment) {
    TRY(tx.Run("segments.change", Number(segment.account), Number(segment.id), segment.name, segment.condition,
               segment.currency, segment.updated, segment.version, segment.starred ? 1 : 0, segment.archived ? 1 : 0));
    return Raise(tx, segment.account);
}

Result<int64_t> RoundOf(sql::Tx& tx, SegmentId id) {
    const sql::Rows rows = TRY(tx.Query("segments.round", Number(id)));
    return rows.empty() ? 0 : rows.Int(0, 0);
}

Result<bool> SetState(sql::Tx& tx, AccountId account, SegmentId id, int64_t round, SegmentState state) {
    const sql::Rows set = TRY(tx.Query("segments.set_state", Number(id), round, static_cast<int>(state)));
    TRY(Raise(tx, account));
    return set.affected() == 1;
}

Status DeleteSegment(sql::Tx& tx, AccountId account, SegmentId id) {
    for (const Segment& one : TRY(ListVersions(tx, account))) {
        if (one.id == id || one.edits == id) TRY(DropSegment(tx, account, one.id));
    }
    return Raise(tx, account);
}

Status TakePlace(sql::Tx& tx, const Segment& next, const Segment& former, std::span<const SegmentId> users, Micros now) {
    ASSERT(next.edits == former.id);
    std::map<int64_t, std::pair<Bits, Bits>> blocks;  // its members, before and after
    for (BlockBits& one : TRY(LoadMembers(tx, former.id))) blocks[one.block].first = std::move(one.bits);
    for (BlockBits& one : TRY(LoadMembers(tx, next.id))) blocks[one.block].second = std::move(one.bits);
    Shifts shifts;
    sql::ParamTable members(4);
    for (const auto& [block, bits] : blocks) {
        shifts.Add(block, former.id, profiles::Cause::kDefinition, bits.first, bits.second);
        members.Row(block, Number(former.id), bits.second.Count(), sql::Bytes{bits.second.stored()});
    }
    TRY(shifts.Store(tx, now));
    TRY(tx.RunEach("segments.put_members", members));
    TRY(DropSegment(tx, former.account, next.id));
    Segment changed = former;
    changed.condition = next.condition;
    changed.currency = next.currency;
    changed.updated = now / kSecond;
    ++changed.version;
    for (const SegmentId user : users) TRY(tx.Run("segments.restart_one", Number(user)));
    TRY(tx.Run("segments.lack_timers", Number(former.id)));
    return ChangeSegment(tx, changed);
}

Status NoteFieldsChanged(sql::Tx& tx, AccountId account) { return Raise(tx, account); }

Status RestartAll(sql::Tx& tx, AccountId account) {
    TRY(tx.Run("segments.restart", Number(account)));
    return TRY(VersionOf(tx, account)) == 0 ? Status() : Raise(tx, account);
}

Status NoteSince(sql::Tx& tx, Micros now) { return tx.Run("segments.note_since", now / kSecond); }

Result<std::vector<Unbuilt>> ListUnbuilt(sql::Tx& tx) {
    const sql::Rows rows = TRY(tx.Query("segments.building"));
    std::vector<Unbuilt> all;
    for (size_t i = 0; i < rows.size(); ++i) all.push_back({AccountId{rows.Int(i, 0)}, SegmentId{rows.Int(i, 1)}});
    return all;
}

// ---- members ----

Result<std::vector<BlockBits>> LoadMembers(sql::Tx& tx, SegmentId id) {
    const sql::Rows rows = TRY(tx.Query("segments.members_of_segment", Number(id)));
    std::vector<BlockBits> blocks;
    for (size_t i = 0; i < rows.size(); ++i) {
        if (!rows.TextAt(i, 1).empty()) blocks.push_back({rows.Int(i, 0), Bits(rows.TextAt(i, 1))});
    }
    return blocks;
}

Result<std::map<ProfileId, std::vector<SegmentId>>> SegmentsOf(sql::Tx& tx, AccountId account, std::span<const ProfileId> people) {
    sql::ParamTable keys(4);
    for (const ProfileId id : people) {
        keys.Row(BlockOf(id), Number(id), Number(account), PlaceOf(id));
    }
    const sql::Rows rows = TRY(tx.Each("segments.segments_of", keys));
    std::map<ProfileId, std::vector<SegmentId>> all;
    for (size_t i = 0; i < rows.size(); ++i) {
        const ProfileId id{rows.Int(i, 0)};
        if (!InByte(rows.TextAt(i, 2), id)) continue;
        all[id].push_back(SegmentId{rows.Int(i, 1)});
    }
    for (auto& [id, segments] : all) std::sort(segments.begin(), segments.end());
    return all;
}

Result<Bits> MembersOf(sql::Tx& tx, SegmentId id, int64_t block) {
    const sql::Rows rows = TRY(tx.Query("segments.member_bits", block, Number(id)));
    return rows.empty() ? Bits() : Bits(rows.TextAt(0, 0));
}

Result<bool> IsMember(sql::Tx& tx, SegmentId id, ProfileId profile) {
    return TRY(MembersOf(tx, id, BlockOf(profile))).Has(profile);
}

Result<std::vector<HeldBits>> LoadBlocks(sql::Tx& tx, const std::vector<int64_t>& blocks) {
    const sql::Rows rows = TRY(tx.Query("segments.members_of_blocks", blocks));
    std::vector<HeldBits> all;
    for (size_t i = 0; i < rows.size(); ++i) all.push_back({rows.Int(i, 0), SegmentId{rows.Int(i, 1)}, Bits(rows.TextAt(i, 2))});
    return all;
}

Status PutMembers(sql::Tx& tx, SegmentId id, int64_t block, const Bits& bits) {
    sql::ParamTable rows(4);
    rows.Row(block, Number(id), bits.Count(), sql::Bytes{bits.stored()});
    return tx.RunEach("segments.put_members", rows);
}

Result<std::map<SegmentId, int64_t>> LoadSizes(sql::Tx& tx, AccountId account) {
    const sql::Rows rows = TRY(tx.Query("segments.sizes", Number(account)));
    std::map<SegmentId, int64_t> sizes;
    for (size_t i = 0; i < rows.size(); ++i) sizes[SegmentId{rows.Int(i, 0)}] = rows.Int(i, 1);
    return sizes;
}

// ---- settling ----

Result<bool> AreCurrent(sql::Tx& tx, std::span<const Settled> people) {
    std::map<AccountId, int64_t> versions;
    for (const Settled& one : people) {
        const auto [known, added] = versions.try_emplace(one.account, 0);
        if (added) known->second = TRY(VersionOf(tx, one.account));
        if (known->second != one.version) return false;
    }
    return true;
}

namespace {

// Whose membership is not what settling makes of a person: chosen by hand, unless they vanished.
bool IsFixed(const Segment& segment, const Standing& standing) { return segment.kind == SegmentKind::kStatic && standing.shown; }

// Who was merged into somebody gives them the place in a static segment, with the reason that was given for it.
Status PassOn(sql::Tx& tx, Held& held, const Segment& segment, ProfileId gone, Micros now) {
    const ProfileId heir = TRY(profiles::Resolve(tx, gone));
    if (heir == gone) return {};
    TRY(held.LoadAlso(tx, BlockOf(heir)));
    if (held.Has(heir, segment.id)) return {};
    Micros moment = TRY(FreshMoment(tx, segment.id, now));
    while (held.Notes(moment)) ++moment;
    held.Move(segment, heir, true, profiles::Cause::kManual, moment);
    TRY(CopyReason(tx, segment.id, gone, moment));
    return profiles::MarkDue(tx, {{heir}}, profiles::Lane::kLive, now, profiles::Cause::kManual);
}

}  // namespace

Status StoreStandings(sql::Tx& tx, std::span<const Settled> people, Micros now) {
    std::vector<int64_t> blocks;
    for (const Settled& one : people) {
        if (blocks.empty() || blocks.back() != BlockOf(one.profile)) blocks.push_back(BlockOf(one.profile));
    }
    if (blocks.empty()) return {};
    Held held;
    TRY(held.Load(tx, blocks));
    for (const Settled& one : people) {
        const Standing& standing = *one.standing;
        for (size_t slot = 0; slot < standing.member.size(); ++slot) {
            const Segment& segment = standing.compiled->segments[slot];
            if (IsFixed(segment, standing)) continue;
            if (segment.kind == SegmentKind::kStatic && held.Has(one.profile, segment.id)) TRY(PassOn(tx, held, segment, one.profile, now));
            held.Move(segment, one.profile, standing.member[slot], one.cause, now);
        }
    }
    return held.Store(tx);
}

}  // namespace daybook::segments
