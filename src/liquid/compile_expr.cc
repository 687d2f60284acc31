// Expressions and filters: strictly by tokens, laxly by the patterns of old.
#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "liquid/compile.h"
#include "liquid/convert.h"
#include "liquid/filters.h"
#include "liquid/number.h"

namespace daybook::liquid {
namespace {

constexpr int kExpressionDepthMax = 100;

std::string_view Strip(std::string_view text) {
    while (!text.empty() && (IsSpace(text.front()) || text.front() == '\0')) text.remove_prefix(1);
    while (!text.empty() && (IsSpace(text.back()) || text.back() == '\0')) text.remove_suffix(1);
    return text;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool HasSpace(std::string_view text) {
    for (char c : text) {
        if (IsSpace(c)) return true;
    }
    return false;
}

// (a..b), the ends without blanks inside.
bool SplitRange(std::string_view markup, std::string_view& first, std::string_view& last) {
    if (markup.size() < 6 || markup.front() != '(' || markup.back() != ')') return false;
    std::string_view inside = Strip(markup.substr(1, markup.size() - 2));
    size_t dots = inside.rfind("..");
    if (dots == std::string_view::npos || dots == 0) return false;
    first = Strip(inside.substr(0, dots));
    last = Strip(inside.substr(dots + 2));
    return !first.empty() && !last.empty() && !HasSpace(first) && !HasSpace(last);
}

// Bytes of a balanced [ … ]; 0 where it does not close.
size_t BracketLength(std::string_view text) {
    int depth = 0;
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '[') ++depth;
        if (text[i] == ']' && --depth == 0) return i + 1;
    }
    return 0;
}

// The parts of a lookup: names and [ … ].
std::vector<std::string_view> Segments(std::string_view markup) {
    std::vector<std::string_view> segments;
    for (size_t i = 0; i < markup.size();) {
        size_t length = 0;
        if (markup[i] == '[') {
            length = BracketLength(markup.substr(i));
        } else {
            while (i + length < markup.size() && (IsWordCharacter(markup[i + length]) || markup[i + length] == '-')) ++length;
            if (length > 0 && i + length < markup.size() && markup[i + length] == '?') ++length;
        }
        if (length > 0) segments.push_back(markup.substr(i, length));
        i += length > 0 ? length : 1;
    }
    return segments;
}

Property PropertyOf(std::string_view name) {
    constexpr std::pair<std::string_view, Property> kProperties[] = {
        {"size", Property::kSize}, {"first", Property::kFirst}, {"last", Property::kLast},
        {"index", Property::kIndex}, {"index0", Property::kIndex0}, {"rindex", Property::kRindex},
        {"rindex0", Property::kRindex0}, {"length", Property::kLength}, {"name", Property::kName},
        {"parentloop", Property::kParentLoop}, {"col", Property::kCol}, {"col0", Property::kCol0},
        {"col_first", Property::kColFirst}, {"col_last", Property::kColLast}, {"row", Property::kRow}};
    for (const auto& [word, property] : kProperties) {
        if (word == name) return property;
    }
    return Property::kOther;
}

}  // namespace

Id Compiler::Constant(Value value) {
    Expr expr;
    expr.constant = value;
    program_.exprs.push_back(expr);
    return static_cast<Id>(program_.exprs.size() - 1);
}

Id Compiler::Symbol(std::string_view name) {
    auto found = program_.symbol_of.find(name);
    if (found != program_.symbol_of.end()) return found->second;
    Id id = static_cast<Id>(program_.symbols.size());
    program_.symbols.push_back(MakeName(Keep(name)));
    program_.symbol_of.emplace(program_.symbols.back().text, id);
    return id;
}

PathKey Compiler::NamedKey(std::string_view name) {
    PathKey key;
    key.name = MakeName(Keep(name));
    key.property = PropertyOf(name);
    key.command = key.property == Property::kSize || key.property == Property::kFirst || key.property == Property::kLast;
    return key;
}

Id Compiler::VariableExpr(Id symbol, Id dynamic, std::vector<PathKey> keys) {
    Expr expr;
    expr.kind = keys.empty() ? ExprKind::kVariable : ExprKind::kPath;
    expr.symbol = symbol;
    expr.left = dynamic;
    expr.keys = {static_cast<Id>(program_.keys.size()), static_cast<uint32_t>(keys.size())};
    for (PathKey& key : keys) {
        if (key.expr == kNone) key.hint = options_.plain ? kNone : program_.hints++;
        program_.keys.push_back(key);
    }
    program_.exprs.push_back(expr);
    return static_cast<Id>(program_.exprs.size() - 1);
}

