// How fast an import is against what Stripe's limits allow, on a clock on which nothing but Stripe takes time.
#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "sql/test_support.h"
#include "world.h"

namespace daybook::sim {
namespace {

constexpr double kRate = 100;          // requests a second over all
constexpr double kEndpointRate = 25;
constexpr double kLatency = 0.15;      // seconds
// Of the limits, as soon as the first pages told how long the lists are; and the time that is no use before that and at the
// end, where the last pages of each range are not full.
constexpr double kShare = 0.98;
constexpr double kBeginAndEnd = 4 * kLatency;

struct Pace {
    int64_t objects = 0;
    double seconds = 0;
    double allowed = 0;   // seconds: what the slowest limit takes for the requests that cannot be spared
};

// A list's pages of 100 cannot be spared, nor can the sub-lists of objects that come with a part of theirs.
double AllowedSeconds(const World& world, const sandbox::Shop& shop) {
    double all = 0, slowest = 0;
    const auto add = [&](double requests) {
        all += requests;
        slowest = std::max(slowest, requests);
    };
    for (const stripe::ResourceRow& row : world.Resources()) {
        if (row.readable()) add(std::max(1.0, std::ceil(static_cast<double>(row.imported) / 100)));
    }
    for (const auto& [endpoint, count] : shop.RequestsByEndpoint()) {
        const bool parts = endpoint.ends_with("/…") || endpoint == "/v1/subscription_items";
        if (parts) add(static_cast<double>(count));
    }
    return std::max(all / kRate, slowest / kEndpointRate);
}

class PaceTest : public ::testing::TestWithParam<std::string> {
  protected:
    Pace Import(sandbox::Options options) {
        Pace pace;
        ManualClock clock(sandbox::kDefaultBirth * kSecond);
        options.latency_ms = static_cast<int64_t>(kLatency * 1000);
        const auto shop = sandbox::Shop::Create(options, clock);
        EXPECT_TRUE(shop.ok()) << shop.error().message;
        const sql::TestPlace place(GetParam());
        const auto world = World::Open(**shop, clock, {.url = place.url(), .folder = place.folder(),
                                                       .settlers = 0, .one_way_max = 0});
        EXPECT_TRUE(world.ok()) << world.error().message;
        const Micros began = clock.Monotonic();
        EXPECT_TRUE((*world)->RunUntilRead()) << (*world)->Describe();
        pace.seconds = static_cast<double>(clock.Monotonic() - began) / kSecond;
        for (const stripe::ResourceRow& row : (*world)->Resources()) {
            EXPECT_TRUE(!row.readable() || row.state == stripe::Progress::kDone);
            pace.objects += row.imported;
        }
        pace.allowed = AllowedSeconds(**world, **shop);
        return pace;
    }
};
INSTANTIATE_BOTH_ENGINES(PaceTest);

TEST_P(PaceTest, AMixedImportUsesWhatBothLimitsAllow) {
    const Pace pace = Import({.customers = 5000});
    EXPECT_GT(pace.objects, 25'000);
    EXPECT_LE(pace.seconds, pace.allowed / kShare + kBeginAndEnd);
    EXPECT_GE(pace.seconds, pace.allowed);
}

TEST_P(PaceTest, OneResourceAloneUsesWhatItsEndpointAllows) {
    const Pace pace = Import({.customers = 12'000, .deny = {"invoices", "subscriptions", "coupons", "products", "prices",
                                                            "charges", "refunds", "credit_notes", "checkout_sessions",
                                                            "invoice_payments"}});
    EXPECT_GT(pace.objects, 11'000);
    EXPECT_LE(pace.seconds, pace.allowed / kShare + kBeginAndEnd);
    EXPECT_GE(pace.seconds, pace.allowed);
}

}  // namespace
}  // namespace daybook::sim
