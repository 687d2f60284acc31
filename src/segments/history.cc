#include "segments/history.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <tuple>

#include <fmt/format.h>

#include "base/assert.h"
#include "base/text.h"

namespace daybook::segments {
namespace {

constexpr Micros kQuarter = 15 * kMinute;

bool IsNoted(profiles::Cause cause) {
    return cause == profiles::Cause::kLive || cause == profiles::Cause::kClock || cause == profiles::Cause::kManual;
}

Micros SecondOf(Micros at) { return at - at % kSecond; }

}  // namespace

// ---- noting ----

void Shifts::Add(SegmentId segment, profiles::Cause cause, ProfileId profile, bool entered) {
    Shift& shift = shifts_[{BlockOf(profile), segment, cause}];
    shift.bits.Set(profile, !shift.bits.Has(profile));
    ++(entered ? shift.entered : shift.gone);
}

void Shifts::Add(int64_t block, SegmentId segment, profiles::Cause cause, const Bits& before, const Bits& after) {
    Bits moved = before;
    moved ^= after;
    if (moved.empty()) return;
    blocks_.emplace_back(block, segment);
    Shift& shift = shifts_[{block, segment, cause}];
    for (const ProfileId profile : moved.Members(block)) ++(after.Has(profile) ? shift.entered : shift.gone);
    shift.bits ^= moved;
}

Status Shifts::Store(sql::Tx& tx, Micros now) {
    if (shifts_.empty()) return {};
    std::vector<int64_t> blocks;
    for (const auto& [key, shift] : shifts_) {
        if (blocks.empty() || blocks.back() != key.block) blocks.push_back(key.block);
    }
    const Micros at = SecondOf(now);
    const sql::Rows rows = TRY(tx.Query("segments.shifts_at", at, blocks));
    for (size_t i = 0; i < rows.size(); ++i) {
        const auto mine = shifts_.find({rows.Int(i, 0), SegmentId{rows.Int(i, 1)}, static_cast<profiles::Cause>(rows.Int(i, 2))});
        if (mine == shifts_.end()) continue;
        mine->second.entered += rows.Int(i, 3);
        mine->second.gone += rows.Int(i, 4);
        mine->second.bits ^= Bits(rows.TextAt(i, 5));
    }
    sql::ParamTable table(7);
    for (const auto& [key, shift] : shifts_) {
        table.Row(key.block, at, Number(key.segment), static_cast<int>(key.cause), shift.entered, shift.gone,
                  sql::Bytes{shift.bits.stored()});
    }
    TRY(tx.RunEach("segments.put_shifts", table));
    return NoteBlocks(tx, at);
}

Status Shifts::NoteBlocks(sql::Tx& tx, Micros at) {
    sql::ParamTable noted(4), outdated(3);
    for (const auto& [block, segment] : blocks_) {
        noted.Row(block, Number(segment), sql::Bytes{""}, at / kSecond);
        outdated.Row(block, Number(segment), at / kSecond);
    }
    TRY(tx.RunEach("segments.note_shifts", noted));
    return tx.RunEach("segments.drop_later_bases", outdated);
}

void Counts::Add(SegmentId segment, Micros at, bool entered, int64_t by) {
    Count& count = counts_[{segment, at / kQuarter}];
    (entered ? count.entered : count.gone) += by;
}

Status Counts::Store(sql::Tx& tx) const {
    sql::ParamTable table(4);
    for (const auto& [key, count] : counts_) table.Row(Number(key.first), key.second, count.entered, count.gone);
    return tx.RunEach("segments.count_changes", table);
}

bool History::Add(const Segment& segment, ProfileId profile, bool entered, profiles::Cause cause) {
    if (segment.edits != SegmentId{} || segment.state == SegmentState::kBuilding) return false;
    const bool rebuilt = segment.state == SegmentState::kRebuilding;
    if (rebuilt || !IsNoted(cause))
        shifts_.Add(segment.id, rebuilt ? profiles::Cause::kDefinition : cause, profile, entered);
    else
        changes_.push_back({segment.id, profile, entered, cause});
    return true;
}

Status History::Store(sql::Tx& tx, Micros now, Counts& counts) {
    sql::ParamTable table(6);
    for (const Change& one : changes_) {
        counts.Add(one.segment, now, one.entered);
        table.Row(BlockOf(one.profile), Number(one.segment), now, Number(one.profile), one.entered ? 1 : 0, static_cast<int>(one.cause));
    }
    TRY(tx.RunEach("segments.add_changes", table));
    return shifts_.Store(tx, now);
}

Status PutReason(sql::Tx& tx, SegmentId id, Micros at, std::string_view reason) {
    return tx.Run("segments.put_reason", Number(id), at, reason);
}

Result<Micros> FreshMoment(sql::Tx& tx, SegmentId id, Micros now) {
    const sql::Rows rows = TRY(tx.Query("segments.last_moment", Number(id)));
    return std::max(now, rows.Int(0, 0) + 1);
}

Status DropHistory(sql::Tx& tx, SegmentId id) {
    TRY(tx.Run("segments.delete_changes", Number(id)));
    TRY(tx.Run("segments.delete_counts", Number(id)));
    TRY(tx.Run("segments.delete_shifts", Number(id)));
    TRY(tx.Run("segments.delete_bases", Number(id)));
    return tx.Run("segments.delete_reasons", Number(id));
}

// ---- forgetting ----

namespace {

Status ForgetShifts(sql::Tx& tx, ProfileId profile, const std::vector<ChangeOf>& changes) {
    const int64_t block = BlockOf(profile);
    std::map<std::tuple<Micros, SegmentId, profiles::Cause>, bool> entered;
    for (const ChangeOf& one : changes) {
        if (!IsNoted(one.cause)) entered[{one.at, one.segment, one.cause}] = one.entered;
    }
    const sql::Rows rows = TRY(tx.Query("segments.shifts_of_block", block));
    sql::ParamTable table(7);
    for (size_t i = 0; i < rows.size(); ++i) {
        const auto mine = entered.find({rows.Int(i, 0), SegmentId{rows.Int(i, 1)}, static_cast<profiles::Cause>(rows.Int(i, 2))});
        if (mine == entered.end()) continue;
        Bits bits(rows.TextAt(i, 5));
        bits.Set(profile, false);
        table.Row(block, rows.Int(i, 0), rows.Int(i, 1), rows.Int(i, 2), rows.Int(i, 3) - (mine->second ? 1 : 0),
                  rows.Int(i, 4) - (mine->second ? 0 : 1), sql::Bytes{bits.stored()});
    }
    return tx.RunEach("segments.put_shifts", table);
}

Status ForgetBases(sql::Tx& tx, ProfileId profile) {
    const int64_t block = BlockOf(profile);
    const sql::Rows rows = TRY(tx.Query("segments.bases_of_block", block));
    sql::ParamTable table(4);
    for (size_t i = 0; i < rows.size(); ++i) {
        Bits bits(rows.TextAt(i, 2));
        if (!bits.Has(profile)) continue;
        bits.Set(profile, false);
        table.Row(block, rows.Int(i, 0), rows.Int(i, 1), sql::Bytes{bits.stored()});
    }
    return tx.RunEach("segments.put_bases", table);
}

}  // namespace

Status Forget(sql::Tx& tx, ProfileId profile) {
    const int64_t block = BlockOf(profile);
    const std::vector<ChangeOf> changes = TRY(ChangesOf(tx, profile));  // before they leave
    for (HeldBits& one : TRY(LoadBlocks(tx, {block}))) {
        if (!one.bits.Has(profile)) continue;
        one.bits.Set(profile, false);
        TRY(PutMembers(tx, one.segment, block, one.bits));
    }
    TRY(ForgetShifts(tx, profile, changes));
    TRY(ForgetBases(tx, profile));
    TRY(tx.Run("segments.drop_changes_of", block, Number(profile)));
    Counts counts;
    for (const ChangeOf& one : changes) {
        if (IsNoted(one.cause)) counts.Add(one.segment, one.at, one.entered, -1);
        if (one.cause == profiles::Cause::kManual) TRY(tx.Run("segments.drop_reason", Number(one.segment), one.at));
    }
    return counts.Store(tx);
}

// ---- reading ----

Result<std::optional<Transition>> LastTransition(sql::Tx& tx, SegmentId id, ProfileId profile) {
    const sql::Rows rows = TRY(tx.Query("segments.last_change", BlockOf(profile), Number(id), Number(profile)));
    if (rows.empty()) return std::optional<Transition>();
    return std::optional(Transition{rows.Int(0, 0), rows.Int(0, 1) != 0});
}

namespace {

// Puts the moves of a person in one segment in order and says which way the shifts went, going back from where they are now.
void Retrace(std::vector<ChangeOf>& moves, bool in) {
    std::stable_sort(moves.begin(), moves.end(), [](const ChangeOf& a, const ChangeOf& b) { return a.at > b.at; });
    for (auto move = moves.begin(); move != moves.end(); ++move) {
        if (IsNoted(move->cause) && move->entered != in) {
            const auto shift = std::find_if(move, moves.end(), [&](const ChangeOf& one) { return !IsNoted(one.cause) && one.at == SecondOf(move->at); });
            if (shift != moves.end()) std::rotate(move, shift, shift + 1);
        }
        if (!IsNoted(move->cause)) move->entered = in;
        in = !move->entered;
    }
}

}  // namespace

Result<std::vector<ChangeOf>> ChangesOf(sql::Tx& tx, ProfileId profile) {
    std::map<SegmentId, std::vector<ChangeOf>> moves;
    const sql::Rows changes = TRY(tx.Query("segments.changes_of", BlockOf(profile), Number(profile)));
    for (size_t i = 0; i < changes.size(); ++i) {
        const SegmentId segment{changes.Int(i, 0)};
        moves[segment].push_back({segment, changes.Int(i, 1), changes.Int(i, 2) != 0, static_cast<profiles::Cause>(changes.Int(i, 3))});
    }
    sql::ParamTable place(2);
    place.Row(BlockOf(profile), PlaceOf(profile));
    const sql::Rows shifts = TRY(tx.Each("segments.shifts_of", place));
    for (size_t i = 0; i < shifts.size(); ++i) {
        const SegmentId segment{shifts.Int(i, 0)};
        if (InByte(shifts.TextAt(i, 3), profile)) moves[segment].push_back({segment, shifts.Int(i, 1), false, static_cast<profiles::Cause>(shifts.Int(i, 2))});
    }
    std::map<SegmentId, bool> in;
    const sql::Rows members = TRY(tx.Each("segments.members_of", place));
    for (size_t i = 0; i < members.size(); ++i) in[SegmentId{members.Int(i, 0)}] = InByte(members.TextAt(i, 1), profile);
    std::vector<ChangeOf> all;
    for (auto& [segment, some] : moves) {
        Retrace(some, in[segment]);
        all.insert(all.end(), some.begin(), some.end());
    }
    std::stable_sort(all.begin(), all.end(), [](const ChangeOf& a, const ChangeOf& b) { return a.at / kSecond > b.at / kSecond; });
    return all;
}

Result<std::map<int64_t, Bits>> MembersAt(sql::Tx& tx, SegmentId id, int64_t at) {
    const Micros since = (at + 1) * kSecond;
    std::map<int64_t, Bits> members;
    const sql::Rows bases = TRY(tx.Query("segments.bases_after", Number(id), at));
    for (size_t i = 0; i < bases.size(); ++i) {
        const int64_t block = bases.Int(i, 0);
        const auto base = bases.OptionalInt(i, 1);
        const Micros until = base ? *base * kSecond : std::numeric_limits<Micros>::max();
        Bits bits(bases.TextAt(i, 2));
        const sql::Rows moves = TRY(tx.Query("segments.moves_between", block, Number(id), since, until));
        for (size_t k = 0; k < moves.size(); ++k) {
            const auto profile = moves.OptionalInt(k, 0);
            if (profile)
                bits.Set(ProfileId{*profile}, !bits.Has(ProfileId{*profile}));
            else
                bits ^= Bits(moves.TextAt(k, 1));
        }
        if (!bits.empty()) members[block] = std::move(bits);
    }
    return members;
}

Status CopyReason(sql::Tx& tx, SegmentId id, ProfileId of, Micros at) {
    const auto last = TRY(LastTransition(tx, id, of));
    if (!last) return {};
    const sql::Rows rows = TRY(tx.Query("segments.reasons", Number(id), std::vector<int64_t>{last->at}));
    return rows.empty() ? Status() : PutReason(tx, id, at, rows.TextAt(0, 1));
}

std::string ChangeId(const Change& change) { return fmt::format("chg_{:x}_{:x}", change.at, Number(change.profile)); }

namespace {

// "chg_AT_PROFILE", each in hexadecimal digits.
std::optional<std::pair<Micros, int64_t>> DecodeChangeId(std::string_view id) {
    const std::vector<std::string_view> parts = Split(id, '_');
    if (parts.size() != 3 || parts[0] != "chg") return std::nullopt;
    std::pair<Micros, int64_t> key;
    for (const auto& [text, number] : {std::pair(parts[1], &key.first), std::pair(parts[2], &key.second)}) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *number, 16);
        if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
    }
    return key;
}

