// Settling beside others: a profile whose projection throws, and two workers that know nothing of each other while
// webhooks change the very profile that they settle.
#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "profiles/due.h"
#include "seeds.h"
#include "snapshot.h"
#include "sql/test_support.h"

namespace daybook::sim {
namespace {

constexpr Micros kBegin = sandbox::kDefaultBirth * kSecond;
constexpr Micros kEnd = kBegin + 2 * kDay;

class SettleSimTest : public ::testing::TestWithParam<std::string> {
  protected:
    void SetUp() override {
        auto shop = sandbox::Shop::Create({.customers = 12, .seed = FirstSeed()}, clock_);
        ASSERT_TRUE(shop.ok()) << shop.error().message;
        shop_ = std::move(*shop);
    }
    std::unique_ptr<World> Open(const sql::TestPlace& place, int settlers, settle::ProjectFunction project) {
        auto world = World::Open(*shop_, clock_,
                                 {.url = place.url(), .folder = place.folder(), .seed = FirstSeed(),
                                  .settlers = settlers, .project = std::move(project)});
        EXPECT_TRUE(world.ok()) << world.error().message;
        return std::move(*world);
    }
    Snapshot See(World& world) {
        auto seen = Look(world);
        EXPECT_TRUE(seen.ok()) << seen.error().message;
        return seen.ok() ? std::move(*seen) : Snapshot();
    }
    // The n-th customer who becomes a person: some shops are born with one that is gone, or on a test clock.
    std::string Customer(int n) {
        for (uint32_t i = 0; i < shop_->customers(); ++i) {
            std::string id = shop_->CustomerId(i);
            const std::string json = shop_->ObjectJson(id).value_or("");
            const bool gone = json.find("\"deleted\":true") != std::string::npos;
            if (!gone && json.find("\"test_clock\":\"") == std::string::npos && n-- == 0) return id;
        }
        ADD_FAILURE() << "a shop of too few people";
        return "";
    }
    // What a run without anything special shows of the shop as it is now.
    Snapshot Plain() {
        const sql::TestPlace place(GetParam(), sql::TestPlace::Begin::kMigrated);
        const auto world = Open(place, 1, stripe::Project);
        EXPECT_TRUE(world->RunUntilSettled()) << world->Describe();
        EXPECT_TRUE(world->JumpTo(kEnd)) << world->Describe();
        return See(*world);
    }

    ManualClock clock_{kBegin};
    std::unique_ptr<sandbox::Shop> shop_;
};
INSTANTIATE_BOTH_ENGINES(SettleSimTest);

TEST_P(SettleSimTest, AProfileWhoseProjectionThrowsHarmsNobodyAndHealsWhenItIsMended) {
    const sql::TestPlace place(GetParam(), sql::TestPlace::Begin::kMigrated);
    bool broken = true;
    int thrown = 0;
    const std::string bad = Customer(3);
    const auto world = Open(place, 2, [&](const stripe::Known& known, Micros now) {
        for (const auto& customer : known.customers) {
            if (!broken || customer.id != bad) continue;
            ++thrown;
            throw std::runtime_error("Nobody can have that many orders.");
        }
        return stripe::Project(known, now);
    });
    world->RunFor(10 * kMinute);
    const Snapshot without = See(*world);
    // Tries become rare: nothing spins.
    EXPECT_GT(thrown, 0);
    EXPECT_LT(thrown, 100);
    int64_t parked = 0;
    ASSERT_TRUE(world->db()
                    .Read([&](sql::Tx& tx) -> Status {
                        parked = TRY(profiles::CountParked(tx));
                        return {};
                    })
                    .ok());
    EXPECT_EQ(parked, 1);
    broken = false;
    ASSERT_TRUE(world->JumpTo(kEnd)) << world->Describe();
    const Snapshot healed = See(*world);
    EXPECT_EQ(healed.people.size(), without.people.size() + 1);
    clock_.Set(kBegin);
    EXPECT_EQ(WholeDifference(Plain(), healed), "");
}

// The projection itself is where the other worker and the webhook get in between: whoever loaded before them must not
// win over them.
TEST_P(SettleSimTest, TwoWorkersAndAWebhookOnOneProfileEndWithTheNewestState) {
    const sql::TestPlace place(GetParam(), sql::TestPlace::Begin::kMigrated);
    const std::string busy = Customer(1);
    World* world = nullptr;
    shop_->OnEvent([&](const sandbox::Emitted& event) {
        if (world != nullptr) world->Post(event);
    });
    int projected = 0, changes = 0;
    const auto opened = Open(place, 2, [&](const stripe::Known& known, Micros now) {
        const bool ours = std::ranges::any_of(known.customers, [&](const auto& one) { return one.id == busy; });
        // Loaded, but not stored: now the shop changes.
        if (ours && ++projected % 3 != 0 && changes < 40) {
            const Status changed =
                shop_->Change(busy, fmt::format(R"({{"name":"Change Number{}"}})", ++changes));
            EXPECT_TRUE(changed.ok()) << changed.error().message;
        }
        return stripe::Project(known, now);
    });
    world = opened.get();
    for (int i = 0; i < 200 && changes < 40; ++i) {
        world->RunFor(kSecond);
        const Status changed = shop_->Change(busy, fmt::format(R"({{"name":"Outside Number{}"}})", i));
        ASSERT_TRUE(changed.ok()) << changed.error().message;
    }
    ASSERT_TRUE(world->RunUntilSettled()) << world->Describe();
    ASSERT_TRUE(world->JumpTo(kEnd)) << world->Describe();
    EXPECT_EQ(changes, 40);
    const Snapshot found = See(*world);
    world = nullptr;
    clock_.Set(kBegin);
    EXPECT_EQ(Difference(Plain(), found), "");
}

}  // namespace
}  // namespace daybook::sim
