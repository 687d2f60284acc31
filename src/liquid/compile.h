// From text to a Program. One compiler makes a template and all its partials, so that they share symbols.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "liquid/lexer.h"
#include "liquid/program.h"
#include "liquid/source.h"
#include "liquid/template.h"

namespace daybook::liquid {

// `blank` and `empty` are tests in conditions and empty texts elsewhere.
enum class Words { kText, kTest };

class Compiler {
  public:
    Compiler(Program& program, const ParseOptions& options) : program_(program), options_(options) {}

    // False with problem() where it cannot be parsed. Appends a unit.
    bool CompileUnit(std::string_view source, const std::string& name);
    // With its place.
    Problem problem() const;

  private:
    friend class Tokens;
    friend std::vector<std::string_view> TagNames();

    struct Body {
        std::vector<Node> nodes;
        bool blank = true;
    };
    // What ended a body: a tag it does not know, or nothing at the end of the source.
    struct End {
        bool at_end = true;
        std::string_view tag;
        std::string_view markup;
    };
    using TagMaker = bool (Compiler::*)(std::string_view markup, Source& source, Node& node);
    struct TagKind {
        std::string_view name;
        TagMaker make;
    };
    static std::span<const TagKind> Tags();
    static const TagKind* FindTag(std::string_view name);

    // compile.cc: bodies
    bool ParseBody(Source& source, Body& body, End& end);
    bool ParseDocument(Source& source, Body& body, End& end);
    bool ParseLines(Source& source, Body& body, End& end);
    // What was made until now, in bytes; false where it is more than options_ allow.
    int64_t ProgramBytes() const;
    bool HasRoom(std::string_view token);
    bool TooLong();
    bool ParseToken(std::string_view token, Source& source, Body& body, End& end, bool& ended);
    bool ParseTag(const TagParts& parts, Source& source, Body& body);
    bool ParseLiquidTag(std::string_view markup, Body& body);
    bool ParseVariable(std::string_view token, Body& body);
    void TrimBefore(std::string_view token, Body& body);
    void AddText(std::string_view token, Body& body);
    Block Store(Body& body);
    static void RemoveBlankText(Body& body);
    bool UnknownTag(std::string_view tag, std::string_view block, std::string_view delimiter);
    bool NeverClosed(std::string_view block);
    // Parses up to end`block`.
    bool ParseSimpleBlock(std::string_view block, Source& source, Body& body);

    // compile_tags.cc
    bool MakeAssign(std::string_view markup, Source& source, Node& node);
    bool MakeBreak(std::string_view markup, Source& source, Node& node);
    bool MakeCapture(std::string_view markup, Source& source, Node& node);
    bool MakeComment(std::string_view markup, Source& source, Node& node);
    bool MakeContinue(std::string_view markup, Source& source, Node& node);
    bool MakeCycle(std::string_view markup, Source& source, Node& node);
    bool MakeDecrement(std::string_view markup, Source& source, Node& node);
    bool MakeDoc(std::string_view markup, Source& source, Node& node);
    bool MakeEcho(std::string_view markup, Source& source, Node& node);
    bool MakeIfChanged(std::string_view markup, Source& source, Node& node);
    bool MakeInclude(std::string_view markup, Source& source, Node& node);
    bool MakeIncrement(std::string_view markup, Source& source, Node& node);
    bool MakeInlineComment(std::string_view markup, Source& source, Node& node);
    bool MakeRaw(std::string_view markup, Source& source, Node& node);
    bool MakeRender(std::string_view markup, Source& source, Node& node);
    bool MakeStopMessage(std::string_view markup, Source& source, Node& node);
    bool MakeUnsubscribeLink(std::string_view markup, Source& source, Node& node);
    bool SkipRaw(Source& source);
    bool CycleStrict2(std::string_view markup, CycleTag& tag, std::vector<Id>& values);
    bool CycleLax(std::string_view markup, CycleTag& tag, std::vector<Id>& values);
    bool PartialStrict2(std::string_view markup, PartialTag& tag, bool is_render);
    bool PartialLax(std::string_view markup, PartialTag& tag, bool is_render);
    void DropMissing(PartialTag& tag);
    void PartialAttributes(std::string_view markup, PartialTag& tag);

