#include "sql/postgres.h"

#include <future>
#include <thread>

#include <gtest/gtest.h>

#include "sql/test_support.h"

namespace daybook::sql {
namespace {

constexpr std::string_view kStatements = R"(
-- name: new_counter
INSERT INTO counter (name, next) VALUES ($1, 0)
-- name: bump
UPDATE counter SET next = next + 1 WHERE name = $1
-- name: next
SELECT next FROM counter WHERE name = $1
-- name: pid
SELECT pg_backend_pid()
-- name: kill
SELECT pg_terminate_backend($1)
-- name: synchronous
SELECT current_setting('synchronous_commit')
-- name: fraction
SELECT 0.5
-- name: full
SELECT full_disk()
-- name: narrow
SELECT CAST($1 AS SMALLINT)
)";

Options WithStatements() { return {.statements_of = {kStatements}, .names = {"t"}}; }
auto Make() { return TestDatabase::MakeWith("postgres", WithStatements()); }

Status Bump(Tx& tx) { return tx.Run("t.bump", "n"); }

void Kill(TestDatabase& store, int64_t pid) {
    Status done = store.db().Read([&](Tx& tx) { return tx.Run("t.kill", pid); });
    ASSERT_TRUE(done.ok()) << done.error().message;
}

TEST(PostgresTest, OnlyWhatIsAcknowledgedIsSynced) {
    auto store = Make();
    for (const auto& [durability, word] :
         {std::pair(Durability::kBulk, "off"), {Durability::kFull, "on"}}) {
        Status done = store->db().Write(
            [expected = word](Tx& tx) -> Status {
                EXPECT_EQ(TRY(tx.Query("t.synchronous")).TextAt(0, 0), expected);
                return {};
            },
            durability);
        EXPECT_TRUE(done.ok());
    }
}

TEST(PostgresTest, AFullDiskIsToldApart) {
    auto store = Make();
    Dump(store->url(),
         "CREATE FUNCTION full_disk() RETURNS bigint LANGUAGE plpgsql AS "
         "'BEGIN RAISE EXCEPTION USING ERRCODE = 53100; END'");
    Status done = store->db().Write([](Tx& tx) { return tx.Run("t.full"); });
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error().reason, "disk_full");
    EXPECT_EQ(done.error().code, Code::kUnavailable);
    EXPECT_EQ(done.error().message,
              "The disk of the PostgreSQL server is full. Free some space on it; what is stored is "
              "safe.");
}

TEST(PostgresTest, AConnectionLostInAJobRepeatsIt) {
    auto store = Make();
    ASSERT_TRUE(store->db().Write([](Tx& tx) { return tx.Run("t.new_counter", "n"); }).ok());
    int runs = 0;
    Status done = store->db().Write([&](Tx& tx) -> Status {
        TRY(Bump(tx));
        if (++runs == 1) Kill(*store, TRY(tx.Query("t.pid")).Int(0, 0));
        return Bump(tx);
    });
    EXPECT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(Dump(store->url(), "SELECT next FROM counter"), "2\n");
}

// Lost at COMMIT: the server is asked whether it took place, and says no.
TEST(PostgresTest, AConnectionLostAtCommitRepeatsTheJobOnce) {
    TestDatabase* at = nullptr;
    int64_t pid = 0;
    Options options = WithStatements();
    options.before_statement = [&](std::string_view statement) -> Status {
        if (statement == "commit" && pid != 0) Kill(*at, std::exchange(pid, 0));
        return {};
    };
    auto store = TestDatabase::MakeWith("postgres", std::move(options));
    at = store.get();
    ASSERT_TRUE(store->db().Write([](Tx& tx) { return tx.Run("t.new_counter", "n"); }).ok());
    int runs = 0;
    Status done = store->db().Write([&](Tx& tx) -> Status {
        if (++runs == 1) pid = TRY(tx.Query("t.pid")).Int(0, 0);
        return Bump(tx);
    });
    EXPECT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(Dump(store->url(), "SELECT next FROM counter"), "1\n");
}

