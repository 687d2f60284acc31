// Settle on both engines: what was mirrored becomes profiles, whoever writes meanwhile, and one bad
// profile harms nobody.
#include "settle/settle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "base/random.h"
#include "runtime/io.h"
#include "runtime/pool.h"
#include "runtime/timer.h"
#include "settle/parked.h"
#include "stripe/mirror_support.h"

namespace daybook::settle {
namespace {

using namespace stripe::test;
using ::testing::ElementsAre;
using ::testing::SizeIs;

constexpr Micros kNow = (kStart + 1000) * kSecond;

class SettleTest : public ::testing::TestWithParam<std::string> {
  protected:
    Parts parts() { return {store_.db(), store_.mirror(), clock_}; }
    void Settle(const Options& options = {}) {
        const Status done = SettleAll(parts(), options, clock_.Now());
        ASSERT_TRUE(done.ok()) << done.error().message;
    }
    std::optional<profiles::Profile> ProfileOf(std::string_view id) {
        std::optional<profiles::Profile> found;
        const Status read = store_.db().Read([&](sql::Tx& tx) -> Status {
            found = TRY(profiles::Find(tx, kShop, store_.OwnerOf(id)));
            return {};
        });
        EXPECT_TRUE(read.ok()) << read.error().message;
        return found;
    }
    int64_t CountParked() {
        int64_t count = -1;
        EXPECT_TRUE(store_.db()
                        .Read([&](sql::Tx& tx) -> Status {
                            count = TRY(profiles::CountParked(tx));
                            return {};
                        })
                        .ok());
        return count;
    }

