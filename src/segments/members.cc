#include "segments/members.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "base/text.h"
#include "profiles/profile_store.h"
#include "profiles/search.h"
#include "segments/segments_store.h"

namespace daybook::segments {
namespace {

constexpr int kWalkStep = 500;

using profiles::Place;
using profiles::Position;

Result<Position> ReadPosition(sql::Tx& tx, AccountId account, const http::Paging& paging) {
    Position position{.limit = paging.limit};
    if (paging.anchor().empty()) return position;
    const auto number = DecodeId("prf", paging.anchor());
    const auto place = number ? TRY(profiles::PlaceOf(tx, account, ProfileId{*number})) : std::optional<Place>();
    if (!place)
        return Invalid(fmt::format("There is no profile {} to page from. Begin again without {}.",
                                   ToUtf8(paging.anchor().substr(0, 40)), paging.anchor_name()),
                       std::string(paging.anchor_name()));
    position.kind = paging.starting_after.empty() ? Position::Kind::kBefore : Position::Kind::kAfter;
    position.place = *place;
    return position;
}

// The numbers of a page, the newest first.
struct Numbers {
    std::vector<ProfileId> ids;
    bool has_more = false;
};

Result<Numbers> SortFew(sql::Tx& tx, std::vector<ProfileId> ids, const Position& position) {
    std::sort(ids.begin(), ids.end());
    std::vector<Place> places;
    for (const profiles::Head& head : TRY(profiles::LoadHeads(tx, ids))) {
        if (head.shown) places.push_back({head.created, head.id});
    }
    std::sort(places.begin(), places.end(), std::greater<>());
    auto first = places.begin(), last = places.end();
    const auto limit = static_cast<std::ptrdiff_t>(position.limit);
    if (position.kind == Position::Kind::kAfter) first = std::upper_bound(first, last, position.place, std::greater<>());
    if (position.kind == Position::Kind::kBefore) last = std::lower_bound(first, last, position.place, std::greater<>());
    Numbers numbers{.has_more = last - first > limit};
    if (numbers.has_more && position.kind == Position::Kind::kBefore)
        first = last - limit;
    else if (numbers.has_more)
        last = first + limit;
    for (auto place = first; place != last; ++place) numbers.ids.push_back(place->id);
    return numbers;
}

Result<Numbers> WalkMany(sql::Tx& tx, AccountId account, const std::unordered_map<int64_t, Bits>& bits, Position position) {
    const auto limit = static_cast<size_t>(position.limit);
    const bool back = position.kind == Position::Kind::kBefore;
    position.limit = kWalkStep;
    Numbers numbers;
    for (bool more = true; more && numbers.ids.size() <= limit;) {
        profiles::ListPage page = TRY(profiles::ListProfiles(tx, account, {}, position));
        more = page.has_more && !page.ids.empty();
        if (back) std::reverse(page.ids.begin(), page.ids.end());  // the nearest first
        for (const ProfileId id : page.ids) {
            const auto block = bits.find(BlockOf(id));
            if (block != bits.end() && block->second.Has(id) && numbers.ids.size() <= limit) numbers.ids.push_back(id);
        }
        if (!more) break;
        position.kind = back ? Position::Kind::kBefore : Position::Kind::kAfter;
        position.place = TRY(profiles::PlaceOf(tx, account, page.ids.back())).value_or(position.place);
    }
    numbers.has_more = numbers.ids.size() > limit;
    if (numbers.has_more) numbers.ids.pop_back();
    if (back) std::reverse(numbers.ids.begin(), numbers.ids.end());
    return numbers;
}

}  // namespace

Result<MemberPage> PageOfMembers(sql::Tx& tx, AccountId account, SegmentId id, const http::Paging& paging, size_t few) {
    const Position position = TRY(ReadPosition(tx, account, paging));
    const std::vector<BlockBits> blocks = TRY(LoadMembers(tx, id));
    int64_t size = 0;
    for (const BlockBits& block : blocks) size += block.bits.Count();
    Numbers numbers;
    if (size <= static_cast<int64_t>(few)) {
        std::vector<ProfileId> ids;
        for (const BlockBits& block : blocks) {
            const std::vector<ProfileId> some = block.bits.Members(block.block);
            ids.insert(ids.end(), some.begin(), some.end());
        }
        numbers = TRY(SortFew(tx, std::move(ids), position));
    } else {
        std::unordered_map<int64_t, Bits> bits;
        for (const BlockBits& block : blocks) bits.emplace(block.block, block.bits);
        numbers = TRY(WalkMany(tx, account, bits, position));
    }
    MemberPage page{.has_more = numbers.has_more};
    std::vector<ProfileId> sorted = numbers.ids;
    std::sort(sorted.begin(), sorted.end());
    std::vector<profiles::Profile> loaded = TRY(profiles::Load(tx, sorted));
    for (const ProfileId each : numbers.ids) {
        const auto place = std::lower_bound(loaded.begin(), loaded.end(), each,
                                            [](const profiles::Profile& one, ProfileId other) { return one.id < other; });
        if (place != loaded.end() && place->id == each) page.profiles.push_back(std::move(*place));
    }
    return page;
}

}  // namespace daybook::segments
