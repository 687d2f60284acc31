#include "segments/members.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "profiles/api.h"
#include "profiles/profile_store.h"
#include "segments/segments_store.h"

namespace daybook::segments {

namespace {

constexpr size_t kBlockBytes = static_cast<size_t>(kBlockSize) / 8;

profiles::TagBits TagBitsOf(const Bits& bits) {
    std::string bytes = bits.stored();
    bytes.resize(kBlockBytes, '\0');
    return *profiles::TagBits::Decode(bytes);
}

}  // namespace

Status ShowSegments(sql::Tx& tx, AccountId account, std::span<profiles::Profile> people) {
    std::vector<ProfileId> ids;
    for (const profiles::Profile& one : people) ids.push_back(one.id);
    std::map<ProfileId, std::vector<SegmentId>> of = TRY(SegmentsOf(tx, account, ids));
    for (profiles::Profile& one : people) {
        one.segments.clear();
        for (const SegmentId segment : of[one.id]) one.segments.push_back(IdText(segment));
    }
    return {};
}

Result<std::shared_ptr<const profiles::PeopleBits>> PeopleOf(sql::Tx& tx, SegmentId id) {
    auto people = std::make_shared<profiles::PeopleBits>();
    for (const BlockBits& one : TRY(LoadMembers(tx, id))) people->emplace(one.block, TagBitsOf(one.bits));
    return std::shared_ptr<const profiles::PeopleBits>(std::move(people));
}

profiles::Memberships MembershipsOf() {
    const auto people = [](sql::Tx& tx, AccountId account, std::string_view id) -> Result<std::shared_ptr<const profiles::PeopleBits>> {
        const auto number = DecodeId("seg", id);
        const std::vector<Segment> all = TRY(ListSegments(tx, account));
        const bool known = std::any_of(all.begin(), all.end(), [&](const Segment& one) { return number == Number(one.id); });
        if (!known) return Invalid(fmt::format("There is no segment {}.", ToUtf8(id.substr(0, 40))), "segment", "resource_missing");
        return PeopleOf(tx, SegmentId{*number});
    };
    return {ShowSegments, people};
}

Result<MemberPage> PageOfMembers(sql::Tx& tx, AccountId account, SegmentId id, const http::Paging& paging, int64_t few) {
    const profiles::Position position = TRY(profiles::ReadPosition(tx, account, paging));
    profiles::ListFilter filter;
    filter.segment = IdText(id);
    filter.among = TRY(PeopleOf(tx, id));
    const profiles::SearchLimits limits{.filtered = few};
    const profiles::ListPage page = TRY(profiles::ListFiltered(tx, account, {}, filter, position, limits));
    MemberPage members{TRY(profiles::LoadInOrder(tx, page.ids)), page.has_more};
    TRY(ShowSegments(tx, account, members.profiles));
    return members;
}

}  // namespace daybook::segments
