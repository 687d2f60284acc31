#include "templates/blocks.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "templates/html_scan.h"
#include "templates/newsletter_support.h"
#include "templates/render.h"
#include "templates/rich_text.h"
#include "templates/roots.h"
#include "templates/words.h"

namespace daybook::templates {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Message Rendered(const std::string& blocks, const Brand& brand = {}) {
    liquid::Arena arena;
    Roots roots{.profile = liquid::ObjectBuilder(arena).Set("first_name", liquid::Value::String("<Ada>")).Set("stripe_total_orders", liquid::Value::Int(3)).Build()};
    roots.cart = *DataValue(arena, ExampleCart("usd"));
    roots.company = {.name = "Corner & Co", .postal_address = "1 High St\nLondon"};
    roots.unsubscribe_url = "https://shop.example/u?a=1&b=2";
    roots.preferences_url = "https://shop.example/p";
    const auto compiled = Compiled::Make(Kind::kEmail, {.subject = "S", .blocks = blocks}, {}, brand);
    EXPECT_TRUE(compiled.ok()) << compiled.error().message;
    MessageRenderer renderer;
    return renderer.Render(**compiled, RootsValue(arena, roots), {});
}
std::string Html(const std::string& blocks, const Brand& brand = {}) { return Rendered(blocks, brand).parts["body"]; }
std::string Text(const std::string& blocks) { return Rendered(blocks).parts["text"]; }

// Every element that must be closed is closed, in order.
void ExpectWhole(const std::string& html) {
    HtmlScanner scanner(html, HtmlLanguage::kPlain);
    HtmlToken token;
    std::vector<std::string> open;
    const std::set<std::string> alone = {"meta", "img", "br"};
    while (scanner.Next(token)) {
        if (token.kind == HtmlToken::Kind::kOpen && !alone.contains(token.name)) open.push_back(token.name);
        if (token.kind != HtmlToken::Kind::kClose) continue;
        ASSERT_FALSE(open.empty()) << token.name;
        ASSERT_EQ(open.back(), token.name) << html.substr(token.at, 80);
        open.pop_back();
    }
    EXPECT_TRUE(open.empty()) << open.back();
}

TEST(Blocks, BecomeTablesWithInlinedStylesOfTheListOnly) {
    const std::string html = Html(Newsletter());
    ExpectWhole(html);
    HtmlScanner scanner(html, HtmlLanguage::kPlain);
    HtmlToken token;
    std::set<std::string> unknown;
    size_t styles = 0;
    while (scanner.Next(token)) {
        const auto style = token.Find("style");
        if (!style || token.kind != HtmlToken::Kind::kOpen) continue;
        ++styles;
        for (size_t at = 0; at < style->value.size();) {
            const size_t end = std::min(style->value.find(';', at), style->value.size());
            const std::string property(style->value.substr(at, style->value.find(':', at) - at));
            if (std::find(std::begin(kCssProperties), std::end(kCssProperties), property) == std::end(kCssProperties)) unknown.insert(property);
            at = end + 1;
        }
    }
    EXPECT_GT(styles, 50U);
    EXPECT_THAT(unknown, ::testing::IsEmpty());
    EXPECT_THAT(html, HasSubstr("@media (prefers-color-scheme:dark)"));
    EXPECT_THAT(html, HasSubstr("<!--[if mso]><table role=\"presentation\" width=\"600\""));
    EXPECT_LT(html.size(), 102U << 10);
}

TEST(Blocks, PrintTheirWords) {
    struct Case {
        std::string block, printed;
    };
    const Case cases[] = {
        {R"({"type":"heading","text":"Hi {{ profile.first_name }} & you","level":2})", "text-align:left\">Hi &lt;Ada&gt; &amp; you</h2>"},
        {R"({"type":"text","html":"<p onclick=x>a <b>b</b> <font>c</font></p><script>d</script>"})", "<p style=\"margin:0 0 12px\">a <b>b</b> c</p></div>"},
        {R"({"type":"text","html":"<a href=\"{{ cart.url }}\">x</a><a href='javascript:y'>z</a>"})", "href=\"https://example.com/cart\" style=\"color:#1a5fb4;text-decoration:underline\">x</a><a class=\"db-link\" href=\"#\""},
        {R"({"type":"image","src":"https://a.b/c.png?x=1&y=2","alt":"A \"B\"","width":100})", "<img src=\"https://a.b/c.png?x=1&amp;y=2\" width=\"100\" alt=\"A &quot;B&quot;\""},
        {R"({"type":"image","src":"javascript:x","alt":""})", "<img src=\"#\""},
        {R"({"type":"button","label":"Go","link":"https://a.b","color":"#ffff00"})", "color:#000000;text-decoration:none\">Go</a>"},
        {R"({"type":"button","label":"Go","link":"https://a.b","color":"red;x"})", "bgcolor=\"#1a5fb4\""},
        {R"({"type":"divider","thickness":3})", "border-top:3px solid"},
        {R"({"type":"spacer","height":24})", "height:24px;font-size:1px;line-height:24px"},
        {R"({"type":"product_list"})", "https://example.com/bag\" style=\"color:#1a5fb4;text-decoration:underline\">Canvas bag</a> × 2</td>"},
        {R"({"type":"order_summary","source":"cart"})", "$85.00</td></tr></table>"},
        {R"({"type":"html","html":"<i>{{ profile.first_name }}</i>"})", "<i>&lt;Ada&gt;</i>"},
        {R"({"type":"footer","preferences_label":"Choose"})", "<p style=\"margin:0 0 8px\">Corner &amp; Co<br>1 High St<br />\nLondon</p>"},
        {R"({"type":"footer"})", "href=\"https://shop.example/u?a=1&amp;b=2\" style=\"color:#6b7280;text-decoration:underline\">Unsubscribe</a>"},
        {R"({"type":"text","html":"shown","show_if":"profile.stripe_total_orders > 2"})", ">shown</div>"},
        {R"({"type":"section","background":"#abcdef","blocks":[{"type":"text","html":"a"}]})", "<td class=\"db-pad\" style=\"background-color:#abcdef;padding:8px 32px\">"},
        {R"({"type":"columns","columns":[{"width":30,"blocks":[{"type":"text","html":"l"}]},{"width":70,"blocks":[{"type":"text","html":"r"}]}]})", "<td class=\"db-col\" width=\"70%\""},
    };
    for (const Case& c : cases) {
        const std::string html = Html("[" + c.block + "]");
        EXPECT_THAT(html, HasSubstr(c.printed)) << c.block;
        ExpectWhole(html);
    }
    EXPECT_THAT(Html(R"([{"type":"text","html":"hidden","show_if":"profile.stripe_total_orders > 5"}])"), Not(HasSubstr("hidden</div>")));
    EXPECT_THAT(Html(R"([{"type":"text","html":"hidden","show_if":"x %}{% y"}])"), HasSubstr(">hidden</div>")) << "a condition that is none is told by the check";
    EXPECT_THAT(Html("[]", {.logo_url = "https://a.b/l.png", .website = "https://a.b"}), HasSubstr("<a href=\"https://a.b\"><img src=\"https://a.b/l.png\" width=\"160\" alt=\"Corner &amp; Co\""));
}

TEST(Blocks, HaveAPlainText) {
    EXPECT_EQ(Text(R"([{"type":"heading","text":"Hello"},{"type":"text","html":"<p>One</p><ul><li>a</li></ul>"},{"type":"product_list"},
                       {"type":"button","label":"Buy","link":"{{ cart.url }}"},{"type":"footer"}])"),
              "Hello\n\nOne\n\n- a\n\nLinen shirt [1] $45.00\nCanvas bag [2] × 2 $20.00\nBuy [3]\n\nCorner & Co\n1 High St\nLondon\n\nUnsubscribe [4]\n\n"
              "[1] https://example.com/shirt\n[2] https://example.com/bag\n[3] https://example.com/cart\n[4] https://shop.example/u?a=1&b=2\n");
}

// "code part: message" of the first finding.
std::string First(const std::string& blocks) {
    const BlocksSeen seen = CheckBlocks(blocks);
    return seen.findings.empty() ? "" : fmt::format("{} {}: {}", seen.findings[0].code, seen.findings[0].part, seen.findings[0].message);
}

TEST(Blocks, AreCheckedAsBlocks) {
    const std::pair<std::string, std::string> cases[] = {
        {Newsletter(), ""},
        {"{}", "wrong_block blocks: blocks must be a list of blocks."},
        {"[5]", "wrong_block blocks[0]: A block is an object with a type, such as {\"type\":\"text\",\"html\":\"Hello\"}."},
        {R"([{"type":"buton"}])", "wrong_block blocks[0].type: There is no block buton. Did you mean button?"},
        {R"([{"type":"spacer","heigth":1}])", "wrong_block blocks[0].heigth: A block spacer has no heigth. Did you mean height?"},
        {R"([{"type":"spacer","height":900}])", "wrong_block blocks[0].height: This must be a whole number, 1 to 200."},
        {R"([{"type":"heading"}])", "wrong_block blocks[0].text: A block heading needs its text."},
        {R"([{"type":"heading","text":"a","color":"red"}])", "wrong_block blocks[0].color: This must be a colour such as #1a5fb4."},
        {R"([{"type":"heading","text":"a","align":"top"}])", "wrong_block blocks[0].align: This must be left, center or right."},
        {R"([{"type":"image","src":"https://a.b/c"}])", "image_without_text blocks[0]: An image has no alt text: say what it shows, for those who see no images; \"alt\":\"\" where it only decorates."},
        {R"([{"type":"button","label":"a","link":"javascript:x"}])", "unsafe_link blocks[0].link: This link is not sent: links begin with https:, http:, mailto:, tel: or sms:."},
        {R"([{"type":"section","blocks":[{"type":"section","blocks":[]}]}])", "wrong_block blocks[0].blocks[0]: A section stands in no other block."},
        {R"([{"type":"columns","columns":[{"blocks":[{"type":"columns","columns":[]}]}]}])", "wrong_block blocks[0].columns[0].blocks[0]: Columns stand in no other columns."},
        {R"([{"type":"columns","columns":[]}])", "wrong_block blocks[0].columns: columns must be a list of 1 to 4, such as [{\"blocks\":[…]},{\"blocks\":[…]}]."},
        {R"([{"type":"product_list","items":"cart products"}])", "wrong_block blocks[0].items: This must be a name such as cart.products."},
        {R"([{"type":"text","html":"a","show_if":"a %}"}])", "wrong_block blocks[0].show_if: A condition holds no tags: write profile.stripe_total_orders > 1."},
        {R"([{"type":"button","label":"a","link":"#","full_width":1}])", "wrong_block blocks[0].full_width: This must be true or false."},
    };
    for (const auto& [blocks, told] : cases) EXPECT_EQ(First(blocks), told) << blocks.substr(0, 200);
}

TEST(Blocks, TheirWordsAreCheckedWhereTheyStand) {
    const liquid::Known words = Words({"profile", liquid::Shape::kObject, false, {{"first_name", liquid::Shape::kText, true, {}}}});
    const auto told = [&](const std::string& blocks) {
        std::string text;
        for (const Finding& one : Check(Kind::kEmail, {.subject = "S", .blocks = blocks}, {{}, words})) text += fmt::format("{} {} {}:{}\n", one.code, one.part, one.line, one.column);
        return text;
    };
    const std::string footer = R"(,{"type":"footer"}])";
    EXPECT_EQ(told(R"([{"type":"text","html":"a"})" + footer), "");
    EXPECT_EQ(told(R"([{"type":"text","html":"a"}])"), "no_unsubscribe_link body 0:0\n");
    EXPECT_EQ(told(R"([{"type":"text","html":"Hi {{ profile.first_name }}, {{ profile.nam }}"})" + footer), "unknown_name blocks[0].html 1:33\nmissing_fallback blocks[0].html 1:7\n");
    EXPECT_EQ(told(R"([{"type":"text","html":"a","show_if":"profile.odd > 1"})" + footer), "unknown_name blocks[0].show_if 1:1\n");
    EXPECT_EQ(told(R"([{"type":"product_list","items":"cart.things"})" + footer), "unknown_name blocks[0].items 1:1\n");
    EXPECT_EQ(told(R"([{"type":"heading","text":"*|FNAME|*"})" + footer), "foreign_language blocks[0].text 1:1\n");
}

TEST(Blocks, AreNoMoreThanCanBeRendered) {
    const liquid::Known words = Words({});
    const auto errors = [&](size_t count) {
        std::string blocks = R"([{"type":"footer"})";
        for (size_t i = 0; i < count; ++i) blocks += R"(,{"type":"spacer"})";
        return CountErrors(Check(Kind::kEmail, {.subject = "S", .blocks = blocks + "]"}, {{}, words}));
    };
    EXPECT_EQ(errors(200), 0U);
    EXPECT_EQ(errors(4000), 1U);
}

TEST(Brand, TakesColoursFontsAndAddresses) {
    const std::pair<std::string, std::string> cases[] = {
        {R"({"primary_color":"#AbC","font":"georgia","logo_url":"https://a.b/l.png","logo_width":200})", ""},
        {R"({"primary_color":"red"})", "primary_color must be a colour such as #1a5fb4."},
        {R"({"logo_url":"http://a.b"})", "logo_url must be an address that begins with https://."},
        {R"({"logo_url":"https://a.b/\"x"})", "logo_url must be an address that begins with https://."},
        {R"({"font":"papyrus"})", "font must be system, arial, verdana, trebuchet, georgia or times."},
        {R"({"logo_width":5})", "logo_width must be 16 to 600 pixels."},
        {R"({"primary_colour":"#fff"})", "A brand has no primary_colour. Did you mean primary_color?"},
        {R"({"version":4})", "Somebody else changed the brand meanwhile. Look at it again, then change yours."},
        {R"({"logo_url":null,"logo_width":null,"font":null})", ""},
        {"[]", "The body must be a JSON object."},
    };
    for (const auto& [json, told] : cases) {
        const auto patched = Patched(Brand{}, json);
        EXPECT_EQ(patched.ok() ? "" : patched.error().message, told) << json;
    }
    EXPECT_EQ(TextOn("#ffffff"), "#000000");
    EXPECT_EQ(TextOn("#123"), "#ffffff");
}

}  // namespace
}  // namespace daybook::templates
