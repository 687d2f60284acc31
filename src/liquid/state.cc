// Variables: assigned values first, then the data, then the globals, then `self`.
#include "liquid/state.h"

namespace daybook::liquid {

State::State(const Program& program, const Value& data, const RenderOptions& options, Arena& arena, std::string& output,
             std::vector<Hint>& hints)
    : program_(program), options_(options), arena_(arena), output_(output), hints_(hints) {
    root_.slots = NewSlots();
    root_.data = data.is_object() ? data.object : nullptr;
    hints_.assign(program.hints, {});  // what they point to may be other data now
}

Slot* State::NewSlots() {
    size_t count = program_.symbols.size();
    if (free_slots_.empty()) return arena_.Make<Slot>(count);
    Slot* slots = free_slots_.back();
    free_slots_.pop_back();
    std::fill(slots, slots + count, Slot{});
    return slots;
}

Value State::Fail(std::string message, ErrorKind kind) {
    if (kind_ == ErrorKind::kNone || kind == ErrorKind::kLimit) {
        kind_ = kind;
        message_ = std::move(message);
    }
    return Value::Nil();
}

bool State::Fits(size_t bytes) {
    return static_cast<int64_t>(arena_.used() + bytes) <= options_.limits.memory_bytes || Exceeded();
}

bool State::Allow(size_t bytes) { return Fits(bytes) && ChargeBytes(static_cast<int64_t>(bytes)); }

std::string_view State::OtherText(const Value& value) {
    if (value.is_nil()) return {};
    std::string text;
    AppendText(text, value, kTextMax);
    return FitsText(text.size()) && Allow(text.size()) ? arena_.Copy(text) : std::string_view();
}

bool State::Deeper() {
    if (frame_->depth < options_.limits.depth) return true;
    Fail("Nesting too deep");
    return false;
}

const Value* State::FindOutside(Name name) const {
    if (frame_->data != nullptr) {
        const Value* found = frame_->data->Find(name);
        if (found != nullptr && !found->is_nil()) return found;
    }
    if (options_.globals.is_object()) return options_.globals.object->Find(name);
    return frame_->data == nullptr ? nullptr : frame_->data->Find(name);
}

void State::Ask(Slot& slot, Id symbol) {
    slot.asked = true;
    const Value* found = FindOutside(program_.symbols[symbol]);
    slot.has_outside = found != nullptr;
    if (found != nullptr) slot.outside = *found;
    else if (program_.symbols[symbol].text == "self") slot.outside = Value::Word(Type::kSelf);
}

Value State::Outside(Id symbol) {
    Slot& slot = SlotOf(symbol);
    if (!slot.asked) Ask(slot, symbol);
    if (!slot.has_outside && slot.outside.is_nil() && options_.variables == Unknowns::kError) {
        return Fail("undefined variable " + std::string(program_.symbols[symbol].text), ErrorKind::kUnknown);
    }
    return slot.outside;
}

Value State::VariableNamed(std::string_view name) {
    auto symbol = program_.symbol_of.find(name);
    if (symbol != program_.symbol_of.end()) return Variable(symbol->second);
    const Value* found = FindOutside(MakeName(name));
    return found == nullptr ? Value::Nil() : *found;
}

void State::Assign(Id symbol, Value value) {
    Slot& slot = SlotOf(symbol);
    (slot.covers > 0 ? slot.root : slot.local) = value;
    (slot.covers > 0 ? slot.has_root : slot.has_local) = true;
}

Covered State::Cover(Id symbol, Value value) {
    Slot& slot = SlotOf(symbol);
    Covered covered{slot.local, slot.has_local};
    if (slot.covers++ == 0) {
        slot.root = slot.local;
        slot.has_root = slot.has_local;
    }
    slot.local = value;
    slot.has_local = true;
    return covered;
}

void State::Uncover(Id symbol, const Covered& covered) {
    Slot& slot = SlotOf(symbol);
    bool last = --slot.covers == 0;
    slot.local = last ? slot.root : covered.local;
    slot.has_local = last ? slot.has_root : covered.has_local;
}

}  // namespace daybook::liquid
