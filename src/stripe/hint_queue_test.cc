#include "stripe/hint_queue.h"

#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace daybook::stripe {
namespace {

Hint HintOf(std::string id, int64_t created, Micros first = 1) {
    return {std::move(id), Kind::kInvoice, first, 1, 0, created};
}

TEST(HintQueue, GivesWhatWaitedLongestAndEachToOneReader) {
    HintQueue queue;
    queue.Add(HintOf("in_b", 0, 2));
    queue.Add({"cus_a", Kind::kCustomer, 1, 1, 0, 0});
    queue.Add(HintOf("in_c", 77, 3));
    EXPECT_EQ(queue.Oldest(), 1);
    EXPECT_EQ(queue.TakeOne(0)->name, "cus_a");
    EXPECT_EQ(queue.TakeOne(0)->name, "in_b");
    EXPECT_EQ(queue.TakeOne(0)->name, "in_c");
    EXPECT_FALSE(queue.TakeOne(0));
    queue.Add(HintOf("in_b", 0, 9));  // hinted at again while it is read
    EXPECT_FALSE(queue.TakeOne(0));
    queue.PutBack("in_b", 0);
    EXPECT_EQ(queue.TakeOne(0)->name, "in_b");
}

// Even at the same instant: what its reader has seen is then older than the hint.
TEST(HintQueue, WhatIsHintedAtWhileItIsReadIsReadOnceMore) {
    HintQueue queue;
    queue.Add(HintOf("in_a", 0));
    ASSERT_TRUE(queue.TakeOne(0));
    queue.Add(HintOf("in_a", 0));
    EXPECT_FALSE(queue.Drop("in_a"));
    ASSERT_TRUE(queue.TakeOne(0));
    EXPECT_TRUE(queue.Drop("in_a"));
    EXPECT_FALSE(queue.Contains("in_a"));
    EXPECT_FALSE(queue.TakeOne(0));
}

TEST(HintQueue, WhatFailedWaitsForItsMoment) {
    HintQueue queue;
    queue.Add(HintOf("in_a", 0));
    ASSERT_TRUE(queue.TakeOne(0));
    EXPECT_EQ(queue.CountTry("in_a"), 0);
    EXPECT_EQ(queue.CountTry("in_a"), 1);
    queue.PutBack("in_a", 100);
    EXPECT_EQ(queue.NextAt(), 100);
    EXPECT_FALSE(queue.TakeOne(99));
    EXPECT_TRUE(queue.TakeOne(100));
    queue.PutBack("in_a", 200);
    queue.Add(HintOf("in_a", 0));  // a fresh hint does not wait
    EXPECT_EQ(queue.NextAt(), 0);
    EXPECT_EQ(queue.TakeOne(100)->tries, 0);
    queue.Drop("in_a");
    EXPECT_EQ(queue.size(), 0u);
}

TEST(HintQueue, ManyOfAKindAreReadByWindowsTheNewestFirst) {
    HintQueue queue;
    for (int i = 0; i < 250; ++i) queue.Add(HintOf(fmt::format("in_{}", i), 1000 + i));
    queue.Add({"cus_a", Kind::kCustomer, 5, 1, 0, 10});
    EXPECT_EQ(queue.TakeOne(0)->name, "cus_a");
    EXPECT_FALSE(queue.TakeOne(0)) << "the invoices wait for windows";
    const auto first = queue.TakeWindow(Kind::kInvoice, 0);
    const auto second = queue.TakeWindow(Kind::kInvoice, 0);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->top, 1249);
    EXPECT_EQ(first->hints.size(), HintQueue::kWindowHints);
    EXPECT_EQ(second->top, 1149);
    EXPECT_FALSE(queue.TakeWindow(Kind::kCustomer, 0));
    // Where windows answer little, single reads run beside them, from the other end.
    for (int i = 0; i < 40; ++i) queue.NoteYield(Kind::kInvoice, 1);
    EXPECT_EQ(queue.TakeOne(0)->name, "in_0");
    ASSERT_TRUE(queue.TakeWindow(Kind::kInvoice, 0));
    EXPECT_FALSE(queue.TakeWindow(Kind::kInvoice, 0));
}

TEST(HintQueue, WhatIsNotListedIsReadAlone) {
    HintQueue queue;
    for (int i = 0; i < 100; ++i) queue.Add(HintOf(fmt::format("in_{}", i), 1000 + i));
    const auto window = queue.TakeWindow(Kind::kInvoice, 0);
    for (const Hint& hint : window->hints) {
        if (hint.name == "in_50") queue.PutBackAlone(hint.name);
        else queue.PutBack(hint.name, 0);
    }
    EXPECT_EQ(queue.TakeOne(0)->name, "in_50");
    EXPECT_FALSE(queue.TakeOne(0));
    EXPECT_EQ(queue.TakeWindow(Kind::kInvoice, 0)->hints.size(), 99u);
}

TEST(HintQueue, APageSaysOfEachHintWhatBecomesOfIt) {
    Window window{Kind::kInvoice, 500, {}};
    const WindowPage page{{"in_a", "in_b"}, 400, true};
    const WindowPage end{{"in_a"}, 400, false};
    const WindowPage same_second{{"in_a"}, 500, true};
    const WindowPage empty{{}, 0, true};
    struct Case {
        std::string_view name;
        const WindowPage& page;
        Hint hint;
        Verdict verdict;
    };
    const Case cases[] = {
        {"in the page", page, HintOf("in_a", 500), Verdict::kRead},
        {"in the page by another time than the event says", page, HintOf("in_b", 300), Verdict::kRead},
        {"should be listed", page, HintOf("in_x", 450), Verdict::kAlone},
        {"may be below", page, HintOf("in_x", 400), Verdict::kNotYet},
        {"is below", page, HintOf("in_x", 300), Verdict::kNotYet},
        {"is below, but nothing is there", end, HintOf("in_x", 300), Verdict::kAlone},
        {"a second with more than a page", same_second, HintOf("in_x", 500), Verdict::kAlone},
        {"a page that is empty for no reason", empty, HintOf("in_x", 300), Verdict::kAlone},
    };
    for (const Case& c : cases) EXPECT_EQ(VerdictOf(window, c.page, c.hint), c.verdict) << c.name;
}

}  // namespace
}  // namespace daybook::stripe
