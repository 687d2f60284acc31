// The calendar of one time zone: durations added to moments, days and their beginnings.
//
// A moment is in unix seconds. Seconds, minutes and hours are added as such; days, weeks, months
// and years keep the local time of day. Months and years keep the day of the month where it exists,
// else take the month's last day. A local time that daylight saving skips is read with the offset
// before the gap, so it moves forward; one that occurs twice is its first occurrence (RFC 5545
// §3.3.5).
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace daybook::conditions {

struct Duration {
    enum class Unit : uint8_t { kSeconds, kMinutes, kHours, kDays, kWeeks, kMonths, kYears };
    Unit unit = Unit::kSeconds;
    int64_t count = 0;  // 0 to kDurationYearsMax years
    friend bool operator==(const Duration&, const Duration&) = default;
};
inline constexpr int64_t kDurationYearsMax = 1000;
// Seconds: no zone makes a duration longer.
int64_t Longest(Duration duration);

// Moments outside these are moved to them: years 1 to 9999.
inline constexpr int64_t kEarliest = -62'135'596'800;
inline constexpr int64_t kLatest = 253'402'300'799;
// Later than every moment.
inline constexpr int64_t kNever = std::numeric_limits<int64_t>::max();

// A day of the Gregorian calendar.
struct Date {
    int year = 1970;
    int month = 1;
    int day = 1;
    friend bool operator==(const Date&, const Date&) = default;
};
// Days since 1 January 1970, and back. Precondition of the first: IsDate.
int64_t DayOf(const Date& date);
Date DateOf(int64_t day);
// Years 1 to 9999.
bool IsDate(const Date& date);

class Calendar {
  public:
    // Nothing where there is no zone of that name. What the zone does after its last known change,
    // it does for ever.
    static std::shared_ptr<const Calendar> Load(const std::string& zone);

    int64_t Add(int64_t at, Duration duration) const { return Shift(at, duration, 1); }
    int64_t Subtract(int64_t at, Duration duration) const { return Shift(at, duration, -1); }
    // The local day of a moment, counted from 1 January 1970.
    int64_t DayAt(int64_t at) const;
    // The first moment of a local day.
    int64_t StartOf(int64_t day) const;
    // Seconds since the local midnight, as the wall clock shows.
    int64_t TimeOfDay(int64_t at) const;
    const std::string& zone() const { return zone_; }

  private:
    struct Span {
        int64_t begin = 0;   // unix seconds
        int64_t offset = 0;  // seconds east of UTC, until the next one begins
    };
    int64_t Shift(int64_t at, Duration duration, int sign) const;
    int64_t Local(int64_t at) const;
    // `offset` is probably the one that holds then: a guess for speed.
    int64_t FromLocal(int64_t local, int64_t offset) const;
    size_t SpanAt(int64_t at) const;
    void FillHints();

    std::string zone_;
    std::vector<Span> spans_;  // the first begins before every moment
    // The span at the beginning of each stretch of 2^24 seconds (194 days) since 1970.
    static constexpr int kHintShift = 24;
    static constexpr size_t kHints = 128;
    std::array<uint16_t, kHints> hints_{};
};

}  // namespace daybook::conditions
