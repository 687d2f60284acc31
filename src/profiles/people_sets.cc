#include "profiles/people_sets.h"

#include <algorithm>
#include <string>
#include <type_traits>
#include <utility>

namespace daybook::profiles {
namespace {

Error Damaged() { return Corrupt("A stored list of people is damaged. Restore the last backup."); }

template <typename Name>
Name NameAt(const sql::Rows& rows, size_t i) {
    if constexpr (std::is_same_v<Name, std::string>) return rows.String(i, 0);
    else return rows.Int(i, 0);
}

}  // namespace

int64_t CountPeople(const PeopleBits& people) {
    int64_t count = 0;
    for (const auto& [block, bits] : people) count += bits.Count();
    return count;
}

bool Contains(const PeopleBits& people, int64_t profile) {
    const auto block = people.find(profile / kBlockSize);
    return block != people.end() && block->second.Has(profile % kBlockSize);
}

std::vector<ProfileId> IdsOf(const PeopleBits& people) {
    std::vector<ProfileId> ids;
    for (const auto& [block, bits] : people) {
        bits.Each([&, block = block](int64_t slot) { ids.push_back(MakeProfileId(block, slot)); });
    }
    return ids;
}

void Keep(PeopleBits& people, const PeopleBits& others) {
    for (auto& [block, bits] : people) {
        const auto other = others.find(block);
        bits &= other == others.end() ? TagBits() : other->second;
    }
}

void Drop(PeopleBits& people, const PeopleBits& others) {
    for (auto& [block, bits] : people) {
        const auto other = others.find(block);
        if (other != others.end()) bits -= other->second;
    }
}

Status AddPeople(const sql::Rows& rows, PeopleBits& people) {
    for (size_t i = 0; i < rows.size(); ++i) {
        const auto bits = TagBits::Decode(rows.TextAt(i, 1));
        if (!bits) return Damaged();
        people[rows.Int(i, 0)] |= *bits;
    }
    return {};
}

template <typename Name>
Status SetChanges<Name>::Write(sql::Tx& tx, const SetStatements& statements) {
    std::ranges::sort(changes_);
    sql::ParamTable keys(3), changed(4), emptied(3);
    for (size_t i = 0; i < changes_.size(); ++i) {
        const Change& one = changes_[i];
        if (i == 0 || !one.SameRow(changes_[i - 1])) keys.Row(one.account, one.name, one.block);
    }
    const sql::Rows rows = TRY(tx.Each(statements.load, keys));
    std::map<std::pair<int64_t, Name>, size_t> stored;   // a block has one account
    for (size_t i = 0; i < rows.size(); ++i) stored.emplace(std::pair(rows.Int(i, 1), NameAt<Name>(rows, i)), i);
    for (auto first = changes_.begin(); first != changes_.end();) {
        std::optional<TagBits> bits = TagBits();
        const auto row = stored.find({first->block, first->name});
        if (row != stored.end()) bits = TagBits::Decode(rows.TextAt(row->second, 2));
        if (!bits) return Damaged();
        auto one = first;
        for (; one != changes_.end() && one->SameRow(*first); ++one) bits->Set(one->slot, one->member);
        if (bits->Count() == 0) emptied.Row(first->account, first->name, first->block);
        else changed.Row(first->account, first->name, first->block, sql::Bytes{bits->Encode()});
        first = one;
    }
    TRY(tx.RunEach(statements.put, changed));
    return tx.RunEach(statements.drop, emptied);
}

template class SetChanges<int64_t>;
template class SetChanges<std::string>;

}  // namespace daybook::profiles
