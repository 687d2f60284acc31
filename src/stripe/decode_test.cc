#include "stripe/decode.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include <filesystem>
#include <limits>

#include "profiles/profile.h"

namespace daybook::stripe {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

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

std::string Invoice(std::string_view members) {
    return R"({"id":"in_1","object":"invoice","created":100,"currency":"usd","customer":"cus_1")" +
           (members.empty() ? "" : "," + std::string(members)) + "}";
}

std::vector<Line> LinesOf(std::string_view lines) {
    return DetailOf(
               Must(Kind::kInvoice, Invoice(R"("lines":{"data":[)" + std::string(lines) + "]}")))
        .lines;
}

// ---- pages ----

TEST(DecodePage, GivesObjectsAndTheirSlicesAsReceived) {
    const std::string first =
        R"({ "id" : "cus_1", "object":"customer", "created": 7, "name":"a \"b\" } ] {" })";
    const std::string second =
        R"({"id":"cus_2","object":"customer","created":5,"metadata":{"x":[1,{"y":"}"}]}})";
    const auto page =
        DecodePage(Kind::kCustomer, " {\"object\":\"list\",\"has_more\":true,\"data\":[\n" + first +
                                        " ,\t" + second + "\n],\"url\":\"/v1/customers\"}\n");
    ASSERT_TRUE(page.ok()) << page.error().message;
    ASSERT_EQ(page->objects.size(), 2u);
    EXPECT_EQ(page->objects[0].body, first);
    EXPECT_EQ(page->objects[1].body, second);
    EXPECT_NE(page->objects[0].digest, page->objects[1].digest);
    EXPECT_TRUE(page->has_more);
    EXPECT_EQ(page->last_id, "cus_2");
    EXPECT_EQ(page->last_created, 5);
    EXPECT_EQ(page->unknown, 0);
}

TEST(DecodePage, LeavesOutWhatIsSomethingElse) {
    const auto page = DecodePage(Kind::kCustomer,
                                 R"({"object":"list","data":[1,"x",null,[],{},{"object":"customer"},
        {"id":"cus_1","object":"customer"},{"id":"in_1","object":"invoice","created":3}],"has_more":false})");
    ASSERT_TRUE(page.ok());
    EXPECT_EQ(page->objects.size(), 1u);
    EXPECT_EQ(page->unknown, 7);
    EXPECT_EQ(page->last_id, "in_1");
    EXPECT_EQ(page->last_created, 3);
    EXPECT_FALSE(page->has_more);
}

TEST(DecodePage, RefusesWhatIsNoWholeList) {
    for (
        const std::string_view json : {
            "",
            " ",
            "<html>",
            "null",
            "[]",
            "{}",
            R"({"object":"list"})",
            R"({"object":"list","data":{}})",
            R"({"object":"search_result","data":[]})",
            R"({"object":"list","data":[]}})",
            R"({"object":"list","data":[)",
            R"({"object":"list","data":[{"id":"cus_1","object":"customer"}],"has_mo)",
            R"({"object":"list","data":[{"id":"cus_1","object":"customer","name":"cut)",
            "{\"object\":\"list\",\"data\":[{\"id\":\"\xff\xfe\"}]}",
            R"({"object":"list","data":[{"id":"cus_1","object":"customer","balance":123456789012345678901234567890}]})",
            R"({"object":"list","data":[],"data":[1]} x)",
        }) {
        const auto page = DecodePage(Kind::kCustomer, json);
        ASSERT_FALSE(page.ok()) << json;
        EXPECT_EQ(page.error().code, Code::kCorrupt) << json;
    }
    EXPECT_TRUE(DecodePage(Kind::kCustomer, R"({"object":"list","data":[],"has_more":true})").ok());
}

TEST(DecodePage, EveryPrefixOfAPageIsRefused) {
    const std::string page =
        R"({"object":"list","data":[{"id":"in_1","object":"invoice","lines":{"data":[{}]}}],"has_more":false})";
    for (size_t size = 0; size < page.size(); ++size) {
        EXPECT_FALSE(DecodePage(Kind::kInvoice, page.substr(0, size)).ok()) << size;
    }
    EXPECT_TRUE(DecodePage(Kind::kInvoice, page).ok());
}

