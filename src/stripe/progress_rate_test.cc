#include "stripe/progress_rate.h"

#include <gtest/gtest.h>

namespace daybook::stripe {
namespace {

TEST(ProgressRate, IsToldFromTheLastTenSeconds) {
    ProgressRate rate;
    EXPECT_FALSE(rate.Of(Kind::kCustomer).has_value());
    for (int64_t i = 0; i <= 40; ++i) rate.Note(Kind::kCustomer, i * 50, i * kSecond / 2);
    EXPECT_DOUBLE_EQ(*rate.Of(Kind::kCustomer), 100);
    for (int64_t i = 41; i <= 70; ++i) rate.Note(Kind::kCustomer, 2000, i * kSecond / 2);
    EXPECT_DOUBLE_EQ(*rate.Of(Kind::kCustomer), 0) << "it stands";
    EXPECT_FALSE(rate.Of(Kind::kInvoice).has_value());
}

TEST(ProgressRate, BeginsAnewWithAnotherPass) {
    ProgressRate rate;
    rate.Note(Kind::kInvoice, 500, 0);
    rate.Note(Kind::kInvoice, 900, 4 * kSecond);
    EXPECT_DOUBLE_EQ(*rate.Of(Kind::kInvoice), 100);
    rate.Note(Kind::kInvoice, 100, 5 * kSecond);
    EXPECT_FALSE(rate.Of(Kind::kInvoice).has_value());
}

}  // namespace
}  // namespace daybook::stripe
