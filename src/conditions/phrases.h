// Values in plain English, for sentences: "31 January 2026, 14:02:11", "60 days", "1000.50 USD",
// “US” or “CA”.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conditions/calendar.h"

namespace daybook::conditions {

std::string DayText(int64_t day);
// In the calendar's zone; without seconds where they are 0.
std::string MomentText(const Calendar& calendar, int64_t at);
std::string DurationText(Duration duration);
// `number` without needless digits: "3", "4.5".
std::string NumberText(double number);
// "“text”"; what is long is cut.
std::string QuotedText(std::string_view text);
// "a, b or c"; of more than five the first four and how many more.
std::string ListText(const std::vector<std::string>& elements, std::string_view word);
// The first letter in upper case, where it is ASCII.
std::string Capital(std::string text);

}  // namespace daybook::conditions
