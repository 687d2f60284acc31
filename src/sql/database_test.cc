#include "sql/database.h"

#include <unistd.h>

#include <atomic>
#include <limits>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/log.h"
#include "sql/test_support.h"

namespace daybook::sql {
namespace {

constexpr std::string_view kStatements = R"(
-- name: put
INSERT INTO setting (account, name, value) VALUES ($1, $2, $3)
    ON CONFLICT (account, name) DO UPDATE SET value = excluded.value

-- name: all
SELECT name, value FROM setting WHERE account = $1 ORDER BY name

-- name: count
SELECT count(*) FROM setting

-- name: put_rows
INSERT INTO setting (account, name, value)
    SELECT v.account, v.name, v.value FROM {{rows account int64, name text, value text}} WHERE true
    ON CONFLICT (account, name) DO UPDATE SET value = excluded.value WHERE setting.value <> excluded.value
    RETURNING name

-- name: set_rows
UPDATE setting SET value = v.value FROM {{rows name text, value text}} WHERE setting.account = 1 AND
    setting.name = v.name RETURNING setting.name

-- name: drop_rows
DELETE FROM setting WHERE (account, name) IN (SELECT v.account, v.name FROM {{rows account int64, name text}})

-- name: find_rows
SELECT v.name, setting.value FROM {{rows name text}} LEFT JOIN setting ON setting.account = 1 AND
    setting.name = v.name

-- name: named
SELECT name FROM setting WHERE account = $1 AND name IN {{list $2 text}} ORDER BY name

-- name: not_accounts
SELECT count(*) FROM setting WHERE account NOT IN {{list $1 int64}}

-- name: put_connection
INSERT INTO connection (connection, account, mode, state, key_hint, probe_id, history_before, error, error_at,
    last_event, created) SELECT v.id, v.n, v.s, 0, v.t, v.u, 0, NULL, v.m, NULL, 0
    FROM {{rows id int64, n int64, s int16, t text, u text, m int64}} WHERE true

-- name: connections
SELECT connection, account, mode, key_hint, probe_id, error_at FROM connection ORDER BY connection

-- name: put_bytes
INSERT INTO dictionary (id, bytes) SELECT v.id, v.b FROM {{rows id int64, b bytes}} WHERE true

-- name: put_one_bytes
INSERT INTO dictionary (id, bytes) VALUES ($1, $2)

-- name: bytes
SELECT bytes FROM dictionary ORDER BY id

-- name: put_idempotency
INSERT INTO idempotency (account, name, digest, status, answer, created) VALUES ($1, $2, $3, $4, $5, $6)

-- name: idempotency
SELECT digest, status, answer, created FROM idempotency WHERE name = $1

-- name: sum
SELECT sum(created) FROM idempotency

-- name: mark_due
INSERT INTO due (block, profile, rev, lane, at, cause, hold, tries) VALUES ($1, $2, 1, 0, 0, 0, 0, 0)
    ON CONFLICT (block, profile) DO UPDATE SET rev = due.rev + 1 RETURNING rev

-- name: alias
INSERT INTO alias (block, profile, target) VALUES ($1, $2, $3)
    ON CONFLICT {{key profile}} DO UPDATE SET target = excluded.target
)";

class DatabaseTest : public ::testing::TestWithParam<std::string> {
  protected:
    std::unique_ptr<TestDatabase> store = TestDatabase::Make(GetParam(), {kStatements}, {"t"});
    Database& db() { return store->db(); }

