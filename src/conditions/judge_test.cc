// What conditions mean, as tables.
#include "conditions/judge.h"

#include <gtest/gtest.h>

#include <functional>

#include "conditions/conditions_support.h"

namespace daybook::conditions {
namespace {

constexpr int64_t kDay = 86'400;
constexpr int64_t kNow = 1'767'225'600;  // 2026-01-01 00:00 UTC

struct Shop {
    Schema schema = test::ShopSchema();
    Person person{schema};
    Judge judge;

    Value& field(std::string_view name) { return person.fields[*Find(schema.fields, name)]; }
    Verdict Decide(const std::string& json, int64_t now = kNow) {
        const Result<Program> program = Parse(json, schema);
        EXPECT_TRUE(program.ok()) << json << "\n" << program.error().message;
        return judge.Decide(*program, person, now);
    }
    // An order; `kind` in its data.
    std::span<Value> Order(int64_t at, int64_t minor, std::string_view currency,
                           std::string_view kind = {}) {
        const std::span<Value> row = person.AddActivity(0, at);
        row[0] = Value::Money(minor, currency);
        row[1] = Value::String(person.arena, kind);
        return row;
    }
};

struct Row {
    std::string op, value;
    bool holds;
};

void Check(Shop& shop, const std::string& field, const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        const std::string value = row.value.empty() ? "" : ",\"value\":" + row.value;
        const Verdict verdict =
            shop.Decide("{\"field\":\"" + field + "\",\"op\":\"" + row.op + "\"" + value + "}");
        EXPECT_EQ(verdict.holds, row.holds) << field << " " << row.op << " " << row.value;
        EXPECT_EQ(verdict.next, kNever) << "time alone changes nothing here";
    }
}

TEST(Judge, ComparesTexts) {
    Shop shop;
    shop.field("country") = Value::String(shop.person.arena, "  Île de Ré ");
    Check(shop, "country",
          {{"is", R"("île DE rÉ ")", true},
           {"is", R"("ile de re")", false},
           {"is_not", R"("US")", true},
           {"is_not", R"("ÎLE DE RÉ")", false},
           {"in", R"(["x","ÎLE DE ré"])", true},
           {"in", R"(["x"])", false},
           {"not_in", R"(["x"])", true},
           {"not_in", R"(["île de ré"])", false},
           {"contains", R"("DE")", true},
           {"contains", R"("da")", false},
           {"not_contains", R"("da")", true},
           {"not_contains", R"("de")", false},
           {"starts_with", R"("ÎL")", true},
           {"starts_with", R"("de")", false},
           {"ends_with", R"("RÉ")", true},
           {"ends_with", R"("île de ré et plus")", false},
           {"is_set", "", true},
           {"is_not_set", "", false}});
    shop.field("name") = Value::String(shop.person.arena, "ΣΊΣΥΦΟΣ");
    Check(shop, "name", {{"is", R"("σίσυφος")", true}});
}

TEST(Judge, KnowsWhatIsMissing) {
    Shop shop;
    shop.field("country") = Value::String(shop.person.arena, " \t");
    const std::vector<Row> rows = {{"is", R"("x")", false},       {"is_not", R"("x")", true},
                                   {"in", R"(["x"])", false},     {"not_in", R"(["x"])", true},
                                   {"contains", R"("x")", false}, {"not_contains", R"("x")", true},
                                   {"is_set", "", false},         {"is_not_set", "", true}};
    Check(shop, "country", rows);
    Check(shop, "tags", rows);
    Check(shop, "country", {{"starts_with", R"("x")", false}, {"ends_with", R"("x")", false}});
    Check(shop, "orders",
          {{"is", "0", false},
           {"is_not", "0", true},
           {"gte", "0", false},
           {"lt", "5", false},
           {"between", "[0,9]", false}});
    Check(shop, "sales", {{"gte", "0", false}, {"is_not", "5", true}, {"is_not_set", "", true}});
    Check(shop, "last_order",
          {{"before", R"("2026-01-01")", false},
           {"more_than_ago", R"({"days":0})", false},
           {"anniversary", R"({"from":-365,"to":365})", false},
           {"is_not_set", "", true},
           {"is_set", "", false}});
    Check(shop, "vip",
          {{"is", "false", false}, {"is_not", "true", true}, {"is_not_set", "", true}});
    shop.field("vip") = Value::Boolean(false);
    shop.field("orders") = Value::Number(0);
    Check(shop, "vip", {{"is", "false", true}, {"is_set", "", true}, {"is_not", "false", false}});
    Check(shop, "orders", {{"is", "0", true}, {"is_set", "", true}});
}

TEST(Judge, ComparesNumbers) {
    Shop shop;
    shop.field("orders") = Value::Number(4.5);
    Check(shop, "orders",
          {{"is", "4.5", true},
           {"is_not", "4.5", false},
           {"gt", "4.5", false},
           {"gt", "4", true},
           {"gte", "4.5", true},
           {"lt", "4.5", false},
           {"lte", "4.5", true},
           {"between", "[4.5,5]", true},
           {"between", "[5,4]", false},
           {"in", "[1,4.5]", true},
           {"not_in", "[1,4.5]", false},
           {"not_in", "[1]", true}});
}

TEST(Judge, ComparesMoneyExactlyInItsCurrency) {
    Shop shop;
    shop.field("sales") = Value::Money(4999, "usd");
    Check(shop, "sales",
          {{"is", "49.99", true},
           {"gte", "49.99", true},
           {"gt", "49.99", false},
           {"gt", "49.989999", true},
           {"lt", "49.990001", true},
           {"is", "49.990001", false},
           {"gte", "49.990001", false},
           {"between", "[49.99,49.99]", true},
           {"is", R"({"eur":49.99})", false},
           {"is_not", R"({"eur":1})", false},
           {"not_in", R"([{"eur":1}])", false},
           {"is_not", R"({"eur":1,"usd":2})", true},
           {"gte", R"({"eur":999,"usd":10})", true},
           {"is_set", "", true},
           {"between", R"([{"usd":1},{"eur":99}])", false},
           {"in", R"([{"eur":49.99},49.99])", true}});
    shop.field("sales") = Value::Money(150'000, "jpy");
    Check(shop, "sales",
          {{"gte", R"({"jpy":150000})", true},
           {"gte", "1", false},
           {"lt", R"({"jpy":150000.5})", true}});
    shop.field("sales") = Value::Money(-1500, "usd");
    Check(shop, "sales",
          {{"lt", "-14.999", true},
           {"gt", "-15.001", true},
           {"is", "-15", true},
           {"lt", "-15.0001", false}});
    shop.field("sales") = Value::Money(0, "");  // nobody's currency: nothing is nothing everywhere
    Check(shop, "sales",
          {{"is", "0", true},
           {"lt", R"({"jpy":1})", true},
           {"gte", "1", false},
           {"is_set", "", true},
           {"is_not", "5", true}});
}

TEST(Judge, MatchesAnyElementOfAList) {
    Shop shop;
    const std::vector<Value::Named> products = {
        {"prod_1", "Blue Shirt"}, {"", "Gift card"}, {"prod_2", ""}};
    shop.field("tags") = Value::List(shop.person.arena, products);
    Check(shop, "tags",
          {{"is", R"("PROD_1")", true},
           {"is", R"("blue shirt")", true},
           {"is", R"("shirt")", false},
           {"contains", R"("shirt")", true},
           {"in", R"(["x","gift card"])", true},
           {"is_not", R"("prod_2")", false},
           {"is_not", R"("prod_3")", true},
           {"not_in", R"(["blue shirt"])", false},
           {"not_contains", R"("card")", false},
           {"is_set", "", true}});
}

TEST(Judge, ComparesDaysInTheAccountsZone) {
    Shop shop;
    shop.schema = test::ShopSchema("America/New_York");
    shop.field("last_order") = Value::Date(kNow);  // 31 December, 19:00 in New York
    Check(shop, "last_order",
          {{"on", R"("2025-12-31")", true},
           {"on", R"("2026-01-01")", false},
           {"before", R"("2026-01-01")", true},
           {"before", R"("2025-12-31")", false},
           {"after", R"("2025-12-30")", true},
           {"after", R"("2025-12-31")", false},
           {"between", R"(["2025-12-31","2025-12-31"])", true},
           {"before", "1767225600", false},
           {"before", "1767225601", true},
           {"after", "1767225599", true},
           {"after", "1767225600", false},
           {"on", "1767225600", true},
           {"between", "[1767225600,1767225600]", true}});
}

struct Moment {
    std::string json;
    int64_t at;  // after kNow
    bool holds;
    int64_t next;  // after kNow; kNever
};

void Check(Shop& shop, const std::vector<Moment>& moments) {
    for (const Moment& one : moments) {
        const Verdict verdict = shop.Decide(one.json, kNow + one.at);
        EXPECT_EQ(verdict.holds, one.holds) << one.json << " at " << one.at;
        EXPECT_EQ(verdict.next == kNever ? kNever : verdict.next - kNow, one.next)
            << one.json << " at " << one.at;
    }
}

TEST(Judge, FlipsDatesAtOneInstant) {
    Shop shop;
    shop.field("last_order") = Value::Date(kNow);
    const std::string more = R"({"field":"last_order","op":"more_than_ago","value":{"days":2}})";
    const std::string less = R"({"field":"last_order","op":"less_than_ago","value":{"days":2}})";
    const std::string far = R"({"field":"last_order","op":"more_than_ahead","value":{"days":2}})";
    const std::string soon = R"({"field":"last_order","op":"less_than_ahead","value":{"days":2}})";
    Check(shop, {{more, -1, false, 2 * kDay},
                 {more, 2 * kDay - 1, false, 2 * kDay},
                 {more, 2 * kDay, true, kNever},
                 {less, -1, false, 0},
                 {less, 0, true, 2 * kDay},
                 {less, 2 * kDay, false, kNever},
                 {far, -3 * kDay, true, -2 * kDay},
                 {far, -2 * kDay, false, kNever},
                 {soon, -3 * kDay, false, -2 * kDay},
                 {soon, -2 * kDay, true, 1},
                 {soon, 0, true, 1},
                 {soon, 1, false, kNever}});
}

TEST(Judge, GoesRoundAnniversaries) {
    Shop shop;
    shop.field("born") = Value::Date(951'782'400 + 3600);  // 29 February 2000
    const auto at = [](int year, int month, int day) {
        return DayOf({year, month, day}) * kDay - kNow;
    };
    const std::string week = R"({"field":"born","op":"anniversary","value":{"from":0,"to":7}})";
    const std::string after = R"({"field":"born","op":"anniversary","value":{"from":-1,"to":0}})";
    Check(shop, {{week, at(2000, 2, 29), false, at(2001, 2, 28)},  // not within the first year
                 {week, at(2001, 2, 28), true, at(2001, 3, 1)},  // the 28th where there is no 29th
                 {week, at(2001, 3, 1), false, at(2002, 2, 21)},
                 {week, at(2024, 2, 21), false, at(2024, 2, 22)},
                 {week, at(2024, 2, 22), true, at(2024, 3, 1)},
                 {week, at(2024, 2, 29) + kDay - 1, true, at(2024, 3, 1)},
                 {after, at(2025, 2, 27), false, at(2025, 2, 28)},
                 {after, at(2025, 2, 28), true, at(2025, 3, 2)}});
    const std::string almost = R"({"field":"born","op":"anniversary","value":{"from":0,"to":364}})";
    Check(shop, {{almost, at(2025, 1, 1), true, at(2027, 3, 1)}});
}

TEST(Judge, CountsActivitiesInWindows) {
    Shop shop;
    for (const int64_t day : {-100, -50, -10, -1}) shop.Order(kNow + day * kDay, 1000, "usd");
    const auto json = [](const std::string& rest) {
        return R"({"activity":"order_paid")" + rest + "}";
    };
    Check(shop,
          {
              {json(""), 0, true, kNever},
              {json(R"(,"count":{"gte":4})"), 0, true, kNever},
              {json(R"(,"count":{"gte":5})"), 0, false, kNever},
              {json(R"(,"count":{"gte":3},"within":{"days":90})"), 0, true, 40 * kDay},
              {json(R"(,"count":{"is":2},"within":{"days":90})"), 0, false, 40 * kDay},
              {json(R"(,"count":{"is":0},"within":{"days":30})"), 0, false, 29 * kDay},
              {json(R"(,"count":{"is":1},"within":{"from":{"days":60},"to":{"days":30}})"), 0, true,
               10 * kDay},
              {json(R"(,"count":{"is":0},"within":{"from":{"days":60},"to":{"days":30}})"), 0,
               false, 10 * kDay},
              {json(R"(,"within":{"between":["2025-12-20","2025-12-30"]})"), 0, true, kNever},
              {json(R"(,"within":{"between":["2025-01-01","2025-01-30"]})"), 0, false, kNever},
              {json(R"(,"last":{"more_than_ago":{"days":60}})"), 0, false, 59 * kDay},
              {json(R"(,"first":{"more_than_ago":{"days":60}})"), 0, true, kNever},
              {json(R"(,"last":{"less_than_ago":{"days":60}},"within":{"days":30})"), 0, true,
               29 * kDay},
              {json(R"(,"last":{"is_not_set":true},"within":{"days":30})"), 0, false, 29 * kDay},
              {json(R"(,"count":{"gte":4},"within":null)"), -5 * kDay, false,
               -kDay},  // one is known to come
              {R"({"activity":"cart_abandoned","count":{"is":0}})", 0, true, kNever},
              {R"({"activity":"cart_abandoned"})", 0, false, kNever},
          });
}

TEST(Judge, SumsAndTellsApart) {
    Shop shop;
    shop.Order(kNow - 50 * kDay, 6000, "usd", "one_time")[2] = Value::List(
        shop.person.arena, std::vector<Value::Named>{{"prod_1", "Shirt"}, {"prod_2", "Hat"}});
    shop.Order(kNow - 10 * kDay, 5000, "usd", "renewal")[2] =
        Value::List(shop.person.arena, std::vector<Value::Named>{{"PROD_1", "Shirt"}});
    shop.Order(kNow - 5 * kDay, 900'000, "jpy", "renewal");
    const auto json = [](const std::string& rest) {
        return R"({"activity":"order_paid",)" + rest + "}";
    };
    Check(
        shop,
        {
            {json(R"("sum":{"of":"amount","gte":110})"), 0, true, kNever},
            {json(R"("sum":{"of":"amount","gt":110})"), 0, false, kNever},
            {json(R"("sum":{"of":"amount","gte":100},"within":{"days":60})"), 0, true, 10 * kDay},
            {json(R"("sum":{"of":"amount","gte":{"jpy":900000,"usd":1000}})"), 0, true, kNever},
            {json(
                 R"("sum":{"of":"amount","lt":100},"where":{"field":"kind","op":"is","value":"renewal"})"),
             0, true, kNever},
            {json(R"("sum":{"of":"amount","lt":{"eur":1}})"), 0, true, kNever},
            {json(R"("distinct":{"of":"products","is":2})"), 0, true, kNever},
            {json(R"("distinct":{"of":"products","is":2},"within":{"days":60})"), 0, true,
             10 * kDay},
            {json(R"("distinct":{"of":"kind","gte":2})"), 0, true, kNever},
            {json(
                 R"("count":{"is":2},"where":{"any":[{"field":"kind","op":"is","value":"one_time"},{"field":"amount","op":"gte","value":{"jpy":1}}]})"),
             0, true, kNever},
        });
}

TEST(Judge, NoticesWhatFollows) {
    Shop shop;
    shop.person.AddActivity(1, kNow - 10 * kDay);
    shop.person.AddActivity(1, kNow - 2 * kDay);
    shop.Order(kNow - 5 * kDay, 100, "usd");
    const std::string left =
        R"({"activity":"cart_abandoned","count":{"is":1},"not_followed_by":"order_paid"})";
    const std::string lone =
        R"({"activity":"order_paid","not_followed_by":"order_paid","within":{"days":30}})";
    Check(shop, {{left, 0, true, kNever},
                 {left, -6 * kDay, true, -5 * kDay},
                 {left, -5 * kDay, false, -2 * kDay},
                 {lone, 0, true, 25 * kDay}});
    shop.Order(kNow + kDay, 100, "usd");  // is known to come
    Check(shop, {{left, 0, true, kDay}});
}

TEST(Judge, LooksIntoPresentObjects) {
    Shop shop;
    const std::string renews =
        R"({"have":"subscription","where":{"all":[{"field":"status","op":"is","value":"active"},
        {"field":"renews","op":"less_than_ahead","value":{"days":3}}]}})";
    Check(shop, {{renews, 0, false, kNever},
                 {R"({"have":"subscription","count":{"is":0}})", 0, true, kNever}});
    for (const int64_t day : {20, 10}) {
        const std::span<Value> row = shop.person.AddObject(0);
        row[0] = Value::String(shop.person.arena, "active");
        row[2] = Value::Date(kNow + day * kDay);
    }
    shop.person.AddObject(0)[0] = Value::String(shop.person.arena, "paused");
    Check(shop, {{renews, 0, false, 7 * kDay},
                 {renews, 7 * kDay, true, 10 * kDay + 1},
                 {renews, 10 * kDay + 1, false, 17 * kDay},
                 {R"({"have":"subscription","count":{"gte":3}})", 0, true, kNever}});
}

