// for and tablerow.
#include <algorithm>

#include "liquid/convert.h"
#include "liquid/number.h"
#include "liquid/state.h"

namespace daybook::liquid {
namespace {

// Ruby's to_i: what tablerow makes of its numbers.
bool HasInteger(const Value& value) {
    return value.is_nil() || value.is_string() || value.type == Type::kInt || value.type == Type::kFloat;
}

}  // namespace

bool State::Items(const Value& collection, int64_t from, int64_t to, Value& items) {
    items = Value::Array({});
    if (collection.is_string()) {
        if (collection.size > 0) items = CopyItems(arena_, std::span(&collection, 1));
        return true;
    }
    int64_t count = collection.is_array()                   ? collection.size
                    : collection.is_object()                ? collection.object->count
                    : collection.type == Type::kRange       ? collection.range->count()
                                                            : 0;
    from = std::clamp<int64_t>(from, 0, count);
    to = std::clamp<int64_t>(to, from, count);
    if (collection.is_array()) {
        items = Value::Array(collection.array().subspan(static_cast<size_t>(from), static_cast<size_t>(to - from)));
        return true;
    }
    if (to - from > options_.limits.range_items) return Exceeded();
    if (collection.type == Type::kRange && !Score(to - from)) return false;
    std::span<Value> made = NewItems(arena_, static_cast<size_t>(to - from));
    for (int64_t i = from; i < to; ++i) {
        Value& item = made[static_cast<size_t>(i - from)];
        if (collection.is_object()) {
            const Member& member = collection.object->members[i];
            Value pair[] = {Value::String(member.key()), member.value};
            item = CopyItems(arena_, pair);
        } else {
            item = Value::Int(collection.range->first + i);
        }
    }
    items = Value::Array(made);
    return true;
}

bool State::ForBounds(const ForTag& tag, int64_t& from, int64_t& to, Value& collection) {
    from = 0;
    to = INT64_MAX;
    if (tag.continues) {
        if (frame_->offsets == nullptr) frame_->offsets = arena_.Make<int64_t>(program_.loop_places);
        from = frame_->offsets[tag.place];
    } else if (tag.offset != kNone) {
        Value value = Evaluate(tag.offset);
        if (!value.is_nil() && !Integer(tag.offset, from)) return false;
    }
    collection = Evaluate(tag.collection);
    if (failed()) return false;
    if (tag.limit != kNone && !Evaluate(tag.limit).is_nil()) {
        int64_t limit = 0;
        if (!Integer(tag.limit, limit)) return false;
        if (__builtin_add_overflow(from, limit, &to)) to = limit < 0 ? 0 : INT64_MAX;
    }
    return !failed();
}

// True where the loop ends.
bool State::TakeInterrupt() {
    Interrupt interrupt = frame_->interrupts.back();
    frame_->interrupts.pop_back();
    return interrupt == Interrupt::kBreak;
}

void State::RenderFor(const Node& node, std::string& out) {
    const ForTag& tag = program_.loops[node.index];
    int64_t from = 0, to = 0;
    Value collection, items;
    if (!ForBounds(tag, from, to, collection) || !Items(collection, from, to, items)) return;
    if (program_.loop_places > 0) {
        if (frame_->offsets == nullptr) frame_->offsets = arena_.Make<int64_t>(program_.loop_places);
        frame_->offsets[tag.place] = from + items.size;
    }
    if (items.size == 0) {
        if (tag.has_else) RenderBlock(tag.otherwise, out);
        return;
    }
    if (!Deeper()) return;
    ++frame_->depth;
    Loop* loop = arena_.Make<Loop>();
    *loop = {tag.name, items.size, 0, frame_->loop};
    frame_->loop = loop;
    Value forloop = Value::Word(Type::kLoop);
    forloop.loop = loop;
    Covered outer_loop = Cover(node.symbol, forloop);
    Covered outer_item = Cover(tag.symbol, Value::Nil());
    for (uint32_t i = 0; i < items.size; ++i) {
        SlotOf(tag.symbol).local = items.items[tag.reversed ? items.size - 1 - i : i];
        if (!Charge(1) || !RenderBlock(tag.block, out)) break;
        ++loop->index;
        if (!frame_->interrupts.empty() && TakeInterrupt()) break;
    }
    Uncover(tag.symbol, outer_item);
    Uncover(node.symbol, outer_loop);
    frame_->loop = loop->parent;
    --frame_->depth;
}

void State::RenderTableRow(const Node& node, std::string& out) {
    const TableRowTag& tag = program_.table_rows[node.index];
    Value collection = Evaluate(tag.collection);
    if (failed() || !collection.truthy()) return;
    auto number = [&](Id expr, int64_t& value) {
        Value given = Evaluate(expr);
        if (HasInteger(given)) value = static_cast<int64_t>(Floor(ToNumber(given)).integer);
        else Fail("invalid integer");
        return !failed();
    };
    int64_t from = 0, to = INT64_MAX, limit = 0;
    if (tag.offset != kNone && !number(tag.offset, from)) return;
    if (tag.limit != kNone) {
        if (!number(tag.limit, limit)) return;
        if (__builtin_add_overflow(from, limit, &to)) to = limit < 0 ? 0 : INT64_MAX;
    }
    Value items;
    if (!Items(collection, from, to, items)) return;
    TableLoop* loop = arena_.Make<TableLoop>();
    loop->length = items.size;
    loop->columns = items.size;
    if (tag.columns != kNone && !number(tag.columns, loop->columns)) return;
    if (!Deeper()) return;
    out += "<tr class=\"row1\">\n";
    ++frame_->depth;
    Value tablerowloop = Value::Word(Type::kTableLoop);
    tablerowloop.table_loop = loop;
    Covered outer_loop = Cover(node.symbol, tablerowloop);
    Covered outer_item = Cover(tag.symbol, Value::Nil());
    bool whole = true;
    for (uint32_t i = 0; i < items.size && whole; ++i) {
        SlotOf(tag.symbol).local = items.items[i];
        out += "<td class=\"col";
        AppendInteger(out, loop->column);
        out += "\">";
        whole = Charge(1) && RenderBlock(tag.block, out);
        if (!whole) break;
        out += "</td>";
        if (!frame_->interrupts.empty() && TakeInterrupt()) break;
        if (loop->column == loop->columns && loop->index != loop->length - 1) {
            out += "</tr>\n<tr class=\"row";
            AppendInteger(out, loop->row + 1);
            out += "\">";
        }
        ++loop->index;
        bool last_column = loop->column == loop->columns;
        loop->column = last_column ? 1 : loop->column + 1;
        loop->row += last_column ? 1 : 0;
    }
    Uncover(tag.symbol, outer_item);
    Uncover(node.symbol, outer_loop);
    --frame_->depth;
    if (whole) out += "</tr>\n";
}

}  // namespace daybook::liquid
