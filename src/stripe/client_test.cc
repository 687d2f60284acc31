// Whose turn it is where more waits than Stripe's limits let through.
#include "stripe/client.h"

#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "stripe/sync_support.h"

namespace daybook::stripe {
namespace {

constexpr Kind kKinds[] = {Kind::kCustomer, Kind::kInvoice, Kind::kSubscription, Kind::kCharge, Kind::kProduct};

class ClientTest : public ::testing::Test {
  protected:
    ClientTest() {
        stripe_.latency = 150 * kMillisecond;
        stripe_.fault = [](const std::string&) { return test::FakeStripe::Json(200, "{}"); };
    }
    ~ClientTest() override { client_->Stop(); }
    // `count` requests, spread over endpoints, so that only the limit over all counts.
    void Send(Haste haste, int count) {
        for (int i = 0; i < count; ++i) {
            const Micros asked = clock_.Monotonic();
            const Kind kind = kKinds[sent_++ % std::size(kKinds)];
            Get get{.endpoint = {kind, haste == Haste::kLive ? Form::kOne : Form::kList}, .target = haste == Haste::kLive ? "/v1/live" : "/v1/bulk", .haste = haste};
            if (haste == Haste::kLive) {
                get.on_begin = [this, asked] { longest_wait_ = std::max(longest_wait_, clock_.Monotonic() - asked); };
            }
            client_->Send(std::move(get), [](Client::Reply) {});
        }
    }
    void Pass(Micros time) {
        bool passed = false;
        tasks_.After(time, [&] { passed = true; });
        tasks_.RunUntil([&] { return passed; });
    }

    ManualClock clock_{test::kToday * kSecond};
    test::ManualTasks tasks_{clock_};
    test::FakeStripe stripe_{tasks_, clock_};
    std::shared_ptr<Client> client_ = Client::Create(stripe_, tasks_, clock_, {.rates = {100, 25, false}}, "rk_test_1");
    size_t sent_ = 0;
    Micros longest_wait_ = 0;   // of live requests
};

TEST_F(ClientTest, AFloodOfLiveWorkLeavesAQuarterToTheRest) {
    Send(Haste::kBulk, 2'000);
    Send(Haste::kLive, 2'000);
    Pass(10 * kSecond);
    const auto live = static_cast<double>(stripe_.CountOf("/v1/live")), bulk = static_cast<double>(stripe_.CountOf("/v1/bulk"));
    EXPECT_GE(live + bulk, 980);
    EXPECT_NEAR(bulk / (live + bulk), 0.25, 0.02);
}

TEST_F(ClientTest, WhatTheRestDoesNotAskForIsLiveWorks) {
    Send(Haste::kLive, 2'000);
    Pass(10 * kSecond);
    EXPECT_GE(stripe_.CountOf("/v1/live"), 980);
}

TEST_F(ClientTest, LiveWorkWithinItsPartDoesNotWaitForTheRest) {
    Send(Haste::kBulk, 4'000);
    for (int i = 0; i < 500; ++i) {
        Send(Haste::kLive, 1);
        Pass(20 * kMillisecond);
    }
    EXPECT_EQ(stripe_.CountOf("/v1/live"), 500);
    EXPECT_GE(stripe_.CountOf("/v1/bulk"), 480);
    EXPECT_LE(longest_wait_, 30 * kMillisecond);
}

}  // namespace
}  // namespace daybook::stripe
