#include "profiles/tag_bits.h"

#include <bit>

namespace daybook::profiles {
namespace {

constexpr size_t kWhole = static_cast<size_t>(kBlockSize) / 8;

uint8_t Byte(std::string_view bytes, size_t at) { return static_cast<uint8_t>(bytes[at]); }

}  // namespace

std::optional<TagBits> TagBits::Decode(std::string_view bytes) {
    TagBits bits;
    if (bytes.size() == kWhole) {
        for (size_t i = 0; i < kWhole; ++i) bits.words_[i / 8] |= uint64_t{Byte(bytes, i)} << (i % 8 * 8);
        return bits;
    }
    if (bytes.size() > kWhole || bytes.size() % 2 != 0) return std::nullopt;
    for (size_t i = 0; i < bytes.size(); i += 2) {
        const int64_t slot = Byte(bytes, i) | Byte(bytes, i + 1) << 8;
        if (slot >= kBlockSize) return std::nullopt;
        bits.Set(slot, true);
    }
    return bits;
}

std::string TagBits::Encode() const {
    std::string bytes;
    if (static_cast<size_t>(Count()) * 2 < kWhole) {
        Each([&](int64_t slot) {
            bytes += static_cast<char>(slot & 0xff);
            bytes += static_cast<char>(slot >> 8);
        });
        return bytes;
    }
    for (size_t i = 0; i < kWhole; ++i) bytes += static_cast<char>(words_[i / 8] >> (i % 8 * 8) & 0xff);
    return bytes;
}

void TagBits::Set(int64_t slot, bool value) {
    const uint64_t bit = uint64_t{1} << (slot % 64);
    if (value) words_[Word(slot)] |= bit;
    else words_[Word(slot)] &= ~bit;
}

int64_t TagBits::Count() const {
    int64_t count = 0;
    for (const uint64_t word : words_) count += std::popcount(word);
    return count;
}

TagBits& TagBits::operator&=(const TagBits& other) {
    for (size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
    return *this;
}

TagBits& TagBits::operator|=(const TagBits& other) {
    for (size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    return *this;
}

TagBits& TagBits::operator-=(const TagBits& other) {
    for (size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
    return *this;
}

}  // namespace daybook::profiles
