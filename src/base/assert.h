// ASSERT(condition): what must never be false. On in release. Never on input, nor on what users can build.
#pragma once

namespace daybook {
[[noreturn]] void AssertFailed(const char* condition, const char* file, int line);
}  // namespace daybook

#define ASSERT(...)                                                                   \
    do {                                                                              \
        if (!(__VA_ARGS__)) [[unlikely]]                                              \
            ::daybook::AssertFailed(#__VA_ARGS__, __FILE__, __LINE__);                \
    } while (false)
