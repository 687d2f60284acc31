// Durations in time zones: ends of months, 29 February, hours that are skipped or occur twice.
#include "conditions/calendar.h"

#include <gtest/gtest.h>

#include "conditions/conditions_support.h"

namespace daybook::conditions {
namespace {

using Unit = Duration::Unit;

using test::At;
using test::Shown;

TEST(Calendar, AddsAndSubtractsDurations) {
    struct Case {
        std::string zone, from;
        int sign;
        Duration duration;
        std::string to;
    };
    const Case cases[] = {
        {"UTC", "2025-08-31 10:00:00", 1, {Unit::kMonths, 6}, "2026-02-28 10:00:00"},
        {"UTC", "2023-08-31 10:00:00", 1, {Unit::kMonths, 6}, "2024-02-29 10:00:00"},
        {"UTC", "2024-02-29 10:00:00", 1, {Unit::kYears, 1}, "2025-02-28 10:00:00"},
        {"UTC", "2024-02-29 10:00:00", 1, {Unit::kYears, 4}, "2028-02-29 10:00:00"},
        {"UTC", "2026-03-31 10:00:00", -1, {Unit::kMonths, 1}, "2026-02-28 10:00:00"},
        {"UTC", "2026-01-15 10:00:00", -1, {Unit::kMonths, 13}, "2024-12-15 10:00:00"},
        {"UTC", "2026-01-31 23:59:59", 1, {Unit::kSeconds, 1}, "2026-02-01 00:00:00"},
        {"UTC", "2026-01-31 10:00:00", 1, {Unit::kWeeks, 2}, "2026-02-14 10:00:00"},
        // In New York clocks go from 2:00 to 3:00 on 8 March 2026, and from 2:00 to 1:00 on 1
        // November.
        {"America/New_York", "2026-03-07 10:00:00", 1, {Unit::kDays, 1}, "2026-03-08 10:00:00"},
        {"America/New_York", "2026-03-07 10:00:00", 1, {Unit::kHours, 24}, "2026-03-08 11:00:00"},
        {"America/New_York", "2026-02-08 02:30:00", 1, {Unit::kMonths, 1}, "2026-03-08 03:30:00"},
        {"America/New_York", "2026-03-09 02:30:00", -1, {Unit::kDays, 1}, "2026-03-08 03:30:00"},
        {"America/New_York", "2026-10-31 01:30:00", 1, {Unit::kDays, 1}, "2026-11-01 01:30:00"},
        // Midnight itself was skipped in São Paulo, a whole day in Samoa, half an hour is on Lord
        // Howe.
        {"America/Sao_Paulo", "2018-11-03 00:00:00", 1, {Unit::kDays, 1}, "2018-11-04 01:00:00"},
        {"Pacific/Apia", "2011-12-29 10:00:00", 1, {Unit::kDays, 1}, "2011-12-31 10:00:00"},
        {"Australia/Lord_Howe", "2026-10-03 02:15:00", 1, {Unit::kDays, 1}, "2026-10-04 02:45:00"},
    };
    for (const Case& one : cases) {
        const auto calendar = Calendar::Load(one.zone);
        ASSERT_NE(calendar, nullptr) << one.zone;
        const int64_t from = At(*calendar, one.from);
        ASSERT_EQ(Shown(*calendar, from), one.from);
        const int64_t to = one.sign > 0 ? calendar->Add(from, one.duration)
                                        : calendar->Subtract(from, one.duration);
        EXPECT_EQ(Shown(*calendar, to), one.to) << one.zone << " " << one.from;
    }
}

TEST(Calendar, TakesTheFirstOfTwoEqualTimes) {
    const auto calendar = Calendar::Load("America/New_York");
    const int64_t first = 1'793'511'000;  // 2026-11-01 01:30 EDT
    EXPECT_EQ(Shown(*calendar, first), "2026-11-01 01:30:00");
    EXPECT_EQ(Shown(*calendar, first + 3600), "2026-11-01 01:30:00");
    EXPECT_EQ(calendar->Add(first - 86'400, {Unit::kDays, 1}), first);
    EXPECT_EQ(calendar->Subtract(first + 3600 + 86'400, {Unit::kDays, 1}), first);
    EXPECT_EQ(calendar->Add(first + 3600, {Unit::kDays, 0}), first + 3600)
        << "nothing added is nothing moved";
}

TEST(Calendar, BeginsDaysAtTheirFirstMoment) {
    const auto calendar = Calendar::Load("America/Sao_Paulo");
    const int64_t day = DayOf({2018, 11, 4});
    EXPECT_EQ(Shown(*calendar, calendar->StartOf(day)), "2018-11-04 01:00:00");
    EXPECT_EQ(Shown(*calendar, calendar->StartOf(day) - 1), "2018-11-03 23:59:59");
    EXPECT_EQ(calendar->DayAt(calendar->StartOf(day)), day);
    EXPECT_EQ(calendar->DayAt(calendar->StartOf(day) - 1), day - 1);
}

TEST(Calendar, EndsWhereYearsDo) {
    const auto calendar = Calendar::Load("Asia/Kathmandu");
    for (const int64_t at : {kEarliest, kLatest}) {
        EXPECT_EQ(calendar->Add(at, {Unit::kDays, 0}), at);
        EXPECT_GT(calendar->Add(at, {Unit::kYears, kDurationYearsMax}), at);
        EXPECT_LT(calendar->Subtract(at, {Unit::kMonths, kDurationYearsMax * 12}), at);
    }
    EXPECT_FALSE(IsDate({2025, 2, 29}));
    EXPECT_TRUE(IsDate({2024, 2, 29}));
    EXPECT_FALSE(IsDate({0, 1, 1}));
    EXPECT_FALSE(IsDate({2024, 13, 1}));
    EXPECT_EQ(DateOf(DayOf({2024, 2, 29})), (Date{2024, 2, 29}));
    EXPECT_EQ(Calendar::Load("Europe/Atlantis"), nullptr);
}

}  // namespace
}  // namespace daybook::conditions
