// Lists, and what works on lists and texts alike.
#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "base/text.h"
#include "liquid/convert.h"
#include "liquid/filters.h"
#include "liquid/number.h"

namespace daybook::liquid {
namespace {

constexpr int kFlattenDepth = 100;
constexpr size_t kItemsMax = 1 << 17;

void Flatten(const Value& array, std::vector<Value>& out, int depth) {
    out.reserve(std::min<size_t>(out.size() + array.size, kItemsMax + 1));
    for (const Value& item : array.array()) {
        if (out.size() > kItemsMax) return;
        if (item.is_array() && depth < kFlattenDepth) Flatten(item, out, depth + 1);
        else out.push_back(item);
    }
}

// What a filter of lists makes of its input: nested lists become one, nil none, everything else a list of one.
std::vector<Value> ItemsOf(State& state, const Value& input) {
    std::vector<Value> items;
    if (input.is_array()) {
        Flatten(input, items, 0);
    } else if (input.type == Type::kRange) {
        if (input.range->count() > state.options().limits.range_items) {
            state.Fail("Memory limits exceeded", ErrorKind::kLimit);
            return items;
        }
        for (int64_t i = 0; i < input.range->count(); ++i) items.push_back(Value::Int(input.range->first + i));
    } else if (!input.is_nil()) {
        items.push_back(input);
    }
    if (items.size() > kItemsMax) state.Fail("Memory limits exceeded", ErrorKind::kLimit);
    state.Charge(static_cast<int64_t>(items.size() / 16));
    return items;
}

Value MadeArray(State& state, const std::vector<Value>& items) {
    if (state.failed() || !state.Allow(items.size() * sizeof(Value))) return Value::Nil();
    return CopyItems(state.arena(), items);
}

Value CannotSelect(State& state, const Value& property) {
    return state.Fail(fmt::format("cannot select the property '{}'", state.Text(property)));
}

enum class Selected { kValue, kNone, kError };

bool HasMembers(const Value& item) {
    return item.is_integer() || item.is_string() || item.is_array() || item.is_object() || item.type == Type::kLoop ||
           item.type == Type::kTableLoop || item.type == Type::kSelf || item.type == Type::kMoney;
}

// Ruby's integer[n]: the bit at that place.
Value BitOf(const Value& integer, int64_t place) {
    if (place < 0) return Value::Int(0);
    return Value::Int(static_cast<int64_t>(ToNumber(integer).integer >> std::min<int64_t>(place, 127) & 1));
}

Value CharacterAt(std::string_view text, int64_t index) {
    auto size = static_cast<int64_t>(CountCharacters(text));
    if (index < 0) index += size;
    if (index < 0 || index >= size) return Value::Nil();
    text.remove_prefix(PrefixBytes(text, static_cast<size_t>(index)));
    return Value::String(text.substr(0, PrefixBytes(text, 1)));
}

// item[property], as Ruby has it. kNone: the item has no members at all.
Selected Select(State& state, const Value& item, const Value& property, Value& out) {
    if (!HasMembers(item)) return Selected::kNone;
    bool number = property.type == Type::kInt || property.type == Type::kFloat;
    int64_t index = number ? static_cast<int64_t>(std::clamp(ToNumber(property).AsDouble(), -9e18, 9e18)) : 0;
    if (number && item.is_integer()) out = BitOf(item, index);
    else if (number && item.is_string()) out = CharacterAt(item.text(), index);
    else if (number && item.is_array()) out = index >= -static_cast<int64_t>(item.size) && index < item.size ? item.items[index < 0 ? index + item.size : index] : Value::Nil();
    else if (property.is_string() && item.is_string()) out = FindFirst(state.Text(item), state.Text(property)) == std::string_view::npos ? Value::Nil() : property;
    else if (item.is_integer() || item.is_string() || item.is_array()) return CannotSelect(state, property), Selected::kError;
    else out = state.Property(item, property).value_or(Value::Nil());
    return state.failed() ? Selected::kError : Selected::kValue;
}

bool HasProperty(Arguments arguments) { return !arguments.empty() && !arguments[0].is_nil(); }

Value Join(State& state, const Value& input, Arguments arguments) {
    std::string_view glue = arguments.empty() ? " " : state.Text(arguments[0]);
    std::vector<Value> items = ItemsOf(state, input);
    std::string out;
    for (size_t i = 0; i < items.size() && !state.failed(); ++i) {
        if (i > 0) out += glue;
        AppendText(out, items[i], State::kTextMax);
        state.FitsText(out.size());
    }
    if (state.failed() || !state.Allow(out.size())) return Value::Nil();
    return Value::String(state.arena().Copy(out));
}

std::optional<int> NilLast(State& state, const Value& a, const Value& b) {
    if (std::optional<int> order = state.OrderOf(a, b)) return order;
    if (a.is_nil()) return 1;
    if (b.is_nil()) return -1;
    return std::nullopt;
}

struct Keyed {
    Value key;
    Value item;
};

// The items with what they are sorted by. False: nothing is returned, or an error. One item alone is not looked into.
bool Keys(State& state, const Value& input, Arguments arguments, std::vector<Keyed>& out) {
    std::vector<Value> items = ItemsOf(state, input);
    bool property = HasProperty(arguments);
    if (property && !std::all_of(items.begin(), items.end(), HasMembers)) return false;
    for (const Value& item : items) {
        Value key = item;
        if (property && items.size() > 1 && Select(state, item, arguments[0], key) != Selected::kValue) return false;
        out.push_back({key, item});
    }
    return !state.failed();
}

Value Sorted(State& state, std::vector<Keyed>& keyed) {
    auto size = static_cast<int64_t>(keyed.size());
    if (!state.Fits(keyed.size() * sizeof(Keyed) * 2) || !state.Charge(size / 4)) return Value::Nil();
    std::stable_sort(keyed.begin(), keyed.end(), [&](const Keyed& a, const Keyed& b) {
        if (state.failed()) return false;
        std::optional<int> order = NilLast(state, a.key, b.key);
        if (!order) state.Fail("cannot sort values of incompatible types");
        return order && *order < 0;
    });
    std::vector<Value> items;
    items.reserve(keyed.size());
    for (const Keyed& one : keyed) items.push_back(one.item);
    return MadeArray(state, items);
}

Value Sort(State& state, const Value& input, Arguments arguments) {
    std::vector<Keyed> keyed;
    if (!Keys(state, input, arguments, keyed)) return Value::Nil();
    return Sorted(state, keyed);
}

Value SortNatural(State& state, const Value& input, Arguments arguments) {
    std::vector<Keyed> keyed;
    if (!Keys(state, input, arguments, keyed)) return Value::Nil();
    for (Keyed& one : keyed) {
        if (one.key.is_nil()) continue;
        std::string lower = AsciiLower(state.Text(one.key));
        if (!state.Allow(lower.size())) return Value::Nil();
        one.key = Value::String(state.arena().Copy(lower));
    }
    return Sorted(state, keyed);
}

enum class Keep { kMatching, kOthers };

// Calls `each(item, index)` for the items that match; stops when it answers false. False: nil is returned.
template <typename Each>
bool Matching(State& state, const Value& input, Arguments arguments, Keep keep, Each each) {
    std::vector<Value> items = ItemsOf(state, input);
    for (size_t i = 0; i < items.size(); ++i) {
        Value value;
        if (Select(state, items[i], arguments[0], value) != Selected::kValue) return false;
        bool match = arguments.size() > 1 && !arguments[1].is_nil() ? state.IsEqual(value, arguments[1]) : value.truthy();
        if (state.failed()) return false;
        if (match != (keep == Keep::kMatching)) continue;
        if (!each(items[i], i)) break;
    }
    return !state.failed();
}

Value Filtered(State& state, const Value& input, Arguments arguments, Keep keep) {
    std::vector<Value> kept;
    auto add = [&](const Value& item, size_t) { return kept.push_back(item), true; };
    return Matching(state, input, arguments, keep, add) ? MadeArray(state, kept) : Value::Nil();
}

Value Where(State& state, const Value& input, Arguments a) { return Filtered(state, input, a, Keep::kMatching); }
Value Reject(State& state, const Value& input, Arguments a) { return Filtered(state, input, a, Keep::kOthers); }

Value Find(State& state, const Value& input, Arguments arguments) {
    Value found;
    Matching(state, input, arguments, Keep::kMatching, [&](const Value& item, size_t) { return found = item, false; });
    return found;
}

Value FindIndex(State& state, const Value& input, Arguments arguments) {
    Value found;
    Matching(state, input, arguments, Keep::kMatching, [&](const Value&, size_t index) {
        found = Value::Int(static_cast<int64_t>(index));
        return false;
    });
    return found;
}

Value Has(State& state, const Value& input, Arguments arguments) {
    bool found = false;
    bool whole = Matching(state, input, arguments, Keep::kMatching, [&](const Value&, size_t) { return found = true, false; });
    return whole ? Value::Bool(found) : Value::Nil();
}

Value Uniq(State& state, const Value& input, Arguments arguments) {
    constexpr int64_t kBytesOfStep = 32;
    std::unordered_set<std::string> seen;
    size_t bytes = 0;
    std::vector<Value> kept, items = ItemsOf(state, input);
    bool property = HasProperty(arguments) && items.size() > 1;
    for (const Value& item : items) {
        Value key = item;
        if (property && Select(state, item, arguments[0], key) != Selected::kValue) return Value::Nil();
        std::string shown;
        AppendInspect(shown, key, State::kTextMax);
        bytes += shown.size();
        if (!state.Charge(1 + static_cast<int64_t>(shown.size()) / kBytesOfStep) || !state.FitsText(bytes)) return Value::Nil();
        if (seen.insert(shown).second) kept.push_back(item);
    }
    return MadeArray(state, kept);
}

Value Reverse(State& state, const Value& input, Arguments) {
    std::vector<Value> items = ItemsOf(state, input);
    std::reverse(items.begin(), items.end());
    return MadeArray(state, items);
}

Value Map(State& state, const Value& input, Arguments arguments) {
    std::vector<Value> items = ItemsOf(state, input);
    bool itself = arguments[0].is_string() && arguments[0].text() == "to_liquid";
    for (Value& item : items) {
        Value value = item;
        if (itself) continue;
        value = Value::Nil();
        if (Select(state, item, arguments[0], value) == Selected::kError) return Value::Nil();
        item = value;
    }
    return MadeArray(state, items);
}

Value Compact(State& state, const Value& input, Arguments arguments) {
    std::vector<Value> kept;
    for (const Value& item : ItemsOf(state, input)) {
        Value value = item;
        if (HasProperty(arguments) && Select(state, item, arguments[0], value) != Selected::kValue) return Value::Nil();
        if (!value.is_nil()) kept.push_back(item);
    }
    return MadeArray(state, kept);
}

Value Concat(State& state, const Value& input, Arguments arguments) {
    if (!arguments[0].is_array()) return state.Fail("concat filter requires an array argument");
    std::vector<Value> items = ItemsOf(state, input);
    items.insert(items.end(), arguments[0].array().begin(), arguments[0].array().end());
    return MadeArray(state, items);
}

Value Sum(State& state, const Value& input, Arguments arguments) {
    Number total = Number::Of(static_cast<Wide>(0));
    const std::vector<Value> items = ItemsOf(state, input);
    if (!state.Charge(static_cast<int64_t>(items.size() / 16))) return Value::Nil();
    for (const Value& item : items) {
        Value value = item;
        if (HasProperty(arguments)) {
            value = Value::Int(0);
            if (Select(state, item, arguments[0], value) == Selected::kError) return Value::Nil();
        }
        std::vector<Value> nested = ItemsOf(state, value);
        for (const Value& one : nested) total = Calculate(Operation::kPlus, total, ToNumber(one));
    }
    return FromNumber(total, state.arena());
}

Value End(State& state, const Value& input, std::string_view which) {
    switch (input.type) {
        case Type::kArray:
            if (input.size == 0) return Value::Nil();
            return which == "first" ? input.items[0] : input.items[input.size - 1];
        case Type::kString: {
            std::string_view text = input.text();
            if (which == "first") return Value::String(text.substr(0, PrefixBytes(text, 1)));
            size_t characters = CountCharacters(text);
            return Value::String(text.substr(characters == 0 ? 0 : PrefixBytes(text, characters - 1)));
        }
        case Type::kRange: return Value::Int(which == "first" ? input.range->first : input.range->last);
        case Type::kObject: {
            if (which == "last" || input.object->count == 0) return Value::Nil();
            const Member& member = input.object->members[0];
            Value pair[] = {Value::String(member.key()), member.value};
            return CopyItems(state.arena(), pair);
        }
        default: return Value::Nil();
    }
}

Value First(State& state, const Value& input, Arguments) { return End(state, input, "first"); }
Value Last(State& state, const Value& input, Arguments) { return End(state, input, "last"); }

Value Size(State&, const Value& input, Arguments) {
    switch (input.type) {
        case Type::kString: return Value::Int(static_cast<int64_t>(CountCharacters(input.text())));
        case Type::kArray: return Value::Int(input.size);
        case Type::kObject: return Value::Int(input.object->count);
        case Type::kRange: return Value::Int(input.range->count());
        case Type::kInt: return Value::Int(8);  // Ruby's bytes of an integer
        case Type::kBig: return Value::Int(ByteSize(*input.big));
        default: return Value::Int(0);
    }
}

Value Default(State&, const Value& input, Arguments arguments) {
    Value other = arguments.empty() ? Value::String("") : arguments[0];
    bool allow_false = false;
    if (arguments.size() > 1 && arguments[1].is_object()) {
        const Value* flag = arguments[1].object->Find(MakeName("allow_false"));
        allow_false = flag != nullptr && flag->truthy();
    }
    bool missing = allow_false ? input.is_nil() : !input.truthy();
    return missing || IsEmpty(input) ? other : input;
}

constexpr Filter kFilters[] = {
    {"compact", Compact, 0, 1},
    {"concat", Concat, 1, 1},
    {"default", Default, 0, 2},
    {"find", Find, 1, 2},
    {"find_index", FindIndex, 1, 2},
    {"first", First},
    {"has", Has, 1, 2},
    {"join", Join, 0, 1},
    {"last", Last},
    {"map", Map, 1, 1},
    {"reject", Reject, 1, 2},
    {"reverse", Reverse},
    {"size", Size},
    {"sort", Sort, 0, 1},
    {"sort_natural", SortNatural, 0, 1},
    {"sum", Sum, 0, 1},
    {"uniq", Uniq, 0, 1},
    {"where", Where, 1, 2},
};

}  // namespace

std::span<const Filter> ArrayFilters() { return kFilters; }

}  // namespace daybook::liquid
