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

#include "base/cpu_support.h"
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
