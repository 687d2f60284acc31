// The small values: ids, money, bytes, time, errors.
#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/ids.h"
#include "base/money.h"
#include "base/result.h"

namespace daybook {
namespace {

constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
constexpr int64_t kMin = std::numeric_limits<int64_t>::min();

TEST(Ids, AreAPrefixAndThirteenDigits) {
    EXPECT_EQ(EncodeId("prf", 0), "prf_0000000000000");
    EXPECT_EQ(EncodeId("prf", 4097), "prf_0000000000401");
    EXPECT_EQ(EncodeId("act", kMax), "act_7zzzzzzzzzzzz");
    EXPECT_EQ(EncodeId("act", -1), "act_fzzzzzzzzzzzz");
}

RC_GTEST_PROP(Ids, ComeBack, (int64_t number)) {
    RC_ASSERT(DecodeId("prf", EncodeId("prf", number)) == number);
}

TEST(Ids, NothingElseIsOne) {
    for (std::string_view bad :
         {"", "prf", "prf_", "prf_000000000040", "prf_00000000004010", "key_0000000000401",
          "prf-0000000000401", "prf_000000000040I", "prf_000000000040l", "prf_000000000040o",
          "prf_000000000040u", "prf_00000000004 1", "prf_g000000000000", "PRF_0000000000401",
          " prf_0000000000401", "prf_0000000000401 "}) {
        EXPECT_EQ(DecodeId("prf", bad), std::nullopt) << bad;
    }
}

TEST(Ids, AProfileLiesInABlock) {
    ProfileId id = MakeProfileId(3, 4095);
    EXPECT_EQ(Number(id), 3 * 4096 + 4095);
    EXPECT_EQ(BlockOf(id), 3);
}

TEST(Money, IsShownInMajorUnits) {
    struct Case {
        int64_t minor;
        std::string_view currency, text;
    };
    const Case cases[] = {
        {5997, "usd", "59.97"},
        {-50, "eur", "-0.50"},
        {5, "usd", "0.05"},
        {0, "usd", "0.00"},
        {1200, "jpy", "1200"},
        {-1, "jpy", "-1"},
        {12345, "kwd", "12.345"},
        {-5, "bhd", "-0.005"},
        {500, "isk", "5.00"},
        {500, "ugx", "5.00"},
        {500, "huf", "5.00"},
        {7, "xyz", "0.07"},
        {kMin, "usd", "-92233720368547758.08"},
        {kMax, "jpy", "9223372036854775807"},
    };
    for (const Case& c : cases) EXPECT_EQ(FormatMajor(c.minor, c.currency), c.text) << c.currency;
}

TEST(Money, SaturatesInsteadOfWrapping) {
    EXPECT_EQ(SaturatingAdd(kMax, 1), kMax);
    EXPECT_EQ(SaturatingAdd(kMin, -1), kMin);
    EXPECT_EQ(SaturatingAdd(kMax, kMin), -1);
    EXPECT_EQ(SaturatingSub(kMin, 1), kMin);
    EXPECT_EQ(SaturatingSub(0, kMin), kMax);
    EXPECT_EQ(SaturatingSub(3, 5), -2);
    EXPECT_EQ(SaturatingMul(kMax, 2), kMax);
    EXPECT_EQ(SaturatingMul(kMin, 2), kMin);
    EXPECT_EQ(SaturatingMul(kMin, -1), kMax);
    EXPECT_EQ(SaturatingMul(-3, 4), -12);
    EXPECT_EQ(CheckedAdd(kMax, 1), std::nullopt);
    EXPECT_EQ(CheckedAdd(kMax, -1), kMax - 1);
}

RC_GTEST_PROP(Bytes, ComeBack, (uint64_t a, int64_t b, const std::string& text, uint64_t fixed)) {
    ByteWriter writer;
    writer.Unsigned(a);
    writer.Signed(b);
    writer.Text(text);
    writer.Fixed64(fixed);
    std::string bytes = writer.Take();
    ByteReader reader(bytes);
    RC_ASSERT(reader.Unsigned() == a);
    RC_ASSERT(reader.Signed() == b);
    RC_ASSERT(reader.Text() == text);
    RC_ASSERT(reader.Fixed64() == fixed);
    RC_ASSERT(reader.ok() && reader.done());
}

TEST(Bytes, AtTheEdges) {
    for (int64_t value : {int64_t{0}, int64_t{-1}, int64_t{1}, int64_t{63}, int64_t{-64},
                          int64_t{64}, kMax, kMin}) {
        ByteWriter writer;
        writer.Signed(value);
        writer.Unsigned(static_cast<uint64_t>(value));
        ByteReader reader(writer.bytes());
        EXPECT_EQ(reader.Signed(), value);
        EXPECT_EQ(reader.Unsigned(), static_cast<uint64_t>(value));
        EXPECT_TRUE(reader.ok() && reader.done());
    }
    ByteWriter small;
    small.Signed(-64);
    EXPECT_EQ(small.bytes().size(), 1u);
}

TEST(Bytes, WhatIsShortOrMalformedIsZeroEverAfter) {
    const std::string cases[] = {"", "\x80",
                                 "\x05"
                                 "abc",
                                 std::string(11, '\x80'), std::string(9, '\xFF') + "\x7F\x01"};
    for (const std::string& bytes : cases) {
        ByteReader reader(bytes);
        EXPECT_EQ(reader.Text(), "");
        EXPECT_EQ(reader.Unsigned(), 0u);
        EXPECT_EQ(reader.Signed(), 0);
        EXPECT_EQ(reader.Fixed64(), 0u);
        EXPECT_FALSE(reader.ok());
        EXPECT_TRUE(reader.done());
    }
}

TEST(Clock, FormatsUtc) {
    struct Case {
        Micros at;
        std::string_view text;
    };
    const Case cases[] = {
        {0, "1970-01-01T00:00:00.000000Z"},
        {-1, "1969-12-31T23:59:59.999999Z"},
        {-kSecond, "1969-12-31T23:59:59.000000Z"},
        {1'769'868'131'000'042, "2026-01-31T14:02:11.000042Z"},
        {1'709'164'800 * kSecond, "2024-02-29T00:00:00.000000Z"},
    };
    for (const Case& c : cases) EXPECT_EQ(FormatUtc(c.at), c.text);
}

TEST(Clock, ManualStandsStillUntilTold) {
    ManualClock clock(5);
    EXPECT_EQ(clock.Now(), 5);
    clock.Advance(kDay);
    EXPECT_EQ(clock.Now(), 5 + kDay);
    EXPECT_EQ(clock.Monotonic(), 5 + kDay);
    clock.Set(7);
    EXPECT_EQ(clock.Now(), 7);
    SystemClock system;
    Micros before = system.Monotonic();
    EXPECT_GE(system.Monotonic(), before);
    EXPECT_GT(system.Now(), 1'700'000'000 * kSecond);
}

Result<int> Half(int number) {
    if (number % 2 != 0) return Invalid("The number is odd.", "number", "odd");
    return number / 2;
}

Status Check(int number) {
    TRY(Half(number));
    return {};
}

Result<int> Quarter(int number) { return TRY(Half(TRY(Half(number)))); }

TEST(Result, CarriesAValueOrAnError) {
    EXPECT_EQ(Quarter(12).value(), 3);
    Result<int> odd = Quarter(6);
    ASSERT_FALSE(odd.ok());
    EXPECT_EQ(odd.error().code, Code::kInvalid);
    EXPECT_EQ(odd.error().param, "number");
    EXPECT_EQ(odd.error().reason, "odd");
    EXPECT_TRUE(Check(2).ok());
    EXPECT_FALSE(Check(3).ok());
    EXPECT_EQ(CodeName(odd.TakeError().code), "invalid");
}

TEST(ResultDeathTest, AValueThatIsNotThereIsADefect) {
    EXPECT_DEATH((void)Half(1).value(), "assertion failed: ok\\(\\)");
    EXPECT_DEATH((void)Half(2).error(), "assertion failed: !ok\\(\\)");
}

}  // namespace
}  // namespace daybook
