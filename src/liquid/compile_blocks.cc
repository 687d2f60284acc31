// if, unless, case, for, tablerow.
#include <fmt/format.h>

#include "base/text.h"
#include "liquid/compile.h"
#include "liquid/convert.h"

namespace daybook::liquid {
namespace {

constexpr std::string_view kForSyntax = "Syntax Error in 'for loop' - Valid syntax: for [item] in [collection]";
constexpr std::string_view kIfSyntax = "Syntax Error in tag 'if' - Valid syntax: if [expression]";
constexpr std::string_view kCaseSyntax = "Syntax Error in 'case' - Valid syntax: case [condition]";
constexpr std::string_view kWhenSyntax =
    "Syntax Error in tag 'case' - Valid when condition: {% when [condition] [or condition2...] %}";
constexpr std::string_view kElseSyntax = "Syntax Error in tag 'case' - Valid else condition: {% else %} (no parameters) ";
constexpr std::string_view kTableRowSyntax =
    "Syntax Error in 'table_row loop' - Valid syntax: table_row [item] in [collection] cols=3";
constexpr std::string_view kInMissing = "For loops require an 'in' clause";
constexpr std::string_view kForAttribute = "Invalid attribute in for loop. Valid attributes are limit and offset";

Operator OperatorOf(std::string_view text) {
    if (text.empty()) return Operator::kNone;
    if (text == "==") return Operator::kEqual;
    if (text == "!=" || text == "<>") return Operator::kUnequal;
    if (text == "<") return Operator::kLess;
    if (text == ">") return Operator::kMore;
    if (text == "<=") return Operator::kLessEqual;
    if (text == ">=") return Operator::kMoreEqual;
    if (text == "contains") return Operator::kContains;
    return Operator::kUnknown;
}

size_t SkipSpace(std::string_view text, size_t i) {
    while (i < text.size() && IsSpace(text[i])) ++i;
    return i;
}

// "and" or "or" as a word of its own.
size_t LinkLength(std::string_view text) {
    for (std::string_view word : {"and", "or"}) {
        if (text.starts_with(word) && (text.size() == word.size() || !IsWordCharacter(text[word.size()]))) return word.size();
    }
    return 0;
}

// a op b, links between: the pieces of a lax condition.
std::vector<std::string_view> SplitConditions(std::string_view markup) {
    std::vector<std::string_view> pieces;
    size_t start = 0;
    for (size_t i = SkipSpace(markup, 0); i < markup.size(); i = SkipSpace(markup, i)) {
        if (size_t link = LinkLength(markup.substr(i))) {
            pieces.push_back(markup.substr(start, i - start));
            pieces.push_back(markup.substr(i, link));
            i += link;
            start = i;
            continue;
        }
        size_t step = MatchQuotedFragment(markup.substr(i));
        while (step == 0 && i < markup.size() && !IsSpace(markup[i])) ++i;
        i += step;
    }
    pieces.push_back(markup.substr(start));
    return pieces;
}

bool IsOperatorCharacter(char c) { return c == '=' || c == '!' || c == '<' || c == '>' || c == '_' || (c >= 'a' && c <= 'z'); }

// Where the first quoted fragment begins; its length in `length`, 0 if there is none.
size_t FindFragment(std::string_view text, size_t from, size_t& length) {
    length = 0;
    for (; from < text.size(); ++from) {
        length = MatchQuotedFragment(text.substr(from));
        if (length > 0) return from;
    }
    return text.size();
}

// item in collection: what both loops begin with.
struct LoopHead {
    std::string_view item;
    std::string_view collection;
    std::string_view rest;
};

bool MatchLoopHead(std::string_view markup, LoopHead& head) {
    size_t end = 0;
    while (end < markup.size() && (IsWordCharacter(markup[end]) || markup[end] == '-')) ++end;
    size_t in = SkipSpace(markup, end);
    size_t collection = SkipSpace(markup, in + 2);
    if (end == 0 || in == end || markup.substr(in, 2) != "in" || collection == in + 2) return false;
    if (collection >= markup.size()) return false;
    size_t length = MatchQuotedFragments(markup.substr(collection));
    if (length == 0) return false;
    head = {markup.substr(0, end), markup.substr(collection, length), markup.substr(collection + length)};
    return true;
}

}  // namespace

bool Compiler::ParseConditions(std::string_view markup, std::vector<Condition>& out) {
    if (options_.mode == Mode::kLax) return ConditionsLax(markup, out);
    return ConditionsStrict(markup, out) || FailIn(markup);
}

bool Compiler::ConditionsStrict(std::string_view markup, std::vector<Condition>& out) {
    Tokens tokens(*this, markup);
    while (!failed_) {
        Condition condition;
        condition.left = tokens.Expression(Words::kTest);
        if (!failed_ && tokens.Look(TokenType::kComparison)) {
            condition.op_text = Keep(tokens.ConsumeAny());
            condition.op = OperatorOf(condition.op_text);
            condition.right = tokens.Expression(Words::kTest);
        }
        if (failed_) break;
        if (tokens.TakeId("and")) condition.link = Link::kAnd;
        else if (tokens.TakeId("or")) condition.link = Link::kOr;
        out.push_back(condition);
        if (condition.link == Link::kEnd) break;
    }
    tokens.Consume(TokenType::kEnd);
    return !failed_;
}

bool Compiler::ConditionsLax(std::string_view markup, std::vector<Condition>& out) {
    std::vector<std::string_view> pieces = SplitConditions(markup);
    for (size_t i = 0; i < pieces.size(); i += 2) {
        std::string_view text = pieces[i];
        size_t length = 0;
        size_t left = FindFragment(text, 0, length);
        if (length == 0) return Fail(std::string(kIfSyntax));
        Condition condition;
        condition.left = ParseExpression(text.substr(left, length), Words::kTest);
        size_t op = SkipSpace(text, left + length), end = op;
        while (end < text.size() && IsOperatorCharacter(text[end])) ++end;
        condition.op_text = Keep(text.substr(op, end - op));
        condition.op = OperatorOf(condition.op_text);
        size_t right = SkipSpace(text, end);
        size_t right_length = right < text.size() ? MatchQuotedFragment(text.substr(right)) : 0;
        condition.right = ParseExpression(text.substr(right, right_length), Words::kTest);
        if (i + 1 < pieces.size()) condition.link = pieces[i + 1] == "and" ? Link::kAnd : Link::kOr;
        out.push_back(condition);
        if (failed_) return false;
    }
    return true;
}

bool Compiler::MakeIf(std::string_view markup, Source& source, Node& node) { return MakeBranches("if", markup, source, node); }

bool Compiler::MakeUnless(std::string_view markup, Source& source, Node& node) {
    return MakeBranches("unless", markup, source, node);
}

bool Compiler::MakeBranches(std::string_view tag, std::string_view markup, Source& source, Node& node) {
    std::vector<Branch> branches;
    std::vector<Body> bodies;
    std::string delimiter = fmt::format("end{}", tag);
    End end{false, tag, markup};
    node.kind = NodeKind::kIf;
    node.blank = true;
    do {
        Branch branch;
        branch.is_else = end.tag == "else";
        branch.negated = branches.empty() && tag == "unless";
        std::vector<Condition> conditions;
        if (!branch.is_else && !ParseConditions(end.markup, conditions)) return false;
        branch.conditions = {static_cast<Id>(program_.conditions.size()), static_cast<uint32_t>(conditions.size())};
        program_.conditions.insert(program_.conditions.end(), conditions.begin(), conditions.end());
        branches.push_back(branch);
        bodies.emplace_back();
        if (!ParseBody(source, bodies.back(), end)) return false;
        node.blank = node.blank && bodies.back().blank;
        if (end.at_end) return NeverClosed(tag);
        if (end.tag == delimiter) break;
        if (end.tag != "else" && end.tag != "elsif") return UnknownTag(end.tag, tag, delimiter);
    } while (true);
    for (size_t i = 0; i < branches.size(); ++i) {
        if (node.blank) RemoveBlankText(bodies[i]);
        branches[i].block = Store(bodies[i]);
    }
    node.branches = {static_cast<Id>(program_.branches.size()), static_cast<uint32_t>(branches.size())};
    program_.branches.insert(program_.branches.end(), branches.begin(), branches.end());
    return true;
}

// Each value of a `when` is a condition of its own: those that match twice are rendered twice.
bool Compiler::ParseWhen(std::string_view markup, Id left, std::vector<std::vector<Condition>>& out) {
    Condition condition;
    condition.left = left;
    condition.op = Operator::kEqual;
    if (options_.mode == Mode::kStrict2) {
        Tokens tokens(*this, markup);
        do {
            condition.right = tokens.Expression(Words::kTest);
            out.push_back({condition});
        } while (!failed_ && (tokens.TakeId("or") || tokens.Take(TokenType::kComma)));
        tokens.Consume(TokenType::kEnd);
        return !failed_ || FailIn(markup);
    }
    size_t i = 0;
    do {
        size_t length = 0;
        i = FindFragment(markup, i, length);
        if (length == 0) return Fail(std::string(kWhenSyntax));
        condition.right = ParseExpression(markup.substr(i, length), Words::kTest);
        out.push_back({condition});
        i += length;
        size_t next = SkipSpace(markup, i);
        bool comma = next < markup.size() && markup[next] == ',';
        bool word = next > i && markup.substr(next).starts_with("or") && next + 2 < markup.size() && IsSpace(markup[next + 2]);
        size_t behind = comma ? next + 1 : next + 2;
        if ((!comma && !word) || MatchQuotedFragment(markup.substr(std::min(SkipSpace(markup, behind), markup.size()))) == 0) break;
        i = behind;
    } while (!failed_);
    return !failed_;
}

bool Compiler::MakeCase(std::string_view markup, Source& source, Node& node) {
    Id left = kNone;
    if (options_.mode == Mode::kStrict2) {
        Tokens tokens(*this, markup);
        left = tokens.Expression();
        tokens.Consume(TokenType::kEnd);
        if (failed_) return FailIn(markup);
    } else {
        size_t length = 0;
        size_t at = FindFragment(markup, 0, length);
        if (length == 0) return Fail(std::string(kCaseSyntax));
        left = ParseExpression(markup.substr(at, length));
    }
    node.kind = NodeKind::kCase;
    node.blank = true;
    std::vector<std::vector<Condition>> conditions;  // of each branch; empty: else
    std::vector<size_t> body_of;
    std::vector<Body> bodies(1);  // the first, in front of every `when`, is not rendered
    End end;
    while (true) {
        if (!ParseBody(source, bodies.back(), end)) return false;
        node.blank = node.blank && bodies.back().blank;
        if (end.at_end) return NeverClosed("case");
        if (end.tag == "endcase") break;
        if (end.tag == "when") {
            if (!ParseWhen(end.markup, left, conditions)) return false;
        } else if (end.tag == "else") {
            if (!Trim(end.markup).empty()) return Fail(std::string(kElseSyntax));
            conditions.emplace_back();
        } else {
            return UnknownTag(end.tag, "case", "endcase");
        }
        body_of.resize(conditions.size(), bodies.size());
        bodies.emplace_back();
    }
    std::vector<Block> blocks;
    for (Body& body : bodies) {
        if (node.blank) RemoveBlankText(body);
        blocks.push_back(Store(body));
    }
    node.branches = {static_cast<Id>(program_.branches.size()), static_cast<uint32_t>(conditions.size())};
    for (size_t i = 0; i < conditions.size(); ++i) {
        Branch branch;
        branch.is_else = conditions[i].empty();
        branch.conditions = {static_cast<Id>(program_.conditions.size()), static_cast<uint32_t>(conditions[i].size())};
        branch.block = blocks[body_of[i]];
        program_.conditions.insert(program_.conditions.end(), conditions[i].begin(), conditions[i].end());
        program_.branches.push_back(branch);
    }
    return true;
}

bool Compiler::ForStrict(std::string_view markup, ForTag& tag) {
    Tokens tokens(*this, markup);
    std::string_view item = tokens.Consume(TokenType::kId);
    if (failed_) return false;
    if (!tokens.TakeId("in")) return Fail(std::string(kInMissing));
    size_t from = tokens.position();
    tag.collection = tokens.Expression();
    if (failed_) return false;
    tag.symbol = Symbol(item);
    tag.name = Keep(fmt::format("{}-{}", item, tokens.TextSince(from)));
    tag.reversed = tokens.TakeId("reversed");
    while (!failed_ && (tokens.Look(TokenType::kComma) || tokens.Look(TokenType::kId))) {
        tokens.Take(TokenType::kComma);
        bool is_limit = tokens.TakeId("limit");
        if (!is_limit && !tokens.TakeId("offset")) return Fail(std::string(kForAttribute));
        tokens.Consume(TokenType::kColon);
        if (!is_limit && tokens.Look(TokenType::kId) && tokens.TakeId("continue")) {
            tag.continues = true;
            continue;
        }
        Id value = tokens.Expression();
        (is_limit ? tag.limit : tag.offset) = value;
        if (!is_limit) tag.continues = false;
    }
    tokens.Consume(TokenType::kEnd);
    return !failed_;
}

bool Compiler::ForLax(std::string_view markup, ForTag& tag) {
    LoopHead head;
    if (!MatchLoopHead(markup, head)) return Fail(std::string(kForSyntax));
    tag.symbol = Symbol(head.item);
    tag.name = Keep(fmt::format("{}-{}", head.item, head.collection));
    tag.collection = ParseExpression(head.collection);
    tag.reversed = head.rest.substr(SkipSpace(head.rest, 0)).starts_with("reversed");
    for (const TagAttribute& attribute : ScanAttributes(markup)) {
        if (attribute.name == "limit") tag.limit = ParseExpression(attribute.value);
        if (attribute.name != "offset") continue;
        tag.continues = attribute.value == "continue";
        if (!tag.continues) tag.offset = ParseExpression(attribute.value);
    }
    return !failed_;
}

bool Compiler::MakeFor(std::string_view markup, Source& source, Node& node) {
    ForTag tag;
    bool lax = options_.mode == Mode::kLax;
    if (!(lax ? ForLax(markup, tag) : ForStrict(markup, tag))) return lax ? false : FailIn(markup);
    Body body, otherwise;
    End end;
    if (!ParseBody(source, body, end)) return false;
    if (!end.at_end && end.tag == "else") {
        tag.has_else = true;
        if (!ParseBody(source, otherwise, end)) return false;
    }
    if (end.at_end) return NeverClosed("for");
    bool twice = end.tag == "else";  // a second else ends the loop, and is the empty one
    if (twice) otherwise = {};
    if (!twice && end.tag != "endfor") return UnknownTag(end.tag, "for", "endfor");
    node.kind = NodeKind::kFor;
    node.blank = body.blank && otherwise.blank;
    if (node.blank) {
        RemoveBlankText(body);
        RemoveBlankText(otherwise);
    }
    tag.block = Store(body);
    tag.otherwise = Store(otherwise);
    tag.place = kNone;
    for (const ForTag& other : program_.loops) {
        if (other.name == tag.name) tag.place = other.place;
    }
    if (tag.place == kNone) tag.place = program_.loop_places++;
    node.index = static_cast<Id>(program_.loops.size());
    node.symbol = Symbol("forloop");
    program_.loops.push_back(tag);
    return true;
}

bool Compiler::TableRowStrict2(std::string_view markup, TableRowTag& tag) {
    Tokens tokens(*this, markup);
    std::string_view item = tokens.Consume(TokenType::kId);
    if (failed_) return false;
    tag.symbol = Symbol(item);
    if (!tokens.TakeId("in")) return Fail(std::string(kInMissing));
    tag.collection = tokens.Expression();
    if (failed_) return false;
    tokens.Take(TokenType::kComma);
    while (!failed_ && tokens.Look(TokenType::kId)) {
        std::string_view key = tokens.ConsumeAny();
        if (key != "cols" && key != "limit" && key != "offset" && key != "range") {
            return Fail(fmt::format("Invalid attribute '{}' in tablerow loop. Valid attributes are cols, limit, offset, and range", key));
        }
        tokens.Consume(TokenType::kColon);
        Id value = tokens.Expression();
        if (key == "cols") tag.columns = value;
        if (key == "limit") tag.limit = value;
        if (key == "offset") tag.offset = value;
        tokens.Take(TokenType::kComma);
    }
    tokens.Consume(TokenType::kEnd);
    return !failed_;
}

bool Compiler::TableRowLax(std::string_view markup, TableRowTag& tag) {
    LoopHead head;
    size_t start = 0;
    auto found = [&] { return MatchLoopHead(markup.substr(start), head) && head.item.find('-') == std::string_view::npos; };
    while (start < markup.size() && !found()) ++start;
    if (start >= markup.size()) return Fail(std::string(kTableRowSyntax));
    tag.symbol = Symbol(head.item);
    tag.collection = ParseExpression(head.collection);
    for (const TagAttribute& attribute : ScanAttributes(markup)) {
        if (attribute.name == "cols") tag.columns = ParseExpression(attribute.value);
        if (attribute.name == "limit") tag.limit = ParseExpression(attribute.value);
        if (attribute.name == "offset") tag.offset = ParseExpression(attribute.value);
    }
    return !failed_;
}

bool Compiler::MakeTableRow(std::string_view markup, Source& source, Node& node) {
    TableRowTag tag;
    bool strict2 = options_.mode == Mode::kStrict2;
    if (!(strict2 ? TableRowStrict2(markup, tag) : TableRowLax(markup, tag))) return strict2 ? FailIn(markup) : false;
    Body body;
    if (!ParseSimpleBlock("tablerow", source, body)) return false;
    node.kind = NodeKind::kTableRow;
    node.blank = body.blank;
    tag.block = Store(body);
    node.index = static_cast<Id>(program_.table_rows.size());
    node.symbol = Symbol("tablerowloop");
    program_.table_rows.push_back(tag);
    return true;
}

}  // namespace daybook::liquid
