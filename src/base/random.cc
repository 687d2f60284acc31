#include "base/random.h"

#include <sodium.h>

#include "base/assert.h"

namespace daybook {
namespace {

uint64_t SplitMix(uint64_t& state) {
    uint64_t z = (state += 0x9e3779b97f4a7c15ull);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
}

uint64_t Rotate(uint64_t x, int by) { return (x << by) | (x >> (64 - by)); }

}  // namespace

Random::Random(uint64_t seed) {
    for (uint64_t& word : state_) word = SplitMix(seed);
}

uint64_t Random::Next() {
    uint64_t result = Rotate(state_[1] * 5, 7) * 9;
    uint64_t t = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= t;
    state_[3] = Rotate(state_[3], 45);
    return result;
}

uint64_t Random::Below(uint64_t bound) {
    ASSERT(bound > 0);
    return static_cast<uint64_t>((static_cast<unsigned __int128>(Next()) * bound) >> 64);
}

int64_t Random::Between(int64_t low, int64_t high) {
    ASSERT(low <= high);
    uint64_t count =
        static_cast<uint64_t>(high) - static_cast<uint64_t>(low) + 1;  // 0: every value there is
    return static_cast<int64_t>(static_cast<uint64_t>(low) + (count == 0 ? Next() : Below(count)));
}

double Random::Unit() { return static_cast<double>(Next() >> 11) * 0x1.0p-53; }

bool Random::Chance(double probability) { return Unit() < probability; }

uint64_t Mix(uint64_t a, uint64_t b) {
    uint64_t state = a ^ Rotate(b, 32) ^ (b * 0x9e3779b97f4a7c15ull);
    return SplitMix(state);
}

int64_t RandomId() {
    uint64_t number = 0;
    for (char c : SecureBytes(8)) number = number << 8 | static_cast<unsigned char>(c);
    return static_cast<int64_t>(number >> 2 | 1);
}

std::string SecureBytes(size_t count) {
    static const int kReady = sodium_init();
    ASSERT(kReady >= 0);
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), count);
    return bytes;
}

}  // namespace daybook
