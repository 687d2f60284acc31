// Memory that is given back all at once: what a template, its data or one rendering owns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <type_traits>
#include <vector>

namespace daybook::liquid {

// Not thread safe. Nothing in it is destroyed: only trivially destructible types are placed here.
class Arena {
  public:
    Arena() = default;
    Arena(Arena&&) = default;
    Arena& operator=(Arena&&) = default;

    void* Allocate(size_t bytes) {
        bytes = (bytes + 7) & ~size_t{7};
        if (bytes > static_cast<size_t>(end_ - next_)) Grow(bytes);
        void* place = next_;
        next_ += bytes;
        used_ += bytes;
        return place;
    }

    // The same on a multiple of 16.
    void* AllocateAligned(size_t bytes) {
        auto place = reinterpret_cast<uintptr_t>(Allocate(bytes + 8));
        return reinterpret_cast<void*>((place + 15) & ~uintptr_t{15});
    }

    template <typename T>
    T* Make(size_t count = 1) {
        static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= 8);
        T* first = static_cast<T*>(Allocate(sizeof(T) * count));
        for (size_t i = 0; i < count; ++i) new (first + i) T();
        return first;
    }

    std::string_view Copy(std::string_view text) {
        if (text.empty()) return {};
        char* place = static_cast<char*>(Allocate(text.size()));
        std::memcpy(place, text.data(), text.size());
        return {place, text.size()};
    }

    // Bytes handed out since the last Reset.
    size_t used() const { return used_; }
    // Forgets everything; keeps the first block for the next use.
    void Reset();

  private:
    void Grow(size_t bytes);

    std::vector<std::unique_ptr<char[]>> blocks_;
    char* next_ = nullptr;
    char* end_ = nullptr;
    size_t used_ = 0;
    size_t first_bytes_ = 0;
};

}  // namespace daybook::liquid
