#include "base/hash.h"

#include <gtest/gtest.h>

namespace daybook {
namespace {

// These values lie in databases.
TEST(Hash64, NeverChanges) {
    EXPECT_EQ(Hash64(""), 16293639008117565785ull);
    EXPECT_EQ(Hash64("daybook"), 10369869902195021536ull);
    EXPECT_EQ(Hash64("cus_NffrFeUfNV2Hib"), 14480895871374027815ull);
}

}  // namespace
}  // namespace daybook