    MirrorStore store_{GetParam()};
    ManualClock clock_{kNow};
};
INSTANTIATE_BOTH_ENGINES(SettleTest);

TEST_P(SettleTest, ACustomerWithInvoicesBecomesAProfile) {
    store_.Put({CustomerOf("cus_1", "ada@example.com", kStart, "Ada Lovelace"),
                InvoiceOf("in_1", "cus_1", 100), InvoiceOf("in_2", "cus_1", 250)});
    std::vector<Change> changes;
    Options options;
    options.on_settled = [&](const std::vector<Change>& settled) {
        changes.insert(changes.end(), settled.begin(), settled.end());
    };
    Settle(options);
    const auto ada = ProfileOf("cus_1");
    ASSERT_TRUE(ada.has_value());
    EXPECT_EQ(ada->fields.first_name, "Ada");
    EXPECT_EQ(ada->fields.stripe_total_orders, 2);
    EXPECT_EQ(ada->fields.stripe_total_sales, 350);
    ASSERT_THAT(changes, SizeIs(1));
    EXPECT_TRUE(changes[0].changed.appeared);
    EXPECT_EQ(changes[0].account, kShop);

    changes.clear();
    store_.Put({InvoiceOf("in_1", "cus_1", 100, "void")}, kNow);
    Settle(options);
    EXPECT_EQ(ProfileOf("cus_1")->fields.stripe_total_orders, 1);
    ASSERT_THAT(changes, SizeIs(1));
    EXPECT_FALSE(changes[0].changed.appeared);
    changes.clear();
    Settle(options);
    EXPECT_THAT(changes, SizeIs(0)) << "nobody is due twice";
}

TEST_P(SettleTest, NamesComeFromTheNewestInvoiceWhereTheCustomerHasNone) {
    store_.Put({CustomerOf("cus_1", "ada@example.com"),
                InvoiceOf("in_1", "cus_1", 100, "paid", kStart + 1),
                InvoiceOf("in_2", "cus_1", 100, "paid", kStart + 2)});
    Settle();
    EXPECT_EQ(ProfileOf("cus_1")->fields.last_name, "in_2");
}

TEST_P(SettleTest, InvoicesOfAnUnknownCustomerMakeNobodyVisible) {
    store_.Put({InvoiceOf("in_1", "cus_1", 100)});
    Settle();
    EXPECT_FALSE(ProfileOf("cus_1").has_value());
    store_.Put({CustomerOf("cus_1", "ada@example.com")}, kNow);
    Settle();
    EXPECT_EQ(ProfileOf("cus_1")->fields.stripe_total_orders, 1);
}

TEST_P(SettleTest, AGuestWhoLosesTheLastObjectDisappears) {
    store_.Put({SessionOf("cs_1", "", "guest@example.com", "open")});
    Settle();
    const ProfileId guest = store_.OwnerOf("cs_1");
    EXPECT_EQ(ProfileOf("cs_1")->fields.email, "guest@example.com");
    store_.Put({CustomerOf("cus_1", "other@example.com"),
                SessionOf("cs_1", "cus_1", "guest@example.com", "complete")},
               kNow);
    Settle();
    const Status read = store_.db().Read([&](sql::Tx& tx) -> Status {
        EXPECT_FALSE(TRY(profiles::Find(tx, kShop, guest)).has_value());
        return {};
    });
    EXPECT_TRUE(read.ok());
}

TEST_P(SettleTest, OneWhoseProjectionThrowsIsParkedAndTriedAgain) {
    std::vector<stripe::Decoded> customers;
    for (int i = 0; i < 20; ++i) {
        const std::string n = std::to_string(i);
        customers.push_back(CustomerOf("cus_" + n, "p" + n + "@example.com"));
    }
    store_.Put(std::move(customers));
    bool broken = true;
    Options options;
    options.project = [&](const stripe::Known& known, Micros now) {
        if (broken && known.customers.at(0).id == "cus_7")
            throw std::runtime_error("An impossible sum.");
        return stripe::Project(known, now);
    };
    Settle(options);
    EXPECT_TRUE(ProfileOf("cus_6").has_value());
    EXPECT_FALSE(ProfileOf("cus_7").has_value());
    EXPECT_EQ(CountParked(), 1);
    broken = false;
    clock_.Advance(profiles::ParkedFor(0) + kSecond);
    Settle(options);
    EXPECT_TRUE(ProfileOf("cus_7").has_value());
    EXPECT_EQ(CountParked(), 0);
}

TEST_P(SettleTest, DamagedDataParksOnlyItsOwner) {
    std::vector<stripe::Decoded> customers;
    for (int i = 0; i < 9; ++i) {
        const std::string n = std::to_string(i);
        customers.push_back(CustomerOf("cus_" + n, "p" + n + "@example.com"));
    }
    store_.Put(std::move(customers));
    store_.Damage("cus_4");
    Settle();
    EXPECT_EQ(CountParked(), 1);
    EXPECT_FALSE(ProfileOf("cus_4").has_value());
    EXPECT_TRUE(ProfileOf("cus_3").has_value());
    EXPECT_TRUE(ProfileOf("cus_5").has_value());
}

TEST_P(SettleTest, WhoWasWrittenWhileDecidingIsDoneAgain) {
    store_.Put({CustomerOf("cus_1", "ada@example.com")});
    bool written = false;
    Options options;
    options.project = [&](const stripe::Known& known, Micros now) {
        if (!written) {
            written = true;
            store_.Put({InvoiceOf("in_1", "cus_1", 100)}, kNow);
        }
        return stripe::Project(known, now);
    };
    Settle(options);
    EXPECT_EQ(ProfileOf("cus_1")->fields.stripe_total_orders, 1);
}

// Writers on their own threads while the service settles: in the end everybody is what was written
// last.
TEST_P(SettleTest, TheServiceKeepsUpWithConcurrentWriters) {
    SystemClock clock;
    runtime::IoThread io;
    runtime::Pool pool({.threads = 3, .queue_max = 256});
    runtime::Timers timers(io, pool, clock);
    const auto tasks = stripe::MakeTasks(pool, timers);
    Options options;
    options.batch = 4;
    options.slice = 2;
    Service service({store_.db(), store_.mirror(), clock}, *tasks, options);
    service.Start();
    constexpr int kPeople = 12, kRounds = 15;
    std::vector<std::thread> writers;
    for (int w = 0; w < 3; ++w) {
        writers.emplace_back([&, w] {
            Random random(static_cast<uint64_t>(w) + 7);
            for (int round = 0; round < kRounds; ++round) {
                const std::string n = std::to_string(random.Below(kPeople));
                store_.Put({CustomerOf("cus_" + n, "p" + n + "@example.com"),
                            InvoiceOf("in_" + std::to_string(w) + "_" + std::to_string(round),
                                      "cus_" + n, 1)},
                           clock.Now());
                service.Wake();
            }
        });
    }
    for (std::thread& writer : writers) writer.join();
    const auto due = [&] {
        int64_t waiting = 0;
        EXPECT_TRUE(store_.db()
                        .Read([&](sql::Tx& tx) -> Status {
                            for (const auto lane : profiles::kLanes) {
                                if (TRY(profiles::NextWake(tx, lane))) ++waiting;
                            }
                            return {};
                        })
                        .ok());
        return waiting;
    };
    const Micros deadline = clock.Monotonic() + 60 * kSecond;
    while (due() > 0 && clock.Monotonic() < deadline) std::this_thread::yield();
    ASSERT_EQ(due(), 0);
    service.Stop();
    int64_t orders = 0;
    for (int i = 0; i < kPeople; ++i) {
        const auto profile = ProfileOf("cus_" + std::to_string(i));
        if (profile) orders += profile->fields.stripe_total_orders;
    }
    EXPECT_EQ(orders, 3 * kRounds);
}

// What the test runs, one by one, in the order in which it came.
class TasksByHand : public stripe::Tasks {
  public:
    void Run(std::function<void()> task) override {
        {
            std::lock_guard lock(mutex_);
            if (!at_once_) return waiting_.push_back(std::move(task));
        }
        task();
    }
    void After(Micros, std::function<void()>) override {}
    // What waits, and whatever comes from now on: a service's end waits for what it asked for.
    void RunAtOnce() {
        {
            std::lock_guard lock(mutex_);
            at_once_ = true;
        }
        while (RunOne()) {
        }
    }
    bool RunOne() {
        std::function<void()> task;
        {
            std::lock_guard lock(mutex_);
            if (waiting_.empty()) return false;
            task = std::move(waiting_.front());
            waiting_.pop_front();
        }
        task();
        return true;
    }

