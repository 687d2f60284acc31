// Following without webhooks, switching between the ways, and proving that the copy is right.
#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "stripe/live_status.h"
#include "stripe/sync_support.h"

namespace daybook::stripe::test {
namespace {

using EventList = FakeStripe::EventList;

FakeStripe::Object SessionJson(std::string_view id, int64_t created, std::string_view status) {
    return {std::string(id),
            fmt::format(R"({{"id":"{}","object":"checkout.session","created":{},"expires_at":{},"livemode":false,"mode":"payment",)"
                        R"("status":"{}","customer":"cus_1","currency":"usd","amount_total":1000}})",
                        id, created, created + 86'400, status),
            created};
}

// Of a kind whose ids the shop chooses.
FakeStripe::Object NamedJson(Kind kind, std::string_view id, std::string_view name) {
    return {std::string(id),
            fmt::format(R"({{"id":"{}","object":"{}","created":{},"livemode":false,"name":"{}","product":"{}"}})", id,
                        ResourceOf(kind).object, kToday - 200'000, name, id),
            kToday - 200'000};
}

class FollowTest : public ::testing::TestWithParam<std::string> {
  protected:
    Shop shop{GetParam()};

    void Import(EventList events, int customers = 5, std::optional<std::string> key = std::string(kTestKey)) {
        shop.stripe.events = events;
        for (int i = 0; i < customers; ++i) {
            shop.stripe.Put(Kind::kCustomer, CustomerJson(fmt::format("cus_{}", i), kToday - 100'000 - i));
        }
        ASSERT_TRUE(shop.Connect(key).ok());
        ASSERT_TRUE(shop.RunUntilIdle());
    }
    void Rename(int i, std::string_view email) {
        shop.stripe.Put(Kind::kCustomer, CustomerJson(fmt::format("cus_{}", i), kToday - 100'000 - i, email));
    }
    void Pass(Micros time) {
        shop.RunUntil([] { return false; }, time);
    }
    const LiveView& Live() {
        view = shop.Look();
        return *view.live;
    }
    bool Has(std::string_view code) {
        const LiveView& live = Live();
        const auto conditions = ConditionsOf(view, live);
        return std::ranges::any_of(conditions, [&](const Condition& c) { return c.code == code && !c.remedy.empty(); });
    }
    Walk WalkOf(Kind kind) {
        for (const Walk& walk : Live().look->walks) {
            if (walk.kind == kind) return walk;
        }
        return {};
    }
    // Compares everything; how many objects were repaired.
    int64_t Verify() {
        EXPECT_TRUE(shop.sync().Verify(kAccount).ok());
        EXPECT_TRUE(shop.RunUntil([&] { return !Live().look->verifying; }));
        int64_t repaired = 0;
        for (const Walk& walk : Live().look->walks) repaired += walk.matched_repaired;
        return repaired;
    }
    bool Changed(Kind kind, std::string_view id) {
        return shop.stripe.CountOf(fmt::format("{}/{}", ResourceOf(kind).path, id)) > 0;
    }
    View view;
};
INSTANTIATE_BOTH_ENGINES(FollowTest);

TEST_P(FollowTest, EventsTellOfAChangeWithinSeconds) {
    Import(EventList::kGranted);
    EXPECT_EQ(Live().look->way, Way::kEvents) << "no webhook was heard yet";
    Rename(2, "new@example.com");
    shop.stripe.Put(kEventKind, EventJson("evt_1", "customer", "cus_2", shop.clock.Now() / kSecond));
    ASSERT_TRUE(shop.RunUntil([&] { return shop.Number("live_due") == 1; }, 8 * kSecond));
    EXPECT_EQ(shop.stripe.CountOf("/v1/customers/cus_2"), 1);
    // Ten minutes are looked back, but nothing is read twice.
    Pass(kMinute);
    EXPECT_EQ(shop.stripe.CountOf("/v1/customers/cus_2"), 1);
    EXPECT_GT(shop.stripe.CountOf("/v1/events?limit=100"), 10) << "every five seconds in the first hour";
}

TEST_P(FollowTest, AnEventThatIsListedLateIsFound) {
    Import(EventList::kGranted);
    shop.stripe.Put(kEventKind, EventJson("evt_b", "customer", "cus_1", shop.clock.Now() / kSecond));
    Pass(10 * kSecond);
    // Made before the other, but shown only now.
    shop.stripe.Put(kEventKind, EventJson("evt_a", "customer", "cus_2", shop.clock.Now() / kSecond - 120));
    Pass(10 * kSecond);
    EXPECT_EQ(shop.stripe.CountOf("/v1/customers/cus_1"), 1);
    EXPECT_EQ(shop.stripe.CountOf("/v1/customers/cus_2"), 1);
}

TEST_P(FollowTest, ManyPagesOfEventsAreReadWhole) {
    Import(EventList::kGranted, 350);
    int n = 0;
    shop.stripe.fault = [&](const std::string& target) -> std::optional<http::Answer> {
        if (target.find("/v1/events?") == 0 && target.find("starting_after") != std::string::npos && ++n <= 4) {
            return FakeStripe::Error(500, "", "No");
        }
        return std::nullopt;
    };
    for (int i = 0; i < 350; ++i) {
        shop.stripe.Put(kEventKind, EventJson(fmt::format("evt_{}", i), "customer", fmt::format("cus_{}", i), shop.clock.Now() / kSecond));
        Rename(i, fmt::format("new{}@example.com", i));
    }
    ASSERT_TRUE(shop.RunUntil([&] { return shop.Number("live_due") == 350; }));
}

TEST_P(FollowTest, WhereNothingElseIsAllowedListsArePolled) {
    Import(EventList::kForbidden);
    EXPECT_EQ(Live().look->way, Way::kPolling);
    EXPECT_FALSE(Live().ways.events);
    shop.stripe.Put(Kind::kCustomer, CustomerJson("cus_new", shop.clock.Now() / kSecond));
    shop.stripe.Put(Kind::kInvoice, InvoiceJson("in_new", "cus_new", shop.clock.Now() / kSecond, "open"));
    ASSERT_TRUE(shop.RunUntil([&] { return shop.StoredIds(Kind::kInvoice).contains("in_new"); }, 2 * kMinute));
    // It is paid: no list of new objects shows that.
    Pass(2 * kHour);
    shop.stripe.Put(Kind::kInvoice, InvoiceJson("in_new", "cus_new", kToday + 60, "paid"));
    const int64_t before = shop.Number("revs");
    ASSERT_TRUE(shop.RunUntil([&] { return shop.Number("revs") > before; }, 4 * kHour));
}

TEST_P(FollowTest, AnOpenInvoiceThatIsNotListedAnyMoreIsReadByItsId) {
    Import(EventList::kForbidden);
    shop.stripe.Put(Kind::kInvoice, InvoiceJson("in_draft", "cus_1", kToday - 50'000, "draft"));
    ASSERT_TRUE(shop.Hook("invoice.updated", "invoice", "in_draft").ok());
    ASSERT_TRUE(shop.RunUntilIdle());
    ASSERT_TRUE(shop.sync().Connect(kAccount, {}, std::vector<std::string>{}).ok());  // the webhook is taken away
    shop.stripe.Remove(Kind::kInvoice, "in_draft");
    ASSERT_TRUE(shop.RunUntil([&] { return shop.StoredIds(Kind::kInvoice).empty(); }, 8 * kHour));
}

// ---- what one way leaves out, another finds ----

TEST_P(FollowTest, WhatWasMadeBeforeTheFirstEventIsFoundInTheLists) {
    Import(EventList::kForbidden);
    shop.stripe.Put(Kind::kCustomer, CustomerJson("cus_between", shop.clock.Now() / kSecond));
    ASSERT_TRUE(shop.Hook("customer.updated", "customer", "cus_1").ok());
    ASSERT_EQ(Live().look->way, Way::kWebhooks);
    EXPECT_TRUE(shop.RunUntil([&] { return shop.StoredIds(Kind::kCustomer).contains("cus_between"); }, 2 * kMinute));
    EXPECT_GT(Live().look->pace.open, 0) << "one event says little: the rest is followed as before";
}

TEST_P(FollowTest, WhatAKnownWebhookDoesNotTellIsFoundInTheLists) {
    Import(EventList::kForbidden);
    for (int i = 0; i < 12; ++i) {
        Pass(2 * kHour);
        ASSERT_TRUE(shop.Hook("customer.updated", "customer", "cus_1", fmt::format("evt_{}", i)).ok());
    }
    Pass(kMinute);
    EXPECT_EQ(Live().look->pace.open, 0);
    shop.stripe.Put(Kind::kCustomer, CustomerJson("cus_untold", shop.clock.Now() / kSecond));
    EXPECT_TRUE(shop.RunUntil([&] { return shop.StoredIds(Kind::kCustomer).contains("cus_untold"); }, 4 * kHour));
    EXPECT_EQ(Live().look->way, Way::kWebhooks);
}

TEST_P(FollowTest, AListThatMayNotBeReadAnyMoreIsSaidAndHoldsUpNoOther) {
    Import(EventList::kForbidden);
    Pass(2 * kMinute);
    shop.stripe.forbidden = {Kind::kCustomer, Kind::kCharge, Kind::kRefund};
    const Micros before = Live().look->follow.news_at;
    shop.stripe.Put(Kind::kSession, SessionJson("cs_paid", shop.clock.Now() / kSecond, "complete"));
    ASSERT_TRUE(shop.RunUntil([&] { return shop.StoredIds(Kind::kSession).contains("cs_paid"); }, 3 * kMinute));
    Pass(kMinute);
    EXPECT_GT(Live().look->follow.news_at, before);
    for (const Kind kind : shop.stripe.forbidden) EXPECT_EQ(shop.Row(kind).granted, Grant::kMissing) << ResourceOf(kind).name;
    EXPECT_TRUE(Has("permission_missing"));
    // What was made meanwhile is read once it may be.
    shop.stripe.Put(Kind::kCustomer, CustomerJson("cus_hidden", shop.clock.Now() / kSecond));
    Pass(kHour);
    shop.stripe.forbidden.clear();
    ASSERT_TRUE(shop.Waiting([&] { return shop.sync().Check(kAccount); }).ok());
    EXPECT_TRUE(shop.RunUntil([&] { return shop.StoredIds(Kind::kCustomer).contains("cus_hidden"); }, kMinute));
}

TEST_P(FollowTest, AListThatFailsHoldsUpNoOtherAndIsReadAgainFromWhereItStood) {
    Import(EventList::kForbidden);
    Pass(2 * kHour);
    shop.stripe.fault = [](const std::string& target) -> std::optional<http::Answer> {
        if (target.starts_with("/v1/customers?")) return FakeStripe::Error(500, "", "No");
        return std::nullopt;
    };
    const Micros before = Live().look->follow.news_at;
    shop.stripe.Put(Kind::kCustomer, CustomerJson("cus_late", shop.clock.Now() / kSecond));
    shop.stripe.Put(Kind::kSession, SessionJson("cs_paid", shop.clock.Now() / kSecond, "complete"));
    ASSERT_TRUE(shop.RunUntil([&] { return shop.StoredIds(Kind::kSession).contains("cs_paid"); }, 6 * kHour));
    EXPECT_EQ(Live().look->follow.news_at, before);
    shop.stripe.fault = {};
    EXPECT_TRUE(shop.RunUntil([&] { return shop.StoredIds(Kind::kCustomer).contains("cus_late"); }, 2 * kMinute)) << "soon, not a round later";
}

TEST_P(FollowTest, AnInvoicesPaymentIsNeverPolledWithoutSayingSo) {
    Import(EventList::kForbidden);
    // Made between the requests for the two lists.
    const int made = static_cast<int>(shop.clock.Now() / kSecond - kToday);
    shop.stripe.fault = [](const std::string& target) -> std::optional<http::Answer> {
        if (!target.starts_with("/v1/invoice_payments?limit=100&created")) return std::nullopt;
        return FakeStripe::Json(200, R"({"object":"list","url":"/v1/invoice_payments","has_more":false,"data":[]})");
    };
    shop.stripe.Put(Kind::kCharge, ChargeJson(made));
    shop.stripe.Put(Kind::kInvoicePayment, PaymentJson(made));
    ASSERT_TRUE(shop.RunUntil([&] { return !shop.StoredIds(Kind::kCharge).empty(); }, 3 * kMinute));
    EXPECT_EQ(shop.StoredIds(Kind::kInvoicePayment).size(), 1u);
    const auto singles = [&] { return shop.stripe.CountOf("/v1/charges/"); };
    EXPECT_EQ(singles(), 1);
    Pass(10 * kMinute);
    EXPECT_EQ(singles(), 1) << "what is stored is polled as anything";
}

TEST_P(FollowTest, AClockThatIsWrongForAWhileLosesNothing) {
    for (const EventList events : {EventList::kGranted, EventList::kForbidden}) {
        Shop other(GetParam());
        other.stripe.events = events;
        other.stripe.Put(Kind::kCustomer, CustomerJson("cus_1", kToday - 1000));
        ASSERT_TRUE(other.Connect().ok());
        ASSERT_TRUE(other.RunUntilIdle());
        const int64_t pass = other.Row(Kind::kCustomer).pass;
        const auto found = [&](const std::string& id) {
            const int64_t now = (other.clock.Now() - other.stripe.ahead) / kSecond;
            other.stripe.Put(Kind::kCustomer, CustomerJson(id, now));
            other.stripe.Put(kEventKind, EventJson("evt_" + id, "customer", id, now));
            return other.RunUntil([&] { return other.StoredIds(Kind::kCustomer).contains(id); }, 6 * kHour);
        };
        for (const Micros ahead : {20 * kMinute, 40 * kDay, -5 * kHour, Micros{0}}) {
            other.Stop();
            other.clock.Set(other.clock.Now() - other.stripe.ahead + ahead);
            other.stripe.ahead = ahead;
            other.Start();
            EXPECT_TRUE(found(fmt::format("cus_ahead_{}", ahead / kMinute))) << ahead / kMinute << " minutes";
            other.RunUntil([] { return false; }, kMinute);
            const Follow follow = other.Look().live->look->follow;
            EXPECT_LE(std::max(follow.event_cursor, follow.news_at / kSecond), (other.clock.Now() - ahead) / kSecond) << ahead / kMinute;
        }
        EXPECT_EQ(other.Row(Kind::kCustomer).pass, pass) << "nothing was forgotten";
    }
}

TEST_P(FollowTest, WhoKeepsThePageOpenTakesHalfOfTheAllocation) {
    Import(EventList::kGranted);
    shop.options.watched = [](AccountId) { return true; };
    const auto restarted = [&] {
        shop.Stop();
        shop.Start();
        return Live().look->pace.events;
    };
    Pass(kHour);
    EXPECT_EQ(restarted(), 5 * kSecond);
    const int64_t connection = view.connection->id;
    ASSERT_TRUE(shop.db().Write([&](sql::Tx& tx) { return AddReads(tx, connection, shop.clock.Now(), 5'001); }).ok());
    EXPECT_GT(restarted(), 10 * kMinute);
}

TEST_P(FollowTest, CatchingUpIsNoUsualRound) {
    Import(EventList::kForbidden);
    Pass(3 * kHour);
    const Micros usual = Live().look->pace.news;
    for (int i = 0; i < 3'000; ++i) shop.stripe.Put(Kind::kCustomer, CustomerJson(fmt::format("cus_burst_{}", i), shop.clock.Now() / kSecond));
    ASSERT_TRUE(shop.RunUntil([&] { return shop.StoredIds(Kind::kCustomer).contains("cus_burst_2999"); }, 6 * kHour));
    Pass(kMinute);
    EXPECT_LE(Live().look->pace.news, 2 * usual);
}

// ---- carts: Stripe has no event for a checkout that was begun ----

TEST_P(FollowTest, ACheckoutThatWasBegunIsFoundHoweverTheShopIsFollowed) {
    for (const Way way : {Way::kWebhooks, Way::kEvents, Way::kPolling}) {
        SCOPED_TRACE(WayName(way));
        Shop quiet(GetParam());
        quiet.stripe.events = way == Way::kEvents ? EventList::kGranted : EventList::kForbidden;
        quiet.stripe.Put(Kind::kCustomer, CustomerJson("cus_1", kToday - 1000));
        ASSERT_TRUE(quiet.Connect().ok());
        ASSERT_TRUE(quiet.RunUntilIdle());
        if (way == Way::kWebhooks) {
            ASSERT_TRUE(quiet.Hook("customer.updated", "customer", "cus_1").ok());
        }
        const auto found = [&](std::string_view id, Micros within) {
            quiet.stripe.Put(Kind::kSession, SessionJson(id, quiet.clock.Now() / kSecond, "open"));
            return quiet.RunUntil([&] { return quiet.StoredIds(Kind::kSession).contains(std::string(id)); }, within);
        };
        ASSERT_EQ(quiet.Look().live->look->way, way);
        EXPECT_TRUE(found("cs_first_hour", 6 * kMinute));
        quiet.RunUntil([] { return false; }, 5 * kHour);
        ASSERT_EQ(quiet.Look().live->look->way, way);
        EXPECT_TRUE(found("cs_later", 36 * kMinute)) << "a shop without payments: the least there is to read";
        quiet.Stop();
        quiet.clock.Set(quiet.clock.Now() + 20 * kHour);
        const int64_t hours_ago = quiet.clock.Now() / kSecond - 19 * 3600;
        quiet.stripe.Put(Kind::kSession, SessionJson("cs_away", hours_ago, "open"));
        quiet.Start();
        EXPECT_TRUE(quiet.RunUntil([&] { return quiet.StoredIds(Kind::kSession).contains("cs_away"); }, kMinute)) << "made while nobody ran";
    }
}

TEST_P(FollowTest, ALookForCartsIsOneRequestAndReadsWhatIsOpenNoMore) {
    Import(EventList::kGranted);
    const auto lists = [&] { return shop.stripe.CountOf("/v1/checkout/sessions?limit=100&status=open"); };
    const auto singles = [&] { return shop.stripe.CountOf("/v1/checkout/sessions/cs_"); };
    Pass(6 * kMinute);
    const int64_t before = lists();
    Pass(30 * kMinute);
    EXPECT_EQ(lists() - before, 6) << "every five minutes of the first hour";
    shop.stripe.Put(Kind::kSession, SessionJson("cs_paid", shop.clock.Now() / kSecond, "open"));
    shop.stripe.Put(Kind::kSession, SessionJson("cs_left", shop.clock.Now() / kSecond, "open"));
    ASSERT_TRUE(shop.RunUntil([&] { return shop.StoredIds(Kind::kSession).size() == 2; }, 6 * kMinute));
    // It is completed, and the event is lost.
    shop.stripe.Put(Kind::kSession, SessionJson("cs_paid", shop.clock.Now() / kSecond - 60, "complete"));
    ASSERT_TRUE(shop.RunUntil([&] { return singles() > 0; }, 6 * kMinute));
    Pass(3 * kHour);
    EXPECT_EQ(singles(), 1) << "each completed one once, and no other";
    EXPECT_EQ(shop.stripe.CountOf("/v1/checkout/sessions/cs_paid"), 1);
}

TEST_P(FollowTest, WhereSessionsMayNotBeReadAnyMoreNobodyLooksForCarts) {
    Import(EventList::kGranted);
    shop.stripe.forbidden = {Kind::kSession};
    ASSERT_TRUE(shop.RunUntil([&] { return shop.Row(Kind::kSession).granted == Grant::kMissing; }, 6 * kMinute));
    Pass(kMinute);
    const int64_t before = shop.stripe.CountOf("/v1/checkout/sessions?limit=100&status=open");
    Pass(3 * kHour);
    EXPECT_EQ(shop.stripe.CountOf("/v1/checkout/sessions?limit=100&status=open"), before);
    EXPECT_TRUE(Has("permission_missing"));
    EXPECT_EQ(Live().look->pace.carts, 0);
}

TEST_P(FollowTest, WhatWasReadIsCountedAlsoWhereTheProgramEndsSoon) {
    Import(EventList::kGranted, 300);
    const int64_t read = Live().look->reads;
    ASSERT_GT(read, 10);
    shop.Stop();
    shop.Start();
    EXPECT_GE(Live().look->reads, read);
}

TEST_P(FollowTest, AnIdleShopCostsTheBudgetedReadsOnly) {
    for (const EventList events : {EventList::kGranted, EventList::kForbidden}) {
        Shop quiet(GetParam());
        quiet.stripe.events = events;
        quiet.stripe.Put(Kind::kCustomer, CustomerJson("cus_1", kToday - 1000));
        ASSERT_TRUE(quiet.Connect().ok());
        ASSERT_TRUE(quiet.RunUntilIdle());
        quiet.RunUntil([] { return false; }, 2 * kHour);  // the first hour is over
        const auto before = static_cast<int64_t>(quiet.stripe.seen().size());
        quiet.RunUntil([] { return false; }, 3 * kDay);
        const int64_t a_month = (static_cast<int64_t>(quiet.stripe.seen().size()) - before) * 10;
        EXPECT_LE(a_month, 5'200) << "half of 10,000, and the hours at the edge";
        EXPECT_GE(a_month, 500);
    }
}

TEST_P(FollowTest, TheWaysSwitchByThemselves) {
    Import(EventList::kForbidden);
    EXPECT_EQ(Freshness(Live().ways), Way::kWebhooks);
    EXPECT_EQ(Live().look->way, Way::kPolling);
    ASSERT_TRUE(shop.Hook("customer.updated", "customer", "cus_1").ok());
    EXPECT_EQ(Live().look->way, Way::kWebhooks);
    EXPECT_GT(Live().heard.first, 0) << "the first event has arrived";
    // The key gets the permission for events, and the endpoint falls silent.
    shop.stripe.events = EventList::kGranted;
    for (int i = 0; i < 12; ++i) {
        ASSERT_TRUE(shop.Hook("customer.updated", "customer", "cus_1", fmt::format("evt_x{}", i)).ok());
    }
    Pass(8 * kHour);
    EXPECT_TRUE(Live().ways.events) << "asked again by itself";
    EXPECT_EQ(Live().look->way, Way::kEvents);
    EXPECT_TRUE(Has("webhook_silent"));
    ASSERT_TRUE(shop.Hook("customer.updated", "customer", "cus_1", "evt_back").ok());
    EXPECT_EQ(Live().look->way, Way::kWebhooks);
    EXPECT_FALSE(Has("webhook_silent"));
    shop.stripe.events = EventList::kForbidden;
    Pass(2 * kHour);
    EXPECT_FALSE(Live().ways.events);
}

TEST_P(FollowTest, AWrongSecretIsSaidAndHeals) {
    Import(EventList::kForbidden);
    const std::string body = EventJson("evt_1", "customer", "cus_1", kToday).json;
    for (int i = 0; i < 3; ++i) EXPECT_FALSE(shop.HookBody(body, "whsec_of_another_endpoint").ok());
    EXPECT_TRUE(Has("webhook_secret_wrong"));
    for (int i = 0; i < 9; ++i) EXPECT_FALSE(shop.HookRaw("nonsense", body).ok());
    EXPECT_EQ(Live().heard.refused, 3) << "who does not sign says nothing about the secret";
    ASSERT_TRUE(shop.HookBody(body).ok());
    EXPECT_FALSE(Has("webhook_secret_wrong"));
}

TEST_P(FollowTest, SaysThatItIsBehind) {
    Import(EventList::kForbidden);
    shop.stripe.fault = [](const std::string&) { return FakeStripe::Error(500, "", "No"); };
    ASSERT_TRUE(shop.Hook("customer.updated", "customer", "cus_1").ok());
    Pass(4 * kMinute);
    EXPECT_FALSE(Has("behind"));
    Pass(20 * kMinute);
    EXPECT_TRUE(Has("behind"));
    EXPECT_TRUE(Has("stripe_unreachable"));
    EXPECT_EQ(Live().backlog.waiting, 1);
    shop.stripe.fault = {};
    ASSERT_TRUE(shop.RunUntil([&] { return shop.Number("hints") == 0; }));
    EXPECT_FALSE(Has("behind"));
}

TEST_P(FollowTest, WhatWebhooksLostIsFoundInTheEvents) {
    Import(EventList::kGranted);
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(shop.Hook("customer.updated", "customer", "cus_1", fmt::format("evt_{}", i)).ok());
    Rename(3, "lost@example.com");
    shop.stripe.Put(kEventKind, EventJson("evt_lost", "customer", "cus_3", shop.clock.Now() / kSecond));
    ASSERT_TRUE(shop.RunUntil([&] { return Changed(Kind::kCustomer, "cus_3"); }, 3 * kHour));
}

TEST_P(FollowTest, BeyondTheMemoryOfStripeEverythingIsReadAgain) {
    Import(EventList::kGranted);
    Pass(kMinute);
    const int64_t pass = shop.Row(Kind::kCustomer).pass;
    shop.Stop();
    shop.clock.Set(shop.clock.Now() + 10 * kDay);
    shop.Start();
    Pass(kMinute);
    EXPECT_EQ(shop.Row(Kind::kCustomer).pass, pass) << "ten days are remembered";
    shop.Stop();
    shop.clock.Set(shop.clock.Now() + 40 * kDay);
    Rename(4, "after40days@example.com");
    shop.Start();
    ASSERT_TRUE(shop.RunUntil([&] { return shop.Row(Kind::kCustomer).pass == pass + 1; }, kMinute));
    EXPECT_GT(Live().look->follow.forgotten_at, 0);
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_FALSE(Has("events_forgotten")) << "it ended with the pass";
    EXPECT_EQ(Verify(), 0);
}

TEST_P(FollowTest, VerifyFindsRepairsAndExplains) {
    Import(EventList::kForbidden, 230);
    shop.stripe.Put(Kind::kInvoice, InvoiceJson("in_draft", "cus_1", kToday - 50'000, "draft"));
    ASSERT_TRUE(shop.Hook("invoice.updated", "invoice", "in_draft").ok());
    ASSERT_TRUE(shop.RunUntilIdle());
    EXPECT_EQ(Verify(), 0);
    EXPECT_EQ(WalkOf(Kind::kCustomer).matched_objects, 230);
    EXPECT_GT(WalkOf(Kind::kCustomer).matched_at, 0);
    // Nobody tells of these: one differs, one is missing here, two are gone there.
    Rename(7, "unseen@example.com");
    shop.stripe.Put(Kind::kCustomer, CustomerJson("cus_missing", kToday - 90'000));
    shop.stripe.Remove(Kind::kCustomer, "cus_9");
    shop.stripe.Remove(Kind::kInvoice, "in_draft");
    EXPECT_EQ(Verify(), 4);
    EXPECT_TRUE(shop.StoredIds(Kind::kCustomer).contains("cus_missing"));
    EXPECT_FALSE(shop.StoredIds(Kind::kCustomer).contains("cus_9"));
    EXPECT_TRUE(shop.StoredIds(Kind::kInvoice).empty());
    std::map<std::string, What> found;
    for (const Repair& repair : Live().repairs) found[repair.id] = repair.what;
    const std::map<std::string, What> expected = {{"cus_7", What::kDiffered}, {"cus_missing", What::kMissing},
                                                  {"cus_9", What::kGone}, {"in_draft", What::kGone}};
    EXPECT_EQ(found, expected);
    EXPECT_NE(IntegrationJson(view).find("No webhook told of the change"), std::string::npos) << IntegrationJson(view);
    EXPECT_EQ(Verify(), 0) << "it was repaired";
}

TEST_P(FollowTest, AMissingPaymentOfAnInvoiceIsStoredWithItsTie) {
    Import(EventList::kForbidden);
    const int made = -5000;  // seconds of today: before what a look at the lists reads; the list of payments comes too early
    shop.stripe.fault = [](const std::string& target) -> std::optional<http::Answer> {
        const bool list = target.starts_with("/v1/invoice_payments?limit=100") && target.find("payment[type]") == std::string::npos;
        if (!list) return std::nullopt;
        return FakeStripe::Json(200, R"({"object":"list","url":"/v1/invoice_payments","has_more":false,"data":[]})");
    };
    shop.stripe.Put(Kind::kCharge, ChargeJson(made));
    shop.stripe.Put(Kind::kInvoicePayment, PaymentJson(made));
    EXPECT_TRUE(shop.sync().Verify(kAccount).ok());
    ASSERT_TRUE(shop.RunUntil([&] { return !shop.StoredIds(Kind::kCharge).empty(); }));
    EXPECT_EQ(shop.StoredIds(Kind::kInvoicePayment).size(), 1u) << "with it, in one transaction";
    ASSERT_TRUE(shop.RunUntil([&] { return !Live().look->verifying; }));
    EXPECT_EQ(std::pair(WalkOf(Kind::kCharge).matched_repaired, WalkOf(Kind::kCharge).matched_objects), std::pair(int64_t{1}, int64_t{1}));
    EXPECT_EQ(Verify(), 0);
}

TEST_P(FollowTest, ACouponAProductAndAPriceMayHaveOneId) {
    constexpr std::array kKinds = {Kind::kCoupon, Kind::kProduct, Kind::kPrice};
    for (const Kind kind : kKinds) shop.stripe.Put(kind, NamedJson(kind, "pro", "Pro"));
    Import(EventList::kForbidden);
    for (const Kind kind : kKinds) EXPECT_EQ(shop.StoredIds(kind), std::set<std::string>{"pro"}) << ResourceOf(kind).name;
    EXPECT_EQ(Verify(), 0) << "none took another's place";
    // Hinted at together, each is read.
    for (const Kind kind : kKinds) {
        shop.stripe.Put(kind, NamedJson(kind, "pro", "Pro for all"));
        ASSERT_TRUE(shop.Hook(fmt::format("{}.updated", ResourceOf(kind).object), ResourceOf(kind).object, "pro", ResourceOf(kind).name).ok());
    }
    ASSERT_TRUE(shop.RunUntil([&] { return shop.Number("hints") == 0; }));
    for (const Kind kind : kKinds) EXPECT_EQ(shop.stripe.CountOf(fmt::format("{}/pro", ResourceOf(kind).path)), 1) << ResourceOf(kind).name;
    EXPECT_EQ(Verify(), 0) << "all were read";
    // One goes, by the comparison; the others stay.
    shop.stripe.Remove(Kind::kProduct, "pro");
    EXPECT_EQ(Verify(), 1);
    EXPECT_TRUE(shop.StoredIds(Kind::kProduct).empty());
    EXPECT_EQ(Live().repairs.front().id, "pro");
    EXPECT_EQ(shop.StoredIds(Kind::kPrice), std::set<std::string>{"pro"});
    // And one that a webhook says is gone.
    shop.stripe.Remove(Kind::kCoupon, "pro");
    ASSERT_TRUE(shop.Hook("coupon.deleted", "coupon", "pro", "deleted").ok());
    ASSERT_TRUE(shop.RunUntil([&] { return shop.Number("hints") == 0; }));
    EXPECT_TRUE(shop.StoredIds(Kind::kCoupon).empty());
    EXPECT_EQ(shop.StoredIds(Kind::kPrice), std::set<std::string>{"pro"});
}

TEST_P(FollowTest, AWalkGoesOnWhereARestartLeftIt) {
    Import(EventList::kForbidden, 500);
    ASSERT_TRUE(shop.sync().Verify(kAccount).ok());
    ASSERT_TRUE(shop.RunUntil([&] { return WalkOf(Kind::kCustomer).objects == 300; }));
    shop.Stop();
    shop.Start();
    const auto before = shop.stripe.CountOf("/v1/customers?limit=100");
    ASSERT_TRUE(shop.RunUntil([&] { return WalkOf(Kind::kCustomer).matched_at > 0; }, 3 * kDay));
    EXPECT_EQ(WalkOf(Kind::kCustomer).matched_objects, 500);
    EXPECT_EQ(WalkOf(Kind::kCustomer).matched_repaired, 0);
    EXPECT_GE(before, 8);
}

// Asked for while a page of another walk is on its way: that page does not put the old walk back.
TEST_P(FollowTest, AComparisonThatIsAskedForBeginsAtTheBeginning) {
    Import(EventList::kForbidden, 500);
    ASSERT_TRUE(shop.sync().Verify(kAccount).ok());
    bool asked = false;  // for the second page
    shop.stripe.fault = [&](const std::string& target) {
        asked = asked || (target.starts_with("/v1/customers?") && target.find("starting_after") != std::string::npos);
        return std::optional<http::Answer>();
    };
    ASSERT_TRUE(shop.RunUntil([&] { return asked; }));
    Rename(0, "meanwhile@example.com");  // of the first page, which the walk has behind it
    ASSERT_TRUE(shop.sync().Verify(kAccount).ok());
    ASSERT_TRUE(shop.RunUntil([&] { return !Live().look->verifying; }));
    EXPECT_EQ(WalkOf(Kind::kCustomer).matched_objects, 500);
    EXPECT_EQ(WalkOf(Kind::kCustomer).matched_repaired, 1);
}

TEST_P(FollowTest, ADeletedCursorDoesNotEndAWalk) {
    Import(EventList::kForbidden, 300);
    ASSERT_TRUE(shop.sync().Verify(kAccount).ok());
    ASSERT_TRUE(shop.RunUntil([&] { return WalkOf(Kind::kCustomer).objects == 100; }));
    shop.stripe.Remove(Kind::kCustomer, WalkOf(Kind::kCustomer).cursor);
    ASSERT_TRUE(shop.RunUntil([&] { return !Live().look->verifying; }));
    EXPECT_GE(WalkOf(Kind::kCustomer).matched_objects, 300);
    EXPECT_EQ(WalkOf(Kind::kCustomer).matched_repaired, 0) << "this walk has seen it";
    EXPECT_EQ(Verify(), 1) << "the next has not";
    EXPECT_EQ(shop.StoredIds(Kind::kCustomer).size(), 299u);
}

// ---- the faults that open sync engines are known for ----

TEST_P(FollowTest, PeerFaultASameSecondUpdateIsNotLost) {
    Import(EventList::kForbidden);
    const int64_t second = shop.clock.Now() / kSecond;
    Rename(1, "first@example.com");
    ASSERT_TRUE(shop.Hook("customer.updated", "customer", "cus_1", "evt_first").ok());
    ASSERT_TRUE(shop.RunUntil([&] { return shop.Number("hints") == 0; }));
    // Both changes, both events and both reads carry this second.
    Rename(1, "second@example.com");
    ASSERT_TRUE(shop.Hook("customer.updated", "customer", "cus_1", "evt_second").ok());
    ASSERT_TRUE(shop.RunUntil([&] { return shop.Number("hints") == 0; }));
    EXPECT_EQ(shop.clock.Now() / kSecond, second);
    EXPECT_EQ(shop.stripe.CountOf("/v1/customers/cus_1"), 2);
    EXPECT_EQ(Verify(), 0);
}

TEST_P(FollowTest, PeerFaultCancelledSubscriptionsAreNotLeftOut) {
    shop.stripe.Put(Kind::kSubscription, SubscriptionJson("sub_1", "cus_1", kToday - 9));
    Import(EventList::kForbidden);
    const auto asked = shop.stripe.seen();
    for (const auto& seen : asked) {
        if (!seen.target.starts_with("/v1/subscriptions?limit=100")) continue;
        EXPECT_NE(seen.target.find("status=all"), std::string::npos) << seen.target << " hides cancelled ones";
    }
    EXPECT_TRUE(shop.StoredIds(Kind::kSubscription).contains("sub_1"));
}

TEST_P(FollowTest, PeerFaultARunThatMetA429IsNotComplete) {
    Import(EventList::kForbidden, 250);
    bool limited = true;
    shop.stripe.fault = [&](const std::string& target) -> std::optional<http::Answer> {
        const bool second_page = target.starts_with("/v1/customers?") && target.find("starting_after") != std::string::npos;
        if (limited && second_page) return FakeStripe::Error(429, "rate_limit", "Too many requests");
        return std::nullopt;
    };
    ASSERT_TRUE(shop.sync().Verify(kAccount).ok());
    Rename(249, "behind@example.com");  // behind the page that is refused
    Pass(10 * kMinute);
    EXPECT_TRUE(Live().look->verifying);
    EXPECT_EQ(WalkOf(Kind::kCustomer).matched_at, 0) << "it did not see everything";
    limited = false;
    ASSERT_TRUE(shop.RunUntil([&] { return !Live().look->verifying; }));
    EXPECT_EQ(WalkOf(Kind::kCustomer).matched_objects, 250);
    EXPECT_EQ(WalkOf(Kind::kCustomer).matched_repaired, 1);
}

}  // namespace
}  // namespace daybook::stripe::test
