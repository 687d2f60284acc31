// A template after parsing: flat arrays, nothing in them changes any more, so threads may share them.
// Places in the arrays are 32-bit numbers; kNone is no place.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "liquid/template.h"
#include "liquid/value.h"

namespace daybook::liquid {

struct Filter;

using Id = uint32_t;
inline constexpr Id kNone = UINT32_MAX;

struct Span {
    Id first = 0;
    uint32_t count = 0;
};

enum class ExprKind : uint8_t { kConstant, kVariable, kPath, kRange };

struct Expr {
    ExprKind kind = ExprKind::kConstant;
    Value constant;      // kConstant
    Id symbol = kNone;   // kVariable, kPath; kNone: the variable's name is what `left` evaluates to
    Id left = kNone;     // kRange's ends
    Id right = kNone;
    Span keys;           // kPath
    Id at = kNone;       // kVariable, kPath: where it stands in its unit's text; kNone: not known
};

// Names that loops, arrays and strings understand.
enum class Property : uint8_t {
    kOther, kSize, kFirst, kLast, kIndex, kIndex0, kRindex, kRindex0, kLength, kName, kParentLoop,
    kCol, kCol0, kColFirst, kColLast, kRow,
};

struct PathKey {
    Name name;                            // where expr is kNone
    Property property = Property::kOther;
    bool command = false;                 // .size, .first, .last: asked where there is no such member
    Id expr = kNone;                      // [expr]
    Id hint = kNone;                      // where a rendering remembers the member's place; kNone: nowhere
};

struct Keyword {
    Name name;
    Id expr = kNone;
    Id symbol = kNone;  // of a partial's attribute
};

struct FilterCall {
    const Filter* filter = nullptr;  // null: unknown
    std::string_view name;
    Span args;       // of arguments
    Span keywords;
    const Value* constants = nullptr;  // the arguments, where none can change and their number fits
    Id at = kNone;                     // where its name stands in its unit's text; kNone: not known
};

// An expression and the filters behind it.
struct Piped {
    Id expr = kNone;  // kNone: nothing
    Span filters;
};

enum class Operator : uint8_t { kNone, kEqual, kUnequal, kLess, kMore, kLessEqual, kMoreEqual, kContains, kUnknown };
enum class Link : uint8_t { kEnd, kAnd, kOr };

struct Condition {
    Id left = kNone;
    Id right = kNone;
    Operator op = Operator::kNone;
    Link link = Link::kEnd;
    std::string_view op_text;
};

struct Block {
    Id first = 0;
    uint32_t count = 0;
};

// One arm of if, unless or case.
struct Branch {
    bool is_else = false;
    bool negated = false;
    Span conditions;
    Block block;
};

struct ForTag {
    Id symbol = kNone;
    std::string_view name;  // "item-collection"
    Id place = 0;           // of the offset to continue at
    Id collection = kNone;
    Id limit = kNone;
    Id offset = kNone;
    bool continues = false;
    bool reversed = false;
    Block block;
    bool has_else = false;
    Block otherwise;
};

struct TableRowTag {
    Id symbol = kNone;
    Id collection = kNone;
    Id columns = kNone;
    Id limit = kNone;
    Id offset = kNone;
    Block block;
};

struct CycleTag {
    Id name = kNone;           // an expression; kNone: unnamed
    std::string_view key;      // of an unnamed cycle
    Span values;               // of arguments
};

struct PartialTag {
    Id name = kNone;        // an expression; of render a constant string
    Id unit = kNone;        // of render: the partial, where it is known
    Id variable = kNone;    // with or for
    bool is_for = false;
    Id symbol = kNone;      // the name it is bound to; kNone: the partial's last word, made while rendering
    Span attributes;        // of keywords, names are symbols
};

enum class NodeKind : uint8_t {
    kText, kRaw, kOutput, kAssign, kCapture, kIf, kCase, kFor, kTableRow, kCycle, kIncrement, kDecrement, kIfChanged,
    kRender, kInclude, kBreak, kContinue, kNothing, kStopMessage, kUnsubscribe,
};

struct Node {
    NodeKind kind = NodeKind::kNothing;
    bool blank = false;      // it prints nothing
    bool silent = false;     // its errors are not shown
    uint32_t line = 0;       // 0: lines are not counted
    Id index = 0;            // into the array of its kind
    Id symbol = kNone;
    Block block;             // capture, ifchanged
    Span branches;           // if, case
    std::string_view text;   // kText
};

// A template or one of its partials.
struct Unit {
    std::string name;
    Block root;
    std::string error;  // what is wrong with a partial; told when it is rendered
    std::string_view text;
};

struct Program {
    Arena arena;
    std::vector<Name> symbols;
    std::vector<Expr> exprs;
    std::vector<PathKey> keys;
    std::vector<Id> arguments;
    std::vector<Keyword> keywords;
    std::vector<FilterCall> calls;
    std::vector<Piped> piped;
    std::vector<Condition> conditions;
    std::vector<Branch> branches;
    std::vector<ForTag> loops;
    std::vector<TableRowTag> table_rows;
    std::vector<CycleTag> cycles;
    std::vector<PartialTag> partials;
    std::vector<Node> nodes;
    std::vector<Unit> units;                  // the first is the template itself
    std::map<std::string, Id, std::less<>> unit_of;  // by NormalPartialName
    std::unordered_map<std::string_view, Id> symbol_of;  // to find a variable by a name made while rendering
    Id hints = 0;
    Id loop_places = 0;
    bool line_numbers = false;
};

// Where the byte `at` of a text stands; nothing known for kNone.
Place PlaceAt(std::string_view text, Id at);

// PlaceAt for many places of a text: each is counted on from the one before, where that is in front of it in the same text.
class Places {
  public:
    Place At(std::string_view text, Id at);

  private:
    const char* text_ = nullptr;
    Id at_ = 0;
    Place place_{1, 1};
};

// Partials are found whatever their case, with and without ".liquid".
std::string NormalPartialName(std::string_view name);

}  // namespace daybook::liquid
