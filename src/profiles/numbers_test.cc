#include "profiles/numbers.h"

#include <set>
#include <thread>

#include <gmock/gmock.h>

#include "profiles/test_people.h"

namespace daybook::profiles {
namespace {

class NumbersTest : public StoreTest {
  protected:
    std::unique_ptr<Numbers> Open() {
        auto numbers = Numbers::Open(db());
        EXPECT_TRUE(numbers.ok());
        return std::move(*numbers);
    }
    std::vector<ProfileId> Take(Numbers& numbers, AccountId account, int64_t count) {
        std::vector<ProfileId> ids;
        Write([&](sql::Tx& tx) -> Status {
            ids = TRY(numbers.Take(tx, account, count));
            return {};
        });
        return ids;
    }
    std::vector<ProfileId> TakeAndFail(Numbers& numbers, AccountId account, int64_t count) {
        std::vector<ProfileId> ids;
        Status failed = db().Write([&](sql::Tx& tx) -> Status {
            ids = TRY(numbers.Take(tx, account, count));
            return Internal("roll this back");
        });
        EXPECT_FALSE(failed.ok());
        return ids;
    }
};
INSTANTIATE_BOTH_ENGINES(NumbersTest);

TEST_P(NumbersTest, FillsBlocksOfOneAccount) {
    auto numbers = Open();
    auto first = Take(*numbers, kShop, 3);
    EXPECT_THAT(first, ::testing::ElementsAre(MakeProfileId(1, 0), MakeProfileId(1, 1), MakeProfileId(1, 2)));
    EXPECT_EQ(BlockOf(Take(*numbers, kOtherShop, 1)[0]), 2);
    EXPECT_EQ(Take(*numbers, kShop, 1)[0], MakeProfileId(1, 3));
    auto many = Take(*numbers, kShop, 2 * kBlockSize);
    EXPECT_EQ(many.front(), MakeProfileId(1, 4));
    EXPECT_EQ(BlockOf(many.back()), 4);
    std::set<int64_t> blocks;
    for (ProfileId id : many) blocks.insert(BlockOf(id));
    EXPECT_THAT(blocks, ::testing::ElementsAre(1, 3, 4));
    auto accounts = Get([&](sql::Tx& tx) { return AccountsOfBlocks(tx, {1, 2, 4}); });
    EXPECT_THAT(accounts, ::testing::ElementsAre(kShop, kOtherShop, kShop));
    Status unknown = db().Read([&](sql::Tx& tx) -> Status { TRY(AccountsOfBlocks(tx, {77})); return {}; });
    EXPECT_EQ(unknown.error().code, Code::kCorrupt);
}

TEST_P(NumbersTest, NeverRepeatsOne) {
    std::set<ProfileId> given;
    auto add = [&](const std::vector<ProfileId>& ids) {
        for (ProfileId id : ids) EXPECT_TRUE(given.insert(id).second) << Number(id);
    };
    auto numbers = Open();
    add(TakeAndFail(*numbers, kShop, 5));                 // the block's first row is rolled back too
    add(Take(*numbers, kShop, 5));
    add(TakeAndFail(*numbers, kOtherShop, kBlockSize));   // a whole block is lost
    add(Take(*numbers, kOtherShop, 2));
    add(TakeAndFail(*numbers, kShop, kBlockSize));
    add(Take(*numbers, kShop, 3));
    numbers.reset();
    store_->Reopen();
    numbers = Open();
    auto after = Take(*numbers, kShop, kBlockSize);
    // What was rolled back and never written was never stored anywhere, so it may come again after a restart.
    for (ProfileId id : after) EXPECT_GE(id, MakeProfileId(1, 0));
    auto again = Take(*numbers, kShop, 10);
    std::set<ProfileId> fresh(after.begin(), after.end());
    for (ProfileId id : again) EXPECT_TRUE(fresh.insert(id).second);
}

TEST_P(NumbersTest, GoesOnWhereTheStoreStands) {
    auto numbers = Open();
    auto before = Take(*numbers, kShop, 10);
    numbers.reset();
    store_->Reopen();
    numbers = Open();
    EXPECT_EQ(Take(*numbers, kShop, 1)[0], MakeProfileId(1, 10));
    EXPECT_GT(BlockOf(Take(*numbers, kOtherShop, 1)[0]), BlockOf(before[0]));
}

TEST_P(NumbersTest, CountersRiseAndSkipAtARestart) {
    auto counter = *Counter::Open(db(), "object", 100);
    EXPECT_EQ(*counter->Take(), 1);
    EXPECT_EQ(*counter->Take(10), 2);
    EXPECT_EQ(*counter->Take(), 12);
    auto other = *Counter::Open(db(), "fetch", 100);
    EXPECT_EQ(*other->Take(), 1);
    counter.reset();
    store_->Reopen();
    counter = *Counter::Open(db(), "object", 100);
    EXPECT_EQ(*counter->Take(), 101) << "what was reserved is skipped";
}

TEST_P(NumbersTest, CountersReserveAheadWithoutWaiting) {
    auto counter = *Counter::Open(db(), "object", 100);
    auto limit = [&] {
        return Get([&](sql::Tx& tx) -> Result<int64_t> {
            return TRY(tx.Query("profiles.read_counter", "object")).Int(0, 0);
        });
    };
    EXPECT_EQ(limit(), 101);
    EXPECT_EQ(*counter->Take(60), 1);
    Write([](sql::Tx&) -> Status { return {}; });   // behind the reservation in the writer's queue
    EXPECT_EQ(limit(), 201);
    EXPECT_FALSE(counter->Take(1000).ok()) << "more than is reserved: refused, not waited for";
    Write([](sql::Tx&) -> Status { return {}; });
    EXPECT_EQ(*counter->Take(1000), 61);
}

TEST_P(NumbersTest, CountersAreThreadSafe) {
    auto counter = *Counter::Open(db(), "object");
    std::vector<std::vector<int64_t>> taken(4);
    {
        std::vector<std::jthread> threads;
        for (auto& mine : taken) {
            threads.emplace_back([&] { for (int i = 0; i < 1000; ++i) mine.push_back(*counter->Take()); });
        }
    }
    std::set<int64_t> all;
    for (const auto& mine : taken) all.insert(mine.begin(), mine.end());
    EXPECT_EQ(all.size(), 4000u);
    EXPECT_EQ(*all.rbegin(), 4000);
}

}  // namespace
}  // namespace daybook::profiles
