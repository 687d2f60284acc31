// What going live refuses and forgets, on both engines. The way through, with a real Stripe on another thread, is
// tests/e2e/shop_checks.mjs goLive.
#include <gtest/gtest.h>

#include "stripe/api.h"
#include "stripe/sync_support.h"

namespace daybook::stripe {
namespace {

using namespace test;

constexpr std::string_view kLiveKey = "rk_live_AbcdEfgh12345678wxyz";

class GoLiveTest : public ::testing::TestWithParam<std::string> {
  protected:
    void ImportTestShop() {
        shop_.Start();
        for (int i = 0; i < 8; ++i) shop_.stripe.Put(Kind::kCustomer, CustomerJson("cus_test" + std::to_string(i), kToday - 100 + i));
        ASSERT_TRUE(shop_.Connect().ok());
        ASSERT_TRUE(shop_.RunUntilIdle());
        ASSERT_EQ(shop_.StoredIds(Kind::kCustomer).size(), 8u);
        for (int i = 0; i < 8; ++i) shop_.stripe.Remove(Kind::kCustomer, "cus_test" + std::to_string(i));
        shop_.stripe.Put(Kind::kCustomer, CustomerJson("cus_live", kToday - 50));
    }
    bool IsLive() {
        const View view = shop_.Look();
        return view.connection && view.connection->mode == Mode::kLive && StateOf(view) == Shown::kLive;
    }

    Shop shop_{GetParam()};
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
    ASSERT_TRUE(shop_.Waiting([&] { return shop_.sync().GoLive(kAccount, std::string(kLiveKey), {}); }).ok());
    ASSERT_TRUE(shop_.sync().Disconnect(kAccount, Sync::Data::kErase).ok());
    shop_.RunUntil([&] { return !shop_.Look().connection.has_value(); });
    EXPECT_FALSE(shop_.RunUntil([&] { return IsLive(); }, kMinute));
    EXPECT_FALSE(shop_.Look().connection.has_value());
}

}  // namespace
}  // namespace daybook::stripe
