// Who was in a segment at a past second, found from the next base: it equals a log of every move, on both engines, and is
// found from a bounded number of moves.
#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

#include <fmt/format.h>

#include "base/random.h"
#include "segments/held.h"
#include "segments/history.h"
#include "settle/segments_support.h"

namespace daybook::settle {
namespace {

using namespace stripe::test;
using namespace settle::test;
using segments::SegmentId;

constexpr int64_t kPeople = 600;  // a block
constexpr int64_t kAtOnce = 40;
constexpr int64_t kMoment = 2'000'000;  // unix seconds: the first

uint64_t Seed() {
    const char* given = std::getenv("DAYBOOK_SEED");
    return given != nullptr ? std::strtoull(given, nullptr, 10) : 16;
}

class BasesTest : public SegmentsShop {
  protected:
    BasesTest() {
        clock_.Set(kMoment * kSecond);
        for (segments::Segment& one : segments_) Put(one);
    }
    void Put(segments::Segment& segment) {
        segment.created = kMoment;
        EXPECT_TRUE(store_.db().Write([&](sql::Tx& tx) { return InsertSegment(tx, segment); }).ok());
    }
    // What one transaction moves: some people of a segment, as settling does.
    void MoveSome() {
        const segments::Segment& segment = segments_[random_.Below(segments_.size())];
        const profiles::Cause cause = random_.Chance(0.3) ? profiles::Cause::kImport : profiles::Cause::kLive;
        std::set<ProfileId> people;
        for (int64_t n = random_.Between(1, kAtOnce); n > 0; --n) people.insert(MakeProfileId(random_.Between(1, 3), random_.Between(0, kPeople)));
        std::set<ProfileId> moved;
        const Status done = store_.db().Write([&](sql::Tx& tx) -> Status {
            moved.clear();
            segments::Held held;
            TRY(held.Load(tx, {1, 2, 3}));
            for (const ProfileId one : people) {
                if (held.Move(segment, one, random_.Chance(0.6), cause, clock_.Now())) moved.insert(one);
            }
            return held.Store(tx);
        });
        ASSERT_TRUE(done.ok()) << done.error().message;
        for (const ProfileId one : moved) log_.push_back({clock_.Now() / kSecond, segment.id, one, cause == profiles::Cause::kImport});
    }
    // What another definition moves in a block: some leave, some enter, all at once.
    void MoveBlock() {
        const SegmentId segment = segments_[random_.Below(segments_.size())].id;
        const int64_t block = random_.Between(1, 3);
        std::set<ProfileId> moved;
        for (int n = 0; n < 9; ++n) moved.insert(MakeProfileId(block, random_.Between(0, kPeople)));
        const Status done = store_.db().Write([&](sql::Tx& tx) -> Status {
            const segments::Bits before = TRY(MembersOf(tx, segment, block));
            segments::Bits after = before;
            for (const ProfileId one : moved) after.Set(one, !before.Has(one));
            segments::Shifts shifts;
            shifts.Add(block, segment, profiles::Cause::kDefinition, before, after);
            TRY(shifts.Store(tx, clock_.Now()));
            return PutMembers(tx, segment, block, after);
        });
        ASSERT_TRUE(done.ok()) << done.error().message;
        for (const ProfileId one : moved) log_.push_back({clock_.Now() / kSecond, segment, one, true});
    }
    // A condition takes the place of another.
    void Edit() {
        segments::Segment& segment = segments_.front();
        segments::Segment next{.id = SegmentId{++last_}, .account = kShop, .name = segment.name, .edits = segment.id};
        Put(next);
        std::set<ProfileId> moved;
        const Status done = store_.db().Write([&](sql::Tx& tx) -> Status {
            for (const int64_t block : {1, 2, 3}) {
                const segments::Bits before = TRY(MembersOf(tx, segment.id, block));
                segments::Bits after;
                for (int64_t slot = 0; slot < kPeople; ++slot) {
                    const ProfileId one = MakeProfileId(block, slot);
                    if (Mix(static_cast<uint64_t>(slot), static_cast<uint64_t>(last_)) % 3 == 0) after.Set(one, true);
                    if (before.Has(one) != after.Has(one)) moved.insert(one);
                }
                if (before.Has(MakeProfileId(block, kPeople))) moved.insert(MakeProfileId(block, kPeople));
                TRY(PutMembers(tx, next.id, block, after));
            }
            return TakePlace(tx, next, segment, {}, clock_.Now());
        });
        ASSERT_TRUE(done.ok()) << done.error().message;
        for (const ProfileId one : moved) log_.push_back({clock_.Now() / kSecond, segment.id, one, true});
    }
    void Live(int steps, bool set_back) {
        for (int i = 0; i < steps && !HasFatalFailure(); ++i) {
            if (random_.Chance(0.03))
                Edit();
            else if (random_.Chance(0.1))
                MoveBlock();
            else
                MoveSome();
            if (random_.Chance(0.7)) clock_.Advance(random_.Between(1, 3 * kSecond));
            if (set_back && random_.Chance(0.02)) clock_.Advance(-random_.Between(1, 40 * kSecond));
        }
    }

