#include "segments/segments_store.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "base/assert.h"

namespace daybook::segments {
namespace {

size_t SlotOf(ProfileId id) { return static_cast<size_t>(Number(id) % kBlockSize); }

Status Raise(sql::Tx& tx, AccountId account) { return tx.Run("segments.raise_version", Number(account)); }

bool IsNoted(profiles::Cause cause) {
    return cause == profiles::Cause::kLive || cause == profiles::Cause::kClock || cause == profiles::Cause::kManual;
}

}  // namespace

// ---- definitions ----

Result<std::vector<Segment>> ListSegments(sql::Tx& tx, AccountId account) {
    const sql::Rows rows = TRY(tx.Query("segments.list", Number(account)));
    std::vector<Segment> segments(rows.size());
    for (size_t i = 0; i < rows.size(); ++i) {
        segments[i] = {SegmentId{rows.Int(i, 0)},  account,          rows.String(i, 1),
                       static_cast<SegmentKind>(rows.Int(i, 2)),     static_cast<SegmentState>(rows.Int(i, 3)),
                       rows.String(i, 4),          rows.String(i, 5), rows.Int(i, 6), rows.Int(i, 7)};
    }
    return segments;
}

Result<int64_t> VersionOf(sql::Tx& tx, AccountId account) {
    const sql::Rows rows = TRY(tx.Query("segments.version", Number(account)));
    return rows.empty() ? 0 : rows.Int(0, 0);
}

Status InsertSegment(sql::Tx& tx, const Segment& segment) {
    TRY(tx.Run("segments.insert", Number(segment.id), Number(segment.account), segment.name,
               static_cast<int>(segment.kind), static_cast<int>(segment.state), segment.condition, segment.currency,
               segment.created));
    return Raise(tx, segment.account);
}

Status RenameSegment(sql::Tx& tx, const Segment& segment) {
    TRY(tx.Run("segments.rename", Number(segment.account), Number(segment.id), segment.name, segment.updated));
    return Raise(tx, segment.account);
}

Status SetReady(sql::Tx& tx, AccountId account, SegmentId id) {
    TRY(tx.Run("segments.set_ready", Number(id)));
    return Raise(tx, account);
}

Status DeleteSegment(sql::Tx& tx, AccountId account, SegmentId id) {
    TRY(tx.Run("segments.delete", Number(account), Number(id)));
    TRY(tx.Run("segments.delete_members", Number(id)));
    TRY(tx.Run("segments.delete_changes", Number(id)));
    return Raise(tx, account);
}

Status NoteFieldsChanged(sql::Tx& tx, AccountId account) { return Raise(tx, account); }

Status RestartAll(sql::Tx& tx, AccountId account) {
    TRY(tx.Run("segments.restart", Number(account)));
    return TRY(VersionOf(tx, account)) == 0 ? Status() : Raise(tx, account);
}

Result<std::vector<Unbuilt>> ListUnbuilt(sql::Tx& tx) {
    const sql::Rows rows = TRY(tx.Query("segments.building"));
    std::vector<Unbuilt> all;
    for (size_t i = 0; i < rows.size(); ++i) all.push_back({AccountId{rows.Int(i, 0)}, SegmentId{rows.Int(i, 1)}});
    return all;
}

// ---- members ----

bool Bits::Has(ProfileId id) const {
    const size_t slot = SlotOf(id), byte = slot / 8;
    return byte < bytes_.size() && (static_cast<unsigned char>(bytes_[byte]) >> slot % 8 & 1) != 0;
}

void Bits::Set(ProfileId id, bool member) {
    const size_t slot = SlotOf(id), byte = slot / 8;
    if (byte >= bytes_.size()) {
        if (!member) return;
        bytes_.resize(byte + 1, '\0');
    }
    const auto bit = static_cast<unsigned char>(1U << slot % 8);
    const auto old = static_cast<unsigned char>(bytes_[byte]);
    bytes_[byte] = static_cast<char>(member ? old | bit : old & ~bit);
    while (!bytes_.empty() && bytes_.back() == '\0') bytes_.pop_back();
}

int64_t Bits::Count() const {
    int64_t count = 0;
    for (const char byte : bytes_) count += std::popcount(static_cast<unsigned char>(byte));
    return count;
}

std::vector<ProfileId> Bits::Members(int64_t block) const {
    std::vector<ProfileId> members;
    for (size_t slot = 0; slot < bytes_.size() * 8; ++slot) {
        const ProfileId id = MakeProfileId(block, static_cast<int64_t>(slot));
        if (Has(id)) members.push_back(id);
    }
    return members;
}

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
        const auto slot = static_cast<int64_t>(SlotOf(id));
        keys.Row(BlockOf(id), Number(id), Number(account), slot / 8 + 1);
    }
    const sql::Rows rows = TRY(tx.Each("segments.segments_of", keys));
    std::map<ProfileId, std::vector<SegmentId>> all;
    for (size_t i = 0; i < rows.size(); ++i) {
        const ProfileId id{rows.Int(i, 0)};
        const std::string_view byte = rows.TextAt(i, 2);
        if (byte.empty() || (static_cast<unsigned char>(byte[0]) >> SlotOf(id) % 8 & 1) == 0) continue;
        all[id].push_back(SegmentId{rows.Int(i, 1)});
    }
    for (auto& [id, segments] : all) std::sort(segments.begin(), segments.end());
    return all;
}