TEST(DecodeRawList, KeepsElementsAsTheyAre) {
    const auto list = DecodeRawList(
        R"({"object":"list","data":[{"id":"il_1", "x":[1]},{"id":"il_2"}],"has_more":true})");
    ASSERT_TRUE(list.ok());
    EXPECT_THAT(list->elements, ElementsAre(R"({"id":"il_1", "x":[1]})", R"({"id":"il_2"})"));
    EXPECT_EQ(list->last_id, "il_2");
    EXPECT_TRUE(list->has_more);
}

TEST(WithWholeList, PutsAllElementsIn) {
    for (const std::string_view list :
         {R"({"data":[{"id":"a"}, {"id":"b"}],"has_more":true,"url":"/x"})",
          R"({"has_more":true,"object":"list","data":[]})", R"({"data":[1]})"}) {
        const std::string json = Invoice(R"("lines": )" + std::string(list) + R"(,"total":5)");
        const auto whole = WithWholeList(Kind::kInvoice, json,
                                         {R"({"id":"1"})", R"({"id":"2"})", R"({"id":"3"})"});
        ASSERT_TRUE(whole.ok());
        EXPECT_NE(whole->find(R"([{"id":"1"},{"id":"2"},{"id":"3"}])"), std::string::npos)
            << *whole;
        EXPECT_EQ(whole->find("true"), std::string::npos) << *whole;
        const Decoded decoded = Must(Kind::kInvoice, *whole);
        EXPECT_FALSE(decoded.more_lines);
        EXPECT_EQ(decoded.fact.total, 5);
    }
    EXPECT_FALSE(WithWholeList(Kind::kInvoice, Invoice(""), {}).ok());
    EXPECT_FALSE(WithWholeList(Kind::kInvoice, Invoice(R"("lines":null)"), {}).ok());
}

// ---- every kind ----

TEST(DecodeObject, FixturesOfSixVersionsParse) {
    size_t files = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(DAYBOOK_SOURCE_DIR "/tests/data/stripe/fixtures")) {
        simdjson::dom::parser parser;
        const simdjson::dom::element root = parser.load(entry.path().string());
        size_t found = 0;
        for (const Resource& resource : kResources) {
            simdjson::dom::element object;
            if (root["resources"][resource.object].get(object) != simdjson::SUCCESS) continue;
            const Decoded decoded = Must(resource.kind, simdjson::minify(object));
            EXPECT_FALSE(decoded.id.empty()) << entry.path() << resource.object;
            EXPECT_EQ(decoded.kind, resource.kind);
            EXPECT_TRUE(DecodeDetail(decoded.fact.lines).has_value());
            ++found;
        }
        EXPECT_GE(found, 9u) << entry.path();
        ++files;
    }
    EXPECT_EQ(files, 6u);
}

TEST(DecodeObject, AnotherKindOrNoIdIsCorrupt) {
    for (const std::string_view json :
         {R"({"id":"in_1","object":"invoice"})", R"({"object":"customer"})",
          R"({"id":5,"object":"customer"})", R"({"id":"","object":"customer"})",
          R"({"id":"a\u0000b","object":"customer"})", "[]", "7"}) {
        EXPECT_FALSE(DecodeObject(Kind::kCustomer, json).ok()) << json;
    }
    const std::string longest(255, 'x');
    EXPECT_EQ(Must(Kind::kCustomer, R"({"object":"customer","id":")" + longest + "\"}").id,
              longest);
    EXPECT_FALSE(
        DecodeObject(Kind::kCustomer, R"({"object":"customer","id":")" + longest + "y\"}").ok());
}

TEST(DecodeObject, ReferencesAreIdsObjectsStubsOrNothing) {
    const std::pair<std::string_view, std::string_view> cases[] = {
        {R"("cus_9")", "cus_9"},
        {R"({"id":"cus_9","object":"customer"})", "cus_9"},
        {R"({"id":"cus_9","object":"customer","deleted":true})", "cus_9"},
        {"null", ""},
        {"\"\"", ""},
        {"{}", ""},
        {"7", ""}};
    for (const auto& [value, id] : cases) {
        const std::string json =
            R"({"id":"sub_1","object":"subscription","customer":)" + std::string(value) + "}";
        EXPECT_EQ(Must(Kind::kSubscription, json).customer_id, id) << value;
    }
}

