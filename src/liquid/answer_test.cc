#include "liquid/answer.h"

#include <gtest/gtest.h>

namespace daybook::liquid {
namespace {

std::string Answer(std::string_view line) {
    Answerer answerer(1704067318);
    std::string out;
    answerer.Answer(line, out);
    return out;
}

TEST(Answer, EachMember) {
    struct Case {
        std::string line, answer;
    };
    const Case cases[] = {
        {R"({"template":"{{ a }}{{ b }}","data":{"a":1,"b":1.0}})", R"({"out":"11.0"})"},
        {R"({"template":"{{ a b }}","mode":"strict2"})", R"({"error":"Liquid syntax error (line 1): Expected end_of_string but found id in \"{{ a b }}\"","stage":"parse"})"},
        {R"({"template":"{% render 'p' %}","templates":{"p":"P"}})", R"({"out":"P"})"},
        {R"({"template":"{{ 1 | divided_by: 0 }}","inline_errors":false,"template_name":"t"})", R"({"error":"Liquid error (t line 1): divided by 0","stage":"render"})"},
        {R"({"template":"{{ 1 | divided_by: 0 }}","line_numbers":false})", R"({"out":"Liquid error: divided by 0"})"},
        {R"({"template":"{{ 'now' | date: '%s' }}"})", R"({"out":"1704067318"})"},
        {R"({"template":"{{ 'now' | date: '%F' }}","now":"2030-05-06T07:08:09Z"})", R"({"out":"2030-05-06"})"},
        {R"({"template":"{{ a }}","data":{"a":"<"},"autoescape":true})", R"({"out":"&lt;"})"},
        {R"({"template":"{{ a }}","strict_variables":true,"inline_errors":false})", R"({"error":"Liquid error (line 1): undefined variable a","stage":"render"})"},
        {R"({"template":"{{ 1 | b }}","strict_filters":true,"inline_errors":false})", R"({"error":"Liquid error (line 1): undefined filter b","stage":"render"})"},
        {R"({"template":1})", R"({"error":"\"template\" has a value that cannot be.","stage":"parse"})"},
        {R"({"template":"","x":1})", R"({"error":"\"x\" is not a member of a request.","stage":"parse"})"},
        {R"({})", R"({"error":"\"template\" is missing.","stage":"parse"})"},
        {R"([])", R"({"error":"The line is no JSON object.","stage":"parse"})"},
        {R"({)", R"({"error":"The line is not JSON at byte 1.","stage":"parse"})"},
    };
    for (const Case& c : cases) EXPECT_EQ(Answer(c.line), c.answer) << c.line;
}

TEST(Answer, LimitsCountAsTheLanguageDoes) {
    auto passes = [](std::string_view source, std::string_view limit) {
        return Answer(R"({"template":")" + std::string(source) + R"(","inline_errors":false,"limits":)" + std::string(limit) +
                      R"(,"templates":{"p":"{% for i in (1..2) %}{% endfor %}"}})") != R"({"error":"Liquid error: Memory limits exceeded","stage":"render"})";
    };
    // The tag, three items of a range, three bodies.
    EXPECT_TRUE(passes("{% for i in (1..3) %}{{ i }}{% endfor %}", R"({"render_score_limit":7})"));
    EXPECT_FALSE(passes("{% for i in (1..3) %}{{ i }}{% endfor %}", R"({"render_score_limit":6})"));
    EXPECT_FALSE(passes("{% tablerow i in (1..3) %}{% endtablerow %}", R"({"render_score_limit":3})"));
    EXPECT_TRUE(passes("{% for i in (1..9) offset: 7 limit: 2 %}{{ i }}{% endfor %}", R"({"render_score_limit":5})"));
    EXPECT_TRUE(passes("{% render 'p' %}{% render 'p' %}", R"({"render_score_limit":5})"));
    EXPECT_FALSE(passes("{% render 'p' %}{% render 'p' %}", R"({"cumulative_render_score_limit":5})"));
    EXPECT_TRUE(passes("{% assign a = 'abcd' %}", R"({"assign_score_limit":4})"));
    EXPECT_FALSE(passes("{% assign a = 'abcde' %}", R"({"assign_score_limit":4})"));
    EXPECT_FALSE(passes("{% capture a %}abcde{% endcapture %}", R"({"assign_score_limit":4})"));
    EXPECT_FALSE(passes("abcde{{ 1 }}", R"({"render_length_limit":5})"));
}

}  // namespace
}  // namespace daybook::liquid
