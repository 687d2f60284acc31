#include "stripe/budget.h"

#include <gtest/gtest.h>

namespace daybook::stripe {
namespace {

TEST(Budget, TheAllocationHasAFloorAndGrowsWithPayments) {
    EXPECT_EQ(AllowedReads(0), 10'000);
    EXPECT_EQ(AllowedReads(20), 10'000);
    EXPECT_EQ(AllowedReads(200), 100'000);
    EXPECT_GT(AllowedReads(INT64_MAX), 0);
}

TEST(Budget, TheWayFollowsWhatIsThere) {
    struct Case {
        std::string_view name;
        Ways ways;
        Way freshness, in_use;
    };
    const Case cases[] = {
        {"nothing", {}, Way::kPolling, Way::kPolling},
        {"events", {.events = true}, Way::kEvents, Way::kEvents},
        {"a secret, nothing heard yet", {.secret = true}, Way::kWebhooks, Way::kPolling},
        {"a secret, nothing heard yet, but events", {.secret = true, .events = true}, Way::kWebhooks, Way::kEvents},
        {"webhooks", {.secret = true, .heard = true, .events = true}, Way::kWebhooks, Way::kWebhooks},
        {"silent webhooks", {.secret = true, .heard = true, .silent = true, .events = true}, Way::kWebhooks, Way::kEvents},
        {"silent webhooks alone", {.secret = true, .heard = true, .silent = true}, Way::kWebhooks, Way::kPolling},
        {"the secret was taken away", {.heard = true}, Way::kPolling, Way::kPolling},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(Freshness(c.ways), c.freshness) << c.name;
        EXPECT_EQ(InUse(c.ways), c.in_use) << c.name;
    }
}

// The promise of stripe.md §2.6: half of the allocation, whatever the shop.
TEST(Budget, NoShopTakesMoreThanHalfOfItsAllocation) {
    for (const int64_t paid : {int64_t{0}, int64_t{200}, int64_t{5'000}, int64_t{100'000}}) {
        for (const Way way : {Way::kWebhooks, Way::kEvents, Way::kPolling}) {
            for (const bool events : {false, true}) {
                for (const int64_t requests : {1, 8, 40, 1'000}) {
                    for (const bool sessions : {false, true}) {
                        for (const bool known : {false, true}) {
                            Needs needs{.way = way, .known = known, .events = events, .sessions = sessions, .paid_month = paid,
                                        .news_requests = requests, .open_requests = requests};
                            EXPECT_LE(MonthlyCost(needs), AllowedReads(paid) / 2)
                                << WayName(way) << ", " << paid << " paid, " << requests << " requests a round";
                        }
                    }
                }
            }
        }
    }
}

TEST(Budget, FiveSecondsWhileSomebodyWatches) {
    Needs needs{.way = Way::kEvents, .events = true, .eager = true};
    EXPECT_EQ(PaceOf(needs).events, 5 * kSecond);
    needs.eager = false;
    EXPECT_NEAR(static_cast<double>(PaceOf(needs).events) / kMinute, 13.3, 0.2);
    needs.paid_month = 100'000;
    EXPECT_EQ(PaceOf(needs).events, 5 * kSecond);
    needs.way = Way::kPolling;
    needs.paid_month = 200;
    needs.news_requests = 3;
    EXPECT_NEAR(static_cast<double>(PaceOf(needs).news) / kMinute, 6, 1) << "the example of stripe.md §2.6";
}

// What an endpoint does not send is found beside it; one whose silence nobody would notice is relied on for nothing.
TEST(Budget, BesideAWebhookEventsOrListsAreRead) {
    struct Case {
        std::string_view name;
        bool known, events, eager;
        int64_t paid;
        Micros every_events, every_news;
        bool open;
    };
    const Case cases[] = {
        {"events", true, true, true, 5'000, kHour, 0, false},
        {"lists", true, false, true, 5'000, 0, kHour, false},
        {"lists, a shop without payments: eight requests a round", true, false, false, 0, 0, 8 * (kDay * 30 / 3'250), false},
        {"few heard, events", false, true, true, 0, 5 * kSecond, 0, false},
        {"few heard, lists", false, false, true, 0, 0, kMinute, true},
    };
    for (const Case& c : cases) {
        const Pace pace = PaceOf({.way = Way::kWebhooks, .known = c.known, .events = c.events, .eager = c.eager, .paid_month = c.paid, .news_requests = 8});
        EXPECT_EQ(pace.events, c.every_events) << c.name;
        EXPECT_EQ(pace.news, c.every_news) << c.name;
        EXPECT_EQ(pace.open > 0, c.open) << c.name;
    }
}

// No event tells of a checkout that was begun: whatever the way, it is found well before its 60th minute.
TEST(Budget, CartsAreLookedForInEveryWay) {
    struct Case {
        std::string_view name;
        int64_t paid;
        bool eager;
        double minutes;
    };
    const Case cases[] = {
        {"a shop without payments: a quarter of 5,000 requests in 30 days", 0, false, 34.6},
        {"60 payments: a quarter of 15,000", 60, false, 11.5},
        {"from 140 payments on", 140, false, 5},
        {"a big shop", 100'000, false, 5},
        {"somebody watches", 0, true, 5},
    };
    for (const Way way : {Way::kWebhooks, Way::kEvents, Way::kPolling}) {
        for (const Case& c : cases) {
            Needs needs{.way = way, .sessions = true, .eager = c.eager, .paid_month = c.paid};
            EXPECT_NEAR(static_cast<double>(PaceOf(needs).carts) / kMinute, c.minutes, 0.1) << c.name << ", " << WayName(way);
            needs.sessions = false;
            EXPECT_EQ(PaceOf(needs).carts, 0) << c.name << ", " << WayName(way);
        }
    }
}

// What carts take is following's: at the floor events are read each 22 minutes instead of 13.
TEST(Budget, CartsTakeOfWhatFollowingMay) {
    const Needs needs{.way = Way::kEvents, .events = true, .sessions = true};
    EXPECT_NEAR(static_cast<double>(PaceOf(needs).events) / kMinute, 21.6, 0.1);
    EXPECT_EQ(MonthlyCost(needs), 2'000 + 1'250 + 1'250);
}

// The first hour, or somebody who looks at the page, must not be taken for a month of it.
TEST(Budget, AMonthIsReckonedAtThePaceOfTheLongRun) {
    for (const Way way : {Way::kWebhooks, Way::kEvents, Way::kPolling}) {
        const Needs calm{.way = way, .events = true, .sessions = true};
        Needs eager = calm;
        eager.eager = true;
        EXPECT_EQ(MonthlyCost(eager), MonthlyCost(calm)) << WayName(way);
    }
}

}  // namespace
}  // namespace daybook::stripe
