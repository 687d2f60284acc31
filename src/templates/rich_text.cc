#include "templates/rich_text.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "liquid/source.h"
#include "templates/html_scan.h"

namespace daybook::templates {
namespace {

constexpr std::array<std::string_view, 15> kKept = {"p", "br", "strong", "b", "em", "i", "u", "s", "a", "ul", "ol", "li", "span", "sub", "sup"};
constexpr std::array<std::string_view, 3> kUnshown = {"script", "style", "title"};

template <typename Names>
bool IsAmong(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

void AppendOpen(std::string& out, const HtmlToken& tag, const Brand& brand) {
    if (tag.name == "p") {
        out += "<p style=\"margin:0 0 12px\">";
    } else if (tag.name == "ul" || tag.name == "ol") {
        out += fmt::format("<{} style=\"margin:0 0 12px;padding:0 0 0 24px\">", tag.name);
    } else if (tag.name == "li") {
        out += "<li style=\"margin:0 0 4px\">";
    } else if (tag.name == "a") {
        const auto href = tag.Find("href");
        const std::string_view link = !href || !IsSafeLink(href->value) ? std::string_view("#") : href->value;
        // A quote of the other kind may stand in it.
        const char quote = link.find('"') == std::string_view::npos ? '"' : '\'';
        out += fmt::format("<a class=\"db-link\" href={}{}{} style=\"color:{};text-decoration:underline\">", quote, link, quote, brand.primary_color);
    } else {
        out += fmt::format("<{}>", tag.name);
    }
}

}  // namespace

void AppendRichText(std::string& out, std::string_view html, const Brand& brand, size_t bytes_max) {
    HtmlScanner scanner(html, HtmlLanguage::kTemplate);
    HtmlToken token;
    std::string unshown;
    while (out.size() <= bytes_max && scanner.Next(token)) {
        const bool closes = token.kind == HtmlToken::Kind::kClose;
        if (!unshown.empty()) {
            if (closes && token.name == unshown) unshown.clear();
        } else if (token.kind == HtmlToken::Kind::kText) {
            out += token.raw;
        } else if (token.kind == HtmlToken::Kind::kOpen && IsAmong(kUnshown, token.name)) {
            unshown = token.name;
        } else if (token.kind != HtmlToken::Kind::kComment && IsAmong(kKept, token.name)) {
            if (!closes) AppendOpen(out, token, brand);
            else if (token.name != "br") out += fmt::format("</{}>", token.name);
        }
    }
}

void AppendWords(std::string& out, std::string_view words, size_t bytes_max) {
    constexpr size_t kPiece = 4 << 10;  // what is escaped before the size is looked at again
    liquid::Source source(words, 1, liquid::SourceKind::kDocument);
    while (const auto token = source.Next()) {
        const bool language = token->starts_with("{{") || token->starts_with("{%");
        if (language) out += *token;
        for (size_t i = 0; !language && i < token->size() && out.size() <= bytes_max; i += kPiece) AppendEscaped(out, token->substr(i, kPiece));
        if (out.size() > bytes_max) return;
    }
}

}  // namespace daybook::templates
