#include "liquid/inspect.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "liquid/program.h"

namespace daybook::liquid {
namespace {

Known Shop() {
    const Known product{"product", Shape::kObject, false, {{"name", Shape::kText}, {"price", Shape::kMoney}}};
    return {"", Shape::kObject, false, {
        {"profile", Shape::kObject, false, {{"first_name", Shape::kText, true}, {"stripe_total_orders", Shape::kNumber}, {"tags", Shape::kList}}},
        {"cart", Shape::kObject, true, {{"url", Shape::kText}, {"products", Shape::kList, false, {product}}}},
        {"trigger", Shape::kAny}}};
}

std::string Shown(const Notice& one) {
    static constexpr std::string_view kWhat[] = {"name", "member", "filter", "arguments", "partial", "broken"};
    std::string text = fmt::format("{}{}:{} {} {}", one.unit.empty() ? "" : one.unit + " ", one.place.line, one.place.column, kWhat[static_cast<size_t>(one.what)], one.text);
    if (!one.nearest.empty()) text += " → " + one.nearest;
    if (!one.detail.empty()) text += " (" + one.detail + ")";
    return text;
}

// The notices of a template, one a line; what is wrong where it cannot be parsed.
std::string Notices(const std::string& source, const Partials& partials = {}) {
    Problem problem;
    ParseOptions options;
    options.partials = &partials;
    const auto parsed = Template::Parse(source, options, problem);
    if (parsed == nullptr) return fmt::format("{}:{} {}{}", problem.place.line, problem.place.column, problem.message, problem.unclosed ? " (unclosed)" : "");
    const Known shop = Shop();
    std::string text;
    for (const Notice& one : Inspect(*parsed, shop).notices) text += (text.empty() ? "" : "\n") + Shown(one);
    return text;
}

TEST(Inspect, FindsNamesThatWillNeverBeThere) {
    const std::pair<std::string, std::string> cases[] = {
        {"Hi {{ profile.first_name }} {{ profile['first_name'] }} {{ trigger.any.thing[0] }}", ""},
        {"Hi\nä {{ profile.first_nam }}", "2:6 member profile.first_nam → profile.first_name"},
        {"{{ profil.first_name }}", "1:4 name profil → profile"},
        {"{{ zebra }}", "1:4 name zebra"},
        {"{{ profile.first_name.size }}", ""},
        {"{{ profile.first_name.full }}", "1:4 member profile.first_name.full"},
        {"{{ profile['first nam'] }}", "1:4 member profile.first nam → profile.first_name"},
        {"{% for p in cart.products %}{{ p.name }}{{ p.nam }}{{ forloop.index }}{% endfor %}", "1:44 member p.nam → p.name"},
        {"{{ cart.products.first.price }}{{ cart.products[0].prize }}{{ cart.products.size }}", "1:35 member cart.products[…].prize → cart.products[…].price"},
        {"{{ cart.products.name }}", "1:4 member cart.products.name"},
        {"{% assign x = 1 %}{% capture y %}{% endcapture %}{{ x }}{{ y.z }}{% increment n %}{{ n }}", ""},
        {"{% if profile.oders > 1 and zebra %}{% elsif profile.tags contains yes %}{% endif %}", "1:7 member profile.oders\n1:29 name zebra\n1:68 name yes"},
        {"{{ 'a' | append: zebra }}{{ (1..zebra) }}", "1:18 name zebra\n1:33 name zebra"},
        {"{% liquid\n  assign a = profile.nope\n  echo zebra %}", "2:14 member profile.nope\n3:8 name zebra"},
        {"{% for t in profile.tags %}{{ t }}{{ t.x }}{% else %}{{ nope }}{% endfor %}", "1:57 name nope"},
        {"{% tablerow p in cart.products %}{{ p.any }}{{ tablerowloop.row }}{% endtablerow %}{% case zebra %}{% when nope %}{% endcase %}", "1:92 name zebra\n1:108 name nope"},
    };
    for (const auto& [source, notices] : cases) EXPECT_EQ(Notices(source), notices) << source;
}

TEST(Inspect, FindsFiltersAndWhatTheyAreGiven) {
    const std::pair<std::string, std::string> cases[] = {
        {"{{ 'a' | upcase | truncate: 5, '…' | default: 'b', allow_false: true }}", ""},
        {"{{ 'a' | upcas }}", "1:10 filter upcas → upcase"},
        {"{{ 'a' | upcase: 1 }}", "1:10 arguments upcase (no values, not 1)"},
        {"{{ 'a'\n | append }}", "2:4 arguments append (1 value, not 0)"},
        {"{{ 'a' | replace: 'a', 'b', 'c' }}", "1:10 arguments replace (1 to 2 values, not 3)"},
    };
    for (const auto& [source, notices] : cases) EXPECT_EQ(Notices(source), notices) << source;
}

TEST(Inspect, ReadsPartialsThatAreReached) {
    const Partials partials = {{"footer", "{{ profile.nope }}{{ words }}"}, {"broken", "{% if %}"}, {"round", "{% render 'round' %}"}, {"lonely", "{{ zebra }}"}};
    const std::pair<std::string, std::string> cases[] = {
        {"{% render 'footer', words: 'Bye' %}{% render 'footer', words: 'Bye' %}", "footer 1:4 member profile.nope"},
        {"{% render 'foter' %}", "1:0 partial foter → footer"},
        {"{% include 'round' %}", ""},
        {"{% content 'broken' %}", "broken 0:0 broken broken (Liquid syntax error (broken line 1): [:end_of_string] is not a valid expression in \"\")"},
    };
    for (const auto& [source, notices] : cases) EXPECT_EQ(Notices(source, partials), notices) << source;
}

TEST(Inspect, SaysWhereAnUnclosedTagBegins) {
    const std::pair<std::string, std::string> cases[] = {
        {"a\n {% if trigger.x %}\n{% for a in (1..2) %}\n{% endfor %}\n", "2:2 'if' tag was never closed (unclosed)"},
        {"{% if trigger.x %}{% for a in (1..2) %}\nb", "1:19 'for' tag was never closed (unclosed)"},
        {"a {% raw %} {{ b", "1:3 'raw' tag was never closed (unclosed)"},
        {"a\n{{ b | }}", "2:1 Expected id but found end_of_string"},
        {"a\n\n {{ b }", "3:2 Variable '{{ b }' was not properly terminated with regexp: /\\}\\}/"},
        {"é{% nope %}", "1:2 Unknown tag 'nope'"},
    };
    for (const auto& [source, notices] : cases) EXPECT_EQ(Notices(source), notices) << source;
}

TEST(Inspect, ListsWhatIsPrintedAndMayBeMissing) {
    const std::string source = "Hi {{ profile.first_name }},\n{{ profile.first_name | default: 'you' }}{% if profile.first_name %}{{- profile.first_name -}}{% endif %}{{ profile.stripe_total_orders }}";
    Problem problem;
    const auto parsed = Template::Parse(source, {}, problem);
    ASSERT_NE(parsed, nullptr);
    const Known shop = Shop();
    const Inspected seen = Inspect(*parsed, shop);
    ASSERT_EQ(seen.printed.size(), 3U);
    EXPECT_EQ(seen.printed[0].path, "profile.first_name");
    EXPECT_EQ(seen.printed[0].offset, 3U);
    EXPECT_FALSE(seen.printed[0].guarded || seen.printed[0].has_fallback);
    EXPECT_TRUE(seen.printed[1].has_fallback);
    EXPECT_TRUE(seen.printed[2].guarded);
    EXPECT_EQ(source.substr(seen.printed[2].offset, 3), "{{-");
}

TEST(Places, AreCountedOnFromTheOneBefore) {
    const std::string text = "ab\n\u00e9c\nd";
    Places places;
    for (const Id at : {1U, 5U, 6U, 7U, 2U, 8U, kNone, 5U}) {
        const Place one = PlaceAt(text, at), same = places.At(text, at);
        EXPECT_EQ(one.line, same.line) << at;
        EXPECT_EQ(one.column, same.column) << at;
    }
    EXPECT_EQ(places.At(text, 5).line, 2U);
    EXPECT_EQ(places.At(text, 5).column, 2U);
    EXPECT_EQ(places.At("x\ny", 2).line, 2U) << "of another text";
}

TEST(Missing, IsNotedWhereAnOutputOfTheDataPrintsNothing) {
    struct Case {
        std::string source, missing;
    };
    const Case cases[] = {
        {"{{ a }}{{ b.c }}{{ d }}", "b.c,d"},
        {"{{ d | upcase }}{{ d }}{{ empty_text }}", "d,empty_text"},
        {"{{ d | default: '' }}{% if d %}{{ d }}{% endif %}", ""},
        {"{% assign x = '' %}{{ x }}{% capture y %}{% endcapture %}{{ y }}{{ '' }}", ""},
        {"{% if false %}{{ d }}{% endif %}{% for i in list %}{{ i.none }}{% endfor %}", ""},
    };
    Arena arena;
    const Value data = ObjectBuilder(arena).Set("a", Value::Int(0)).Set("empty_text", Value::String("")).Build();
    for (const Case& c : cases) {
        Problem problem;
        const auto parsed = Template::Parse(c.source, {}, problem);
        ASSERT_NE(parsed, nullptr) << c.source;
        RenderOptions options;
        options.note_missing = true;
        Renderer renderer;
        EXPECT_EQ(fmt::format("{}", fmt::join(renderer.Render(*parsed, data, options).missing, ",")), c.missing) << c.source;
    }
}

}  // namespace
}  // namespace daybook::liquid
