// For tests: a mirrored shop on either engine whose people are settled with its catalogue of segments and fields, as the
// server does it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "segments/build.h"
#include "segments/segments_store.h"
#include "settle/examine.h"
#include "settle/people.h"
#include "settle/settle.h"
#include "stripe/mirror_support.h"

namespace daybook::sql::embedded {
extern const std::string_view segments;
}  // namespace daybook::sql::embedded

namespace daybook::settle::test {

inline constexpr Micros kNow = (stripe::test::kStart + 1000) * kSecond;

class SettledShop : public ::testing::TestWithParam<std::string> {
  protected:
    using Statements = std::vector<std::pair<std::string_view, std::string_view>>;
    // `more`: the test's own statements, by a name of its file.
    explicit SettledShop(Statements more = {}) : store_(GetParam(), {}, WithSegments(std::move(more))) {}

    Parts parts() { return {store_.db(), store_.mirror(), clock_}; }
    void Settle(Options options = {}) {
        options.segments = &catalogue_;
        const Status done = SettleAll(parts(), options, clock_.Now());
        ASSERT_TRUE(done.ok()) << done.error().message;
    }
    // One object as Stripe has it a second later.
    void Store(stripe::Decoded object) {
        clock_.Advance(kSecond);
        std::vector<stripe::Decoded> objects;
        objects.push_back(std::move(object));
        store_.Put(std::move(objects), clock_.Now());
        Settle();
    }
    // What daybook fsck finds; nobody may wait.
    std::vector<std::string> Findings() {
        std::vector<std::string> found;
        const auto examined = Examine(parts(), stripe::Project, stripe::test::kShop, 0, 10'000);
        EXPECT_TRUE(examined.ok()) << examined.error().message;
        if (!examined.ok()) return found;
        for (const Finding& finding : examined->findings) found.push_back(finding.what);
        EXPECT_EQ(examined->waiting, 0);
        return found;
    }

    stripe::test::MirrorStore store_;
    ManualClock clock_{kNow};
    segments::Catalogue catalogue_;
    segments::ColumnCache columns_{store_.db(), MakeVisitPeople(), clock_, {.stored_after = 1}};
    const segments::BuildParts build_{store_.db(), catalogue_, columns_, clock_, MakeVisitPeople()};

  private:
    static Statements WithSegments(Statements all) {
        all.emplace_back("segments", sql::embedded::segments);
        return all;
    }
};

// A settled shop with segments of its own.
class SegmentsShop : public SettledShop {
  protected:
    segments::Segment Insert(int64_t number, const std::string& condition) {
        segments::Segment segment{.id = segments::SegmentId{number}, .account = stripe::test::kShop, .name = fmt::format("Segment {}", number)};
        segment.condition = condition;
        segment.currency = "usd";
        segment.created = clock_.Now() / kSecond;
        const Status done = store_.db().Write([&](sql::Tx& tx) { return InsertSegment(tx, segment); });
        EXPECT_TRUE(done.ok()) << done.error().message;
        return segment;
    }
    segments::SegmentId Make(int64_t number, const std::string& condition) {
        Insert(number, condition);
        const Status done = Build(build_, stripe::test::kShop, segments::SegmentId{number});
        EXPECT_TRUE(done.ok()) << done.error().message;
        return segments::SegmentId{number};
    }
    template <typename T>
    T Read(const std::function<Result<T>(sql::Tx&)>& read) {
        T value{};
        const Status done = store_.db().Read([&](sql::Tx& tx) -> Status {
            value = TRY(read(tx));
            return {};
        });
        EXPECT_TRUE(done.ok()) << done.error().message;
        return value;
    }
    std::vector<ProfileId> Members(segments::SegmentId id) {
        std::vector<ProfileId> all;
        for (const auto& block : Read<std::vector<segments::BlockBits>>([&](sql::Tx& tx) { return LoadMembers(tx, id); })) {
            const auto some = block.bits.Members(block.block);
            all.insert(all.end(), some.begin(), some.end());
        }
        return all;
    }
    bool Has(segments::SegmentId id, std::string_view object) {
        const ProfileId owner = store_.OwnerOf(object);
        return Read<bool>([&](sql::Tx& tx) { return IsMember(tx, id, owner); });
    }
};

}  // namespace daybook::settle::test
