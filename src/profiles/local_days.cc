#include "profiles/local_days.h"

#include <algorithm>
#include <stdexcept>

#include <date/tz.h>

namespace daybook::profiles {
namespace {

constexpr int64_t kDay = 86'400;
// Beyond the years 1 to 9999 nobody's sales lie; the library's arithmetic must not be tried on them.
constexpr int64_t kEarliest = -62'135'596'800, kLatest = 253'402'300'799;

int64_t FloorDay(int64_t seconds) { return seconds >= 0 ? seconds / kDay : -((-seconds + kDay - 1) / kDay); }

}  // namespace

LocalDays::LocalDays(std::string_view zone) {
    if (zone == "UTC" || zone == "Etc/UTC") return;
    try {
        zone_ = date::locate_zone(std::string(zone));
    } catch (const std::runtime_error&) {
        zone_ = nullptr;
    }
}

int64_t LocalDays::DayOf(int64_t at) const {
    at = std::clamp(at, kEarliest, kLatest);
    if (zone_ == nullptr) return FloorDay(at);
    const date::sys_seconds moment{std::chrono::seconds{at}};
    return FloorDay(zone_->to_local(moment).time_since_epoch().count());
}

int64_t LocalDays::StartOf(int64_t day) const {
    day = std::clamp(day, kEarliest / kDay, kLatest / kDay);
    if (zone_ == nullptr) return day * kDay;
    const date::local_seconds midnight{std::chrono::seconds{day * kDay}};
    return zone_->to_sys(midnight, date::choose::earliest).time_since_epoch().count();
}

}  // namespace daybook::profiles
