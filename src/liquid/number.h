// Numbers as Liquid knows them: integers stay integers, fractions are added and multiplied in decimal.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "liquid/value.h"

namespace daybook::liquid {

struct Number {
    bool whole = true;
    Wide integer = 0;     // whole
    double fraction = 0;  // !whole

    static Number Of(Wide integer) { return {true, integer, 0}; }
    static Number Of(double fraction) { return {false, 0, fraction}; }
    double AsDouble() const { return whole ? static_cast<double>(integer) : fraction; }
    bool zero() const { return whole ? integer == 0 : fraction == 0; }
};

enum class Operation { kPlus, kMinus, kTimes, kDivide, kModulo };

// Text is a fraction where it reads -?d+.d+, otherwise the integer it begins with; everything else is 0.
Number ToNumber(const Value& value);
// Precondition: no whole number is divided by a whole zero.
Number Calculate(Operation operation, Number a, Number b);
// -1, 0 or 1.
int Compare(Number a, Number b);

Number Negate(Number a);
// Half away from zero, to `digits` after the point.
Number Round(Number a, int digits);
// Towards -infinity, towards +infinity. Precondition: finite.
Number Floor(Number a);
Number Ceil(Number a);

// Integers have 128 bits; what is larger is a fraction.
Value FromNumber(Number a, Arena& arena);

// As Ruby's String#to_i: the integer at the beginning, or 0.
Wide LeadingInteger(std::string_view text);

// The bytes that hold a large integer, at least 8: what Ruby calls its size.
int64_t ByteSize(Wide integer);

void AppendInteger(std::string& out, int64_t integer);
void AppendWide(std::string& out, Wide integer);
// Shortest digits that read back the same; always with a point or an exponent.
void AppendFloat(std::string& out, double number);

}  // namespace daybook::liquid