Id Compiler::RangeExpr(Id first, Id last) {
    if (first == kNone || last == kNone) return kNone;
    Expr expr;
    expr.kind = ExprKind::kRange;
    expr.left = first;
    expr.right = last;
    const Expr& a = program_.exprs[first];
    const Expr& b = program_.exprs[last];
    if (a.kind == ExprKind::kConstant && b.kind == ExprKind::kConstant) {
        for (const Value& end : {a.constant, b.constant}) {
            if (end.type == Type::kTrue || end.type == Type::kFalse) {
                Fail(fmt::format("Invalid expression type '{}' in range expression", end.truthy()));
                return kNone;
            }
        }
        auto whole = [](const Value& v) { return static_cast<int64_t>(Floor(ToNumber(v)).integer); };
        return Constant(MakeRange(program_.arena, whole(a.constant), whole(b.constant)));
    }
    program_.exprs.push_back(expr);
    return static_cast<Id>(program_.exprs.size() - 1);
}

Id Compiler::Literal(std::string_view markup, Words words) {
    if (markup.empty() || markup == "nil" || markup == "null") return Constant(Value::Nil());
    if (markup == "true" || markup == "false") return Constant(Value::Bool(markup == "true"));
    if (markup != "blank" && markup != "empty") return kNone;
    if (words == Words::kText) return Constant(Value::String(""));
    return Constant(Value::Word(markup == "blank" ? Type::kBlank : Type::kEmpty));
}

Id Compiler::NumberConstant(std::string_view text) {
    if (text.find('.') != std::string_view::npos) {
        double fraction = 0;
        std::from_chars(text.data(), text.data() + text.size(), fraction);
        return Constant(Value::Float(fraction));
    }
    return Constant(FromNumber(Number::Of(LeadingInteger(text)), program_.arena));
}

// 12, -3, 1.5; also 1.2.3, which is 1.2, and 7. which is 7.0.
Id Compiler::ParseNumberOrLookup(std::string_view markup) {
    if (!IsDigit(markup[0]) && (markup[0] != '-' || markup.size() < 2)) return ParseLookup(markup);
    size_t dots = 0, end = markup.size();
    for (size_t i = 1; i < markup.size(); ++i) {
        if (markup[i] != '.' && !IsDigit(markup[i])) return ParseLookup(markup);
        if (markup[i] == '.' && ++dots == 2) end = i;
    }
    if (markup[0] == '-' && !IsDigit(markup[1])) return ParseLookup(markup);
    return NumberConstant(markup.substr(0, end));
}

Id Compiler::ParseLookup(std::string_view markup) {
    std::vector<std::string_view> segments = Segments(markup);
    if (segments.empty()) return VariableExpr(Symbol(""), kNone, {});  // a variable without a name
    if (++depth_ > kExpressionDepthMax) {
        Fail("Nesting too deep");
        --depth_;
        return kNone;
    }
    std::vector<PathKey> keys;
    for (size_t i = 1; i < segments.size(); ++i) {
        std::string_view segment = segments[i];
        PathKey key;
        if (segment[0] == '[') key.expr = ParseExpression(segment.substr(1, segment.size() - 2));
        else key = NamedKey(segment);
        keys.push_back(key);
    }
    std::string_view root = segments[0];
    Id dynamic = root[0] == '[' ? ParseExpression(root.substr(1, root.size() - 2)) : kNone;
    --depth_;
    return VariableExpr(root[0] == '[' ? kNone : Symbol(root), dynamic, std::move(keys));
}

Id Compiler::ParseExpression(std::string_view markup, Words words) {
    markup = Strip(markup);
    if (markup.size() >= 2 && (markup.front() == '"' || markup.front() == '\'') && markup.back() == markup.front()) {
        return Constant(Value::String(Keep(markup.substr(1, markup.size() - 2))));
    }
    if (Id literal = Literal(markup, words); literal != kNone) return literal;
    std::string_view first, last;
    if (SplitRange(markup, first, last)) {
        Id left = ParseExpression(first);
        return RangeExpr(left, ParseExpression(last));
    }
    return ParseNumberOrLookup(markup);
}

