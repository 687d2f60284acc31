// Ids are a bijection, read back only by their own kind, seed and mode, and grow with time.
#include "sandbox/ids.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace daybook::sandbox {
namespace {

constexpr int64_t kBirth = 1'750'000'000;

TEST(Ids, ReadBackForEveryKind) {
    IdCodec codec(42, kBirth);
    for (int i = 0; i < kKinds; ++i) {
        auto kind = static_cast<Kind>(i);
        if (kind == Kind::kCoupon) continue;
        std::set<std::string> seen;
        for (uint64_t number : {uint64_t{0}, uint64_t{1}, uint64_t{2}, uint64_t{4095}, (uint64_t{1} << 32) - 1, UINT64_MAX}) {
            if (IdCodec::GrowsWithTime(kind) && number >> 32) continue;
            std::string id(codec.Encode(kind, number, 1'700'000'000).view());
            EXPECT_TRUE(seen.insert(id).second);
            EXPECT_EQ(codec.Decode(kind, id), number) << id;
        }
    }
}

TEST(Ids, OrderByTheSecondThenAsTheirMixedNumbers) {
    IdCodec codec(7, kBirth);
    for (uint64_t n = 0; n + 1 < 2000; ++n) {
        bool text = codec.Encode(Kind::kInvoice, n, 1'700'000'000).view() <
                    codec.Encode(Kind::kInvoice, n + 1, 1'700'000'000).view();
        EXPECT_EQ(text, codec.Mixed(Kind::kInvoice, n) < codec.Mixed(Kind::kInvoice, n + 1));
        EXPECT_LT(codec.Encode(Kind::kInvoice, n, 1'699'999'999).view(),
                  codec.Encode(Kind::kInvoice, n + 1, 1'700'000'000).view());
    }
    // Outside the years that five digits hold the first and the last of them stand.
    for (auto [early, late] : {std::pair{0U, 1'200'000'000U}, std::pair{UINT32_MAX, UINT32_MAX - 1}})
        EXPECT_EQ(codec.Encode(Kind::kInvoice, 5, early).view(), codec.Encode(Kind::kInvoice, 5, late).view());
}

TEST(Ids, AreTheSameInAShopThatIsBornAgainLater) {
    EXPECT_EQ(IdCodec(42, kBirth).Encode(Kind::kInvoice, 5, 1'700'000'000).view(),
              IdCodec(42, kBirth + 86'400).Encode(Kind::kInvoice, 5, 1'700'086'400).view());
}

TEST(Ids, OthersAreNotRead) {
    IdCodec codec(42, kBirth);
    std::string id(codec.Encode(Kind::kInvoice, 5, 1'700'000'000).view());
    EXPECT_NE(IdCodec(43, kBirth).Decode(Kind::kInvoice, id), std::optional<uint64_t>(5));
    EXPECT_EQ(codec.Decode(Kind::kSubscription, id), std::nullopt);
    std::string live(codec.Encode(Kind::kSession, 5, 0, Mode::kLive).view());
    EXPECT_TRUE(live.starts_with("cs_live_"));
    EXPECT_EQ(codec.Decode(Kind::kSession, live, Mode::kTest), std::nullopt);
    for (std::string_view bad : {"", "in_", "in_1", "in_123", "in_1???????????B7WZ01zgkWuL", "in_1zzzzzzzzzzzB7WZ01zgkWuL"})
        EXPECT_EQ(codec.Decode(Kind::kInvoice, bad), std::nullopt) << bad;
}

}  // namespace
}  // namespace daybook::sandbox
