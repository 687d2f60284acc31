#include "profiles/activities.h"

#include <set>

#include <gmock/gmock.h>

#include "profiles/test_people.h"

namespace daybook::profiles {
namespace {

using ::testing::ElementsAre;

constexpr ProfileId kAda = MakeProfileId(1, 0), kBob = MakeProfileId(3, 5);

Activity Paused(int64_t at, int64_t occurrence) {
    return {.kind = ActivityKind::kSubscriptionPaused, .at = at, .object = 7, .occurrence = occurrence,
            .cause = Cause::kLive, .data = R"({"subscription":"sub_1"})"};
}

class ActivitiesTest : public StoreTest {};
INSTANTIATE_BOTH_ENGINES(ActivitiesTest);

TEST_P(ActivitiesTest, AreNotedOnce) {
    const ProfileId both[] = {kAda, kBob};
    auto add = [&](std::vector<ActivityOf> activities) {
        Write([&](sql::Tx& tx) { return AddActivities(tx, activities); });
    };
    add({{kAda, Paused(100, 1)}, {kAda, Paused(150, 1)}, {kBob, Paused(90, 1)}});
    add({{kAda, Paused(200, 1)}, {kAda, Paused(50, 2)}});
    auto stored = Get([&](sql::Tx& tx) { return LoadActivities(tx, both); });
    ASSERT_EQ(stored.size(), 3u);
    EXPECT_EQ(stored[0].activity, Paused(50, 2));
    EXPECT_EQ(stored[1].activity, Paused(100, 1)) << "the first sight stays, whatever the time of the next";
    EXPECT_EQ(stored[2].profile, kBob);
    EXPECT_EQ(stored[2].activity, Paused(90, 1));
}

TEST(Activity, HasAnIdOfItsOwn) {
    std::set<std::string> ids;
    for (int64_t object : {0, 1, 31, 32, 1 << 20}) {
        for (int64_t occurrence : {int64_t{0}, int64_t{1}, int64_t{32}, int64_t{-1}, INT64_MAX}) {
            for (int16_t kind = 1; kind <= 17; ++kind) {
                Activity activity{.kind = static_cast<ActivityKind>(kind), .at = 5, .object = object,
                                  .occurrence = occurrence};
                EXPECT_TRUE(ids.insert(ActivityId(activity)).second);
            }
        }
    }
    EXPECT_EQ(ActivityId(Paused(1, 2)), ActivityId(Paused(900, 2))) << "its time is no part of it";
    EXPECT_EQ(ActivityId(Paused(1, 2)), "act_1e1712");
}

TEST(Activity, IsWrittenAsTheApiShowsIt) {
    std::string json;
    JsonWriter out(json);
    WriteActivity(out, kAda, Paused(100, 1));
    EXPECT_EQ(json, R"({"id":"act_1e1711","object":"activity","kind":"subscription_paused","at":100,"cause":"live",)"
                    R"("profile":"prf_0000000000400","data":{"subscription":"sub_1"}})");
}

TEST(Activity, PagesBothWays) {
    std::vector<Activity> all;
    for (int64_t i = 0; i < 5; ++i) all.push_back(Paused(100 - i / 2, i));
    auto id = [&](int64_t occurrence) { return ActivityId(Paused(0, occurrence)); };
    auto page = [&](const std::string& after, const std::string& before, int limit) {
        ActivityPage got = PageOf(all, after, before, limit);
        std::vector<int64_t> occurrences;
        for (const Activity& activity : got.activities) occurrences.push_back(activity.occurrence);
        return std::tuple(occurrences, got.has_more, got.anchor_found);
    };
    using Page = std::tuple<std::vector<int64_t>, bool, bool>;
    EXPECT_EQ(page("", "", 2), (Page{{1, 0}, true, true}));
    EXPECT_EQ(page(id(0), "", 2), (Page{{3, 2}, true, true}));
    EXPECT_EQ(page(id(2), "", 2), (Page{{4}, false, true}));
    EXPECT_EQ(page(id(4), "", 2), (Page{{}, false, true}));
    EXPECT_EQ(page("", id(4), 2), (Page{{3, 2}, true, true}));
    EXPECT_EQ(page("", id(3), 2), (Page{{1, 0}, false, true}));
    EXPECT_EQ(page("", id(1), 2), (Page{{}, false, true}));
    EXPECT_FALSE(std::get<2>(page(id(9), "", 2)));
    EXPECT_FALSE(std::get<2>(page("", "act_x", 2)));
}

}  // namespace
}  // namespace daybook::profiles