TEST(DecodeObject, TestClocks) {
    EXPECT_TRUE(Must(Kind::kCustomer, R"({"id":"c","object":"customer","test_clock":"clock_1"})")
                    .test_clock);
    EXPECT_TRUE(Must(Kind::kInvoice, Invoice(R"("test_clock":{"id":"clock_1"})")).test_clock);
    EXPECT_FALSE(Must(Kind::kInvoice, Invoice(R"("test_clock":null)")).test_clock);
}

TEST(DecodeObject, Customers) {
    const Decoded full =
        Must(Kind::kCustomer, R"({"id":"cus_1","object":"customer","created":9,"livemode":true,
        "email":" A@b.co ","name":"N","individual_name":"I","business_name":"B","phone":"1","currency":"EUR",
        "address":{"line1":"1","line2":"2","city":"c","state":"s","postal_code":"p","country":"DE"},
        "shipping":{"name":"S","phone":"2","address":{"city":"x","line1":null}},"metadata":null})");
    EXPECT_EQ(full.created, 9);
    EXPECT_TRUE(full.livemode);
    EXPECT_EQ(full.currency, "eur");
    EXPECT_EQ(full.contact, (Contact{" A@b.co ",
                                     "N",
                                     "I",
                                     "B",
                                     "1",
                                     {"1", "2", "c", "s", "p", "DE"},
                                     "S",
                                     "2",
                                     {"", "", "x"}}));
    EXPECT_EQ(DecodeContact(EncodeContact(full.contact)), full.contact);
    const Decoded stub =
        Must(Kind::kCustomer, R"({"id":"cus_1","object":"customer","deleted":true})");
    EXPECT_TRUE(stub.deleted);
    EXPECT_EQ(stub.contact, Contact{});
    const Decoded odd =
        Must(Kind::kCustomer,
             R"({"id":"c","object":"customer","name":5,"email":{},"address":[],"shipping":"x"})");
    EXPECT_EQ(odd.contact, Contact{});
    EXPECT_EQ(
        Must(Kind::kCustomer, R"({"id":"c","object":"customer","name":"a\u0000b"})").contact.name,
        "ab");
}

// ---- invoices ----

TEST(DecodeInvoice, Statuses) {
    using profiles::OrderStatus;
    const std::pair<std::string_view, int16_t> cases[] = {
        {R"("draft")", 0},
        {R"("open")", 1},
        {R"("paid")", 2},
        {R"("void")", 3},
        {R"("uncollectible")", 4},
        {R"("settled_by_barter")", static_cast<int16_t>(OrderStatus::kUnknown)},
        {"null", kNoOrderStatus},
        {"\"\"", kNoOrderStatus}};
    for (const auto& [value, status] : cases) {
        EXPECT_EQ(Must(Kind::kInvoice, Invoice("\"status\":" + std::string(value))).fact.status,
                  status)
            << value;
    }
    EXPECT_EQ(Must(Kind::kInvoice, Invoice("")).fact.status, kNoOrderStatus);
    EXPECT_EQ(DetailOf(Must(Kind::kInvoice, Invoice(R"("status":"settled_by_barter")"))).status, "settled_by_barter");
    EXPECT_EQ(DetailOf(Must(Kind::kInvoice, Invoice(R"("status":"paid")"))).status, "");
    std::string eighty(79, 's');
    EXPECT_EQ(DetailOf(Must(Kind::kInvoice, Invoice("\"status\":\"" + eighty + "ö\""))).status, eighty) << "cut between characters";
}

TEST(DecodeInvoice, QuantitiesOfLines) {
    struct Case {
        std::string_view members;
        bool counted, no_quantity;
        int64_t quantity;
    };
    const Case cases[] = {{R"("quantity":3)", true, false, 3},
                          {R"("quantity":0)", false, false, 0},
                          {R"("quantity":0,"quantity_decimal":"0.5")", false, false, 0},
                          {R"("quantity":null)", true, true, 0},
                          {R"("quantity":null,"quantity_decimal":"2.5")", true, true, 0},
                          {R"("quantity_decimal":"0.5")", true, true, 0},
                          {R"("description":"x")", true, true, 0}};
    for (const Case& test : cases) {
        const auto lines = DetailOf(Must(Kind::kInvoice, Invoice(R"("lines":{"data":[{"amount":5,)" + std::string(test.members) + "}]}"))).lines;
        ASSERT_EQ(lines.size(), test.counted ? 1u : 0u) << test.members;
        if (!test.counted) continue;
        EXPECT_EQ(lines[0].no_quantity, test.no_quantity) << test.members;
        EXPECT_EQ(lines[0].quantity, test.quantity) << test.members;
    }
}

