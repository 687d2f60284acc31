// The tags without arms: assign, capture, cycle, comment, raw, render, ….
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "liquid/compile.h"
#include "liquid/convert.h"
#include "liquid/inspect.h"

namespace daybook::liquid {
namespace {

constexpr std::string_view kAssignSyntax = "Syntax Error in 'assign' - Valid syntax: assign [var] = [source]";
constexpr std::string_view kCaptureSyntax = "Syntax Error in 'capture' - Valid syntax: capture [var]";
constexpr std::string_view kCycleSyntax = "Syntax Error in 'cycle' - Valid syntax: cycle [name :] var [, var2, var3 ...]";
constexpr std::string_view kIncludeSyntax =
    "Error in tag 'include' - Valid syntax: include '[template]' (with|for) [object|collection]";
constexpr std::string_view kRenderSyntax = "Syntax error in tag 'render' - Template name must be a quoted string";
constexpr std::string_view kNestedDoc = "Syntax Error in 'doc' - Nested doc tags are not allowed";
constexpr std::string_view kInlineComment =
    "Syntax error in tag '#' - Each line of comments must be prefixed by the '#' character";

size_t SkipSpace(std::string_view text, size_t i) {
    while (i < text.size() && IsSpace(text[i])) ++i;
    return i;
}

bool IsBlankMarkup(std::string_view text) { return SkipSpace(text, 0) == text.size(); }

// A name that is assigned to: word characters, - . [ ] and single round brackets.
bool IsNameCharacter(char c) { return IsWordCharacter(c) || c == '-' || c == '.' || c == '[' || c == ']' || c == '(' || c == ')'; }

std::string_view FirstName(std::string_view markup, size_t from) {
    size_t start = from;
    while (start < markup.size() && !IsNameCharacter(markup[start])) ++start;
    size_t end = start;
    while (end < markup.size() && IsNameCharacter(markup[end])) ++end;
    return markup.substr(start, end - start);
}

// What is in front of a closing tag that may stand anywhere at a token's end: "{{ {% endraw %}".
bool EndsWithTag(std::string_view token, std::string_view tag, std::string_view& before) {
    if (!token.ends_with("%}")) return false;
    size_t open = token.rfind("{%");
    if (open == std::string_view::npos) return false;
    std::optional<TagParts> parts = SplitTag(token.substr(open));
    if (!parts || parts->name != tag) return false;
    before = token.substr(0, open);
    return true;
}

// One quoted text behind the other.
size_t MatchQuotedStrings(std::string_view text) {
    size_t end = 0;
    while (end < text.size() && (text[end] == '"' || text[end] == '\'')) {
        size_t close = text.find(text[end], end + 1);
        if (close == std::string_view::npos) break;
        end = close + 1;
    }
    return end;
}

// Bytes of the longest thing in front of a colon that reads as a value; 0 where there is none.
size_t CycleName(std::string_view markup) {
    auto named = [&](size_t end) {
        size_t colon = SkipSpace(markup, end);
        return colon < markup.size() && markup[colon] == ':';
    };
    bool quoted = markup[0] == '"' || markup[0] == '\'';
    size_t first = quoted ? MatchQuotedFragment(markup) : 0, longest = 0;
    if (quoted && named(first)) return first;
    for (size_t i = 0; i < markup.size() && !IsSpace(markup[i]) && markup[i] != ',' && markup[i] != '|';) {
        bool quote = markup[i] == '"' || markup[i] == '\'';
        size_t step = quote ? MatchQuotedFragment(markup.substr(i)) : 1;
        if (step == 0) break;
        i += step;
        if (named(i)) longest = i;
    }
    return longest;
}

}  // namespace

std::span<const Compiler::TagKind> Compiler::Tags() {
    static constexpr TagKind kTags[] = {
        {"if", &Compiler::MakeIf},
        {"for", &Compiler::MakeFor},
        {"assign", &Compiler::MakeAssign},
        {"unless", &Compiler::MakeUnless},
        {"case", &Compiler::MakeCase},
        {"capture", &Compiler::MakeCapture},
        {"render", &Compiler::MakeRender},
        {"include", &Compiler::MakeInclude},
        {"comment", &Compiler::MakeComment},
        {"#", &Compiler::MakeInlineComment},
        {"echo", &Compiler::MakeEcho},
        {"cycle", &Compiler::MakeCycle},
        {"break", &Compiler::MakeBreak},
        {"continue", &Compiler::MakeContinue},
        {"increment", &Compiler::MakeIncrement},
        {"decrement", &Compiler::MakeDecrement},
        {"raw", &Compiler::MakeRaw},
        {"doc", &Compiler::MakeDoc},
        {"tablerow", &Compiler::MakeTableRow},
        {"ifchanged", &Compiler::MakeIfChanged},
        {"stop_message", &Compiler::MakeStopMessage},
        {"unsubscribe_link", &Compiler::MakeUnsubscribeLink},
        {"content", &Compiler::MakeRender},
    };
    return kTags;
}

const Compiler::TagKind* Compiler::FindTag(std::string_view name) {
    for (const TagKind& tag : Tags()) {
        if (tag.name == name) return &tag;
    }
    return nullptr;
}

std::vector<std::string_view> TagNames() {
    std::vector<std::string_view> names = {"liquid"};
    for (const Compiler::TagKind& tag : Compiler::Tags()) names.push_back(tag.name);
    return names;
}

bool Compiler::MakeAssign(std::string_view markup, Source&, Node& node) {
    size_t equals = 0;
    std::string_view name;
    while ((equals = markup.find('=', equals)) != std::string_view::npos) {
        std::string_view before = Trim(markup.substr(0, equals));
        size_t start = before.size();
        while (start > 0 && IsNameCharacter(before[start - 1])) --start;
        name = before.substr(start);
        if (!name.empty()) break;
        ++equals;
    }
    if (name.empty()) return Fail(std::string(kAssignSyntax));
    node.kind = NodeKind::kAssign;
    node.blank = true;
    node.symbol = Symbol(name);
    node.index = ParsePiped(markup.substr(equals + 1));
    if (failed_ && problem_.syntax) problem_.context = fmt::format("in \"{{{{{}}}}}\"", markup.substr(SkipSpace(markup, equals + 1)));
    return !failed_;
}

bool Compiler::MakeCapture(std::string_view markup, Source& source, Node& node) {
    std::string_view name = FirstName(markup, 0);
    if (name.empty()) return Fail(std::string(kCaptureSyntax));
    node.kind = NodeKind::kCapture;
    node.blank = true;
    node.symbol = Symbol(name);
    Body body;
    if (!ParseSimpleBlock("capture", source, body)) return false;
    node.block = Store(body);
    return true;
}

bool Compiler::MakeEcho(std::string_view markup, Source&, Node& node) {
    node.kind = NodeKind::kOutput;
    node.index = ParsePiped(markup);
    if (failed_ && problem_.syntax) problem_.context = fmt::format("in \"{{{{{}}}}}\"", markup);
    return !failed_;
}

bool Compiler::MakeBreak(std::string_view, Source&, Node& node) {
    node.kind = NodeKind::kBreak;
    return true;
}

bool Compiler::MakeContinue(std::string_view, Source&, Node& node) {
    node.kind = NodeKind::kContinue;
    return true;
}

bool Compiler::MakeIncrement(std::string_view markup, Source&, Node& node) {
    node.kind = NodeKind::kIncrement;
    node.symbol = Symbol(Trim(markup));
    return true;
}

bool Compiler::MakeDecrement(std::string_view markup, Source&, Node& node) {
    node.kind = NodeKind::kDecrement;
    node.symbol = Symbol(Trim(markup));
    return true;
}

bool Compiler::MakeIfChanged(std::string_view, Source& source, Node& node) {
    node.kind = NodeKind::kIfChanged;
    Body body;
    if (!ParseSimpleBlock("ifchanged", source, body)) return false;
    node.blank = body.blank;
    node.block = Store(body);
    return true;
}

bool Compiler::MakeStopMessage(std::string_view markup, Source&, Node& node) {
    node.kind = NodeKind::kStopMessage;
    node.index = ParsePiped(markup);
    return !failed_;
}

// The words of the link, as an expression; else "Unsubscribe".
bool Compiler::MakeUnsubscribeLink(std::string_view markup, Source&, Node& node) {
    node.kind = NodeKind::kUnsubscribe;
    node.symbol = Symbol("unsubscribe_url");
    node.index = ParsePiped(IsBlankMarkup(markup) ? "'Unsubscribe'" : markup);
    return !failed_;
}

bool Compiler::MakeInlineComment(std::string_view markup, Source&, Node& node) {
    for (size_t line = markup.find('\n'); line != std::string_view::npos; line = markup.find('\n', line + 1)) {
        size_t next = SkipSpace(markup, line);
        if (next < markup.size() && markup[next] != '#') return Fail(std::string(kInlineComment));
    }
    node.blank = true;
    return true;
}

bool Compiler::SkipRaw(Source& source) {
    std::string_view before;
    while (auto token = source.Next()) {
        if (EndsWithTag(*token, "endraw", before)) return true;
    }
    return NeverClosed("raw");
}

bool Compiler::MakeComment(std::string_view, Source& source, Node& node) {
    node.blank = true;
    int depth = 1;
    while (auto token = source.Next()) {
        std::optional<TagParts> parts = source.is_liquid_tag() ? SplitLine(*token) : SplitTag(*token);
        if (!parts) continue;
        if (parts->name == "raw" && !SkipRaw(source)) return false;
        if (parts->name == "comment") ++depth;
        if (parts->name == "endcomment") --depth;
        if (depth > 0) continue;
        if (!source.is_liquid_tag()) trim_ = (*token)[token->size() - 3] == '-';
        return true;
    }
    return NeverClosed("comment");
}

bool Compiler::MakeDoc(std::string_view markup, Source& source, Node& node) {
    if (!IsBlankMarkup(markup)) return Fail("Syntax Error in 'doc' - Valid syntax: {% doc %}{% enddoc %}");
    node.blank = true;
    std::string_view before;
    while (auto token = source.Next()) {
        if (EndsWithTag(*token, "enddoc", before)) {
            trim_ = (*token)[token->size() - 3] == '-';
            return true;
        }
        if (EndsWithTag(*token, "doc", before)) return Fail(std::string(kNestedDoc));
    }
    return NeverClosed("doc");
}

bool Compiler::MakeRaw(std::string_view markup, Source& source, Node& node) {
    if (!IsBlankMarkup(markup)) return Fail("Syntax Error in 'raw' - Valid syntax: raw");
    node.kind = NodeKind::kText;
    const char* begin = nullptr;
    size_t size = 0;
    while (auto token = source.Next()) {
        std::string_view before;
        bool closed = EndsWithTag(*token, "endraw", before);
        std::string_view piece = closed ? before : *token;
        if (begin == nullptr) begin = piece.data();
        size += piece.size();
        if (!closed) continue;
        trim_ = (*token)[token->size() - 3] == '-';
        // Tokens lie one behind the other in the source.
        node.text = {begin, size};
        node.kind = NodeKind::kRaw;
        node.blank = size == 0;
        return true;
    }
    return NeverClosed("raw");
}

bool Compiler::CycleStrict2(std::string_view markup, CycleTag& tag, std::vector<Id>& values) {
    Tokens tokens(*this, markup);
    if (!failed_ && tokens.AtEnd()) return Fail(std::string(kCycleSyntax));
    Id first = tokens.Expression();
    if (tokens.Take(TokenType::kColon)) {
        tag.name = first;
        first = tokens.Expression();
    }
    values.push_back(first);
    while (!failed_ && tokens.Take(TokenType::kComma)) {
        if (tokens.AtEnd()) break;
        values.push_back(tokens.Expression());
    }
    tokens.Consume(TokenType::kEnd);
    return !failed_;
}

bool Compiler::CycleLax(std::string_view markup, CycleTag& tag, std::vector<Id>& values) {
    if (MatchQuotedFragment(markup) == 0) return Fail(std::string(kCycleSyntax));
    if (size_t length = CycleName(markup)) {
        tag.name = ParseExpression(markup.substr(0, length));
        markup = markup.substr(SkipSpace(markup, length) + 1);
    }
    while (true) {
        size_t comma = markup.find(',');
        std::string_view piece = markup.substr(0, comma);
        size_t at = 0, size = 0;
        while (at < piece.size() && (size = MatchQuotedFragment(piece.substr(at))) == 0) ++at;
        Id value = size > 0 ? ParseExpression(piece.substr(at, size)) : kNone;
        if (failed_) return false;
        // The word nil is no value to cycle through.
        bool nil = value == kNone || (program_.exprs[value].kind == ExprKind::kConstant && program_.exprs[value].constant.is_nil());
        if (!nil) values.push_back(value);
        if (comma == std::string_view::npos) break;
        markup = markup.substr(comma + 1);
    }
    return !failed_;
}

bool Compiler::MakeCycle(std::string_view markup, Source&, Node& node) {
    CycleTag tag;
    std::vector<Id> values;
    bool strict2 = options_.mode == Mode::kStrict2;
    if (!(strict2 ? CycleStrict2(markup, tag, values) : CycleLax(markup, tag, values))) return strict2 ? FailIn(markup) : false;
    if (tag.name == kNone) {
        // Cycles of equal constants share their place; one with variables has its own.
        std::string key;
        for (Id id : values) {
            const Expr& expr = program_.exprs[id];
            if (expr.kind != ExprKind::kConstant) key += fmt::format("#{}", program_.cycles.size());
            AppendInspect(key, expr.kind == ExprKind::kConstant ? expr.constant : Value::Nil());
            key += ',';
        }
        tag.key = Keep(key);
    }
    tag.values = Arguments(values);
    node.kind = NodeKind::kCycle;
    node.index = static_cast<Id>(program_.cycles.size());
    program_.cycles.push_back(tag);
    return true;
}

bool Compiler::PartialStrict2(std::string_view markup, PartialTag& tag, bool is_render) {
    Tokens tokens(*this, markup);
    if (is_render && !failed_ && !tokens.Look(TokenType::kString)) tokens.Consume(TokenType::kString);
    tag.name = tokens.Expression();
    tag.is_for = tokens.TakeId("for");
    if (tag.is_for || tokens.TakeId("with")) tag.variable = tokens.Expression();
    if (tokens.TakeId("as")) tag.symbol = Symbol(tokens.Consume(TokenType::kId));
    tokens.Take(TokenType::kComma);
    std::vector<Keyword> attributes;
    while (!failed_ && tokens.Look(TokenType::kId)) {
        Id symbol = Symbol(tokens.ConsumeAny());
        tokens.Consume(TokenType::kColon);
        attributes.push_back({program_.symbols[symbol], tokens.Expression(), symbol});
        tokens.Take(TokenType::kComma);
    }
    tokens.Consume(TokenType::kEnd);
    tag.attributes = AddKeywords(attributes);
    return !failed_;
}

void Compiler::PartialAttributes(std::string_view markup, PartialTag& tag) {
    std::vector<Keyword> attributes;
    for (const TagAttribute& attribute : ScanAttributes(markup)) {
        Id symbol = Symbol(attribute.name);
        attributes.push_back({program_.symbols[symbol], ParseExpression(attribute.value), symbol});
    }
    tag.attributes = AddKeywords(attributes);
}

bool Compiler::PartialLax(std::string_view markup, PartialTag& tag, bool is_render) {
    size_t at = 0, length = 0;
    for (; at < markup.size(); ++at) {
        length = is_render && markup[at] != '"' && markup[at] != '\'' ? 0 : MatchQuotedFragments(markup.substr(at));
        if (length > 0 && is_render) length = MatchQuotedStrings(markup.substr(at));
        if (length > 0) break;
    }
    if (length == 0) return Fail(std::string(is_render ? kRenderSyntax : kIncludeSyntax));
    tag.name = ParseExpression(markup.substr(at, length));
    auto word = [&](size_t from, std::string_view expected, size_t& behind) {
        size_t start = SkipSpace(markup, from);
        if (start == from || !markup.substr(start).starts_with(expected)) return false;
        behind = SkipSpace(markup, start + expected.size());
        return behind > start + expected.size();
    };
    size_t next = at + length, value = 0;
    tag.is_for = word(next, "for", value);
    if (tag.is_for || word(next, "with", value)) {
        size_t size = MatchQuotedFragments(markup.substr(std::min(value, markup.size())));
        if (size > 0) {
            tag.variable = ParseExpression(markup.substr(value, size));
            next = value + size;
        }
    }
    if (word(next, "as", value)) {
        size_t end = value;
        while (end < markup.size() && (IsWordCharacter(markup[end]) || markup[end] == '-')) ++end;
        if (end > value) tag.symbol = Symbol(markup.substr(value, end - value));
    }
    PartialAttributes(markup, tag);
    return !failed_;
}

// `with nil` and `with false` bind nothing.
void Compiler::DropMissing(PartialTag& tag) {
    if (tag.variable == kNone) return;
    const Expr& expr = program_.exprs[tag.variable];
    if (expr.kind == ExprKind::kConstant && !expr.constant.truthy()) tag.variable = kNone;
}

bool Compiler::MakeInclude(std::string_view markup, Source&, Node& node) {
    PartialTag tag;
    bool strict2 = options_.mode == Mode::kStrict2;
    if (!(strict2 ? PartialStrict2(markup, tag, false) : PartialLax(markup, tag, false))) return strict2 ? FailIn(markup) : false;
    DropMissing(tag);
    node.kind = NodeKind::kInclude;
    node.index = static_cast<Id>(program_.partials.size());
    program_.partials.push_back(tag);
    return true;
}

bool Compiler::MakeRender(std::string_view markup, Source&, Node& node) {
    PartialTag tag;
    bool strict2 = options_.mode == Mode::kStrict2;
    if (!(strict2 ? PartialStrict2(markup, tag, true) : PartialLax(markup, tag, true))) return strict2 ? FailIn(markup) : false;
    if (program_.exprs[tag.name].kind != ExprKind::kConstant || !program_.exprs[tag.name].constant.is_string()) {
        return Fail(std::string(kRenderSyntax));
    }
    DropMissing(tag);
    node.kind = NodeKind::kRender;
    node.index = static_cast<Id>(program_.partials.size());
    node.symbol = Symbol("forloop");
    program_.partials.push_back(tag);
    return true;
}

}  // namespace daybook::liquid