    void Put(std::string_view name, std::string_view value) {
        Status done = db().Write([&](Tx& tx) { return tx.Run("t.put", 1, name, value); });
        ASSERT_TRUE(done.ok()) << done.error().message;
    }
    Rows Get(std::string_view statement) {
        Rows rows;
        Status done = db().Read([&](Tx& tx) -> Status {
            rows = TRY(tx.Query(statement));
            return {};
        });
        EXPECT_TRUE(done.ok()) << done.error().message;
        return rows;
    }
    std::string Settings() {
        return Dump(store->url(), "SELECT name, value FROM setting ORDER BY name");
    }
};
INSTANTIATE_BOTH_ENGINES(DatabaseTest);

TEST_P(DatabaseTest, EveryStatementIsAccepted) {
    Status prepared = store->PrepareAll();
    EXPECT_TRUE(prepared.ok()) << prepared.error().message;
}

TEST_P(DatabaseTest, WhatWasWrittenIsReadAndStaysAfterReopening) {
    Put("a", "1");
    Put("a", "2");
    EXPECT_EQ(Settings(), "a|2\n");
    store->Reopen();
    EXPECT_EQ(Settings(), "a|2\n");
}

TEST_P(DatabaseTest, ValuesOfEveryTypeComeBackAsTheyWere) {
    constexpr int64_t kLeast = std::numeric_limits<int64_t>::min(),
                      kMost = std::numeric_limits<int64_t>::max();
    const std::string zeros("\0\xff\x80\0", 4);
    ParamTable numbers(6), blobs(2);
    numbers.Row(1, kLeast, -32768, "", std::nullopt, std::nullopt);
    numbers.Row(2, kMost, 32767, "Zoë \xF0\x9F\x98\x80 it's", "x", kMost);
    numbers.Row(3, 0, 0, std::string(5000, 'x'), "", int64_t{-1});
    blobs.Row(1, Bytes{""});
    blobs.Row(2, Bytes{zeros});
    Status done = db().Write([&](Tx& tx) -> Status {
        TRY(tx.RunEach("t.put_connection", numbers));
        TRY(tx.RunEach("t.put_bytes", blobs));
        TRY(tx.Run("t.put_one_bytes", 3, Bytes{""}));
        return tx.Run("t.put_idempotency", kMost, "n", Bytes{zeros}, std::nullopt, std::nullopt,
                      kLeast);
    });
    ASSERT_TRUE(done.ok()) << done.error().message;
    Rows rows = Get("t.connections");
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows.Int(0, 1), kLeast);
    EXPECT_EQ(rows.Int(0, 2), -32768);
    EXPECT_EQ(rows.TextAt(0, 3), "");
    EXPECT_FALSE(rows.Null(0, 3));
    EXPECT_TRUE(rows.Null(0, 4));
    EXPECT_TRUE(rows.Null(0, 5));
    EXPECT_EQ(rows.Int(1, 1), kMost);
    EXPECT_EQ(rows.TextAt(1, 3), "Zoë \xF0\x9F\x98\x80 it's");
    EXPECT_EQ(rows.OptionalInt(1, 5), kMost);
    EXPECT_EQ(rows.String(2, 3).size(), 5000u);
    EXPECT_EQ(rows.OptionalString(2, 4), "");
    Rows bytes = Get("t.bytes");
    ASSERT_EQ(bytes.size(), 3u);
    EXPECT_EQ(bytes.TextAt(0, 0), "");
    EXPECT_FALSE(bytes.Null(0, 0));
    EXPECT_EQ(bytes.TextAt(1, 0), zeros);
    EXPECT_FALSE(bytes.Null(2, 0));
    EXPECT_EQ(Get("t.sum").Int(0, 0), kLeast);
}

