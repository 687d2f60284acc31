#include "conditions/sentence.h"

#include <gtest/gtest.h>

#include "conditions/conditions_support.h"

namespace daybook::conditions {
namespace {

TEST(Sentence, SaysEachConditionInEnglish) {
    struct Case {
        std::string json, sentence;
    };
    const Schema schema = test::ShopSchema("America/New_York");
    for (
        const Case& one : {
            Case{R"({"all":[]})", "Everybody."},
            Case{R"({"any":[]})", "Nobody."},
            Case{R"({"none":[]})", "Everybody."},
            Case{
                R"({"all":[{"field":"orders","op":"gte","value":3},{"field":"country","op":"in","value":["US","CA"]}]})",
                "Total Orders is at least 3, and Country is “US” or “CA”."},
            Case{
                R"({"any":[{"field":"vip","op":"is","value":true},{"all":[{"field":"sales","op":"gt","value":{"usd":1000,"jpy":150000}},
                  {"none":[{"segment":"seg_one"}]}]}]})",
                "VIP is true, or (Total Sales is more than 1000 USD or 150000 JPY, and not (is in "
                "the segment “One”))."},
            Case{
                R"({"all":[{"field":"last_order","op":"more_than_ago","value":{"months":1}},{"field":"tags","op":"not_contains","value":"x"}]})",
                "Last Order is more than 1 month ago, and Tags does not contain “x”."},
            Case{R"({"field":"last_order","op":"between","value":["2026-01-31",1767225600]})",
                 "Last Order is between 31 January 2026 and 31 December 2025, 19:00."},
            Case{R"({"field":"born","op":"anniversary","value":{"from":0,"to":7}})",
                 "Birthday has its anniversary within the next 7 days."},
            Case{R"({"field":"name","op":"is_not_set"})", "Name is not known."},
            Case{R"({"field":"orders","op":"in","value":[1,2,3,4,5,6,7]})",
                 "Total Orders is 1, 2, 3, 4 or 3 more."},
            Case{R"({"activity":"order_paid"})", "Order paid at least once."},
            Case{R"({"activity":"order_paid","count":{"is":0},"within":{"days":90}})",
                 "Order paid never in the last 90 days."},
            Case{
                R"({"activity":"order_paid","count":{"gte":2},"within":{"from":{"days":60},"to":{"days":30}},
                  "where":{"all":[{"field":"amount","op":"gt","value":50},{"field":"kind","op":"is_not","value":"renewal"}]}})",
                "Order paid at least twice between 60 days and 30 days ago where (Amount is more "
                "than 50 USD, and Kind is not “renewal”)."},
            Case{
                R"({"activity":"order_paid","sum":{"of":"amount","gte":99.5},"within":{"between":["2026-01-01","2026-01-31"]}})",
                "Order paid: the sum of Amount is at least 99.5 USD between 1 January 2026 and 31 "
                "January 2026."},
            Case{R"({"activity":"order_paid","distinct":{"of":"products","gt":3}})",
                 "Order paid: the number of different Products is more than 3."},
            Case{R"({"activity":"order_paid","last":{"more_than_ago":{"days":60}}})",
                 "The last Order paid is more than 60 days ago."},
            Case{R"({"activity":"cart_abandoned","not_followed_by":"order_paid"})",
                 "Cart abandoned at least once, with no Order paid after it."},
            Case{R"({"have":"subscription","where":{"field":"status","op":"is","value":"active"}})",
                 "Has a Subscription where Status is “active”."},
            Case{R"({"have":"subscription","count":{"gte":2}})",
                 "The number of Subscriptions is at least 2."},
        }) {
        const Result<Program> program = Parse(one.json, schema);
        ASSERT_TRUE(program.ok()) << one.json << program.error().message;
        EXPECT_EQ(Sentence(*program, schema), one.sentence) << one.json;
    }
}

}  // namespace
}  // namespace daybook::conditions
