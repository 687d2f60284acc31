// How numbers, money and plurals are written in a language (CLDR 48). An unknown language is written as English.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "liquid/number.h"

namespace daybook::liquid {

// Digits as people group them: "1,234.5". All digits that the number has; `digits` >= 0: exactly so many behind the point.
void AppendLocalNumber(std::string& out, Number number, std::string_view locale, int digits = -1);

enum class Symbol { kShown, kHidden };

// "$59.97", "59,97 €", "JP¥ 1.235". `currency` as ISO 4217 in any case; as many digits as it has.
void AppendLocalMoney(std::string& out, Number major, std::string_view currency, std::string_view locale, Symbol symbol);

// "1st", "2.", "3e".
void AppendOrdinal(std::string& out, int64_t number, std::string_view locale);

// "in 3 days", "vor 2 Stunden": how far from now something is, in the largest unit that fits; `seconds` < 0: ago.
void AppendRelative(std::string& out, int64_t seconds, std::string_view locale);

// The plural category of a number: "one", "few", "many" or "other".
std::string_view PluralCategory(Number number, std::string_view locale);

}  // namespace daybook::liquid
