#include "templates/bad_input_support.h"

#include <fmt/format.h>

#include "templates/check.h"
#include "templates/render.h"
#include "templates/roots.h"
#include "templates/words.h"

namespace daybook::templates {
namespace {

constexpr size_t kBytes = 512 << 10;

// `piece` again and again between `head` and `tail`.
std::string Full(std::string_view head, std::string_view piece, std::string_view tail = "") {
    std::string text(head);
    while (text.size() + piece.size() + tail.size() <= kBytes) text += piece;
    return text += tail;
}

constexpr struct {
    std::string_view head, piece, tail;
} kBodies[] = {
    {"", "<a ", ""}, {"<a ", "x ", ""}, {"", "<a x=1 ", ""}, {"", "<img ", ""}, {"", "<img>", ""}, {"", "<a href=\"", ""}, {"", "<a b='c", ""}, {"<a ", "href=javascript:x ", ">"},
    {"<a ", "onx ", ">"}, {"<a ", "src=/images/0123456789abcdef0123456789abcdef.png ", ">"}, {"", "<a href=javascript:>", ""}, {"", "<a href=x>", ""}, {"", "<a href=x></a>", ""},
    {"", "<", ""}, {"", "<<", ""}, {"", "<a", ""}, {"", "<p", ""}, {"", "</p>", ""}, {"", "<p>", ""}, {"", "<div><table><tr><td>", ""}, {"", "&", ""}, {"", "&#", ""}, {"", "&amp;", ""},
    {"", "<!--", ""}, {"", "<!---->", ""}, {"", "<!", ""}, {"<p style='", "display:none;", "'>"}, {"<p style='", " ", "'>"}, {"<style>", "p{color:red}", "</style>"}, {"<style>", "<", ""},
    {"<title>", "</t", ""}, {"<script>", "</s", ""}, {"", "<script>", ""}, {"", "<script></script>", ""}, {"<table>", "<td>", "</table>"}, {"<table>", "<td>1</td>", "</table>"}, {"", "<li>", ""}, {"", "x", ""},
    {"", "\n", ""}, {"", " ", ""}, {"", "\u00A0", ""}, {"", "{{", ""}, {"", "{%", ""}, {"", "{", ""}, {"", "}}", ""}, {"", "<a href={{", ""}, {"", "<a {{x}} ", ""}, {"", "{{x}}", ""}, {"", "{{profile.first_name}}", ""},
    {"", "Hi {{profile.first_name}},\n", ""}, {"", "{% if x %}", ""}, {"", "{% render 'a' %}", ""}, {"", "*|FNAME|*", ""}, {"", "%%x%%", ""}, {"", "<%= x %>", ""}, {"{{ x", " | upcase", " }}"}, {"{{ '", "\"", "' }}"},
    {"", "{{ 'a<b' }}", ""}, {"", "\x01", ""}, {"", "<img src=data:x>", ""}, {"<", "a", ""}, {"<a ", "y", "=1>"}, {"<a ", "=", ">"}, {"", "<a href=q>w</a>", ""}};

constexpr struct {
    std::string_view head, piece, tail;
} kBlocks[] = {
    {"[1", ",1", "]"}, {"[{}", ",{}", "]"}, {"[[]", ",[]", "]"}, {"[{\"type\":\"x\"}", ",{\"type\":\"x\"}", "]"}, {"[{\"type\":\"spacer\"}", ",{\"type\":\"spacer\"}", "]"},
    {"[{\"type\":\"footer\"}", ",{\"type\":\"footer\"}", "]"}, {"[{\"type\":\"order_summary\"}", ",{\"type\":\"order_summary\"}", "]"},
    {"[{\"type\":\"text\",\"html\":\"a\"}", ",{\"type\":\"text\",\"html\":\"a\"}", "]"}, {"[{\"type\":\"text\",\"html\":\"", "<a ", "\"}]"}, {"[{\"type\":\"text\",\"html\":\"", "<p>", "\"}]"},
    {"[{\"type\":\"text\",\"html\":\"", "<a>", "\"}]"}, {"[{\"type\":\"heading\",\"text\":\"", "&", "\"}]"}, {"[{\"type\":\"heading\",\"text\":\"", "a", "\"}]"}, {"[{\"type\":\"html\",\"html\":\"", "<a x=1 ", "\"}]"},
    {"[{\"type\":\"text\",\"show_if\":\"a", " or a", "\",\"html\":\"b\"}]"}, {"[{\"type\":\"text\",\"q\":1", ",\"q\":1", "}]"}, {"[{\"type\":\"text\",\"x\":[", "[],", "0]}]"}};

}  // namespace

std::vector<BadInput> BadInputs() {
    std::vector<BadInput> all;
    const auto add = [&](std::string name, Kind kind, const Content& content) { all.push_back({std::move(name), kind, ContentJson(kind, content)}); };
    for (const auto& [head, piece, tail] : kBodies) {
        const std::string text = Full(head, piece, tail);
        add(fmt::format("{}{}…{}", head, piece, tail), Kind::kEmail, {.subject = "S", .body = text});
        if (text.find("{") != std::string::npos || text.find("%") != std::string::npos) add(fmt::format("sms {}{}…{}", head, piece, tail), Kind::kSms, {.body = text});
    }
    for (const auto& [head, piece, tail] : kBlocks) add(fmt::format("blocks {}{}…", head, piece), Kind::kEmail, {.subject = "S", .blocks = Full(head, piece, tail)});
    std::string attributes = "<a ", links, names;
    for (int i = 0; attributes.size() < kBytes - 40; ++i) attributes += fmt::format("a{} ", i);
    for (int i = 0; links.size() < kBytes - 40; ++i) links += fmt::format("<a href=q{}>w</a>", i);
    for (int i = 0; names.size() < kBytes - 40; ++i) names += fmt::format("{{{{a{}}}}}", i);
    add("a hundred thousand attributes, a link last", Kind::kEmail, {.subject = "S", .body = attributes + "href=javascript:x>"});
    add("links to many places", Kind::kEmail, {.subject = "S", .body = links});
    add("many names", Kind::kEmail, {.subject = "S", .body = names});
    add("a long text of an SMS", Kind::kSms, {.body = Full("", "x")});
    add("a long text of an SMS that is not GSM", Kind::kSms, {.body = Full("", "–")});
    add("a long subject", Kind::kEmail, {.subject = Full("", "x"), .preview_text = Full("", "&"), .body = "b"});
    add("all parts", Kind::kEmail, {.subject = Full("", "<"), .preview_text = Full("", "&"), .body = Full("", "&lt;"), .text = Full("", "<")});
    add("a webhook", Kind::kWebhook, {.body = Full("", "[")});
    add("a webhook's list", Kind::kWebhook, {.body = Full("[0", ",0", "]")});
    std::string breaks = "<a b>", empty = Full("", "x").substr(0, kBytes - 8000);
    while (breaks.size() < kBytes / 2) breaks += "<br>";
    while (breaks.size() < kBytes - 40) breaks += "<p>";
    add("breaks, then paragraphs", Kind::kEmail, {.subject = "S", .body = "x" + breaks});
    for (const std::string_view piece : {"<img>", "{{y}}", "%%y%%", "{{profile.first_name}},\n", "{{''|upcas}}"}) {
        std::string late = empty;
        while (late.size() < kBytes - 40) late += piece;
        add(fmt::format("late {}", piece), Kind::kEmail, {.subject = "S", .body = late});
    }
    add("greetings behind a bracket", Kind::kEmail, {.subject = "S", .body = Full("<p>", ">{{profile.first_name}}")});
    add("a megabyte of links", Kind::kEmail, {.subject = "S", .body = "{% for i in (1..9000) %}<a href=q{{i}}>" + std::string(90, 'x') + "</a>{% endfor %}"});
    add("a megabyte of few bytes", Kind::kEmail, {.subject = "S", .body = "{% for i in (1..90) %}{% for j in (1..90) %}" + std::string(120, '&') + "{% endfor %}{% endfor %}"});
    add("a large program with a megabyte of output", Kind::kEmail, {.subject = "S", .body = "{% for i in (1..9000) %}" + std::string(110, 'x') + "{% endfor %}" + Full("", "{{x}}").substr(0, 5 * 57'000)});
    std::string asked = "{% if true", echoes = "{% liquid\n";
    for (int i = 0; i < 2; ++i) asked += Full("", " or profile.first_name").substr(0, 22 * 2900) + " %}{% if true";
    asked += " %}" + Full("", "{{profile.first_name}}").substr(0, 22 * 15'000) + "{% endif %}{% endif %}{% endif %}";
    add("many guards", Kind::kEmail, {.subject = "S", .body = asked});
    add("many echoes", Kind::kEmail, {.subject = "S", .body = echoes + Full("", "echo profile.first_name\n").substr(0, 24 * 20'000) + "%}"});
    add("a megabyte of pictures", Kind::kEmail, {.subject = "S", .body = "{% for i in (1..9000) %}<img src=/images/0123456789abcdef0123456789abcdef.png><a href=x{{i}}></a>{% endfor %}"});
    
    add("a loop of attributes", Kind::kEmail, {.subject = "S", .body = "<a {% for i in (1..9000) %}" + std::string(50, 'x') + "=1 {% endfor %}"});
    return all;
}

std::string_view PreviewOf(const BadInput& input) {
    static const liquid::Known kWords = Words({"profile", liquid::Shape::kObject, false, {{"first_name", liquid::Shape::kText, true, {}}}});
    const auto content = Changed(input.kind, {}, input.content);
    if (!content.ok()) return "refused";
    const size_t found = Examine(input.kind, *content, {{}, kWords}).findings.size();
    const auto compiled = Compiled::Make(input.kind, *content, {});
    if (!compiled.ok()) return found > 0 ? "told" : "";
    liquid::Arena arena;
    MessageRenderer renderer;
    return FateName(renderer.Render(**compiled, RootsValue(arena, {.kind = input.kind}), {}).fate);
}

}  // namespace daybook::templates
