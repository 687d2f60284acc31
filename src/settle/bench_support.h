// What the benchmarks of settling share.
#pragma once

#include <time.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "base/result.h"

namespace daybook::settle::bench {

// Ends the program where something failed.
template <typename T>
T Must(Result<T> result) {
    if (!result.ok()) {
        fmt::print(stderr, "{}\n", result.error().message);
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

// Microseconds of CPU since the clock began: CLOCK_THREAD_CPUTIME_ID or CLOCK_PROCESS_CPUTIME_ID.
inline int64_t CpuOf(clockid_t clock) {
    timespec at{};
    clock_gettime(clock, &at);
    return at.tv_sec * 1'000'000 + at.tv_nsec / 1000;
}
inline int64_t ProcessCpu() { return CpuOf(CLOCK_PROCESS_CPUTIME_ID); }

// Calls main(folder) with a folder that is gone afterwards.
template <typename Main>
int InFolder(Main main) {
    const std::string folder = fmt::format("/tmp/daybook_bench_{}", getpid());
    std::filesystem::create_directory(folder);
    const int code = main(folder);
    std::filesystem::remove_all(folder);
    return code;
}

}  // namespace daybook::settle::bench
