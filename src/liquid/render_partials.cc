// render, which starts from nothing but what it is given, and include, which shares everything.
#include <fmt/format.h>

#include "liquid/convert.h"
#include "liquid/state.h"

namespace daybook::liquid {
namespace {

constexpr int64_t kPartialSteps = 10;  // what a partial costs beside its nodes

std::string_view LastWord(std::string_view name) {
    size_t slash = name.rfind('/');
    return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

}  // namespace

const Unit* State::FindUnit(const PartialTag& tag, const Value& name) {
    Id unit = tag.unit;
    if (unit == kNone) {
        auto found = program_.unit_of.find(NormalPartialName(Text(name)));
        if (found == program_.unit_of.end()) {
            Fail(fmt::format("Could not find asset {}", name.text()));
            return nullptr;
        }
        unit = found->second;
    }
    const Unit& made = program_.units[unit];
    if (made.error.empty()) return &made;
    Fail(made.error, ErrorKind::kComplete);
    return nullptr;
}

Id State::BoundSymbol(const PartialTag& tag, std::string_view name) const {
    if (tag.symbol != kNone) return tag.symbol;
    auto symbol = program_.symbol_of.find(LastWord(name));
    return symbol == program_.symbol_of.end() ? kNone : symbol->second;
}

void State::RenderUnit(const Unit& unit, std::string& out) {
    std::string_view outer = frame_->unit_name;
    frame_->unit_name = unit.name;
    ++partials_;
    score_ = 0;
    assign_score_ = 0;
    RenderBlock(unit.root, out);
    --partials_;
    frame_->unit_name = outer;
}

void State::RenderIsolated(const Node& node, const PartialTag& tag, const Unit& unit, const Value& bound, const Loop* loop,
                           std::string& out) {
    if (!Deeper() || (partials_ >= options_.limits.partial_depth && (Fail("Nesting too deep"), true))) return;
    const bool room = !free_slots_.empty() || Fits(program_.symbols.size() * sizeof(Slot));
    if (!room || !Charge(kPartialSteps + static_cast<int64_t>(program_.symbols.size() / 16))) return;
    Frame inner;
    inner.slots = NewSlots();
    inner.depth = frame_->depth + 1;
    inner.isolated = true;
    Frame* outer = frame_;
    auto set = [&](Id symbol, Value value) {
        if (symbol == kNone) return;
        inner.slots[symbol].local = value;
        inner.slots[symbol].has_local = true;
    };
    if (loop != nullptr) {
        Value forloop = Value::Word(Type::kLoop);
        forloop.loop = loop;
        set(node.symbol, forloop);
    }
    for (uint32_t i = 0; i < tag.attributes.count; ++i) {
        const Keyword& attribute = program_.keywords[tag.attributes.first + i];
        set(attribute.symbol, Evaluate(attribute.expr));
    }
    if (!bound.is_nil()) set(BoundSymbol(tag, program_.exprs[tag.name].constant.text()), bound);
    if (!failed()) {
        frame_ = &inner;
        RenderUnit(unit, out);
        frame_ = outer;
    }
    FreeSlots(inner.slots);
}

void State::RenderPartial(const Node& node, std::string& out) {
    const PartialTag& tag = program_.partials[node.index];
    const Value& name = program_.exprs[tag.name].constant;
    const Unit* unit = FindUnit(tag, name);
    if (unit == nullptr) return;
    Value bound = Evaluate(tag.variable);
    if (failed()) return;
    bool many = bound.is_array() || bound.is_object() || bound.type == Type::kRange;
    if (!tag.is_for || !many) return RenderIsolated(node, tag, *unit, bound, nullptr, out);
    Value items;
    if (!Items(bound, 0, INT64_MAX, items)) return;
    Loop* loop = arena_.Make<Loop>();
    *loop = {name.text(), items.size, 0, nullptr};
    for (const Value& item : items.array()) {
        RenderIsolated(node, tag, *unit, item, loop, out);
        if (failed() || ended_ || !Charge(1)) return;
        ++loop->index;
    }
}

void State::RenderInclude(const Node& node, std::string& out) {
    const PartialTag& tag = program_.partials[node.index];
    if (frame_->isolated) {
        Fail("include usage is not allowed in this context");
        return;
    }
    Value name = Evaluate(tag.name);
    if (failed()) return;
    if (!name.is_string()) {
        Fail("Argument error in tag 'include' - Illegal template name");
        return;
    }
    const Unit* unit = FindUnit(tag, name);
    if (!Charge(kPartialSteps) || unit == nullptr || !Deeper() || (partials_ >= options_.limits.partial_depth && (Fail("Nesting too deep"), true))) return;
    Id symbol = BoundSymbol(tag, name.text());
    Value bound = tag.variable != kNone ? Evaluate(tag.variable) : VariableNamed(Text(name));
    if (kind_ == ErrorKind::kUnknown && tag.variable == kNone) kind_ = ErrorKind::kNone;
    if (failed()) return;
    ++frame_->depth;
    std::vector<std::pair<Id, Covered>> covered;
    for (uint32_t i = 0; i < tag.attributes.count; ++i) {
        const Keyword& attribute = program_.keywords[tag.attributes.first + i];
        covered.emplace_back(attribute.symbol, Cover(attribute.symbol, Evaluate(attribute.expr)));
    }
    if (symbol != kNone) covered.emplace_back(symbol, Cover(symbol, bound));
    if (!failed() && bound.is_array()) {
        for (const Value& item : bound.array()) {
            if (symbol != kNone) SlotOf(symbol).local = item;
            RenderUnit(*unit, out);
            if (failed() || ended_ || !Charge(1)) break;
        }
    } else if (!failed()) {
        RenderUnit(*unit, out);
    }
    for (auto it = covered.rbegin(); it != covered.rend(); ++it) Uncover(it->first, it->second);
    --frame_->depth;
}

}  // namespace daybook::liquid
