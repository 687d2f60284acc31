// The processor's time that work takes: for benchmarks.
#pragma once

#include <ctime>

#include <cstdint>

namespace daybook {

// Microseconds of CPU since the clock began: CLOCK_THREAD_CPUTIME_ID or CLOCK_PROCESS_CPUTIME_ID.
inline int64_t CpuOf(clockid_t clock) {
    timespec at{};
    clock_gettime(clock, &at);
    return at.tv_sec * 1'000'000 + at.tv_nsec / 1000;
}
inline int64_t ProcessCpu() { return CpuOf(CLOCK_PROCESS_CPUTIME_ID); }
// Seconds of the process, all threads.
inline double CpuSeconds() { return static_cast<double>(ProcessCpu()) / 1e6; }

}  // namespace daybook
