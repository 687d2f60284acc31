#include "profiles/due.h"

#include <gmock/gmock.h>

#include "base/random.h"
#include "profiles/numbers.h"
#include "profiles/test_people.h"

namespace daybook::profiles {
namespace {

constexpr ProfileId kAda = MakeProfileId(1, 0), kBob = MakeProfileId(1, 1), kCy = MakeProfileId(2, 0);

class DueTest : public StoreTest {
  protected:
    void Mark(ProfileId id, Lane lane, Micros at, Cause cause) {
        Write([&](sql::Tx& tx) { return MarkDue(tx, std::span(&id, 1), lane, at, cause); });
    }
    Due DueOf(ProfileId id) {
        auto rows = Get([&](sql::Tx& tx) { return LoadDue(tx, std::span(&id, 1)); });
        EXPECT_EQ(rows.size(), 1u);
        return rows.empty() ? Due{} : rows[0];
    }
    std::vector<ProfileId> Next(Lane lane, Micros now, int limit = 10) {
        std::vector<ProfileId> ids;
        for (const Due& due : Get([&](sql::Tx& tx) { return NextDue(tx, lane, now, limit); })) {
            ids.push_back(due.profile);
        }
        return ids;
    }
    std::vector<ProfileId> FinishAll(std::vector<Settled> settled) {
        std::vector<ProfileId> kept;
        Write([&](sql::Tx& tx) -> Status {
            kept = TRY(Finish(tx, settled));
            return {};
        });
        return kept;
    }
};
INSTANTIATE_BOTH_ENGINES(DueTest);

TEST_P(DueTest, EveryStatementIsAccepted) {
    Status prepared = store_->PrepareAll();
    EXPECT_TRUE(prepared.ok()) << prepared.error().message;
}

TEST_P(DueTest, MarksByTheRules) {
    struct State { Lane lane; std::optional<Micros> at; Cause cause; };
    struct Case { std::string name; State stored; Lane lane; Micros at; Cause cause; State then; };
    const std::vector<Case> cases = {
        {"not due: all is taken", {Lane::kTimer, std::nullopt, Cause::kLive},
         Lane::kBulk, 500, Cause::kRecompute, {Lane::kBulk, 500, Cause::kRecompute}},
        {"live takes the lane of an earlier bulk row", {Lane::kBulk, 100, Cause::kImport},
         Lane::kLive, 500, Cause::kLive, {Lane::kLive, 100, Cause::kLive}},
        {"live brings a later row forward", {Lane::kTimer, 900, Cause::kClock},
         Lane::kLive, 500, Cause::kLive, {Lane::kLive, 500, Cause::kLive}},
        {"bulk never takes the lane of live", {Lane::kLive, 500, Cause::kLive},
         Lane::kBulk, 100, Cause::kImport, {Lane::kLive, 100, Cause::kLive}},
        {"bulk leaves an earlier timer", {Lane::kTimer, 100, Cause::kClock},
         Lane::kBulk, 500, Cause::kImport, {Lane::kTimer, 100, Cause::kClock}},
        {"earlier bulk takes the lane of a later timer", {Lane::kTimer, 900, Cause::kClock},
         Lane::kBulk, 500, Cause::kImport, {Lane::kBulk, 500, Cause::kClock}},
        {"bulk does not put bulk off", {Lane::kBulk, 100, Cause::kImport},
         Lane::kBulk, 500, Cause::kImport, {Lane::kBulk, 100, Cause::kImport}},
        {"a timer whose moment has not come is no cause of an edit", {Lane::kTimer, 900, Cause::kClock},
         Lane::kLive, 500, Cause::kManual, {Lane::kLive, 500, Cause::kManual}},
        {"one whose moment has come is", {Lane::kTimer, 100, Cause::kClock},
         Lane::kLive, 500, Cause::kManual, {Lane::kLive, 100, Cause::kClock}},
        {"bulk work may run after its moment", {Lane::kTimer, 900, Cause::kClock},
         Lane::kBulk, 500, Cause::kImport, {Lane::kBulk, 500, Cause::kClock}},
        {"the strongest cause stays", {Lane::kBulk, 100, Cause::kManual},
         Lane::kBulk, 500, Cause::kImport, {Lane::kBulk, 100, Cause::kManual}},
        {"a stronger cause comes in", {Lane::kBulk, 100, Cause::kRecompute},
         Lane::kBulk, 500, Cause::kDefinition, {Lane::kBulk, 100, Cause::kDefinition}},
    };
    for (const Case& one : cases) {
        Write([&](sql::Tx& tx) { return MarkDue(tx, std::span(&kAda, 1), one.stored.lane, 1, one.stored.cause); });
        Due before = DueOf(kAda);
        FinishAll({{.profile = kAda, .rev = before.rev, .next_at = std::nullopt}});
        if (one.stored.at) Mark(kAda, one.stored.lane, *one.stored.at, one.stored.cause);
        int64_t rev = DueOf(kAda).rev;
        Mark(kAda, one.lane, one.at, one.cause);
        Due after = DueOf(kAda);
        EXPECT_EQ(after.rev, rev + 1) << one.name;
        EXPECT_EQ(after.lane, one.then.lane) << one.name;
        EXPECT_EQ(after.at, one.then.at) << one.name;
        EXPECT_EQ(after.cause, one.then.cause) << one.name;
    }
}

TEST_P(DueTest, HoldIsAFloor) {
    Mark(kAda, Lane::kLive, 100, Cause::kLive);
    FinishAll({{.profile = kAda, .rev = DueOf(kAda).rev, .next_at = 300, .hold = 5000}});
    EXPECT_EQ(DueOf(kAda).at, 5000);
    FinishAll({{.profile = kAda, .rev = DueOf(kAda).rev, .next_at = std::nullopt, .hold = 5000}});
    EXPECT_EQ(DueOf(kAda).at, std::nullopt);
    Mark(kAda, Lane::kLive, 200, Cause::kLive);
    EXPECT_EQ(DueOf(kAda).at, 5000) << "for live reasons too";
    Mark(kAda, Lane::kLive, 7000, Cause::kLive);
    EXPECT_EQ(DueOf(kAda).at, 5000);
}

TEST_P(DueTest, GivesALaneInOrder) {
    Mark(kBob, Lane::kBulk, 100, Cause::kImport);
    Mark(kCy, Lane::kBulk, 50, Cause::kImport);
    Mark(kAda, Lane::kBulk, 100, Cause::kImport);
    EXPECT_THAT(Next(Lane::kBulk, 100), ::testing::ElementsAre(kCy, kAda, kBob));
    EXPECT_THAT(Next(Lane::kBulk, 99), ::testing::ElementsAre(kCy));
    EXPECT_THAT(Next(Lane::kBulk, 100, 2), ::testing::ElementsAre(kCy, kAda));
    EXPECT_THAT(Next(Lane::kLive, 100), ::testing::IsEmpty());
    EXPECT_EQ(Get([&](sql::Tx& tx) { return NextWake(tx, Lane::kBulk); }), 50);
    EXPECT_EQ(Get([&](sql::Tx& tx) { return NextWake(tx, Lane::kLive); }), std::nullopt);
}

TEST_P(DueTest, FinishesOnlyWhatWasSeen) {
    for (ProfileId id : {kAda, kBob, kCy}) Mark(id, Lane::kBulk, 100, Cause::kImport);
    std::vector<Settled> settled;
    for (ProfileId id : {kAda, kBob, kCy}) settled.push_back({.profile = id, .rev = DueOf(id).rev, .next_at = 900});
    Mark(kBob, Lane::kLive, 200, Cause::kLive);
    EXPECT_THAT(FinishAll(settled), ::testing::ElementsAre(kAda, kCy));
    EXPECT_EQ(DueOf(kAda).at, 900);
    EXPECT_EQ(DueOf(kAda).lane, Lane::kTimer);
    EXPECT_EQ(DueOf(kAda).rev, 2);
    EXPECT_EQ(DueOf(kBob).at, 100) << "it stays due";
    EXPECT_EQ(DueOf(kBob).lane, Lane::kLive);
    EXPECT_THAT(FinishAll(settled), ::testing::IsEmpty()) << "a second time";
    EXPECT_THAT(FinishAll({}), ::testing::IsEmpty());
}

TEST_P(DueTest, ParksLongerEachTime) {
    EXPECT_EQ(ParkedFor(0), kMinute);
    EXPECT_EQ(ParkedFor(1), 4 * kMinute);
    EXPECT_EQ(ParkedFor(5), 1024 * kMinute);
    EXPECT_EQ(ParkedFor(6), kDay);
    EXPECT_EQ(ParkedFor(30'000), kDay);

    Mark(kAda, Lane::kLive, 100, Cause::kLive);
    Due seen = DueOf(kAda);
    Write([&](sql::Tx& tx) { return Park(tx, seen, kNow, "no such currency"); });
    Due parked = DueOf(kAda);
    EXPECT_EQ(parked.at, kNow + kMinute);
    EXPECT_EQ(parked.tries, 1);
    EXPECT_EQ(parked.rev, seen.rev);
    Mark(kAda, Lane::kLive, kNow + 1, Cause::kLive);
    EXPECT_EQ(DueOf(kAda).at, kNow + kMinute) << "the pause is a floor for live reasons too";
    EXPECT_EQ(DueOf(kAda).tries, 1);
    Write([&](sql::Tx& tx) { return Park(tx, parked, kNow, "stale: its rev has moved"); });
    EXPECT_EQ(DueOf(kAda).tries, 1);

    auto list = Get([&](sql::Tx& tx) { return ListParked(tx, 10); });
    ASSERT_EQ(list.size(), 1u);
    EXPECT_EQ(list[0].reason, "no such currency");
    EXPECT_EQ(list[0].again_at, kNow + kMinute);
    EXPECT_EQ(Get([&](sql::Tx& tx) { return CountParked(tx); }), 1);
    FinishAll({{.profile = kAda, .rev = DueOf(kAda).rev, .next_at = std::nullopt}});
    EXPECT_EQ(Get([&](sql::Tx& tx) { return CountParked(tx); }), 0);
}

TEST_P(DueTest, CountsWhatWaits) {
    Mark(kAda, Lane::kBulk, 100, Cause::kImport);
    Mark(kBob, Lane::kBulk, 200, Cause::kImport);
    Mark(kCy, Lane::kBulk, 900, Cause::kImport);
    LaneState bulk = Get([&](sql::Tx& tx) { return ReadLane(tx, Lane::kBulk, 500); });
    EXPECT_EQ(bulk.waiting, 2);
    EXPECT_EQ(bulk.oldest, 100);
    LaneState live = Get([&](sql::Tx& tx) { return ReadLane(tx, Lane::kLive, 500); });
    EXPECT_EQ(live.waiting, 0);
    EXPECT_EQ(live.oldest, std::nullopt);
}

// No wake-up is lost: after any sequence of marks, settles of what was seen, and parkings, whoever was marked after
// it was last seen is still due.
TEST_P(DueTest, LosesNoWakeUp) {
    constexpr uint64_t kSeed = 20260101;
    SCOPED_TRACE(kSeed);
    Random random(kSeed);
    std::map<ProfileId, Due> seen;
    std::map<ProfileId, bool> marked;
    for (int i = 0; i < 300; ++i) {
        ProfileId id = MakeProfileId(1, static_cast<int64_t>(random.Below(3)));
        uint64_t act = random.Below(4);
        if (act == 0 || !marked.contains(id)) {
            Mark(id, kLanes[random.Below(3)], static_cast<Micros>(random.Below(100)), Cause::kImport);
            marked[id] = true;
            seen.erase(id);
        } else if (act == 1) {
            seen[id] = DueOf(id);
        } else if (seen.contains(id) && act == 2) {
            bool kept = !FinishAll({{.profile = id, .rev = seen[id].rev, .next_at = std::nullopt}}).empty();
            EXPECT_TRUE(kept);
            if (kept) marked[id] = false;
            seen.erase(id);
        } else if (!seen.contains(id) && act == 2) {
            EXPECT_TRUE(FinishAll({{.profile = id, .rev = DueOf(id).rev - 1, .next_at = std::nullopt}}).empty());
        }
        EXPECT_TRUE(!marked[id] || DueOf(id).at.has_value()) << "step " << i;
    }
}

}  // namespace
}  // namespace daybook::profiles
