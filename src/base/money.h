// Money: integers in the smallest unit beside a currency, never added across currencies, never floating.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace daybook {

struct Money {
    int64_t minor = 0;
    std::string currency;  // ISO 4217 in lower case, as at Stripe.
};

// Three small letters, as a currency's code at Stripe; not whether there is such a currency.
bool IsCurrency(std::string_view text);

// Decimal places of a currency at Stripe (stripe.md §3.4): jpy 0, usd 2, kwd 3, isk and ugx 2.
int CurrencyExponent(std::string_view currency);

// "59.97", "-0.50", "1200" (jpy): major units, exact.
std::string FormatMajor(int64_t minor, std::string_view currency);

// Saturating, so that absurd input is absurd output and never undefined.
int64_t SaturatingAdd(int64_t a, int64_t b);
int64_t SaturatingSub(int64_t a, int64_t b);
int64_t SaturatingMul(int64_t a, int64_t b);

// Nothing on overflow.
std::optional<int64_t> CheckedAdd(int64_t a, int64_t b);

}  // namespace daybook
