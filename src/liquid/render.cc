// Walks the nodes. An error is told where it happens and the rendering goes on, unless it is to be raised.
#include <algorithm>

#include <fmt/format.h>

#include "liquid/convert.h"
#include "liquid/inspect.h"
#include "liquid/state.h"

namespace daybook::liquid {
namespace {

constexpr size_t kErrorsKept = 1000;
constexpr size_t kErrorsBytes = 256 << 10;
constexpr int64_t kErrorSteps = 20;  // what telling an error costs

}  // namespace

bool State::Run() {
    const Unit& unit = program_.units[0];
    root_.unit_name = unit.name;
    if (RenderBlock(unit.root, output_)) return true;
    if (kind_ == ErrorKind::kLimit) {
        errors_.push_back("Liquid error: " + message_);
        if (options_.errors == Errors::kInline) output_.assign(errors_.back());
    }
    return stopped_;
}

bool State::RenderBlock(Block block, std::string& out) {
    if (!Charge(block.count) || !Score(block.count)) return false;
    const Node* node = program_.nodes.data() + block.first;
    for (const Node* end = node + block.count; node != end; ++node) {
        if (node->kind == NodeKind::kText) {
            out += node->text;
            continue;
        }
        RenderNode(*node, out);
        if (kind_ != ErrorKind::kNone && !Settle(*node, out)) return false;
        if (ended_) return false;
        if (!frame_->interrupts.empty()) break;
        if (!CheckOutput(out)) return false;
    }
    return CheckOutput(out);
}

bool State::Exceeded() {
    Fail("Memory limits exceeded", ErrorKind::kLimit);
    return false;
}

bool State::Assigned(int64_t bytes) {
    assigned_ += bytes;
    assign_score_ += bytes;
    assign_score_sum_ += bytes;
    const Limits& limits = options_.limits;
    bool within = assigned_ <= limits.assigned_bytes && assign_score_ <= limits.assign_score && assign_score_sum_ <= limits.assign_score_sum;
    return within || Exceeded();
}

// False where the error ends the rendering.
bool State::Settle(const Node& node, std::string& out) {
    if (kind_ == ErrorKind::kLimit) return false;
    std::string sentence;
    if (kind_ == ErrorKind::kComplete) {
        sentence = message_;
    } else if (node.line == 0) {
        sentence = "Liquid error: " + message_;
    } else {
        sentence = fmt::format("Liquid error ({}{}line {}): {}", frame_->unit_name, frame_->unit_name.empty() ? "" : " ",
                               node.line, message_);
    }
    bool shown = kind_ != ErrorKind::kUnknown && !node.silent;
    kind_ = ErrorKind::kNone;
    errors_bytes_ += sentence.size();
    if (errors_.size() < kErrorsKept && errors_bytes_ <= kErrorsBytes) errors_.push_back(sentence);
    if (!Charge(kErrorSteps) || !ChargeBytes(static_cast<int64_t>(sentence.size()))) return false;
    if (options_.errors == Errors::kRaise) {
        ended_ = true;
        return false;
    }
    if (shown) out += sentence;
    return true;
}

void State::RenderNode(const Node& node, std::string& out) {
    switch (node.kind) {
        case NodeKind::kText:
        case NodeKind::kRaw: out += node.text; return;
        case NodeKind::kOutput: {
            Value value = Piped(node.index);
            if (failed()) return;
            if (options_.note_missing && (value.is_nil() || (value.is_string() && value.size == 0))) NoteMissing(program_.piped[node.index]);
            Output(value, out);
            return;
        }
        case NodeKind::kAssign: RenderAssign(node); return;
        case NodeKind::kCapture: RenderCapture(node, out.size()); return;
        case NodeKind::kIf: RenderIf(node, out); return;
        case NodeKind::kCase: RenderCase(node, out); return;
        case NodeKind::kFor: RenderFor(node, out); return;
        case NodeKind::kTableRow: RenderTableRow(node, out); return;
        case NodeKind::kCycle: RenderCycle(node, out); return;
        case NodeKind::kIncrement:
        case NodeKind::kDecrement: RenderCounter(node, out); return;
        case NodeKind::kIfChanged: RenderIfChanged(node, out); return;
        case NodeKind::kRender: RenderPartial(node, out); return;
        case NodeKind::kInclude: RenderInclude(node, out); return;
        case NodeKind::kBreak: frame_->interrupts.push_back(Interrupt::kBreak); return;
        case NodeKind::kContinue: frame_->interrupts.push_back(Interrupt::kContinue); return;
        case NodeKind::kStopMessage: Stop(node); return;
        case NodeKind::kUnsubscribe: RenderUnsubscribe(node, out); return;
        case NodeKind::kNothing: return;
    }
}

// What a template made itself, and what has a `default`, was meant to be empty.
void State::NoteMissing(const struct Piped& piped) {
    constexpr size_t kMissingMax = 20;
    std::string path = PathText(program_, piped.expr);
    if (path.empty() || missing_.size() >= kMissingMax || SlotOf(program_.exprs[piped.expr].symbol).has_local) return;
    for (uint32_t i = 0; i < piped.filters.count; ++i) {
        if (program_.calls[piped.filters.first + i].name == "default") return;
    }
    if (std::find(missing_.begin(), missing_.end(), path) == missing_.end()) missing_.push_back(std::move(path));
}

void State::Output(const Value& value, std::string& out) {
    const auto most = static_cast<size_t>(options_.limits.output_bytes);
    if (options_.escaping == Escaping::kNone || value.type == Type::kInt) return AppendValue(out, value, most);
    if (value.is_string()) {
        if (value.safe) out += value.text();
        else AppendEscaped(out, value.text());
    } else if (value.is_array()) {
        for (const Value& item : value.array()) {
            if (out.size() > most) return;
            Output(item, out);
        }
    } else {
        std::string& text = scratch();
        AppendText(text, value, most);
        AppendEscaped(out, text);
    }
}

int64_t State::AssignScore(const Value& value, int depth) {
    if (value.is_string()) return value.size;
    if (depth > options_.limits.depth) return 1;
    int64_t score = 1;
    if (value.is_array()) {
        for (const Value& item : value.array()) score += AssignScore(item, depth + 1);
    } else if (value.is_object()) {
        for (const Member& member : value.object->list()) score += member.size + AssignScore(member.value, depth + 1);
    }
    return score;
}

void State::RenderAssign(const Node& node) {
    Value value = Piped(node.index);
    if (failed()) return;
    Assign(node.symbol, value);
    Assigned(AssignScore(value, 0));
}

void State::RenderCapture(const Node& node, size_t outside) {
    std::string captured;
    held_ += outside;
    bool whole = RenderBlock(node.block, captured);
    held_ -= outside;
    if (!whole || !ChargeBytes(static_cast<int64_t>(captured.size())) || !Fits(captured.size() * 2 + held_)) return;
    if (!Assigned(static_cast<int64_t>(captured.size()))) return;
    // What was captured has been escaped when it was printed.
    Value value = Value::String(arena_.Copy(captured));
    value.safe = options_.escaping == Escaping::kHtml;
    Assign(node.symbol, value);
}

void State::RenderIf(const Node& node, std::string& out) {
    const Branch* branch = program_.branches.data() + node.branches.first;
    for (uint32_t i = 0; i < node.branches.count; ++i, ++branch) {
        bool taken = branch->is_else || Holds(branch->conditions) != branch->negated;
        if (failed()) return;
        if (!taken) continue;
        RenderBlock(branch->block, out);
        return;
    }
}

// Every `when` that matches is rendered; `else` only where none before it did.
void State::RenderCase(const Node& node, std::string& out) {
    bool matched = false;
    const Branch* branch = program_.branches.data() + node.branches.first;
    for (uint32_t i = 0; i < node.branches.count; ++i, ++branch) {
        if (branch->is_else) {
            if (matched) continue;
        } else {
            bool holds = Holds(branch->conditions);
            if (failed()) return;
            if (!holds) continue;
            matched = true;
        }
        if (!RenderBlock(branch->block, out)) return;
    }
}

void State::RenderCycle(const Node& node, std::string& out) {
    const CycleTag& tag = program_.cycles[node.index];
    Value key = tag.name == kNone ? Value::String(tag.key) : Evaluate(tag.name);
    if (failed()) return;
    CyclePlace* place = nullptr;
    int64_t work = 0;
    for (CyclePlace& known : frame_->cycles) {
        if (Same(known.key, key, work)) place = &known;
    }
    if (!ChargeBytes(work + static_cast<int64_t>(frame_->cycles.size() * sizeof(CyclePlace)))) return;
    if (place == nullptr) place = &frame_->cycles.emplace_back(CyclePlace{key, 0});
    uint32_t at = place->next;
    place->next = at + 1 >= tag.values.count ? 0 : at + 1;
    if (at < tag.values.count) Output(Evaluate(program_.arguments[tag.values.first + at]), out);
}

// Counters live beside the data: an assigned value of the same name hides them.
void State::RenderCounter(const Node& node, std::string& out) {
    Slot& slot = SlotOf(node.symbol);
    if (!slot.asked) Ask(slot, node.symbol);
    int64_t count = slot.outside.type == Type::kInt ? slot.outside.integer : 0;
    bool up = node.kind == NodeKind::kIncrement;
    int64_t next = 0;
    if (__builtin_add_overflow(count, up ? 1 : -1, &next)) next = count;
    slot.outside = Value::Int(next);
    slot.has_outside = true;
    AppendValue(out, Value::Int(up ? count : next));
}

void State::RenderIfChanged(const Node& node, std::string& out) {
    std::string text;
    held_ += out.size();
    bool whole = RenderBlock(node.block, text);
    held_ -= out.size();
    if (!whole || !ChargeBytes(static_cast<int64_t>(text.size()))) return;
    if (frame_->has_changed && frame_->changed == text) return;
    out += text;
    frame_->changed = std::move(text);
    frame_->has_changed = true;
}

// A link in HTML, "words: address" in plain text; nothing where there is no address.
void State::RenderUnsubscribe(const Node& node, std::string& out) {
    Value words = Piped(node.index), address = Variable(node.symbol);
    if (failed() || IsBlank(address)) return;
    bool html = options_.escaping == Escaping::kHtml;
    if (html) out += "<a href=\"";
    if (html) Output(address, out);
    if (html) out += "\">";
    Output(words, out);
    if (html) {
        out += "</a>";
        return;
    }
    out += ": ";
    Output(address, out);
}

void State::Stop(const Node& node) {
    Value reason = Piped(node.index);
    if (failed()) return;
    AppendValue(reason_, reason);
    stopped_ = true;
    ended_ = true;
}

}  // namespace daybook::liquid
