#include "segments/members.h"

#include <algorithm>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "base/text.h"
#include "profiles/api.h"
#include "profiles/profile_store.h"
#include "segments/history.h"
#include "segments/segments_store.h"

namespace daybook::segments {
namespace {

constexpr size_t kBlockBytes = static_cast<size_t>(kBlockSize) / 8;

profiles::TagBits TagBitsOf(const Bits& bits) {
    std::string bytes = bits.stored();
    bytes.resize(kBlockBytes, '\0');
    return *profiles::TagBits::Decode(bytes);
}

std::shared_ptr<const profiles::PeopleBits> Shared(const std::map<int64_t, Bits>& members) {
    auto people = std::make_shared<profiles::PeopleBits>();
    for (const auto& [block, bits] : members) people->emplace(block, TagBitsOf(bits));
    return people;
}

Error OutOfRange(std::string why) { return Invalid(std::move(why), "at", "at_out_of_range"); }

// What of the program, or of a segment that it asks for, has no known past, in words; empty: all of it has.
std::string UnknownPast(const conditions::Program& program, const Compiled& compiled) {
    const Asked asked = AskedBy(program, &compiled);
    for (const uint16_t field : asked.reads.fields) {
        const conditions::Member& one = compiled.schema.fields[field];
        if (one.name != "created") return fmt::format("what {} was then is not kept", one.label);
    }
    if (!asked.reads.objects.empty()) return "what orders, subscriptions and carts were then is not kept";
    for (const uint16_t slot : asked.order) {
        if (!compiled.programs[slot]) return fmt::format("it asks for {}, whose members are chosen by hand", compiled.segments[slot].name);
    }
    return {};
}

Result<std::shared_ptr<const profiles::PeopleBits>> BeforeItWasThere(sql::Tx& tx, const BuildParts& parts, AccountId account,
                                                                     const std::shared_ptr<const Compiled>& compiled, size_t slot, int64_t at) {
    const Segment& segment = compiled->segments[slot];
    const auto& program = compiled->programs[slot];
    const std::string why = program ? UnknownPast(*program, *compiled) : "its members are chosen by hand";
    if (!why.empty()) {
        const int64_t since = std::min(segment.since, parts.clock.Now() / kSecond);
        return OutOfRange(fmt::format("Who was in {} is known from {:%Y-%m-%d %H:%M:%S} UTC ({}) on; before that it cannot be said, for {}.",
                                      segment.name, fmt::gmtime(since), since, why));
    }
    return Shared(TRY(PeopleWho(parts, tx, account, compiled->schema, *program, compiled, at)));
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

Result<std::vector<profiles::Activity>> ActivitiesOf(sql::Tx& tx, ProfileId profile) {
    std::vector<profiles::Activity> all;
    for (const ChangeOf& one : TRY(ChangesOf(tx, profile))) {
        const auto kind = one.entered ? profiles::ActivityKind::kSegmentEntered : profiles::ActivityKind::kSegmentLeft;
        all.push_back({.kind = kind, .at = one.at / kSecond, .object = Number(one.segment), .occurrence = one.at, .cause = one.cause,
                       .data = fmt::format(R"({{"segment":"{}"}})", IdText(one.segment))});
    }
    return all;
}

Result<std::shared_ptr<const profiles::PeopleBits>> PeopleOf(sql::Tx& tx, const BuildParts& parts, AccountId account, SegmentId id,
                                                             std::optional<int64_t> at) {
    if (!at) {
        std::map<int64_t, Bits> members;
        for (BlockBits& one : TRY(LoadMembers(tx, id))) members[one.block] = std::move(one.bits);
        return Shared(members);
    }
    if (*at > parts.clock.Now() / kSecond) return OutOfRange("at lies in the future: who will be in is not known.");
    const std::shared_ptr<const Compiled> compiled = TRY(parts.catalogue.At(tx, account));
    ASSERT(compiled != nullptr && compiled->SlotOf(id));
    const size_t slot = *compiled->SlotOf(id);
    if (*at < compiled->segments[slot].since) return BeforeItWasThere(tx, parts, account, compiled, slot, *at);
    return Shared(TRY(MembersAt(tx, id, *at)));
}

profiles::Memberships MembershipsOf(const BuildParts& parts) {
    const auto people = [&parts](sql::Tx& tx, AccountId account, std::string_view id,
                                 std::optional<int64_t> at) -> Result<std::shared_ptr<const profiles::PeopleBits>> {
        const auto number = DecodeId("seg", id);
        const std::vector<Segment> all = TRY(ListSegments(tx, account));
        const bool known = std::any_of(all.begin(), all.end(), [&](const Segment& one) { return number == Number(one.id); });
        if (!known) return Invalid(fmt::format("There is no segment {}.", ToUtf8(id.substr(0, 40))), "segment", "resource_missing");
        return PeopleOf(tx, parts, account, SegmentId{*number}, at);
    };
    return {ShowSegments, people};
}

Result<MemberPage> PageOfMembers(sql::Tx& tx, AccountId account, std::shared_ptr<const profiles::PeopleBits> people,
                                 const http::Paging& paging, int64_t few) {
    const profiles::Position position = TRY(profiles::ReadPosition(tx, account, paging));
    profiles::ListFilter filter;
    filter.among = std::move(people);
    const profiles::SearchLimits limits{.few = few};
    const profiles::ListPage page = TRY(profiles::ListFiltered(tx, account, {}, filter, position, limits));
    MemberPage members{TRY(profiles::LoadInOrder(tx, page.ids)), page.has_more};
    TRY(ShowSegments(tx, account, members.profiles));
    return members;
}

}  // namespace daybook::segments
