#include "segments/bits.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace daybook::segments {
namespace {

size_t SlotOf(ProfileId id) { return static_cast<size_t>(Number(id) % kBlockSize); }

}  // namespace

bool Bits::Has(ProfileId id) const {
    const size_t slot = SlotOf(id), byte = slot / 8;
    return byte < bytes_.size() && (static_cast<unsigned char>(bytes_[byte]) >> slot % 8 & 1) != 0;
}

void Bits::Set(ProfileId id, bool member) {
    const size_t slot = SlotOf(id), byte = slot / 8;
    if (byte >= bytes_.size()) {
        if (!member) return;
        bytes_.resize(byte + 1, '\0');
    }
    const auto bit = static_cast<unsigned char>(1U << slot % 8);
    const auto old = static_cast<unsigned char>(bytes_[byte]);
    bytes_[byte] = static_cast<char>(member ? old | bit : old & ~bit);
    while (!bytes_.empty() && bytes_.back() == '\0') bytes_.pop_back();
}

int64_t PlaceOf(ProfileId id) { return static_cast<int64_t>(SlotOf(id) / 8) + 1; }

bool InByte(std::string_view byte, ProfileId id) {
    return !byte.empty() && (static_cast<unsigned char>(byte[0]) >> SlotOf(id) % 8 & 1) != 0;
}

int64_t Bits::Count() const {
    int64_t count = 0;
    for (size_t at = 0; at < bytes_.size(); at += sizeof(uint64_t)) {
        uint64_t word = 0;
        std::memcpy(&word, bytes_.data() + at, std::min(sizeof(word), bytes_.size() - at));
        count += std::popcount(word);
    }
    return count;
}

Bits& Bits::operator^=(const Bits& other) {
    bytes_.resize(std::max(bytes_.size(), other.bytes_.size()), '\0');
    for (size_t i = 0; i < other.bytes_.size(); ++i) bytes_[i] = static_cast<char>(bytes_[i] ^ other.bytes_[i]);
    while (!bytes_.empty() && bytes_.back() == '\0') bytes_.pop_back();
    return *this;
}

std::vector<ProfileId> Bits::Members(int64_t block) const {
    std::vector<ProfileId> members;
    for (size_t slot = 0; slot < bytes_.size() * 8; ++slot) {
        const ProfileId id = MakeProfileId(block, static_cast<int64_t>(slot));
        if (Has(id)) members.push_back(id);
    }
    return members;
}

}  // namespace daybook::segments
