// How much memory work takes at its height, counted exactly: every operator new of the program. It replaces them, so exactly one
// file of a program includes it, a test or a bench.
#pragma once

#include <malloc.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <new>

namespace daybook {

// Bytes that are held now, and the most that were.
inline std::atomic<int64_t> bytes_held = 0;
inline std::atomic<int64_t> bytes_peak = 0;

inline void* CountedNew(size_t bytes) {
    void* made = std::malloc(bytes == 0 ? 1 : bytes);
    if (made == nullptr) std::abort();
    const int64_t held = bytes_held += static_cast<int64_t>(malloc_usable_size(made));
    int64_t peak = bytes_peak;
    while (held > peak && !bytes_peak.compare_exchange_weak(peak, held)) {
    }
    return made;
}

inline void CountedDelete(void* made) {
    if (made != nullptr) bytes_held -= static_cast<int64_t>(malloc_usable_size(made));
    std::free(made);
}

// The most that `work` holds at once beyond what is held before.
template <typename Work>
int64_t PeakBytes(Work work) {
    const int64_t before = bytes_held;
    bytes_peak = before;
    work();
    return bytes_peak - before;
}

}  // namespace daybook

void* operator new(size_t bytes) { return daybook::CountedNew(bytes); }
void* operator new[](size_t bytes) { return daybook::CountedNew(bytes); }
void* operator new(size_t bytes, const std::nothrow_t&) noexcept { return daybook::CountedNew(bytes); }
void* operator new[](size_t bytes, const std::nothrow_t&) noexcept { return daybook::CountedNew(bytes); }
void operator delete(void* made) noexcept { daybook::CountedDelete(made); }
void operator delete[](void* made) noexcept { daybook::CountedDelete(made); }
void operator delete(void* made, size_t) noexcept { daybook::CountedDelete(made); }
void operator delete[](void* made, size_t) noexcept { daybook::CountedDelete(made); }
void operator delete(void* made, const std::nothrow_t&) noexcept { daybook::CountedDelete(made); }
void operator delete[](void* made, const std::nothrow_t&) noexcept { daybook::CountedDelete(made); }
