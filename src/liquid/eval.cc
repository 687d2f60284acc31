// Expressions, lookups, conditions.
#include <cstring>

#include <fmt/format.h>

#include "liquid/convert.h"
#include "liquid/filters.h"
#include "liquid/number.h"
#include "liquid/state.h"

namespace daybook::liquid {
namespace {

constexpr size_t kArgumentsMax = 16;

Value Pair(Arena& arena, const Member& member) {
    std::span<Value> pair = NewItems(arena, 2);
    pair[0] = Value::String(member.key());
    pair[1] = member.value;
    return Value::Array(pair);
}

Value OfArray(const Value& array, Property property) {
    if (property == Property::kSize) return Value::Int(array.size);
    if (array.size == 0) return Value::Nil();
    if (property == Property::kFirst) return array.items[0];
    return property == Property::kLast ? array.items[array.size - 1] : Value::Nil();
}

Value OfString(const Value& string, Property property) {
    std::string_view text = string.text();
    if (property == Property::kSize) return Value::Int(static_cast<int64_t>(CountCharacters(text)));
    if (property == Property::kFirst) return Value::String(text.substr(0, PrefixBytes(text, 1)));
    if (property != Property::kLast) return Value::Nil();
    size_t start = text.empty() ? 0 : text.size() - 1;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
    return Value::String(text.substr(start));
}

// What a forloop and a tablerowloop both know: where in the round they are.
template <typename AnyLoop>
Value OfRound(const AnyLoop& loop, Property property) {
    switch (property) {
        case Property::kIndex: return Value::Int(loop.index + 1);
        case Property::kIndex0: return Value::Int(loop.index);
        case Property::kRindex: return Value::Int(loop.length - loop.index);
        case Property::kRindex0: return Value::Int(loop.length - loop.index - 1);
        case Property::kFirst: return Value::Bool(loop.index == 0);
        case Property::kLast: return Value::Bool(loop.index == loop.length - 1);
        case Property::kLength: return Value::Int(loop.length);
        default: return Value::Nil();
    }
}

Value OfLoop(const Loop& loop, Property property) {
    switch (property) {
        case Property::kName: return Value::String(loop.name);
        case Property::kParentLoop: {
            if (loop.parent == nullptr) return Value::Nil();
            Value parent = Value::Word(Type::kLoop);
            parent.loop = loop.parent;
            return parent;
        }
        default: return OfRound(loop, property);
    }
}

Value OfTableLoop(const TableLoop& loop, Property property) {
    switch (property) {
        case Property::kCol: return Value::Int(loop.column);
        case Property::kCol0: return Value::Int(loop.column - 1);
        case Property::kColFirst: return Value::Bool(loop.column == 1);
        case Property::kColLast: return Value::Bool(loop.column == loop.columns);
        case Property::kRow: return Value::Int(loop.row);
        default: return OfRound(loop, property);
    }
}

bool IsComparable(const Value& value) {
    return value.is_integer() || value.type == Type::kFloat || value.is_string() || value.type == Type::kTime ||
           value.type == Type::kMoney;
}

}  // namespace

Value State::EvaluateOther(const Expr& expr) {
    if (expr.kind == ExprKind::kPath) return Path(expr);
    if (expr.kind == ExprKind::kRange) return RangeOf(expr);
    if (expr.kind == ExprKind::kConstant) return expr.constant;
    if (expr.symbol != kNone) return Variable(expr.symbol);
    Value name = Evaluate(expr.left);
    return name.is_string() ? VariableNamed(Text(name)) : Value::Nil();
}

// Looks where the last one was; remembers where it is.
const Member* FindHinted(const Object& object, const Name& name, Hint& hint) {
    const Member* member = nullptr;
    if (hint.place < object.count) {
        member = &object.members[hint.place];
        if (member->hash != name.hash || member->key() != name.text) member = nullptr;
    }
    if (member == nullptr) member = object.FindMember(name);
    if (member != nullptr) hint = {member->chars, static_cast<uint32_t>(member - object.members)};
    return member;
}

Value State::Path(const Expr& expr) {
    Value value;
    if (expr.symbol != kNone) {
        value = Variable(expr.symbol);
    } else {
        Value name = Evaluate(expr.left);
        if (name.is_string()) value = VariableNamed(Text(name));
    }
    const PathKey* key = program_.keys.data() + expr.keys.first;
    for (const PathKey* end = key + expr.keys.count; key != end; ++key) {
        if (value.is_object() && key->hint != kNone) {
            Hint& hint = hints_[key->hint];
            const Object& object = *value.object;
            if (hint.place < object.count) {
                const Member& member = object.members[hint.place];
                if (member.chars == hint.chars && member.size == key->name.text.size()) {
                    value = member.value;
                    continue;
                }
            }
            if (const Member* member = FindHinted(object, key->name, hint)) {
                value = member->value;
                continue;
            }
        }
        value = Step(value, *key);
    }
    return value;
}

Value State::Step(const Value& from, const PathKey& key) {
    if (key.expr == kNone) return NamedStep(from, key.name, key.property, key.command);
    return DynamicStep(from, Evaluate(key.expr));
}

Value State::NamedStep(const Value& from, Name name, enum Property property, bool command) {
    switch (from.type) {
        case Type::kObject: {
            if (const Value* found = from.object->Find(name)) return *found;
            if (command && property == Property::kSize) return Value::Int(from.object->count);
            if (command && property == Property::kFirst && from.object->count > 0) return Pair(arena_, from.object->members[0]);
            if (!command && options_.variables == Unknowns::kError) {
                return Fail(fmt::format("undefined variable {}", name.text), ErrorKind::kUnknown);
            }
            return Value::Nil();
        }
        case Type::kArray: return command ? OfArray(from, property) : Value::Nil();
        case Type::kString: return command ? OfString(from, property) : Value::Nil();
        case Type::kInt: return command && property == Property::kSize ? Value::Int(8) : Value::Nil();
        case Type::kBig: return command && property == Property::kSize ? Value::Int(ByteSize(*from.big)) : Value::Nil();
        case Type::kLoop: return OfLoop(*from.loop, property);
        case Type::kTableLoop: return OfTableLoop(*from.table_loop, property);
        case Type::kSelf: return VariableNamed(name.text);
        case Type::kRange:
            if (!command) return Value::Nil();
            if (property == Property::kSize) return Value::Int(from.range->count());
            return Value::Int(property == Property::kFirst ? from.range->first : from.range->last);
        case Type::kMoney:
            if (name.text == "currency") return Value::String(from.money->currency);
            return Value::Nil();
        default: return Value::Nil();
    }
}

Value State::DynamicStep(const Value& from, const Value& key) {
    if (key.type == Type::kInt && from.is_array()) {
        int64_t index = key.integer < 0 ? key.integer + from.size : key.integer;
        return index >= 0 && index < from.size ? from.items[index] : Value::Nil();
    }
    if (!key.is_string()) return Value::Nil();
    if (from.is_object()) {
        const Value* found = from.object->Find(MakeName(Text(key)));
        return found == nullptr ? Value::Nil() : *found;
    }
    if (from.type == Type::kSelf) return VariableNamed(Text(key));
    if (from.type != Type::kLoop && from.type != Type::kTableLoop) return Value::Nil();
    constexpr std::string_view kNames[] = {"", "size", "first", "last", "index", "index0", "rindex", "rindex0", "length",
                                           "name", "parentloop", "col", "col0", "col_first", "col_last", "row"};
    for (size_t i = 1; i < std::size(kNames); ++i) {
        if (kNames[i] == key.text()) return NamedStep(from, {}, static_cast<enum Property>(i), false);
    }
    return Value::Nil();
}

std::optional<Value> State::Property(const Value& value, const Value& name) {
    switch (value.type) {
        case Type::kObject:
        case Type::kLoop:
        case Type::kTableLoop:
        case Type::kSelf: return DynamicStep(value, name);
        case Type::kString: {  // Ruby's "text"["part"]
            if (!name.is_string()) return Value::Nil();
            return FindFirst(Text(value), Text(name)) == std::string_view::npos ? Value::Nil() : name;
        }
        default: return std::nullopt;
    }
}

bool State::RangeEnd(const Value& value, int64_t& end) {
    if (value.type == Type::kInt) {
        end = value.integer;
    } else if (value.is_nil() || value.is_string()) {
        end = static_cast<int64_t>(LeadingInteger(value.is_nil() ? std::string_view() : value.text()));
    } else {
        Fail("invalid integer");
        return false;
    }
    return true;
}

Value State::RangeOf(const Expr& expr) {
    int64_t first = 0, last = 0;
    if (!RangeEnd(Evaluate(expr.left), first) || !RangeEnd(Evaluate(expr.right), last)) return Value::Nil();
    return MakeRange(arena_, first, last);
}

Value State::Piped(Id index) {
    const liquid::Piped& piped = program_.piped[index];
    Value value = Evaluate(piped.expr);
    const FilterCall* call = program_.calls.data() + piped.filters.first;
    for (const FilterCall* end = call + piped.filters.count; call != end && !failed(); ++call) value = Apply(*call, value);
    return value;
}

Value State::Apply(const FilterCall& call, Value input) {
    if (input.is_string() && !ChargeBytes(input.size)) return Value::Nil();
    if (call.constants != nullptr) return call.filter->run(*this, input, Arguments(call.constants, call.args.count));
    Value arguments[kArgumentsMax];
    size_t count = 0;
    for (uint32_t i = 0; i < call.args.count && count < kArgumentsMax - 1; ++i) {
        arguments[count++] = Evaluate(program_.arguments[call.args.first + i]);
    }
    if (call.keywords.count > 0) {
        ObjectBuilder keywords(arena_);
        for (uint32_t i = 0; i < call.keywords.count; ++i) {
            const Keyword& keyword = program_.keywords[call.keywords.first + i];
            keywords.Set(keyword.name.text, Evaluate(keyword.expr));
        }
        arguments[count++] = keywords.Build();
    }
    if (failed()) return Value::Nil();
    if (call.filter == nullptr) {
        if (options_.filters == Unknowns::kSilent) return input;
        return Fail(fmt::format("undefined filter {}", call.name), ErrorKind::kUnknown);
    }
    const Filter& filter = *call.filter;
    int given = static_cast<int>(count);
    if (given < filter.least || given > filter.most) {
        std::string expected = filter.least == filter.most ? fmt::format("{}", filter.least + 1)
                                                           : fmt::format("{}..{}", filter.least + 1, filter.most + 1);
        return Fail(fmt::format("wrong number of arguments (given {}, expected {})", given + 1, expected));
    }
    return filter.run(*this, input, Arguments(arguments, count));
}

bool State::Contains(const Value& left, const Value& right) {
    if (!left.truthy() || !right.truthy()) return false;
    switch (left.type) {
        case Type::kString: return FindFirst(Text(left), Text(right)) != std::string_view::npos;
        case Type::kArray:
            for (const Value& item : left.array()) {
                if (IsEqual(item, right)) return true;
            }
            ChargeBytes(static_cast<int64_t>(left.array().size_bytes()));
            return false;
        case Type::kObject: return right.is_string() && left.object->Find(MakeName(Text(right))) != nullptr;
        case Type::kRange:
            return (right.is_integer() || right.type == Type::kFloat) && Compare(ToNumber(right), Number::Of(Wide{left.range->first})) >= 0 &&
                   Compare(ToNumber(right), Number::Of(Wide{left.range->last})) <= 0;
        default: return false;
    }
}

bool State::Equals(const Value& left, const Value& right) {
    if (left.type == Type::kEmpty) return IsEmpty(right);
    if (left.type == Type::kBlank) return IsBlank(right);
    if (right.type == Type::kEmpty) return IsEmpty(left);
    if (right.type == Type::kBlank) return IsBlank(left);
    return IsEqual(left, right);
}

bool State::Ordered(const Condition& condition, const Value& left, const Value& right) {
    if (!IsComparable(left) || !IsComparable(right)) return false;
    std::optional<int> order = OrderOf(left, right);
    if (!order) {
        std::string other(KindName(right));
        if (right.type == Type::kInt || right.type == Type::kFloat) {
            other.clear();
            AppendInspect(other, right);
        }
        Fail(fmt::format("comparison of {} with {} failed", KindName(left), other));
        return false;
    }
    switch (condition.op) {
        case Operator::kLess: return *order < 0;
        case Operator::kMore: return *order > 0;
        case Operator::kLessEqual: return *order <= 0;
        default: return *order >= 0;
    }
}

Value State::Compared(const Condition& condition) {
    Value left = Evaluate(condition.left);
    if (condition.op == Operator::kNone) return left;
    Value right = Evaluate(condition.right);
    if (failed()) return Value::Nil();
    switch (condition.op) {
        case Operator::kEqual: return Value::Bool(Equals(left, right));
        case Operator::kUnequal: return Value::Bool(!Equals(left, right));
        case Operator::kContains: return Value::Bool(Contains(left, right));
        case Operator::kUnknown: return Fail(fmt::format("Unknown operator {}", condition.op_text));
        default: return Value::Bool(Ordered(condition, left, right));
    }
}

// a and b or c is a and (b or c): the first that decides ends it.
bool State::Holds(Span conditions) {
    const Condition* condition = program_.conditions.data() + conditions.first;
    for (uint32_t i = 0; i < conditions.count; ++i, ++condition) {
        bool truth = Compared(*condition).truthy();
        if (failed()) return false;
        bool decided = condition->link == Link::kEnd || (condition->link == Link::kOr) == truth;
        if (decided) return truth;
    }
    return false;
}

bool State::Integer(Id expr, int64_t& out) {
    std::optional<int64_t> integer = StrictInteger(Evaluate(expr));
    if (failed()) return false;
    if (!integer) {
        Fail("invalid integer");
        return false;
    }
    out = *integer;
    return true;
}

}  // namespace daybook::liquid