TEST(DecodeInvoice, WhatIsAnOrderAndWhatWasReceived) {
    struct Case {
        std::string_view members;
        bool order;
        int64_t received;
    };
    const Case cases[] = {
        {R"("total":100,"subtotal":100,"amount_paid":100)", true, 100},
        {R"("total":0,"subtotal":0,"amount_paid":0)", false, 0},        // a trial
        {R"("total":0,"subtotal":2500,"amount_paid":0)", true, 0},      // 100 % off
        {R"("total":-500,"subtotal":-500,"amount_paid":0)", false, 0},  // a downgrade
        {R"("total":5,"subtotal":0,"amount_paid":2)", true, 2},
        {R"("total":9,"amount_paid":0,"amount_due":9,"paid_out_of_band":true)", true, 9},
        {R"("total":9,"amount_paid":4,"amount_due":9,"paid_out_of_band":false)", true, 4},
        {R"("total":9,"amount_paid":4,"amount_due":9,"paid_out_of_band":null)", true, 4},
        {R"("total":9223372036854775807,"amount_paid":18446744073709551615)", true,
         std::numeric_limits<int64_t>::max()},
        {R"("total":4294967296,"amount_paid":4294967297)", true, 4294967297},
        {R"("total":"12","amount_paid":12.0)", true, 12},
        {R"("total":null,"subtotal":null,"amount_paid":null)", false, 0},
    };
    for (const Case& test : cases) {
        const Fact fact = Must(Kind::kInvoice, Invoice(test.members)).fact;
        EXPECT_EQ((fact.flags & kFlagOrder) != 0, test.order) << test.members;
        EXPECT_EQ(fact.paid, test.received) << test.members;
    }
}

TEST(DecodeInvoice, KindsAttemptsAndTimes) {
    const std::pair<std::string_view, OrderKind> kinds[] = {
        {"subscription_create", OrderKind::kSubscriptionFirst},
        {"subscription_cycle", OrderKind::kRenewal},
        {"subscription_update", OrderKind::kSubscriptionChange},
        {"subscription_threshold", OrderKind::kSubscriptionChange},
        {"manual", OrderKind::kOneTime},
        {"subscription", OrderKind::kOneTime},
        {"new_reason", OrderKind::kOneTime}};
    for (const auto& [reason, kind] : kinds) {
        const Fact fact =
            Must(Kind::kInvoice, Invoice("\"billing_reason\":\"" + std::string(reason) +
                                         R"(","attempt_count":3,"total":1)"))
                .fact;
        EXPECT_EQ(OrderKindOf(fact.flags), kind) << reason;
        EXPECT_EQ(AttemptsOf(fact.flags), 3);
        EXPECT_NE(fact.flags & kFlagOrder, 0);
    }
    EXPECT_EQ(AttemptsOf(Must(Kind::kInvoice, Invoice(R"("attempt_count":99999999)")).fact.flags),
              0xffff);
    const Fact times = Must(Kind::kInvoice, Invoice(R"("status_transitions":
        {"finalized_at":1,"paid_at":2,"voided_at":3,"marked_uncollectible_at":null})"))
                           .fact;
    EXPECT_EQ(times.t1, 1);
    EXPECT_EQ(times.t2, 2);
    EXPECT_EQ(times.back, 3);
    EXPECT_EQ(times.t3, std::nullopt);
}

TEST(DecodeInvoice, LinesOfBothShapes) {
    const auto before = LinesOf(
        R"({"id":"il_1","amount":300,"quantity":3,"description":"Widget","type":"subscription",
        "proration":false,"subscription_item":"si_1","price":{"id":"price_1","product":"prod_1","recurring":{"usage_type":"metered"}},
        "plan":{"id":"price_1","product":"prod_1","usage_type":"metered"}})");
    const auto after = LinesOf(
        R"({"id":"il_1","amount":300,"quantity":3,"quantity_decimal":"3","description":"Widget",
        "parent":{"type":"subscription_item_details","invoice_item_details":null,
                  "subscription_item_details":{"subscription_item":"si_1","proration":false}},
        "pricing":{"type":"price_details","price_details":{"price":"price_1","product":"prod_1"}}})");
    Line line{"prod_1", false, 3, false, true, "price_1", TieHash("si_1"), "Widget"};
    EXPECT_THAT(before, ElementsAre(line));
    line.metered = false;
    EXPECT_THAT(after, ElementsAre(line));
}

