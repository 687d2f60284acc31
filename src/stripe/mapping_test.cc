// Sources of mapped fields as tables: what is understood, what is found, what several values come to.
#include "stripe/mapping.h"

#include <gtest/gtest.h>

#include "stripe/attributes.h"

namespace daybook::stripe {
namespace {

using profiles::CustomValue;
using profiles::Date;
using profiles::FieldType;
using profiles::Texts;
using profiles::Unfit;

profiles::TextRules Rules() { return {"usd", profiles::LocalDays("UTC")}; }

// What some bodies come to.
CustomValue Found(std::string_view source, FieldType type, const std::vector<std::string_view>& bodies) {
    const auto mapping = ParseMapping(source, type);
    EXPECT_TRUE(mapping.ok()) << source << ": " << (mapping.ok() ? "" : mapping.error().message);
    if (!mapping.ok()) return {};
    std::vector<CustomValue> values;
    for (const std::string_view body : bodies) {
        const Wanted wanted{&*mapping, type};
        auto some = ValuesIn(body, std::span(&wanted, 1), Rules());
        EXPECT_TRUE(some.ok()) << body;
        if (some.ok()) values.insert(values.end(), (*some)[0].begin(), (*some)[0].end());
    }
    return Reduced(*mapping, type, std::move(values));
}

TEST(Mapping, WhatIsNotUnderstoodIsSaid) {
    const struct {
        std::string_view source;
        FieldType type;
        std::string_view words;
    } rows[] = {
        {R"("colour")", FieldType::kText, "source begins with customer"},
        {R"("shop.metadata.colour")", FieldType::kText, "source begins with customer"},
        {R"("customer")", FieldType::kText, "source begins with customer"},
        {R"("customer.")", FieldType::kText, "The path is empty"},
        {R"("customer.address.")", FieldType::kText, "ends with a dot"},
        {R"("customer.address..city")", FieldType::kText, "an empty name"},
        {R"("customer.[]")", FieldType::kText, "an empty name"},
        {R"(7)", FieldType::kText, "a text, or an object"},
        {R"(["customer.name"])", FieldType::kText, "a text, or an object"},
        {R"({"over":"orders","path":"total","take":"sum","of":1})", FieldType::kMoney, "not over, path or take"},
        {R"({"over":"carts","path":"total","take":"sum"})", FieldType::kMoney, "source.over is"},
        {R"({"over":"orders","path":"total"})", FieldType::kMoney, "source.take is"},
        {R"({"over":"orders","path":"total","take":"mean"})", FieldType::kMoney, "source.take is"},
        {R"({"over":"orders","take":"sum"})", FieldType::kMoney, "The path is empty"},
        {R"({"over":"orders","path":"total","take":"sum"})", FieldType::kText, "A sum is"},
        {R"({"over":"orders","path":"total","take":"count"})", FieldType::kText, "A count is"},
        {R"({"over":"orders","path":"metadata.shop","take":"list"})", FieldType::kText, "is a list"},
        {R"({"over":"orders","path":"metadata.shop","take":"max"})", FieldType::kBoolean, "least or greatest"},
        {R"("last_order.lines.data[].description")", FieldType::kText, "is a list"},
    };
    for (const auto& row : rows) {
        const auto mapping = ParseMapping(row.source, row.type);
        ASSERT_FALSE(mapping.ok()) << row.source;
        EXPECT_EQ(mapping.error().param, "source");
        EXPECT_NE(mapping.error().message.find(row.words), std::string::npos) << row.source << ": " << mapping.error().message;
    }
    const std::string longest = "\"customer.metadata." + std::string(200, 'x') + "\"";
    EXPECT_FALSE(ParseMapping(longest, FieldType::kText).ok());
}

TEST(Mapping, AValueIsFoundAndConverted) {
    const struct {
        std::string_view source;
        FieldType type;
        std::string_view body;
        CustomValue value;
    } rows[] = {
        {R"("customer.metadata.colour")", FieldType::kText, R"({"metadata":{"colour":" green "}})", std::string("green")},
        {R"("customer.metadata.colour")", FieldType::kText, R"({"metadata":{"colour":""}})", {}},
        {R"("customer.metadata.colour")", FieldType::kText, R"({"metadata":{}})", {}},
        {R"("customer.metadata.colour")", FieldType::kText, R"({"metadata":null})", {}},
        {R"("customer.metadata.a.b[]")", FieldType::kText, R"({"metadata":{"a.b[]":"x"}})", std::string("x")},
        {R"("customer.address.city")", FieldType::kText, R"({"address":{"city":"Bonn"}})", std::string("Bonn")},
        {R"("customer.address.city")", FieldType::kText, R"({"address":null})", {}},
        {R"("customer.address")", FieldType::kText, R"({"address":{"city":"Bonn"}})", Unfit{}},
        {R"("customer.default_source")", FieldType::kText, R"({"default_source":{"id":"card_1","object":"card"}})", std::string("card_1")},
        {R"("customer.delinquent")", FieldType::kText, R"({"delinquent":true})", std::string("true")},
        {R"("customer.delinquent")", FieldType::kBoolean, R"({"delinquent":false})", false},
        {R"("customer.metadata.vip")", FieldType::kBoolean, R"({"metadata":{"vip":"Yes"}})", true},
        {R"("customer.metadata.vip")", FieldType::kBoolean, R"({"metadata":{"vip":"perhaps"}})", Unfit{}},
        {R"("customer.metadata.size")", FieldType::kNumber, R"({"metadata":{"size":"38.5"}})", 38.5},
        {R"("customer.metadata.size")", FieldType::kNumber, R"({"metadata":{"size":"large"}})", Unfit{}},
        {R"("last_order.attempt_count")", FieldType::kNumber, R"({"attempt_count":3})", 3.0},
        {R"("last_order.total")", FieldType::kMoney, R"({"total":1250,"currency":"EUR"})", Money{1250, "eur"}},
        {R"("last_order.total")", FieldType::kMoney, R"({"total":1250})", Money{1250, "usd"}},
        {R"("last_order.total")", FieldType::kMoney, R"({"total":12.5,"currency":"eur"})", Unfit{}},
        {R"("last_order.metadata.tip")", FieldType::kMoney, R"({"metadata":{"tip":"12.50"},"currency":"eur"})", Money{1250, "eur"}},
        {R"("last_order.metadata.tip")", FieldType::kMoney, R"({"metadata":{"tip":"1200"},"currency":"jpy"})", Money{1200, "jpy"}},
        {R"("customer.created")", FieldType::kDate, R"({"created":1767225600})", Date{1767225600}},
        {R"("customer.metadata.born")", FieldType::kDate, R"({"metadata":{"born":"2026-01-01"}})", Date{1767225600}},
        {R"("customer.preferred_locales")", FieldType::kList, R"({"preferred_locales":["de","en"," "]})", Texts{"de", "en"}},
        {R"("customer.preferred_locales")", FieldType::kList, R"({"preferred_locales":[]})", {}},
        {R"("customer.metadata.likes")", FieldType::kList, R"({"metadata":{"likes":"tea, cake"}})", Texts{"tea", "cake"}},
        {R"("last_order.lines.data[].description")", FieldType::kList, R"({"lines":{"data":[{"description":"Tea, green"},{"description":null},{"description":"Cake"},{"description":"Cake"}]}})", Texts{"Tea, green", "Cake"}},
        {R"("last_order.lines.data[].price.id")", FieldType::kList, R"({"lines":{"data":[{"price":{"id":"price_1"}},{"price":null}]}})", Texts{"price_1"}},
        {R"("last_order.lines.data.[].amount")", FieldType::kList, R"({"lines":{"data":[{"amount":5},{"amount":7}]}})", Texts{"5", "7"}},
        {R"("customer.name")", FieldType::kText, R"([1])", {}},
    };
    for (const auto& row : rows) EXPECT_EQ(Found(row.source, row.type, {row.body}), row.value) << row.source << " " << row.body;
}

TEST(Mapping, SeveralObjectsComeToOneValue) {
    const std::vector<std::string_view> orders = {
        R"({"total":500,"currency":"eur","created":10,"metadata":{"shop":"Bonn","weight":"2"}})",
        R"({"total":900,"currency":"usd","created":20,"metadata":{"shop":"","weight":"heavy"}})",
        R"({"total":700,"currency":"eur","created":30,"metadata":{"shop":"Cologne","weight":"0.5"}})",
        R"({"total":300,"currency":"eur","created":40,"metadata":{"shop":"Bonn"}})"};
    const struct {
        std::string_view source;
        FieldType type;
        CustomValue value;
    } rows[] = {
        {R"({"over":"orders","path":"metadata.shop","take":"first"})", FieldType::kText, std::string("Bonn")},
        {R"({"over":"orders","path":"metadata.shop","take":"last"})", FieldType::kText, std::string("Bonn")},
        {R"({"over":"orders","path":"metadata.weight","take":"last"})", FieldType::kNumber, 0.5},
        {R"({"over":"orders","path":"metadata.shop","take":"count"})", FieldType::kNumber, 3.0},
        {R"({"over":"orders","path":"metadata.coupon","take":"count"})", FieldType::kNumber, 0.0},
        {R"({"over":"orders","path":"metadata.shop","take":"list"})", FieldType::kList, Texts{"Bonn", "Cologne"}},
        {R"({"over":"orders","path":"metadata.weight","take":"sum"})", FieldType::kNumber, 2.5},
        {R"({"over":"orders","path":"total","take":"sum"})", FieldType::kMoney, Money{1500, "eur"}},
        {R"({"over":"orders","path":"total","take":"max"})", FieldType::kMoney, Money{700, "eur"}},
        {R"({"over":"orders","path":"total","take":"min"})", FieldType::kMoney, Money{300, "eur"}},
        {R"({"over":"orders","path":"created","take":"max"})", FieldType::kDate, Date{40}},
        {R"({"over":"orders","path":"metadata.shop","take":"max"})", FieldType::kText, std::string("Cologne")},
        {R"({"over":"orders","path":"metadata.coupon","take":"sum"})", FieldType::kNumber, {}},
        {R"({"over":"orders","path":"metadata.shop","take":"sum"})", FieldType::kNumber, Unfit{}},
    };
    for (const auto& row : rows) EXPECT_EQ(Found(row.source, row.type, orders), row.value) << row.source;
    EXPECT_EQ(Found(R"({"over":"orders","path":"metadata.shop","take":"count"})", FieldType::kNumber, {}), CustomValue(0.0));
}

TEST(Mapping, IsDescribedForPeople) {
    EXPECT_EQ(Described(R"("customer.metadata.colour")"), "customer.metadata.colour");
    EXPECT_EQ(Described(R"({"over":"orders","path":"metadata.shop","take":"last"})"), "last of orders: metadata.shop");
}

TEST(Attributes, AreFoundWithTheirTypesAndSamples) {
    AttributeFinder finder;
    for (const std::string_view body : {
             R"({"id":"cus_1","object":"customer","created":1767225600,"balance":-500,"delinquent":false,"livemode":true,
                 "metadata":{"colour":"green","size":"38","zip":"01234","vip":"yes","born":"1990-02-03"},"preferred_locales":["de","en"],"shipping":null})",
             R"({"id":"cus_2","object":"customer","created":1767225601,"balance":0,"delinquent":true,"livemode":true,
                 "metadata":{"colour":"red","size":"40.5"},"preferred_locales":[],"shipping":{"name":"Ada","address":{"city":"Bonn"}}})"})
        ASSERT_TRUE(finder.Look("customer", body).ok());
    ASSERT_TRUE(finder.Look("last_order", R"({"id":"in_1","total":500,"client_secret":"s","lines":{"object":"list","has_more":false,"url":"/x","data":[
        {"description":"Tea","metadata":{"shop":"Bonn"}},{"description":"Cake"}]}})").ok());
    std::map<std::string, Attribute> found;
    std::vector<std::string> order;
    for (Attribute& one : finder.Take()) {
        order.push_back(std::string(one.scope) + "." + one.path);
        found.emplace(order.back(), std::move(one));
    }
    EXPECT_EQ(order.front(), "customer.metadata.colour") << "metadata first, the most frequent first";
    const struct {
        std::string_view source;
        FieldType type;
        int64_t people;
        std::vector<std::string> samples;
    } rows[] = {
        {"customer.metadata.colour", FieldType::kText, 2, {"green", "red"}},
        {"customer.metadata.size", FieldType::kNumber, 2, {"38", "40.5"}},
        {"customer.metadata.zip", FieldType::kText, 1, {"01234"}},
        {"customer.metadata.vip", FieldType::kBoolean, 1, {"yes"}},
        {"customer.metadata.born", FieldType::kDate, 1, {"1990-02-03"}},
        {"customer.created", FieldType::kDate, 2, {"1767225600", "1767225601"}},
        {"customer.balance", FieldType::kMoney, 2, {"-500", "0"}},
        {"customer.delinquent", FieldType::kBoolean, 2, {"false", "true"}},
        {"customer.preferred_locales", FieldType::kList, 1, {"de", "en"}},
        {"customer.shipping.address.city", FieldType::kText, 1, {"Bonn"}},
        {"customer.tax_exempt", FieldType::kText, 0, {}},
        {"last_order.total", FieldType::kMoney, 1, {"500"}},
        {"last_order.lines.data[].description", FieldType::kList, 1, {"Tea", "Cake"}},
        {"last_order.lines.data[].metadata.shop", FieldType::kList, 1, {"Bonn"}},
        {"charge.payment_method_details.card.brand", FieldType::kText, 0, {}},
    };
    for (const auto& row : rows) {
        ASSERT_TRUE(found.contains(std::string(row.source))) << row.source;
        const Attribute& one = found[std::string(row.source)];
        EXPECT_EQ(one.type, row.type) << row.source;
        EXPECT_EQ(one.found, row.people) << row.source;
        EXPECT_EQ(one.samples, row.samples) << row.source;
        EXPECT_TRUE(ParseMapping("\"" + std::string(row.source) + "\"", one.type).ok()) << row.source;
    }
    for (const std::string_view none : {"customer.livemode", "customer.object", "last_order.client_secret", "last_order.lines.url", "customer.shipping"})
        EXPECT_FALSE(found.contains(std::string(none))) << none;
}

}  // namespace
}  // namespace daybook::stripe
