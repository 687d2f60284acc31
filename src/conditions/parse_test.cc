// Reading conditions: every refusal is a sentence and names its place.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "conditions/conditions_support.h"
#include "conditions/program.h"

namespace daybook::conditions {
namespace {

std::string Nested(int depth) {
    std::string json = R"({"field":"orders","op":"gte","value":1})";
    for (int i = 0; i < depth; ++i) json = R"({"all":[)" + json + "]}";
    return json;
}

std::string Many(int count) {
    std::string json = R"({"any":[)";
    for (int i = 0; i < count; ++i)
        json += fmt::format(R"({}{{"field":"orders","op":"is","value":{}}})", i == 0 ? "" : ",", i);
    return json + "]}";
}

struct Refusal {
    std::string json, param, says, reason = "";
};

void ExpectRefused(const Refusal& one, const Schema& schema = test::ShopSchema()) {
    const Result<Program> program = Parse(one.json, schema);
    ASSERT_FALSE(program.ok()) << one.json;
    EXPECT_EQ(program.error().code, Code::kInvalid);
    EXPECT_EQ(program.error().param, one.param) << one.json << "\n" << program.error().message;
    EXPECT_NE(program.error().message.find(one.says), std::string::npos) << one.json << "\n"
                                                                         << program.error().message;
    EXPECT_EQ(program.error().reason, one.reason) << one.json;
}

TEST(Parse, RefusesWhatIsNoTree) {
    for (const Refusal& one : {
             Refusal{"", "condition", "not valid JSON"},
             Refusal{"{", "condition", "not valid JSON"},
             Refusal{"[]", "condition", "must be a condition such as"},
             Refusal{"null", "condition", "not null"},
             Refusal{"{}", "condition", "is empty: it needs one of all, any", "parameter_missing"},
             Refusal{R"({"al":[]})", "condition.al", "Did you mean all?", "parameter_unknown"},
             Refusal{R"({"all":[],"any":[]})", "condition", "says both all and any"},
             Refusal{R"({"all":{}})", "condition.all",
                     "must be a list of conditions, not an object"},
             Refusal{R"({"all":[3]})", "condition.all[0]", "not a number"},
             Refusal{R"({"all":[],"name":"x"})", "condition.name", "has no member “name”",
                     "parameter_unknown"},
             Refusal{R"({"all":[],"all":[]})", "condition.all", "is given twice"},
             Refusal{R"({"any":[{"all":[]},{"none":[{"fild":"orders"}]}]})",
                     "condition.any[1].none[0].fild", "Did you mean field?", "parameter_unknown"},
             Refusal{Nested(9), "condition.all[0].all[0].all[0].all[0].all[0].all[0].all[0].all[0]",
                     "8 deep"},
             Refusal{Many(101), "condition.any[100]", "at most 100 conditions"},
             Refusal{std::string(2000, '['), "condition", "nested too deep"},
         })
        ExpectRefused(one);
    EXPECT_TRUE(Parse(Nested(8), test::ShopSchema()).ok());
    EXPECT_TRUE(Parse(Many(100), test::ShopSchema()).ok());
}

TEST(Parse, RefusesWrongFields) {
    for (const Refusal& one : {
             Refusal{R"({"field":"order","op":"gte","value":1})", "condition.field",
                     "Did you mean orders?"},
             Refusal{R"({"field":"colour","op":"gte","value":1})", "condition.field",
                     "Known are: country, name"},
             Refusal{R"({"field":3,"op":"gte","value":1})", "condition.field",
                     "must be a name in quotes"},
             Refusal{R"({"field":"orders","value":1})", "condition.op", "is missing",
                     "parameter_missing"},
             Refusal{R"({"field":"orders","op":"gt"})", "condition.value", "is missing",
                     "parameter_missing"},
             Refusal{R"({"field":"orders","op":"gtee","value":1})", "condition.op",
                     "Did you mean gte?"},
             Refusal{R"({"all":[{"field":"orders","op":"contains","value":"1"}]})",
                     "condition.all[0].op",
                     "contains does not fit Total Orders, which is a number. Use one of: is, "
                     "is_not, in"},
             Refusal{R"({"field":"vip","op":"gt","value":true})", "condition.op",
                     "which is a boolean"},
             Refusal{R"({"field":"last_order","op":"is","value":1})", "condition.op",
                     "which is a date"},
             Refusal{R"({"field":"sales","op":"more_than_ago","value":{"days":1}})", "condition.op",
                     "which is a money"},
             Refusal{R"({"field":"tags","op":"starts_with","value":"x"})", "condition.op",
                     "which is a list"},
             Refusal{R"({"field":"orders","op":"is_set","value":1})", "condition.value",
                     "is_set takes no value"},
             Refusal{R"({"field":"orders","op":"gte","value":1,"values":2})", "condition.values",
                     "Did you mean value?", "parameter_unknown"},
             Refusal{R"({"segment":"seg_three"})", "condition.segment",
                     "There is no segment “seg_three”"},
         })
        ExpectRefused(one);
}

TEST(Parse, RefusesWrongValues) {
    struct Case {
        std::string field, op, value, param, says;
    };
    for (const Case& one : {
             Case{"orders", "gte", R"("3")", "value",
                  "must be a number such as 3 (without quotes), not text"},
             Case{"orders", "between", "[1]", "value", "a list of two numbers"},
             Case{"orders", "in", "[]", "value", "an empty list"},
             Case{"orders", "in", "3", "value", "must be a list of numbers, not a number"},
             Case{"orders", "in", "[1,null]", "value[1]", "not null"},
             Case{"country", "is", "12", "value", "text in quotes, not a number"},
             Case{"country", "is", R"("  ")", "value", "is an empty text"},
             Case{"country", "in", R"(["US",""])", "value[1]", "is an empty text"},
             Case{"country", "is", "\"" + std::string(1025, 'x') + "\"", "value",
                  "longer than 1024 bytes"},
             Case{"vip", "is", R"("true")", "value", "true or false, not text"},
             Case{"sales", "gte", R"("50")", "value", "a number such as 49.90"},
             Case{"sales", "gte", R"({"dollars!":1})", "value", "names no currency by “dollars!”"},
             Case{"sales", "gte", R"({"usd":1,"USD":2})", "value", "names “USD” twice"},
             Case{"sales", "gte", "{}", "value", "names no amount"},
             Case{"sales", "gte", "1e18", "value", "more money than there is"},
             Case{"sales", "gte", R"({"usd":"1"})", "value.usd", "not text"},
             Case{"last_order", "before", R"("2026-02-30")", "value", "is no day"},
             Case{"last_order", "before", R"("26-2-3")", "value", "Write it as 2026-01-31"},
             Case{"last_order", "before", "1767225600000", "value", "not milliseconds"},
             Case{"last_order", "before", "1.5", "value", "whole unix seconds"},
             Case{"last_order", "between", R"(["2026-01-01"])", "value", "a list of two days"},
             Case{"last_order", "more_than_ago", "60", "value",
                  R"(a duration such as {"days":30})"},
             Case{"last_order", "more_than_ago", R"({"day":60})", "value.day",
                  "Did you mean days?"},
             Case{"last_order", "more_than_ago", R"({"days":1,"hours":2})", "value",
                  "must name one unit"},
             Case{"last_order", "more_than_ago", R"({"days":-1})", "value.days",
                  "must not be negative"},
             Case{"last_order", "more_than_ago", R"({"days":1.5})", "value.days", "a whole number"},
             Case{"last_order", "more_than_ago", R"({"years":1001})", "value.years",
                  "longer than 1000 years"},
             Case{"born", "anniversary", "7", "value", R"(as {"from":0,"to":7})"},
             Case{"born", "anniversary", R"({"from":0,"till":7})", "value.to", "lacks to"},
             Case{"born", "anniversary", R"({"from":0,"to":366})", "value.to", "from -365 to 365"},
             Case{"born", "anniversary", R"({"from":8,"to":7})", "value", "ends before it begins"},
         }) {
        const std::string json =
            fmt::format(R"({{"field":"{}","op":"{}","value":{}}})", one.field, one.op, one.value);
        const bool missing = one.says.starts_with("lacks");
        ExpectRefused(
            {json, "condition." + one.param, one.says, missing ? "parameter_missing" : ""});
    }
}

TEST(Parse, RefusesWrongActivitiesAndObjects) {
    for (const Refusal& one : {
             Refusal{R"({"activity":"order_payed"})", "condition.activity",
                     "Did you mean order_paid?"},
             Refusal{R"({"activity":"order_paid","count":2})", "condition.count",
                     R"(a comparison such as {"gte":2})"},
             Refusal{R"({"activity":"order_paid","count":{}})", "condition.count",
                     "lacks an operator", "parameter_missing"},
             Refusal{R"({"activity":"order_paid","count":{"gte":1,"lte":2}})", "condition.count",
                     "takes one operator"},
             Refusal{R"({"activity":"order_paid","count":{"contains":1}})",
                     "condition.count.contains", "takes no operator"},
             Refusal{R"({"activity":"order_paid","count":{"gte":1.5}})", "condition.count.gte",
                     "a whole number from 0"},
             Refusal{R"({"activity":"order_paid","count":{"gte":-1}})", "condition.count.gte",
                     "a whole number from 0"},
             Refusal{R"({"activity":"order_paid","count":{"gte":1},"sum":{}})", "condition.sum",
                     "says both count and sum"},
             Refusal{R"({"activity":"order_paid","sum":{"gte":1}})", "condition.sum.of", "lacks of",
                     "parameter_missing"},
             Refusal{R"({"activity":"order_paid","sum":{"of":"kind","gte":1}})", "condition.sum.of",
                     "Kind is a text; sum needs money"},
             Refusal{R"({"activity":"order_paid","sum":{"of":"amont","gte":1}})",
                     "condition.sum.of", "Did you mean amount?"},
             Refusal{R"({"activity":"order_paid","distinct":{"of":"amount","gte":1}})",
                     "condition.distinct.of", "distinct needs a text or a list"},
             Refusal{R"({"activity":"order_paid","last":{"gte":1}})", "condition.last.gte",
                     "takes no operator “gte”"},
             Refusal{R"({"activity":"order_paid","last":{"is_set":false}})",
                     "condition.last.is_set", "must be true"},
             Refusal{R"({"activity":"order_paid","within":90})", "condition.within",
                     R"({"days":90})"},
             Refusal{R"({"activity":"order_paid","within":{"from":{"days":30},"to":{"days":60}}})",
                     "condition.within", "ends before it begins"},
             Refusal{R"({"activity":"order_paid","within":{"between":[1,"x"]}})",
                     "condition.within.between[1]", "is no day"},
             Refusal{R"({"activity":"order_paid","where":{"field":"amout","op":"gt","value":1}})",
                     "condition.where.field", "There is no member “amout”. Did you mean amount?"},
             Refusal{R"({"activity":"order_paid","where":{"all":[{"segment":"seg_one"}]}})",
                     "condition.where.all[0].segment", "may only ask for fields"},
             Refusal{R"({"activity":"order_paid","not_followed_by":"x"})",
                     "condition.not_followed_by", "There is no activity “x”"},
             Refusal{R"({"activity":"order_paid","were":null})", "condition.were",
                     "Did you mean where?", "parameter_unknown"},
             Refusal{R"({"have":"subscriptions"})", "condition.have", "Did you mean subscription?"},
             Refusal{R"({"have":"subscription","within":null})", "condition.within",
                     "has no member", "parameter_unknown"},
         })
        ExpectRefused(one);
}

TEST(Parse, AsksForACurrencyWhereThereIsNone) {
    Schema schema = test::ShopSchema();
    schema.currency.clear();
    ExpectRefused({R"({"field":"sales","op":"gte","value":50})", "condition.value",
                   R"(name it, as {"usd":50})"},
                  schema);
    EXPECT_TRUE(Parse(R"({"field":"sales","op":"gte","value":{"EUR":50}})", schema).ok());
}

TEST(Parse, KnowsWhatIsRead) {
    const Schema schema = test::ShopSchema();
    const Result<Program> program = Parse(
        R"({"any":[{"field":"vip","op":"is","value":true},{"activity":"order_paid","where":{"field":"kind","op":"is","value":"x"},
            "not_followed_by":"cart_abandoned"},{"none":[{"segment":"seg_two"}]},{"have":"subscription"},{"field":"country","op":"is_set"}]})",
        schema);
    ASSERT_TRUE(program.ok()) << program.error().message;
    EXPECT_EQ(program->reads.fields, (std::vector<uint16_t>{0, 6}));
    EXPECT_EQ(program->reads.activities, (std::vector<uint16_t>{0, 1}));
    EXPECT_EQ(program->reads.objects, (std::vector<uint16_t>{0}));
    EXPECT_EQ(program->reads.segments, (std::vector<uint16_t>{1}));
    const size_t kind = *Find(schema.activities[0].members, "kind");
    EXPECT_EQ(program->reads.activity_members, (Reads::Members{{0, static_cast<uint16_t>(kind)}}));
    EXPECT_TRUE(program->reads.object_members.empty());
    EXPECT_TRUE(program->reads.Covers({.fields = {6}, .activities = {1}}));
    EXPECT_FALSE(program->reads.Covers({.fields = {5, 6}}));
    EXPECT_TRUE(ReadsAny(*program, {.fields = {3, 6}}));
    EXPECT_FALSE(ReadsAny(*program, {.fields = {1, 2, 3}}));
    EXPECT_TRUE(ReadsAny(*program, {.objects = {0}}));
    EXPECT_FALSE(ReadsAny(*program, {.segments = {0}}));
}

