#include "templates/foreign.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"

namespace daybook::templates {
namespace {

constexpr size_t kForeignMax = 20;
constexpr size_t kNear = 1000;

bool IsWord(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }
bool IsUpper(char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

struct Renamed {
    std::string_view theirs, ours;  // theirs without blanks and signs, in lower case
};
constexpr Renamed kNames[] = {
    {"firstname", "profile.first_name"}, {"fname", "profile.first_name"}, {"name", "profile.first_name"}, {"fullname", "profile.first_name"},
    {"lastname", "profile.last_name"}, {"lname", "profile.last_name"}, {"surname", "profile.last_name"},
    {"email", "profile.email"}, {"emailaddress", "profile.email"}, {"subscriberemail", "profile.email"}, {"recipient", "profile.email"},
    {"phone", "profile.phone"}, {"phonenumber", "profile.phone"}, {"mobile", "profile.phone"}, {"address", "profile.address"}, {"city", "profile.city"},
    {"state", "profile.state"}, {"zip", "profile.zip"}, {"postalcode", "profile.zip"}, {"country", "profile.country"},
    {"unsub", "unsubscribe_url"}, {"unsubscribe", "unsubscribe_url"}, {"unsubscribeurl", "unsubscribe_url"}, {"unsubscribelink", "unsubscribe_url"},
    {"updateprofile", "preferences_url"}, {"managepreferences", "preferences_url"}, {"preferences", "preferences_url"}, {"archive", "view_in_browser_url"},
    {"webversion", "view_in_browser_url"}, {"viewinbrowser", "view_in_browser_url"}, {"listcompany", "company.name"}, {"companyname", "company.name"},
    {"organizationname", "company.name"}, {"listaddress", "company.postal_address"}, {"companyaddress", "company.postal_address"},
    {"listaddresshtml", "company.postal_address"}, {"currentyear", "now | date: '%Y'"}, {"date", "now | date: 'long'"}};

std::string Plain(std::string_view text) {
    std::string plain;
    for (const char c : AsciiLower(text)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) plain += c;
    }
    return plain;
}

// What another product's name is called here.
std::string OurName(std::string_view theirs) {
    theirs = Trim(theirs);
    while (theirs.starts_with('.') || theirs.starts_with('$') || theirs.starts_with('@')) theirs.remove_prefix(1);
    const size_t dot = theirs.find_last_of(".:");
    for (const std::string_view part : {theirs, dot == std::string_view::npos ? theirs : theirs.substr(dot + 1)}) {
        const std::string plain = Plain(part);
        for (const Renamed& one : kNames) {
            if (one.theirs == plain) return std::string(one.ours);
        }
    }
    if (theirs.starts_with("profile.")) return std::string(theirs);
    std::string name;
    for (const char c : AsciiLower(dot == std::string_view::npos ? theirs : theirs.substr(dot + 1))) {
        if (IsWord(c)) name += c;
        else if (!name.empty() && name.back() != '_') name += '_';
    }
    while (name.ends_with('_')) name.pop_back();
    return name.empty() ? "profile.first_name" : "profile." + name;
}

std::string Output(std::string_view theirs) { return fmt::format("{{{{ {} }}}}", OurName(theirs)); }

// The first word of a text.
std::string_view Head(std::string_view text) {
    size_t end = 0;
    while (end < text.size() && IsWord(text[end])) ++end;
    return text.substr(0, end);
}

// `text` begins with `open`; what lies between it and `close`, where that is not far, nor behind another `open`: each place is looked at, and all of them
// together must not take longer than the text is long.
std::optional<std::string_view> Between(std::string_view text, std::string_view open, std::string_view close) {
    if (!text.starts_with(open)) return std::nullopt;
    text = text.substr(0, kNear);
    const size_t again = text.find(open, open.size());
    const size_t end = text.substr(0, again == std::string_view::npos ? again : again + close.size()).find(close, open.size());
    if (end == std::string_view::npos) return std::nullopt;
    return text.substr(open.size(), end - open.size());
}

Foreign Made(std::string language, std::string_view text, size_t length, std::string instead, std::string advice = {}) {
    return {std::move(language), std::string(text.substr(0, length)), std::move(instead), std::move(advice), 0};
}

// ---- one look at what a place begins with ----

std::optional<Foreign> Mailchimp(std::string_view text) {
    const auto inside = Between(text, "*|", "|*");
    if (!inside || inside->empty() || inside->size() > 80) return std::nullopt;
    std::string instead = Output(*inside);
    if (inside->starts_with("IF:")) instead = fmt::format("{{% if {} %}}", OurName(inside->substr(3)));
    if (inside->starts_with("IFNOT:")) instead = fmt::format("{{% unless {} %}}", OurName(inside->substr(6)));
    if (inside->starts_with("ELSEIF:")) instead = fmt::format("{{% elsif {} %}}", OurName(inside->substr(7)));
    else if (inside->starts_with("ELSE")) instead = "{% else %}";
    if (inside->starts_with("END:")) instead = "{% endif %}";
    return Made("Mailchimp", text, inside->size() + 4, std::move(instead));
}

// {{@ user.firstname default="friend"}}
Foreign DailyStory(std::string_view text, std::string_view inside) {
    std::string name(Trim(inside.substr(1)));
    std::string fallback;
    const size_t given = name.find("default=");
    if (given != std::string::npos) {
        fallback = name.substr(given + 8);
        name = std::string(Trim(name.substr(0, given)));
    }
    const size_t end = fallback.size() > 1 ? fallback.find(fallback[0], 1) : std::string::npos;
    const std::string instead = end == std::string::npos ? Output(name) : fmt::format("{{{{ {} | default: {} }}}}", OurName(name), fallback.substr(0, end + 1));
    return Made("DailyStory", text, inside.size() + 4, instead);
}

std::optional<Foreign> Handlebars(std::string_view text, std::string_view inside) {
    const auto made = [&](std::string instead, std::string advice = {}) { return Made("Handlebars", text, inside.size() + 4, std::move(instead), std::move(advice)); };
    std::string_view rest = inside;
    if (rest.starts_with('~')) rest.remove_prefix(1);
    const std::string_view head = rest.empty() ? rest : Head(rest.substr(1)), more = rest.empty() ? rest : Trim(rest.substr(1 + head.size()));
    if (rest.starts_with('#')) {
        if (head == "if") return made(fmt::format("{{% if {} %}}", OurName(more)));
        if (head == "unless") return made(fmt::format("{{% unless {} %}}", OurName(more)));
        if (head == "each") return made("{% for product in cart.products %}");
        return made({}, "Such a helper there is not: write {% if … %}, {% for … %} or a filter.");
    }
    if (rest.starts_with('/')) return made(head == "each" ? "{% endfor %}" : head == "unless" ? "{% endunless %}" : "{% endif %}");
    if (rest.starts_with('^')) return made("{% else %}");
    if (rest.starts_with('>')) return made(fmt::format("{{% render '{}' %}}", AsciiLower(Head(Trim(rest.substr(1))))));
    if (rest.starts_with('!')) return made("{% comment %}…{% endcomment %}");
    const std::string_view word = Trim(rest);
    if (word == "else") return made("{% else %}");
    if (word == "this" || word.starts_with("this.")) return made("{{ product.name }}", "Within {% for product in … %} the element is called as the loop calls it.");
    return std::nullopt;
}

std::optional<Foreign> Go(std::string_view text, std::string_view inside) {
    const auto made = [&](std::string instead) { return Made("Go's templates", text, inside.size() + 4, std::move(instead)); };
    const std::string_view word = Trim(inside.starts_with('-') ? inside.substr(1) : inside);
    if (word.starts_with('.') || word.starts_with("$.")) return made(Output(word));
    const std::string_view head = Head(word);
    if (head == "end") return word == "end" ? std::optional(made("{% endif %}")) : std::nullopt;
    if (head == "if" && word.size() > 2) return made(fmt::format("{{% if {} %}}", OurName(word.substr(2))));
    if (head == "range") return made("{% for product in cart.products %}");
    if (head == "with" || head == "template") return made({});
    return std::nullopt;
}

// {{ a|lookup:'First Name' }}, {{ a|default("b") }}, {{ a if b else c }}, {{ a ~ b }}: Jinja, Twig and Django.
std::optional<Foreign> Jinja(std::string_view text, std::string_view inside) {
    const size_t length = inside.size() + 4;
    const size_t lookup = inside.find("|lookup:");
    if (lookup != std::string_view::npos) return Made("Klaviyo", text, length, Output(inside.substr(lookup + 8)));
    for (size_t pipe = inside.find('|'); pipe != std::string_view::npos; pipe = inside.find('|', pipe + 1)) {
        const std::string_view filter = Trim(inside.substr(pipe + 1));
        const std::string_view name = Head(filter);
        const size_t after = name.size();
        if (name.empty() || after >= filter.size() || filter[after] != '(') continue;
        const size_t close = filter.find(')');
        const std::string_view argument = close == std::string_view::npos ? std::string_view() : filter.substr(after + 1, close - after - 1);
        return Made("Jinja or Twig", text, length, fmt::format("{{{{ {} | {}: {} }}}}", OurName(inside.substr(0, inside.find('|'))), name, argument));
    }
    if (inside.find(" ~ ") != std::string_view::npos) return Made("Twig", text, length, {}, "Texts are joined by | append: or by writing two outputs side by side.");
    if (inside.find(" if ") != std::string_view::npos && inside.find(" else ") != std::string_view::npos)
        return Made("Jinja or Twig", text, length, {}, "Write {% if … %}…{% else %}…{% endif %}.");
    return std::nullopt;
}

std::optional<Foreign> Outputs(std::string_view text) {
    if (const auto triple = Between(text, "{{{", "}}}")) return Made("Handlebars", text, triple->size() + 6, fmt::format("{{{{ {} | raw }}}}", OurName(*triple)));
    const auto inside = Between(text, "{{", "}}");
    if (!inside) return std::nullopt;
    if (const auto braze = Between(text, "{{${", "}")) return Made("Braze", text, braze->size() + text.substr(braze->size() + 5, kNear).find("}}") + 7, Output(*braze));
    if (inside->find("${") != std::string_view::npos) return Made("Braze", text, inside->size() + 4, {}, "Names stand alone: {{ profile.first_name }}.");
    if (inside->starts_with('@')) return DailyStory(text, *inside);
    if (auto found = Handlebars(text, *inside)) return found;
    if (auto found = Go(text, *inside)) return found;
    return Jinja(text, *inside);
}

struct ForeignTag {
    std::string_view name, language, instead, advice;
};
constexpr ForeignTag kTags[] = {
    {"extends", "Jinja or Twig", "", "A shared frame is a snippet: {% render 'name' %}."},
    {"block", "Jinja or Twig", "", "A shared piece is a snippet: {% render 'name' %}."},
    {"endblock", "Jinja or Twig", "", "A shared piece is a snippet: {% render 'name' %}."},
    {"set", "Jinja or Twig", "{% assign name = value %}", ""},
    {"endset", "Jinja or Twig", "{% endcapture %}", ""},
    {"elif", "Jinja or Django", "{% elsif %}", ""},
    {"elseif", "Twig", "{% elsif %}", ""},
    {"macro", "Jinja or Twig", "", "A piece with values is a snippet: {% render 'name', value: … %}."},
    {"endmacro", "Jinja or Twig", "", "A piece with values is a snippet: {% render 'name', value: … %}."},
    {"import", "Jinja or Twig", "", "A shared piece is a snippet: {% render 'name' %}."},
    {"from", "Jinja or Twig", "", "A shared piece is a snippet: {% render 'name' %}."},
    {"load", "Django", "", "Nothing needs to be loaded: leave it out."},
    {"with", "Django", "{% assign name = value %}", ""},
    {"endwith", "Django", "", "Leave it out: an assigned name stays."},
    {"autoescape", "Django or Twig", "", "Leave it out: HTML is escaped where it must be."},
    {"endautoescape", "Django or Twig", "", "Leave it out: HTML is escaped where it must be."},
    {"blocktrans", "Django", "", "Write the words themselves."},
    {"trans", "Django or Twig", "", "Write the words themselves."},
    {"ifequal", "Django", "{% if a == b %}", ""},
    {"empty", "Django", "{% else %}", ""},
    {"spaceless", "Django or Twig", "", "White space goes by a dash: {%- … -%}."},
    {"abort_message", "Braze", "{% stop_message \"reason\" %}", ""},
    {"connected_content", "Braze", "", "A template fetches nothing: let a step of the automation do so."},
    {"catalog_items", "Braze", "", "Use the fields of {{ cart.products }} or {{ trigger }}."},
    {"content_blocks", "Braze", "{% render 'name' %}", ""},
    {"unsubscribe", "Klaviyo", "{{ unsubscribe_url }}", ""},
    {"manage_preferences", "Klaviyo", "{{ preferences_url }}", ""},
    {"web_view", "Klaviyo", "{{ view_in_browser_url }}", ""},
    {"current_year", "Klaviyo", "{{ now | date: '%Y' }}", ""},
    {"schema", "Shopify's themes", "", "Settings of a theme have no place in a message: leave it out."},
    {"section", "Shopify's themes", "{% render 'name' %}", ""},
    {"paginate", "Shopify's themes", "{% for item in list limit: 10 %}", ""}};

std::optional<Foreign> Tags(std::string_view text) {
    if (const auto comment = Between(text, "{#", "#}")) return Made("Jinja or Twig", text, comment->size() + 4, "{% comment %}…{% endcomment %}");
    const auto inside = Between(text, "{%", "%}");
    if (!inside) return std::nullopt;
    std::string_view markup = Trim(*inside);
    if (markup.starts_with('-') || markup.starts_with('+')) markup = Trim(markup.substr(1));
    const std::string_view name = Head(markup), more = Trim(markup.substr(name.size()));
    if (name == "else" && more.starts_with("if")) return Made("another language", text, inside->size() + 4, "{% elsif %}");
    for (const ForeignTag& tag : kTags) {
        if (tag.name == name) return Made(std::string(tag.language), text, inside->size() + 4, std::string(tag.instead), std::string(tag.advice));
    }
    return std::nullopt;
}

std::optional<Foreign> Angles(std::string_view text) {
    if (StartsWithNoCase(text, "<mjml") || StartsWithNoCase(text, "<mj-")) {
        return Made("MJML", text, std::min(text.find('>'), size_t{59}) + 1, {},
                    "MJML must be made into HTML before it is pasted; or build the message of blocks: section, columns, text, image, button.");
    }
    const auto inside = Between(text, "<%", "%>");
    if (!inside) return std::nullopt;
    const bool prints = inside->starts_with('=');
    return Made("ERB or EJS", text, inside->size() + 4, prints ? Output(inside->substr(1)) : std::string(), prints ? std::string() : "Write {% if … %} or {% for … %}.");
}

std::optional<Foreign> Percents(std::string_view text) {
    if (text.starts_with("%%[")) return Made("AMPscript", text, 3, {}, "Write {% if … %} or {% assign … %}.");
    if (const auto inside = Between(text, "%%", "%%"); inside && !inside->empty() && inside->size() < 60) {
        if (std::all_of(inside->begin(), inside->end(), IsWord)) return Made("Salesforce", text, inside->size() + 4, Output(*inside));
        if (inside->starts_with("=")) return Made("AMPscript", text, inside->size() + 4, {}, "Write {{ profile.first_name }} or {% if … %}.");
    }
    if (const auto inside = Between(text, "%recipient.", "%"); inside && !inside->empty() && std::all_of(inside->begin(), inside->end(), IsWord))
        return Made("Mailgun", text, inside->size() + 12, Output(*inside));
    for (const std::string_view name : {"%FIRSTNAME%", "%LASTNAME%", "%FULLNAME%", "%EMAIL%", "%PHONE%", "%UNSUBSCRIBELINK%", "%WEBCOPY%"}) {
        if (text.starts_with(name)) return Made("ActiveCampaign", text, name.size(), Output(name));
    }
    return std::nullopt;
}

std::optional<Foreign> Brackets(std::string_view text) {
    if (const auto inside = Between(text, "[[", "]]"); inside && inside->size() > 2 && std::all_of(inside->begin(), inside->end(), IsUpper))
        return Made("Constant Contact", text, inside->size() + 4, Output(*inside));
    if (const auto inside = Between(text, "{$", "}"); inside && !inside->empty() && std::all_of(inside->begin(), inside->end(), IsWord))
        return Made("MailerLite", text, inside->size() + 3, Output(*inside));
    return std::nullopt;
}

std::optional<Foreign> Look(std::string_view text) {
    switch (text[0]) {
        case '*': return Mailchimp(text);
        case '<': return Angles(text);
        case '%': return Percents(text);
        case '[': return Brackets(text);
        case '{': break;
        default: return std::nullopt;
    }
    if (text.starts_with("{{")) return Outputs(text);
    if (auto found = Tags(text)) return found;
    return Brackets(text);
}

// Where {% raw %} or {% comment %} at `at` ends; `at` where there is none.
size_t SkipQuoted(std::string_view text, size_t at) {
    const auto inside = Between(text.substr(at), "{%", "%}");
    if (!inside) return at;
    const std::string_view name = Head(Trim(inside->starts_with('-') ? inside->substr(1) : *inside));
    if (name != "raw" && name != "comment") return at;
    const size_t end = text.find(fmt::format("end{}", name), at);
    return end == std::string_view::npos ? text.size() : end;
}

}  // namespace

std::vector<Foreign> FindForeign(std::string_view text) {
    std::vector<Foreign> found;
    for (size_t i = text.find_first_of("*<%[{"); i < text.size() && found.size() < kForeignMax; i = text.find_first_of("*<%[{", i)) {
        if (const size_t behind = SkipQuoted(text, i); behind != i) {
            i = behind;
            continue;
        }
        if (auto one = Look(text.substr(i))) {
            one->at = i;
            i += std::max<size_t>(one->written.size(), 1);
            found.push_back(std::move(*one));
        } else if (text.substr(i).starts_with("{{") || text.substr(i).starts_with("{%")) {
            i += 2;
        } else {
            ++i;
        }
    }
    return found;
}

}  // namespace daybook::templates
