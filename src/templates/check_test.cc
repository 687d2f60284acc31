#include "templates/check.h"

#include <ctime>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "templates/check_html.h"
#include "templates/foreign.h"
#include "templates/greeting.h"
#include "templates/words.h"

namespace daybook::templates {
namespace {

const liquid::Known kWords = Words({"profile", liquid::Shape::kObject, false,
                                    {{"first_name", liquid::Shape::kText, true, {}}, {"email", liquid::Shape::kText, true, {}},
                                     {"stripe_total_orders", liquid::Shape::kNumber, false, {}}, {"stripe_total_sales", liquid::Shape::kMoney, false, {}}}});
const std::vector<Snippet> kSnippets = {{"footer", "<a href=\"{{ unsubscribe_url }}\">Bye</a>", true}, {"draft", "x", false}, {"frame", "{% render 'footer' %}", true},
                                        {"button", "{{ label }}", true}, {"wrong", "{{ profile.nope }}", true}};

// "code part line:column", one a line.
std::string Codes(Kind kind, const Content& content) {
    std::string codes;
    for (const Finding& one : Check(kind, content, {kSnippets, kWords})) {
        codes += fmt::format("{}{}{} {} {}:{}", codes.empty() ? "" : "\n", one.severity == Severity::kWarning ? "~" : "", one.code, one.part, one.line, one.column);
    }
    return codes;
}
std::string Message(const std::string& body) {
    const auto findings = Check(Kind::kSms, {.body = body}, {kSnippets, kWords});
    return findings.empty() ? "" : findings[0].message;
}

TEST(Check, WarnsOfValuesThatManyLack) {
    const Lacking lacking{.of = "the segment Big spenders", .people = 3000, .fields = {{"email", 650}, {"first_name", 600}}};
    const auto told = [&](const Content& content) {
        std::string all;
        for (const Finding& one : Check(Kind::kSms, content, {kSnippets, kWords, &lacking})) all += one.message + "\n";
        return all;
    };
    EXPECT_EQ(told({.body = "Yours: {{ profile.email }}"}),
              "profile.email is empty for 21.6 % of the segment Big spenders, and nothing is printed for them: say what stands there instead, as in {{ profile.email | default: \"…\" }}.\n");
    EXPECT_EQ(told({.body = "Yours: {{ user.email }}", .missing = Missing::kSkip}),
              "user.email is empty for 21.6 % of the segment Big spenders, and they are all skipped: say what stands there instead, as in {{ user.email | default: \"…\" }}.\n");
    EXPECT_EQ(told({.body = "Yours: {{ profile.first_name }}"}), "") << "a fifth is not much yet";
    EXPECT_EQ(told({.body = "Yours: {{ profile.email | default: 'x' }}{% if profile.email %}{{ profile.email }}{% endif %}"}), "");
    EXPECT_EQ(told({.body = "Hi {{ profile.email }},"}).find("empty"), std::string::npos) << "a greeting is told once";
    const auto examined = Examine(Kind::kSms, {.body = "{{ profile.email }}{{ profile.email | upcase }}{{ profile.first_name | default: 'x' }}{{ profile.stripe_total_orders }}"}, {kSnippets, kWords});
    EXPECT_EQ(fmt::format("{}", fmt::join(examined.printed, " ")), "profile.email profile.first_name");
}

TEST(Check, ReadsLargeSnippetsAFewTimesOnly) {
    const std::vector<Snippet> snippets = {{"large", std::string(500 << 10, 'x'), true}};
    std::string blocks = R"([{"type":"footer"})";
    for (int i = 0; i < 300; ++i) blocks += R"(,{"type":"text","html":"{% render 'large' %}"})";
    const auto findings = Check(Kind::kEmail, {.subject = "S", .blocks = blocks + "]"}, {snippets, kWords});
    EXPECT_EQ(CountErrors(findings), 1U);
    EXPECT_EQ(findings[0].message, "These blocks use large snippets too often: take some out.");
}

TEST(Check, TellsWhatIsWrongWithATextMessage) {
    const std::pair<std::string, std::string> cases[] = {
        {"You have ordered {{ profile.stripe_total_orders }} times for {{ user.stripe_total_sales | money }}.", ""},
        {"", "There are no words yet: write the body."},
        {"{{ profile.first_nam }}", "profile has no first_nam. Did you mean profile.first_name?"},
        {"{{ profil.first_name }}", "There is no profil. Did you mean profile?"},
        {"{{ discount }}", "There is no discount. Names begin with profile, cart, trigger, campaign, message or company."},
        {"{{ profile.email | upcas }}", "There is no filter upcas. Did you mean upcase?"},
        {"{{ profile.email | truncate: 1, 2, 3 }}", "The filter truncate takes 0 to 2 values, not 3."},
        {"{% if profile.email %}a", "{% if %} is never closed: write {% endif %} where it ends."},
        {"{% iff profile.email %}", "There is no tag iff. Did you mean if?"},
        {"a{% endif %}", "{% endif %} closes nothing: no {% if %} is open here."},
        {"{% for p in cart.products %}{% endif %}", "{% endif %} does not close what is open here: is not a valid delimiter for for tags. use endfor."},
        {"a{% else %}", "{% else %} stands outside of any {% if %}."},
        {"{{ profile.email", "An output that begins with {{ is not closed: write }} at its end."},
        {"{{ profile.email }", "An output that begins with {{ is not closed: write }} at its end."},
        {"{% if profile.email", "A tag that begins with {% is not closed: write %} at its end."},
        {"{% if profile.email = 'a' %}{% endif %}", "This cannot be read: Unexpected character = in \"profile.email = 'a'\"."},
        {"{% render 'foter' %}", "There is no snippet foter. Did you mean footer? Make it, or leave it out."},
        {"{% render 'wrong' %}", "In the snippet wrong, line 1: profile has no nope."},
        {"{% render 'draft' %}", "The snippet draft was never published: publish it first."},
        {"{% render 'button', label: 'Go' %}", ""},
        {"{{ cart.products.first.name }} {{ trigger.anything }} {{ campaign.name }} {{ message.id }} {{ company.name }} {{ now | date: '%Y' }} {{ preferences_url }} {{ view_in_browser_url }}", ""},
    };
    for (const auto& [body, message] : cases) EXPECT_EQ(Message(body), message) << body;
}

TEST(Check, AsksForAFallbackInAGreeting) {
    struct Case {
        std::string body, code;
        Missing missing = Missing::kBlank;
    };
    const Case cases[] = {
        {"Hi {{ profile.first_name }}, hello", "missing_fallback body 1:7"},
        {"Hi {{ profile.first_name | upcase }}!", "missing_fallback body 1:7"},
        {"Hi {{ profile.first_name | default: 'there' }}", ""},
        {"Hi {{ profile.first_name | default: '' }}", ""},
        {"Hi {{ profile.first_name }}", "", Missing::kSkip},
        {"{% if profile.first_name %}Hi {{ profile.first_name }}{% endif %}", ""},
        {"Your address is {{ profile.email }}", ""},
        {"Hi, you ordered {{ profile.stripe_total_orders }} times", ""},
        {"Sale!\n{{ profile.first_name }}, come", "missing_fallback body 2:4"},
        {"Liebe {{ profile.first_name }}", "missing_fallback body 1:10"},
    };
    for (const Case& c : cases) EXPECT_EQ(Codes(Kind::kSms, {.body = c.body, .missing = c.missing}), c.code) << c.body;
    EXPECT_EQ(Message("Hi {{ profile.first_name }}"),
              "profile.first_name greets people, and some have none: say what stands there for them, such as {{ profile.first_name | default: \"there\" }}.");
}

TEST(Check, KnowsAGreetingByWhatStandsInFront) {
    struct Case {
        std::string before, after;
        bool greets;
    };
    const Case cases[] = {{"Hi ", ",", true}, {"<p>Hi <b>", "</b>", true}, {"<td>Dear ", "", true}, {"Oh hi ", "", true}, {"Delhi ", "", false}, {"", ", you", true},
                          {"", " you", false}, {"<p>", "!", true}, {"Hi<p>", " you", false}, {"Hi {{ a }} ", ",", false}, {"Chère ", "", true}, {"We say hi to you, ", "", false}};
    for (const Case& c : cases) EXPECT_EQ(IsGreeting(c.before, c.after), c.greets) << c.before << "|" << c.after;
}

TEST(Check, TellsWhatMailProgramsDoNotShow) {
    const std::string unsubscribe = "<a href=\"{{ unsubscribe_url }}\">Bye</a>";
    const std::pair<std::string, std::string> cases[] = {
        {"<p>Hello</p>" + unsubscribe, ""},
        {"<p>Hello</p>", "~no_unsubscribe_link body 0:0"},
        {"<p>Hello</p>{% unsubscribe_link 'Bye' %}", ""},
        {"<p>Hello</p>{% render 'frame' %}", ""},
        {unsubscribe + "\n<img src='https://a.b/c.png'>", "~image_without_text body 2:1"},
        {unsubscribe + "<img src='https://a.b/c.png' alt=''>", ""},
        {unsubscribe + "\n<a href=\"java\nscript:alert(1)\">x</a>", "~unsafe_link body 2:4"},
        {unsubscribe + "\n<a href='&#106;avascript&colon;alert(1)'>x</a>", "~unsafe_link body 2:4"},
        {unsubscribe + "\n<a href='{{ cart.url }}?a=b:c'>x</a><a href=#top>y</a><a href='mailto:a@b.c'>z</a>", ""},
        {unsubscribe + "\n<a href=/shop>x</a>", "~relative_link body 2:4"},
        {unsubscribe + "\n<a href=''>x</a>", "~empty_link body 2:4"},
        {unsubscribe + "\n<script>'<img>'</script><p onclick='x()'>", "~not_shown body 2:1\n~not_shown body 2:28"},
        {unsubscribe + "\n<p title=\"{{ profile.email | append: '\\\">' }}\"><img>", "~image_without_text body 2:48"},
        {unsubscribe + std::string(kShownBytesNear, ' '), "~too_large body 0:0"},
    };
    for (const auto& [body, codes] : cases) EXPECT_EQ(Codes(Kind::kEmail, {.subject = "S", .body = body}), codes) << body.substr(0, 200);
}

TEST(Check, LooksAtEveryPart) {
    EXPECT_EQ(Codes(Kind::kEmail, {.body = "{% render 'footer' %}"}), "empty_part subject 0:0");
    EXPECT_EQ(Codes(Kind::kEmail, {.subject = "a\r\nBcc: x", .body = "{% render 'footer' %}", .text = "{{"}), "line_break subject 0:0\nsyntax text 1:1");
    EXPECT_EQ(Codes(Kind::kEmail, {.subject = "a", .preview_text = "{{ x }}", .body = "{% render 'footer' %}"}), "unknown_name preview_text 1:4");
    EXPECT_EQ(Codes(Kind::kPush, {.body = "a", .link = "javascript:x"}), "empty_part title 0:0\n~unsafe_link link 0:0");
    EXPECT_EQ(Codes(Kind::kPush, {.body = "a", .title = "b", .link = "{{ cart.url }}"}), "");
    EXPECT_EQ(Codes(Kind::kSnippet, {.body = "{{ label }}{{ profile.nope }}"}), "~snippet_value body 1:4\nunknown_name body 1:15");
}

TEST(Foreign, IsRecognisedAndToldWhatToWrite) {
    struct Case {
        std::string written, language, instead;
    };
    const Case cases[] = {
        {"Hi *|FNAME|*", "Mailchimp", "{{ profile.first_name }}"},
        {"*|IF:LNAME|*", "Mailchimp", "{% if profile.last_name %}"},
        {"*|END:IF|*", "Mailchimp", "{% endif %}"},
        {"*|UNSUB|*", "Mailchimp", "{{ unsubscribe_url }}"},
        {"*|LIST:COMPANY|*", "Mailchimp", "{{ company.name }}"},
        {"{{#if firstName}}", "Handlebars", "{% if profile.first_name %}"},
        {"{{/if}}", "Handlebars", "{% endif %}"},
        {"{{else}}", "Handlebars", "{% else %}"},
        {"{{#each items}}", "Handlebars", "{% for product in cart.products %}"},
        {"{{> footer}}", "Handlebars", "{% render 'footer' %}"},
        {"{{{ email }}}", "Handlebars", "{{ profile.email | raw }}"},
        {"{{@ user.firstname default=\"friend\"}}", "DailyStory", "{{ profile.first_name | default: \"friend\" }}"},
        {"{{${first_name}}}", "Braze", "{{ profile.first_name }}"},
        {"{% abort_message('x') %}", "Braze", "{% stop_message \"reason\" %}"},
        {"{{ person|lookup:'First Name' }}", "Klaviyo", "{{ profile.first_name }}"},
        {"{{ first_name|default('you') }}", "Jinja or Twig", "{{ profile.first_name | default: 'you' }}"},
        {"{% set a = 1 %}", "Jinja or Twig", "{% assign name = value %}"},
        {"{%- elif a %}", "Jinja or Django", "{% elsif %}"},
        {"{# note #}", "Jinja or Twig", "{% comment %}…{% endcomment %}"},
        {"{% extends 'base.html' %}", "Jinja or Twig", ""},
        {"{{ .Subscriber.FirstName }}", "Go's templates", "{{ profile.first_name }}"},
        {"<mjml><mj-body>", "MJML", ""},
        {"<%= user.first_name %>", "ERB or EJS", "{{ profile.first_name }}"},
        {"%%FirstName%%", "Salesforce", "{{ profile.first_name }}"},
        {"%recipient.email%", "Mailgun", "{{ profile.email }}"},
        {"%FIRSTNAME%", "ActiveCampaign", "{{ profile.first_name }}"},
        {"[[FIRSTNAME]]", "Constant Contact", "{{ profile.first_name }}"},
        {"{$name}", "MailerLite", "{{ profile.first_name }}"},
    };
    for (const Case& c : cases) {
        const auto found = FindForeign(c.written);
        ASSERT_FALSE(found.empty()) << c.written;
        EXPECT_EQ(found[0].language, c.language) << c.written;
        EXPECT_EQ(found[0].instead, c.instead) << c.written;
        EXPECT_EQ(Codes(Kind::kSms, {.body = c.written}).substr(0, 17), "foreign_language ") << c.written;
    }
    EXPECT_EQ(Message("*|FNAME|*"), "*|FNAME|* is written as in Mailchimp. Write {{ profile.first_name }} instead.");
}

TEST(Foreign, IsNotSeenInOurOwnLanguage) {
    for (const std::string ours : {"{{ profile.first_name | default: 'you' }}", "{% if a %}{% elsif b %}{% else %}{% endif %}", "{%- liquid\n assign a = 1 -%}", "{{- a -}}",
                                   "100% of 50% off %", "a *| b", "<p style='width:100%'>", "[[1]]", "{ a: 1 }", "{% raw %}{{#if a}}{% endraw %}", "{{ 'a' | append: '(b)' }}",
                                   "{% comment %}*|FNAME|*{% endcomment %}", "{{ cart.products[0].name }}", "{% # note %}", "@media(max-width:100px){#a{color:red}}"})
        EXPECT_TRUE(FindForeign(ours).empty()) << ours << ": " << FindForeign(ours)[0].written;
}

// What is large or wrong all over is told without looking at everything from every place in it.
TEST(Check, EndsSoonWhateverIsWritten) {
    const auto often = [](std::string_view piece, size_t bytes = 400'000) {
        std::string text;
        while (text.size() + piece.size() <= bytes) text += piece;
        return text;
    };
    const std::string_view pieces[] = {"{%", "{{", "{{ ", "*|", "<", "<a href=", "<p title=\"", "{{ profile.x }}", "Hi {{ profile.first_name }}", "<img>", "%%", "{% raw %}", "{#", "<!--", "<script>",
                                       "<mj-", "[[", "{$a", "&#", "{% render 'no' %}", "{{${", "%recipient.", "<%", "{{#if a}}"};
    for (const std::string_view piece : pieces) {
        const std::clock_t begin = std::clock();
        const auto findings = Check(Kind::kEmail, {.subject = "s", .body = often(piece)}, {kSnippets, kWords});
        EXPECT_LE(findings.size(), kFindingsMax + kFindingsMax / 2) << piece;
        // Linear takes some hundredths of a second here, under the sanitizers too; quadratic would take minutes.
        EXPECT_LT(std::clock() - begin, 5 * CLOCKS_PER_SEC) << piece;
    }
}

}  // namespace
}  // namespace daybook::templates