TEST(Judge, JoinsFlipsExactly) {
    Shop shop;
    shop.field("last_order") = Value::Date(kNow);
    shop.field("born") = Value::Date(kNow - 400 * kDay);
    shop.person.segments[0] = {false, kNow + 3 * kDay};
    const auto ago = [](int days) {
        return R"({"field":"last_order","op":"more_than_ago","value":{"days":)" +
               std::to_string(days) + "}}";
    };
    const auto within = [](int days) {
        return R"({"field":"last_order","op":"less_than_ago","value":{"days":)" +
               std::to_string(days) + "}}";
    };
    Check(shop,
          {
              {R"({"all":[)" + ago(1) + "," + ago(5) + "]}", 0, false, 5 * kDay},
              {R"({"any":[)" + ago(1) + "," + ago(5) + "]}", 0, false, kDay},
              {R"({"any":[)" + ago(1) + "," + within(5) + "]}", 0, true,
               kNever},  // the first holds before the second ceases
              {R"({"all":[)" + ago(5) + "," + within(3) + "]}", 0, false, kNever},  // never both
              {R"({"all":[)" + ago(2) + "," + within(5) + "]}", 0, false, 2 * kDay},
              {R"({"all":[)" + ago(2) + "," + within(5) + "]}", 2 * kDay, true, 5 * kDay},
              {R"({"none":[)" + ago(2) + "," + within(1) + "]}", 0, false, kDay},
              {R"({"none":[)" + ago(2) + "," + within(1) + "]}", kDay, true, 2 * kDay},
              {R"({"all":[{"segment":"seg_one"},)" + ago(1) + "]}", 0, false, 3 * kDay},
              {R"({"all":[{"field":"vip","op":"is","value":true},)" + ago(1) + "]}", 0, false,
               kNever},
              {R"({"all":[]})", 0, true, kNever},
              {R"({"none":[]})", 0, true, kNever},
              {R"({"any":[]})", 0, false, kNever},
          });
}

TEST(Judge, EndsItsSearchForWhatNeverComes) {
    Shop shop;
    shop.field("born") = Value::Date(kNow - 400 * kDay);
    const std::string never =
        R"({"all":[{"field":"born","op":"anniversary","value":{"from":0,"to":1}},
                                         {"field":"born","op":"anniversary","value":{"from":10,"to":11}}]})";
    const Verdict verdict = shop.Decide(never);
    EXPECT_FALSE(verdict.holds);
    EXPECT_GT(verdict.next, kNow + kHorizon);
    EXPECT_LT(verdict.next, kNow + kHorizon + 366 * kDay);
}

TEST(Judge, TakesAbsurdDates) {
    Shop shop;
    for (const int64_t at :
         {std::numeric_limits<int64_t>::min(), std::numeric_limits<int64_t>::max()}) {
        shop.field("born") = Value::Date(at);
        for (const std::string op :
             {"more_than_ago", "less_than_ago", "more_than_ahead", "less_than_ahead"})
            shop.Decide(R"({"field":"born","op":")" + op + R"(","value":{"years":1000}})");
        shop.Decide(R"({"field":"born","op":"anniversary","value":{"from":-365,"to":365}})");
    }
}

}  // namespace
}  // namespace daybook::conditions
