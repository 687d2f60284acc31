// The process ends before statement k of a short import, for every k, on both engines; the next life of the process goes
// on from what is stored and ends as a run without a crash does.
//
// One life is lived to its end. Before each of its statements the store is copied as an end there would leave it, and a
// second life goes on from the copy. That processes which do end leave what such a copy holds, a few of them show.
// Ends between two commits all leave one store: the short run goes on from it once, and once more for every few of them, as
// the next life does what is left in another order each time.
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "seeds.h"
#include "snapshot.h"
#include "sql/test_support.h"

namespace daybook::sim {
namespace {

constexpr uint32_t kCustomers = 6;
constexpr int kLongRun = 1000;  // seeds: then with every resource
constexpr int64_t kSameStoreStep = 8;  // of ends that leave one store, the short run looks at each eighth
constexpr int64_t kEndedStep = 60;  // of so many statements, a process really ends before one
constexpr Micros kBegin = sandbox::kDefaultBirth * kSecond;
constexpr Micros kEnd = kBegin + kDay;  // all lives are looked at then
constexpr int kCrashed = 77, kComplete = 0, kWrong = 1;

class CrashTest : public ::testing::TestWithParam<std::string> {
  protected:
    static std::unique_ptr<sandbox::Shop> MakeShop(const Clock& clock) {
        auto shop = sandbox::Shop::Create({.customers = kCustomers, .seed = FirstSeed()}, clock);
        EXPECT_TRUE(shop.ok()) << shop.error().message;
        if (SeedCount() < kLongRun) {
            (*shop)->keys().Deny("", {"credit_notes", "products", "prices", "checkout_sessions", "refunds"});
        }
        return std::move(*shop);
    }

    // One life to the end of all work.
    static Result<Snapshot> Live(const sql::TestPlace& place, uint64_t seed,
                                 std::function<Status(std::string_view)> before_statement = {}) {
        ManualClock clock(kBegin);
        const auto shop = MakeShop(clock);
        const auto world = TRY(World::Open(*shop, clock,
                                           {.url = place.url(),
                                            .folder = place.folder(),
                                            .seed = seed,
                                            .segments = WatchedConditions(),
                                            .before_statement = std::move(before_statement)}));
        if (!world->RunUntilOnlyPermissionsLack()) return Internal("It does not come to an end: " + world->Describe());
        if (!world->JumpTo(kEnd)) return Internal("Time brings no end: " + world->Describe());
        return Look(*world);
    }

    // A life in a process of its own, which ends before the k-th statement. Its exit code.
    static int LiveUntil(const sql::TestPlace& place, uint64_t seed, int64_t k) {
        const pid_t child = fork();
        if (child == 0) {
            std::atomic<int64_t> count = 0;
            const auto lived = Live(place, seed, [&](std::string_view) -> Status {
                if (++count == k) _exit(kCrashed);
                return {};
            });
            if (!lived.ok()) fmt::print(stderr, "{}\n", lived.error().message);
            _exit(lived.ok() ? kComplete : kWrong);
        }
        int status = 0;
        EXPECT_EQ(waitpid(child, &status, 0), child);
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }

    Snapshot Expected() {
        const sql::TestPlace place(GetParam());
        auto whole = Live(place, FirstSeed());
        EXPECT_TRUE(whole.ok()) << whole.error().message;
        return whole.ok() ? std::move(*whole) : Snapshot();
    }

    // The next life after a crash before statement k, at its end. Another seed: it does what is left in another order.
    static Status GoOn(const sql::TestPlace& place, int64_t k, const Snapshot& expected) {
        const Snapshot found = TRY(Live(place, FirstSeed() + static_cast<uint64_t>(k)));
        const std::string difference = WholeDifference(expected, found);
        if (difference.empty()) return {};
        return Internal(fmt::format("crash before statement {}, DAYBOOK_SEED={}: {}", k, FirstSeed(), difference));
    }
};
INSTANTIATE_BOTH_ENGINES(CrashTest);

TEST_P(CrashTest, AfterACrashBeforeAnyStatementNothingIsLostOrDoubled) {
    const Snapshot expected = Expected();
    ASSERT_GE(expected.people.size(), kCustomers / 2);
    const sql::TestPlace first(GetParam()), second(GetParam());
    int64_t k = 0, lives = 0;
    bool committed = true;  // since the last copy
    Status went;
    const auto crash = [&](std::string_view statement) -> Status {
        ++k;
        const bool look = committed || k % kSameStoreStep == 0 || SeedCount() >= kLongRun;
        committed = statement == "commit";
        if (!look || !went.ok()) return {};
        ++lives;
        // A thread of its own: this one may be the first life's writer.
        std::thread([&] {
            sql::CopyAsCrashed(first, second);
            went = GoOn(second, k, expected);
        }).join();
        return {};
    };
    const auto lived = Live(first, FirstSeed(), crash);
    ASSERT_TRUE(went.ok()) << went.error().message;
    ASSERT_TRUE(lived.ok()) << lived.error().message;
    EXPECT_EQ(WholeDifference(expected, *lived), "");
    RecordProperty("statements", fmt::format("{}", k));
    fmt::print("{}: crashed before each of {} statements, {} lives went on\n", GetParam(), k, lives);
    EXPECT_GT(k, 100) << "that was no import";
    EXPECT_GT(lives, 50) << "that was no import";
}

TEST_P(CrashTest, AfterAProcessEndedNothingIsLostOrDoubled) {
    const Snapshot expected = Expected();
    int ended = 0;
    int exit = kCrashed;
    for (int64_t k = 1 + static_cast<int64_t>(FirstSeed() % kEndedStep); exit == kCrashed; k += kEndedStep) {
        const sql::TestPlace place(GetParam());
        exit = LiveUntil(place, FirstSeed(), k);
        ASSERT_TRUE(exit == kCrashed || exit == kComplete) << "exit code " << exit;
        if (exit == kCrashed) ++ended;
        const Status went = GoOn(place, k, expected);
        ASSERT_TRUE(went.ok()) << went.error().message;
    }
    EXPECT_GE(ended, 2) << "that was no import";
}

}  // namespace
}  // namespace daybook::sim
