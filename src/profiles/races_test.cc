// Two connections on PostgreSQL at once, as several nodes will be (plan.md §§4–5): the other one is libpq itself.
#include <thread>

#include <gmock/gmock.h>
#include <libpq-fe.h>

#include "profiles/due.h"
#include "profiles/identity.h"
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
    void Race(Other& other, sql::Job job) {
        std::jthread writer([&] {
            Status done = db().Write(job);
            EXPECT_TRUE(done.ok()) << done.error().message;
        });
        other.AwaitWaiter();
        other.Do("COMMIT");
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

}  // namespace
}  // namespace daybook::profiles
