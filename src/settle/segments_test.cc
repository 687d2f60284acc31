// Segments in settle's round, on both engines: who is in follows every change and every second that matters, and always
// equals what looking at everybody anew would find.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "base/random.h"
#include "segments/history.h"
#include "segments/members.h"
#include "segments/segments_store.h"
#include "settle/segments_support.h"
#include "stripe/mirror_erase.h"

namespace daybook::settle {
namespace {

using namespace stripe::test;
using namespace settle::test;
using segments::SegmentId;

constexpr int64_t kDaySeconds = 86'400;

class SegmentsTest : public SegmentsShop {};
INSTANTIATE_BOTH_ENGINES(SegmentsTest);

const std::string kTwoOrders = R"({"field":"stripe_total_orders","op":"gte","value":2})";
const std::string kLapsed = R"({"activity":"order_paid","last":{"more_than_ago":{"days":30}}})";

TEST_P(SegmentsTest, FollowsEveryChange) {
    store_.Put({CustomerOf("cus_1", "ada@example.com"), InvoiceOf("in_1", "cus_1", 100), CustomerOf("cus_2", "bob@example.com")});
    Settle();
    const SegmentId repeat = Make(1, kTwoOrders);
    const SegmentId rest = Make(2, R"({"none":[{"segment":")" + IdText(repeat) + R"("}]})");
    EXPECT_TRUE(Members(repeat).empty());
    EXPECT_EQ(Members(rest).size(), 2U);
    store_.Put({InvoiceOf("in_2", "cus_1", 250)}, kNow);
    Settle();
    EXPECT_TRUE(Has(repeat, "cus_1"));
    EXPECT_FALSE(Has(rest, "cus_1")) << "whoever enters the one leaves the other in the same round";
    EXPECT_TRUE(Has(rest, "cus_2"));
    const ProfileId ada = store_.OwnerOf("cus_1");
    const auto entered = Read<std::optional<segments::Transition>>([&](sql::Tx& tx) { return LastTransition(tx, repeat, ada); });
    ASSERT_TRUE(entered.has_value());
    EXPECT_TRUE(entered->entered);
    EXPECT_EQ(entered->at, kNow);
    store_.Put({InvoiceOf("in_2", "cus_1", 250, "void")}, kNow);
    clock_.Advance(kSecond);
    Settle();
    EXPECT_FALSE(Has(repeat, "cus_1"));
    EXPECT_TRUE(Has(rest, "cus_1"));
    const std::map<SegmentId, int64_t> sizes = {{repeat, 0}, {rest, 2}};
    const auto stored = Read<std::map<SegmentId, int64_t>>([&](sql::Tx& tx) { return segments::LoadSizes(tx, kShop); });
    EXPECT_EQ(stored, sizes);
}

TEST_P(SegmentsTest, FlipsAtTheVerySecond) {
    store_.Put({CustomerOf("cus_1", "ada@example.com"), InvoiceOf("in_1", "cus_1", 100, "paid", kStart)});
    Settle();
    const SegmentId lapsed = Make(1, kLapsed);
    const SegmentId both = Make(2, R"({"all":[{"segment":")" + IdText(lapsed) + R"("},)" + kTwoOrders.substr(0, kTwoOrders.size() - 2) + R"(1}]})");
    EXPECT_FALSE(Has(lapsed, "cus_1"));
    clock_.Set((kStart + 30 * kDaySeconds) * kSecond - 1);
    Settle();
    EXPECT_FALSE(Has(lapsed, "cus_1"));
    clock_.Advance(1);
    Settle();
    EXPECT_TRUE(Has(lapsed, "cus_1")) << "at the second, by the timer that making the segment booked";
    EXPECT_TRUE(Has(both, "cus_1")) << "and so what asks for it";
    store_.Put({InvoiceOf("in_2", "cus_1", 100, "paid", clock_.Now() / kSecond)}, clock_.Now());
    Settle();
    EXPECT_FALSE(Has(lapsed, "cus_1"));
    clock_.Advance(30 * kDay);
    Settle();
    EXPECT_TRUE(Has(lapsed, "cus_1")) << "the timer follows the new order";
}

// Whoever is settled while the clock is behind is judged by what it shows; whoever is not stays. All are right when it comes
// to the second again, and nobody is forgotten.
TEST_P(SegmentsTest, AClockThatIsSetBackHealsByItself) {
    for (const int i : {1, 2, 3}) store_.Put({CustomerOf(fmt::format("cus_{}", i), fmt::format("p{}@example.com", i)), InvoiceOf(fmt::format("in_{}", i), fmt::format("cus_{}", i), 100, "paid", kStart + i)});
    Settle();
    const SegmentId lapsed = Make(1, kLapsed);
    const Micros flip = (kStart + 30 * kDaySeconds) * kSecond;
    clock_.Set(flip + 2 * kSecond);  // the third flips a second later
    Settle();
    EXPECT_EQ(Members(lapsed).size(), 2U);
    clock_.Set(flip - kHour);
    Store(CustomerOf("cus_1", "p1@example.com", kStart - 1));
    EXPECT_FALSE(Has(lapsed, "cus_1")) << "not yet, says the clock";
    EXPECT_TRUE(Has(lapsed, "cus_2"));
    const SegmentId made = Make(2, kLapsed);
    EXPECT_TRUE(Members(made).empty()) << "one that is made meanwhile has whom it should";
    clock_.Set(flip + kSecond - 1);
    Settle();
    EXPECT_FALSE(Has(lapsed, "cus_1"));
    for (const SegmentId segment : {lapsed, made}) EXPECT_FALSE(Has(segment, "cus_3"));
    clock_.Set(flip + 3 * kSecond);
    Settle();
    for (const SegmentId segment : {lapsed, made}) EXPECT_EQ(Members(segment).size(), 3U) << Number(segment);
    clock_.Set(flip - kDay);
    Settle();
    clock_.Set(flip + kDay);
    Settle();
    EXPECT_EQ(Members(lapsed), Members(Make(3, kLapsed)));
}

TEST_P(SegmentsTest, WhoVanishesLeaves) {
    store_.Put({SessionOf("cs_1", "", "guest@example.com", "open")});
    Settle();
    const ProfileId guest = store_.OwnerOf("cs_1");
    const SegmentId all = Make(1, R"({"all":[]})");
    EXPECT_EQ(Members(all), std::vector<ProfileId>{guest});
    store_.Put({CustomerOf("cus_1", "other@example.com"), SessionOf("cs_1", "cus_1", "guest@example.com", "complete")}, kNow);
    Settle();
    EXPECT_EQ(Members(all), std::vector<ProfileId>{store_.OwnerOf("cus_1")});
}

TEST_P(SegmentsTest, WhoIsErasedLeaves) {
    store_.Put({CustomerOf("cus_1", "ada@example.com"), InvoiceOf("in_1", "cus_1", 100)});
    Settle();
    const SegmentId all = Make(1, R"({"all":[]})");
    EXPECT_EQ(Members(all).size(), 1U);
    const Status erased = store_.db().Write([](sql::Tx& tx) -> Status {
        while (TRY(stripe::EraseSlice(tx, kConnection, kShop, 10))) {}
        return {};
    });
    ASSERT_TRUE(erased.ok()) << erased.error().message;
    Settle();
    EXPECT_TRUE(Members(all).empty());
}

TEST_P(SegmentsTest, DecidesAgainWhatWasDecidedUnderOtherSegments) {
    store_.Put({CustomerOf("cus_1", "ada@example.com")});
    bool made = false;
    Options options;
    options.project = [&](const stripe::Known& known, Micros now) {
        if (!std::exchange(made, true)) Insert(1, R"({"all":[]})");  // after it was loaded, before it is stored
        return stripe::Project(known, now);
    };
    Settle(options);
    EXPECT_TRUE(Has(SegmentId{1}, "cus_1"));
}

TEST_P(SegmentsTest, FinishesWhatACrashInterrupted) {
    store_.Put({CustomerOf("cus_1", "ada@example.com")});
    Settle();
    Insert(1, R"({"field":"email","op":"contains","value":"ada@"})");
    EXPECT_FALSE(Has(SegmentId{1}, "cus_1"));
    const Status done = BuildUnbuilt(build_);
    ASSERT_TRUE(done.ok()) << done.error().message;
    EXPECT_TRUE(Has(SegmentId{1}, "cus_1"));
    EXPECT_TRUE(Read<std::vector<segments::Unbuilt>>([](sql::Tx& tx) { return segments::ListUnbuilt(tx); }).empty());
    const Status deleted = store_.db().Write([](sql::Tx& tx) { return DeleteSegment(tx, kShop, SegmentId{1}); });
    ASSERT_TRUE(deleted.ok());
    EXPECT_TRUE(Members(SegmentId{1}).empty());
}

// What was kept right all along is what a segment made now finds.
TEST_P(SegmentsTest, EqualsAFullRecomputation) {
    const std::vector<std::string> conditions = {
        kTwoOrders,
        kLapsed,
        R"({"activity":"order_paid","count":{"gte":2},"within":{"days":20}})",
        R"({"all":[{"activity":"order_paid"},{"activity":"order_paid","count":{"is":0},"within":{"months":1}}]})",
        R"({"activity":"cart_abandoned","not_followed_by":"order_paid","within":{"days":10}})",
        R"({"have":"subscription","where":{"field":"status","op":"is","value":"active"}})",
        R"({"activity":"order_paid","sum":{"of":"amount","gte":5},"where":{"field":"product","op":"is","value":"prod_1"}})",
        R"({"field":"created","op":"anniversary","value":{"from":0,"to":3}})",
        R"({"any":[{"segment":")" + IdText(SegmentId{1}) + R"("},{"field":"stripe_total_sales","op":"between","value":[1,3]}]})"};
    for (size_t i = 0; i < conditions.size(); ++i) Make(static_cast<int64_t>(i) + 1, conditions[i]);
    Random random(11);
    constexpr int kPeople = 25, kRounds = 12;
    std::vector<stripe::Decoded> customers;
    for (int i = 0; i < kPeople; ++i) customers.push_back(CustomerOf(fmt::format("cus_{}", i), fmt::format("p{}@example.com", i)));
    store_.Put(std::move(customers));
    int moved = 0;
    for (int round = 0; round < kRounds; ++round) {
        std::vector<stripe::Decoded> objects;
        const int64_t now = clock_.Now() / kSecond;
        for (int i = 0; i < 8; ++i) {
            const std::string customer = fmt::format("cus_{}", random.Below(kPeople));
            const std::string id = fmt::format("{}_{}", round, i);
            if (random.Chance(0.2))
                objects.push_back(SessionOf("cs_" + id, customer, "", "open"));
            else if (random.Chance(0.25))
                objects.push_back(SubscriptionOf("sub_" + id, customer, random.Chance(0.5) ? "active" : "canceled", now));
            else
                objects.push_back(InvoiceOf("in_" + id, customer, random.Between(50, 600), random.Chance(0.8) ? "paid" : "open",
                                            now - random.Between(0, 40 * kDaySeconds)));
        }
        store_.Put(std::move(objects), clock_.Now());
        Settle();
        for (size_t i = 0; i < conditions.size(); ++i) {
            const SegmentId kept{static_cast<int64_t>(i) + 1};
            const auto preview = [&]() -> Result<segments::Preview> {
                std::shared_ptr<const segments::Compiled> compiled;
                TRY(store_.db().Read([&](sql::Tx& tx) -> Status {
                    compiled = TRY(catalogue_.At(tx, kShop));
                    return {};
                }));
                return PreviewOf(build_, kShop, compiled->schema, *compiled->programs[i], compiled, clock_.Now() / kSecond);
            }();
            ASSERT_TRUE(preview.ok()) << preview.error().message;
            EXPECT_EQ(static_cast<int64_t>(Members(kept).size()), preview->size) << conditions[i] << " in round " << round;
        }
        clock_.Advance(random.Between(0, 9 * kDay));
        Settle();
    }
    for (size_t i = 0; i < conditions.size(); ++i) {
        const std::vector<ProfileId> kept = Members(SegmentId{static_cast<int64_t>(i) + 1});
        moved += static_cast<int>(kept.size());
        EXPECT_EQ(kept, Members(Make(100 + static_cast<int64_t>(i), conditions[i]))) << conditions[i];
    }
    EXPECT_GT(moved, 20) << "somebody must be somewhere";
}

TEST_P(SegmentsTest, PagesMembersTheNewestFirst) {
    std::vector<stripe::Decoded> customers;
    for (int i = 0; i < 30; ++i)
        customers.push_back(CustomerOf(fmt::format("cus_{}", i), fmt::format("p{}@{}.com", i, i % 3 == 0 ? "a" : "b"), kStart + i * 7 % 13));
    store_.Put(std::move(customers));
    Settle();
    const SegmentId some = Make(1, R"({"field":"email","op":"ends_with","value":"@a.com"})");
    const auto who = Read<std::shared_ptr<const profiles::PeopleBits>>([&](sql::Tx& tx) { return segments::PeopleOf(tx, build_, kShop, some); });
    // Both ways of finding a page find the same.
    for (const int64_t few : {int64_t{0}, segments::kFewMembers}) {
        std::vector<std::pair<int64_t, ProfileId>> walked;
        http::Paging paging{.limit = 4};
        for (bool more = true; more;) {
            const auto page = Read<segments::MemberPage>([&](sql::Tx& tx) { return segments::PageOfMembers(tx, kShop, who, paging, few); });
            for (const profiles::Profile& one : page.profiles) walked.emplace_back(one.created, one.id);
            more = page.has_more;
            ASSERT_FALSE(page.profiles.empty());
            paging.starting_after = EncodeId("prf", Number(page.profiles.back().id));
        }
        EXPECT_EQ(walked.size(), 10U);
        EXPECT_TRUE(std::is_sorted(walked.rbegin(), walked.rend()));
        const http::Paging before{.limit = 3, .ending_before = EncodeId("prf", Number(walked[6].second))};
        const auto page = Read<segments::MemberPage>([&](sql::Tx& tx) { return segments::PageOfMembers(tx, kShop, who, before, few); });
        ASSERT_EQ(page.profiles.size(), 3U);
        EXPECT_EQ(page.profiles[0].id, walked[3].second);
        EXPECT_TRUE(page.has_more);
    }
}

}  // namespace
}  // namespace daybook::settle
