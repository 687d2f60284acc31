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

// What a list and a single GET ask for of what Stripe gives only to who asks, and what is asked where it refuses that.
TEST_F(ClientTest, WhatMustBeExpandedIsAskedFor) {
    struct Refusal { int status = 0; std::string message; };
    struct Case { Endpoint endpoint; std::string target; Refusal refusal; std::vector<std::string> asked; };
    const std::string list = "/v1/checkout/sessions?limit=100", one = "/v1/checkout/sessions/cs_1", items = one + "/line_items?limit=100";
    const std::string list_whole = list + "&expand[]=data.line_items", one_whole = one + "?expand[]=line_items";
    const std::string invoice = "/v1/invoices/in_1", invoice_whole = invoice + "?expand[]=total_discount_amounts.discount";
    const Endpoint lists = {Kind::kSession, Form::kList}, ones = {Kind::kSession, Form::kOne};
    for (const Case& c : std::vector<Case>{
             {lists, list, {}, {list_whole, list_whole}},
             {ones, one, {}, {one_whole, one_whole}},
             {{Kind::kSession, Form::kSubList}, items, {}, {items, items}},
             {{Kind::kInvoice, Form::kOne}, invoice, {}, {invoice_whole, invoice_whole}},
             {{Kind::kInvoice, Form::kOne}, invoice, {403, "Permission denied. ('coupon_read')"}, {invoice_whole, invoice, invoice_whole, invoice}},
             {{Kind::kInvoice, Form::kSubList}, invoice + "/lines", {}, {invoice + "/lines", invoice + "/lines"}},
             {{Kind::kCustomer, Form::kOne}, "/v1/customers/cus_1", {}, {"/v1/customers/cus_1", "/v1/customers/cus_1"}},
             {lists, list, {400, "Received unknown parameter: expand"}, {list_whole, list, list_whole, list}},
             {ones, one, {403, "Permission denied. ('product_read')"}, {one_whole, one, one_whole, one}},
             {ones, one, {403, "Permission denied. ('checkout_session_read')"}, {one_whole, one_whole}},
             {lists, list, {403, "Permission denied."}, {list_whole, list_whole}},
             {lists, list, {400, "No such checkout session: 'cs_gone'"}, {list_whole, list_whole}},
             {lists, list, {404, "No."}, {list_whole, list_whole}}}) {
        const std::string told = fmt::format("{} refused with {} {}", c.target, c.refusal.status, c.refusal.message);
        client_ = Client::Create(stripe_, tasks_, clock_, {.rates = {100, 25, false}}, "rk_test_1");
        const size_t before = stripe_.seen().size();
        stripe_.fault = [&](const std::string& target) {
            const bool refused = c.refusal.status != 0 && target.find("expand") != std::string::npos;
            return refused ? test::FakeStripe::Error(c.refusal.status, "", c.refusal.message) : test::FakeStripe::Json(200, "{}");
        };
        for (int i = 0; i < 2; ++i) {
            const bool fails = c.refusal.status != 0 && c.asked.size() == 2;
            client_->Send({.endpoint = c.endpoint, .target = c.target}, [&](const Client::Reply& reply) { EXPECT_EQ(reply.ok(), !fails) << told; });
            Pass(kSecond);
        }
        std::vector<std::string> asked;
        for (const auto& seen : stripe_.seen()) asked.push_back(seen.target);
        asked.erase(asked.begin(), asked.begin() + static_cast<ptrdiff_t>(before));
        EXPECT_EQ(asked, c.asked) << told;
    }
}

}  // namespace
}  // namespace daybook::stripe
