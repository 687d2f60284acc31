// Snippets: pieces that templates share, as {% render 'name' %}, {% include 'name' %} or {% content 'name' %}.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "liquid/template.h"
#include "templates/content.h"
#include "templates/templates_store.h"

namespace daybook::templates {

inline constexpr size_t kSnippetNameBytesMax = 60;

// kInvalid (param name) where a snippet cannot be called so: small letters, digits, _ and - only.
Status CheckSnippetName(std::string_view name);
// The names of the snippets that a template asks for, in lower case; an empty one where a name is made only while rendering.
std::set<std::string> SnippetsIn(Kind kind, const Content& content);
std::set<std::string> SnippetsIn(std::string_view source);
// `names`, and those that they ask for in turn.
std::set<std::string> SnippetsReached(std::set<std::string> names, std::span<const Snippet> all);
// Those that a text asks for, by itself or through others, as the language wants them: all where it names one that there is
// not (so that it can be told what was meant), or makes a name.
liquid::Partials PartialsFor(std::string_view text, std::span<const Snippet> all);

}  // namespace daybook::templates