  private:
    std::mutex mutex_;
    std::deque<std::function<void()>> waiting_;
    bool at_once_ = false;
};

TEST_P(SettleTest, AnImportIsSettledOnceNobodyItTouchedIsDue) {
    stripe::Batch batch = store_.BatchOf({CustomerOf("cus_1", "ada@example.com"), InvoiceOf("in_1", "cus_1", 1)}, clock_.Now());
    batch.lane = profiles::Lane::kBulk;
    batch.cause = profiles::Cause::kImport;
    ASSERT_TRUE(store_.Store(batch).ok());
    const Micros stored = clock_.Now();
    clock_.Advance(kSecond);
    TasksByHand tasks;
    int looked = 0;
    Options options;
    options.on_looked = [&] { ++looked; };
    Service service(parts(), tasks, std::move(options));
    EXPECT_FALSE(service.ImportSettled(stored)) << "nobody looked";
    service.Start();
    ASSERT_TRUE(tasks.RunOne());
    EXPECT_EQ(looked, 1);
    EXPECT_FALSE(service.ImportSettled(stored)) << "they wait until the import is quiet, or are being settled";
    clock_.Advance(2 * stripe::kImportDelayMax);
    service.Wake();
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (!service.ImportSettled(stored) && std::chrono::steady_clock::now() < deadline) {
        if (!tasks.RunOne()) std::this_thread::yield();
    }
    tasks.RunAtOnce();
    EXPECT_TRUE(service.ImportSettled(stored));
    ASSERT_TRUE(ProfileOf("cus_1").has_value());
    EXPECT_EQ(ProfileOf("cus_1")->fields.stripe_total_orders, 1);
    EXPECT_FALSE(service.ImportSettled(clock_.Now() + kSecond)) << "what is stored after it looked";
}

TEST(ParkedTest, WhoseFaultItIs) {
    EXPECT_TRUE(IsTheirFault(Corrupt("x")));
    EXPECT_TRUE(IsTheirFault(Internal("x")));
    EXPECT_FALSE(IsTheirFault(Unavailable("x")));
    EXPECT_FALSE(IsTheirFault(Timeout("x")));
    EXPECT_FALSE(IsTheirFault(Conflict("x")));
}

TEST(ParkedTest, HalvesLoseNobody) {
    std::vector<profiles::Due> five(5);
    for (int i = 0; i < 5; ++i) five[static_cast<size_t>(i)].rev = i;
    const auto [first, second] = Halve(std::move(five));
    EXPECT_EQ(first.size(), 2u);
    EXPECT_EQ(second.size(), 3u);
    EXPECT_EQ(second.back().rev, 4);
}

}  // namespace
}  // namespace daybook::settle
