#include "conditions/explain.h"

#include <gtest/gtest.h>

#include "conditions/conditions_support.h"

namespace daybook::conditions {
namespace {

constexpr int64_t kDay = 86'400;
constexpr int64_t kNow = 1'767'225'600;

TEST(Explain, SaysOfEachConditionWhatItSees) {
    const Schema schema = test::ShopSchema();
    Person person(schema);
    person.fields[0] = Value::String(person.arena, "US");
    person.fields[3] = Value::Money(5997, "usd");
    person.fields[4] = Value::Date(kNow - 10 * kDay);
    person.fields[7] = Value::List(person.arena, std::vector<std::string_view>{"A", "b"});
    for (const int64_t day : {-40, -2}) {
        const std::span<Value> row = person.AddActivity(0, kNow + day * kDay);
        row[0] = Value::Money(1250, "eur");
        row[1] = Value::String(person.arena, "x");
    }
    person.segments[1] = {true, kNow + 9};
    const Result<Program> program = Parse(R"({"all":[
        {"field":"last_order","op":"more_than_ago","value":{"days":7}},
        {"field":"country","op":"is","value":"us"},
        {"any":[{"field":"sales","op":"gte","value":100},{"field":"name","op":"is_set"},{"field":"tags","op":"is","value":"a"}]},
        {"activity":"order_paid","within":{"days":30},"where":{"all":[{"field":"kind","op":"is","value":"x"}]}},
        {"activity":"order_paid","sum":{"of":"amount","gte":{"eur":20}}},
        {"activity":"order_paid","last":{"less_than_ago":{"days":5}}},
        {"activity":"order_paid","distinct":{"of":"kind","is":1}},
        {"have":"subscription","count":{"is":0}},
        {"segment":"seg_two"}]})",
                                          schema);
    ASSERT_TRUE(program.ok()) << program.error().message;

    const Explanation explanation = Explain(*program, person, kNow);
    EXPECT_TRUE(explanation.holds);
    EXPECT_EQ(explanation.since, kNow - 2 * kDay);
    EXPECT_EQ(explanation.next_change, kNow + 9);
    std::string json;
    JsonWriter writer(json);
    WriteExplained(writer, schema, *program, explanation.conditions);
    const auto moment = [](int64_t at) { return std::to_string(at); };
    EXPECT_EQ(
        json,
        R"([{"path":"condition.all[0]","sentence":"Last Order is more than 7 days ago","type":"date","holds":true,"actual":)" + moment(kNow - 10 * kDay) +
            R"(,"since":)" + moment(kNow - 3 * kDay) +
            R"(,"next_change":null},)"
            R"({"path":"condition.all[1]","sentence":"Country is “us”","type":"text","holds":true,"actual":"US","since":null,"next_change":null},)"
            R"({"path":"condition.all[2].any[0]","sentence":"Total Sales is at least 100 USD","type":"money","holds":false,"actual":{"usd":59.97},"since":null,"next_change":null},)"
            R"({"path":"condition.all[2].any[1]","sentence":"Name is known","type":"text","holds":false,"actual":null,"since":null,"next_change":null},)"
            R"({"path":"condition.all[2].any[2]","sentence":"Tags is “a”","type":"list","holds":true,"actual":["A","b"],"since":null,"next_change":null},)"
            R"({"path":"condition.all[3]","sentence":"Order paid at least once in the last 30 days where Kind is “x”","type":"number","holds":true,"actual":1,"since":)" +
            moment(kNow - 2 * kDay) + R"(,"next_change":)" + moment(kNow + 28 * kDay) +
            "},"
            R"({"path":"condition.all[4]","sentence":"Order paid: the sum of Amount is at least 20 EUR","type":"money","holds":true,"actual":{"eur":25.00},"since":)" +
            moment(kNow - 2 * kDay) +
            R"(,"next_change":null},)"
            R"({"path":"condition.all[5]","sentence":"The last Order paid is less than 5 days ago","type":"date","holds":true,"actual":)" +
            moment(kNow - 2 * kDay) + R"(,"since":)" + moment(kNow - 2 * kDay) +
            R"(,"next_change":)" + moment(kNow + 3 * kDay) +
            "},"
            R"({"path":"condition.all[6]","sentence":"Order paid: the number of different Kind is 1","type":"number","holds":true,"actual":1,"since":)" +
            moment(kNow - 40 * kDay) +
            R"(,"next_change":null},)"
            R"({"path":"condition.all[7]","sentence":"Has no Subscription","type":"number","holds":true,"actual":0,"since":null,"next_change":null},)"
            R"({"path":"condition.all[8]","sentence":"Is in the segment “Two”","type":"boolean","holds":true,"actual":true,"since":null,"next_change":)" +
            moment(kNow + 9) + "}]");
}

}  // namespace
}  // namespace daybook::conditions
