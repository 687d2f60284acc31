// One rendering: variables, counters, what went wrong. Filters and tags work on it.
#pragma once

#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "liquid/convert.h"
#include "liquid/program.h"
#include "liquid/template.h"

namespace daybook::liquid {

enum class ErrorKind {
    kNone,
    kPlain,     // told where it happens
    kUnknown,   // a variable or filter that does not exist: told, but nothing is printed
    kComplete,  // the sentence has its prefix already
    kLimit,     // ends the rendering
};

// A variable's value by place. Loops and partials cover the assigned value while they run.
struct Slot {
    Value local;
    Value root;     // what is assigned, while covered
    Value outside;  // from the data, or a counter
    uint32_t covers = 0;
    bool has_local = false;
    bool has_root = false;
    bool asked = false;        // `outside` is known
    bool has_outside = false;
};

struct Covered {
    Value local;
    bool has_local = false;
};

enum class Interrupt : uint8_t { kBreak, kContinue };

// Where a path found its member last: objects of one list have their members in the same places, often under one key text.
struct Hint {
    const char* chars = nullptr;
    uint32_t place = 0;
};

struct CyclePlace {
    Value key;
    uint32_t next = 0;
};

// What `render` starts afresh and `include` shares.
struct Frame {
    Slot* slots = nullptr;
    const Object* data = nullptr;    // null within render
    int64_t* offsets = nullptr;      // of loops that continue; made when needed
    const Loop* loop = nullptr;      // the innermost
    std::vector<CyclePlace> cycles;
    std::string changed;             // what ifchanged printed last
    bool has_changed = false;
    bool isolated = false;           // within render: include is refused
    std::vector<Interrupt> interrupts;  // an include for many may leave several: each loop around takes one
    int depth = 1;
    std::string_view unit_name;
};

class State {
  public:
    static constexpr size_t kTextMax = 1 << 20;  // bytes of a text that a filter makes

    State(const Program& program, const Value& data, const RenderOptions& options, Arena& arena, std::string& output,
          std::vector<Hint>& hints);

    // Renders the whole template. False where a limit or a raised error ended it.
    bool Run();

    // For filters.
    Arena& arena() { return arena_; }
    const RenderOptions& options() const { return options_; }
    // Notes an error; always nil.
    Value Fail(std::string message, ErrorKind kind = ErrorKind::kPlain);
    bool failed() const { return kind_ != ErrorKind::kNone; }
    // Notes that a limit is reached; always false.
    bool Exceeded();
    // Work of `amount` small steps. False where the limit is reached; the error is noted.
    bool Charge(int64_t amount) {
        steps_ += amount;
        return (steps_ <= options_.limits.steps && static_cast<int64_t>(arena_.used()) <= options_.limits.memory_bytes) || Exceeded();
    }
    // The same for bytes that are read: of long texts, not of short ones.
    bool ChargeBytes(int64_t bytes) { return bytes < kBytesOfStep || Charge(bytes / kBytesOfStep); }
    // Room for so much more. False where it is too much; the error is noted.
    bool Fits(size_t bytes);
    bool FitsText(size_t bytes) { return bytes <= kTextMax || Exceeded(); }
    // Room for what will be written: that is work, too.
    bool Allow(size_t bytes);
    // A value as text filters see it: a string's own bytes, everything else is written into the arena. Reading it is
    // work; empty with an error noted where it is too long.
    std::string_view Text(const Value& value) {
        if (!value.is_string()) return OtherText(value);
        ChargeBytes(value.size);
        return value.text();
    }
    // Charged for what they look at.
    bool IsEqual(const Value& a, const Value& b) {
        int64_t work = 0;
        const bool equal = Equal(a, b, work);
        return ChargeBytes(work) && equal;
    }
    std::optional<int> OrderOf(const Value& a, const Value& b) {
        int64_t work = 0;
        const std::optional<int> order = Order(a, b, work);
        ChargeBytes(work);
        return order;
    }
    std::string& scratch() {
        scratch_.clear();
        return scratch_;
    }
    // obj[name], as filters with a property ask. Nothing where the value has no members at all.
    std::optional<Value> Property(const Value& value, const Value& name);

    const std::vector<std::string>& errors() const { return errors_; }
    bool stopped() const { return stopped_; }
    const std::string& reason() const { return reason_; }
    const std::vector<std::string>& missing() const { return missing_; }

  private:
    static constexpr int64_t kBytesOfStep = 128;

    std::string_view OtherText(const Value& value);

