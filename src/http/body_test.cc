#include "http/body.h"

#include <gtest/gtest.h>

namespace daybook::http {
namespace {

Result<Body> Read(std::string body) {
    Request request;
    request.body = std::move(body);
    return Body::Read(request, {"name", "count", "on", "list", "more"});
}

TEST(Body, RefusesWhatIsNotAnObjectOfKnownMembers) {
    struct Case { std::string body; std::string_view param; };
    for (const Case& one : {Case{"[1]", ""}, Case{"{", ""}, Case{"{} {}", ""}, Case{"\"x\"", ""}, Case{"nul", ""},
                            Case{R"({"nmae":"x"})", "nmae"}, Case{R"({"name":"a","name":"b"})", "name"},
                            Case{"{\"name\":\"\xff\"}", ""},
                            Case{"{\"more\":" + std::string(200, '[') + std::string(200, ']') + "}", ""}}) {
        auto read = Read(one.body);
        ASSERT_FALSE(read.ok()) << one.body;
        EXPECT_EQ(read.error().code, Code::kInvalid);
        EXPECT_EQ(read.error().param, one.param) << one.body;
    }
    const std::pair<std::string, std::string> said[] = {
        {"{", "The body must be a JSON object: it is not JSON, or a part of it is missing."},
        {"name=Ada&count=2", "The body must be a JSON object: it is not JSON, or a part of it is missing."},
        {"\xEF\xBB\xBF{}", "The body must be a JSON object: it begins with a byte order mark; send it without."},
        {"{\"name\":\"\xff\"}", "The body must be a JSON object: it is not UTF-8."},
        {"{\"name\":\"a}", "The body must be a JSON object: a quotation mark in it is not closed."},
        {"[1]", "The body must be a JSON object: it is something else."},
    };
    for (const auto& [body, sentence] : said) EXPECT_EQ(Read(body).error().message, sentence) << body;
    EXPECT_EQ(Read(R"({"nmae":1})").error().message, "There is no parameter \"nmae\". Did you mean name?");
}

TEST(Body, ReadsMembersOfTheirType) {
    Body body = *Read(R"( {"name":"Ada","count":7,"on":true,"list":["a","b"],"more":{"x": [1, 2]}} )");
    EXPECT_EQ(**body.Text("name"), "Ada");
    EXPECT_EQ(**body.Integer("count"), 7);
    EXPECT_EQ(**body.Flag("on"), true);
    EXPECT_EQ(**body.Texts("list"), (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(*body.Json("more"), R"({"x":[1,2]})");
    EXPECT_FALSE(body.Text("count").ok());
    EXPECT_FALSE(body.Integer("name").ok());
    EXPECT_FALSE(body.Flag("count").ok());
    EXPECT_FALSE(body.Texts("more").ok());
}

TEST(Body, TellsAbsentFromNull) {
    Body body = *Read(R"({"name":null})");
    EXPECT_TRUE(body.Has("name"));
    EXPECT_TRUE(body.Null("name"));
    EXPECT_FALSE(body.Text("name").ok());
    EXPECT_FALSE(body.Has("count"));
    EXPECT_EQ(*body.Integer("count"), std::nullopt);
    EXPECT_EQ(body.RequiredText("name").error().reason, "");
    EXPECT_EQ(Read("")->RequiredText("name").error().reason, "parameter_missing");
    EXPECT_FALSE(Read(R"({"name":"a\u0000b"})")->Text("name").ok());
    EXPECT_FALSE(Read(R"({"count":1.5})")->Integer("count").ok());
}

}  // namespace
}  // namespace daybook::http