Span Compiler::Arguments(const std::vector<Id>& ids) {
    Span span{static_cast<Id>(program_.arguments.size()), static_cast<uint32_t>(ids.size())};
    program_.arguments.insert(program_.arguments.end(), ids.begin(), ids.end());
    return span;
}

Span Compiler::AddKeywords(const std::vector<Keyword>& keywords) {
    Span span{static_cast<Id>(program_.keywords.size()), static_cast<uint32_t>(keywords.size())};
    program_.keywords.insert(program_.keywords.end(), keywords.begin(), keywords.end());
    return span;
}

const Value* Compiler::Constants(const FilterCall& call) {
    bool fits = !options_.plain && call.filter != nullptr && static_cast<int>(call.args.count) >= call.filter->least && static_cast<int>(call.args.count) <= call.filter->most;
    if (!fits || call.keywords.count > 0 || failed_) return nullptr;
    static const Value kNothing{};
    if (call.args.count == 0) return &kNothing;
    Value* values = program_.arena.Make<Value>(call.args.count);
    for (uint32_t i = 0; i < call.args.count; ++i) {
        Id id = program_.arguments[call.args.first + i];
        if (id == kNone || program_.exprs[id].kind != ExprKind::kConstant) return nullptr;
        values[i] = program_.exprs[id].constant;
    }
    return values;
}

Id Compiler::ParsePiped(std::string_view markup) {
    Piped piped;
    if (!PipedStrict(markup, piped)) {
        if (options_.mode != Mode::kLax || !problem_.syntax) {
            FailIn(markup);
            return kNone;
        }
        failed_ = false;
        problem_ = {};
        piped = {};
        PipedLax(markup, piped);
    }
    program_.piped.push_back(piped);
    return static_cast<Id>(program_.piped.size() - 1);
}

bool Compiler::PipedStrict(std::string_view markup, Piped& out) {
    Tokens tokens(*this, markup);
    if (failed_) return false;
    if (tokens.AtEnd()) return true;
    out.expr = tokens.Expression();
    std::vector<FilterCall> calls;
    while (!failed_ && tokens.Take(TokenType::kPipe)) {
        FilterCall call;
        const std::string_view name = tokens.Consume(TokenType::kId);
        call.at = PlaceOf(name);
        call.name = Keep(name);
        call.filter = FindFilter(call.name);
        std::vector<Id> arguments;
        std::vector<Keyword> keywords;
        bool more = tokens.Take(TokenType::kColon);
        bool loose = options_.mode == Mode::kStrict2;  // allows `| f:` and a comma at the end
        while (more && !failed_) {
            if (loose && (tokens.Look(TokenType::kPipe) || tokens.AtEnd())) break;
            if (tokens.Look(TokenType::kId) && tokens.Look(TokenType::kColon, 1)) {
                Name name = MakeName(Keep(tokens.ConsumeAny()));
                tokens.ConsumeAny();
                keywords.push_back({name, tokens.Expression()});
            } else {
                arguments.push_back(tokens.Expression());
            }
            more = tokens.Take(TokenType::kComma);
        }
        call.args = Arguments(arguments);
        call.keywords = AddKeywords(keywords);
        call.constants = Constants(call);
        calls.push_back(call);
    }
    tokens.Consume(TokenType::kEnd);
    out.filters = {static_cast<Id>(program_.calls.size()), static_cast<uint32_t>(calls.size())};
    program_.calls.insert(program_.calls.end(), calls.begin(), calls.end());
    return !failed_;
}

// Takes the first thing that reads like a value, and whatever reads like filters behind it.
void Compiler::PipedLax(std::string_view markup, Piped& out) {
    size_t at = 0, length = 0;
    while (at < markup.size() && (length = MatchQuotedFragment(markup.substr(at))) == 0) ++at;
    if (length == 0) return;
    out.expr = ParseExpression(markup.substr(at, length));
    std::string_view rest = markup.substr(at + length);
    size_t pipe = rest.find('|');
    std::vector<FilterCall> calls;
    while (pipe != std::string_view::npos) {
        rest = rest.substr(pipe + 1);
        size_t end = 0;
        while (end < rest.size()) {
            size_t step = IsSpace(rest[end]) || rest[end] == ',' ? 1 : MatchQuotedFragment(rest.substr(end));
            if (step == 0) break;
            end += step;
        }
        LaxFilter(rest.substr(0, end), calls);
        // What is between two runs of readable text is skipped, one character at a time.
        if (end >= rest.size()) break;
        pipe = 0;
        rest = rest.substr(end);
    }
    out.filters = {static_cast<Id>(program_.calls.size()), static_cast<uint32_t>(calls.size())};
    program_.calls.insert(program_.calls.end(), calls.begin(), calls.end());
}

