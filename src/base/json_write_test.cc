#include "base/json_write.h"

#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <simdjson.h>

#include "base/text.h"

namespace daybook {
namespace {

std::string Quoted(std::string_view text) {
    std::string out;
    AppendJsonString(out, text);
    return out;
}

TEST(JsonString, EscapesWhatMustBe) {
    struct Case {
        std::string_view text, json;
    };
    const Case cases[] = {
        {"", "\"\""},
        {"plain", "\"plain\""},
        {"a\"b\\c/", "\"a\\\"b\\\\c/\""},
        {"\n\r\t\b\x1F", "\"\\n\\r\\t\\u0008\\u001f\""},
        {std::string_view("\0", 1), "\"\\u0000\""},
        {"<a href='x'>&", "\"<a href='x'>&\""},
        {"Zoë \u2028 😀\x7F", "\"Zoë \u2028 😀\x7F\""},
        {"a\xFFz", "\"a\uFFFDz\""},
        {"\xED\xA0\x80", "\"\uFFFD\uFFFD\uFFFD\""},
        {"\xE2\x82", "\"\uFFFD\uFFFD\""},
    };
    for (const Case& c : cases) EXPECT_EQ(Quoted(c.text), c.json);
}

RC_GTEST_PROP(JsonString, EveryTextIsReadBackByAnother, (const std::string& text)) {
    std::string json = Quoted(text);
    simdjson::dom::parser parser;
    std::string_view back;
    RC_ASSERT(parser.parse("[" + json + "]").at(0).get(back) == simdjson::SUCCESS);
    RC_ASSERT(back == ToUtf8(text));
}

TEST(JsonWriter, PutsTheCommas) {
    std::string out;
    JsonWriter json(out);
    json.BeginObject()
        .Member("text", "a")
        .Member("view", std::string_view("b"))
        .Member("yes", true)
        .Member("small", int16_t{-7})
        .Member("min", std::numeric_limits<int64_t>::min());
    json.Key("list")
        .BeginArray()
        .Int(1)
        .Null()
        .BeginArray()
        .EndArray()
        .BeginObject()
        .EndObject()
        .Bool(false)
        .EndArray();
    json.Key("raw").Raw("{\"a\":1}");
    json.Key("real").Double(0.1);
    json.Key("whole").Double(2);
    json.Key("nan").Double(std::numeric_limits<double>::infinity());
    json.EndObject();
    EXPECT_EQ(
        out,
        "{\"text\":\"a\",\"view\":\"b\",\"yes\":true,\"small\":-7,\"min\":-9223372036854775808,"
        "\"list\":[1,null,[],{},false],\"raw\":{\"a\":1},\"real\":0.1,\"whole\":2,\"nan\":null}");
}

}  // namespace
}  // namespace daybook
