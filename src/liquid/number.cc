// A fraction's decimal digits are those it is printed with, so that 0.1 + 0.2 is 0.3.
#include "liquid/number.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "base/money.h"

namespace daybook::liquid {
namespace {

constexpr Wide kWideMax = static_cast<Wide>((static_cast<unsigned __int128>(1) << 127) - 1);
constexpr int kScaleMax = 36;  // beyond it, plain floating point

// digits / 10^scale
struct Decimal {
    Wide digits = 0;
    int scale = 0;
};

Wide PowerOfTen(int exponent) {
    Wide power = 1;
    while (exponent-- > 0) power *= 10;
    return power;
}

// False where the number has more digits than fit.
bool ToDecimal(Number a, Decimal& out) {
    if (a.whole) {
        out = {a.integer, 0};
        return true;
    }
    if (!std::isfinite(a.fraction)) return false;
    if (a.fraction != 0 && (std::fabs(a.fraction) >= 1e36 || std::fabs(a.fraction) < 1e-18)) return false;
    // The shortest digits that read back as the same number: 1e23 is a one and 23 zeros.
    char text[64];
    auto end = std::to_chars(text, text + sizeof text, a.fraction, std::chars_format::scientific).ptr;
    const char* c = text + (text[0] == '-' ? 1 : 0);
    out = {};
    for (; c != end && *c != 'e'; ++c) {
        if (*c == '.') continue;
        out.digits = out.digits * 10 + (*c - '0');
        ++out.scale;
    }
    --out.scale;  // one digit stands before the point
    int exponent = 0;
    std::from_chars(c + (c[1] == '+' ? 2 : 1), end, exponent);
    out.scale -= exponent;
    if (out.scale < 0) out.digits *= PowerOfTen(-out.scale);
    out.scale = std::max(out.scale, 0);
    if (a.fraction < 0) out.digits = -out.digits;
    return true;
}

double ToDouble(Decimal a) {
    if (a.scale > 36) return static_cast<double>(static_cast<__float128>(a.digits) / PowerOfTen(36) / PowerOfTen(a.scale - 36));
    return static_cast<double>(static_cast<__float128>(a.digits) / PowerOfTen(a.scale));
}

Wide FloorDivide(Wide a, Wide b) {
    Wide quotient = a / b;
    return (a % b != 0) && ((a < 0) != (b < 0)) ? quotient - 1 : quotient;
}

bool Align(Decimal& a, Decimal& b) {
    int difference = a.scale - b.scale;
    if (std::abs(difference) > kScaleMax) return false;
    Decimal& coarse = difference < 0 ? a : b;
    if (__builtin_mul_overflow(coarse.digits, PowerOfTen(std::abs(difference)), &coarse.digits)) return false;
    coarse.scale += std::abs(difference);
    return true;
}

double PlainFloat(Operation operation, double a, double b) {
    switch (operation) {
        case Operation::kPlus: return a + b;
        case Operation::kMinus: return a - b;
        case Operation::kTimes: return a * b;
        case Operation::kDivide: return a / b;
        case Operation::kModulo: {
            const double rest = std::fmod(a, b);
            return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
        }
    }
    return 0;
}

bool IsNegative(Number a) { return a.whole ? a.integer < 0 : std::signbit(a.fraction); }

bool Exact(Operation operation, Decimal a, Decimal b, double& out) {
    Decimal result;
    switch (operation) {
        case Operation::kPlus:
        case Operation::kMinus: {
            if (!Align(a, b)) return false;
            if (operation == Operation::kMinus) b.digits = -b.digits;
            if (__builtin_add_overflow(a.digits, b.digits, &result.digits)) return false;
            result.scale = a.scale;
            break;
        }
        case Operation::kTimes:
            if (__builtin_mul_overflow(a.digits, b.digits, &result.digits)) return false;
            result.scale = a.scale + b.scale;
            break;
        case Operation::kDivide: {
            if (b.digits == 0 || !Align(a, b)) return false;
            out = static_cast<double>(static_cast<__float128>(a.digits) / static_cast<__float128>(b.digits));
            return true;
        }
        case Operation::kModulo:
            if (b.digits == 0 || !Align(a, b)) return false;
            result = {a.digits - b.digits * FloorDivide(a.digits, b.digits), a.scale};
            break;
    }
    out = ToDouble(result);
    return true;
}

bool WholeResult(Operation operation, Wide a, Wide b, Wide& out) {
    switch (operation) {
        case Operation::kPlus: return !__builtin_add_overflow(a, b, &out);
        case Operation::kMinus: return !__builtin_sub_overflow(a, b, &out);
        case Operation::kTimes: return !__builtin_mul_overflow(a, b, &out);
        case Operation::kDivide: out = FloorDivide(a, b); return true;
        case Operation::kModulo: out = a - b * FloorDivide(a, b); return true;
    }
    return false;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0'; }

bool ReadsAsFraction(std::string_view text) {
    size_t i = !text.empty() && text[0] == '-' ? 1 : 0;
    size_t start = i;
    while (i < text.size() && IsDigit(text[i])) ++i;
    if (i == start || i == text.size() || text[i] != '.') return false;
    size_t point = i++;
    while (i < text.size() && IsDigit(text[i])) ++i;
    return i == text.size() && i > point + 1;
}

Number FromText(std::string_view text) {
    while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
    while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
    if (!ReadsAsFraction(text)) return Number::Of(LeadingInteger(text));
    double fraction = 0;
    std::from_chars(text.data(), text.data() + text.size(), fraction);
    return Number::Of(fraction);
}

Number FromMoney(const MoneyAmount& money) {
    int digits = CurrencyExponent(money.currency);
    if (digits == 0) return Number::Of(static_cast<Wide>(money.minor));
    return Number::Of(ToDouble({money.minor, digits}));
}

}  // namespace

Wide LeadingInteger(std::string_view text) {
    size_t i = 0;
    while (i < text.size() && IsSpace(text[i])) ++i;
    bool negative = i < text.size() && text[i] == '-';
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
    Wide value = 0;
    for (bool digit_before = false; i < text.size(); ++i) {
        if (text[i] == '_' && digit_before) {
            digit_before = false;
            continue;
        }
        if (!IsDigit(text[i])) break;
        digit_before = true;
        if (value > (kWideMax - 9) / 10) break;
        value = value * 10 + (text[i] - '0');
    }
    return negative ? -value : value;
}

Number ToNumber(const Value& value) {
    switch (value.type) {
        case Type::kInt: return Number::Of(static_cast<Wide>(value.integer));
        case Type::kBig: return Number::Of(*value.big);
        case Type::kFloat: return Number::Of(value.number);
        case Type::kString: return FromText(value.text());
        case Type::kMoney: return FromMoney(*value.money);
        default: return Number::Of(static_cast<Wide>(0));
    }
}

Number Calculate(Operation operation, Number a, Number b) {
    if (a.whole && b.whole) {
        Wide result = 0;
        if (WholeResult(operation, a.integer, b.integer, result)) return Number::Of(result);
        return Number::Of(PlainFloat(operation, a.AsDouble(), b.AsDouble()));
    }
    Decimal left, right;
    double result = 0;
    if (!ToDecimal(a, left) || !ToDecimal(b, right) || !Exact(operation, left, right, result)) {
        return Number::Of(PlainFloat(operation, a.AsDouble(), b.AsDouble()));
    }
    bool product = operation == Operation::kTimes || operation == Operation::kDivide;
    if (result == 0 && product && IsNegative(a) != IsNegative(b)) result = -0.0;
    return Number::Of(result);
}

// A fraction without digits behind the point, as an integer where it fits.
static Number WholeOf(double fraction) {
    Decimal d;
    if (std::fabs(fraction) >= 1e36 || !ToDecimal(Number::Of(fraction), d)) return Number::Of(fraction);
    return Number::Of(d.digits / PowerOfTen(d.scale));
}

int Compare(Number a, Number b) {
    if (a.whole && b.whole) return a.integer < b.integer ? -1 : a.integer > b.integer ? 1 : 0;
    double left = a.AsDouble(), right = b.AsDouble();
    return left < right ? -1 : left > right ? 1 : 0;
}

Number Negate(Number a) { return a.whole ? Number::Of(-a.integer) : Number::Of(-a.fraction); }

Number Round(Number a, int digits) {
    if (a.whole && digits >= 0) return a;
    Decimal d;
    if (!ToDecimal(a, d)) {
        if (digits <= 0) return std::fabs(a.fraction) < 1 ? Number::Of(static_cast<Wide>(0)) : WholeOf(std::round(a.fraction));
        return a;
    }
    if (d.scale <= digits) return digits == 0 ? Number::Of(d.digits) : a;
    int drop = d.scale - digits;
    if (drop > kScaleMax) return digits <= 0 ? Number::Of(static_cast<Wide>(0)) : Number::Of(0.0);
    Wide unit = PowerOfTen(drop), half = unit / 2;
    Wide rounded = (d.digits >= 0 ? d.digits + half : d.digits - half) / unit;
    if (digits > 0) return Number::Of(ToDouble({rounded, digits}));
    Wide scaled = 0;
    if (rounded == 0) return Number::Of(scaled);
    if (__builtin_mul_overflow(rounded, PowerOfTen(-digits), &scaled)) return a;
    return Number::Of(scaled);
}

Number Floor(Number a) { return a.whole ? a : WholeOf(std::floor(a.fraction)); }
Number Ceil(Number a) { return a.whole ? a : WholeOf(std::ceil(a.fraction)); }

Value FromNumber(Number a, Arena& arena) {
    if (!a.whole) return Value::Float(a.fraction);
    if (a.integer >= INT64_MIN && a.integer <= INT64_MAX) return Value::Int(static_cast<int64_t>(a.integer));
    Value big = Value::Word(Type::kBig);
    Wide* place = static_cast<Wide*>(arena.AllocateAligned(sizeof(Wide)));
    *place = a.integer;
    big.big = place;
    return big;
}

int64_t ByteSize(Wide integer) {
    auto size = integer < 0 ? -static_cast<unsigned __int128>(integer) : static_cast<unsigned __int128>(integer);
    int64_t bytes = 8;
    for (size >>= 64; size != 0; size >>= 8) ++bytes;
    return bytes;
}

void AppendInteger(std::string& out, int64_t integer) {
    if (integer >= 0 && integer < 10) {
        out.push_back(static_cast<char>('0' + integer));
        return;
    }
    char text[24];
    out.append(text, std::to_chars(text, text + sizeof text, integer).ptr);
}

void AppendWide(std::string& out, Wide integer) {
    unsigned __int128 rest = integer < 0 ? -static_cast<unsigned __int128>(integer) : static_cast<unsigned __int128>(integer);
    char text[48];
    char* begin = text + sizeof text;
    do {
        *--begin = static_cast<char>('0' + static_cast<int>(rest % 10));
        rest /= 10;
    } while (rest != 0);
    if (integer < 0) *--begin = '-';
    out.append(begin, text + sizeof text);
}

void AppendFloat(std::string& out, double number) {
    if (!std::isfinite(number)) {
        out += std::isnan(number) ? "NaN" : number < 0 ? "-Infinity" : "Infinity";
        return;
    }
    double size = std::fabs(number);
    char text[48];
    if (number == 0 || (size >= 1e-4 && size < 1e16)) {
        auto end = std::to_chars(text, text + sizeof text, number, std::chars_format::fixed).ptr;
        std::string_view digits(text, static_cast<size_t>(end - text));
        const bool point = digits.find('.') != std::string_view::npos;
        if (point || size < 1e15) {  // with sixteen digits only where some stand behind the point
            out += digits;
            if (!point) out += ".0";
            return;
        }
    }
    auto end = std::to_chars(text, text + sizeof text, number, std::chars_format::scientific).ptr;
    std::string_view digits(text, static_cast<size_t>(end - text));
    size_t exponent = digits.find('e');
    out += digits.substr(0, exponent);
    if (digits.find('.') == std::string_view::npos) out += ".0";
    out += digits.substr(exponent);
}

}  // namespace daybook::liquid
