#include "profiles/footprint.h"

#include <algorithm>
#include <set>

#include <gmock/gmock.h>

#include "base/random.h"
#include "profiles/filter.h"
#include "profiles/local_days.h"
#include "profiles/test_people.h"

namespace daybook::profiles {
namespace {

using ::testing::ElementsAre;

TEST(PeriodOf, WeeksBeginOnMondayAndMonthsOnTheFirst) {
    struct Row {
        Grain grain;
        int64_t day, begin;
    };
    const Row rows[] = {{Grain::kDay, 20'454, 20'454},   {Grain::kWeek, 20'454, 20'451},   // Thursday 2026-01-01, Monday 2025-12-29
                        {Grain::kWeek, 20'451, 20'451},  {Grain::kWeek, 20'457, 20'451},   {Grain::kWeek, 20'458, 20'458},
                        {Grain::kMonth, 20'454, 20'454}, {Grain::kMonth, 20'484, 20'454},  {Grain::kMonth, 20'485, 20'485},
                        {Grain::kWeek, -1, -3},          {Grain::kMonth, -1, -31},         {Grain::kMonth, 0, 0}};
    for (const Row& row : rows) EXPECT_EQ(PeriodOf(row.grain, row.day), row.begin) << row.day;
}

TEST(LocalDays, BeginWhereTheShopIs) {
    struct Row {
        std::string_view zone;
        int64_t at, day, start;
    };
    constexpr int64_t k2026 = 1'767'225'600;
    const Row rows[] = {{"UTC", k2026, 20'454, k2026},
                        {"UTC", k2026 - 1, 20'453, k2026 - 86'400},
                        {"Europe/Berlin", k2026 - 3600, 20'454, k2026 - 3600},
                        {"Europe/Berlin", k2026 - 3601, 20'453, k2026 - 90'000},
                        {"America/New_York", k2026, 20'453, k2026 - 86'400 + 5 * 3600},
                        {"Asia/Kathmandu", k2026 - 20'700, 20'454, k2026 - 20'700},
                        {"Europe/Berlin", 1'774'746'000, 20'541, 1'774'738'800},   // the day that summer time begins
                        {"UTC", -1, -1, -86'400}};
    for (const Row& row : rows) {
        const LocalDays days(row.zone);
        EXPECT_EQ(days.DayOf(row.at), row.day) << row.zone << " " << row.at;
        EXPECT_EQ(days.StartOf(row.day), row.start) << row.zone << " " << row.day;
    }
}

TEST(PeriodsOf, TellsNewFromReturning) {
    // First paid on a Thursday, again on the Saturday, and in the next month.
    const std::vector<DaySales> days = {{20'454, "usd", 100, 0, 1, 1}, {20'456, "usd", 50, 10, 1, 0}, {20'500, "usd", 30, 0, 1, 0}};
    std::map<std::pair<Grain, int64_t>, PeriodSales> found;
    for (const PeriodSales& one : PeriodsOf(days)) found[{one.grain, one.day}] = one;
    EXPECT_EQ((found[{Grain::kDay, 20'456}].returning), 1);
    EXPECT_EQ((found[{Grain::kWeek, 20'451}].fresh), 1);
    EXPECT_EQ((found[{Grain::kWeek, 20'451}].returning), 0) << "within the week of the first order it is new";
    EXPECT_EQ((found[{Grain::kWeek, 20'451}].gross), 150);
    EXPECT_EQ((found[{Grain::kMonth, 20'454}].orders), 2);
    EXPECT_EQ((found[{Grain::kMonth, 20'485}].returning), 1);
}

TEST(CountryTag, IsTwoLetters) {
    EXPECT_EQ(CountryTag("us"), CountryTag("US"));
    EXPECT_NE(CountryTag("US"), CountryTag("SU"));
    for (std::string_view bad : {"", "U", "USA", "U1", "ÄÖ"}) EXPECT_FALSE(CountryTag(bad).has_value()) << bad;
}

Footprint RandomFootprint(Random& random) {
    Footprint footprint;
    if (random.Below(5) == 0) return footprint;
    std::set<std::pair<int64_t, std::string>> used;
    for (uint64_t n = random.Below(5); n > 0; --n) {
        const int64_t day = 20'400 + static_cast<int64_t>(random.Below(90));
        const std::string currency = random.Below(2) == 0 ? "usd" : "jpy";
        if (!used.emplace(day, currency).second) continue;
        footprint.days.push_back({day, currency, static_cast<int64_t>(random.Below(1000)), static_cast<int64_t>(random.Below(50)), 1, 0});
    }
    std::ranges::sort(footprint.days, {}, [](const DaySales& one) { return std::pair(one.day, one.currency); });
    if (!footprint.days.empty()) footprint.days[0].fresh = 1;
    footprint.counts[static_cast<int16_t>(Headcount::kProfiles)] = 1;
    if (random.Below(2) == 0) footprint.counts[static_cast<int16_t>(Headcount::kWithEmail)] = 1;
    std::set<int64_t> tags = {TagOf(TagKind::kShown), TagOf(TagKind::kOrders, static_cast<int64_t>(random.Below(3)))};
    if (random.Below(3) == 0) tags.insert(TagOf(TagKind::kDeleted));
    footprint.tags.assign(tags.begin(), tags.end());
    for (uint64_t n = random.Below(3); n > 0; --n) {
        footprint.feed.push_back({.at = static_cast<int64_t>(random.Below(1000)), .kind = ActivityKind::kOrderPaid, .object = static_cast<int64_t>(n),
                                  .amount = 5, .currency = "usd"});
    }
    std::ranges::sort(footprint.feed);
    return footprint;
}

TEST(Footprint, SurvivesItsBytes) {
    Random random(1);
    for (int i = 0; i < 500; ++i) {
        Footprint footprint = RandomFootprint(random);
        footprint.deleted = random.Below(2) == 0;
        footprint.deleted_at = static_cast<int64_t>(random.Below(100));
        const std::string bytes = Encode(footprint);
        EXPECT_EQ(DecodeFootprint(bytes), footprint);
        EXPECT_FALSE(DecodeFootprint(bytes.substr(0, bytes.size() - 1)).has_value());
    }
    EXPECT_EQ(DecodeFootprint(""), Footprint());
}

TEST(TagBits, SurviveTheirBytes) {
    Random random(2);
    for (uint64_t most : {0u, 3u, 254u, 256u, 300u, 4000u}) {
        TagBits bits;
        std::set<int64_t> slots;
        for (uint64_t n = 0; n < most; ++n) slots.insert(static_cast<int64_t>(random.Below(4096)));
        for (const int64_t slot : slots) bits.Set(slot, true);
        const auto read = TagBits::Decode(bits.Encode());
        ASSERT_TRUE(read.has_value());
        std::set<int64_t> found;
        read->Each([&](int64_t slot) { found.insert(slot); });
        EXPECT_EQ(found, slots);
        EXPECT_EQ(read->Count(), static_cast<int64_t>(slots.size()));
        EXPECT_LE(bits.Encode().size(), 512u);
    }
    EXPECT_FALSE(TagBits::Decode("x").has_value());
}

class FootprintTest : public StoreTest {
  protected:
    std::vector<std::string> Stored(const std::vector<ProfileId>& ids) {
        return Get([&](sql::Tx& tx) { return LoadFootprints(tx, ids); });
    }
    void Put(const std::vector<ProfileId>& ids, std::vector<Footprint> after, Micros now = kNow) {
        std::vector<std::string> before = Stored(ids);
        Write([&](sql::Tx& tx) -> Status {
            std::vector<FootprintUpdate> updates;
            for (size_t i = 0; i < ids.size(); ++i) updates.push_back({ids[i], kShop, before[i], after[i]});
            return StoreFootprints(tx, std::move(updates), now);
        });
    }
    void MakeBlocks() {
        Write([&](sql::Tx& tx) -> Status {
            for (const int64_t block : {1, 2, 3}) TRY(tx.Query("profiles.use_block", block, Number(kShop), 1));
            return {};
        });
    }
};
INSTANTIATE_BOTH_ENGINES(FootprintTest);

TEST_P(FootprintTest, WhatIsSharedIsTheSumOfAll) {
    MakeBlocks();
    Random random(3);
    std::vector<ProfileId> ids;
    for (const int64_t block : {1, 2, 3}) {
        for (int64_t slot = 0; slot < 15; ++slot) ids.push_back(MakeProfileId(block, slot * 200));
    }
    std::vector<Footprint> all(ids.size());
    for (int round = 0; round < 8; ++round) {
        std::vector<ProfileId> some;
        std::vector<Footprint> theirs;
        for (size_t i = 0; i < ids.size(); ++i) {
            if (random.Below(2) == 0) continue;
            all[i] = RandomFootprint(random);
            some.push_back(ids[i]);
            theirs.push_back(all[i]);
        }
        Put(some, theirs);
    }
    std::map<std::tuple<int, int64_t, std::string>, PeriodSales> sums;
    std::map<int16_t, int64_t> counts;
    std::map<int64_t, std::set<int64_t>> tagged;
    size_t feed = 0;
    for (size_t i = 0; i < ids.size(); ++i) {
        for (const PeriodSales& one : PeriodsOf(all[i].days)) {
            PeriodSales& sum = sums[{static_cast<int>(one.grain), one.day, one.currency}];
            sum.gross += one.gross, sum.refunded += one.refunded, sum.orders += one.orders, sum.fresh += one.fresh, sum.returning += one.returning;
        }
        for (const auto& [counter, number] : all[i].counts) counts[counter] += number;
        for (const int64_t tag : all[i].tags) tagged[tag].insert(Number(ids[i]));
        feed += all[i].feed.size();
    }
    size_t periods = 0;
    for (const Grain grain : {Grain::kDay, Grain::kWeek, Grain::kMonth}) {
        for (const PeriodSales& one : Get([&](sql::Tx& tx) { return ReadTallies(tx, kShop, grain, 0, 30'000); })) {
            const PeriodSales& sum = sums[{static_cast<int>(grain), one.day, one.currency}];
            EXPECT_EQ(std::tuple(one.gross, one.refunded, one.orders, one.fresh, one.returning),
                      std::tuple(sum.gross, sum.refunded, sum.orders, sum.fresh, sum.returning));
            ++periods;
        }
    }
    EXPECT_EQ(periods, sums.size());
    for (const auto& [counter, number] : Get([&](sql::Tx& tx) { return ReadCounts(tx, kShop); })) EXPECT_EQ(number, counts[counter]) << counter;
    for (const auto& [tag, people] : tagged) {
        const PeopleBits bits = Get([&, tag = tag](sql::Tx& tx) { return ReadPeople(tx, kShop, {.tags = {{{tag}, false}}}); });
        EXPECT_EQ(CountPeople(bits), static_cast<int64_t>(people.size()));
        for (const int64_t number : people) EXPECT_TRUE(Contains(bits, number));
    }
    const FeedPlace newest{.at = INT64_MAX};
    EXPECT_EQ(Get([&](sql::Tx& tx) { return ReadFeedOlder(tx, kShop, newest, 1000); }).size(), feed);

    Write([&](sql::Tx& tx) { return RemoveFootprints(tx, kShop, ids, kNow); });
    EXPECT_TRUE(Get([&](sql::Tx& tx) { return ReadTallies(tx, kShop, Grain::kDay, 0, 30'000); }).empty()) << "nothing is left of the erased";
    EXPECT_TRUE(Get([&](sql::Tx& tx) { return ReadFeedOlder(tx, kShop, newest, 1000); }).empty());
    EXPECT_EQ(CountPeople(Get([&](sql::Tx& tx) { return ReadPeople(tx, kShop, {}); })), 0);
    for (const std::string& bytes : Stored(ids)) EXPECT_TRUE(bytes.empty());
}

TEST_P(FootprintTest, ADeletionIsNotedWhenItIsSeen) {
    MakeBlocks();
    const std::vector<ProfileId> ada = {MakeProfileId(1, 1)}, bob = {MakeProfileId(1, 2)};
    Footprint there, gone;
    there.tags = gone.tags = {TagOf(TagKind::kShown)};
    gone.deleted = true;
    Put(ada, {there});
    Put(ada, {gone}, kNow + 5 * kSecond);
    Put(ada, {gone}, kNow + 9 * kSecond);
    Put(bob, {gone}, kNow);
    const auto sums = Get([&](sql::Tx& tx) { return SumFeed(tx, kShop, kNow / kSecond); });
    ASSERT_EQ(sums.size(), 1u) << "one who came deleted was not seen to go";
    EXPECT_EQ(sums[0].count, 1);
    EXPECT_TRUE(Get([&](sql::Tx& tx) { return ReadFeedOlder(tx, kShop, FeedPlace{.at = INT64_MAX}, 10); }).empty()) << "it is no activity";
}

TEST_P(FootprintTest, TheFeedPagesBothWaysAndIsPruned) {
    MakeBlocks();
    std::vector<ProfileId> ids;
    std::vector<Footprint> all;
    for (int64_t i = 0; i < 30; ++i) {
        ids.push_back(MakeProfileId(1, i));
        Footprint one;
        one.feed.push_back({.at = i / 3, .kind = ActivityKind::kOrderPaid, .object = i, .currency = ""});
        all.push_back(one);
    }
    Put(ids, all);
    std::vector<int64_t> seen;
    FeedPlace place{.at = INT64_MAX};
    for (;;) {
        const auto page = Get([&](sql::Tx& tx) { return ReadFeedOlder(tx, kShop, place, 7); });
        if (page.empty()) break;
        for (const FeedRow& row : page) seen.push_back(row.entry.object);
        const auto found = Get([&](sql::Tx& tx) { return FindInFeed(tx, kShop, {static_cast<int64_t>(ActivityKind::kOrderPaid), seen.back(), 0}); });
        ASSERT_TRUE(found.has_value());
        place = *found;
    }
    EXPECT_EQ(seen.size(), 30u);
    EXPECT_TRUE(std::ranges::is_sorted(seen, std::greater()));
    const auto newer = Get([&](sql::Tx& tx) { return ReadFeedNewer(tx, kShop, place, 2); });
    EXPECT_EQ(newer[0].entry.object, 1);
    int64_t pruned = 0;
    Write([&](sql::Tx& tx) -> Status {
        pruned = TRY(PruneFeed(tx, kShop, 5, 100));
        return {};
    });
    EXPECT_EQ(pruned, 15);
    EXPECT_EQ(Get([&](sql::Tx& tx) { return ReadFeedOlder(tx, kShop, FeedPlace{.at = INT64_MAX}, 100); }).size(), 15u);
}

TEST(ActivityId, IsReadBack) {
    for (const Activity& one : {Activity{.kind = ActivityKind::kOrderPaid, .object = 77, .occurrence = 0},
                                Activity{.kind = ActivityKind::kSubscriptionPaused, .object = int64_t{1} << 40, .occurrence = INT64_MAX}}) {
        const auto key = DecodeActivityId(ActivityId(one));
        ASSERT_TRUE(key.has_value());
        EXPECT_EQ(std::tuple(key->kind, key->object, key->occurrence), std::tuple(static_cast<int64_t>(one.kind), one.object, one.occurrence));
    }
    for (std::string_view bad : {"", "act_", "act_1", "act_1e17", "act_1e1711x", "prf_0000000000000"}) EXPECT_FALSE(DecodeActivityId(bad)) << bad;
}

}  // namespace
}  // namespace daybook::profiles