TEST(DecodeInvoice, LinesThatDoNotCountAreLeftOut) {
    for (
        const std::string_view line : {
            R"({"amount":0,"quantity":1})",
            R"({"amount":-5,"quantity":1})",
            R"({"quantity":1})",
            R"({"amount":5,"quantity":0})",
            R"({"amount":5,"quantity":1,"proration":true})",
            R"({"amount":5,"quantity":1,"parent":{"invoice_item_details":{"proration":true}}})",
            R"({"amount":5,"quantity":1,"parent":{"subscription_item_details":{"proration":true}}})",
            "null",
            "7",
            "{}",
        }) {
        EXPECT_THAT(LinesOf(line), IsEmpty()) << line;
    }
}

TEST(DecodeInvoice, OddQuantities) {
    const auto quantity = [](std::string_view members) {
        const auto lines = LinesOf(R"({"amount":5,)" + std::string(members) + "}");
        EXPECT_EQ(lines.size(), 1u) << members;
        return lines.empty() || lines[0].no_quantity ? -1 : lines[0].quantity;
    };
    EXPECT_EQ(quantity(R"("quantity":null)"), -1);
    EXPECT_EQ(quantity(R"("quantity":null,"quantity_decimal":"2.5")"), -1);
    EXPECT_EQ(quantity(R"("description":"x")"), -1);
    EXPECT_EQ(quantity(R"("quantity_decimal":"2.5")"), -1);
    EXPECT_EQ(quantity(R"("quantity":"4")"), 4);
    EXPECT_EQ(quantity(R"("quantity":7.0)"), 7);
    EXPECT_EQ(quantity(R"("quantity":9223372036854775807)"), std::numeric_limits<int64_t>::max());
}

TEST(DecodeInvoice, ALineWithoutProductIsItsDescription) {
    const auto lines = LinesOf(
        R"({"amount":5,"quantity":1,"description":"Setup fee","pricing":null,"price":null})");
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_TRUE(lines[0].by_description);
    EXPECT_EQ(lines[0].product, "Setup fee");
    const std::string same(600, 'x');
    const auto longs = LinesOf(R"({"amount":5,"description":")" + same +
                               R"(a"},{"amount":5,"description":")" + same + R"(b"})");
    ASSERT_EQ(longs.size(), 2u);
    EXPECT_NE(longs[0].product, longs[1].product);
    EXPECT_LT(longs[0].product.size(), 600u);
}

