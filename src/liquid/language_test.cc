// The language's documented behaviour, tag by tag.
#include <functional>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "liquid/json.h"
#include "liquid/liquid_support.h"

namespace daybook::liquid {
namespace {

using test::Row;
using test::Try;

void Check(const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        EXPECT_EQ(test::Strict2(row.source, row.data), row.output) << "strict2: " << row.source;
        EXPECT_EQ(test::Lax(row.source, row.data), row.output) << "lax: " << row.source;
    }
}

TEST(Language, Output) {
    Check({
        {"Hello {{ name }}!", "Hello Ada!", R"({"name":"Ada"})"},
        {"{{ a.b.c }}|{{ a['b'].c }}|{{ a.x.y }}", "1|1|", R"({"a":{"b":{"c":1}}})"},
        {"{{ list[0] }}{{ list[-1] }}{{ list[9] }}{{ list.first }}{{ list.last }}{{ list.size }}", "1313" "3", R"({"list":[1,2,3]})"},
        {"{{ 1 }} {{ -2 }} {{ 1.50 }} {{ 'a' }} {{ \"b\" }} {{ true }} {{ nil }} {{ empty }}|", "1 -2 1.5 a b true  |"},
        {"{{ (1..3) }}", "1..3"},
        {"{{ h }} {{ l }}", R"({"a"=>1, "b"=>[nil, "x"]} 1x{"k"=>2})", R"({"h":{"a":1,"b":[null,"x"]},"l":[1,["x"],{"k":2}]})"},
        {"{{ h.size }} {{ h.first }} {{ h.last }}", "2 a1 ", R"({"h":{"a":1,"b":2}})"},
        {"{{ s.size }}{{ s.first }}{{ s.last }}{{ n.size }}{{ f.size }}", "3\u00e4b8", R"({"s":"\u00e4ab","n":5,"f":1.5})"},
        {"{{ self.x }}{{ self['x'] }}", "55", R"({"x":5})"},
        {"{{ big }} {{ nothing }} {{ f }} {{ g }} {{ h }}", "12345678901234567890  1.0e+20 1.0e-05 100.0",
         R"({"big":12345678901234567890,"f":1e20,"g":0.00001,"h":100.0})"},
        {"a{{- 1 -}} b {%- if true -%} c {%- endif -%} d", "a1bcd"},
        {"{{ big.size }}{{ n.size }}", "98", R"({"big":18446744073709551616,"n":5})"},
        {"{{-}}a{{ }}b", "ab"},
    });
}

TEST(Language, Conditions) {
    Check({
        {"{% if a %}1{% else %}2{% endif %}", "1", R"({"a":0})"},
        {"{% if a %}1{% else %}2{% endif %}", "1", R"({"a":""})"},
        {"{% if a %}1{% elsif b %}3{% else %}2{% endif %}", "3", R"({"b":[]})"},
        {"{% if true and false or true %}1{% else %}2{% endif %}", "1"},
        {"{% if false and false or true %}1{% else %}2{% endif %}", "2"},
        {"{% if true or false and false %}1{% else %}2{% endif %}", "1"},
        {"{% unless a == 1 %}1{% else %}2{% endunless %}", "2", R"({"a":1})"},
        {"{% if 'abc' contains 'b' and l contains 2 %}1{% endif %}", "1", R"({"l":[1,2]})"},
        {"{% if h contains 'k' %}1{% endif %}{% if h contains 'z' %}2{% endif %}", "1", R"({"h":{"k":null}})"},
        {"{% if a == empty %}1{% endif %}{% if b == empty %}2{% endif %}{% if nil == empty %}3{% endif %}", "12", R"({"a":"","b":[]})"},
        {"{% if a == blank %}1{% endif %}{% if nil == blank %}2{% endif %}{% if 0 == blank %}3{% endif %}", "12", R"({"a":" \n"})"},
        {"{% if 1 == 1.0 %}1{% endif %}{% if '1' == 1 %}2{% endif %}{% if nil < 1 %}3{% endif %}{% if 1 <> 2 %}4{% endif %}", "14"},
        {"{% if 1 < 'a' %}x{% else %}{{ y }}{% endif %}", "Liquid error (line 1): comparison of Integer with String failed"},
        {"{% if 'a' < 1 %}x{{ y }}{% endif %}", "Liquid error (line 1): comparison of String with 1 failed"},
        {"{% case a %}ignored{% when 1, 2 %}A{% when 2 or 3 %}B{% else %}C{% endcase %}", "AB", R"({"a":2})"},
        {"{% case a %}{% when 1 %}A{% else %}C{% endcase %}", "C", R"({"a":9})"},
        {"{% case a %}{% when empty %}E{% endcase %}", "E", R"({"a":""})"},
    });
}

TEST(Language, Loops) {
    std::string list = R"({"l":[1,2,3,4,5,6]})";
    Check({
        {"{% for i in l %}{{ i }}{% if i == 3 %}{% break %}{% endif %}{% endfor %}", "123", list},
        {"{% for i in l limit: 2 offset: 1 %}{{ i }}{% endfor %}|{% for i in l offset: continue %}{{ i }}{% endfor %}", "23|456", list},
        {"{% for i in l reversed limit: 2 %}{{ i }}{% endfor %}", "21", list},
        {"{% for i in (1..3) %}{{ forloop.index }}{{ forloop.index0 }}{{ forloop.rindex }}{{ forloop.rindex0 }}{{ forloop.first }}{{ forloop.last }}{{ forloop.length }} {% endfor %}",
         "1032truefalse3 2121falsefalse3 3210falsetrue3 "},
        {"{% for i in nothing %}x{% else %}none{% endfor %}", "none"},
        {"{% for c in 'abc' %}<{{ c }}>{% endfor %}", "<abc>"},
        {"{% for p in h %}{{ p[0] }}={{ p[1] }};{% endfor %}", "a=1;b=2;", R"({"h":{"a":1,"b":2}})"},
        {"{% for i in (1..2) %}{% for j in (1..2) %}{{ forloop.parentloop.index }}{{ j }} {% endfor %}{% endfor %}", "11 12 21 22 "},
        {"{% for i in l %}{% if i == 2 %}{% continue %}{% endif %}{{ i }}{% endfor %}", "13456", list},
        {"{% assign x = 1 %}{% for i in (1..2) %}{% assign x = i %}{% assign i = 9 %}{{ i }}{% endfor %}{{ x }}{{ i }}", "1229"},
        {"{{ forloop.name }}{% for i in l limit: 1 %}{{ forloop.name }}{% endfor %}", "i-l", list},
        {"{% for i in (1..3) %} {% assign a = i %} {% endfor %}|", "|"},
        {"{% tablerow i in l cols: 2 limit: 3 %}{{ i }}{{ tablerowloop.col }}{% endtablerow %}",
         "<tr class=\"row1\">\n<td class=\"col1\">11</td><td class=\"col2\">22</td></tr>\n<tr class=\"row2\"><td class=\"col1\">31</td></tr>\n", list},
        {"{% tablerow i in e %}x{% endtablerow %}", "<tr class=\"row1\">\n</tr>\n", R"({"e":[]})"},
        {"{% for i in (1..4) %}{% cycle 'a', 'b' %}{% cycle 'g': 1, 2, 3 %}{% endfor %}", "a1b2a3b1"},
        {"{% assign a = 1 %}{% for i in (1..2) %}{% cycle a, 2 %}{% cycle a, 2 %}{% endfor %}", "1122"},
        {"{% for i in l limit: 'x' %}{{ i }}{% endfor %}", "Liquid error (line 1): invalid integer", list},
        {"{% for i in (1..2) %}{% ifchanged %}{{ x }}a{% endifchanged %}{% endfor %}", "a"},
    });
}

TEST(Language, Variables) {
    Check({
        {"{% assign x = 'a' | append: 'b' %}{{ x }}", "ab"},
        {"{% capture x %}a{{ 1 }}{% endcapture %}{{ x }}{{ x.size }}", "a12"},
        {"{% increment x %}{% increment x %}{{ x }}{% decrement y %}{% decrement y %}", "012-1-2"},
        {"{% assign x = 5 %}{% increment x %}{{ x }}", "05"},
        {"{% echo 'a' | upcase %}", "A"},
        {"{% raw %}{{ x }}{% if %}{% endraw %}", "{{ x }}{% if %}"},
        {"a{% comment %}{% if %}{% comment %}{% endcomment %}{{ %}{% endcomment %}b{% # note %}c", "abc"},
        {"{% doc %} x {% if %} {% enddoc %}y", "y"},
        {"{% liquid\n assign a = 1\n if a == 1\n echo 'yes'\n endif\n # note\n for i in (1..2)\n echo i\n endfor %}", "yes12"},
        {"{{ x | nosuch }}{{ 'a' | nosuch: 1, b: 2 }}", "a"},
        {"{{ 'a' | append }}", "Liquid error (line 1): wrong number of arguments (given 1, expected 2)"},
        {"\n{{ 1 | divided_by: 0 }}", "\nLiquid error (line 2): divided by 0"},
        {"{% assign x = 1 | divided_by: 0 %}ok", "ok"},
        {"a{% stop_message 'why' %}b", "STOPPED: why"},
    });
}

// What the patterns of old make of odd cycles.
TEST(Language, LaxCycles) {
    std::vector<Row> rows = {
        {"{% cycle nil, 2 %}{% cycle nil, 2 %}", "22"},
        {"{% cycle 'g': : 1, 2 %}{% cycle 'g': : 1, 2 %}", "2"},
        {"{% cycle : 1, 2 %}{% cycle : 1, 2 %}", ""},
        {"{% cycle 'g'x: 1, 2 %}", "1"},
        {"{% render 'p''p' %}", "Liquid error (line 1): Could not find asset p''p"},
        {"{% render 'p' with false %}", "Liquid error (line 1): Could not find asset p"},
    };
    for (const Row& row : rows) EXPECT_EQ(test::Lax(row.source), row.output) << row.source;
}

TEST(Language, Partials) {
    Try given;
    given.partials = {{"card", "[{{ card }}{{ title }}{{ x }}]"}, {"brk.liquid", "{% break %}"}, {"inc", "{% include 'card' %}"},
                      {"bad", "\n{% if %}"}, {"loop", "{{ forloop.index }}{{ loop }}"}, {"set", "{% assign y = 7 %}"},
                      {"deep", "{% include 'deep' %}"}, {"fail", "\n{{ 1 | modulo: 0 }}"}};
    given.data = R"({"x":1,"l":["a","b"],"card":"C"})";
    std::vector<Row> rows = {
        {"{% render 'card' %}", "[]"},
        {"{% render 'card', title: x %}", "[1]"},
        {"{% render 'card' with x as title %}", "[1]"},
        {"{% render 'card' for l %}", "[a][b]"},
        {"{% render 'loop' for l %}", "1a2b"},
        {"{% include 'card' %}", "[C1]"},
        {"{% include 'CARD' with x %}", "[C1]"},
        {"{% include 'card' for l, title: 't' %}", "[at1][bt1]"},
        {"{% for i in (1..2) %}{{ i }}{% include 'brk' %}{% endfor %}", "1"},
        {"{% for i in (1..2) %}{{ i }}{% include 'brk' for l %}{% endfor %}x", "1"},
        {"{% for i in (1..2) %}{% for j in l %}{% include 'brk' for l %}{% endfor %}{{ i }}{% endfor %}x", "x"},
        {"{% for i in (1..2) %}{{ i }}{% render 'brk' %}{% endfor %}", "12"},
        {"{% render 'inc' %}", "Liquid error (inc line 1): include usage is not allowed in this context"},
        {"{% render 'none' %}", "Liquid error (line 1): Could not find asset none"},
        {"{% include 5 %}", "Liquid error (line 1): Argument error in tag 'include' - Illegal template name"},
        {"{% include 'set' %}{{ y }}", "7"},
        {"{% render 'card' with false %}{% include 'card' with nil %}", "[][C1]"},
        {"{% if (1..3) contains 2.5 %}y{% endif %}{% case blank %}{% when blank, empty %}b{% when '' %}c{% endcase %}", "ybbc"},
        {"{% render 'set' %}{{ y }}", ""},
        {"{% render 'fail' %}", "\nLiquid error (fail line 2): divided by 0"},
        {"{% assign n = 'card' %}{% include n %}", "[C1]"},
        {"{% include 'deep' %}", "Liquid error (deep line 1): Nesting too deep"},
    };
    for (const Row& row : rows) EXPECT_EQ(test::Run(row.source, given), row.output) << row.source;
    EXPECT_TRUE(test::Run("{% render 'bad' %}", given).starts_with("Liquid syntax error (bad line 2): ")) << test::Run("{% render 'bad' %}", given);
}

TEST(Language, SyntaxErrors) {
    std::vector<Row> rows = {
        {"{% if true %}", "Liquid syntax error (line 1): 'if' tag was never closed"},
        {"a\n{% nosuch %}", "Liquid syntax error (line 2): Unknown tag 'nosuch'"},
        {"{% else %}", "Liquid syntax error (line 1): Unexpected outer 'else' tag"},
        {"{% if a %}{% endfor %}", "Liquid syntax error (line 1): 'endfor' is not a valid delimiter for if tags. use endif"},
        {"{% capture x %}{% else %}{% endcapture %}", "Liquid syntax error (line 1): capture tag does not expect 'else' tag"},
        {"{{ a", "Liquid syntax error (line 1): Variable '{{' was not properly terminated with regexp: /\\}\\}/"},
        {"{% if a", "Liquid syntax error (line 1): Tag '{%' was not properly terminated with regexp: /\\%\\}/"},
        {"{{ a b }}", "Liquid syntax error (line 1): Expected end_of_string but found id in \"{{ a b }}\""},
        {"{{ a | }}", "Liquid syntax error (line 1): Expected id but found end_of_string in \"{{ a | }}\""},
        {"{{ & }}", "Liquid syntax error (line 1): Unexpected character & in \"{{ & }}\""},
        {"{% if a = b %}{% endif %}", "Liquid syntax error (line 1): Unexpected character = in \"a = b\""},
        {"{% for i %}{% endfor %}", "Liquid syntax error (line 1): For loops require an 'in' clause in \"i\""},
        {"{{ ['a'] }}", "Liquid syntax error (line 1): Bare bracket access is not allowed in strict2 mode in \"{{ ['a'] }}\""},
        {"{% render x %}", "Liquid syntax error (line 1): Expected string but found id in \"x\""},
        {"{{ , }}", "Liquid syntax error (line 1): [:comma, \",\"] is not a valid expression in \"{{ , }}\""},
    };
    for (const Row& row : rows) EXPECT_EQ(test::Strict2(row.source), "PARSE: " + row.output) << row.source;
    std::vector<Row> lax = {{"{{ a b | upcase }}", "X"}, {"{{ 'x' 'y' }}", "x"}, {"{{ ['a'] }}", "x"}, {"{{ & }}", ""}, {"{{ a | | upcase }}", "X"},
                            {"{% if a = b %}1{% endif %}{{ a }}", "Liquid error (line 1): Unknown operator =x"}};
    for (const Row& row : lax) EXPECT_EQ(test::Lax(row.source, R"({"a":"x"})"), row.output) << row.source;
}

// Blocks without anything to print hide their errors, except in strict2.
TEST(Language, BlankBlocksAndErrors) {
    std::string error = "Liquid error (line 1): comparison of Integer with String failed";
    for (std::string body : {"", " ", "{% assign a = 1 %}", "{% comment %}c{% endcomment %}", "{% capture c %}text{% endcapture %}"}) {
        for (std::string tag : {"if", "unless"}) {
            std::string source = "{% " + tag + " 5 > 'x' %}" + body + "{% end" + tag + " %}";
            EXPECT_EQ(test::Lax(source), "") << source;
            EXPECT_EQ(test::Strict2(source), error) << source;
        }
    }
    for (std::string body : {"{% echo 1 %}", "{{ '' }}", "x", "{% else %}E"}) EXPECT_EQ(test::Lax("{% if 5 > 'x' %}" + body + "{% endif %}"), error) << body;
    EXPECT_EQ(test::Lax("{% for i in (1..3) offset: x %}{% endfor %}", R"({"x":"bad"})"), "");
    EXPECT_EQ(test::Strict2("{% for i in (1..3) offset: x %}{% endfor %}", R"({"x":"bad"})"), "Liquid error (line 1): invalid integer");
}

// One renderer, the same memory with other data: nothing is remembered from before.
TEST(Language, RenderedAgainWithOtherData) {
    Renderer renderer;
    Problem problem;
    auto made = Template::Parse("{{ a.bb }}{{ a.cc }}", {}, problem);
    Arena arena;
    for (const auto& [json, output] : {std::pair(R"({"a":{"bb":1,"cc":2}})", "12"), std::pair(R"({"a":{"cc":3,"dd":4}})", "3"),
                                       std::pair(R"({"a":{"dd":5,"bb":6}})", "6"), std::pair(R"({"a":{"bx":5,"cx":6}})", "")}) {
        arena.Reset();
        std::string error;
        std::optional<Value> data = ParseJson(json, arena, error);
        ASSERT_TRUE(data.has_value());
        EXPECT_EQ(renderer.Render(*made, *data, {}).output, output) << json;
    }
}

TEST(Language, Limits) {
    Try given;
    given.options.limits.steps = 100;
    EXPECT_EQ(test::Run("{% for i in (1..1000) %}{{ i }}{% endfor %}", given), "Liquid error: Memory limits exceeded");
    given = {};
    given.options.limits.output_bytes = 10;
    given.options.errors = Errors::kRaise;
    EXPECT_EQ(test::Run("{{ 'abcdefghijklm' }}", given), "RENDER: Liquid error: Memory limits exceeded");
    EXPECT_EQ(test::Strict2("{% for i in (1..99999999999) %}{% endfor %}"), "Liquid error: Memory limits exceeded");
    std::string deep;
    for (int i = 0; i < 101; ++i) deep += "{% if true %}";
    EXPECT_EQ(test::Strict2(deep), "PARSE: Liquid error (line 1): Nesting too deep");
    given = {};
    given.partials = {{"twice", "{% render 'twice' %}{% render 'twice' %}"}};
    EXPECT_EQ(test::Run("{% render 'twice' %}", given), "Liquid error: Memory limits exceeded");
    EXPECT_EQ(test::Strict2("\xff"), "PARSE: Liquid syntax error (line 1): Invalid template encoding");
}

// So many outputs that what is made of them would not fit: told where it is too much.
TEST(Language, LimitsOfThePartsOfATemplate) {
    const auto many = [](const std::function<std::string(int)>& piece) {
        std::string source;
        for (int i = 0; source.size() < 500'000; ++i) source += piece(i);
        return source;
    };
    const std::pair<const char*, std::string> cases[] = {
        {"names", many([](int i) { return fmt::format("{{{{ a{} }}}}\n", i); })},
        {"filters", many([](int) { return std::string("{{ ''|h|h|h|h|h|h|h|h|h|h|h|h|h|h|h|h }}\n"); })},
        {"conditions", many([](int) { return std::string("{% if a or a or a or a or a or a or a %}{% endif %}\n"); })},
        {"lines", "{% liquid\n" + many([](int) { return std::string("echo a\n"); }) + "%}"}};
    for (const auto& [what, source] : cases) {
        for (const Mode mode : {Mode::kLax, Mode::kStrict2}) {
            Problem problem;
            EXPECT_EQ(Template::Parse(source, {.mode = mode}, problem), nullptr) << what;
            EXPECT_EQ(problem.message, "The template has too many outputs, tags and filters: shorten it") << what;
            EXPECT_GT(problem.line, 1000U) << what;
        }
    }
    Problem problem;
    const std::string one = "{% case a %}{% when 1" + many([](int) { return std::string(",1"); }) + " %}{% endcase %}";
    EXPECT_EQ(Template::Parse(one, {}, problem), nullptr);
    EXPECT_EQ(problem.message, "An output or tag is longer than 65536 bytes: shorten it");
    // Ten outputs in each kilobyte are far from it.
    const std::string ordinary = many([](int i) { return fmt::format("<td style=\"padding:8px\">{{{{ profile.field_{} | default: 'there' }}}}</td>{}\n", i % 40, std::string(50, 'x')); });
    EXPECT_NE(Template::Parse(ordinary, {}, problem), nullptr) << problem.message;
}

// Long texts and lists are work and take room: what loops over them ends soon, by counting.
TEST(Language, LimitsOfLongTexts) {
    const std::string a(100'000, 'a');
    const std::string data = R"({"s":")" + a + R"(b","n":")" + a.substr(0, 50'000) + R"(c","l":["x","y"],"h":{"k":1}})";
    const std::string fill = "{% assign l = s | split: 'zz' %}{% for i in (1..12) %}{% assign l = l | concat: l %}{% endfor %}";
    const std::string loop = "{% for i in (1..9999) %}";
    for (const std::string& source :
         {loop + "{% if s contains n %}{% endif %}{% endfor %}", loop + "{% if s == n %}{% endif %}{% if s == s %}{% endif %}{% endfor %}",
          loop + "{{ s | size }}{% endfor %}", loop + "{{ h[s] }}{% endfor %}", loop + "{% cycle s: 1, 2 %}{% endfor %}", loop + "{% ifchanged %}{{ s }}{% endifchanged %}{% endfor %}",
          loop + "{{ s | replace_last: n, '' | size }}{% endfor %}", std::string("{{ s | replace: 'a', s }}"), fill + "{{ l }}", fill + "{{ l | upcase }}",
          fill + "{{ l | json }}", fill + "{{ l | join }}", fill + "{{ l | sort_natural | size }}{{ l | uniq | size }}"}) {
        EXPECT_EQ(test::Lax(source, data), "Liquid error: Memory limits exceeded") << source;
    }
    EXPECT_EQ(test::Lax("{{ s | upcase | split: '' | join: '' | size }}{{ s | replace: 'a', 'b' | size }}", data), "100001100001");
}

TEST(Language, Escaping) {
    Try given;
    given.options.escaping = Escaping::kHtml;
    given.data = R"({"n":"<b>&'\"","s":"a\nb<"})";
    std::vector<Row> rows = {
        {"<i>{{ n }}</i>", "<i>&lt;b&gt;&amp;&#39;&quot;</i>"},
        {"{{ n | escape }}", "&lt;b&gt;&amp;&#39;&quot;"},
        {"{{ n | raw }}", "<b>&'\""},
        {"{{ s | newline_to_br }}", "a<br />\nb&lt;"},
        {"{{ n | json }}", R"("\u003cb\u003e\u0026'\"")"},
        {"{% capture c %}{{ n }}{% endcapture %}{{ c }}", "&lt;b&gt;&amp;&#39;&quot;"},
        {"{{ n | append: '<' }}", "&lt;b&gt;&amp;&#39;&quot;&lt;"},
    };
    for (const Row& row : rows) EXPECT_EQ(test::Run(row.source, given), row.output) << row.source;
}

}  // namespace
}  // namespace daybook::liquid
