#include <gtest/gtest.h>

#include "conditions/program.h"
#include "segments/compiled.h"
#include "segments/recipes.h"
#include "segments/segments_store.h"
#include "segments/shop.h"

namespace daybook::segments {
namespace {

TEST(Bits, HoldABlockInAtMost512Bytes) {
    Bits bits;
    EXPECT_FALSE(bits.Has(MakeProfileId(3, 4095)));
    bits.Set(MakeProfileId(3, 4095), true);
    bits.Set(MakeProfileId(3, 0), true);
    bits.Set(MakeProfileId(3, 9), true);
    EXPECT_EQ(bits.stored().size(), 512U);
    EXPECT_EQ(bits.Count(), 3);
    EXPECT_EQ(bits.Members(3), (std::vector<ProfileId>{MakeProfileId(3, 0), MakeProfileId(3, 9), MakeProfileId(3, 4095)}));
    bits.Set(MakeProfileId(3, 4095), false);
    bits.Set(MakeProfileId(3, 4000), false);
    EXPECT_EQ(bits.stored().size(), 2U) << "zero bytes at the end are not stored";
    EXPECT_TRUE(Bits(bits.stored()) == bits);
}

TEST(RecipeBook, CountsAnewAfterFiveMinutesAndAtMostATwentiethOfTheTime) {
    const AccountId shop{1};
    for (const auto& [took, fresh] : {std::pair{0, 300}, {15, 300}, {16, 320}, {60, 1200}}) {
        RecipeBook book;
        EXPECT_TRUE(book.Begin(shop, 1000)) << "nobody counted yet";
        EXPECT_FALSE(book.Begin(shop, 1000)) << "it is being counted";
        book.Keep(shop, std::make_shared<const RecipeCounts>(RecipeCounts{.at = 1000, .took = took}));
        EXPECT_FALSE(book.Begin(shop, 1000 + fresh - 1)) << took;
        EXPECT_TRUE(book.Begin(shop, 1000 + fresh)) << took;
        book.Keep(shop, nullptr);
        EXPECT_TRUE(book.Begin(shop, 1000 + fresh)) << "it failed";
    }
}

struct Shop {
    std::vector<Segment> segments;
    std::vector<std::vector<uint16_t>> asks;
};

// Segment i asks for those of asks[i].
Shop MakeShop(const std::vector<std::vector<int>>& asks) {
    conditions::Schema schema = BaseSchema();
    schema.calendar = conditions::Calendar::Load("UTC");
    Shop shop;
    for (size_t i = 0; i < asks.size(); ++i) {
        const SegmentId id{static_cast<int64_t>(i) + 1};
        const std::string name(1, static_cast<char>('A' + i));
        shop.segments.push_back({.id = id, .name = name});
        schema.segments.push_back({IdText(id), name});
    }
    for (const std::vector<int>& asked : asks) {
        std::string json = R"({"any":[)";
        for (const int one : asked)
            json += (json.back() == '[' ? "" : ",") + (R"({"segment":")" + IdText(SegmentId{one + 1}) + "\"}");
        shop.asks.push_back(conditions::Parse(json + "]}", schema).value().reads.segments);
    }
    return shop;
}

TEST(Order, PutsThoseFirstThatOthersAskFor) {
    const Shop shop = MakeShop({{2, 1}, {2}, {}, {0}});
    const auto order = OrderOf(shop.segments, shop.asks);
    ASSERT_TRUE(order.ok());
    EXPECT_EQ(*order, (std::vector<uint16_t>{2, 1, 0, 3}));
}

TEST(Order, RefusesACircleAndNamesIt) {
    const Shop shop = MakeShop({{1}, {2}, {3}, {1}});
    const auto order = OrderOf(shop.segments, shop.asks);
    ASSERT_FALSE(order.ok());
    EXPECT_EQ(order.error().message, "These segments ask for each other in a circle: B → C → D → B. One of them must do without.");
}

TEST(Shop, KnowsTheCatalogueAndTheActivities) {
    conditions::Schema schema = BaseSchema();
    schema.calendar = conditions::Calendar::Load("UTC");
    conditions::Person person(schema);
    profiles::Profile profile{.created = 1000};
    profile.fields.country = "US";
    profile.fields.stripe_total_sales = 4200;
    profile.fields.stripe_currency = "usd";
    profile.fields.stripe_order_status = "paid";
    FillFields(person, schema, profile);
    AddActivity(person, {profiles::ActivityKind::kOrderPaid, 1500, 2, 0, profiles::Cause::kLive, "{broken"});
    AddActivity(person, {profiles::ActivityKind::kOrderPaid, 2000, 1, 0, profiles::Cause::kLive,
        R"({"amount":1999,"currency":"usd","order":"in_1","kind":"renewal","products":[{"id":"prod_1","name":"Shirt","quantity":2}],"coupon":"SAVE"})"});
    AddObject(person, ObjectKind::kSubscription, {.status = "active", .products = {{"prod_1", "Shirt"}}, .renews = 9000});
    conditions::Judge judge;
    for (const std::string json : {
             R"({"field":"country","op":"is","value":"us"})", R"({"field":"stripe_total_sales","op":"is","value":{"usd":42}})",
             R"({"field":"stripe_order_status","op":"is","value":"paid"})", R"({"field":"created","op":"before","value":1001})",
             R"({"field":"stripe_first_create_order_date","op":"is_not_set"})",
             R"({"activity":"order_paid","count":{"is":2}})",
             R"({"activity":"order_paid","count":{"is":1},"where":{"all":[{"field":"amount","op":"is","value":{"usd":19.99}},
                 {"field":"product","op":"is","value":"shirt"},{"field":"products","op":"contains","value":"PROD"},
                 {"field":"coupon","op":"is","value":"save"},{"field":"kind","op":"is","value":"renewal"}]}})",
             R"({"have":"subscription","where":{"all":[{"field":"product","op":"is","value":"Shirt"},{"field":"renews","op":"less_than_ahead","value":{"hours":2}}]}})"}) {
        const auto program = conditions::Parse(json, schema);
        ASSERT_TRUE(program.ok()) << json << program.error().message;
        EXPECT_TRUE(judge.Decide(*program, person, 3000).holds) << json;
    }
}

}  // namespace
}  // namespace daybook::segments
