#include "server/sweeps.h"

#include <map>
#include <vector>

#include <gmock/gmock.h>

#include "stripe/sync_support.h"

namespace daybook::server {
namespace {

using ::testing::ElementsAre;

constexpr AccountId kShop{1}, kOther{2};

class SweepsTest : public ::testing::Test {
  protected:
    // Runs all that is to be done, however late.
    void RunAll() { tasks_.RunUntil([] { return false; }); }

    ManualClock clock_{0};
    stripe::test::ManualTasks tasks_{clock_};
    std::map<AccountId, int> left_;     // slices
    std::vector<AccountId> done_;       // slices, in their order
    std::function<void()> during_ = [] {};
    Result<bool> Slice(AccountId account) {
        done_.push_back(account);
        const bool more = --left_[account] > 0;
        during_();
        return more;
    }
    Sweeps sweeps_{tasks_, {.name = "test", .needed = [this](AccountId account) { return Result<bool>(left_[account] > 0); },
                            .slice = [this](AccountId account) { return Slice(account); }}};
};

TEST_F(SweepsTest, EachShopHasItsOwn) {
    left_ = {{kShop, 3}, {kOther, 2}};
    sweeps_.Look(kShop);
    sweeps_.Look(kOther);
    sweeps_.Look(kShop);
    RunAll();
    EXPECT_THAT(done_, ElementsAre(kShop, kOther, kShop, kOther, kShop)) << "by turns, none of them twice";
    sweeps_.Look(kShop);
    RunAll();
    EXPECT_EQ(done_.size(), 5u) << "nobody is left";
}

TEST_F(SweepsTest, WhatIsNeededAnewDuringTheLastSliceIsDone) {
    left_ = {{kShop, 1}};
    during_ = [this] {
        if (done_.size() > 1) return;
        left_[kShop] = 2;
        sweeps_.Look(kShop);
    };
    sweeps_.Look(kShop);
    RunAll();
    EXPECT_THAT(done_, ElementsAre(kShop, kShop, kShop));
}

TEST_F(SweepsTest, AFailureIsTriedAgainLater) {
    int tries = 0;
    Sweeps failing(tasks_, {.name = "test", .needed = [&](AccountId) { return Result<bool>(tries < 3); },
                            .slice = [&](AccountId) { return ++tries < 3 ? Result<bool>(Unavailable("The disk is full.")) : Result<bool>(false); }});
    const Micros began = clock_.Now();
    failing.Look(kShop);
    RunAll();
    EXPECT_EQ(tries, 3);
    EXPECT_EQ(clock_.Now() - began, 10 * kSecond);
}

}  // namespace
}  // namespace daybook::server
