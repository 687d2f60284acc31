#include "templates/snippets.h"

#include <fmt/format.h>

#include "base/text.h"
#include "liquid/source.h"

namespace daybook::templates {
namespace {

// The text in the quotes that `markup` begins with.
std::string_view QuotedHead(std::string_view markup) {
    if (markup.empty() || (markup[0] != '\'' && markup[0] != '"')) return {};
    const size_t end = markup.find(markup[0], 1);
    return end == std::string_view::npos ? std::string_view() : markup.substr(1, end - 1);
}

void Collect(const liquid::TagParts& tag, std::set<std::string>& names) {
    if (tag.name != "render" && tag.name != "include" && tag.name != "content") return;
    std::string name = AsciiLower(QuotedHead(tag.markup));
    if (name.ends_with(".liquid")) name.resize(name.size() - 7);
    names.insert(std::move(name));
}

}  // namespace

Status CheckSnippetName(std::string_view name) {
    const size_t wrong = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-");
    if (!name.empty() && name.size() <= kSnippetNameBytesMax && wrong == std::string_view::npos) return {};
    return Invalid(fmt::format("A snippet's name has small letters, digits, _ and - only, at most {}: it is written as {{% render 'footer' %}}.", kSnippetNameBytesMax),
                   "name");
}

std::set<std::string> SnippetsIn(std::string_view source) {
    std::set<std::string> names;
    liquid::Source tokens(source, 1, liquid::SourceKind::kDocument);
    while (const auto token = tokens.Next()) {
        const auto tag = liquid::SplitTag(*token);
        if (!tag) continue;
        Collect(*tag, names);
        if (tag->name != "liquid") continue;
        liquid::Source lines(tag->markup, 1, liquid::SourceKind::kLiquidTag);
        while (const auto line = lines.Next()) {
            if (const auto inner = liquid::SplitLine(*line)) Collect(*inner, names);
        }
    }
    return names;
}

std::set<std::string> SnippetsIn(Kind kind, const Content& content) {
    std::set<std::string> names;
    for (const std::string& text : TextsOf(kind, content)) names.merge(SnippetsIn(text));
    return names;
}

std::set<std::string> SnippetsReached(std::set<std::string> names, std::span<const Snippet> all) {
    for (size_t before = 0; before != names.size();) {
        before = names.size();
        for (const Snippet& snippet : all) {
            if (names.contains(AsciiLower(snippet.name))) names.merge(SnippetsIn(snippet.body));
        }
    }
    return names;
}

liquid::Partials PartialsFor(std::string_view text, std::span<const Snippet> all) {
    std::set<std::string> names = SnippetsIn(text);
    liquid::Partials partials;
    if (names.empty()) return partials;
    names = SnippetsReached(std::move(names), all);
    for (const Snippet& snippet : all) {
        if (names.erase(AsciiLower(snippet.name)) > 0) partials.emplace(snippet.name, snippet.body);
    }
    if (names.empty()) return partials;
    for (const Snippet& snippet : all) partials.emplace(snippet.name, snippet.body);
    return partials;
}

}  // namespace daybook::templates
