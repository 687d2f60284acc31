#include "base/clock.h"

#include <time.h>
#include <ctime>

#include <fmt/format.h>

namespace daybook {
namespace {

Micros Read(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<Micros>(now.tv_sec) * kSecond + now.tv_nsec / 1000;
}

}  // namespace

Micros SystemClock::Now() const { return Read(CLOCK_REALTIME); }
Micros SystemClock::Monotonic() const { return Read(CLOCK_MONOTONIC); }

std::string FormatUtc(Micros at) {
    Micros fraction = at % kSecond;
    if (fraction < 0) fraction += kSecond;
    time_t seconds = static_cast<time_t>((at - fraction) / kSecond);
    tm parts{};
    gmtime_r(&seconds, &parts);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z", parts.tm_year + 1900,
                       parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
                       fraction);
}

}  // namespace daybook