TEST_P(DatabaseTest, RowsAndListsMeanTheSame) {
    auto write = [&](std::string_view statement, const ParamTable& table) {
        Rows rows;
        Status done = db().Write([&](Tx& tx) -> Status {
            rows = TRY(tx.Each(statement, table));
            return {};
        });
        EXPECT_TRUE(done.ok()) << done.error().message;
        std::vector<std::string> names;
        for (size_t i = 0; i < rows.size(); ++i)
            names.push_back(rows.String(i, 0) + (rows.columns() > 1
                                                     ? "=" + rows.OptionalString(i, 1).value_or("-")
                                                     : ""));
        std::sort(names.begin(), names.end());
        std::string out;
        for (const auto& name : names) out += name + " ";
        return out + std::to_string(rows.affected());
    };
    ParamTable put(3), again(3), set(2), find(1), drop(2);
    put.Row(1, "a", "1");
    put.Row(1, "b", "2");
    put.Row(2, "c", "3");
    again.Row(1, "a", "1");
    again.Row(1, "b", "9");
    set.Row("a", "x");
    set.Row("c", "y");
    find.Row("b");
    find.Row("none");
    find.Row("a");
    drop.Row(1, "a");
    drop.Row(2, "c");
    drop.Row(2, "none");
    EXPECT_EQ(write("t.put_rows", put), "a b c 0");
    EXPECT_EQ(write("t.put_rows", again), "b 0");
    EXPECT_EQ(write("t.set_rows", set), "a 0");
    EXPECT_EQ(write("t.find_rows", find), "a=x b=9 none=- 0");
    EXPECT_EQ(write("t.drop_rows", drop), "2");
    EXPECT_EQ(Settings(), "b|9\n");
    EXPECT_EQ(write("t.put_rows", ParamTable(3)), "0");  // No rows: nothing happens.
    Put("d", "4");
    Status read = db().Read([&](Tx& tx) -> Status {
        std::vector<std::string> names = {"d", "b", "it's", ""};
        Rows rows = TRY(tx.Query("t.named", 1, names));
        EXPECT_EQ(rows.size(), 2u);
        EXPECT_EQ(TRY(tx.Query("t.named", 1, std::vector<std::string>{})).size(), 0u);
        EXPECT_EQ(TRY(tx.Query("t.not_accounts", std::vector<int64_t>{1, 5})).Int(0, 0), 0);
        EXPECT_EQ(TRY(tx.Query("t.not_accounts", std::vector<int64_t>{})).Int(0, 0), 2);
        return {};
    });
    EXPECT_TRUE(read.ok()) << read.error().message;
}

TEST_P(DatabaseTest, AffectedCountsOnlyWrittenRows) {
    Status done = db().Write([&](Tx& tx) -> Status {
        EXPECT_EQ(TRY(tx.Query("t.put", 1, "a", "1")).affected(), 1);
        EXPECT_EQ(TRY(tx.Query("t.all", 1)).affected(), 0);
        EXPECT_EQ(TRY(tx.Query("t.alias", 1, 4097, 5)).affected(), 1);
        EXPECT_EQ(TRY(tx.Query("t.alias", 1, 4097, 6)).affected(), 1);
        const int64_t profiles[] = {4097, 5000};
        return tx.LockDue(profiles);
    });
    EXPECT_TRUE(done.ok()) << done.error().message;
}

struct Misuse {
    const char* what;
    Code code;
    std::function<Status(Tx&)> job;
};

TEST_P(DatabaseTest, ErrorsAreMapped) {
    const std::string bad_utf8 = "a\xff", zero("a\0b", 3);
    const std::string long_bad = std::string(40, 'x') + "\xc3(";
    const Misuse cases[] = {
        {"unknown statement", Code::kInternal, [](Tx& tx) { return tx.Run("t.none"); }},
        {"too few parameters", Code::kInternal, [](Tx& tx) { return tx.Run("t.put", 1); }},
        {"bad UTF-8", Code::kInvalid, [&](Tx& tx) { return tx.Run("t.put", 1, bad_utf8, ""); }},
        {"bad UTF-8 late", Code::kInvalid,
         [&](Tx& tx) { return tx.Run("t.put", 1, long_bad, ""); }},
        {"character 0", Code::kInvalid, [&](Tx& tx) { return tx.Run("t.put", 1, zero, ""); }},
        {"in a list", Code::kInvalid,
         [&](Tx& tx) { return tx.Run("t.named", 1, std::vector<std::string>{zero}); }},
        {"NULL where none may be", Code::kInvalid,
         [](Tx& tx) { return tx.Run("t.put", 1, "a", std::nullopt); }},
        {"doubled key", Code::kConflict,
         [](Tx& tx) -> Status {
             TRY(tx.Run("t.put_one_bytes", 1, Bytes{"x"}));
             return tx.Run("t.put_one_bytes", 1, Bytes{"x"});
         }},
    };
    for (const Misuse& misuse : cases) {
        Status done = db().Write(misuse.job);
        ASSERT_FALSE(done.ok()) << misuse.what;
        EXPECT_EQ(done.error().code, misuse.code) << misuse.what << ": " << done.error().message;
    }
    EXPECT_EQ(Get("t.count").Int(0, 0), 0);
}

