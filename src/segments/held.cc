#include "segments/held.h"

#include <algorithm>

namespace daybook::segments {

void Held::Take(const sql::Rows& rows) {
    for (size_t i = 0; i < rows.size(); ++i) {
        Place& place = places_[{rows.Int(i, 0), SegmentId{rows.Int(i, 1)}}];
        place.bits = Bits(rows.TextAt(i, 2));
        place.moves = rows.OptionalInt(i, 3).value_or(0);
        place.noted = rows.OptionalInt(i, 4).value_or(0);
    }
}

Status Held::Load(sql::Tx& tx, const std::vector<int64_t>& blocks) {
    Take(TRY(tx.Query("segments.members_of_blocks", blocks)));
    return {};
}

Status Held::Load(sql::Tx& tx, SegmentId segment, const std::vector<int64_t>& blocks) {
    Take(TRY(tx.Query("segments.members_in_blocks", Number(segment), blocks)));
    return {};
}

Status Held::LoadAlso(sql::Tx& tx, int64_t block) {
    const auto any = places_.lower_bound({block, SegmentId{}});
    return any != places_.end() && any->first.first == block ? Status() : Load(tx, {block});
}

bool Held::Has(ProfileId profile, SegmentId segment) const {
    const auto found = places_.find({BlockOf(profile), segment});
    return found != places_.end() && found->second.bits.Has(profile);
}

Held::Place& Held::PlaceOf(const Key& key) {
    if (last_ != places_.end()) ++last_;
    if (last_ == places_.end() || last_->first != key) last_ = places_.try_emplace(key).first;
    return last_->second;
}

bool Held::Move(const Segment& segment, ProfileId profile, bool member, profiles::Cause cause, Micros at) {
    Place& place = PlaceOf({BlockOf(profile), segment.id});
    if (place.bits.Has(profile) == member) return false;
    if (!place.before) place.before = place.bits;
    place.bits.Set(profile, member);
    if (histories_[at].Add(segment, profile, member, cause)) Note(place, at / kSecond);
    return true;
}

void Held::Note(Place& place, int64_t second) {
    place.first = place.noting == 0 ? second : std::min(place.first, second);
    place.last = place.noting == 0 ? second : std::max(place.last, second);
    ++place.noting;
}

Status Held::Store(sql::Tx& tx) {
    sql::ParamTable members(6), bases(4), outdated(3);
    for (auto& [key, place] : places_) {
        if (!place.before) continue;
        if (place.noting > 0) {
            // Behind what is noted already: a clock was set back, or a long choice goes on.
            if (place.first < place.noted) outdated.Row(key.first, Number(key.second), place.first);
            if (place.first > place.noted && place.moves >= kMovesABase) {
                bases.Row(key.first, Number(key.second), place.first, sql::Bytes{place.before->stored()});
                place.moves = 0;
            }
            place.moves += place.noting;
            place.noted = std::max(place.noted, place.last);
        }
        members.Row(key.first, Number(key.second), place.bits.Count(), sql::Bytes{place.bits.stored()}, place.moves, place.noted);
    }
    TRY(tx.RunEach("segments.move_members", members));
    TRY(tx.RunEach("segments.drop_later_bases", outdated));
    TRY(tx.RunEach("segments.add_bases", bases));
    Counts counts;
    for (auto& [at, history] : histories_) TRY(history.Store(tx, at, counts));
    return counts.Store(tx);
}

}  // namespace daybook::segments
