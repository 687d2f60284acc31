#include "base/log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <thread>
#include <vector>

namespace daybook {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

class LogTest : public testing::Test {
  protected:
    LogTest() {
        SetLogSink([this](std::string_view line) { lines.emplace_back(line); });
    }
    ~LogTest() override {
        SetLogSink(nullptr);
        SetLogLevel(Level::kInfo);
    }
    std::vector<std::string> lines;
};

TEST_F(LogTest, IsOneJsonObjectALine) {
    Log(Level::kWarn, "stripe.rate_limited",
        {{"endpoint", "/v1/invoices"},
         {"wait_ms", 400},
         {"again", true},
         {"share", 0.5},
         {"text", "a\n\"b\""},
         {"big", std::numeric_limits<int64_t>::min()},
         {"nan", std::numeric_limits<double>::quiet_NaN()}});
    ASSERT_THAT(lines, SizeIs(1));
    EXPECT_THAT(lines[0], StartsWith("{\"at\":\"20"));
    EXPECT_THAT(
        lines[0],
        EndsWith(
            "Z\",\"level\":\"warn\",\"msg\":\"stripe.rate_limited\",\"endpoint\":\"/v1/invoices\","
            "\"wait_ms\":400,\"again\":true,\"share\":0.5,\"text\":\"a\\n\\\"b\\\"\","
            "\"big\":-9223372036854775808,\"nan\":null}"));
}

TEST_F(LogTest, HoldsNoSecretAndNoEndlessText) {
    Log(Level::kError, "test.secret",
        {{"url", "https://a:pw@b/"}, {"key", std::string("rk_live_0123456789")}});
    Log(Level::kError, "test.long", {{"text", std::string(4095, 'x') + "€ and much more"}});
    ASSERT_THAT(lines, SizeIs(2));
    EXPECT_THAT(lines[0], HasSubstr("https://a:…@b/"));
    EXPECT_THAT(lines[0], HasSubstr("rk_live_…\""));
    EXPECT_THAT(lines[0], Not(HasSubstr("0123456789")));
    EXPECT_THAT(lines[1], EndsWith("xxx…\"}"));
    EXPECT_LT(lines[1].size(), 4300u);
}

TEST_F(LogTest, KeepsWhatIsBelowTheLevelQuiet) {
    Log(Level::kDebug, "test.quiet");
    EXPECT_THAT(lines, IsEmpty());
    SetLogLevel(Level::kError);
    Log(Level::kWarn, "test.quiet");
    EXPECT_THAT(lines, IsEmpty());
    SetLogLevel(Level::kDebug);
    Log(Level::kDebug, "test.heard");
    EXPECT_THAT(lines, SizeIs(1));
}

TEST_F(LogTest, LinesOfManyThreadsStayWhole) {
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([i] {
            for (int n = 0; n < 250; ++n) Log(Level::kInfo, "test.thread", {{"thread", i}});
        });
    }
    for (std::thread& thread : threads) thread.join();
    ASSERT_THAT(lines, SizeIs(1000));
    for (const std::string& line : lines) EXPECT_THAT(line, EndsWith("}"));
}

}  // namespace
}  // namespace daybook
