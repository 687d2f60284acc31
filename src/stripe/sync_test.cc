#include "stripe/sync.h"

#include <filesystem>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/io.h"
#include "base/log.h"
#include "stripe/api.h"
#include "stripe/sync_support.h"
#include "stripe/webhook.h"

namespace daybook::stripe::test {
namespace {

class SyncTest : public ::testing::TestWithParam<std::string> {
  protected:
    Shop shop{GetParam()};

    // Ten customers, imported.
    void Import() {
        for (int i = 0; i < 10; ++i) {
            shop.stripe.Put(Kind::kCustomer, CustomerJson(fmt::format("cus_{}", i), kToday - 100 - i));
        }
        ASSERT_TRUE(shop.Connect().ok());
        ASSERT_TRUE(shop.RunUntilIdle());
    }
};
INSTANTIATE_BOTH_ENGINES(SyncTest);

TEST_P(SyncTest, IsDisconnectedBeforeAKey) {
    const View view = shop.Look();
    EXPECT_EQ(StateOf(view), Shown::kDisconnected);
    for (auto verb : {&Sync::Check, &Sync::Resync, &Sync::Pause, &Sync::Resume}) {
        const auto result = (shop.sync().*verb)(kAccount);
        ASSERT_FALSE(result.ok());
        EXPECT_EQ(result.error().code, Code::kConflict);
    }
    EXPECT_TRUE(shop.sync().Disconnect(kAccount, Sync::Data::kErase).ok());
}

TEST_P(SyncTest, StoresNothingOfAKeyThatDoesNotWork) {
    struct Case {
        std::string_view name, key, reason;
        std::function<void()> arrange;
    };
    const Case cases[] = {
        {"garbled", "not a key", "stripe_key_invalid", [] {}},
        {"refused", kTestKey, "stripe_key_invalid", [&] { shop.stripe.key_revoked = true; }},
        {"unreachable", kTestKey, "stripe_unreachable",
         [&] { shop.stripe.key_revoked = false, shop.stripe.fault = [](const std::string&) { return http::Answer{}; }; }},
        {"not Stripe's address", kTestKey, "stripe_unreachable",
         [&] { shop.stripe.fault = [](const std::string&) { return FakeStripe::Error(404, "", "Unrecognized request URL"); }; }},
    };
    for (const Case& c : cases) {
        c.arrange();
        const auto view = shop.Connect(std::string(c.key));
        ASSERT_FALSE(view.ok()) << c.name;
        EXPECT_EQ(view.error().reason, c.reason) << c.name;
        EXPECT_EQ(StateOf(shop.Look()), Shown::kDisconnected) << c.name;
    }
}

TEST_P(SyncTest, RefusesTheOtherModeAndAnotherShop) {
    Import();
    const auto live = shop.Connect("rk_live_AbcdEfgh12345678wxyz");
    ASSERT_FALSE(live.ok());
    EXPECT_EQ(live.error().reason, "stripe_mode_mismatch");
    ASSERT_TRUE(shop.sync().Pause(kAccount).ok());  // the key that is stored would follow the other shop
    for (int i = 0; i < 10; ++i) shop.stripe.Remove(Kind::kCustomer, fmt::format("cus_{}", i));
    shop.stripe.Put(Kind::kCustomer, CustomerJson("cus_of_another_shop", kToday));
    const auto other = shop.Connect("rk_test_AnotherShop12345678");
    ASSERT_FALSE(other.ok());
    EXPECT_EQ(other.error().reason, "stripe_account_mismatch");
    EXPECT_EQ(shop.StoredIds(Kind::kCustomer).size(), 10u);
    EXPECT_EQ(shop.Look().connection->key_hint, "rk_test_…wxyz");
}

TEST_P(SyncTest, AShopOfGuestsIsKnownByItsPayments) {
    const auto charge = [](std::string_view id) {
        return FakeStripe::Object{std::string(id),
                                  fmt::format(R"({{"id":"{}","object":"charge","created":{},"livemode":false,"customer":null,"status":"succeeded",)"
                                              R"("captured":true,"amount":100,"amount_captured":100,"amount_refunded":0,"currency":"usd",)"
                                              R"("payment_intent":null,"billing_details":{{"email":"guest@example.com"}}}})",
                                              id, kToday - 100),
                                  kToday - 100};
    };
    shop.stripe.Put(Kind::kCharge, charge("ch_ours"));
    ASSERT_TRUE(shop.Connect().ok());
    ASSERT_TRUE(shop.RunUntilIdle());
    ASSERT_EQ(shop.StoredIds(Kind::kCharge).size(), 1u);
    ASSERT_TRUE(shop.sync().Pause(kAccount).ok());  // the key that is stored would follow the other shop
    EXPECT_TRUE(shop.Connect("rk_test_AnotherOfOurs12345678").ok());
    ASSERT_TRUE(shop.sync().Pause(kAccount).ok());
    shop.stripe.Remove(Kind::kCharge, "ch_ours");
    shop.stripe.Put(Kind::kCharge, charge("ch_theirs"));
    const auto other = shop.Connect("rk_test_AnotherShop12345678");
    ASSERT_FALSE(other.ok());
    EXPECT_EQ(other.error().reason, "stripe_account_mismatch");
}

TEST_P(SyncTest, OnlyACustomerThatIsMissingMeansAnotherShop) {
    Import();
    shop.stripe.fault = [](const std::string& target) -> std::optional<http::Answer> {
        if (!target.starts_with("/v1/customers/")) return std::nullopt;
        return FakeStripe::Error(404, "", "Unrecognized request URL");
    };
    const auto view = shop.Connect();
    ASSERT_FALSE(view.ok());
    EXPECT_EQ(view.error().reason, "stripe_unreachable");
    EXPECT_NE(view.error().message.find("What came instead of Stripe's answer cannot be read (status 404)"), std::string::npos) << view.error().message;
}

TEST_P(SyncTest, AnotherMasterKeyFailsUntilTheKeyIsPastedAgain) {
    Import();
    const std::filesystem::path file = std::filesystem::path(shop.database().folder()) / "master.key";
    const std::string right = *ReadFile(file);
    const auto restart_with = [&](const std::string& key) {
        shop.Stop();
        ASSERT_TRUE(WriteFileDurably(file, key, 0600).ok());
        shop.Start();
    };
    restart_with(std::string(32, 'x'));
    EXPECT_EQ(StateOf(shop.Look()), Shown::kFailed);
    EXPECT_EQ(ErrorOf(shop.Look())->code, "master_key_changed");
    for (auto verb : {&Sync::Check, &Sync::Resync, &Sync::Pause, &Sync::Resume, &Sync::Verify}) {
        EXPECT_EQ((shop.sync().*verb)(kAccount).error().reason, "master_key_changed");
    }
    restart_with(right);
    EXPECT_EQ(StateOf(shop.Look()), Shown::kLive) << "nothing was stored of it";
    EXPECT_TRUE(shop.Hook("customer.updated", "customer", "cus_1", "evt_2").ok());
    ASSERT_TRUE(shop.RunUntilIdle());
    restart_with(std::string(32, 'y'));
    ASSERT_TRUE(shop.Waiting([&] { return shop.sync().Connect(kAccount, std::string(kTestKey), std::nullopt); }).ok());
    EXPECT_EQ(StateOf(shop.Look()), Shown::kLive);
    EXPECT_FALSE(shop.Hook("customer.updated", "customer", "cus_1", "evt_3").ok()) << "its secret is lost";
    restart_with(std::string(32, 'y'));
    EXPECT_EQ(StateOf(shop.Look()), Shown::kLive) << "the lost secret is forgotten";
    restart_with(std::string(32, 'z'));
    ASSERT_TRUE(shop.sync().Disconnect(kAccount, Sync::Data::kKeep).ok());
    EXPECT_EQ(StateOf(shop.Look()), Shown::kDisconnected);
    EXPECT_EQ(shop.StoredIds(Kind::kCustomer).size(), 10u);
}

TEST_P(SyncTest, FailsWithoutCustomers) {
    shop.stripe.forbidden = {Kind::kCustomer};
    ASSERT_TRUE(shop.Connect().ok());
    EXPECT_EQ(StateOf(shop.Look()), Shown::kFailed);
    EXPECT_EQ(ErrorOf(shop.Look()), NoCustomers());
    EXPECT_EQ(shop.sync().Resync(kAccount).error().message, "The Stripe connection has failed. " + NoCustomers().message);
    const std::string told = IntegrationJson(shop.Look());
    EXPECT_EQ(told.find("lacks the permission"), std::string::npos) << "one fault, one sentence: " << told;
    EXPECT_NE(told.find(R"("reads_30_days":null,"reads_monthly_expected":null,"reads_monthly_allowed":null)"), std::string::npos) << told;
    EXPECT_EQ(shop.stripe.CountOf("/v1/invoices?limit=100"), 0);
    shop.stripe.forbidden.clear();
    ASSERT_TRUE(shop.Waiting([&] { return shop.sync().Check(kAccount); }).ok());
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(StateOf(shop.Look()), Shown::kLive);
}

TEST_P(SyncTest, PausesAndResumes) {
    for (int i = 0; i < 900; ++i) {
        shop.stripe.Put(Kind::kCustomer, CustomerJson(fmt::format("cus_{}", i), kToday - 9000 * i));
    }
    ASSERT_TRUE(shop.Connect().ok());
    ASSERT_TRUE(shop.RunUntil([&] { return shop.Row(Kind::kCustomer).imported > 0; }));
    ASSERT_TRUE(shop.sync().Pause(kAccount).ok());
    EXPECT_EQ(StateOf(shop.Look()), Shown::kPaused);
    shop.RunUntil([] { return false; }, kMinute);
    const auto asked = shop.stripe.seen().size();
    ASSERT_TRUE(shop.Hook("customer.updated", "customer", "cus_1").ok());
    shop.Stop();
    shop.Start();
    shop.RunUntil([] { return false; }, kHour);
    EXPECT_EQ(shop.stripe.seen().size(), asked);
    EXPECT_EQ(shop.Number("hints"), 1);
    ASSERT_TRUE(shop.sync().Resume(kAccount).ok());
    EXPECT_EQ(StateOf(shop.Look()), Shown::kImporting);
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(shop.StoredIds(Kind::kCustomer).size(), 900u);
    EXPECT_EQ(shop.Number("hints"), 0);
}

TEST_P(SyncTest, KeepsOrErasesTheDataWhenDisconnected) {
    Import();
    ASSERT_TRUE(shop.sync().Disconnect(kAccount, Sync::Data::kKeep).ok());
    EXPECT_EQ(StateOf(shop.Look()), Shown::kDisconnected);
    EXPECT_EQ(shop.StoredIds(Kind::kCustomer).size(), 10u);
    EXPECT_FALSE(shop.Hook("customer.updated", "customer", "cus_1").ok());
    ASSERT_TRUE(shop.Connect().ok());
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(shop.Row(Kind::kCustomer).pass, 2);
    ASSERT_TRUE(shop.sync().Disconnect(kAccount, Sync::Data::kErase).ok());
    EXPECT_NE(IntegrationJson(shop.Look()).find(R"("state":"disconnected","erasing":true)"), std::string::npos);
    shop.Stop();  // the erasing goes on after a restart
    shop.Start();
    ASSERT_TRUE(shop.sync().Disconnect(kAccount, Sync::Data::kErase).ok()) << "asked for twice";
    shop.RunUntil([] { return false; }, kMinute);
    EXPECT_EQ(shop.Number("objects"), 0);
    EXPECT_FALSE(shop.Look().connection.has_value());
    ASSERT_TRUE(shop.Connect("rk_live_AbcdEfgh12345678wxyz").ok());
}

TEST_P(SyncTest, TheLastThatIsToldOfAnErasedShopIsThatThereIsNone) {
    std::string told;
    shop.Stop();
    shop.options.on_change = [&](AccountId, const std::string& json) { told = json; };
    shop.Start();
    Import();
    ASSERT_TRUE(shop.sync().Pause(kAccount).ok());   // told at once: what follows waits its turn
    ASSERT_TRUE(shop.sync().Disconnect(kAccount, Sync::Data::kErase).ok());
    shop.RunUntil([] { return false; }, kMinute);
    EXPECT_EQ(told, IntegrationJson({}));
}

TEST_P(SyncTest, ReadsWhatAWebhookNames) {
    Import();
    shop.stripe.Put(Kind::kCustomer, CustomerJson("cus_hooked", kToday, "new@example.com"));
    ASSERT_TRUE(shop.Hook("customer.created", "customer", "cus_hooked").ok());
    EXPECT_EQ(shop.Number("hints"), 1);
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_TRUE(shop.StoredIds(Kind::kCustomer).contains("cus_hooked"));
    EXPECT_EQ(shop.Number("hints"), 0);
    EXPECT_EQ(shop.Number("live_due"), 1);
    EXPECT_EQ(shop.Look().connection->last_event, shop.clock.Now() / kSecond);
}

TEST_P(SyncTest, ReadsTheCustomerOfAnObjectThatCameAlone) {
    Import();
    shop.stripe.Put(Kind::kCustomer, CustomerJson("cus_unseen", kToday - 90'000));
    shop.stripe.Put(Kind::kInvoice, InvoiceJson("in_alone", "cus_unseen", kToday));
    ASSERT_TRUE(shop.Hook("invoice.paid", "invoice", "in_alone").ok());
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_TRUE(shop.StoredIds(Kind::kCustomer).contains("cus_unseen"));
    EXPECT_EQ(shop.stripe.CountOf("/v1/customers/cus_unseen"), 1);
}

// Whether the customer outlived it tells a cancellation from a deletion, once both are told of.
TEST_P(SyncTest, LooksWhetherACustomerOutlivedItsSubscription) {
    shop.stripe.Put(Kind::kCustomer, CustomerJson("cus_1", kToday));
    Import();
    const auto cancelled = [&](std::string_view id, std::string_view more) {
        const int64_t now = shop.clock.Now() / kSecond;
        shop.stripe.Put(Kind::kSubscription,
                        {std::string(id),
                         fmt::format(R"({{"id":"{}","object":"subscription","created":{},"livemode":false,"customer":"cus_1","status":"canceled",)"
                                     R"("start_date":{},"ended_at":{},{}"items":{{"object":"list","has_more":false,"data":[]}}}})",
                                     id, kToday, kToday, now, more),
                         kToday});
        ASSERT_TRUE(shop.Hook("customer.subscription.deleted", "subscription", id, fmt::format("evt_{}", id)).ok());
        (void)shop.RunUntil([] { return false; }, 30 * kSecond);
    };
    cancelled("sub_1", "");
    EXPECT_EQ(shop.stripe.CountOf("/v1/customers/cus_1"), 0) << "a read at this moment cannot tell";
    EXPECT_EQ(shop.Number("hints"), 0);
    (void)shop.RunUntil([] { return false; }, 2 * kMinute);
    EXPECT_EQ(shop.stripe.CountOf("/v1/customers/cus_1"), 1);
    (void)shop.RunUntil([] { return false; }, kHour);
    EXPECT_EQ(shop.stripe.CountOf("/v1/customers/cus_1"), 1);
    cancelled("sub_2", R"("cancellation_details":{"reason":"payment_failed"},)");
    (void)shop.RunUntil([] { return false; }, kHour);
    EXPECT_EQ(shop.stripe.CountOf("/v1/customers/cus_1"), 1) << "it tells itself";
}

TEST_P(SyncTest, SweepsPeopleWithChargesOnceThePaymentsAreKnown) {
    shop.stripe.Put(Kind::kCustomer, CustomerJson("cus_1", kToday - 9));
    shop.stripe.Put(Kind::kCharge,
                    {"ch_1",
                     R"({"id":"ch_1","object":"charge","created":1767225000,"livemode":false,"customer":"cus_1",)"
                     R"("status":"succeeded","captured":true,"amount":100,"amount_captured":100,)"
                     R"("amount_refunded":0,"currency":"usd","payment_intent":null,"billing_details":{}})",
                     1767225000});
    bool known = true;
    const auto ties = [&](sql::Tx& tx) -> Status {
        known = TRY(TiesKnown(tx, shop.Look().connection->id));
        return {};
    };
    shop.stripe.fault = [](const std::string& target) -> std::optional<http::Answer> {
        if (!target.starts_with("/v1/invoice_payments?limit=100")) return std::nullopt;
        return FakeStripe::Error(500, "", "No");
    };
    ASSERT_TRUE(shop.Connect().ok());
    shop.RunUntil([] { return false; }, 10 * kSecond);
    ASSERT_TRUE(shop.db().Read(ties).ok());
    EXPECT_FALSE(known);
    shop.stripe.fault = {};
    const int64_t before = shop.Number("revs");
    ASSERT_TRUE(shop.RunUntilIdle());
    shop.RunUntil([] { return false; }, kSecond);
    ASSERT_TRUE(shop.db().Read(ties).ok());
    EXPECT_TRUE(known);
    EXPECT_EQ(shop.Number("revs"), before + 1);
}

TEST_P(SyncTest, AnswersEachWebhookAsStripeNeedsIt) {
    Import();
    shop.stripe.forbidden = {Kind::kCharge};
    ASSERT_TRUE(shop.Waiting([&] { return shop.sync().Check(kAccount); }).ok());
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_TRUE(shop.Hook("issuing_card.created", "issuing.card", "ic_1", "evt_2").ok());
    EXPECT_TRUE(shop.Hook("invoice.upcoming", "invoice", "", "evt_3").ok());
    EXPECT_TRUE(shop.Hook("charge.succeeded", "charge", "ch_1", "evt_4").ok());
    EXPECT_EQ(shop.Number("hints"), 0);
    const Status forged = shop.HookRaw("t=1,v1=00", "{}");
    ASSERT_FALSE(forged.ok());
    EXPECT_EQ(forged.error().code, Code::kInvalid);
    http::Request request;
    request.body = "{}";
    http::Response answer;
    HandleWebhook(shop.sync(), request).later([&](http::Response response) { answer = std::move(response); });
    EXPECT_EQ(answer.status, 400);
}

TEST_P(SyncTest, ReadsAnObjectAgainThatChangedDuringItsRead) {
    Import();
    ASSERT_TRUE(shop.Hook("customer.updated", "customer", "cus_1", "evt_2").ok());
    // The request is on its way when the next event comes.
    ASSERT_TRUE(shop.RunUntil([&] { return shop.stripe.CountOf("/v1/customers/cus_1") == 1; }));
    ASSERT_TRUE(shop.Hook("customer.updated", "customer", "cus_1", "evt_3").ok());
    ASSERT_TRUE(shop.Hook("customer.updated", "customer", "cus_1", "evt_3").ok());
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(shop.stripe.CountOf("/v1/customers/cus_1"), 2);
    EXPECT_EQ(shop.Number("hints"), 0);
}

TEST_P(SyncTest, KeepsAHintUntilStripeAnswers) {
    Import();
    shop.stripe.fault = [](const std::string&) { return FakeStripe::Error(500, "", "No"); };
    ASSERT_TRUE(shop.Hook("customer.updated", "customer", "cus_1").ok());
    shop.RunUntil([] { return false; }, 5 * kMinute);
    EXPECT_EQ(shop.Number("hints"), 1);
    shop.Stop();
    shop.Start();
    shop.stripe.fault = {};
    shop.stripe.Put(Kind::kCustomer, CustomerJson("cus_1", kToday - 101, "moved@example.com"));
    ASSERT_TRUE(shop.RunUntil([&] { return shop.Number("hints") == 0; }));
    EXPECT_EQ(shop.Number("live_due"), 1);
}

TEST_P(SyncTest, RemovesADraftThatStripeDeleted) {
    Import();
    shop.stripe.Put(Kind::kInvoice, InvoiceJson("in_draft", "cus_1", kToday - 5, "draft"));
    ASSERT_TRUE(shop.Hook("invoice.updated", "invoice", "in_draft", "evt_2").ok());
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(shop.StoredIds(Kind::kInvoice).size(), 1u);
    shop.stripe.Remove(Kind::kInvoice, "in_draft");
    ASSERT_TRUE(shop.Hook("invoice.deleted", "invoice", "in_draft", "evt_3").ok());
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(shop.StoredIds(Kind::kInvoice).size(), 0u);
}

TEST_P(SyncTest, LiveWorkDoesNotWaitBehindTheImport) {
    shop.stripe.latency = 100 * kMillisecond;
    for (int i = 0; i < 3000; ++i) {
        shop.stripe.Put(Kind::kCustomer, CustomerJson(fmt::format("cus_{}", i), kToday - 900 * i));
    }
    ASSERT_TRUE(shop.Connect().ok());
    ASSERT_TRUE(shop.RunUntil([&] { return shop.Row(Kind::kCustomer).imported > 0; }));
    const Micros hooked = shop.clock.Monotonic();
    ASSERT_TRUE(shop.Hook("customer.updated", "customer", "cus_2999").ok());
    ASSERT_TRUE(shop.RunUntil([&] { return shop.Number("hints") == 0; }));
    EXPECT_LT(shop.clock.Monotonic() - hooked, 200 * kMillisecond);
    EXPECT_NE(shop.Row(Kind::kCustomer).state, Progress::kDone);
}

TEST_P(SyncTest, TellsNobodyTheKey) {
    std::string logged;
    SetLogSink([&](std::string_view line) { logged += line; });
    Import();
    shop.stripe.fault = [](const std::string&) {
        return FakeStripe::Json(400, fmt::format(R"({{"error":{{"type":"invalid_request_error",)"
                                                 R"("message":"You said {}"}}}})",
                                                 kTestKey));
    };
    ASSERT_TRUE(shop.Hook("customer.updated", "customer", "cus_1").ok());
    shop.RunUntil([] { return false; }, kMinute);
    SetLogSink({});
    EXPECT_FALSE(logged.empty());
    EXPECT_EQ(logged.find(kTestKey), std::string::npos);
    EXPECT_EQ(logged.find(kTestSecret), std::string::npos);
    EXPECT_EQ(IntegrationJson(shop.Look()).find(kTestKey), std::string::npos);
}

TEST_P(SyncTest, ReadsAProfileAgain) {
    Import();
    ASSERT_EQ(shop.stripe.CountOf("/v1/customers/cus_3"), 0);
    int64_t objects = 0;
    for (int64_t profile = 0; profile < 3 * kBlockSize && objects == 0; ++profile) {
        const auto read = shop.sync().SyncProfile(kAccount, static_cast<ProfileId>(profile));
        ASSERT_TRUE(read.ok());
        objects = *read;
    }
    EXPECT_EQ(objects, 1);
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(shop.stripe.CountOf("/v1/customers/cus_"), 1);
}

TEST_P(SyncTest, AnswersTheApi) {
    http::Request request;
    EXPECT_EQ(GetIntegration(shop.sync(), kAccount, request).body,
              IntegrationJson(View()));
    EXPECT_EQ(PutIntegration(shop.sync(), kAccount, request).status, 400);
    EXPECT_EQ(PostPause(shop.sync(), kAccount, request).status, 409);
    request.body = R"({"key":"rk_test_1"})";
    EXPECT_EQ(PutIntegration(shop.sync(), kAccount, request).status, 400);
    Import();
    request.body = R"({"webhook_secret":["whsec_one_0123456789abcdef","whsec_two_0123456789abcdef"]})";
    const http::Response put = PutIntegration(shop.sync(), kAccount, request);
    EXPECT_EQ(put.status, 200);
    EXPECT_NE(put.body.find(R"("freshness":"webhooks")"), std::string::npos) << put.body;
    EXPECT_NE(put.body.find(R"({"resource":"customers","imported":10,"estimated_total":10,"rate":null,"seconds_left":null,"done":true})"),
              std::string::npos)
        << put.body;
    request.body.clear();
    request.query = {{"data", "burn"}};
    EXPECT_EQ(DeleteIntegration(shop.sync(), kAccount, request).status, 400);
}

}  // namespace
}  // namespace daybook::stripe::test
