#include "stripe/decode.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace daybook::stripe {
namespace {

using testing::ElementsAre;

Decoded Must(Kind kind, std::string_view json) {
    auto decoded = DecodeObject(kind, json);
    EXPECT_TRUE(decoded.ok()) << json << (decoded.ok() ? "" : decoded.error().message);
    return decoded.ok() ? std::move(*decoded) : Decoded{};
}

Detail DetailOf(const Decoded& decoded) {
    auto detail = DecodeDetail(decoded.fact.lines);
    EXPECT_TRUE(detail.has_value());
    return detail.value_or(Detail{});
}

// ---- the rest ----

TEST(DecodeSubscription, StatusesAndItems) {
    const std::pair<std::string_view, SubscriptionStatus> statuses[] = {
        {"incomplete", SubscriptionStatus::kIncomplete},
        {"incomplete_expired", SubscriptionStatus::kIncompleteExpired},
        {"trialing", SubscriptionStatus::kTrialing},
        {"active", SubscriptionStatus::kActive},
        {"past_due", SubscriptionStatus::kPastDue},
        {"unpaid", SubscriptionStatus::kUnpaid},
        {"canceled", SubscriptionStatus::kCanceled},
        {"paused", SubscriptionStatus::kPaused},
        {"hibernating", SubscriptionStatus::kUnknown}};
    for (const auto& [name, status] : statuses) {
        const auto decoded =
            Must(Kind::kSubscription,
                 R"({"id":"s","object":"subscription","status":")" + std::string(name) + "\"}");
        EXPECT_EQ(static_cast<SubscriptionStatus>(decoded.fact.status), status) << name;
        const bool known = status != SubscriptionStatus::kUnknown;
        EXPECT_EQ(SubscriptionStatusName(status), known ? name : "unknown");
        EXPECT_EQ(DetailOf(decoded).status, known ? "" : name);
    }
    const Decoded full =
        Must(Kind::kSubscription,
             R"({"id":"sub_1","object":"subscription","created":1,"customer":"cus_1",
        "pause_collection":{"behavior":"void"},"cancel_at_period_end":true,"start_date":2,"trial_start":3,"trial_end":4,
        "ended_at":5,"canceled_at":6,"items":{"has_more":true,"data":[
          {"id":"si_1","quantity":2,"current_period_end":90,"price":{"id":"p1","product":"prod_1","recurring":{"usage_type":"licensed"}}},
          {"id":"si_2","current_period_end":80,"price":{"id":"p2","product":{"id":"prod_2"},"recurring":{"usage_type":"metered"}}}]}})");
    EXPECT_TRUE(full.more_lines);
    EXPECT_THAT(full.items_metered, ElementsAre("p2"));
    EXPECT_EQ(full.fact.flags, kFlagPauseCollection | kFlagCancelAtPeriodEnd);
    EXPECT_EQ(full.fact.total, 80);
    EXPECT_EQ(full.fact.t3, 4);
    EXPECT_THAT(DetailOf(full).lines,
                ElementsAre(Line{"prod_1", false, 2, false, false, "p1", TieHash("si_1"), ""},
                            Line{"prod_2", false, 0, true, true, "p2", TieHash("si_2"), ""}));
}

TEST(DecodeSession, GuestsAndConsent) {
    struct Case {
        std::string_view members, guest;
        bool makes_guest = true;
    };
    const Case cases[] = {
        {R"("mode":"payment","customer_details":{"email":" Zoe@X.de "},"customer_email":"b@x.de")",
         "zoe@x.de"},
        {R"("mode":"payment","customer_details":{"email":null},"customer_email":"B@x.de")",
         "b@x.de"},
        {R"("mode":"payment","customer_details":null,"customer_email":"b@x.de")", "b@x.de"},
        {R"("mode":"payment","customer_details":{"email":""},"customer_email":"b@x.de")", "b@x.de"},
        {R"("mode":"payment","customer_details":{"email":"nonsense"},"customer_email":"b@x.de")",
         "", false},
        {R"("mode":"setup","customer_email":"b@x.de")", "b@x.de", false},
        {R"("mode":"payment","customer":"cus_1","customer_email":"b@x.de")", "", false},
        {R"("mode":"payment")", "", false},
        {R"("mode":"payment","customer_details":{"email":"b\u0000b@x.de"},"customer_email":"b@x.de")", "", false},
        {R"("mode":"payment","customer_email":"b@x.de\u0000")", "", false},
    };
    for (const Case& test : cases) {
        const Decoded decoded =
            Must(Kind::kSession,
                 R"({"id":"cs_1","object":"checkout.session",)" + std::string(test.members) + "}");
        EXPECT_EQ(decoded.guest_email, test.guest) << test.members;
        EXPECT_EQ((decoded.fact.flags & kFlagGuest) != 0, test.makes_guest);
        EXPECT_EQ((decoded.fact.flags & kFlagCarriesEmail) != 0, !test.guest.empty());
    }
    const Decoded said = Must(
        Kind::kSession,
        R"({"id":"cs_1","object":"checkout.session","status":"expired","consent":{"promotions":"opt_out"},
        "recovered_from":"cs_0","expires_at":9,"after_expiration":{"recovery":{"url":"https://r","expires_at":11}},"url":null,
        "line_items":{"has_more":false,"data":[{"quantity":2},{"quantity":null},{}]},"payment_intent":{"id":"pi_1"}})");
    EXPECT_EQ(said.fact.flags, kFlagOptOut | kFlagRecovers);
    EXPECT_EQ(said.fact.t2, 11);
    EXPECT_EQ(said.fact.pay, TieHash("pi_1"));
    EXPECT_EQ(DetailOf(said).url, "https://r");
    EXPECT_EQ(DetailOf(said).quantity, 4);
}

