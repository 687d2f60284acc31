// Two connections on PostgreSQL at once, as several nodes will be (plan.md §§4–5): the other one is libpq itself.
#include <thread>

#include <gmock/gmock.h>
#include <libpq-fe.h>

#include "profiles/due.h"
#include "profiles/footprint.h"
#include "profiles/identity.h"
#include "profiles/shared_check.h"
#include "profiles/test_people.h"

namespace daybook::profiles {
namespace {

constexpr ProfileId kAda = MakeProfileId(1, 0), kBob = MakeProfileId(1, 1);

// A second client of the same store.
class Other {
  public:
    explicit Other(const std::string& url) : connection_(PQconnectdb(url.c_str()), PQfinish) {
        EXPECT_EQ(PQstatus(connection_.get()), CONNECTION_OK) << PQerrorMessage(connection_.get());
        Do("SET application_name = 'other'");
    }
    std::string Do(const std::string& text) {
        std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection_.get(), text.c_str()), PQclear);
        ExecStatusType status = PQresultStatus(result.get());
        EXPECT_TRUE(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) << PQerrorMessage(connection_.get());
        return status == PGRES_TUPLES_OK && PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
    }
    // Returns once somebody waits for a lock that this client holds.
    void AwaitWaiter() {
        while (Do("SELECT count(*) FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))") == "0") {
            std::this_thread::yield();
        }
    }

  private:
    std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
};

class RaceTest : public StoreTest {
  protected:
    // Runs `job` on the writer while `other` holds what it took; then `other` commits.
    void Race(Other& other, sql::Job job) { Race(db(), std::move(job), other, "COMMIT"); }
    // The same, with the last words of `other`.
    static void Race(sql::Database& db, sql::Job job, Other& other, const std::string& last) {
        std::jthread writer([&] {
            Status done = db.Write(job);
            EXPECT_TRUE(done.ok()) << done.error().message;
        });
        other.AwaitWaiter();
        other.Do(last);
    }
};
INSTANTIATE_TEST_SUITE_P(Postgres, RaceTest, ::testing::Values(std::string("postgres")));

TEST_P(RaceTest, AClaimWaitsAndSeesTheWinner) {
    Other other(store_->url());
    other.Do("BEGIN");
    other.Do("INSERT INTO identity (account, kind, value, block, profile) VALUES (1, 0, 'a@x.io', 1, 4097)");
    std::vector<ProfileId> owners;
    Race(other, [&](sql::Tx& tx) -> Status {
        owners = TRY(ClaimEmails(tx, kShop, {{"a@x.io", kAda}, {"b@x.io", kAda}}));
        return {};
    });
    EXPECT_THAT(owners, ::testing::ElementsAre(kBob, kAda));
}

TEST_P(RaceTest, ASettleIsThrownAwayWhereSomebodyMarkedMeanwhile) {
    const ProfileId both[] = {kAda, kBob};
    Write([&](sql::Tx& tx) { return MarkDue(tx, both, Lane::kBulk, 100, Cause::kImport); });
    Other other(store_->url());
    other.Do("BEGIN");
    other.Do("UPDATE due SET rev = rev + 1, at = 50 WHERE block = 1 AND profile = 4096");
    std::vector<ProfileId> kept;
    Race(other, [&](sql::Tx& tx) -> Status {
        const Settled settled[] = {{.profile = kAda, .rev = 1, .next_at = std::nullopt},
                                   {.profile = kBob, .rev = 1, .next_at = std::nullopt}};
        kept = TRY(Finish(tx, settled));
        return {};
    });
    EXPECT_THAT(kept, ::testing::ElementsAre(kBob));
    auto due = Get([&](sql::Tx& tx) { return LoadDue(tx, both); });
    EXPECT_EQ(due[0].at, 50) << "the wake-up is not lost";
    EXPECT_EQ(due[1].at, std::nullopt);
}