TEST_P(DatabaseTest, AJobThatIgnoresAFailureIsRolledBack) {
    Status done = db().Write([&](Tx& tx) -> Status {
        TRY(tx.Run("t.put", 1, "a", "1"));
        EXPECT_FALSE(tx.Run("t.put", 1, "b", std::nullopt).ok());
        EXPECT_FALSE(tx.Run("t.put", 1, "c", "3").ok());
        return {};
    });
    EXPECT_EQ(done.error().code, Code::kInvalid);
    EXPECT_EQ(Settings(), "");
}

TEST_P(DatabaseTest, AReaderSeesOneMoment) {
    Put("a", "1");
    Status read = db().Read([&](Tx& tx) -> Status {
        EXPECT_EQ(TRY(tx.Query("t.count")).Int(0, 0), 1);
        Put("b", "2");
        EXPECT_EQ(TRY(tx.Query("t.count")).Int(0, 0), 1);
        return {};
    });
    EXPECT_TRUE(read.ok()) << read.error().message;
    EXPECT_EQ(Get("t.count").Int(0, 0), 2);
}

TEST_P(DatabaseTest, AReaderCannotWrite) {
    Status read = db().Read([](Tx& tx) { return tx.Run("t.put", 1, "a", "1"); });
    EXPECT_FALSE(read.ok());
    EXPECT_EQ(Settings(), "");
}

TEST_P(DatabaseTest, ASecondServerIsRefused) {
    auto second = Database::Open({.url = store->url()});
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().code, Code::kConflict);
    EXPECT_EQ(second.error().reason, "store_in_use");
    // It is this test itself that holds the store.
    const std::string where = GetParam() == "sqlite" ? store->folder() : "this PostgreSQL database";
    const std::string held = fmt::format("Another Daybook uses {}: sql_test, process {}", where, getpid());
    EXPECT_EQ(second.error().message.substr(0, held.size()), held);
    store->Close();
    EXPECT_TRUE(Database::Open({.url = store->url()}).ok());
}

TEST_P(DatabaseTest, TheSeamSeesEveryStatementAndMayFailIt) {
    std::vector<std::string> seen;
    std::string fail;
    Options options{.statements_of = {kStatements}, .names = {"t"}};
    options.before_statement = [&](std::string_view statement) -> Status {
        seen.emplace_back(statement);
        if (statement == fail) return Internal("made up");
        return {};
    };
    auto seamed = TestDatabase::MakeWith(GetParam(), std::move(options));
    auto job = [](Tx& tx) { return tx.Run("t.put", 1, "a", "1"); };
    ASSERT_TRUE(seamed->db().Write(job).ok());
    EXPECT_EQ(seen, (std::vector<std::string>{"begin", "t.put", "commit"}));
    for (std::string at : {"begin", "t.put", "commit"}) {
        fail = at;
        Status done = seamed->db().Write([](Tx& tx) { return tx.Run("t.put", 1, "b", "1"); });
        EXPECT_EQ(done.error().message, "made up") << at;
    }
    EXPECT_EQ(Dump(seamed->url(), "SELECT name FROM setting"), "a\n");
}

TEST_P(DatabaseTest, AnExceptionFailsItsJobOnly) {
    Status done = db().Write([](Tx&) -> Status { throw std::runtime_error("boom"); });
    EXPECT_EQ(done.error().code, Code::kInternal);
    Put("a", "1");
    EXPECT_EQ(Settings(), "a|1\n");
}

}  // namespace
}  // namespace daybook::sql