TEST(DecodeSession, WhatItHolds) {
    const auto detail = [](std::string_view list) {
        return DetailOf(Must(Kind::kSession, R"({"id":"cs_1","object":"checkout.session","line_items":)" + std::string(list) + "}"));
    };
    EXPECT_EQ(detail("null").quantity, std::nullopt);
    EXPECT_EQ(detail(R"({"data":[]})").quantity, std::nullopt);
    const Detail whole = detail(R"({"has_more":false,"data":[{"quantity":3,"description":"Vase","price":{"id":"p","product":{"id":"prod_1"}}},
        {"quantity":null,"description":"Fee"},{"quantity":0,"description":"Free"}]})");
    EXPECT_EQ(whole.quantity, 4);
    EXPECT_THAT(whole.lines, ElementsAre(Line{.product = "prod_1", .quantity = 3, .price = "p", .name = "Vase"},
                                         Line{.product = "Fee", .by_description = true, .no_quantity = true}));
    const std::string part = R"({"id":"cs_1","object":"checkout.session","line_items":{"has_more":true,"data":[{"id":"li_1","quantity":3}]}})";
    const Decoded first = Must(Kind::kSession, part);
    EXPECT_TRUE(first.more_lines);
    EXPECT_EQ(DetailOf(first).quantity, std::nullopt);
    const auto joined = WithWholeList(Kind::kSession, part, {R"({"id":"li_1","quantity":3})", R"({"id":"li_2","quantity":2})"});
    ASSERT_TRUE(joined.ok());
    const Decoded both = Must(Kind::kSession, *joined);
    EXPECT_FALSE(both.more_lines);
    EXPECT_EQ(DetailOf(both).quantity, 5);
}

TEST(DecodeCharge, SalesGuestsAndTies) {
    const Decoded sale =
        Must(Kind::kCharge,
             R"({"id":"ch_1","object":"charge","status":"succeeded","captured":true,"amount":9,
        "amount_captured":8,"amount_refunded":3,"payment_intent":"pi_1","customer":null,
        "billing_details":{"email":null,"name":"G"},"receipt_email":"G@x.de"})");
    EXPECT_EQ(sale.guest_email, "g@x.de");
    EXPECT_EQ(sale.fact.total, 8);
    EXPECT_EQ(sale.fact.back, 3);
    EXPECT_EQ(sale.fact.paid, TieHash("ch_1"));
    EXPECT_EQ(sale.fact.flags & kFlagTieKnown, 0);
    EXPECT_EQ(DetailOf(sale).email, "G@x.de");
    for (const std::string_view state :
         {R"("status":"failed","captured":false)", R"("status":"pending","captured":true)",
          R"("status":"succeeded","captured":false)"}) {
        const Decoded other =
            Must(Kind::kCharge, R"({"id":"ch_1","object":"charge","receipt_email":"g@x.de",)" +
                                    std::string(state) + "}");
        EXPECT_EQ(other.guest_email, "g@x.de") << state;
        EXPECT_EQ(other.fact.flags & (kFlagGuest | kFlagCarriesEmail), kFlagCarriesEmail) << state;
    }
    const Decoded tied =
        Must(Kind::kCharge,
             R"({"id":"ch_1","object":"charge","invoice":"in_1","captured":true,"amount":9})");
    EXPECT_EQ(tied.parent_id, "in_1");
    EXPECT_EQ(tied.fact.flags & (kFlagTieKnown | kFlagTied), kFlagTieKnown | kFlagTied);
    EXPECT_EQ(tied.fact.total, 9);
    const Decoded free = Must(Kind::kCharge, R"({"id":"ch_1","object":"charge","invoice":null})");
    EXPECT_EQ(free.fact.flags & (kFlagTieKnown | kFlagTied), kFlagTieKnown);
}

