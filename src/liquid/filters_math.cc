// Numbers.
#include <cmath>

#include <fmt/format.h>

#include "liquid/convert.h"
#include "liquid/filters.h"
#include "liquid/number.h"

namespace daybook::liquid {
namespace {

Value Abs(State& state, const Value& input, Arguments) {
    Number number = ToNumber(input);
    bool negative = number.whole ? number.integer < 0 : std::signbit(number.fraction);
    return FromNumber(negative ? Negate(number) : number, state.arena());
}

Value Operate(State& state, Operation operation, const Value& input, const Value& operand) {
    Number a = ToNumber(input), b = ToNumber(operand);
    // A fraction divided by zero is infinite; its remainder is an error like that of integers.
    bool whole = a.whole && b.whole;
    if (b.zero() && (operation == Operation::kModulo || (operation == Operation::kDivide && whole))) return state.Fail("divided by 0");
    return FromNumber(Calculate(operation, a, b), state.arena());
}

Value Plus(State& state, const Value& input, Arguments a) { return Operate(state, Operation::kPlus, input, a[0]); }
Value Minus(State& state, const Value& input, Arguments a) { return Operate(state, Operation::kMinus, input, a[0]); }
Value Times(State& state, const Value& input, Arguments a) { return Operate(state, Operation::kTimes, input, a[0]); }
Value DividedBy(State& state, const Value& input, Arguments a) { return Operate(state, Operation::kDivide, input, a[0]); }
Value Modulo(State& state, const Value& input, Arguments a) { return Operate(state, Operation::kModulo, input, a[0]); }

bool IsFinite(State& state, const Number& number) {
    if (number.whole || number.fraction - number.fraction == 0) return true;
    std::string& text = state.scratch();
    AppendFloat(text, number.fraction);
    state.Fail(fmt::format("Computation results in '{}'{}", text, std::isnan(number.fraction) ? " (Not a Number)" : ""));
    return false;
}

Value RoundFilter(State& state, const Value& input, Arguments arguments) {
    constexpr double kDigitsMax = 30;
    Number number = ToNumber(input);
    double digits = arguments.empty() ? 0 : ToNumber(arguments[0]).AsDouble();
    if (digits == 0 && !IsFinite(state, number)) return Value::Nil();
    if (!number.whole && !std::isfinite(number.fraction)) return Value::Float(number.fraction);
    digits = digits > kDigitsMax ? kDigitsMax : digits < -kDigitsMax ? -kDigitsMax : digits;
    return FromNumber(Round(number, static_cast<int>(digits)), state.arena());
}

Value CeilFilter(State& state, const Value& input, Arguments) {
    Number number = ToNumber(input);
    return IsFinite(state, number) ? FromNumber(Ceil(number), state.arena()) : Value::Nil();
}

Value FloorFilter(State& state, const Value& input, Arguments) {
    Number number = ToNumber(input);
    return IsFinite(state, number) ? FromNumber(Floor(number), state.arena()) : Value::Nil();
}

Value AtLeast(State& state, const Value& input, Arguments arguments) {
    Number number = ToNumber(input), least = ToNumber(arguments[0]);
    return FromNumber(Compare(least, number) > 0 ? least : number, state.arena());
}

Value AtMost(State& state, const Value& input, Arguments arguments) {
    Number number = ToNumber(input), most = ToNumber(arguments[0]);
    return FromNumber(Compare(most, number) < 0 ? most : number, state.arena());
}

constexpr Filter kFilters[] = {
    {"abs", Abs},
    {"at_least", AtLeast, 1, 1},
    {"at_most", AtMost, 1, 1},
    {"ceil", CeilFilter},
    {"divided_by", DividedBy, 1, 1},
    {"floor", FloorFilter},
    {"minus", Minus, 1, 1},
    {"modulo", Modulo, 1, 1},
    {"plus", Plus, 1, 1},
    {"round", RoundFilter, 0, 1},
    {"times", Times, 1, 1},
};

}  // namespace

std::span<const Filter> MathFilters() { return kFilters; }

}  // namespace daybook::liquid