    using Blocks = std::map<int64_t, segments::Bits>;
    Blocks Now(SegmentId id) {
        Blocks all;
        for (auto& one : Read<std::vector<segments::BlockBits>>([&](sql::Tx& tx) { return LoadMembers(tx, id); })) all[one.block] = one.bits;
        return all;
    }
    Blocks Then(SegmentId id, int64_t at) {
        return Read<Blocks>([&](sql::Tx& tx) { return MembersAt(tx, id, at); });
    }
    Blocks ByTheLog(SegmentId id, int64_t at) {
        Blocks all = Now(id);
        for (const Move& move : log_) {
            if (move.segment != id || move.at <= at) continue;
            segments::Bits& bits = all[BlockOf(move.profile)];
            bits.Set(move.profile, !bits.Has(move.profile));
        }
        std::erase_if(all, [](const auto& one) { return one.second.empty(); });
        return all;
    }
    void ExpectThePastOfTheLog() {
        std::set<int64_t> seconds;
        for (const Move& move : log_) {
            if (random_.Chance(0.05)) seconds.insert({move.at - 1, move.at});
        }
        for (const int64_t at : seconds) {
            for (const segments::Segment& one : segments_) ASSERT_EQ(Then(one.id, at), ByTheLog(one.id, at)) << "segment " << Number(one.id) << " at " << at;
        }
        EXPECT_GT(seconds.size(), 50U);
    }
    // One person in one segment: each move is told, and the last one of a second says
    // whether they were in at its end.
    void ExpectTheMovesOfTheLog(ProfileId person, SegmentId segment) {
        std::map<int64_t, std::vector<segments::ChangeOf>> told;  // by second, the newest first
        for (const segments::ChangeOf& one : Read<std::vector<segments::ChangeOf>>([&](sql::Tx& tx) { return segments::ChangesOf(tx, person); })) {
            if (one.segment == segment) told[one.at / kSecond].push_back(one);
        }
        std::map<int64_t, std::pair<size_t, size_t>> logged;  // by second: alone, in a shift
        for (const Move& move : log_) {
            if (move.profile == person && move.segment == segment) ++(move.shift ? logged[move.at].second : logged[move.at].first);
        }
        for (const auto& [second, changes] : told) ASSERT_TRUE(logged.contains(second)) << second;
        bool in = false;
        for (const auto& [second, moves] : logged) {
            in = in != ((moves.first + moves.second) % 2 == 1);
            const std::vector<segments::ChangeOf>& changes = told[second];
            if (moves.first > 1 || moves.second > 1) continue;  // of one moment or one shift: they may have taken each other back
            ASSERT_EQ(changes.size(), moves.first + moves.second) << second;
            for (size_t i = 0; i < changes.size(); ++i) ASSERT_EQ(changes[i].entered, in == (i % 2 == 0)) << second;
            ++moves_seen_;
        }
    }
    void ExpectTheMovesOfTheLog() {
        for (const segments::Segment& segment : segments_) {
            for (int n = 0; n < 60; ++n) ExpectTheMovesOfTheLog(log_[random_.Below(log_.size())].profile, segment.id);
        }
        EXPECT_GT(moves_seen_, 100);
    }
    int64_t moves_seen_ = 0;
    int64_t Counted(const std::string& query) { return std::stoll(sql::Dump(store_.database().url(), query)); }

    struct Move {
        int64_t at = 0;
        SegmentId segment{};
        ProfileId profile{};
        bool shift = false;  // noted a block and a second
    };
    std::vector<Move> log_;
    std::vector<segments::Segment> segments_ = {
        {.id = SegmentId{1}, .account = kShop, .name = "One", .kind = segments::SegmentKind::kStatic, .state = segments::SegmentState::kReady},
        {.id = SegmentId{2}, .account = kShop, .name = "Two", .kind = segments::SegmentKind::kStatic, .state = segments::SegmentState::kReady}};
    int64_t last_ = 2;
    Random random_{Seed()};
};
INSTANTIATE_BOTH_ENGINES(BasesTest);

TEST_P(BasesTest, ThePastIsThatOfAFullLogAndFoundFromFewMoves) {
    SCOPED_TRACE(fmt::format("DAYBOOK_SEED={}", Seed()));
    Live(400, false);
    ExpectThePastOfTheLog();
    ExpectTheMovesOfTheLog();
    EXPECT_GT(Counted("SELECT count(*) FROM member_base"), 20);
    // Between two bases of a block, and after the last one.
    const int64_t most = Counted("SELECT max(n) FROM (SELECT count(*) AS n FROM member_change c GROUP BY c.block, c.segment, (SELECT count(*) "
                                 "FROM member_base b WHERE b.block = c.block AND b.segment = c.segment AND b.at * 1000000 <= c.at)) t");
    EXPECT_LE(most, segments::kMovesABase + 5 * kAtOnce) << "of some transactions in one second";
}

TEST_P(BasesTest, AClockThatIsSetBackBreaksNothing) {
    SCOPED_TRACE(fmt::format("DAYBOOK_SEED={}", Seed()));
    Live(400, true);
    ExpectThePastOfTheLog();
    Live(100, false);  // a clock that was set back takes later bases away, all of them in some seeds: now there are some again
    ExpectThePastOfTheLog();
    EXPECT_GT(Counted("SELECT count(*) FROM member_base"), 0);
}

TEST_P(BasesTest, WhoIsForgottenIsInNoBase) {
    SCOPED_TRACE(fmt::format("DAYBOOK_SEED={}", Seed()));
    Live(200, false);
    ASSERT_GT(Counted("SELECT count(*) FROM member_base"), 5);
    const ProfileId gone = log_[log_.size() / 2].profile;
    ASSERT_TRUE(store_.db().Write([&](sql::Tx& tx) { return segments::Forget(tx, gone); }).ok());
    std::erase_if(log_, [&](const Move& move) { return move.profile == gone; });
    ExpectThePastOfTheLog();
    for (const segments::Segment& one : segments_) {
        ASSERT_TRUE(store_.db().Write([&](sql::Tx& tx) { return DeleteSegment(tx, kShop, one.id); }).ok());
    }
    EXPECT_EQ(Counted("SELECT count(*) FROM member_base"), 0) << "with the segments";
}

}  // namespace
}  // namespace daybook::settle
