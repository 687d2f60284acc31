#include "stripe/limits.h"

#include <gtest/gtest.h>

#include <functional>
#include <queue>
#include <vector>

namespace daybook::stripe {
namespace {

constexpr Endpoint kInvoices{Kind::kInvoice, Form::kList};
constexpr Endpoint kCustomers{Kind::kCustomer, Form::kList};

TEST(RateChoice, ReadsNumbersAndUnlimited) {
    struct Case {
        std::string_view text;
        bool good;
        double per_second;
    };
    const Case cases[] = {{"100", true, 100}, {" 0.5 ", true, 0.5}, {"1000", true, 1000},
                          {"0", false, 0},    {"-1", false, 0},     {"1001", false, 0},
                          {"nan", false, 0},  {"12/s", false, 0},   {"", false, 0}};
    for (const Case& c : cases) {
        const auto choice = ParseRateChoice(c.text);
        EXPECT_EQ(choice.ok(), c.good) << c.text;
        if (choice.ok()) { EXPECT_EQ(choice->per_second, c.per_second); }
    }
    EXPECT_EQ(ParseRateChoice("unlimited")->kind, RateChoice::Kind::kUnlimited);
}

TEST(Rates, AreHalfOfStripesUnlessChosen) {
    struct Case {
        Mode mode;
        RateChoice choice;
        double all, endpoint;
    };
    using enum RateChoice::Kind;
    const Case cases[] = {{Mode::kLive, {}, 50, 12},
                          {Mode::kTest, {}, 12, 12},
                          {Mode::kTest, {kNumber, 100}, 100, 25},
                          {Mode::kLive, {kNumber, 5}, 5, 5}};
    for (const Case& c : cases) {
        const Rates rates = RatesFor(c.mode, c.choice);
        EXPECT_EQ(rates.all, c.all);
        EXPECT_EQ(rates.endpoint, c.endpoint);
        EXPECT_FALSE(rates.unlimited);
    }
    EXPECT_TRUE(RatesFor(Mode::kLive, {kUnlimited, 0}).unlimited);
}

TEST(Pressure, NamesWhatStripeMinds) {
    EXPECT_EQ(PressureOf(429, "global-rate"), Pressure::kGlobalRate);
    EXPECT_EQ(PressureOf(429, "endpoint-rate"), Pressure::kEndpointRate);
    EXPECT_EQ(PressureOf(429, "resource-specific"), Pressure::kEndpointRate);
    EXPECT_EQ(PressureOf(429, "global-concurrency"), Pressure::kGlobalConcurrency);
    EXPECT_EQ(PressureOf(429, "endpoint-concurrency"), Pressure::kEndpointConcurrency);
    EXPECT_EQ(PressureOf(429, ""), Pressure::kNone);
    EXPECT_EQ(PressureOf(500, "global-rate"), Pressure::kNone);
}

// Sends as much as the limits let through, each answer after `latency`, for `span`; timers are up to 4 ms late.
int SentIn(Limits& limits, const std::vector<Endpoint>& endpoints, Micros latency, Micros span) {
    using Event = std::pair<Micros, size_t>;
    std::priority_queue<Event, std::vector<Event>, std::greater<>> answers;
    int sent = 0;
    Micros now = 0;
    while (now < span) {
        Micros next = span;
        for (size_t i = 0; i < endpoints.size(); ++i) {
            Micros wait = 0;
            while ((wait = limits.Take(endpoints[i], now)) == 0) {
                answers.emplace(now + latency, i);
                ++sent;
            }
            if (wait > 0) next = std::min(next, now + wait + (sent % 5) * kMillisecond);
        }
        if (!answers.empty()) next = std::min(next, answers.top().first);
        now = std::max(next, now + 1);
        while (!answers.empty() && answers.top().first <= now) {
            limits.Give(endpoints[answers.top().second], latency, Pressure::kNone, now);
            answers.pop();
        }
    }
    return sent;
}

TEST(Limits, UseWhatTheyAllowAt150Milliseconds) {
    struct Case {
        Rates rates;
        std::vector<Endpoint> endpoints;
        double allowed;
    };
    std::vector<Endpoint> mixed;
    for (const Resource& resource : kResources) mixed.push_back({resource.kind, Form::kList});
    const Case cases[] = {{{100, 25, false}, {kInvoices}, 25},
                          {{100, 25, false}, mixed, 100},
                          {{50, 12, false}, mixed, 50},
                          {{12, 12, false}, {kInvoices, kCustomers}, 12}};
    for (const Case& c : cases) {
        Limits limits(c.rates, 0);
        const int sent = SentIn(limits, c.endpoints, 150 * kMillisecond, 60 * kSecond);
        EXPECT_GE(sent, 0.98 * c.allowed * 60);
        EXPECT_LE(sent, 1.01 * c.allowed * 60 + 7);
    }
}

TEST(Limits, CountRequestsAtOnceByRateAndLatency) {
    Limits limits({100, 25, false}, 0);
    for (int i = 0; i < 200; ++i) {
        const Micros now = i * kSecond;
        ASSERT_EQ(limits.Take(kInvoices, now), 0);
        limits.Give(kInvoices, 400 * kMillisecond, Pressure::kNone, now);
    }
    EXPECT_EQ(limits.Slots(kInvoices), 12);      // 25 × 0.4 + 2
    EXPECT_EQ(limits.SlotsOverAll(), 32);        // never more
    EXPECT_EQ(limits.Slots(kCustomers), 6);      // not measured yet: 150 ms
}

TEST(Limits, HalveARateOncePerBurstAndRegainItSlowly) {
    Limits limits({100, 25, false}, 0);
    ASSERT_EQ(limits.Take(kInvoices, 0), 0);
    ASSERT_EQ(limits.Take(kInvoices, 0), 0);
    limits.Give(kInvoices, 1000, Pressure::kEndpointRate, 10);
    limits.Give(kInvoices, 1000, Pressure::kEndpointRate, 20);
    EXPECT_EQ(limits.RateOf(kInvoices), 12.5);
    EXPECT_EQ(limits.RateOverAll(), 100);
    EXPECT_GT(limits.Take(kInvoices, 30), 0);
    Micros now = 4 * kSecond;
    EXPECT_EQ(limits.Take(kInvoices, now), 0);
    EXPECT_EQ(limits.RateOf(kInvoices), 12.5);   // too early
    double before = 12.5;
    for (now = 6 * kSecond; limits.RateOf(kInvoices) < 25; now += kSecond) {
        ASSERT_LT(now, 120 * kSecond);
        (void)limits.AllTaken(now);
        if (limits.Take(kInvoices, now) == 0) {
            limits.Give(kInvoices, 1000, Pressure::kNone, now);
        }
        EXPECT_LE(limits.RateOf(kInvoices), before * 1.05);
        before = limits.RateOf(kInvoices);
    }
    EXPECT_GT(now, 20 * kSecond);
}

TEST(Limits, HalveConcurrencyWhereStripeMindsThat) {
    Limits limits({1e9, 1e9, true}, 0);
    const int before = limits.Slots(kInvoices);
    ASSERT_EQ(limits.Take(kInvoices, 0), 0);
    limits.Give(kInvoices, 1000, Pressure::kEndpointConcurrency, 0);
    EXPECT_EQ(limits.Slots(kInvoices), before / 2);
    EXPECT_EQ(limits.Slots(kCustomers), before);
}

TEST(Limits, StartFromStripesOwnWhereThereWereNone) {
    Limits limits({1e9, 1e9, true}, 0);
    ASSERT_EQ(limits.Take(kInvoices, 0), 0);
    limits.Give(kInvoices, 1000, Pressure::kGlobalRate, 0);
    EXPECT_EQ(limits.RateOverAll(), 50);
}

TEST(Limits, NeverExceedTheRateInAnyLongerSpan) {
    Limits limits({12, 12, false}, 0);
    EXPECT_LE(SentIn(limits, {kInvoices}, kMillisecond, kSecond), 14);
}

}  // namespace
}  // namespace daybook::stripe
