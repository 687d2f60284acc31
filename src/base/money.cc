#include "base/money.h"

#include <algorithm>
#include <array>
#include <limits>

#include <fmt/format.h>

namespace daybook {
namespace {

constexpr std::array<std::string_view, 15> kNoDecimals = {"bif", "clp", "djf", "gnf", "jpy",
                                                          "kmf", "krw", "mga", "pyg", "rwf",
                                                          "vnd", "vuv", "xaf", "xof", "xpf"};
constexpr std::array<std::string_view, 5> kThreeDecimals = {"bhd", "jod", "kwd", "omr", "tnd"};

int64_t Limit(bool negative) {
    return negative ? std::numeric_limits<int64_t>::min() : std::numeric_limits<int64_t>::max();
}

}  // namespace

bool IsCurrency(std::string_view text) {
    return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}

int CurrencyExponent(std::string_view currency) {
    if (std::ranges::find(kNoDecimals, currency) != kNoDecimals.end()) return 0;
    if (std::ranges::find(kThreeDecimals, currency) != kThreeDecimals.end()) return 3;
    return 2;
}

std::string FormatMajor(int64_t minor, std::string_view currency) {
    int exponent = CurrencyExponent(currency);
    uint64_t magnitude =
        minor < 0 ? ~static_cast<uint64_t>(minor) + 1 : static_cast<uint64_t>(minor);
    std::string_view sign = minor < 0 ? "-" : "";
    if (exponent == 0) return fmt::format("{}{}", sign, magnitude);
    uint64_t unit = exponent == 3 ? 1000 : 100;
    return fmt::format("{}{}.{:0{}}", sign, magnitude / unit, magnitude % unit, exponent);
}

std::optional<int64_t> CheckedAdd(int64_t a, int64_t b) {
    int64_t sum = 0;
    if (__builtin_add_overflow(a, b, &sum)) return std::nullopt;
    return sum;
}

int64_t SaturatingAdd(int64_t a, int64_t b) {
    int64_t sum = 0;
    return __builtin_add_overflow(a, b, &sum) ? Limit(b < 0) : sum;
}

int64_t SaturatingSub(int64_t a, int64_t b) {
    int64_t difference = 0;
    return __builtin_sub_overflow(a, b, &difference) ? Limit(b > 0) : difference;
}

int64_t SaturatingMul(int64_t a, int64_t b) {
    int64_t product = 0;
    return __builtin_mul_overflow(a, b, &product) ? Limit((a < 0) != (b < 0)) : product;
}

}  // namespace daybook
