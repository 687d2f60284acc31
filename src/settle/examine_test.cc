// What fsck finds: nothing after any settling, and each thing that is not as it should be; on both engines.
#include "settle/examine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stripe/mirror_support.h"

namespace daybook::settle {
namespace {

using namespace stripe::test;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Micros kNow = (kStart + 1000) * kSecond;

constexpr std::string_view kDamage = R"sql(
-- name: sums
UPDATE period_sales SET gross = gross + 1 WHERE currency = 'usd'

-- name: number
UPDATE headcount SET number = number + 1 WHERE counter = 1

-- name: filter
DELETE FROM tag WHERE tag = 0

-- name: news
DELETE FROM feed

-- name: part
UPDATE footprint SET bytes = $1
)sql";

class ExamineTest : public ::testing::TestWithParam<std::string> {
  protected:
    void SetUp() override {
        store_.Put({CustomerOf("cus_1", "ada@example.com", kStart, "Ada Lovelace"), InvoiceOf("in_1", "cus_1", 100),
                    InvoiceOf("in_2", "cus_1", 250), CustomerOf("cus_2", "bob@example.com", kStart)});
        ASSERT_TRUE(SettleAll(parts(), {}, clock_.Now()).ok());
    }
    Parts parts() { return {store_.db(), store_.mirror(), clock_}; }
    // Of whom ("cus_1", or "everybody"), and what.
    std::vector<std::string> Findings(int limit = 100) {
        std::vector<std::string> found;
        int64_t after = 0;
        do {
            const auto examined = Examine(parts(), stripe::Project, kShop, after, limit);
            EXPECT_TRUE(examined.ok()) << examined.error().message;
            if (!examined.ok()) return found;
            for (const Finding& one : examined->findings) {
                const std::string_view who = !one.profile ? "everybody" : *one.profile == store_.OwnerOf("cus_1") ? "cus_1" : "cus_2";
                found.push_back(std::string(who) + ": " + one.what);
            }
            after = examined->last;
        } while (after != 0);
        return found;
    }
    void Damage(std::string_view statement) {
        const Status done = store_.db().Write([&](sql::Tx& tx) { return tx.Run(statement); });
        ASSERT_TRUE(done.ok()) << done.error().message;
    }

    MirrorStore store_{GetParam(), {}, {{"damage", kDamage}}};
    ManualClock clock_{kNow};
};
INSTANTIATE_BOTH_ENGINES(ExamineTest);

TEST_P(ExamineTest, NothingIsFoundWhereAllIsAsItShouldBe) {
    EXPECT_THAT(Findings(), IsEmpty());
    EXPECT_THAT(Findings(1), IsEmpty()) << "in slices";
    clock_.Advance(40 * kDay);
    EXPECT_THAT(Findings(), IsEmpty()) << "nor once the newest activities have grown old";
}

TEST_P(ExamineTest, WhatIsKeptOfEverybodyTogetherIsTheSumOfAll) {
    struct Row {
        std::string_view damage, found;
    };
    const Row rows[] = {
        {"damage.sums", "everybody: The sums of the overview are not those of all people: first the day of 2026-01-01 in usd."},
        {"damage.number", "everybody: The numbers of people are not those of all people: first number 1 of block 1."},
        {"damage.filter", "everybody: A filter lists others than those who fit: first value 0 in block 1."},
        {"damage.news", "everybody: 6 of the newest activities are missing, or are nobody's."},
    };
    std::vector<std::string> expected;
    for (const Row& row : rows) {
        Damage(row.damage);
        expected.emplace_back(row.found);
        EXPECT_EQ(Findings(), expected);
    }
}

// As after a footprint of another person came to this one: the sums still are right.
TEST_P(ExamineTest, APersonAddsWhatItsStripeObjectsGive) {
    const ProfileId ada = store_.OwnerOf("cus_1"), bob = store_.OwnerOf("cus_2");
    ASSERT_TRUE(store_.db().Write([&](sql::Tx& tx) -> Status {
        const std::vector<ProfileId> ids = {std::min(ada, bob), std::max(ada, bob)};
        const std::vector<std::string> stored = TRY(profiles::LoadFootprints(tx, ids));
        const size_t of_bob = ids[0] == bob ? 0 : 1;
        return profiles::StoreFootprints(tx, {{ada, kShop, stored[1 - of_bob], *profiles::DecodeFootprint(stored[of_bob])}}, kNow);
    }).ok());
    EXPECT_THAT(Findings(), ElementsAre("cus_1: What it adds to reports and filters is not what the stored Stripe objects give: "
                                        "sales by day, filters, newest activities."));
    ASSERT_TRUE(store_.db().Write([&](sql::Tx& tx) { return profiles::MarkDue(tx, std::vector<ProfileId>{ada}, profiles::Lane::kLive, kNow, profiles::Cause::kLive); }).ok());
    ASSERT_TRUE(SettleAll(parts(), {}, clock_.Now()).ok());
    EXPECT_THAT(Findings(), IsEmpty()) << "settling the person again repairs it";
}

TEST_P(ExamineTest, WhatCannotBeReadIsToldWithoutStopping) {
    ASSERT_TRUE(store_.db().Write([&](sql::Tx& tx) { return tx.Run("damage.part", sql::Bytes{"\xff"}); }).ok());
    const auto found = Findings();
    ASSERT_EQ(found.size(), 7u);
    EXPECT_EQ(found[0].substr(5), ": What it adds to reports and filters cannot be read.");
    EXPECT_EQ(found[2], "everybody: 2 rows that reports and filters are made of cannot be read. Restore the last backup.");
}

}  // namespace
}  // namespace daybook::settle
