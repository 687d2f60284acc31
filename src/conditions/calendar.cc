#include "conditions/calendar.h"

#include <algorithm>
#include <exception>

#include <date/tz.h>

#include "base/assert.h"

namespace daybook::conditions {
namespace {

constexpr int64_t kMinuteSeconds = 60, kHourSeconds = 3600, kDaySeconds = 86'400, kWeekDays = 7;
constexpr int64_t kYearMonths = 12;

// A local time lies at most so far from the moment that it names: offsets, and a day that a zone
// skipped.
constexpr int64_t kOffsetMax = 2 * kDaySeconds;

int64_t FloorDivide(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

date::year_month_day Civil(int64_t day) {
    return date::sys_days(date::days(static_cast<int>(day)));
}

int64_t AddMonths(int64_t day, int64_t months) {
    const date::year_month_day from = Civil(day);
    const int64_t month = static_cast<int>(from.year()) * kYearMonths +
                          static_cast<unsigned>(from.month()) - 1 + months;
    const date::year_month to{date::year(static_cast<int>(FloorDivide(month, kYearMonths))),
                              date::month(static_cast<unsigned>(
                                  month - FloorDivide(month, kYearMonths) * kYearMonths + 1))};
    const date::day last = (to / date::last).day();
    return date::sys_days(to / std::min(from.day(), last)).time_since_epoch().count();
}

}  // namespace

int64_t DayOf(const Date& date) {
    const date::year_month_day civil = date::year(date.year) / date.month / date.day;
    ASSERT(civil.ok());
    return date::sys_days(civil).time_since_epoch().count();
}

Date DateOf(int64_t day) {
    const date::year_month_day civil = Civil(day);
    return {static_cast<int>(civil.year()), static_cast<int>(static_cast<unsigned>(civil.month())),
            static_cast<int>(static_cast<unsigned>(civil.day()))};
}

bool IsDate(const Date& date) {
    if (date.year < 1 || date.year > 9999 || date.month < 1 || date.month > 12 || date.day < 1)
        return false;
    return (date::year(date.year) / date.month / date.day).ok();
}

int64_t Longest(Duration duration) {
    constexpr int64_t kMonthDaysMost = 31, kYearDaysMost = 366;
    constexpr int64_t kUnits[] = {1,
                                  kMinuteSeconds,
                                  kHourSeconds,
                                  kDaySeconds,
                                  kWeekDays * kDaySeconds,
                                  kMonthDaysMost * kDaySeconds,
                                  kYearDaysMost * kDaySeconds};
    return duration.count * kUnits[static_cast<size_t>(duration.unit)] + kOffsetMax;
}

std::shared_ptr<const Calendar> Calendar::Load(const std::string& zone) {
    auto calendar = std::make_shared<Calendar>();
    calendar->zone_ = zone;
    try {
        const date::time_zone* known = date::locate_zone(zone);
        const date::sys_seconds end{std::chrono::seconds(kLatest)};
        date::sys_seconds at{std::chrono::seconds(kEarliest)};
        while (at < end) {
            const date::sys_info info = known->get_info(at);
            const int64_t begin = calendar->spans_.empty() ? std::numeric_limits<int64_t>::min()
                                                           : at.time_since_epoch().count();
            if (calendar->spans_.empty() || calendar->spans_.back().offset != info.offset.count())
                calendar->spans_.push_back({begin, info.offset.count()});
            if (info.end <= at) break;
            at = info.end;
        }
    } catch (const std::exception&) {
        return nullptr;
    }
    ASSERT(!calendar->spans_.empty() && calendar->spans_.size() <= UINT16_MAX);
    calendar->FillHints();
    return calendar;
}

void Calendar::FillHints() {
    for (size_t i = 0; i < kHints; ++i) {
        const int64_t at = static_cast<int64_t>(i) << kHintShift;
        const auto after =
            std::upper_bound(spans_.begin(), spans_.end(), at,
                             [](int64_t t, const Span& span) { return t < span.begin; });
        hints_[i] = static_cast<uint16_t>(after - spans_.begin() - 1);
    }
}

size_t Calendar::SpanAt(int64_t at) const {
    size_t i =
        at < 0 ? 0 : hints_[std::min<size_t>(static_cast<size_t>(at >> kHintShift), kHints - 1)];
    while (i + 1 < spans_.size() && spans_[i + 1].begin <= at) ++i;
    return i;
}

int64_t Calendar::Local(int64_t at) const { return at + spans_[SpanAt(at)].offset; }

int64_t Calendar::FromLocal(int64_t local, int64_t offset) const {
    const size_t guess = SpanAt(local - offset);
    const int64_t guessed = local - spans_[guess].offset;
    const bool before_end = guess + 1 == spans_.size() || guessed < spans_[guess + 1].begin;
    // So far from the span's beginning no other moment has this local time.
    if (before_end && guessed >= spans_[guess].begin + kOffsetMax) return guessed;
    for (size_t i = SpanAt(local - kOffsetMax);; ++i) {
        const int64_t at = local - spans_[i].offset;
        if (at < spans_[i].begin) return local - spans_[i - 1].offset;  // skipped
        if (i + 1 == spans_.size() || at < spans_[i + 1].begin) return at;
    }
}

int64_t Calendar::DayAt(int64_t at) const { return FloorDivide(Local(at), kDaySeconds); }
int64_t Calendar::StartOf(int64_t day) const { return FromLocal(day * kDaySeconds, 0); }
int64_t Calendar::TimeOfDay(int64_t at) const {
    const int64_t local = Local(at);
    return local - FloorDivide(local, kDaySeconds) * kDaySeconds;
}

int64_t Calendar::Shift(int64_t at, Duration duration, int sign) const {
    if (duration.count == 0) return at;
    const int64_t count = sign * duration.count;
    switch (duration.unit) {
        case Duration::Unit::kSeconds:
            return at + count;
        case Duration::Unit::kMinutes:
            return at + count * kMinuteSeconds;
        case Duration::Unit::kHours:
            return at + count * kHourSeconds;
        default:
            break;
    }
    const int64_t offset = spans_[SpanAt(at)].offset;
    const int64_t local = at + offset;
    const int64_t day = FloorDivide(local, kDaySeconds);
    int64_t moved = day;
    if (duration.unit == Duration::Unit::kDays)
        moved += count;
    else if (duration.unit == Duration::Unit::kWeeks)
        moved += count * kWeekDays;
    else
        moved =
            AddMonths(day, duration.unit == Duration::Unit::kYears ? count * kYearMonths : count);
    return FromLocal(local + (moved - day) * kDaySeconds, offset);
}

}  // namespace daybook::conditions