Status AddReasons(sql::Tx& tx, SegmentId id, std::vector<Change>& changes) {
    std::vector<int64_t> moments;
    for (const Change& one : changes) {
        if (one.cause == profiles::Cause::kManual && (moments.empty() || moments.back() != one.at)) moments.push_back(one.at);
    }
    if (moments.empty()) return {};
    std::map<Micros, std::string> reasons;
    const sql::Rows rows = TRY(tx.Query("segments.reasons", Number(id), moments));
    for (size_t i = 0; i < rows.size(); ++i) reasons[rows.Int(i, 0)] = rows.String(i, 1);
    for (Change& one : changes) {
        const auto found = reasons.find(one.at);
        if (found != reasons.end()) one.reason = found->second;
    }
    return {};
}

}  // namespace

Result<ChangePage> PageOfChanges(sql::Tx& tx, SegmentId id, const http::Paging& paging) {
    constexpr int64_t kLast = std::numeric_limits<int64_t>::max();
    std::pair<Micros, int64_t> place{kLast, kLast};
    if (!paging.anchor().empty()) {
        const auto key = DecodeChangeId(paging.anchor());
        if (!key) return Invalid(fmt::format("There is no change {} to page from. Begin again without {}.", ToUtf8(paging.anchor().substr(0, 60)), paging.anchor_name()), std::string(paging.anchor_name()), "resource_missing");
        place = *key;
    }
    const bool back = !paging.ending_before.empty();
    const sql::Rows rows = TRY(tx.Query(back ? "segments.newer_changes" : "segments.older_changes", Number(id), place.first, place.second, int64_t{paging.limit} + 1));
    ChangePage page{.has_more = rows.size() > static_cast<size_t>(paging.limit)};
    for (size_t i = 0; i < std::min(rows.size(), static_cast<size_t>(paging.limit)); ++i)
        page.changes.push_back({rows.Int(i, 0), ProfileId{rows.Int(i, 1)}, rows.Int(i, 2) != 0, static_cast<profiles::Cause>(rows.Int(i, 3))});
    if (back) std::reverse(page.changes.begin(), page.changes.end());
    TRY(AddReasons(tx, id, page.changes));
    return page;
}