TEST(Parse, SeesWhatAlwaysOrNeverHolds) {
    struct Case {
        std::string json;
        std::optional<bool> constant;
    };
    for (const Case& one : {
             Case{R"({"all":[]})", true},
             Case{R"({"none":[]})", true},
             Case{R"({"any":[]})", false},
             Case{R"({"field":"orders","op":"between","value":[3,2]})", false},
             Case{R"({"field":"last_order","op":"between","value":["2026-02-01","2026-01-01"]})",
                  false},
             Case{R"({"activity":"order_paid","count":{"gte":0}})", true},
             Case{R"({"activity":"order_paid","count":{"lt":0}})", false},
             Case{R"({"all":[{"field":"vip","op":"is_set"},{"any":[]}]})", false},
             Case{R"({"any":[{"field":"vip","op":"is_set"},{"all":[]}]})", true},
             Case{R"({"none":[{"field":"vip","op":"is_set"},{"all":[]}]})", false},
             Case{R"({"none":[{"any":[]}]})", true},
             Case{R"({"field":"orders","op":"between","value":[2,2]})", std::nullopt},
             Case{R"({"all":[{"field":"vip","op":"is_set"}]})", std::nullopt},
         }) {
        const Result<Program> program = Parse(one.json, test::ShopSchema());
        ASSERT_TRUE(program.ok()) << one.json << program.error().message;
        EXPECT_EQ(program->constant, one.constant) << one.json;
    }
}

}  // namespace
}  // namespace daybook::conditions
