// The process ends before statement k of a short import, for every k, on both engines; the next life of the process goes
// on from what is stored and ends as a run without a crash does.
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "seeds.h"
#include "snapshot.h"
#include "sql/test_support.h"

namespace daybook::sim {
namespace {

constexpr uint32_t kCustomers = 6;
constexpr int kLongRun = 1000;  // seeds: then with every resource
constexpr Micros kBegin = sandbox::kDefaultBirth * kSecond;
constexpr Micros kEnd = kBegin + kDay;  // both lives are looked at then
constexpr int kCrashed = 77, kComplete = 0, kWrong = 1;

struct Run {
    Status status;
    Snapshot snapshot;
};

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
};
INSTANTIATE_BOTH_ENGINES(CrashTest);

TEST_P(CrashTest, AfterACrashBeforeAnyStatementNothingIsLostOrDoubled) {
    const Snapshot expected = Expected();
    ASSERT_GE(expected.people.size(), kCustomers / 2);
    int64_t k = 1;
    for (int exit = kCrashed; exit == kCrashed; ++k) {
        SCOPED_TRACE(fmt::format("crash before statement {}, DAYBOOK_SEED={}", k, FirstSeed()));
        const sql::TestPlace place(GetParam());
        exit = LiveUntil(place, FirstSeed(), k);
        ASSERT_TRUE(exit == kCrashed || exit == kComplete) << "exit code " << exit;
        // Another seed: the second life does what is left in another order.
        const auto found = Live(place, FirstSeed() + static_cast<uint64_t>(k));
        ASSERT_TRUE(found.ok()) << found.error().message;
        ASSERT_EQ(WholeDifference(expected, *found), "");
    }
    RecordProperty("statements", fmt::format("{}", k - 2));
    fmt::print("{}: crashed before each of {} statements\n", GetParam(), k - 2);
    EXPECT_GT(k, 100) << "that was no import";
}

}  // namespace
}  // namespace daybook::sim
