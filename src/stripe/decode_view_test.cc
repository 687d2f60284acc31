#include "stripe/decode_view.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace daybook::stripe {
namespace {

// The items of a subscription in euros, and what they cost together.
struct Case {
    std::string_view name;
    std::string items;
    std::optional<int64_t> amount;
    std::string_view more = "false";
};

constexpr std::string_view kFlat = R"({"quantity":1,"price":{"currency":"eur","unit_amount":500,
    "transform_quantity":null,"recurring":{"interval":"month","interval_count":1,"usage_type":"licensed"}}})";

std::string Item(std::string_view quantity, std::string_view price, std::string_view recurring = "") {
    return fmt::format(R"({{"quantity":{},"price":{{{},"recurring":{{"interval":"month","interval_count":1,)"
                       R"("usage_type":"licensed"{}}}}}}})",
                       quantity, price, recurring);
}
std::string Euros(std::string_view quantity, std::string_view price) {
    return Item(quantity, fmt::format(R"("currency":"eur",{})", price));
}
std::string Package(std::string_view quantity, std::string_view round, std::string_view size = "1000") {
    return Euros(quantity, fmt::format(R"("unit_amount":1000,"transform_quantity":{{"divide_by":{},"round":"{}"}})", size, round));
}
std::string WithFlat(std::string_view item) { return fmt::format("{},{}", kFlat, item); }

SubscriptionTerms Must(const std::string& json) {
    const auto terms = DecodeTerms(json);
    EXPECT_TRUE(terms.ok()) << json;
    return terms.ok() ? *terms : SubscriptionTerms{};
}

void Check(const Case& c) {
    const auto terms = Must(fmt::format(R"({{"id":"sub_1","currency":"eur","items":{{"has_more":{},"data":[{}]}}}})", c.more, c.items));
    EXPECT_EQ(terms.amount, c.amount) << c.name;
    EXPECT_EQ(terms.currency, "eur") << c.name;
}

TEST(DecodeTerms, AmountsOfItems) {
    const std::string tiered = Euros("3", R"("billing_scheme":"tiered","tiers_mode":"graduated","unit_amount":null)");
    const std::string metered = R"({"price":{"currency":"eur","unit_amount":7,"recurring":{"interval":"month","usage_type":"metered"}}})";
    const Case cases[] = {
        {"one", std::string(kFlat), 500},
        {"times its quantity", Euros("3", R"("unit_amount":250)"), 750},
        {"no quantity", Euros("null", R"("unit_amount":250)"), 250},
        {"free", Euros("3", R"("unit_amount":0)"), 0},
        {"two", WithFlat(Euros("2", R"("unit_amount":250)")), 1000},
        {"none", "", std::nullopt},
        {"no price", R"({"quantity":1})", std::nullopt},
        {"one without a price", WithFlat(R"({"quantity":1})"), std::nullopt},
        {"tiered", tiered, std::nullopt},
        {"flat and tiered", WithFlat(tiered), std::nullopt},
        {"below a cent", Euros("100", R"("unit_amount":null,"unit_amount_decimal":"0.5")"), std::nullopt},
        {"metered", metered, std::nullopt},
        {"flat and metered", WithFlat(metered), 500},
        {"an item of another interval", WithFlat(R"({"quantity":1,"price":{"currency":"eur","unit_amount":9,
            "recurring":{"interval":"year","interval_count":1,"usage_type":"licensed"}}})"), std::nullopt},
        {"metered monthly, flat yearly", metered + R"(,{"quantity":1,"price":{"currency":"eur","unit_amount":9,
            "recurring":{"interval":"year","interval_count":1,"usage_type":"licensed"}}})", std::nullopt},
        {"more items than the body has", std::string(kFlat), std::nullopt, "true"},
        {"absurd", WithFlat(Euros("9223372036854775807", R"("unit_amount":9223372036854775807)")), INT64_MAX},
    };
    for (const Case& c : cases) Check(c);
}

TEST(DecodeTerms, AmountsOfPackages) {
    const Case cases[] = {
        {"whole packages", Package("5000", "up"), 5000},
        {"a package begun", Package("5001", "up"), 6000},
        {"a package begun, not billed", Package("5999", "down"), 5000},
        {"less than one", Package("1", "up"), 1000},
        {"less than one, not billed", Package("999", "down"), 0},
        {"nothing", Package("0", "up"), 0},
        {"the greatest", Package("9223372036854775807", "up", "9223372036854775807"), 1000},
        {"of no size", Package("5", "up", "0"), std::nullopt},
        {"with a flat one", WithFlat(Package("5000", "up")), 5500},
    };
    for (const Case& c : cases) Check(c);
}

TEST(DecodeTerms, AmountsInTheSubscriptionsCurrency) {
    const std::string options = R"("currency":"usd","unit_amount":1000,"currency_options":)";
    const Case cases[] = {
        {"a price of dollars", Item("1", R"("currency":"usd","unit_amount":1000)"), std::nullopt},
        {"with an option of euros", Item("2", options + R"({"eur":{"unit_amount":900},"usd":{"unit_amount":1000}})"), 1800},
        {"with a tiered option", Item("2", options + R"({"eur":{"unit_amount":null}})"), std::nullopt},
        {"without an option of euros", Item("2", options + R"({"gbp":{"unit_amount":800}})"), std::nullopt},
        {"a flat one, and one of dollars", WithFlat(Item("1", R"("currency":"usd","unit_amount":1000)")), std::nullopt},
    };
    for (const Case& c : cases) Check(c);
    const auto items = fmt::format(R"({{"items":{{"data":[{}]}}}})", kFlat);
    EXPECT_EQ(Must(items).amount, 500) << "one without a currency has its first price's";
    EXPECT_EQ(Must(items).currency, "eur");
}

TEST(DecodeTerms, IntervalsAndEnds) {
    const auto terms = Must(R"({"cancel_at":1767225600,"items":{"data":[{"price":{"currency":"usd","unit_amount":3000,
        "recurring":{"interval":"month","interval_count":3,"usage_type":"licensed"}}}]},"currency":"usd"})");
    EXPECT_EQ(terms.interval, "month");
    EXPECT_EQ(terms.interval_count, 3);
    EXPECT_EQ(terms.cancel_at, 1'767'225'600);
    EXPECT_EQ(terms.amount, 3000);
    EXPECT_EQ(Must("{}").amount, std::nullopt);
    EXPECT_FALSE(DecodeTerms("{").ok());
}

}  // namespace
}  // namespace daybook::stripe