TEST_P(RaceTest, AMarkWaitsForASettleAndIsNotLost) {
    Write([&](sql::Tx& tx) { return MarkDue(tx, std::span(&kAda, 1), Lane::kBulk, 100, Cause::kImport); });
    Other other(store_->url());
    other.Do("BEGIN");
    other.Do("UPDATE due SET rev = rev + 1, at = NULL WHERE block = 1 AND profile = 4096 AND rev = 1");
    Race(other, [&](sql::Tx& tx) { return MarkDue(tx, std::span(&kAda, 1), Lane::kLive, 200, Cause::kLive); });
    auto due = Get([&](sql::Tx& tx) { return LoadDue(tx, std::span(&kAda, 1)); });
    EXPECT_EQ(due[0].at, 200);
    EXPECT_EQ(due[0].rev, 3);
    EXPECT_EQ(due[0].lane, Lane::kLive);
}

// The sums of the overview are shared by the people of a shard: blocks 1 and 9 have the same rows.
class SumsRaceTest : public RaceTest {
  protected:
    static constexpr int64_t kFirst = 20'454, kLast = 20'462;
    static_assert(9 % kSharedParts == 1);

    // One order of 100 on this day, by somebody of block 9.
    static Status Sell(sql::Tx& tx, std::initializer_list<int64_t> days) {
        std::vector<FootprintUpdate> updates;
        for (const int64_t day : days) {
            Footprint after;
            after.days = {{day, "usd", 100, 0, 1, 1}};
            updates.push_back({MakeProfileId(9, day - kFirst), kShop, "", std::move(after)});
        }
        return StoreFootprints(tx, std::move(updates), kNow);
    }
    static std::string AddOne(int64_t day) {
        return "INSERT INTO period_sales VALUES (1, 0, " + std::to_string(day) + ", 'usd', 1, 5, 0, 1, 1, 0) "
               "ON CONFLICT (account, shard, grain, day, currency) DO UPDATE SET gross = period_sales.gross + 5";
    }
    std::string Days() { return sql::Dump(store_->url(), "SELECT day, gross FROM period_sales WHERE grain = 0 ORDER BY day"); }
};
INSTANTIATE_TEST_SUITE_P(Postgres, SumsRaceTest, ::testing::Values(std::string("postgres")));

TEST_P(SumsRaceTest, WhatTheOtherWorkerIsMakingIsAddedTo) {
    Other other(store_->url());
    other.Do("BEGIN");
    other.Do(AddOne(kFirst));
    Race(other, [](sql::Tx& tx) { return Sell(tx, {kFirst}); });
    EXPECT_EQ(Days(), "20454|105\n");
}

// Whoever waits for the first of its rows holds none of the others, whatever the order of the people.
TEST_P(SumsRaceTest, RowsAreTakenInTheOrderOfTheTable) {
    Other other(store_->url());
    other.Do("BEGIN");
    other.Do(AddOne(kFirst));
    int runs = 0;
    Race(db(), [&](sql::Tx& tx) {
        ++runs;
        return Sell(tx, {kLast, kFirst});
    }, other, AddOne(kLast) + "; COMMIT");
    EXPECT_EQ(runs, 1) << "a deadlock";
    EXPECT_EQ(Days(), "20454|105\n20462|105\n");
}

// Two groups of several slices may take rows crosswise: then one of them runs again. PostgreSQL looks for a deadlock once,
// so long after a wait began: within that time the other one has to wait too, on a busy machine as well.
TEST_P(SumsRaceTest, GroupsThatTakeThemCrosswiseRepeat) {
    store_->Close();
    auto opened = sql::Database::Open({.url = store_->url() + "%20-cdeadlock_timeout%3D1000",
                                       .statements_of = {sql::embedded::profiles}, .names = {"profiles"}});
    ASSERT_TRUE(opened.ok()) << opened.error().message;
    Other other(store_->url());
    other.Do("SET deadlock_timeout = '1h'");
    other.Do("BEGIN");
    other.Do(AddOne(kFirst));
    int runs = 0;
    Race(**opened, [&](sql::Tx& tx) -> Status {
        ++runs;
        TRY(Sell(tx, {kLast}));
        return Sell(tx, {kFirst});
    }, other, AddOne(kLast) + "; COMMIT");
    EXPECT_GE(runs, 2);
    EXPECT_EQ(Days(), "20454|105\n20462|105\n");
}

}  // namespace
}  // namespace daybook::profiles
