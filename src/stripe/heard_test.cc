#include "stripe/heard.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace daybook::stripe {
namespace {

TEST(Heard, SilenceIsJudgedByWhatIsUsual) {
    struct Case {
        std::string_view name;
        std::vector<Micros> gaps;  // between events
        Micros quiet;              // after the last
        bool silent;
    };
    const std::vector<Micros> minutes(20, kMinute), days(20, kDay);
    std::vector<Micros> mixed(20, kMinute);
    mixed[3] = 12 * kHour;
    const Case cases[] = {
        {"too few to know", std::vector<Micros>(5, kMinute), 10 * kDay, false},
        {"a minute, then an hour", minutes, kHour, false},
        {"a minute, then two hours", minutes, 2 * kHour, true},
        {"a quiet shop", days, 2 * kDay, false},
        {"a quiet shop that fell silent", days, 4 * kDay, true},
        {"one night among minutes", mixed, 20 * kHour, false},
        {"one night among minutes, then days", mixed, 2 * kDay, true},
    };
    for (const Case& c : cases) {
        Heard heard;
        Micros now = 1000 * kDay;
        heard.Note(now);
        for (const Micros gap : c.gaps) heard.Note(now += gap);
        EXPECT_EQ(heard.Known(), c.gaps.size() >= 9) << c.name;
        EXPECT_EQ(heard.Silent(now + c.quiet), c.silent) << c.name;
        heard.Note(now + c.quiet);
        EXPECT_FALSE(heard.Silent(now + c.quiet + kMinute)) << c.name;
    }
}

TEST(Heard, AWrongSecretIsSaidAfterThreeAndForgottenWithTheFirstGoodEvent) {
    Heard heard;
    heard.NoteRefused(5 * kSecond);
    heard.NoteRefused(6 * kSecond);
    EXPECT_FALSE(heard.WrongSecret());
    heard.NoteRefused(7 * kSecond);
    EXPECT_TRUE(heard.WrongSecret());
    EXPECT_EQ(heard.refused_at, 5 * kSecond);
    heard.Note(8 * kSecond);
    EXPECT_FALSE(heard.WrongSecret());
    EXPECT_EQ(heard.first, 8 * kSecond);
}

TEST(RecentEvents, ForgetsTheOldestFirst) {
    RecentEvents recent;
    recent.Add("evt_first");
    recent.Add("evt_first");
    recent.Add("");
    EXPECT_FALSE(recent.Contains(""));
    for (int i = 0; i < 65'535; ++i) recent.Add(fmt::format("evt_{}", i));
    EXPECT_TRUE(recent.Contains("evt_first"));
    recent.Add("evt_one_more");
    EXPECT_FALSE(recent.Contains("evt_first"));
    EXPECT_TRUE(recent.Contains("evt_0"));
}

}  // namespace
}  // namespace daybook::stripe
