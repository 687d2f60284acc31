// Which of a block's 4,096 people have a tag.
//
//   bits = 512 bytes: slot s is bit s mod 8 of byte s / 8; or, where that is shorter, two bytes a slot (low one first),
//          rising; so a length of 512 says which it is
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"

namespace daybook::profiles {

class TagBits {
  public:
    // Nothing where the bytes are neither form.
    static std::optional<TagBits> Decode(std::string_view bytes);
    std::string Encode() const;

    void Set(int64_t slot, bool value);
    bool Has(int64_t slot) const { return (words_[Word(slot)] >> (slot % 64) & 1) != 0; }
    int64_t Count() const;

    TagBits& operator&=(const TagBits& other);
    TagBits& operator|=(const TagBits& other);
    // Takes away those of `other`.
    TagBits& operator-=(const TagBits& other);

    // Calls visit(slot) for each that is set, rising.
    template <typename Visit>
    void Each(Visit visit) const {
        for (size_t word = 0; word < words_.size(); ++word) {
            for (uint64_t left = words_[word]; left != 0; left &= left - 1) {
                visit(static_cast<int64_t>(word * 64) + __builtin_ctzll(left));
            }
        }
    }

  private:
    static size_t Word(int64_t slot) { return static_cast<size_t>(slot) / 64; }
    std::array<uint64_t, kBlockSize / 64> words_{};
};

}  // namespace daybook::profiles