TEST(PostgresTest, AReaderConnectsAgain) {
    Options options = WithStatements();
    options.readers = 1;
    auto store = TestDatabase::MakeWith("postgres", std::move(options));
    int64_t pid = 0;
    auto read_pid = [&](Tx& tx) -> Status {
        pid = TRY(tx.Query("t.pid")).Int(0, 0);
        return {};
    };
    ASSERT_TRUE(store->db().Read(read_pid).ok());
    for (int round = 0; round < 2; ++round) {
        const int64_t before = pid;
        Status killed = store->db().Write([&](Tx& tx) { return tx.Run("t.kill", before); });
        ASSERT_TRUE(killed.ok());
        Status read = store->db().Read(read_pid);
        EXPECT_TRUE(read.ok()) << read.error().message;
        EXPECT_NE(pid, before);
    }
}

// Two connections that lock two rows crosswise: the writer is the victim, and repeats its job.
TEST(PostgresTest, ADeadlockRepeatsTheJob) {
    auto first = TestDatabase::Make("postgres");
    first->Close();
    Options options = WithStatements();
    options.url = first->url() + "%20-cdeadlock_timeout%3D1000";
    auto db = Database::Open(options);
    ASSERT_TRUE(db.ok()) << db.error().message;
    ASSERT_TRUE((*db)
                    ->Write([](Tx& tx) -> Status {
                        TRY(tx.Run("t.new_counter", "a"));
                        return tx.Run("t.new_counter", "b");
                    })
                    .ok());
    const Catalogue none;
    auto other = OpenPostgres(first->url() + "%20-cdeadlock_timeout%3D30000", PostgresRole::kReader,
                              none, {});
    ASSERT_TRUE(other.ok());
    std::promise<void> has_a, has_b;
    std::thread crosswise([&] {
        EXPECT_TRUE((*other)->Script("BEGIN; UPDATE counter SET next = 10 WHERE name = 'b'").ok());
        has_b.set_value();
        has_a.get_future().wait();
        EXPECT_TRUE((*other)->Script("UPDATE counter SET next = 10 WHERE name = 'a'; COMMIT").ok());
    });
    has_b.get_future().wait();
    int runs = 0;
    Status done = (*db)->Write([&](Tx& tx) -> Status {
        TRY(tx.Run("t.bump", "a"));
        if (++runs == 1) has_a.set_value();
        return tx.Run("t.bump", "b");
    });
    crosswise.join();
    EXPECT_TRUE(done.ok()) << done.error().message;
    EXPECT_GE(runs, 2);
    EXPECT_EQ(Dump(first->url(), "SELECT name, next FROM counter ORDER BY name"), "a|11\nb|11\n");
}

TEST(PostgresTest, WhatTheEnginesWouldNotShareIsRefused) {
    auto store = Make();
    auto error = [&](auto... args) {
        Status done = store->db().Read([&](Tx& tx) { return tx.Run(args...); });
        return done.ok() ? std::string() : done.error().message;
    };
    EXPECT_NE(error("t.narrow", 40'000).find("too great for its column"), std::string::npos);
    EXPECT_EQ(error("t.narrow", -32768), "");
    EXPECT_NE(error("t.narrow", "x").find("is a text, the statement takes type 21"),
              std::string::npos);
    EXPECT_NE(error("t.fraction"), "");
}

TEST(PostgresTest, AnUnreachableServerIsSaidWithoutThePassword) {
    auto opened = Database::Open({.url = "postgres://ada:s3cret@127.0.0.1:1/daybook"});
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().reason, "database_unreachable");
    EXPECT_EQ(opened.error().message.find("s3cret"), std::string::npos);
    EXPECT_NE(opened.error().message.find("Check that it runs"), std::string::npos);
    EXPECT_EQ(Database::Open({.url = "mysql://x"}).error().code, Code::kInvalid);
}

}  // namespace
}  // namespace daybook::sql