TEST(DecodeCreditNote, WhatItPaidBack) {
    struct Case {
        std::string_view members;
        int64_t back;
        bool pre_payment;
    };
    const Case cases[] = {
        {R"("refunds":[{"amount_refunded":300,"refund":"re_1"},{"amount_refunded":200}],"out_of_band_amount":50,"amount":900)",
         550, false},
        {R"("refunds":[],"amount":900,"customer_balance_transaction":"cbtxn_1")", 0, false},
        {R"("refund":"re_1","amount":900)", 900, false},
        {R"("refund":"re_1","amount":900,"customer_balance_transaction":"cbtxn_1","out_of_band_amount":40)",
         40, false},
        {R"("refund":null,"amount":900,"out_of_band_amount":900)", 900, false},
        {R"("refund":null,"amount":900,"customer_balance_transaction":"cbtxn_1")", 0, false},
        {R"("type":"pre_payment","amount":900,"refund":null)", 0, true},
        {R"("type":"post_payment","refunds":[{"amount_refunded":5}])", 5, false},
        {R"("type":"mixed","refunds":[{"amount_refunded":5}])", 5, false},
    };
    for (const Case& test : cases) {
        const Decoded note =
            Must(Kind::kCreditNote,
                 R"({"id":"cn_1","object":"credit_note","status":"issued","invoice":"in_1",)" +
                     std::string(test.members) + "}");
        EXPECT_EQ(note.fact.total, test.back) << test.members;
        EXPECT_EQ((note.fact.flags & kFlagPrePayment) != 0, test.pre_payment) << test.members;
        EXPECT_EQ(note.parent_id, "in_1");
    }
}

TEST(DecodeRest, RefundsPaymentsAndPrices) {
    const Decoded refund = Must(
        Kind::kRefund,
        R"({"id":"re_1","object":"refund","amount":5,"status":"pending","charge":{"id":"ch_1"}})");
    EXPECT_EQ(refund.parent_id, "ch_1");
    EXPECT_EQ(refund.fact.total, 5);
    EXPECT_EQ(refund.fact.name, TieHash("re_1"));
    const Decoded intent =
        Must(Kind::kInvoicePayment,
             R"({"id":"inpay_1","object":"invoice_payment","invoice":"in_1","amount_paid":7,
        "status":"paid","payment":{"type":"payment_intent","payment_intent":"pi_1"}})");
    EXPECT_EQ(intent.fact.pay, TieHash("pi_1"));
    EXPECT_EQ(intent.parent_id, "in_1");
    const Decoded charge = Must(
        Kind::kInvoicePayment,
        R"({"id":"inpay_1","object":"invoice_payment","payment":{"charge":"ch_1","payment_intent":null}})");
    EXPECT_EQ(charge.fact.pay, TieHash("ch_1"));
    EXPECT_EQ(
        Must(Kind::kPrice, R"({"id":"p","object":"price","recurring":{"usage_type":"metered"}})")
            .metered,
        true);
    EXPECT_EQ(Must(Kind::kPrice, R"({"id":"p","object":"price","recurring":null})").metered, false);
    EXPECT_EQ(Must(Kind::kCoupon, R"({"id":"SUMMER 25","object":"coupon","created":3})").created,
              3);
}

TEST(DecodeEvent, ClassicAndThin) {
    const auto classic = DecodeEvent(
        R"({"id":"evt_1","object":"event","type":"invoice.paid","created":5,"livemode":true,
        "account":"acct_1","data":{"object":{"id":"in_1","object":"invoice"},"previous_attributes":{"id":"x"}}})");
    ASSERT_TRUE(classic.ok());
    EXPECT_EQ(classic->object, "invoice");
    EXPECT_EQ(classic->object_id, "in_1");
    EXPECT_EQ(classic->account, "acct_1");
    EXPECT_TRUE(classic->livemode);
    EXPECT_EQ(classic->created, 5);
    const auto upcoming = DecodeEvent(
        R"({"id":"evt_1","object":"event","type":"invoice.upcoming","data":{"object":{"object":"invoice"}}})");
    ASSERT_TRUE(upcoming.ok());
    EXPECT_EQ(upcoming->object_id, "");
    const auto thin = DecodeEvent(
        R"({"id":"evt_2","object":"v2.core.event","type":"v1.customer.updated","created":"2026-01-31T14:02:11.000Z",
        "livemode":false,"related_object":{"id":"cus_1","type":"customer","url":"/v1/customers/cus_1"}})");
    ASSERT_TRUE(thin.ok());
    EXPECT_EQ(thin->object, "customer");
    EXPECT_EQ(thin->object_id, "cus_1");
    for (const std::string_view bad :
         {"", "{}", "[]", R"({"object":"event"})", R"({"id":"x","object":"customer"})", "<html>"}) {
        EXPECT_FALSE(DecodeEvent(bad).ok()) << bad;
    }
}

TEST(Detail, RoundTripsAndRefusesWhatIsNotWhole) {
    const Detail detail{
        "in_1",
        "A@b.co",
        "https://x",
        "C",
        -5,
        7,
        9,
        11,
        "brand_new",
        0,
        {1, -2},
        {{"p", true, 1, false, false, "", 0, ""}, {"q", false, 0, true, true, "price", -9, "n"}}};
    const std::string bytes = EncodeDetail(detail);
    EXPECT_EQ(DecodeDetail(bytes), detail);
    for (size_t size = 1; size < bytes.size(); ++size)
        EXPECT_EQ(DecodeDetail(bytes.substr(0, size)), std::nullopt) << size;
    EXPECT_EQ(DecodeDetail(bytes + "x"), std::nullopt);
    EXPECT_EQ(DecodeDetail(""), Detail{});
}

}  // namespace
}  // namespace daybook::stripe