TEST(DecodeInvoice, MoreLinesAndDiscounts) {
    const Decoded more = Must(Kind::kInvoice, Invoice(R"("lines":{"data":[],"has_more":true},
        "total_discount_amounts":[{"amount":5},{"amount":7}],"discount":{"coupon":{"id":"SUMMER 25"}},
        "parent":{"subscription_details":{"subscription":"sub_1"}})"));
    EXPECT_TRUE(more.more_lines);
    EXPECT_EQ(DetailOf(more).discount, 12);
    EXPECT_EQ(DetailOf(more).coupon, "SUMMER 25");
    EXPECT_EQ(DetailOf(more).subscription, TieHash("sub_1"));
    EXPECT_EQ(DetailOf(Must(Kind::kInvoice, Invoice(R"("subscription":"sub_1")"))).subscription,
              TieHash("sub_1"));
    EXPECT_EQ(DetailOf(Must(Kind::kInvoice, Invoice(R"("discounts":["di_1"])"))).coupon, "");
}

// Since basil a discount is an id unless it is expanded; since clover its coupon is one in any case.
TEST(DecodeInvoice, TheCouponOfAnExpandedDiscount) {
    struct Case { std::string_view members, coupon; };
    for (const Case& c : std::vector<Case>{
             {R"("total_discount_amounts":[{"amount":5,"discount":"di_1"}])", ""},
             {R"("total_discount_amounts":[{"amount":5,"discount":{"id":"di_1","coupon":{"id":"TEN"}}}])", "TEN"},
             {R"("total_discount_amounts":[{"amount":5,"discount":{"id":"di_1","source":{"type":"coupon","coupon":"TEN"}}}])", "TEN"},
             {R"("total_discount_amounts":[{"amount":5,"discount":{"id":"di_1","source":{"type":"coupon","coupon":null}}},{"amount":1,"discount":{"source":{"coupon":"ONE"}}}])", "ONE"},
             {R"("total_discount_amounts":[{"amount":5,"discount":{"id":"di_1","deleted":true}}])", ""},
             {R"("total_discount_amounts":[{"amount":5,"discount":{"source":{"coupon":"FIRST"}}},{"amount":5,"discount":{"source":{"coupon":"SECOND"}}}])", "FIRST"},
             {R"("total_discount_amounts":null)", ""}})
        EXPECT_EQ(DetailOf(Must(Kind::kInvoice, Invoice(c.members))).coupon, c.coupon) << c.members;
}

// Stripe signs these addresses anew whenever it shows an object: that is no change of it.
TEST(DecodeObject, AnAddressThatIsSignedAnewIsNoChange) {
    struct Case { Kind kind; std::string_view one, other; bool same; };
    for (const Case& c : std::vector<Case>{
             {Kind::kInvoice, R"("hosted_invoice_url":"https://i/a?t=1","invoice_pdf":"https://p/a?t=1","total":5)", R"("hosted_invoice_url":"https://i/a?t=2","invoice_pdf":"https://p/a?t=22","total":5)", true},
             {Kind::kInvoice, R"("invoice_pdf":"https://p/a?t=1","total":5,"hosted_invoice_url":"https://i/a")", R"("invoice_pdf":"https://p/b","total":5,"hosted_invoice_url":"https://i/b")", true},
             {Kind::kInvoice, R"("hosted_invoice_url":"https://i/a?t=1","total":5)", R"("hosted_invoice_url":"https://i/a?t=2","total":6)", false},
             {Kind::kInvoice, R"("hosted_invoice_url":null,"invoice_pdf":null)", R"("hosted_invoice_url":"https://i/a","invoice_pdf":"https://p/a")", false},
             {Kind::kInvoice, R"("metadata":{"invoice_pdf":"https://p/a"})", R"("metadata":{"invoice_pdf":"https://p/b"})", false},
             {Kind::kCharge, R"("receipt_url":"https://r/1")", R"("receipt_url":"https://r/2")", true},
             {Kind::kCharge, R"("receipt_url":"https://r/1","amount":1)", R"("receipt_url":"https://r/1","amount":2)", false},
             {Kind::kCreditNote, R"("pdf":"https://p/1")", R"("pdf":"https://p/2")", true},
             {Kind::kCustomer, R"("receipt_url":"https://r/1")", R"("receipt_url":"https://r/2")", false}}) {
        const auto digest = [&](std::string_view members) {
            return Must(c.kind, R"({"id":"x_1","object":")" + std::string(ResourceOf(c.kind).object) + R"(",)" + std::string(members) + "}").digest;
        };
        EXPECT_EQ(digest(c.one) == digest(c.other), c.same) << c.one << " and " << c.other;
    }
}

TEST(DecodeInvoice, OffersWhatItsContactHas) {
    const Fact none =
        Must(Kind::kInvoice,
             Invoice(R"("customer_name":" ","customer_phone":"","customer_address":{"city":""})"))
            .fact;
    EXPECT_EQ(none.flags & (kFlagHasName | kFlagHasPhone | kFlagHasAddress), 0);
    EXPECT_EQ(none.name, 0);
    const Fact all =
        Must(Kind::kInvoice, Invoice(R"("customer_name":" Ada  L ","customer_phone":"1",
        "customer_shipping":{"name":"Bob","address":{"country":"DE"}})"))
            .fact;
    EXPECT_EQ(all.flags & 15, kFlagHasName | kFlagOtherName | kFlagHasPhone | kFlagHasAddress);
    EXPECT_EQ(all.name, TieHash("Ada L"));
}

}  // namespace
}  // namespace daybook::stripe