Result<std::vector<SizeOfDay>> SizesOf(sql::Tx& tx, const Segment& segment, int64_t size, const profiles::LocalDays& calendar,
                                       int64_t days, int64_t now) {
    ASSERT(days > 0);
    const int64_t last = calendar.DayOf(now), first = std::max(last - days + 1, calendar.DayOf(std::min(segment.since, now)));
    std::vector<SizeOfDay> all;
    for (int64_t day = first; day <= last; ++day) all.push_back({.day = calendar.StartOf(day)});
    for (const std::string_view statement : {"segments.changed_by_quarter", "segments.shifted_by_quarter"}) {
        const sql::Rows rows = TRY(tx.Query(statement, Number(segment.id), all.front().day * kSecond / kQuarter));
        for (size_t i = 0; i < rows.size(); ++i) {
            const int64_t day = calendar.DayOf(rows.Int(i, 0) * kQuarter / kSecond);
            SizeOfDay& of = all[static_cast<size_t>(std::clamp(day, first, last) - first)];
            of.entered += rows.Int(i, 1);
            of.left += rows.Int(i, 2);
        }
    }
    for (size_t i = all.size(); i-- > 0;) {
        all[i].size = size;
        size -= all[i].entered - all[i].left;
    }
    return all;
}

}  // namespace daybook::segments
