// Carts: Stripe has no event for a checkout that was begun. However a shop is followed, who leaves one is in the segment of
// those who did at its 60th minute, and who paid before is not.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "seeds.h"
#include "sql/test_support.h"
#include "world.h"

namespace daybook::sim {
namespace {

constexpr std::string_view kLeft = R"({"activity":"cart_abandoned"})";

struct Followed {
    std::string_view way;
    bool events = false;     // the key may read them
    double lost = 1;         // of the webhooks
};
constexpr Followed kWays[] = {{"webhooks", false, 0}, {"events", true, 1}, {"lists", false, 1}};

class CartsTest : public ::testing::TestWithParam<std::string> {
  protected:
    static Status Lay(sandbox::Shop& shop, std::string_view name, std::string_view status, int64_t created) {
        return shop.Upsert(fmt::format(
            R"({{"id":"cs_test_{0}","object":"checkout.session","created":{1},"expires_at":{2},"livemode":false,"mode":"payment",)"
            R"("status":"{3}","customer":null,"customer_email":"{0}@carts.example","currency":"usd","amount_total":4200}})",
            name, created, created + 86'400, status));
    }
    static size_t Members(World& world) {
        const auto kept = world.segments().Kept(0);
        EXPECT_TRUE(kept.ok()) << kept.error().message;
        size_t count = 0;
        for (const auto& [block, bits] : *kept) count += bits.Members(block).size();
        return count;
    }
    static void Run(const Followed& followed) {
        SCOPED_TRACE(followed.way);
        const sql::TestPlace place(GetParam(), sql::TestPlace::Begin::kMigrated);
        ManualClock clock(sandbox::kDefaultBirth * kSecond);
        const auto made = sandbox::Shop::Create({.customers = 5, .seed = FirstSeed()}, clock);
        ASSERT_TRUE(made.ok()) << made.error().message;
        sandbox::Shop& shop = **made;
        if (!followed.events) shop.keys().Deny("", {"events"});
        const auto opened = World::Open(shop, clock, {.url = place.url(), .folder = place.folder(), .seed = FirstSeed(),
                                                      .webhooks_lost = followed.lost, .segments = {std::string(kLeft)}});
        ASSERT_TRUE(opened.ok()) << opened.error().message;
        World& world = **opened;
        shop.OnEvent([&](const sandbox::Emitted& event) { world.Post(event); });
        ASSERT_TRUE(world.RunUntilOnlyPermissionsLack()) << world.Describe();
        // A first event, of a customer that no seed has deleted.
        ASSERT_TRUE(shop.Upsert(R"({"id":"cus_FirstEvent","object":"customer","created":1,"livemode":false})").ok());
        world.RunFor(5 * kHour);  // the eager first hour is over, and the carts of the past are told
        const size_t before = Members(world);
        const int64_t begun = clock.Now() / kSecond;
        ASSERT_TRUE(Lay(shop, "left", "open", begun).ok());
        ASSERT_TRUE(Lay(shop, "paid", "open", begun).ok());
        world.RunFor(20 * kMinute);
        ASSERT_TRUE(Lay(shop, "paid", "complete", begun).ok());
        world.RunFor((begun + 3599) * kSecond - clock.Now());
        EXPECT_EQ(Members(world), before) << "not before its 60th minute";
        world.RunFor(5 * kSecond);
        EXPECT_EQ(Members(world), before + 1) << "then at once, and only who did not pay";
    }
};
INSTANTIATE_BOTH_ENGINES(CartsTest);

TEST_P(CartsTest, ACartIsLeftAtItsSixtiethMinuteHoweverTheShopIsFollowed) {
    for (const Followed& followed : kWays) Run(followed);
}

}  // namespace
}  // namespace daybook::sim
