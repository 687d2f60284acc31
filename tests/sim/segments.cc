#include "segments.h"

#include <fmt/format.h>

#include "segments/history.h"
#include "segments/segments_store.h"
#include "settle/people.h"

namespace daybook::sim {
namespace {

segments::SegmentId IdOf(size_t n) { return segments::SegmentId{static_cast<int64_t>(n) + 1}; }

std::string Told(const Members& members) {
    std::string text;
    for (const auto& [block, bits] : members) {
        for (const ProfileId one : bits.Members(block)) text += fmt::format(" {}", Number(one));
    }
    return text.empty() ? " nobody" : text;
}

}  // namespace

std::vector<std::string> WatchedConditions() {
    return {
        R"({"field":"stripe_total_orders","op":"gte","value":2})",
        R"({"activity":"order_paid","count":{"is":0},"within":{"days":2}})",
        R"({"field":"email","op":"starts_with","value":"shared"})",
        R"({"any":[{"have":"order","where":{"field":"status","op":"is","value":"draft"}},{"activity":"customer_created","within":{"hours":30}}]})",
        R"({"none":[{"segment":")" + segments::IdText(IdOf(0)) + R"("},{"field":"phone","op":"is_not_set"}]})",
    };
}

Segments::Segments(sql::Database& database, const Clock& clock, AccountId account)
    : database_(database), clock_(clock), account_(account), columns_(database, settle::MakeVisitPeople(), clock),
      build_{database, catalogue_, columns_, clock, settle::MakeVisitPeople()} {}

Status Segments::MakeOnce(const std::vector<std::string>& conditions) {
    count_ = conditions.size();
    std::vector<segments::Segment> there;
    TRY(database_.Read([&](sql::Tx& tx) -> Status {
        there = TRY(segments::ListSegments(tx, account_));
        return {};
    }));
    for (size_t n = there.size(); n < count_; ++n) {
        segments::Segment segment{.id = IdOf(n), .account = account_, .name = fmt::format("Segment {}", n)};
        segment.condition = conditions[n];
        segment.currency = "usd";
        segment.created = clock_.Now() / kSecond;
        TRY(database_.Write([&](sql::Tx& tx) { return InsertSegment(tx, segment); }));
    }
    return BuildUnbuilt(build_);
}

Result<Members> Segments::Kept(size_t n) {
    Members members;
    TRY(database_.Read([&](sql::Tx& tx) -> Status {
        members.clear();
        for (segments::BlockBits& one : TRY(LoadMembers(tx, IdOf(n)))) members[one.block] = std::move(one.bits);
        return {};
    }));
    return members;
}

Result<Members> Segments::Found(size_t n) {
    Members members;
    TRY(database_.Read([&](sql::Tx& tx) -> Status {
        const auto compiled = TRY(catalogue_.At(tx, account_));
        members = TRY(PeopleWho(build_, tx, account_, compiled->schema, *compiled->programs[n], compiled, clock_.Now() / kSecond));
        return {};
    }));
    return members;
}

Result<Members> Segments::Then(size_t n, int64_t second) {
    Members members;
    TRY(database_.Read([&](sql::Tx& tx) -> Status {
        members = TRY(MembersAt(tx, IdOf(n), second));
        return {};
    }));
    return members;
}

Result<std::string> Segments::Compare() {
    for (size_t n = 0; n < count_; ++n) {
        const Members kept = TRY(Kept(n)), found = TRY(Found(n));
        if (kept != found) return fmt::format("segment {} keeps{}, but{} should be in it", n, Told(kept), Told(found));
    }
    return std::string();
}

Status SegmentsLog::Note(Segments& segments, int64_t second) {
    for (size_t n = 0; n < segments.count(); ++n) seen_[{second, n}] = TRY(segments.Kept(n));
    return {};
}

Result<std::string> SegmentsLog::Compare(Segments& segments) const {
    for (const auto& [key, seen] : seen_) {
        const Members then = TRY(segments.Then(key.second, key.first));
        if (then != seen) return fmt::format("at {} segment {} had{}, but remembers{}", key.first, key.second, Told(seen), Told(then));
    }
    return std::string();
}

size_t SegmentsLog::moved() const {
    std::map<size_t, const Members*> last;
    size_t moved = 0;
    for (const auto& [key, seen] : seen_) {
        const Members*& before = last[key.second];
        if (before != nullptr && *before != seen) ++moved;
        before = &seen;
    }
    return moved;
}

}  // namespace daybook::sim
