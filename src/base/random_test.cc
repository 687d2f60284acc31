#include "base/random.h"

#include <array>
#include <limits>

#include <gtest/gtest.h>

namespace daybook {
namespace {

// The sandbox's shops and the simulator's seeds depend on it.
TEST(Random, TheSameSeedGivesTheSameSequenceForever) {
    Random random(42);
    EXPECT_EQ(random.Next(), 1546998764402558742ull);
    EXPECT_EQ(random.Next(), 6990951692964543102ull);
    Random again(42);
    Random other(43);
    again.Next();
    again.Next();
    EXPECT_EQ(again.Next(), random.Next());
    EXPECT_NE(other.Next(), Random(42).Next());
    EXPECT_EQ(Mix(1, 2), 12116880750919373654ull);
    EXPECT_NE(Mix(1, 2), Mix(2, 1));
}

TEST(Random, StaysWithinItsBounds) {
    Random random(7);
    std::array<int, 6> seen{};
    for (int i = 0; i < 6000; ++i) ++seen[random.Below(6)];
    for (int count : seen) EXPECT_GT(count, 850);
    for (int i = 0; i < 1000; ++i) {
        int64_t value = random.Between(-3, 3);
        EXPECT_TRUE(value >= -3 && value <= 3);
        double unit = random.Unit();
        EXPECT_TRUE(unit >= 0 && unit < 1);
        EXPECT_FALSE(random.Chance(0));
        EXPECT_TRUE(random.Chance(1));
    }
    EXPECT_EQ(random.Between(5, 5), 5);
    EXPECT_EQ(random.Below(1), 0u);
    constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
    EXPECT_EQ(random.Between(kMin, kMin), kMin);
    constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
    EXPECT_LE(random.Between(kMin, kMax - 1), kMax - 1);
    EXPECT_NE(random.Between(kMin, kMax), random.Between(kMin, kMax));
}

}  // namespace
}  // namespace daybook
