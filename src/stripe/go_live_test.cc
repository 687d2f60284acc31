// What going live refuses, forgets and survives, on both engines. The way through, with a real Stripe, is
// tests/e2e/shop_checks.mjs goLive.
#include <chrono>
#include <thread>

#include <gtest/gtest.h>

#include "accounts/accounts.h"
#include "stripe/api.h"
#include "stripe/sync_support.h"

namespace daybook::stripe {
namespace {

using namespace test;

constexpr std::string_view kLiveKey = "rk_live_AbcdEfgh12345678wxyz";

class GoLiveTest : public ::testing::TestWithParam<std::string> {
  protected:
    void SetUp() override {
        const auto account = accounts::EnsureFirst(shop_.db(), shop_.clock);
        ASSERT_TRUE(account.ok()) << account.error().message;
        ASSERT_EQ(*account, kAccount);
    }
    void ImportTestShop() {
        shop_.Start();
        for (int i = 0; i < 8; ++i) shop_.stripe.Put(Kind::kCustomer, CustomerJson("cus_test" + std::to_string(i), kToday - 100 + i));
        ASSERT_TRUE(shop_.Connect().ok());
        ASSERT_TRUE(shop_.RunUntilIdle());
        ASSERT_EQ(shop_.StoredIds(Kind::kCustomer).size(), 8u);
        for (int i = 0; i < 8; ++i) shop_.stripe.Remove(Kind::kCustomer, "cus_test" + std::to_string(i));
        shop_.stripe.Put(Kind::kCustomer, CustomerJson("cus_live", kToday - 50));
    }
    // Ends the program at `statement`, or right after the commit that follows it: whatever the store is asked then fails.
    enum class End { kBefore, kAfterItsCommit };
    void GoLiveAndEndAt(std::string_view statement, End end) {
        {
            std::lock_guard lock(mutex_);
            fatal_ = statement;
            end_ = end;
        }
        // The end may come before the answer.
        (void)shop_.Waiting([&] { return shop_.sync().GoLive(kAccount, std::string(kLiveKey), {}); });
    }
    Status Reach(std::string_view statement) {
        std::lock_guard lock(mutex_);
        if (ended_) {
            refused_ = true;
            return Internal("The program ended here.");
        }
        if (passed_ && statement == "commit") ended_ = true;
        if (statement != fatal_) return {};
        if (end_ == End::kAfterItsCommit) {
            passed_ = true;
            return {};
        }
        ended_ = refused_ = true;
        return Internal("The program ended here.");
    }
    bool Refused() {
        std::lock_guard lock(mutex_);
        return refused_;
    }
    void Answer() {
        std::lock_guard lock(mutex_);
        fatal_.clear();
        passed_ = ended_ = refused_ = false;
    }
    void Restart() {
        shop_.Stop();
        Answer();
        shop_.Start();
    }
    // On two threads: one of the tasks waits for Stripe.
    bool RunUntilLive() {
        std::atomic<bool> over{false};
        std::thread one([&] { shop_.tasks.RunUntilEnded(over); }), other([&] { shop_.tasks.RunUntilEnded(over); });
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        bool live = false;
        while (!live && std::chrono::steady_clock::now() < until) {
            live = IsLive();
            std::this_thread::yield();
        }
        over = true;
        one.join();
        other.join();
        return live;
    }
    bool IsLive() {
        const View view = shop_.Look();
        return view.connection && view.connection->mode == Mode::kLive && StateOf(view) == Shown::kLive;
    }

    std::mutex mutex_;
    std::string fatal_;
    End end_ = End::kBefore;
    bool passed_ = false, ended_ = false, refused_ = false;
    Shop shop_{GetParam(), [this](std::string_view statement) { return Reach(statement); }};
};
INSTANTIATE_BOTH_ENGINES(GoLiveTest);

TEST_P(GoLiveTest, ATestKeyIsNoLiveKeyAndAnUnknownOneChangesNothing) {
    ImportTestShop();
    const auto wrong = shop_.sync().GoLive(kAccount, std::string(kTestKey), {});
    ASSERT_FALSE(wrong.ok());
    EXPECT_EQ(wrong.error().code, Code::kInvalid);
    shop_.stripe.key_revoked = true;
    const auto refused = shop_.Waiting([&] { return shop_.sync().GoLive(kAccount, std::string(kLiveKey), {}); });
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().reason, "stripe_key_invalid");
    EXPECT_EQ(shop_.StoredIds(Kind::kCustomer).size(), 8u);
}

TEST_P(GoLiveTest, DisconnectingMeanwhileForgetsTheLiveKey) {
    ImportTestShop();
    GoLiveAndEndAt("sync.delete_connection", End::kBefore);
    ASSERT_TRUE(shop_.RunUntil([&] { return Refused(); }));
    Answer();
    ASSERT_TRUE(shop_.sync().Disconnect(kAccount, Sync::Data::kErase).ok());
    ASSERT_TRUE(shop_.RunUntil([&] { return !shop_.Look().connection.has_value(); }));
    EXPECT_FALSE(shop_.RunUntil([&] { return IsLive(); }, kMinute));
    EXPECT_FALSE(shop_.Look().connection.has_value());
}

TEST_P(GoLiveTest, AProgramThatEndedOnTheWayGoesOnAfterARestart) {
    struct Row {
        std::string_view statement;
        End end;
    };
    const Row rows[] = {
        {"sync.delete_connection", End::kBefore},          // all erased but the connection
        {"sync.delete_connection", End::kAfterItsCommit},  // nothing but the live key is left
    };
    for (const Row& row : rows) {
        SCOPED_TRACE(row.end == End::kBefore ? "before" : "after");
        ImportTestShop();
        GoLiveAndEndAt(row.statement, row.end);
        ASSERT_TRUE(shop_.RunUntil([&] { return Refused(); }));
        Restart();
        ASSERT_TRUE(RunUntilLive()) << IntegrationJson(shop_.Look());
        EXPECT_EQ(shop_.StoredIds(Kind::kCustomer), std::set<std::string>{"cus_live"});
        ASSERT_TRUE(shop_.sync().Disconnect(kAccount, Sync::Data::kErase).ok());
        ASSERT_TRUE(shop_.RunUntil([&] { return !shop_.Look().connection.has_value(); }));
        shop_.stripe.Remove(Kind::kCustomer, "cus_live");
    }
}

TEST_P(GoLiveTest, AStoreThatDoesNotAnswerOnTheWayIsAskedAgain) {
    ImportTestShop();
    GoLiveAndEndAt("sync.delete_connection", End::kAfterItsCommit);
    ASSERT_TRUE(shop_.RunUntil([&] { return Refused(); }));
    Answer();
    EXPECT_TRUE(RunUntilLive()) << IntegrationJson(shop_.Look());
}

}  // namespace
}  // namespace daybook::stripe
