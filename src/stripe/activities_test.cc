#include "stripe/activities.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stripe/world_support.h"

namespace daybook::stripe {
namespace {

using profiles::Activity;
using profiles::ActivityKind;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr int64_t kDay = 86400;
const std::string kCustomer =
    R"({"id":"cus_1","object":"customer","created":1000,"email":"a@x.de"})";

std::vector<Activity> TimelineOf(const std::vector<std::pair<Kind, std::string>>& objects,
                                 ActivityTimes times = {1'000'000, 0}) {
    World world;
    for (const auto& [kind, json] : objects) world.AddObject(kind, json);
    const auto people = world.People(true);
    EXPECT_EQ(people.size(), 1u);
    return people.empty() ? std::vector<Activity>{} : ActivitiesOf(people.begin()->second, times);
}

// "order_paid@200", the newest first.
std::vector<std::string> Names(const std::vector<Activity>& activities) {
    std::vector<std::string> names;
    for (const Activity& each : activities) {
        names.push_back(std::string(profiles::ActivityKindName(each.kind)) + "@" +
                        std::to_string(each.at));
    }
    return names;
}

std::string Invoice(std::string_view members) {
    return R"({"id":"in_1","object":"invoice","created":2000,"customer":"cus_1","currency":"usd","total":500,)" +
           std::string(members) + "}";
}
std::string Subscription(std::string_view members) {
    return R"({"id":"sub_1","object":"subscription","created":2000,"customer":"cus_1","start_date":2100,)" +
           std::string(members) + "}";
}

TEST(Activities, OrdersAsTheyGo) {
    const auto paid = TimelineOf(
        {{Kind::kCustomer, kCustomer},
         {Kind::kInvoice, Invoice(R"("status":"paid","status_transitions":{"paid_at":2500},
        "total_discount_amounts":[{"amount":9}],"discount":{"coupon":{"id":"TEN"}},"lines":{"data":[
        {"amount":5,"quantity":2,"description":"Widget","price":{"id":"p","product":"prod_1"}},{"amount":5,"description":"Fee"}]})")}});
    EXPECT_THAT(Names(paid),
                ElementsAre("order_paid@2500", "order_created@2000", "customer_created@1000"));
    EXPECT_EQ(
        paid[0].data,
        R"({"amount":500,"currency":"usd","order":"in_1","kind":"one_time","products":[)"
        R"({"id":"prod_1","name":"Widget","quantity":2},{"id":null,"name":"Fee","quantity":1}],)"
        R"("coupon":"TEN","discount":9})");
    EXPECT_EQ(paid[2].data, R"({"customer":"cus_1"})");
    EXPECT_THAT(
        Names(TimelineOf(
            {{Kind::kCustomer, kCustomer},
             {Kind::kInvoice,
              Invoice(
                  R"("status":"void","status_transitions":{"voided_at":2600,"marked_uncollectible_at":2550})")}})),
        ElementsAre("order_voided@2600", "order_uncollectible@2550", "order_created@2000",
                    "customer_created@1000"));
    EXPECT_THAT(
        Names(TimelineOf(
            {{Kind::kCustomer, kCustomer},
             {Kind::kInvoice,
              R"({"id":"in_1","object":"invoice","customer":"cus_1","total":0,"status":"paid"})"}})),
        ElementsAre("customer_created@1000"));
}

TEST(Activities, CauseIsTheTimeAgainstTheFirstKey) {
    const auto list =
        TimelineOf({{Kind::kCustomer, kCustomer}, {Kind::kInvoice, Invoice(R"("status":"open")")}},
                   {5000, 1500});
    ASSERT_EQ(list.size(), 2u);
    EXPECT_EQ(list[0].cause, profiles::Cause::kLive);
    EXPECT_EQ(list[1].cause, profiles::Cause::kImport);
}

TEST(Activities, ARefundIsNotedOnce) {
    const std::string charge =
        R"({"id":"ch_1","object":"charge","created":2200,"customer":"cus_1","currency":"usd","invoice":"in_1","status":"succeeded","captured":true,"amount_captured":500})";
    const std::string refund =
        R"({"id":"re_1","object":"refund","created":3000,"charge":"ch_1","amount":50,"status":"succeeded","currency":"usd"})";
    const std::string note =
        R"({"id":"cn_1","object":"credit_note","created":3001,"invoice":"in_1","customer":"cus_1","status":"issued","refunds":[{"amount_refunded":50,"refund":"re_1"}]})";
    const std::vector<std::pair<Kind, std::string>> base = {
        {Kind::kCustomer, kCustomer},
        {Kind::kInvoice, Invoice(R"("status":"open")")},
        {Kind::kCharge, charge},
        {Kind::kRefund, refund}};
    auto list = TimelineOf(base);
    EXPECT_THAT(Names(list),
                ElementsAre("order_refunded@3000", "order_created@2000", "customer_created@1000"));
    EXPECT_EQ(
        list[0].data,
        R"({"amount":50,"currency":"usd","order":"in_1","kind":"one_time","products":[]})");
    auto with_note = base;
    with_note.emplace_back(Kind::kCreditNote, note);
    EXPECT_THAT(Names(TimelineOf(with_note)),
                ElementsAre("order_refunded@3001", "order_created@2000", "customer_created@1000"));
}

TEST(Activities, OnlyRefundsThatCountAreNoted) {
    const auto names = [](std::string_view invoice, std::string_view refund) {
        const std::string charge =
            R"({"id":"ch_1","object":"charge","created":2200,"customer":"cus_1","currency":"usd","invoice":"in_1","payment_intent":"pi_1","status":"succeeded","captured":true,"amount_captured":500})";
        auto list = Names(TimelineOf(
            {{Kind::kCustomer, kCustomer},
             {Kind::kInvoice, Invoice(invoice)},
             {Kind::kCharge, charge},
             {Kind::kCreditNote,
              R"({"id":"cn_1","object":"credit_note","created":3001,"invoice":"in_1","customer":"cus_1","status":"issued","refunds":[{"amount_refunded":50,"refund":"re_9"}]})"},
             {Kind::kRefund,
              R"({"id":"re_1","object":"refund","created":3000,"customer":"cus_1","amount":50,"currency":"usd",)" +
                  std::string(refund) + "}"}}));
        std::erase_if(list, [](const std::string& name) {
            return !name.starts_with("order_refunded");
        });
        return list;
    };
    const std::string paid = R"("status":"paid")";
    EXPECT_THAT(names(paid, R"("charge":"ch_1","status":"succeeded")"),
                ElementsAre("order_refunded@3001", "order_refunded@3000"));
    EXPECT_THAT(names(paid, R"("charge":null,"payment_intent":"pi_1","status":"pending")"),
                ElementsAre("order_refunded@3001", "order_refunded@3000"));
    EXPECT_THAT(names(paid, R"("charge":"ch_1","status":"failed")"),
                ElementsAre("order_refunded@3001"));
    EXPECT_THAT(names(R"("status":"void")", R"("charge":"ch_1","status":"succeeded")"), IsEmpty());
    EXPECT_THAT(names(R"("status":"draft")", R"("charge":"ch_1","status":"succeeded")"),
                IsEmpty());
}

TEST(Activities, Subscriptions) {
    const auto names = [](std::string_view members, ActivityTimes times = {100 * kDay, 0}) {
        auto list = Names(TimelineOf(
            {{Kind::kCustomer, kCustomer}, {Kind::kSubscription, Subscription(members)}}, times));
        EXPECT_EQ(list.back(), "customer_created@1000");
        list.pop_back();
        return list;
    };
    EXPECT_THAT(names(R"("status":"active")"), ElementsAre("subscription_started@2100"));
    EXPECT_THAT(names(R"("status":"incomplete")"), IsEmpty());
    EXPECT_THAT(names(R"("status":"incomplete_expired")"), IsEmpty());
    EXPECT_THAT(names(R"("status":"canceled","ended_at":3000,"canceled_at":2900)"),
                ElementsAre("subscription_cancelled@3000", "subscription_started@2100"));
    EXPECT_THAT(names(R"("status":"canceled","canceled_at":2900)"),
                ElementsAre("subscription_cancelled@2900", "subscription_started@2100"));
    const std::string trial =
        R"("status":"trialing","trial_start":2100,"trial_end":)" + std::to_string(2100 + 14 * kDay);
    const std::string ending = "subscription_trial_ending@" + std::to_string(2100 + 11 * kDay);
    EXPECT_THAT(names(trial), ElementsAre(ending, "subscription_trial_started@2100",
                                          "subscription_started@2100"));
    EXPECT_THAT(names(trial, {2100 + 10 * kDay, 0}),
                ElementsAre("subscription_trial_started@2100", "subscription_started@2100"));
    // Each that has a trial, but what never ran is on none three days before its end.
    for (const std::string_view status : {"incomplete", "incomplete_expired"}) {
        const std::string never = R"("status":")" + std::string(status) + R"(","trial_start":2200,"trial_end":)" + std::to_string(2200 + 14 * kDay);
        EXPECT_THAT(names(never), ElementsAre("subscription_trial_started@2200")) << status;
    }
    // What is over before does not end its trial; what will only be cancelled then does.
    const std::string times = R"("trial_start":2100,"trial_end":)" + std::to_string(2100 + 14 * kDay);
    struct Case {
        std::string_view members;
        bool ending;
    };
    for (const Case& test : {Case{R"("status":"canceled","canceled_at":90000,)", false}, Case{R"("status":"canceled","ended_at":90000,)", false},
                             Case{R"("status":"canceled",)", false}, Case{R"("status":"trialing","canceled_at":90000,"cancel_at_period_end":true,)", true},
                             Case{R"("status":"canceled","canceled_at":90000,"ended_at":1900000,)", true}}) {
        EXPECT_THAT(names(std::string(test.members) + times), testing::Contains(ending).Times(test.ending ? 1 : 0)) << test.members;
    }
}

// Deleting a customer ends its subscriptions, which is no cancellation; what was cancelled before
// stays noted.
TEST(Activities, DeletingACustomerCancelsNothing) {
    struct Case {
        std::string_view subscription, another;
        bool cancelled;
    };
    constexpr std::string_view kRequested =
        R"("status":"canceled","ended_at":30000,"canceled_at":30000,"cancellation_details":{"reason":"cancellation_requested","comment":null})";
    const Case cases[] = {
        {R"("status":"canceled","ended_at":30000)", "", false},
        {kRequested, "", false},
        {kRequested, R"("created":2000,"status":"paid")", false},
        {kRequested, R"("created":40000,"status":"paid")", true},
        {R"("status":"canceled","ended_at":30000,"canceled_at":20000)", "", true},
        {R"("status":"canceled","ended_at":30000,"cancellation_details":{"reason":"payment_failed"})",
         "", true},
        {R"("status":"canceled","ended_at":30000,"cancellation_details":{"reason":"cancellation_requested","feedback":"too_expensive"})",
         "", true},
    };
    for (const Case& test : cases) {
        std::vector<std::pair<Kind, std::string>> objects = {
            {Kind::kCustomer, kCustomer},
            {Kind::kSubscription, Subscription(test.subscription)},
            {Kind::kCustomer, R"({"id":"cus_1","object":"customer","deleted":true})"}};
        if (!test.another.empty())
            objects.emplace_back(
                Kind::kInvoice,
                R"({"id":"in_1","object":"invoice","customer":"cus_1","currency":"usd","total":500,)" +
                    std::string(test.another) + "}");
        EXPECT_THAT(Names(TimelineOf(objects)), testing::Contains("subscription_cancelled@30000")
                                                    .Times(test.cancelled ? 1 : 0))
            << test.subscription << test.another;
    }
}

// A customer that a read showed longer after the end than a deletion takes outlived it.
TEST(Activities, WhatEndedBeforeTheCustomerWasLastSeenWasCancelled) {
    for (const auto& [seen_at, cancelled] : {std::pair(0, false), {29'000, false}, {30'060, false}, {30'061, true}, {90'000, true}}) {
        World world;
        world.AddObject(Kind::kCustomer, kCustomer);
        world.AddObject(Kind::kSubscription, Subscription(R"("status":"canceled","ended_at":30000,"canceled_at":30000)"));
        world.AddObject(Kind::kCustomer, R"({"id":"cus_1","object":"customer","deleted":true})");
        auto people = world.People(true);
        ASSERT_EQ(people.size(), 1u);
        Known& known = people.begin()->second;
        known.customers.front().seen_at = seen_at;
        EXPECT_THAT(Names(ActivitiesOf(known, {1'000'000, 0})), testing::Contains("subscription_cancelled@30000").Times(cancelled ? 1 : 0)) << seen_at;
    }
}

TEST(Activities, RenewalsNameTheirSubscription) {
    const auto list = TimelineOf(
        {{Kind::kCustomer, kCustomer},
         {Kind::kSubscription, Subscription(R"("status":"active")")},
         {Kind::kInvoice,
          Invoice(
              R"("status":"paid","billing_reason":"subscription_cycle","status_transitions":{"paid_at":2500},"parent":{"subscription_details":{"subscription":"sub_1"}})")}});
    ASSERT_EQ(Names(list)[0], "subscription_renewed@2500");
    EXPECT_EQ(list[0].data, R"({"subscription":"sub_1","products":[],"status":"active"})");
}

TEST(Activities, AStatusThatIsNewIsToldAsItIs) {
    const auto list = TimelineOf({{Kind::kCustomer, kCustomer}, {Kind::kSubscription, Subscription(R"("status":"brand_new")")}});
    ASSERT_EQ(Names(list)[0], "subscription_started@2100");
    EXPECT_EQ(list[0].data, R"({"subscription":"sub_1","products":[],"status":"brand_new"})");
}

TEST(Activities, ProductsOfACheckout) {
    const std::string items =
        R"("line_items":{"data":[{"id":"li_1","quantity":2,"description":"Blue Vase","price":{"id":"price_v","product":"prod_v"}},)"
        R"({"id":"li_2","quantity":null,"description":"Wrapping","price":null},{"id":"li_3","quantity":0,"description":"Nothing"}]})";
    constexpr std::string_view kProducts =
        R"("products":[{"id":"prod_v","name":"Blue Vase","quantity":2},{"id":null,"name":"Wrapping","quantity":1}])";
    const std::string session = R"({"id":"cs_1","object":"checkout.session","mode":"payment","created":10000,"customer":"cus_1","currency":"usd",)" + items;
    const auto left = TimelineOf({{Kind::kCustomer, kCustomer}, {Kind::kSession, session + R"(,"status":"open"})"}});
    ASSERT_EQ(Names(left)[0], "cart_abandoned@13600");
    EXPECT_THAT(left[0].data, testing::HasSubstr(kProducts));
    const auto paid = TimelineOf(
        {{Kind::kCustomer, kCustomer},
         {Kind::kSession, session + R"(,"status":"complete","payment_intent":"pi_1"})"},
         {Kind::kCharge,
          R"({"id":"ch_1","object":"charge","created":20000,"customer":"cus_1","status":"succeeded","captured":true,"amount_captured":70,"currency":"usd","payment_intent":"pi_1"})"}});
    ASSERT_EQ(Names(paid)[0], "order_paid@20000");
    EXPECT_THAT(paid[0].data, testing::HasSubstr(kProducts));
}

TEST(Activities, Carts) {
    const auto session = [](std::string_view members) {
        return R"({"id":"cs_1","object":"checkout.session","mode":"payment","created":10000,"currency":"usd","amount_total":70,)" +
               std::string(members) + "}";
    };
    const auto names = [&](std::string_view members, int64_t now = 1'000'000) {
        return Names(TimelineOf({{Kind::kSession, session(members)}}, {now, 0}));
    };
    EXPECT_THAT(names(R"("status":"open","customer_email":"g@x.de")"),
                ElementsAre("cart_abandoned@13600"));
    EXPECT_THAT(names(R"("status":"open","customer_email":"g@x.de")", 13599), IsEmpty());
    EXPECT_THAT(names(R"("status":"expired","customer_email":"g@x.de","expires_at":11800)"),
                ElementsAre("cart_abandoned@11800"));
    EXPECT_THAT(names(R"("status":"expired","customer_email":"g@x.de","expires_at":96400)"),
                ElementsAre("cart_abandoned@13600"));
    EXPECT_THAT(names(R"("status":"complete","customer_email":"g@x.de","expires_at":96400)"),
                IsEmpty());
    EXPECT_THAT(names(R"("status":"complete","customer_email":"g@x.de","recovered_from":"cs_0")"),
                ElementsAre("cart_recovered@10000"));
    const auto list = TimelineOf(
        {{Kind::kSession, session(R"("status":"expired","customer_email":"g@x.de")")},
         {Kind::kCharge,
          R"({"id":"ch_1","object":"charge","created":20000,"status":"succeeded","captured":true,"amount_captured":70,"currency":"usd","receipt_email":"g@x.de"})"}});
    EXPECT_THAT(Names(list), testing::UnorderedElementsAre(
                                 "cart_recovered@20000", "order_paid@20000", "order_created@20000",
                                 "customer_created@20000", "cart_abandoned@13600"));
    EXPECT_EQ(list.back().data,
              R"({"session":"cs_1","amount":70,"currency":"usd","url":null,"products":[]})");
}

TEST(Activities, TheSameInAnyOrder) {
    const auto folder = std::string(DAYBOOK_SOURCE_DIR) + "/tests/data/stripe/scenarios";
    Random random(7);
    for (const Scenario& scenario : ReadScenarios(folder)) {
        std::map<std::string, std::vector<std::string>> first;
        auto objects = scenario.objects;
        for (int round = 0; round < 4; ++round) {
            World world;
            for (const auto& [kind, json] : objects) world.AddObject(kind, json);
            std::map<std::string, std::vector<std::string>> all;
            for (const auto& [key, known] : world.People(true)) {
                for (const Activity& each : ActivitiesOf(known, {1'900'000'000, 0})) {
                    all[key].push_back(Names({each})[0] + world.IdOf(each.object) + each.data);
                }
                std::sort(all[key].begin(), all[key].end());
            }
            if (round == 0) first = all;
            EXPECT_EQ(all, first) << scenario.name << round;
            Shuffle(objects, random);
        }
    }
}

// ---- observed ----

Fact FactOf(Kind kind, const std::string& json) {
    auto decoded = DecodeObject(kind, json);
    EXPECT_TRUE(decoded.ok());
    decoded->fact.object = 9;
    return decoded->fact;
}

TEST(Observe, ChangesOfASubscription) {
    struct Case {
        std::string_view before, after, seen;
    };
    const Case cases[] = {
        {R"("status":"active")", R"("status":"past_due")", "subscription_past_due@500"},
        {R"("status":"past_due")", R"("status":"unpaid")", ""},
        {R"("status":"active")", R"("status":"active","pause_collection":{})",
         "subscription_paused@500"},
        {R"("status":"trialing")", R"("status":"paused")", "subscription_paused@500"},
        {R"("status":"paused")", R"("status":"active")", "subscription_resumed@500"},
        {R"("status":"active","pause_collection":{})", R"("status":"trialing")",
         "subscription_resumed@500"},
        {R"("status":"paused")", R"("status":"canceled")", ""},
        {R"("status":"past_due")", R"("status":"active")", ""},
        {R"("status":"active")", R"("status":"active","cancel_at_period_end":true)", ""},
    };
    for (const Case& test : cases) {
        const Fact before = FactOf(Kind::kSubscription, Subscription(test.before));
        const Fact after = FactOf(Kind::kSubscription, Subscription(test.after));
        const auto seen = Names(Observe(&before, after, profiles::Cause::kLive, {500, 100}));
        EXPECT_EQ(seen.empty() ? "" : seen[0], test.seen) << test.before << test.after;
    }
    const Fact late = FactOf(Kind::kSubscription, Subscription(R"("status":"past_due")"));
    EXPECT_THAT(Observe(nullptr, late, profiles::Cause::kLive, {500, 100}), IsEmpty());
}

TEST(Observe, CartsThatAreCompletedLate) {
    const auto session = [](std::string_view members) {
        return FactOf(Kind::kSession, R"({"id":"cs_1","object":"checkout.session","created":1000,"amount_total":70,"currency":"usd",)" +
                                          std::string(members) + "}");
    };
    const std::string open = R"("mode":"payment","status":"open","url":"https://pay","customer_email":"a@x.de")";
    const std::string complete = R"("mode":"payment","status":"complete")";
    struct Case {
        std::string before, after;
        int64_t now;
        std::vector<std::string> seen;
    };
    const Case cases[] = {
        {open, complete, 4599, {}},
        {open, complete, 9000, {"cart_abandoned@4600", "cart_recovered@9000"}},
        {open + R"(,"expires_at":2800)", complete, 4000, {"cart_abandoned@2800", "cart_recovered@4000"}},
        {open, complete + R"(,"recovered_from":"cs_0")", 9000, {"cart_abandoned@4600"}},
        {open, open + R"(,"amount_total":80)", 9000, {}},
        {open, R"("mode":"payment","status":"expired")", 9000, {}},
        {complete, complete, 9000, {}},
        {R"("mode":"setup","status":"open")", R"("mode":"setup","status":"complete")", 9000, {}},
    };
    for (const Case& test : cases) {
        const Fact before = session(test.before);
        EXPECT_EQ(Names(Observe(&before, session(test.after), profiles::Cause::kLive, {test.now, 0})), test.seen) << test.before << test.after;
    }
    const Fact before = session(open);
    EXPECT_EQ(Observe(&before, session(complete), profiles::Cause::kLive, {9000, 0})[0].data,
              R"({"session":"cs_1","amount":70,"currency":"usd","url":"https://pay","products":[]})");
    EXPECT_THAT(Observe(nullptr, session(complete), profiles::Cause::kLive, {9000, 0}), IsEmpty());
}

TEST(Observe, FailedPayments) {
    using profiles::Cause;
    const auto fact = [](std::string_view members) {
        return FactOf(Kind::kInvoice, Invoice(std::string(members) +
                                              R"(,"status_transitions":{"finalized_at":50})"));
    };
    const Fact none = fact(R"("status":"open","attempt_count":0)");
    const Fact one = fact(R"("status":"open","attempt_count":1)");
    const Fact paid = fact(R"("status":"paid","attempt_count":2)");
    auto seen = Observe(&none, one, Cause::kLive, {500, 100});
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_EQ(Names(seen)[0], "order_payment_failed@500");
    EXPECT_EQ(seen[0].occurrence, 1);
    EXPECT_EQ(seen[0].cause, profiles::Cause::kLive);
    EXPECT_THAT(Observe(&one, one, Cause::kLive, {500, 100}), IsEmpty());
    EXPECT_THAT(Observe(&one, paid, Cause::kLive, {500, 100}), IsEmpty());
    struct First {
        Cause read;
        int64_t accepted, at;  // when the first key was accepted, and when the payment is said to have failed
        Cause cause;
    };
    // Finalised at 50: what is read first by an import, or is older than the connection, is of then.
    for (const First& test : {First{Cause::kImport, 100, 50, Cause::kImport}, First{Cause::kImport, 20, 50, Cause::kLive},
                              First{Cause::kLive, 100, 50, Cause::kImport}, First{Cause::kLive, 20, 500, Cause::kLive}}) {
        seen = Observe(nullptr, one, test.read, {500, test.accepted});
        ASSERT_EQ(seen.size(), 1u);
        EXPECT_EQ(seen[0].at, test.at) << test.accepted;
        EXPECT_EQ(seen[0].cause, test.cause) << test.accepted;
    }
    EXPECT_THAT(Observe(nullptr, none, Cause::kImport, {500, 100}), IsEmpty());
}

}  // namespace
}  // namespace daybook::stripe
