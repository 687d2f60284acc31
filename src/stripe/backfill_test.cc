#include "stripe/backfill.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cmath>

#include "stripe/sync_support.h"

namespace daybook::stripe::test {
namespace {

class BackfillTest : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_BOTH_ENGINES(BackfillTest);

// `count` customers, the newest a minute ago, one every `step` seconds.
std::set<std::string> FillCustomers(FakeStripe& stripe, int count, int64_t step) {
    std::set<std::string> ids;
    for (int i = 0; i < count; ++i) {
        const std::string id = fmt::format("cus_{:06}", i);
        stripe.Put(Kind::kCustomer, CustomerJson(id, kToday - 60 - i * step));
        ids.insert(id);
    }
    return ids;
}

TEST_P(BackfillTest, EveryStatementIsAccepted) {
    Shop shop(GetParam());
    const Status prepared = shop.database().PrepareAll();
    EXPECT_TRUE(prepared.ok()) << (prepared.ok() ? "" : prepared.error().message);
}

TEST_P(BackfillTest, ReadsAWholeShop) {
    Shop shop(GetParam());
    const auto customers = FillCustomers(shop.stripe, 350, 7000);
    for (int i = 0; i < 120; ++i) {
        shop.stripe.Put(Kind::kInvoice, InvoiceJson(fmt::format("in_{}", i), "cus_000001", kToday - i));
    }
    shop.stripe.Put(Kind::kSubscription, SubscriptionJson("sub_1", "cus_000002", kToday - 5));
    shop.stripe.Put(Kind::kCoupon, CouponJson("SUMMER 25", kToday - 9));
    const auto view = shop.Connect();
    ASSERT_TRUE(view.ok()) << view.error().message;
    EXPECT_EQ(StateOf(*view), Shown::kImporting);
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(shop.StoredIds(Kind::kCustomer), customers);
    EXPECT_EQ(shop.StoredIds(Kind::kInvoice).size(), 120u);
    EXPECT_EQ(shop.StoredIds(Kind::kCoupon), std::set<std::string>{"SUMMER 25"});
    EXPECT_EQ(shop.Row(Kind::kCustomer).imported, 350);
    EXPECT_EQ(shop.Row(Kind::kInvoice).imported, 120);
    EXPECT_EQ(StateOf(shop.Look()), Shown::kLive);
    EXPECT_GT(LastSynced(shop.Look().resources), 0);
    EXPECT_EQ(shop.Number("ranges"), 0);
    EXPECT_GT(shop.wakes, 0);
}

TEST_P(BackfillTest, AsksForTheVersionWithTheKeyAndNothingButGet) {
    Shop shop(GetParam());
    ASSERT_TRUE(shop.Connect().ok());
    ASSERT_TRUE(shop.RunUntilIdle());
    ASSERT_FALSE(shop.stripe.requests().empty());
    for (const http::Outgoing& request : shop.stripe.requests()) {
        EXPECT_EQ(request.method, http::Method::kGet);
        EXPECT_TRUE(request.body.empty());
        EXPECT_EQ(request.headers.Get("Stripe-Version"), kApiVersion);
        EXPECT_EQ(request.headers.Get("Authorization"), fmt::format("Bearer {}", kTestKey));
        EXPECT_EQ(request.url.find(kTestKey), std::string::npos);
    }
}

TEST_P(BackfillTest, SplitsOneLargeResourceToUseItsWholeRate) {
    Shop shop(GetParam());
    shop.stripe.latency = 150 * kMillisecond;
    FillCustomers(shop.stripe, 6000, 1300);
    ASSERT_TRUE(shop.Connect().ok());
    const Micros began = shop.clock.Monotonic();
    ASSERT_TRUE(shop.RunUntil([&] { return shop.Row(Kind::kCustomer).state == Progress::kDone; }));
    EXPECT_EQ(shop.Row(Kind::kCustomer).imported, 6000);
    // 60 pages at 25 a second; ramp and end weigh more here than with the 200 k of the benchmark.
    EXPECT_LT(shop.clock.Monotonic() - began, 2400 * kMillisecond / 0.75);
    EXPECT_LE(shop.stripe.in_flight_max(), 32);
}

// A shop that grows, so that its newest objects lie far denser than the rest: what is left is known after some pages.
TEST_P(BackfillTest, TellsSoonHowMuchThereIs) {
    Shop shop(GetParam());
    shop.stripe.latency = 50 * kMillisecond;
    constexpr int kAll = 8000;
    for (int i = 0; i < kAll; ++i) {
        const double age = -0.5 * 365 * 86'400 * std::log(1 - static_cast<double>(i) / kAll * (1 - std::exp(-6)));
        shop.stripe.Put(Kind::kInvoice, InvoiceJson(fmt::format("in_{}", i), "cus_1", kToday - 60 - static_cast<int64_t>(age)));
    }
    ASSERT_TRUE(shop.Connect().ok());
    const auto estimate = [&] {
        const View view = shop.Look();
        for (size_t i = 0; i < view.resources.size(); ++i) {
            if (view.resources[i].kind == Kind::kInvoice && i < view.estimates.size()) return view.estimates[i].value_or(0);
        }
        return int64_t{0};
    };
    std::string told;
    int64_t asked = 0;
    ASSERT_TRUE(shop.RunUntil([&] {
        const int64_t now = estimate();
        if (now == 0) return false;
        asked = shop.stripe.CountOf("/v1/invoices?limit=100");
        told = std::to_string(now);
        EXPECT_GT(now, kAll / 2);
        EXPECT_LT(now, kAll * 2);
        return true;
    }));
    EXPECT_LE(asked, 20) << told;
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(shop.Row(Kind::kInvoice).imported, kAll);
    EXPECT_EQ(estimate(), kAll);
    EXPECT_LE(shop.stripe.CountOf("/v1/invoices?limit=100"), kAll / 100 + 25) << "ranges end with a page that is not full";
}

TEST_P(BackfillTest, GoesOnWhereARestartFindsIt) {
    Shop shop(GetParam());
    const auto customers = FillCustomers(shop.stripe, 3000, 5000);
    ASSERT_TRUE(shop.Connect().ok());
    for (int64_t stop_at : {300, 900, 1700}) {
        ASSERT_TRUE(shop.RunUntil([&] { return shop.Row(Kind::kCustomer).imported >= stop_at; }));
        shop.Stop();
        shop.Start();
    }
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(shop.StoredIds(Kind::kCustomer), customers);
    EXPECT_EQ(shop.Row(Kind::kCustomer).imported, 3000);
    // Each stop costs at most the pages in flight.
    EXPECT_LE(shop.stripe.CountOf("/v1/customers?limit=100"), 30 + 4 * 32);
}

TEST_P(BackfillTest, LosesNothingWhereverAStatementFails) {
    int failures = 0;
    for (int64_t every : {3, 7, 10, 16, 29, 53}) {
        int64_t statement = 0;
        bool failing = false;
        Shop shop(GetParam(), [&](std::string_view) -> Status {
            if (!failing || ++statement % every != 0) return {};
            ++failures;
            return Unavailable("The disk is full.");
        });
        const auto customers = FillCustomers(shop.stripe, 900, 9000);
        ASSERT_TRUE(shop.Connect().ok());
        failing = true;
        shop.RunUntil([&] { return shop.Row(Kind::kCustomer).state == Progress::kDone; }, kMinute);
        failing = false;
        ASSERT_TRUE(shop.RunUntilIdle()) << every;
        EXPECT_EQ(shop.StoredIds(Kind::kCustomer), customers) << every;
        EXPECT_EQ(shop.Row(Kind::kCustomer).imported, 900) << every;
    }
    EXPECT_GT(failures, 10);
}

TEST_P(BackfillTest, SurvivesWhatStripeAndProxiesAnswer) {
    struct Case {
        std::string_view name;
        http::Answer answer;
    };
    const Case cases[] = {
        {"server error", FakeStripe::Error(500, "", "Something went wrong")},
        {"too fast", FakeStripe::Error(429, "rate_limit", "Too many requests")},
        {"HTML", FakeStripe::Json(502, "<html>Bad gateway</html>")},
        {"HTML that claims to be good", FakeStripe::Json(200, "<html>Welcome</html>")},
        {"half a JSON", FakeStripe::Json(200, R"({"object":"list","has_more":true,"data":[{"id":"cu)")},
        {"nothing", http::Answer{}},
    };
    for (const Case& c : cases) {
        Shop shop(GetParam());
        const auto customers = FillCustomers(shop.stripe, 500, 9000);
        ASSERT_TRUE(shop.Connect().ok());
        int asked = 0;
        shop.stripe.fault = [&](const std::string&) -> std::optional<http::Answer> {
            if (++asked % 3 != 0) return std::nullopt;
            return c.answer;
        };
        ASSERT_TRUE(shop.RunUntilIdle()) << c.name;
        EXPECT_EQ(shop.StoredIds(Kind::kCustomer), customers) << c.name;
        EXPECT_EQ(shop.Row(Kind::kCustomer).imported, 500) << c.name;
        EXPECT_EQ(ErrorOf(shop.Look()), std::nullopt) << c.name;
    }
}

TEST_P(BackfillTest, SaysThatStripeIsAwayAndHealsByItself) {
    Shop shop(GetParam());
    FillCustomers(shop.stripe, 500, 9000);
    ASSERT_TRUE(shop.Connect().ok());
    shop.stripe.fault = [](const std::string&) { return http::Answer{}; };
    ASSERT_TRUE(shop.RunUntil([&] {
        const auto error = ErrorOf(shop.Look());
        return error && error->code == "stripe_unreachable";
    }));
    EXPECT_EQ(StateOf(shop.Look()), Shown::kImporting);
    shop.RunUntil([] { return false; }, kMinute);
    shop.stripe.fault = {};
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(shop.Row(Kind::kCustomer).imported, 500);
    EXPECT_EQ(ErrorOf(shop.Look()), std::nullopt);
}

// Whatever six attempts met with: seconds at first, two minutes in the end, and from the beginning after a good answer.
TEST_P(BackfillTest, GoesOnSoonAfterAShortFault) {
    Shop shop(GetParam());
    FillCustomers(shop.stripe, 300, 9000);
    shop.stripe.fault = [](const std::string& target) -> std::optional<http::Answer> {
        if (!target.starts_with("/v1/invoices")) return std::nullopt;
        return FakeStripe::Error(429, "rate_limit", "Too many requests");
    };
    ASSERT_TRUE(shop.Connect().ok());
    const auto parked_for = [&]() -> Micros {
        const auto parked = [&] { return shop.Row(Kind::kInvoice).state == Progress::kParked; };
        EXPECT_TRUE(shop.RunUntil([&] { return !parked(); }));
        EXPECT_TRUE(shop.RunUntil(parked));
        return shop.Row(Kind::kInvoice).retry_at - shop.clock.Now();
    };
    for (const Micros seconds : {10, 20, 40, 80, 120, 120}) EXPECT_EQ(parked_for(), seconds * kSecond);
    shop.stripe.fault = {};
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(StateOf(shop.Look()), Shown::kLive);
    EXPECT_EQ(ErrorOf(shop.Look()), std::nullopt);
}

TEST_P(BackfillTest, ParksAResourceThatMayNotBeRead) {
    Shop shop(GetParam());
    FillCustomers(shop.stripe, 10, 9000);
    shop.stripe.Put(Kind::kInvoice, InvoiceJson("in_1", "cus_000001", kToday - 5));
    shop.stripe.forbidden = {Kind::kInvoice, Kind::kCharge};
    ASSERT_TRUE(shop.Connect().ok());
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(StateOf(shop.Look()), Shown::kLive);
    ASSERT_TRUE(ErrorOf(shop.Look()));
    EXPECT_EQ(ErrorOf(shop.Look())->code, "permission_missing");
    shop.stripe.forbidden.clear();
    ASSERT_TRUE(shop.Waiting([&] { return shop.sync().Check(kAccount); }).ok());
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(ErrorOf(shop.Look()), std::nullopt);
    EXPECT_EQ(shop.StoredIds(Kind::kInvoice), std::set<std::string>{"in_1"});
}

// Hints that come while it may not be read are dropped: a whole pass must find what they named.
TEST_P(BackfillTest, ReadsWhatItMissedWhileAPermissionWasLost) {
    Shop shop(GetParam());
    FillCustomers(shop.stripe, 10, 9000);
    ASSERT_TRUE(shop.Connect().ok());
    ASSERT_TRUE(shop.RunUntilIdle());
    shop.stripe.forbidden = {Kind::kInvoice};
    shop.stripe.Put(Kind::kInvoice, InvoiceJson("in_1", "cus_000001", kToday - 5));
    ASSERT_TRUE(shop.Hook("invoice.paid", "invoice", "in_1").ok());
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(shop.StoredIds(Kind::kInvoice), std::set<std::string>());
    shop.stripe.forbidden.clear();
    ASSERT_TRUE(shop.Waiting([&] { return shop.sync().Check(kAccount); }).ok());
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(shop.StoredIds(Kind::kInvoice), std::set<std::string>{"in_1"});
}

TEST_P(BackfillTest, TriesTheKeyAgainWhereTheStoreCouldNotNoteThatItWorks) {
    std::atomic<bool> full = false;
    Shop shop(GetParam(), [&](std::string_view statement) -> Status {
        if (!full || statement != "sync.save_connection") return {};
        return Unavailable("The disk is full.", "disk_full");
    });
    FillCustomers(shop.stripe, 10, 9000);
    ASSERT_TRUE(shop.Connect().ok());
    ASSERT_TRUE(shop.RunUntilIdle());
    shop.stripe.key_revoked = true;
    ASSERT_TRUE(shop.Hook("customer.updated", "customer", "cus_000001").ok());
    ASSERT_TRUE(shop.RunUntil([&] { return StateOf(shop.Look()) == Shown::kFailed; }));
    shop.stripe.key_revoked = false;
    full = true;
    shop.RunUntil([] { return false; }, 11 * kMinute);
    EXPECT_EQ(StateOf(shop.Look()), Shown::kFailed);
    full = false;
    EXPECT_TRUE(shop.RunUntil([&] { return StateOf(shop.Look()) == Shown::kLive; }, 11 * kMinute));
}

TEST_P(BackfillTest, FailsWithARevokedKeyAndTriesItAgain) {
    Shop shop(GetParam());
    FillCustomers(shop.stripe, 1000, 9000);
    ASSERT_TRUE(shop.Connect().ok());
    ASSERT_TRUE(shop.RunUntil([&] { return shop.Row(Kind::kCustomer).imported >= 200; }));
    shop.stripe.key_revoked = true;
    ASSERT_TRUE(shop.RunUntil([&] { return StateOf(shop.Look()) == Shown::kFailed; }));
    EXPECT_EQ(ErrorOf(shop.Look())->code, "key_revoked");
    const auto asked = shop.stripe.seen().size();
    shop.RunUntil([] { return false; }, 9 * kMinute);
    EXPECT_LE(shop.stripe.seen().size(), asked + 32);  // what was in flight
    shop.stripe.key_revoked = false;
    ASSERT_TRUE(shop.RunUntil([&] { return StateOf(shop.Look()) == Shown::kLive; }));
    EXPECT_EQ(shop.Row(Kind::kCustomer).imported, 1000);
}

TEST_P(BackfillTest, BeginsAgainAtTheSecondOfAVanishedCursor) {
    Shop shop(GetParam());
    auto customers = FillCustomers(shop.stripe, 800, 9000);
    ASSERT_TRUE(shop.Connect().ok());
    int gone = 0;
    shop.stripe.fault = [&](const std::string& target) -> std::optional<http::Answer> {
        const bool walks = target.find("starting_after") != std::string::npos;
        if (!walks || ++gone % 2 == 0) return std::nullopt;
        return FakeStripe::Error(400, "resource_missing", "No such customer: 'cus_x'");
    };
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_GT(gone, 2);
    EXPECT_EQ(shop.StoredIds(Kind::kCustomer), customers);
}

TEST_P(BackfillTest, NeverCallsAListDoneThatDoesNotEnd) {
    Shop shop(GetParam());
    FillCustomers(shop.stripe, 300, 9000);
    ASSERT_TRUE(shop.Connect().ok());
    const std::string page = fmt::format(R"({{"object":"list","has_more":true,"data":[{}]}})",
                                         CustomerJson("cus_again", kToday - 7).json);
    struct Case {
        std::string_view name, page;
    };
    const Case cases[] = {{"the same page for ever", page},
                          {"empty, with more", R"({"object":"list","has_more":true,"data":[]})"}};
    for (const Case& c : cases) {
        shop.stripe.fault = [&](const std::string& target) -> std::optional<http::Answer> {
            if (!target.starts_with("/v1/customers")) return std::nullopt;
            return FakeStripe::Json(200, std::string(c.page));
        };
        ASSERT_TRUE(shop.RunUntil([&] {
            const auto error = ErrorOf(shop.Look());
            return error && error->code == "stripe_page_stuck";
        })) << c.name;
        EXPECT_NE(shop.Row(Kind::kCustomer).state, Progress::kDone) << c.name;
    }
    shop.stripe.fault = {};
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(shop.StoredIds(Kind::kCustomer).size(), 301u);
}

TEST_P(BackfillTest, ReadsTheLinesBeyondTheEmbeddedOnes) {
    Shop shop(GetParam());
    auto invoice = InvoiceJson("in_long", "cus_1", kToday - 5);
    const size_t at = invoice.json.find(R"("has_more":false)");
    invoice.json.replace(at, 16, R"("has_more":true)");
    shop.stripe.Put(Kind::kInvoice, invoice);
    std::vector<std::string> lines;
    for (int i = 0; i < 250; ++i) {
        lines.push_back(fmt::format(R"({{"id":"il_{}","object":"line_item","amount":10,"currency":"usd",)"
                                    R"("quantity":1,"description":"Thing {}"}})",
                                    i, i));
    }
    shop.stripe.PutParts("in_long", lines);
    ASSERT_TRUE(shop.Connect().ok());
    // What follows the import reads them again.
    ASSERT_TRUE(shop.RunUntil([&] { return shop.Row(Kind::kInvoice).state == Progress::kDone; }));
    EXPECT_EQ(shop.stripe.CountOf("/v1/invoices/in_long/lines"), 3);
    EXPECT_EQ(shop.StoredIds(Kind::kInvoice), std::set<std::string>{"in_long"});
}

TEST_P(BackfillTest, ReadsEverythingAgainWhenAsked) {
    Shop shop(GetParam());
    FillCustomers(shop.stripe, 250, 9000);
    ASSERT_TRUE(shop.Connect().ok());
    ASSERT_TRUE(shop.RunUntilIdle());
    shop.stripe.Put(Kind::kCustomer, CustomerJson("cus_new", kToday - 1));
    ASSERT_TRUE(shop.sync().Resync(kAccount).ok());
    EXPECT_EQ(StateOf(shop.Look()), Shown::kLive);
    EXPECT_EQ(shop.Row(Kind::kCustomer).imported, 0);
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(shop.Row(Kind::kCustomer).imported, 251);
    EXPECT_EQ(shop.Row(Kind::kCustomer).pass, 2);
}

// Else a charge would count as an order of its own until the page comes that ties it to its invoice.
TEST_P(BackfillTest, ReadsWhatTiesChargesBeforeChargesAgain) {
    Shop shop(GetParam());
    FillCustomers(shop.stripe, 1, 1);
    for (int i = 0; i < 250; ++i) {
        const std::string n = std::to_string(i);
        const int64_t at = kToday - 60 - i;
        shop.stripe.Put(Kind::kInvoicePayment,
                        {"inpay_" + n,
                         fmt::format(R"({{"id":"inpay_{}","object":"invoice_payment","created":{},"invoice":"in_{}"}})",
                                     n, at, n),
                         at});
        shop.stripe.Put(Kind::kCharge,
                        {"ch_" + n,
                         fmt::format(R"({{"id":"ch_{}","object":"charge","created":{},"customer":"cus_000000"}})", n, at),
                         at});
    }
    ASSERT_TRUE(shop.Connect().ok());
    ASSERT_TRUE(shop.RunUntilIdle());
    const size_t before = shop.stripe.seen().size();
    ASSERT_TRUE(shop.sync().Resync(kAccount).ok());
    ASSERT_TRUE(shop.RunUntilIdle());
    std::vector<std::string> order;
    const auto seen = shop.stripe.seen();
    for (size_t i = before; i < seen.size(); ++i) {
        if (seen[i].target.find("limit=100") == std::string::npos) continue;
        for (const std::string_view path : {"/v1/invoice_payments", "/v1/charges"}) {
            const bool again = !order.empty() && order.back() == path;
            if (seen[i].target.starts_with(path) && !again) order.emplace_back(path);
        }
    }
    EXPECT_EQ(order, (std::vector<std::string>{"/v1/invoice_payments", "/v1/charges"}));
}

}  // namespace
}  // namespace daybook::stripe::test