    // compile_blocks.cc
    bool MakeCase(std::string_view markup, Source& source, Node& node);
    bool MakeFor(std::string_view markup, Source& source, Node& node);
    bool MakeIf(std::string_view markup, Source& source, Node& node);
    bool MakeTableRow(std::string_view markup, Source& source, Node& node);
    bool MakeUnless(std::string_view markup, Source& source, Node& node);
    bool MakeBranches(std::string_view tag, std::string_view markup, Source& source, Node& node);
    bool ParseWhen(std::string_view markup, Id left, std::vector<std::vector<Condition>>& conditions);
    bool ForStrict(std::string_view markup, ForTag& tag);
    bool ForLax(std::string_view markup, ForTag& tag);
    bool TableRowStrict2(std::string_view markup, TableRowTag& tag);
    bool TableRowLax(std::string_view markup, TableRowTag& tag);
    bool ParseConditions(std::string_view markup, std::vector<Condition>& out);
    bool ConditionsStrict(std::string_view markup, std::vector<Condition>& out);
    bool ConditionsLax(std::string_view markup, std::vector<Condition>& out);

    // compile_expr.cc
    Id ParsePiped(std::string_view markup);  // an index into piped
    bool PipedStrict(std::string_view markup, Piped& out);
    void PipedLax(std::string_view markup, Piped& out);
    void LaxFilter(std::string_view markup, std::vector<FilterCall>& calls);
    Id ParseExpression(std::string_view markup, Words words = Words::kText);
    Id ParseLookup(std::string_view markup);
    Id ParseNumberOrLookup(std::string_view markup);
    Id Literal(std::string_view markup, Words words);
    Id Constant(Value value);
    Id NumberConstant(std::string_view text);
    Id VariableExpr(Id symbol, Id dynamic, std::vector<PathKey> keys);
    Id RangeExpr(Id first, Id last);
    PathKey NamedKey(std::string_view name);
    Id Symbol(std::string_view name);
    Span Arguments(const std::vector<Id>& ids);
    const Value* Constants(const FilterCall& call);
    Span AddKeywords(const std::vector<Keyword>& keywords);
    std::string_view Keep(std::string_view text) { return program_.arena.Copy(text); }

    // Where a part of the unit's text begins; kNone where it is none.
    Id PlaceOf(std::string_view part) const;
    // Always false: return Fail("…");
    bool Fail(std::string message);
    // Adds where in the markup an error lies; always false.
    bool FailIn(std::string_view markup);

    Program& program_;
    const ParseOptions& options_;
    Problem problem_;
    bool failed_ = false;
    std::string_view text_;   // of the unit
    Id token_ = kNone;        // where the output or tag that is read begins
    Id failed_at_ = kNone;    // the one in which the problem lies
    bool unclosed_told_ = false;   // failed_at_ is where the unclosed tag begins
    uint32_t line_ = 1;
    int depth_ = 0;
    bool trim_ = false;
    size_t unseen_ = 0;      // bytes since the program's size was asked
    int64_t tokens_ = 0;     // each makes a node, which is kept twice until its body is stored
};

// The tokens of one markup, read by the strict modes. After an error every answer is a harmless one.
class Tokens {
  public:
    Tokens(Compiler& compiler, std::string_view markup);

    bool Look(TokenType type, size_t ahead = 0) const;
    bool Take(TokenType type) { return Look(type) && (++at_, true); }
    bool TakeId(std::string_view word);
    // An error where the next token is another.
    std::string_view Consume(TokenType type);
    std::string_view ConsumeAny() { return tokens_[at_++].text; }
    Id Expression(Words words = Words::kText);
    bool AtEnd() const { return Look(TokenType::kEnd); }
    bool failed() const;
    // The texts of the tokens since `from`, one behind the other.
    std::string TextSince(size_t from) const;
    size_t position() const { return at_; }

  private:
    std::vector<PathKey> Lookups();
    Id IdExpression(Words words);

    Compiler& compiler_;
    std::vector<Token> tokens_;
    size_t at_ = 0;
    int depth_ = 0;
};

// Regular expressions of the lax mode, as functions. Lengths; 0: no match.
size_t MatchQuotedFragment(std::string_view text);
size_t MatchQuotedFragments(std::string_view text);  // one or more
struct TagAttribute {
    std::string_view name;
    std::string_view value;
};
std::vector<TagAttribute> ScanAttributes(std::string_view markup);
bool IsWordCharacter(char c);

}  // namespace daybook::liquid