Result<bool> IsMember(sql::Tx& tx, SegmentId id, ProfileId profile) {
    const sql::Rows rows = TRY(tx.Query("segments.member_bits", BlockOf(profile), Number(id)));
    return !rows.empty() && Bits(rows.TextAt(0, 0)).Has(profile);
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

Result<std::optional<Transition>> LastTransition(sql::Tx& tx, SegmentId id, ProfileId profile) {
    const sql::Rows rows = TRY(tx.Query("segments.last_change", BlockOf(profile), Number(id), Number(profile)));
    if (rows.empty()) return std::optional<Transition>();
    return std::optional(Transition{rows.Int(0, 0), rows.Int(0, 1) != 0});
}

Result<std::vector<ChangeOf>> ChangesOf(sql::Tx& tx, ProfileId profile) {
    const sql::Rows rows = TRY(tx.Query("segments.changes_of", BlockOf(profile), Number(profile)));
    std::vector<ChangeOf> all;
    for (size_t i = 0; i < rows.size(); ++i)
        all.push_back({SegmentId{rows.Int(i, 0)}, rows.Int(i, 1), rows.Int(i, 2) != 0, static_cast<profiles::Cause>(rows.Int(i, 3))});
    return all;
}

Status Forget(sql::Tx& tx, ProfileId profile) {
    const int64_t block = BlockOf(profile);
    const sql::Rows rows = TRY(tx.Query("segments.members_of_blocks", std::vector<int64_t>{block}));
    for (size_t i = 0; i < rows.size(); ++i) {
        Bits bits(rows.TextAt(i, 2));
        if (!bits.Has(profile)) continue;
        bits.Set(profile, false);
        TRY(PutMembers(tx, SegmentId{rows.Int(i, 1)}, block, bits));
    }
    return tx.Run("segments.drop_changes_of", block, Number(profile));
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

Status StoreStandings(sql::Tx& tx, std::span<const Settled> people, Micros now) {
    std::vector<int64_t> blocks;
    for (const Settled& one : people) {
        if (blocks.empty() || blocks.back() != BlockOf(one.profile)) blocks.push_back(BlockOf(one.profile));
    }
    if (blocks.empty()) return {};
    struct Held {
        Bits bits;
        bool changed = false;
    };
    std::map<std::pair<int64_t, int64_t>, Held> held;
    const sql::Rows rows = TRY(tx.Query("segments.members_of_blocks", blocks));
    for (size_t i = 0; i < rows.size(); ++i) held[{rows.Int(i, 0), rows.Int(i, 1)}].bits = Bits(rows.TextAt(i, 2));

    sql::ParamTable changes(6);
    for (const Settled& one : people) {
        const Standing& standing = *one.standing;
        for (size_t slot = 0; slot < standing.member.size(); ++slot) {
            const int64_t segment = Number(standing.compiled->segments[slot].id);
            Held& of = held[{BlockOf(one.profile), segment}];
            if (of.bits.Has(one.profile) == standing.member[slot]) continue;
            of.bits.Set(one.profile, standing.member[slot]);
            of.changed = true;
            if (IsNoted(one.cause))
                changes.Row(BlockOf(one.profile), segment, now, Number(one.profile),
                            standing.member[slot] ? 1 : 0, static_cast<int>(one.cause));
        }
    }
    sql::ParamTable members(4);
    for (const auto& [key, of] : held) {
        if (of.changed) members.Row(key.first, key.second, of.bits.Count(), sql::Bytes{of.bits.stored()});
    }
    TRY(tx.RunEach("segments.put_members", members));
    return tx.RunEach("segments.add_changes", changes);
}

}  // namespace daybook::segments