    // state.cc: variables
    Value Variable(Id symbol) {
        const Slot& slot = SlotOf(symbol);
        return slot.has_local ? slot.local : Outside(symbol);
    }
    Value Outside(Id symbol);
    Value VariableNamed(std::string_view name);
    Slot& SlotOf(Id symbol) { return frame_->slots[symbol]; }
    void Ask(Slot& slot, Id symbol);
    const Value* FindOutside(Name name) const;
    void Assign(Id symbol, Value value);
    Covered Cover(Id symbol, Value value);
    void Uncover(Id symbol, const Covered& covered);
    Slot* NewSlots();
    void FreeSlots(Slot* slots) { free_slots_.push_back(slots); }
    bool Deeper();

    // eval.cc: expressions
    Value Evaluate(Id id) {
        if (id == kNone) return Value::Nil();
        const Expr& expr = program_.exprs[id];
        return expr.kind == ExprKind::kConstant ? expr.constant : EvaluateOther(expr);
    }
    Value EvaluateOther(const Expr& expr);
    Value Path(const Expr& expr);
    Value RangeOf(const Expr& expr);
    bool RangeEnd(const Value& value, int64_t& end);
    Value Step(const Value& from, const PathKey& key);
    Value NamedStep(const Value& from, Name name, enum Property property, bool command);
    Value DynamicStep(const Value& from, const Value& key);
    Value Piped(Id index);
    Value Apply(const FilterCall& call, Value input);
    bool Holds(Span conditions);
    Value Compared(const Condition& condition);
    bool Contains(const Value& left, const Value& right);
    bool Equals(const Value& left, const Value& right);
    bool Ordered(const Condition& condition, const Value& left, const Value& right);
    bool Integer(Id expr, int64_t& out);

    // render.cc: nodes
    bool RenderBlock(Block block, std::string& out);
    void RenderNode(const Node& node, std::string& out);
    bool Settle(const Node& node, std::string& out);
    void Output(const Value& value, std::string& out);
    void NoteMissing(const struct Piped& piped);
    void RenderAssign(const Node& node);
    void RenderCapture(const Node& node, size_t outside);
    void RenderIf(const Node& node, std::string& out);
    void RenderCase(const Node& node, std::string& out);
    void RenderCycle(const Node& node, std::string& out);
    void RenderCounter(const Node& node, std::string& out);
    void RenderIfChanged(const Node& node, std::string& out);
    void Stop(const Node& node);
    void RenderUnsubscribe(const Node& node, std::string& out);
    bool CheckOutput(const std::string& out) {
        return (static_cast<int64_t>(out.size()) <= options_.limits.output_bytes && Fits(out.size() + held_)) || Exceeded();
    }
    bool Score(int64_t amount) {
        score_ += amount;
        score_sum_ += amount;
        return (score_ <= options_.limits.render_score && score_sum_ <= options_.limits.render_score_sum) || Exceeded();
    }
    bool Assigned(int64_t bytes);
    int64_t AssignScore(const Value& value, int depth);

    // render_loops.cc
    void RenderFor(const Node& node, std::string& out);
    void RenderTableRow(const Node& node, std::string& out);
    bool ForBounds(const ForTag& tag, int64_t& from, int64_t& to, Value& collection);
    // The items of what is looped over, from..to; a false answer is an error.
    bool Items(const Value& collection, int64_t from, int64_t to, Value& items);
    bool TakeInterrupt();

    // render_partials.cc
    void RenderPartial(const Node& node, std::string& out);
    void RenderInclude(const Node& node, std::string& out);
    const Unit* FindUnit(const PartialTag& tag, const Value& name);
    void RenderIsolated(const Node& node, const PartialTag& tag, const Unit& unit, const Value& bound, const Loop* loop,
                        std::string& out);
    void RenderUnit(const Unit& unit, std::string& out);
    Id BoundSymbol(const PartialTag& tag, std::string_view name) const;

    const Program& program_;
    const RenderOptions& options_;
    Arena& arena_;
    std::string& output_;
    std::vector<Hint>& hints_;
    std::string scratch_;
    Frame root_;
    Frame* frame_ = &root_;
    std::vector<Slot*> free_slots_;
    int64_t steps_ = 0;
    int64_t assigned_ = 0;
    size_t held_ = 0;          // bytes of texts that wait for the end of what is captured within
    size_t errors_bytes_ = 0;
    int64_t score_ = 0;        // of this partial
    int64_t score_sum_ = 0;
    int64_t assign_score_ = 0;
    int64_t assign_score_sum_ = 0;
    int partials_ = 0;
    ErrorKind kind_ = ErrorKind::kNone;
    std::string message_;
    std::vector<std::string> errors_;
    bool ended_ = false;
    bool stopped_ = false;
    std::vector<std::string> missing_;
    std::string reason_;
};

}  // namespace daybook::liquid
