#include "stripe/ranges.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace daybook::stripe {
namespace {

constexpr int64_t kNow = 1'760'000'000;

TEST(Ranges, AskForWhatLiesBetweenTheirBounds) {
    struct Case {
        Range range;
        std::string cursor;
        std::string target;
    };
    Range window;
    window.hi = 2'000'000'000;
    window.lo = 1'900'000'000;
    Range again;
    again.hi = 2'000'000'000;
    again.cursor_at = 1'950'000'000;
    const std::string list = "/v1/subscriptions?limit=100&status=all";
    const Case cases[] = {
        {WholeRange(kNow), "", list},
        {WholeRange(kNow), "sub 1", list + "&starting_after=sub%201"},
        {window, "",
         list + "&created%5Bgte%5D=1900000000&created%5Blt%5D=2000000000"},
        {again, "", list + "&created%5Blt%5D=1950000001"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(TargetOf(Kind::kSubscription, BoundsOf(c.range), c.cursor), c.target);
    }
}

TEST(Ranges, JudgeAPage) {
    struct Case {
        std::string_view name;
        Range range;
        PageEnd page;
        Step step;
    };
    Range lowest;
    lowest.hi = 2'000'000'000;
    lowest.cursor = "a";
    lowest.cursor_at = 1'600'000'000;
    Range middle = lowest;
    middle.lo = 1'500'000'000;
    const Case cases[] = {
        {"goes on", middle, {100, "b", 1'550'000'000, true}, Step::kNext},
        {"the same second", middle, {100, "b", 1'600'000'000, true}, Step::kNext},
        {"no more", middle, {3, "b", 1'550'000'000, false}, Step::kDone},
        {"below the window", middle, {100, "b", 1'499'999'999, true}, Step::kDone},
        {"the lowest has no bottom", lowest, {100, "b", 1'000'000'000, true}, Step::kNext},
        {"empty", middle, {0, "", 0, false}, Step::kDone},
        {"empty, and says there is more", middle, {0, "", 0, true}, Step::kStuck},
        {"the cursor stays", middle, {100, "a", 1'600'000'000, true}, Step::kStuck},
        {"back in time", middle, {100, "b", 1'700'000'000, true}, Step::kStuck},
        {"without a date", middle, {100, "b", 0, true}, Step::kStuck},
    };
    for (const Case& c : cases) EXPECT_EQ(Judge(c.range, c.page), c.step) << c.name;
}

TEST(Ranges, AreNotSplitForAFewObjects) {
    Range range = WholeRange(kNow);
    EXPECT_FALSE(SplitRange(range, {100, kNow}));      // nothing was read
    range.cursor_at = kNow - 1000;
    range.lo = kNow - 1100;
    EXPECT_FALSE(SplitRange(range, {100, kNow}));      // ten left
    range.lo = kNow - 5000;
    const auto lower = SplitRange(range, {100, kNow});
    ASSERT_TRUE(lower);
    EXPECT_EQ(lower->lo, kNow - 5000);
    EXPECT_EQ(lower->hi, range.lo);
    EXPECT_EQ(range.lo, kNow - 3000);
}

TEST(Ranges, AreSplitIntoEqualPartsOfWhatIsExpected) {
    // A hundred objects in the first thousand seconds.
    const Seen seen{100, kNow};
    Range read = WholeRange(kNow);
    read.cursor_at = kNow - 1000;
    struct Case {
        std::string_view name;
        int64_t lo;
        SplitPlan plan;
        int64_t middle;
    };
    const Case cases[] = {
        {"a quarter", kNow - 41'000, {.parts = 4}, kNow - 31'000},
        {"fewer where a part would be too small", kNow - 5'800, {.parts = 6}, kNow - 4'200},
        {"halves where nobody knows the end", kBeginning, {.parts = 6}, kBeginning + (kNow - 1000 - kBeginning) / 2},
        {"down to where the shop begins", kBeginning, {.parts = 4, .floor = kNow - 41'000}, kNow - 31'000},
        {"a beginning above the cursor tells nothing", kBeginning, {.parts = 4, .floor = kNow - 999},
         kBeginning + (kNow - 1000 - kBeginning) / 2},
        {"only the lowest range looks at it", kNow - 81'000, {.parts = 2, .floor = kNow - 50'000}, kNow - 41'000},
    };
    for (const Case& c : cases) {
        Range range = read;
        range.lo = c.lo;
        const auto lower = SplitRange(range, seen, c.plan);
        ASSERT_TRUE(lower) << c.name;
        EXPECT_EQ(lower->hi, c.middle) << c.name;
        EXPECT_EQ(lower->lo, c.lo) << c.name;
        EXPECT_EQ(range.lo, c.middle) << c.name;
    }
}

TEST(Ranges, ExpectAsMuchAsLiesAroundThem) {
    Range range = WholeRange(kNow);
    range.lo = kNow - 11'000;
    range.cursor_at = kNow - 1000;   // 0.1 a second, and 10,000 seconds are left
    EXPECT_NEAR(ExpectedLeft(range, {100, kNow}), 1000, 0.01);
    struct Case { double below, left; };
    for (const Case& c : {Case{0.1, 1000}, {0.1001, 1000}, {0.05, 721.3}, {0.2, 1442.7}, {0.001, 215}, {1e-12, 39.5}}) {
        EXPECT_NEAR(LikelyLeft(range, {100, kNow, c.below}), c.left, 0.6) << c.below;
        EXPECT_NEAR(ExpectedLeft(range, {100, kNow, c.below}), 1000, 0.01) << c.below;
    }
    EXPECT_EQ(LikelyLeft(range, {}), 0) << "nothing was read";
}

// A list as Stripe gives it, over objects of these creation times.
struct FakeList {
    std::multimap<int64_t, std::string, std::greater<>> objects;

    std::vector<std::pair<int64_t, std::string>> Read(const Bounds& bounds, const std::string& cursor,
                                                      bool& has_more) const {
        std::vector<std::pair<int64_t, std::string>> page;
        bool past = cursor.empty();
        has_more = false;
        for (const auto& [created, id] : objects) {
            const bool inside = past && (!bounds.below || created < *bounds.below) &&
                                (!bounds.from || created >= *bounds.from);
            if (id == cursor) past = true;
            if (!inside) continue;
            if (page.size() == 100) {
                has_more = true;
                break;
            }
            page.emplace_back(created, id);
        }
        return page;
    }
};

FakeList RandomList() {
    const auto clusters = *rc::gen::inRange(1, 5);
    FakeList list;
    for (int c = 0; c < clusters; ++c) {
        const auto middle = *rc::gen::inRange<int64_t>(1'200'000'000, kNow + 100);
        const auto width = *rc::gen::element<int64_t>(1, 10, 3600, 86'400 * 30, 86'400 * 1500);
        const auto count = *rc::gen::inRange(0, 600);
        for (int i = 0; i < count; ++i) {
            const auto at = middle + *rc::gen::inRange<int64_t>(0, width);
            list.objects.emplace(at, "o" + std::to_string(list.objects.size()));
        }
    }
    return list;
}

// However ranges are split and in whatever order they are read, every object is read in exactly one of them.
RC_GTEST_PROP(Ranges, CoverEveryObjectExactlyOnce, ()) {
    const FakeList list = RandomList();
    struct Run {
        Range range;
        Bounds bounds;
        Seen seen;
    };
    std::vector<Run> open{{WholeRange(kNow), BoundsOf(WholeRange(kNow)), {}}};
    std::map<std::string, int> read;
    bool restarted = false;
    int steps = 0;
    while (!open.empty()) {
        RC_ASSERT(++steps < 2000);
        const auto at = *rc::gen::inRange<size_t>(0, open.size());
        if (*rc::gen::inRange(0, 3) == 0) {
            const SplitPlan plan{.parts = *rc::gen::inRange(1, 9),
                                 .floor = *rc::gen::inRange<int64_t>(kBeginning, kNow + 100)};
            if (const auto lower = SplitRange(open[at].range, open[at].seen, plan)) {
                open.push_back({*lower, BoundsOf(*lower), {}});
            }
        }
        Run& run = open[at];
        if (*rc::gen::inRange(0, 8) == 0 && run.range.started()) {  // the cursor is gone
            restarted = true;
            run.range.cursor.clear();
            run.bounds = BoundsOf(run.range);
        }
        bool has_more = false;
        const auto page = list.Read(run.bounds, run.range.cursor, has_more);
        PageEnd end{page.size(), "", 0, has_more};
        if (!page.empty()) std::tie(end.last_created, end.last_id) = page.back();
        const Step step = Judge(run.range, end);
        RC_ASSERT(step != Step::kStuck);
        std::set<std::string> once;
        for (const auto& [created, id] : page) {
            if (run.range.lowest() || created >= run.range.lo) read[id] += 1;
        }
        if (!page.empty()) {
            if (run.seen.newest == 0) run.seen.newest = page.front().first;
            run.seen.objects += static_cast<int64_t>(page.size());
            run.range.cursor = end.last_id;
            run.range.cursor_at = end.last_created;
        }
        if (step == Step::kDone) open.erase(open.begin() + static_cast<int64_t>(at));
    }
    RC_ASSERT(read.size() == list.objects.size());
    for (const auto& [id, times] : read) RC_ASSERT(times == 1 || restarted);
}

}  // namespace
}  // namespace daybook::stripe
