#include "http/sse.h"

#include <gtest/gtest.h>

#include <string>

namespace daybook::http {
namespace {

TEST(EventQueue, WritesAtMostFourTimesASecond) {
    EventQueue queue;
    EXPECT_EQ(queue.Take(0), "");
    EXPECT_TRUE(queue.Push("profile", "prf_1", "{\"a\":1}"));
    EXPECT_EQ(queue.Take(0), "event: profile\ndata: {\"a\":1}\n\n");
    queue.Push("profile", "prf_1", "{\"a\":2}");
    EXPECT_EQ(queue.Take(249 * kMillisecond), "");
    EXPECT_EQ(queue.NextAt(), 250 * kMillisecond);
    EXPECT_EQ(queue.Take(250 * kMillisecond), "event: profile\ndata: {\"a\":2}\n\n");
    EXPECT_EQ(queue.pending(), 0u);
}

TEST(EventQueue, LastValueOfAKeyWins) {
    EventQueue queue;
    queue.Push("profile", "prf_1", "1");
    queue.Push("integration", "prf_1", "2");
    queue.Push("activity", "", "3");
    queue.Push("activity", "", "4");
    queue.Push("profile", "prf_1", "5");
    EXPECT_EQ(
        queue.Take(0),
        "event: profile\ndata: 5\n\nevent: integration\ndata: 2\n\nevent: activity\ndata: 3\n\n"
        "event: activity\ndata: 4\n\n");
    queue.Push("profile", "prf_1", "6");
    EXPECT_EQ(queue.Take(kSecond), "event: profile\ndata: 6\n\n");
}

TEST(EventQueue, PingsWhenQuiet) {
    EventQueue queue;
    EXPECT_EQ(queue.Take(5 * kSecond), "");
    EXPECT_EQ(queue.NextAt(), 20 * kSecond);
    EXPECT_EQ(queue.Take(20 * kSecond - 1), "");
    EXPECT_EQ(queue.Take(20 * kSecond), ": ping\n\n");
    EXPECT_EQ(queue.NextAt(), 35 * kSecond);
    queue.Push("a", "", "1");
    EXPECT_EQ(queue.NextAt(), 20 * kSecond + kSecond / 4);
}

TEST(EventQueue, ManyProfilesBecomeOneEvent) {
    EventQueue queue({.pending_max = 10});
    queue.Push("integration", "stripe", "{}");
    for (int i = 0; i < 10; ++i) queue.Push("profile", std::to_string(i), "{}");
    EXPECT_EQ(queue.pending(), 11u);
    for (int i = 0; i < 90; ++i) queue.Push("profile", std::to_string(100 + i), "{}");
    EXPECT_EQ(queue.pending(), 2u);
    EXPECT_EQ(queue.Take(0),
              "event: integration\ndata: {}\n\nevent: profiles\ndata: {\"changed\":100}\n\n");
    queue.Push("profile", "1", "{\"x\":1}");
    EXPECT_EQ(queue.Take(kSecond), "event: profile\ndata: {\"x\":1}\n\n");
}

TEST(EventQueue, IsBounded) {
    EventQueue queue({.pending_max = 10});
    for (int i = 0; i < 25; ++i) queue.Push("activity", "", std::to_string(i));
    EXPECT_EQ(queue.pending(), 10u);
    EXPECT_EQ(queue.lost(), 15u);
    EXPECT_TRUE(queue.Take(0).starts_with("event: activity\ndata: 15\n\n"));
}

TEST(EventQueue, RefusesLineEnds) {
    EventQueue queue;
    EXPECT_FALSE(queue.Push("a\nb", "", "1"));
    EXPECT_FALSE(queue.Push("a", "", "1\n\nevent: evil"));
    EXPECT_FALSE(queue.Push("a", "", "1\r"));
    EXPECT_FALSE(queue.Push("", "", "1"));
    EXPECT_EQ(queue.pending(), 0u);
}

TEST(EventStream, WakesOnceUntilTaken) {
    EventStream stream;
    int woken = 0;
    stream.Attach([&woken] { ++woken; });
    EXPECT_EQ(woken, 1);
    EXPECT_TRUE(stream.Send("a", "", "1"));
    EXPECT_TRUE(stream.Send("a", "", "2"));
    EXPECT_EQ(woken, 2);
    EXPECT_NE(stream.Take(0), "");
    EXPECT_TRUE(stream.Send("a", "", "3"));
    EXPECT_EQ(woken, 3);
}

TEST(EventStream, TellsWhenTheClientIsGone) {
    EventStream stream;
    int gone = 0;
    stream.OnGone([&gone] { ++gone; });
    stream.Gone();
    stream.Gone();
    EXPECT_EQ(gone, 1);
    EXPECT_TRUE(stream.closed());
    EXPECT_FALSE(stream.Send("a", "", "1"));
    stream.OnGone([&gone] { ++gone; });
    EXPECT_EQ(gone, 2);
}

}  // namespace
}  // namespace daybook::http