void Compiler::LaxFilter(std::string_view markup, std::vector<FilterCall>& calls) {
    size_t name = 0;
    while (name < markup.size() && !IsWordCharacter(markup[name])) ++name;
    if (name == markup.size()) return;
    size_t end = name;
    while (end < markup.size() && IsWordCharacter(markup[end])) ++end;
    FilterCall call;
    call.name = Keep(markup.substr(name, end - name));
    call.filter = FindFilter(call.name);
    std::vector<Id> arguments;
    std::vector<Keyword> keywords;
    for (size_t i = 0; i < markup.size();) {
        if (markup[i] != ':' && markup[i] != ',') {
            ++i;
            continue;
        }
        size_t value = i + 1;
        while (value < markup.size() && IsSpace(markup[value])) ++value;
        size_t word = value;
        while (word < markup.size() && IsWordCharacter(markup[word])) ++word;
        size_t colon = word;
        while (colon < markup.size() && IsSpace(markup[colon])) ++colon;
        std::string_view key = markup.substr(value, word - value);
        size_t behind = colon + 1;
        while (behind < markup.size() && IsSpace(markup[behind])) ++behind;
        bool keyword = !key.empty() && colon < markup.size() && markup[colon] == ':' && behind < markup.size() &&
                       MatchQuotedFragment(markup.substr(behind)) > 0;
        size_t start = keyword ? behind : value;
        size_t length = start < markup.size() ? MatchQuotedFragment(markup.substr(start)) : 0;
        if (length == 0) {
            ++i;
            continue;
        }
        Id expr = ParseExpression(markup.substr(start, length));
        if (keyword) keywords.push_back({MakeName(Keep(key)), expr});
        else arguments.push_back(expr);
        i = start + length;
    }
    call.args = Arguments(arguments);
    call.keywords = AddKeywords(keywords);
    call.constants = Constants(call);
    calls.push_back(call);
}

bool IsWordCharacter(char c) { return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

size_t MatchQuotedFragment(std::string_view text) {
    auto quoted = [&](size_t from) -> size_t {
        size_t close = text.find(text[from], from + 1);
        return close == std::string_view::npos ? 0 : close + 1 - from;
    };
    if (text.empty()) return 0;
    if (text[0] == '"' || text[0] == '\'') return quoted(0);
    size_t i = 0;
    while (i < text.size() && !IsSpace(text[i]) && text[i] != ',' && text[i] != '|') {
        bool quote = text[i] == '"' || text[i] == '\'';
        size_t step = quote ? quoted(i) : 1;
        if (step == 0) break;
        i += step;
    }
    return i;
}

size_t MatchQuotedFragments(std::string_view text) {
    size_t total = 0;
    while (size_t length = MatchQuotedFragment(text.substr(total))) total += length;
    return total;
}

std::vector<TagAttribute> ScanAttributes(std::string_view markup) {
    std::vector<TagAttribute> attributes;
    for (size_t i = 0; i < markup.size();) {
        size_t end = i;
        while (end < markup.size() && (IsWordCharacter(markup[end]) || (end > i && markup[end] == '-'))) ++end;
        size_t colon = end;
        while (colon < markup.size() && IsSpace(markup[colon])) ++colon;
        if (end == i || colon >= markup.size() || markup[colon] != ':') {
            i = end > i ? end : i + 1;
            continue;
        }
        size_t value = colon + 1;
        while (value < markup.size() && IsSpace(markup[value])) ++value;
        size_t length = MatchQuotedFragment(markup.substr(value));
        if (length > 0) attributes.push_back({markup.substr(i, end - i), markup.substr(value, length)});
        i = length > 0 ? value + length : colon + 1;
    }
    return attributes;
}

}  // namespace daybook::liquid
