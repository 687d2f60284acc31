// Dates: reading them, moving them into a time zone, printing them as strftime does.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "liquid/value.h"

namespace daybook::liquid {

struct Moment {
    int64_t seconds = 0;  // since 1970 UTC
    int32_t nanos = 0;
    int32_t offset = 0;  // seconds east of UTC
    std::string zone = "UTC";
    bool zulu = false;  // written with Z: the moment has no zone of its own
};

// Years 0 to 9999; the 30th of February is the 2nd of March (the 1st in leap years). Words that say nothing are skipped.
std::optional<Moment> ParseMoment(std::string_view text, std::string_view zone, int64_t now);
// The wall clock of `zone` at that moment; nothing where there is no such zone.
std::optional<Moment> InZone(int64_t seconds, std::string_view zone);
// As Ruby's strftime; names of months and days in the locale's language where it is known. False where the format ends
// within a directive.
bool AppendFormatted(std::string& out, const Moment& moment, std::string_view format, std::string_view locale);
// "2026-01-02", or "2026-01-02 03:04:05 +0000" of a moment with hours.
void AppendMoment(std::string& out, const Value& time);

// Days since 1970 of a date in the Gregorian calendar, and back.
int64_t DaysOf(int64_t year, int month, int day);
struct Date {
    int64_t year = 1970;
    int month = 1;
    int day = 1;
};
Date DateOf(int64_t days);
bool IsDate(int64_t year, int month, int day);

// Names by month (0–11) and weekday (0: Sunday); English where the language is unknown.
std::string_view MonthName(std::string_view locale, int month);
std::string_view WeekdayName(std::string_view locale, int weekday);

}  // namespace daybook::liquid
