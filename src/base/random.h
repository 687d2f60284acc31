// Randomness. Random is deterministic (simulation, sandbox); SecureBytes is for keys and tokens.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace daybook {

// xoshiro256**, seeded by splitmix64: the same seed gives the same sequence on every machine. Not thread safe.
class Random {
  public:
    explicit Random(uint64_t seed);
    uint64_t Next();
    // Uniform in [0, bound). Precondition: bound > 0.
    uint64_t Below(uint64_t bound);
    // Uniform in [low, high]. Precondition: low <= high.
    int64_t Between(int64_t low, int64_t high);
    // True with this probability (0 to 1).
    bool Chance(double probability);
    // Uniform in [0, 1).
    double Unit();

  private:
    uint64_t state_[4];
};

// A stateless mix: the same inputs give the same 64 bits.
uint64_t Mix(uint64_t a, uint64_t b);

// A number for an id that nobody can guess: 61 random bits and never 0.
int64_t RandomId();

// Bytes from the operating system's generator.
std::string SecureBytes(size_t count);

}  // namespace daybook
