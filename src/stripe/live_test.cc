// Following by webhooks: bodies of every kind, and bursts that are read by windows.
#include "stripe/live.h"

#include <atomic>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/crypto.h"
#include "base/text.h"
#include "stripe/sync_support.h"

namespace daybook::stripe::test {
namespace {

class LiveTest : public ::testing::TestWithParam<std::string> {
  protected:
    Shop shop{GetParam()};

    void Import(int customers, int64_t apart = 600) {
        for (int i = 0; i < customers; ++i) {
            shop.stripe.Put(Kind::kCustomer, CustomerJson(fmt::format("cus_{}", i), Born(i, apart)));
        }
        ASSERT_TRUE(shop.Connect().ok());
        ASSERT_TRUE(shop.RunUntilIdle());
    }
    static int64_t Born(int i, int64_t apart = 600) { return kToday - 100 - i * apart; }
    // Requests for customers since the import: windows and single ones.
    int64_t Asked() { return shop.stripe.CountOf("/v1/customers?limit=100&created[lte]=") + shop.stripe.CountOf("/v1/customers/"); }
    // Everything that `tell` tells of waits together: as it is after an outage, or on a renewal day.
    void AtOnce(const std::function<void()>& tell) {
        ASSERT_TRUE(shop.sync().Pause(kAccount).ok());
        tell();
        shop.tasks.RunReady();
        ASSERT_TRUE(shop.sync().Resume(kAccount).ok());
    }
    // Changes it and tells of it `times` times.
    void Change(int i, int64_t apart = 600, int times = 1) {
        const std::string id = fmt::format("cus_{}", i);
        shop.stripe.Put(Kind::kCustomer, CustomerJson(id, Born(i, apart), fmt::format("new{}@example.com", i)));
        for (int n = 0; n < times; ++n) {
            ASSERT_TRUE(shop.Hook("customer.updated", "customer", id, fmt::format("evt_{}_{}", i, n), Born(i, apart)).ok());
        }
    }
};
INSTANTIATE_BOTH_ENGINES(LiveTest);

TEST_P(LiveTest, ABurstCostsFarLessThanARequestAnObject) {
    constexpr int kObjects = 250;
    Import(2 * kObjects);
    AtOnce([&] {
        for (int i = 0; i < 2 * kObjects; i += 2) Change(i, 600, 3);
    });
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(shop.Number("hints"), 0);
    EXPECT_EQ(shop.Number("live_due"), kObjects);
    EXPECT_LE(Asked(), kObjects * 3 / 10) << "the promise is 0.3 requests an object";
}

TEST_P(LiveTest, ASparseBurstCostsNoMoreThanSingleReads) {
    constexpr int kHinted = 30;
    Import(3000);
    for (int i = 0; i < kHinted; ++i) Change(i * 100);
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(shop.Number("live_due"), kHinted);
    EXPECT_LE(Asked(), kHinted);
}

TEST_P(LiveTest, AFewAreReadOneByOne) {
    Import(300);
    for (int i = 0; i < 20; ++i) Change(i);
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(shop.stripe.CountOf("/v1/customers/cus_"), 20);
}

TEST_P(LiveTest, WhatAListDoesNotShowIsConfirmedByItsId) {
    Import(100);
    AtOnce([&] {
        for (int i = 0; i < 100; ++i) {
            const std::string id = fmt::format("cus_{}", i);
            if (i % 10 != 3) Change(i);
            if (i % 10 != 3) continue;
            shop.stripe.Remove(Kind::kCustomer, id);
            ASSERT_TRUE(shop.Hook("customer.deleted", "customer", id, fmt::format("evt_{}", i), Born(i)).ok());
        }
    });
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(shop.stripe.CountOf("/v1/customers/cus_"), 10) << "only the deleted ones";
    EXPECT_EQ(shop.StoredIds(Kind::kCustomer).size(), 90u);
    EXPECT_EQ(shop.Number("hints"), 0);
}

// A 400 comes again however often it is asked: what it was about waits for the comparison, and nobody for it.
TEST_P(LiveTest, WhatStripeRejectsForGoodIsGivenUp) {
    Import(20);
    shop.stripe.fault = [](const std::string& target) -> std::optional<http::Answer> {
        if (!target.starts_with("/v1/customers/cus_odd")) return std::nullopt;
        return test::FakeStripe::Error(400, "", "Invalid request.");
    };
    ASSERT_TRUE(shop.Hook("customer.updated", "customer", "cus_odd", "evt_odd", Born(1)).ok());
    Change(3);
    ASSERT_TRUE(shop.RunUntil([&] { return shop.Number("hints") == 0; }));
    EXPECT_EQ(shop.stripe.CountOf("/v1/customers/cus_odd"), 6);
    EXPECT_EQ(shop.Number("live_due"), 1) << "others went on";
}

TEST_P(LiveTest, AHundredAndMoreOfOneSecondEnd) {
    Import(250, 0);
    for (int i = 0; i < 250; ++i) Change(i, 0);
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(shop.Number("live_due"), 250);
    EXPECT_EQ(shop.Number("hints"), 0);
}

TEST_P(LiveTest, AChangeDuringItsWindowIsReadAgain) {
    Import(100);
    AtOnce([&] {
        for (int i = 0; i < 100; ++i) Change(i);
    });
    ASSERT_TRUE(shop.RunUntil([&] { return shop.stripe.CountOf("/v1/customers?limit=100&created[lte]=") == 1; }));
    // The answer is on its way, with what the customer was before.
    shop.stripe.Put(Kind::kCustomer, CustomerJson("cus_7", Born(7), "last@example.com"));
    ASSERT_TRUE(shop.Hook("customer.updated", "customer", "cus_7", "evt_late", Born(7)).ok());
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(shop.stripe.CountOf("/v1/customers/cus_7"), 1);
    EXPECT_EQ(shop.Number("hints"), 0);
}

// A hint is dropped for want of a permission only together with the note that makes up for it.
TEST(LiveForbidden, NoHintIsLostWhereThePermissionsLossCannotBeStored) {
    for (const bool restart : {false, true}) {
        std::atomic<bool> full = true;
        Shop shop("sqlite", [&](std::string_view statement) -> Status {
            if (statement != "sync.forbid_resource" || !full) return {};
            return Unavailable("The disk is full.", "disk_full");
        });
        shop.stripe.Put(Kind::kInvoice, InvoiceJson("in_1", "cus_1", kToday - 100, "open"));
        ASSERT_TRUE(shop.Connect().ok());
        ASSERT_TRUE(shop.RunUntilIdle());
        shop.stripe.forbidden = {Kind::kInvoice};
        ASSERT_TRUE(shop.Hook("invoice.paid", "invoice", "in_1").ok());
        ASSERT_TRUE(shop.RunUntil([&] { return shop.stripe.CountOf("/v1/invoices/in_1") == 2; })) << "tried again";
        EXPECT_EQ(shop.Number("hints"), 1);
        full = false;
        if (restart) {
            shop.Stop();
            shop.Start();
        }
        ASSERT_TRUE(shop.RunUntil([&] { return shop.Row(Kind::kInvoice).granted == Grant::kMissing; }));
        EXPECT_EQ(shop.Number("hints"), 0);
        const int64_t asked = shop.stripe.CountOf("/v1/invoices?limit=100");
        shop.stripe.forbidden.clear();
        ASSERT_TRUE(shop.Waiting([&] { return shop.sync().Check(kAccount); }).ok());
        ASSERT_TRUE(shop.RunUntilIdle());
        EXPECT_GT(shop.stripe.CountOf("/v1/invoices?limit=100"), asked) << "all are read again";
    }
}

TEST_P(LiveTest, ABurstSurvivesFaultsAndARestart) {
    Import(200);
    int n = 0;
    shop.stripe.fault = [&](const std::string& target) -> std::optional<http::Answer> {
        if (target.starts_with("/v1/customers") && ++n % 3 != 0) return FakeStripe::Error(500, "", "No");
        return std::nullopt;
    };
    for (int i = 0; i < 200; ++i) Change(i);
    shop.RunUntil([] { return false; }, 3 * kSecond);
    shop.Stop();
    shop.Start();
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(shop.Number("hints"), 0);
    EXPECT_EQ(shop.Number("live_due"), 200);
}

TEST_P(LiveTest, AWindowOfChargesBringsThePaymentsThatNameThem) {
    constexpr int kCharges = 100;
    Import(kCharges);
    for (int i = 0; i < kCharges; ++i) {
        shop.stripe.Put(Kind::kInvoice, InvoiceJson(fmt::format("in_{}", i), fmt::format("cus_{}", i), kToday + i));
        shop.stripe.Put(Kind::kCharge, ChargeJson(i));
        if (i % 20 != 0) shop.stripe.Put(Kind::kInvoicePayment, PaymentJson(i));
    }
    AtOnce([&] {
        for (int i = 0; i < kCharges; ++i) {
            ASSERT_TRUE(shop.Hook("charge.succeeded", "charge", fmt::format("ch_{}", i), fmt::format("evt_{}", i), kToday + i).ok());
        }
    });
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(shop.StoredIds(Kind::kCharge).size(), size_t{kCharges});
    EXPECT_EQ(shop.StoredIds(Kind::kInvoicePayment).size(), 95u);
    // The five that pay no invoice are asked about one by one.
    EXPECT_EQ(shop.stripe.CountOf("/v1/invoice_payments?limit=100&payment[type]="), 5);
    EXPECT_EQ(shop.stripe.CountOf("/v1/charges/"), 5);
}

TEST_P(LiveTest, ObjectsOfParentsNotYetSeenFetchTheParent) {
    Import(1);
    shop.stripe.Put(Kind::kInvoice, InvoiceJson("in_7", "cus_7", kToday));
    shop.stripe.Put(Kind::kCustomer, CustomerJson("cus_7", kToday));
    shop.stripe.Put(Kind::kInvoicePayment, PaymentJson(7));
    ASSERT_TRUE(shop.Hook("invoice_payment.paid", "invoice_payment", "inpay_7").ok());
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_TRUE(shop.StoredIds(Kind::kInvoice).contains("in_7"));
    EXPECT_TRUE(shop.StoredIds(Kind::kCustomer).contains("cus_7"));
}

// The body, and whether a hint follows.
TEST_P(LiveTest, EachBodyIsAnsweredAsStripeNeedsIt) {
    Import(5);
    ASSERT_TRUE(shop.sync().Connect(kAccount, {}, {{std::string(kTestSecret), "whsec_of_the_second_endpoint"}}).ok());
    const std::string good = R"({"id":"evt_good","object":"event","type":"customer.updated","created":1767225600,)"
                             R"("livemode":false,"data":{"object":{"id":"cus_1","object":"customer"}}})";
    struct Case {
        std::string_view name, body, secret;
        bool taken;
        int64_t hints;
    };
    const std::string gzip("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b\x04\x00", 13);
    const std::string other_mode = R"({"id":"evt_live","object":"event","type":"customer.updated","created":1767225600,)"
                                   R"("livemode":true,"data":{"object":{"id":"cus_1","object":"customer"}}})";
    const std::string connect = R"({"id":"evt_c","object":"event","type":"customer.updated","account":"acct_1","livemode":false,)"
                                R"("data":{"object":{"id":"cus_1","object":"customer"}}})";
    const std::string thin = R"({"id":"evt_thin","object":"v2.core.event","type":"v1.customer.updated","livemode":false,)"
                             R"("created":"2026-01-01T00:00:00.000Z","related_object":{"id":"cus_2","type":"customer",)"
                             R"("url":"/v1/customers/cus_2"}})";
    const std::string thin_v2 = R"({"id":"evt_v2","object":"v2.core.event","type":"v2.core.account.updated","livemode":false,)"
                                R"("related_object":{"id":"acct_2","type":"v2.core.account","url":"/v2/core/accounts/acct_2"}})";
    const std::string upcoming = R"({"id":"evt_up","object":"event","type":"invoice.upcoming","created":1767225600,)"
                                 R"("livemode":false,"data":{"object":{"object":"invoice","customer":"cus_1"}}})";
    const std::string unknown = R"({"id":"evt_x","object":"event","type":"moon.landed","created":1767225600,)"
                                R"("livemode":false,"data":{"object":{"id":"moon_1","object":"moon"}}})";
    const Case cases[] = {
        {"an event", good, kTestSecret, true, 1},
        {"the same again", good, kTestSecret, true, 1},
        {"of the second endpoint", thin, "whsec_of_the_second_endpoint", true, 2},
        {"a thin event of v2's own", thin_v2, kTestSecret, true, 2},
        {"an invoice that is none yet", upcoming, kTestSecret, true, 2},
        {"an unknown type", unknown, kTestSecret, true, 2},
        {"of the other mode", other_mode, kTestSecret, true, 2},
        {"of a connected account", connect, kTestSecret, true, 2},
        {"another secret", good, "whsec_somebody_elses", false, 2},
        {"a secret with a blank", good, "whsec_test_0123456789abcdef ", false, 2},
        {"compressed", gzip, kTestSecret, false, 2},
        {"cut off", std::string_view(good).substr(0, good.size() / 2), kTestSecret, false, 2},
        {"no JSON", "event", kTestSecret, false, 2},
        {"no event", R"({"object":"charge","id":"ch_1"})", kTestSecret, false, 2},
        {"nothing", "", kTestSecret, false, 2},
    };
    for (const Case& c : cases) {
        const Status kept = shop.HookBody(std::string(c.body), c.secret);
        EXPECT_EQ(kept.ok(), c.taken) << c.name;
        if (!kept.ok()) {
            EXPECT_EQ(kept.error().code, Code::kInvalid) << c.name;
        }
        EXPECT_EQ(shop.Number("hints"), c.hints) << c.name;
    }
    const int64_t old = shop.clock.Now() / kSecond - 301;
    const std::string stale = fmt::format("t={},v1={}", old, HexEncode(HmacSha256(kTestSecret, fmt::format("{}.{}", old, good))));
    EXPECT_FALSE(shop.HookRaw(stale, good).ok());
}

TEST_P(LiveTest, WhatCannotBeKeptIsSentAgain) {
    bool full = false;
    Shop broken(GetParam(), [&](std::string_view statement) -> Status {
        if (full && statement == "sync.put_hints") return Unavailable("The disk is full.");
        return {};
    });
    broken.stripe.Put(Kind::kCustomer, CustomerJson("cus_1", kToday));
    ASSERT_TRUE(broken.Connect().ok());
    ASSERT_TRUE(broken.RunUntilIdle());
    full = true;
    const Status refused = broken.Hook("customer.updated", "customer", "cus_1");
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, Code::kUnavailable);
    full = false;
    EXPECT_TRUE(broken.Hook("customer.updated", "customer", "cus_1").ok()) << "the same event is taken now";
    ASSERT_TRUE(broken.RunUntilIdle());
    EXPECT_EQ(broken.stripe.CountOf("/v1/customers/cus_1"), 1);
}

}  // namespace
}  // namespace daybook::stripe::test
