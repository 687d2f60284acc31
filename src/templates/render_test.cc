#include "templates/render.h"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/io.h"
#include "templates/html_mail.h"
#include "templates/html_scan.h"
#include "templates/roots.h"

namespace daybook::templates {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const std::vector<Snippet> kSnippets = {{"sign", "<i>{{ company.name }}, {{ profile.first_name }}</i>", true}};

// Rendered for a person called <Ada> who has no last name.
Message Rendered(Kind kind, const Content& content) {
    liquid::Arena arena;
    Roots roots{.profile = liquid::ObjectBuilder(arena).Set("first_name", liquid::Value::String("<Ada>")).Set("last_name", liquid::Value::Nil()).Build(), .kind = kind};
    roots.cart = *DataValue(arena, ExampleCart("usd"));
    roots.company.name = "Corner & Co";
    roots.unsubscribe_url = "https://shop.example/u?a=1&b=2";
    const auto compiled = Compiled::Make(kind, content, kSnippets);
    EXPECT_TRUE(compiled.ok()) << compiled.error().message;
    MessageRenderer renderer;
    return renderer.Render(**compiled, RootsValue(arena, roots), {1'767'225'600, "UTC"});
}

TEST(Render, EscapesByPart) {
    Message mail = Rendered(Kind::kEmail, {.subject = "Hi {{ profile.first_name }}\r\nBcc: x", .preview_text = "For {{ user.first_name }}",
                                           .body = "<p>{{ profile.first_name }} {% render 'sign' %} <a href=\"{{ unsubscribe_url }}\">Bye</a></p>"});
    EXPECT_EQ(mail.fate, Fate::kReady);
    EXPECT_EQ(mail.parts["subject"], "Hi <Ada> Bcc: x") << "a subject is one line";
    EXPECT_THAT(mail.parts["body"], HasSubstr("<p>&lt;Ada&gt; <i>Corner &amp; Co, &lt;Ada&gt;</i> <a href=\"https://shop.example/u?a=1&amp;b=2\">Bye</a></p>"));
    EXPECT_THAT(mail.parts["body"], HasSubstr("overflow:hidden;mso-hide:all\">For &lt;Ada&gt;&#847;"));
    EXPECT_EQ(mail.parts["text"], "<Ada> Corner & Co, <Ada> Bye [1]\n\n[1] https://shop.example/u?a=1&b=2\n");
    EXPECT_EQ(Rendered(Kind::kSms, {.body = "{{ profile.first_name }} & {{ cart.amount | money }}"}).parts["body"], "<Ada> & $85.00");
    EXPECT_EQ(Rendered(Kind::kEmail, {.body = "<p>a", .text = "Own {{ profile.first_name }}"}).parts["text"], "Own <Ada>");
    EXPECT_EQ(Rendered(Kind::kPush, {.body = "b", .title = "a\nb", .link = "javascript:x"}).parts["link"], "");
    EXPECT_EQ(Rendered(Kind::kWebhook, {.body = R"({"a":{{ cart.products[0].name | json }}})"}).parts["body"], R"({"a":"Linen shirt"})");
}

TEST(Render, DoesWithMissingValuesWhatTheTemplateSays) {
    const std::string hello = "Hi {{ profile.first_name }} {{ profile.last_name }}{{ profile.last_name | default: '' }}";
    const Message blank = Rendered(Kind::kSms, {.body = hello});
    EXPECT_EQ(blank.fate, Fate::kReady);
    EXPECT_THAT(blank.missing, ElementsAre("profile.last_name"));
    const Message skipped = Rendered(Kind::kSms, {.body = hello, .missing = Missing::kSkip});
    EXPECT_EQ(skipped.fate, Fate::kSkipped);
    EXPECT_EQ(skipped.reason, "profile.last_name is missing.");
    EXPECT_EQ(Rendered(Kind::kSms, {.body = "{{ profile.last_name | default: 'x' }}", .missing = Missing::kSkip}).fate, Fate::kReady);
    const Message stopped = Rendered(Kind::kSms, {.body = "a{% if profile.last_name == blank %}{% stop_message 'no name' %}{% endif %}"});
    EXPECT_EQ(stopped.fate, Fate::kStopped);
    EXPECT_EQ(stopped.reason, "no name");
    const Message failed = Rendered(Kind::kSms, {.body = "{{ 1 | divided_by: 0 }}"});
    EXPECT_EQ(failed.fate, Fate::kFailed);
    EXPECT_EQ(failed.reason, "body: Liquid error (line 1): divided by 0");
}

TEST(Render, RefusesWhatCannotBeRead) {
    const auto compiled = Compiled::Make(Kind::kEmail, {.subject = "{{ a | }}"}, {});
    ASSERT_FALSE(compiled.ok());
    EXPECT_EQ(compiled.error().param, "content.subject");
}

TEST(CleanHtml, TakesOutWhatMustNotBeSent) {
    const std::pair<std::string, std::string> cases[] = {
        {"<p style='color:red'>a & b</p><!-- c -->", "<p style='color:red'>a & b</p><!-- c -->"},
        {"a<script>if (a < b) '</p>'</script>b", "ab"},
        {"<iframe src=x>y</iframe><embed src=x>z<base href=x>", "z"},
        {"<a href=\"javascript:alert(1)\" class=b>x</a>", "<a href=\"#\" class=b>x</a>"},
        {"<a HREF=' jAva\tscript:alert(1)'>x</a>", "<a HREF=\"#\">x</a>"},
        {"<a href=vbscript:x>x</a><img src='data:text/html,x'>", "<a href=\"#\">x</a><img src=\"#\">"},
        {"<img src=x onerror=alert(1)><p ONCLICK = 'x'>", "<img src=x ><p >"},
        {"<svg><a xlink:href='javascript:x'>", "<svg><a xlink:href=\"#\">"},
        {"<a href='https://a.b/?x=javascript:1'>x</a><a href='mailto:a@b.c'>y</a><a href='#t'>z</a>", "<a href='https://a.b/?x=javascript:1'>x</a><a href='mailto:a@b.c'>y</a><a href='#t'>z</a>"},
        {"<a href=\"{{\">x</a><script>}}</script>", "<a href=\"{{\">x</a>"},
        {"<a title='>' href='javascript:x'>", "<a title='>' href=\"#\">"},
        {"1 < 2 <3 </ <", "1 < 2 <3 </ <"},
        {"<script>never closed", ""},
        {"<a/href='javascript:x'/onclick=y>", "<a/href=\"#\"/>"},
        {"<img src='/images/0123456789abcdef0123456789abcdef.png' alt=''>", "<img src=\"https://day.book/images/0123456789abcdef0123456789abcdef.png\" alt=''>"},
        {"<td background=/images/0123456789abcdef0123456789abcdef.jpg>", "<td background=\"https://day.book/images/0123456789abcdef0123456789abcdef.jpg\">"},
        {"<img src='/images/x.png'><img src='/images/../v1/0123456789abcdef0123456789abcdef.png'>", "<img src='/images/x.png'><img src='/images/../v1/0123456789abcdef0123456789abcdef.png'>"},
    };
    for (const auto& [html, clean] : cases) EXPECT_EQ(CleanHtml(html, "https://day.book"), clean) << html;
}

TEST(CleanHtml, SeesTheLastOfAHundredThousandAttributes) {
    std::string many = "<a ";
    for (int i = 0; i < 160'000; ++i) many += "x ";
    EXPECT_EQ(CleanHtml(many + "href=javascript:x onclick=y>z", ""), many + "href=\"#\" >z");
}

TEST(HtmlToken, FindsTheFirstOfEqualAttributes) {
    HtmlScanner scanner("<a b=1 HREF='x' href=\"y\" c {{ d }} e=5>text<b c=6>", HtmlLanguage::kTemplate);
    HtmlToken token;
    ASSERT_TRUE(scanner.Next(token));
    EXPECT_EQ(token.Find("href").value_or(HtmlAttribute()).value, "x");
    EXPECT_EQ(token.Find("e").value_or(HtmlAttribute()).value, "5");
    EXPECT_TRUE(token.Find("c").has_value());
    EXPECT_FALSE(token.Find("d").has_value()) << "what stands in {{ }} is no attribute";
    EXPECT_FALSE(token.Find("hre").has_value());
    HtmlAttributes left = token.attributes;
    int count = 0;
    while (left.Next()) ++count;
    EXPECT_EQ(count, 5);
    EXPECT_FALSE(left.Next().has_value()) << "none behind the tag";
}

TEST(Render, HasLinesOfAFewKilobytesOnly) {
    const Message message = Rendered(Kind::kEmail, {.subject = "{% for i in (1..2000) %}123456789{% endfor %}", .body = "b"});
    EXPECT_EQ(message.fate, Fate::kFailed);
    EXPECT_THAT(message.reason, HasSubstr("subject: "));
}

TEST(TextOfHtml, NotesAThousandLinks) {
    std::string html;
    for (int i = 1; i <= 1002; ++i) html += fmt::format("<p><a href=https://a.b/{0}>go {0}</a></p>", i);
    const std::string text = TextOfHtml(html + "<a href=https://a.b/7>again</a>");
    EXPECT_THAT(text, HasSubstr("go 1000 [1000]\n\ngo 1001 https://a.b/1001\n\ngo 1002 https://a.b/1002\n\nagain [7]\n\n[1] "));
    EXPECT_TRUE(text.ends_with("\n[1000] https://a.b/1000\n")) << text.substr(text.size() - 100);
}

TEST(TextOfHtml, ReadsAsAPersonWould) {
    const std::pair<std::string, std::string> cases[] = {
        {"<h1>Hello</h1><p>a <b>b</b>\n c</p><p>d<br>e</p>", "Hello\n\na b c\n\nd\ne\n"},
        {"<ul><li>one</li><li>two</li></ul>after", "- one\n- two\n\nafter\n"},
        {"<a href='https://a.b'>Shop</a> and <a href='https://a.b'>again</a>, <a href='https://c.d'>https://c.d</a>", "Shop [1] and again [1], https://c.d\n\n[1] https://a.b\n"},
        {"<table><tr><td>Shirt</td><td>2</td></tr><tr><td>Bag</td><td>1</td></tr></table>", "Shirt 2\nBag 1\n"},
        {"<head><title>t</title><style>p{}</style></head><body><img src=x alt='A &amp; B'></body>", "A & B\n"},
        {"<div style='display: none'>hid<div>den</div></div>shown", "shown\n"},
        {"&euro;5&nbsp;&ndash; caf&#233; &unknown;", "€5 – café &unknown;\n"},
        {"a && b&; &amp &ampere; &Uuml;ber&amp;", "a && b&; &amp &ampere; Über&\n"},
        {"", ""},
    };
    for (const auto& [html, text] : cases) EXPECT_EQ(TextOfHtml(html), text) << html;
}

TEST(WholeDocument, PutsThePreviewTextFirst) {
    EXPECT_THAT(WholeDocument("<html><head></head><body class=a>Hi</body></html>", "P", "T"), HasSubstr("<body class=a><div style=\"display:none;max-height:0;overflow:hidden;mso-hide:all\">P&#847;"));
    EXPECT_THAT(WholeDocument("<p>Hi</p>", "", "A & B"), HasSubstr("<title>A &amp; B</title></head><body><p>Hi</p></body></html>"));
    EXPECT_THAT(WholeDocument("<p>Hi</p>", "", ""), Not(HasSubstr("display:none")));
}

TEST(SmsSegments, AreCountedAsTheReferenceDoes) {
    const auto text = ReadFile(std::string(DAYBOOK_SOURCE_DIR) + "/tests/data/sms/segments.json");
    ASSERT_TRUE(text.ok()) << text.error().message;
    const boost::json::object cases = boost::json::parse(*text).at("cases").as_object();
    EXPECT_GE(cases.size(), 20U);
    for (const auto& one : cases) {
        const SmsSegments counted = CountSegments(std::string_view(one.value().at("text").as_string()));
        EXPECT_EQ(SmsEncodingName(counted.encoding), one.value().at("encoding").as_string()) << one.key();
        EXPECT_EQ(counted.segments, one.value().at("segments").as_int64()) << one.key();
        const int64_t bits = counted.units * (counted.encoding == SmsEncoding::kGsm7 ? 7 : 16);
        EXPECT_EQ(bits, one.value().at("message_bits").as_int64()) << one.key();
    }
}

TEST(SmsSegments, SayWhatIsLeftAndWhatCosts) {
    struct Case {
        std::string text;
        int64_t segments, left;
        std::string costly;
    };
    const Case cases[] = {{"", 0, 160, ""}, {std::string(159, 'a'), 1, 1, ""}, {std::string(161, 'a'), 2, 145, ""}, {"It’s", 1, 66, "’"}, {"\xff", 1, 69, "\uFFFD"}};
    for (const Case& c : cases) {
        const SmsSegments counted = CountSegments(c.text);
        EXPECT_EQ(counted.segments, c.segments) << c.text;
        EXPECT_EQ(counted.left, c.left) << c.text;
        EXPECT_EQ(counted.costly, c.costly) << c.text;
    }
}

TEST(Roots, AmountsBesideACurrencyAreMoney) {
    liquid::Arena arena;
    const auto data = DataValue(arena, R"({"a":{"currency":"JPY","amount":1200,"lines":[{"price":5}]},"b":{"amount":7},"amount":8})");
    ASSERT_TRUE(data.ok());
    liquid::Problem problem;
    const auto words = liquid::Template::Parse("{{ a.amount | money }} {{ a.lines[0].price | money }} {{ b.amount }} {{ amount }}", {}, problem);
    liquid::Renderer renderer;
    EXPECT_EQ(renderer.Render(*words, *data, {}).output, "¥1,200 ¥5 7 8");
    for (const char* wrong : {"[]", "{", "5"}) EXPECT_FALSE(DataValue(arena, wrong).ok()) << wrong;
}

}  // namespace
}  // namespace daybook::templates
