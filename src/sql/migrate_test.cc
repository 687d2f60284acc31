#include "sql/migrate.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "sql/ddl.h"
#include "sql/postgres.h"
#include "sql/sqlite.h"
#include "sql/test_support.h"

namespace daybook::sql {
namespace {

const Catalogue kNone;

constexpr std::string_view kFirst =
    "CREATE TABLE pet (pet INT64 PRIMARY KEY, name TEXT NOT NULL);\n"
    "CREATE INDEX pet_name ON pet (name);";
constexpr std::string_view kSecond =
    "ALTER TABLE pet ADD COLUMN photo BYTES;\n-- sqlite:\nUPDATE pet SET name = 'lite; ok';\n"
    "-- postgres:\nUPDATE pet SET name = 'post';\n-- both:\nUPDATE pet SET pet = pet + 1;";

TEST(DdlTest, LogicalTypesBecomeEachEngines) {
    const std::string_view text =
        "-- a comment; with 'quotes\nCREATE TABLE profile (\n  block INT64 NOT NULL,\n  profile "
        "INT64 PRIMARY KEY,\n"
        "  name TEXT, -- it's\n UNIQUE (name)\n);\n"
        "CREATE TABLE body (block INT64 NOT NULL, object INT64 PRIMARY KEY, bytes BYTES NOT NULL);"
        "CREATE TABLE block (block INT64 PRIMARY KEY, used INT16 NOT NULL);"
        "CREATE TABLE word (word TEXT NOT NULL, at INT64 NOT NULL, PRIMARY KEY (word, at));\n"
        "UPDATE t SET x = 'INT64; TEXT'";
    auto sqlite = TranslateMigration(text, Engine::kSqlite);
    ASSERT_TRUE(sqlite.ok()) << sqlite.error().message;
    EXPECT_EQ(*sqlite,
              (std::vector<std::string>{"CREATE TABLE profile (block INTEGER NOT NULL, profile "
                                        "INTEGER NOT NULL, name TEXT, UNIQUE (name), "
                                        "PRIMARY KEY (profile)) STRICT",
                                        "CREATE TABLE body (block INTEGER NOT NULL, object INTEGER "
                                        "NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (object)) "
                                        "STRICT",
                                        "CREATE TABLE block (block INTEGER NOT NULL, used INTEGER "
                                        "NOT NULL, PRIMARY KEY (block)) STRICT",
                                        "CREATE TABLE word (word TEXT NOT NULL, at INTEGER NOT "
                                        "NULL, PRIMARY KEY (word, at)) STRICT, WITHOUT ROWID",
                                        "UPDATE t SET x = 'INT64; TEXT'"}));
    auto postgres = TranslateMigration(text, Engine::kPostgres);
    ASSERT_TRUE(postgres.ok());
    EXPECT_EQ(*postgres,
              (std::vector<std::string>{"CREATE TABLE profile (block BIGINT NOT NULL, profile "
                                        "BIGINT NOT NULL, name TEXT COLLATE \"C\", UNIQUE (name), "
                                        "PRIMARY KEY (block, profile)) WITH (fillfactor = 85)",
                                        "CREATE TABLE body (block BIGINT NOT NULL, object BIGINT "
                                        "NOT NULL, bytes BYTEA NOT NULL, "
                                        "PRIMARY KEY (block, object))",
                                        "ALTER TABLE body ALTER COLUMN bytes SET STORAGE EXTERNAL",
                                        "CREATE TABLE block (block BIGINT NOT NULL, used SMALLINT "
                                        "NOT NULL, PRIMARY KEY (block))",
                                        "CREATE TABLE word (word TEXT COLLATE \"C\" NOT NULL, at "
                                        "BIGINT NOT NULL, PRIMARY KEY (word, at))",
                                        "UPDATE t SET x = 'INT64; TEXT'"}));
    EXPECT_FALSE(TranslateMigration("CREATE TABLE t (a INT64)", Engine::kSqlite).ok());
    EXPECT_FALSE(TranslateMigration("CREATE TABLE t AS SELECT 1", Engine::kSqlite).ok());
}

class MigrateTest : public ::testing::TestWithParam<std::string> {
  protected:
    std::unique_ptr<Connection> Connect() {
        auto opened = GetParam() == "sqlite"
                          ? OpenSqlite(place_.url().substr(7), SqliteRole::kWriter, kNone, {})
                          : OpenPostgres(place_.url(), PostgresRole::kWriter, kNone, {});
        EXPECT_TRUE(opened.ok()) << opened.error().message;
        return std::move(*opened);
    }
    TestPlace place_{GetParam()};
};
INSTANTIATE_BOTH_ENGINES(MigrateTest);

TEST_P(MigrateTest, StepsAreAppliedOnceAndInOrder) {
    const Migration both[] = {{"0001_first", kFirst}, {"0002_second", kSecond}};
    auto connection = Connect();
    auto pending = PendingMigrations(*connection, both);
    ASSERT_TRUE(pending.ok()) << pending.error().message;
    EXPECT_EQ(*pending, (std::vector<std::string>{"0001_first", "0002_second"}));
    ASSERT_TRUE(Migrate(*connection, std::span(both).first(1)).ok());
    ASSERT_TRUE(
        connection->Script("INSERT INTO pet (pet, name) VALUES (7, 'Rex')").ok());  // before …
    EXPECT_EQ(*PendingMigrations(*connection, both), (std::vector<std::string>{"0002_second"}));
    Status done = Migrate(*connection, both);
    ASSERT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(Dump(place_.url(), "SELECT pet, name, photo FROM pet"),  // … and after
              GetParam() == "sqlite" ? "8|lite; ok|NULL\n" : "8|post|NULL\n");
    EXPECT_TRUE(PendingMigrations(*connection, both)->empty());
    EXPECT_TRUE(Migrate(*connection, both).ok());
}

// Steps are written side by side: each is independent of those whose numbers lie between.
TEST_P(MigrateTest, AStepThatCameLateIsApplied) {
    const Migration early[] = {{"0001_first", kFirst},
                               {"0004_dog", "CREATE TABLE dog (dog INT64 PRIMARY KEY);"}};
    const Migration all[] = {early[0], {"0002_second", kSecond}, early[1]};
    auto connection = Connect();
    ASSERT_TRUE(Migrate(*connection, early).ok());
    EXPECT_EQ(*PendingMigrations(*connection, all), (std::vector<std::string>{"0002_second"}));
    Status done = Migrate(*connection, all);
    ASSERT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(Dump(place_.url(), "SELECT version FROM migration ORDER BY version"), "1\n2\n4\n");
    const auto without = PendingMigrations(*connection, early);
    ASSERT_FALSE(without.ok());
    EXPECT_EQ(without.error().reason, "database_too_new");
}

TEST_P(MigrateTest, AFailingStepLeavesTheOneBefore) {
    const Migration broken[] = {
        {"0001_first", kFirst},
        {"0002_broken", "CREATE TABLE dog (dog INT64 PRIMARY KEY);\nUPDATE nothing SET x = 1;"}};
    auto connection = Connect();
    EXPECT_FALSE(Migrate(*connection, broken).ok());
    EXPECT_EQ(Dump(place_.url(), "SELECT version, name FROM migration"), "1|0001_first\n");
    const Migration mended[] = {{"0001_first", kFirst},
                                {"0002_mended", "CREATE TABLE dog (dog INT64 PRIMARY KEY);"}};
    Status done = Migrate(*connection, mended);
    EXPECT_TRUE(done.ok()) << done.error().message;
}

TEST_P(MigrateTest, ANewerDatabaseIsRefused) {
    { ASSERT_TRUE(Database::Open({.url = place_.url()}).ok()); }
    ASSERT_TRUE(Connect()->Script("INSERT INTO migration (version, name) VALUES (900, 'x')").ok());
    auto opened = Database::Open({.url = place_.url()});
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().code, Code::kCorrupt);
    EXPECT_EQ(opened.error().reason, "database_too_new");
    EXPECT_NE(opened.error().message.find("Start the newer version"), std::string::npos);
}

TEST_P(MigrateTest, WithoutMigratingAnOldDatabaseIsRefused) {
    auto opened = Database::Open({.url = place_.url(), .migrate = false});
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().reason, "migration_needed");
    const auto pending = Database::Pending(place_.url());
    ASSERT_TRUE(pending.ok()) << pending.error().message;
    EXPECT_EQ(pending->front(), "0001_first");
    { ASSERT_TRUE(Database::Open({.url = place_.url()}).ok()); }
    EXPECT_TRUE(Database::Open({.url = place_.url(), .migrate = false}).ok());
    EXPECT_TRUE(Database::Pending(place_.url())->empty());
}

TEST(PendingTest, AMissingDatabaseLacksAllAndIsNotMade) {
    TestPlace place("sqlite");
    EXPECT_FALSE(Database::Pending(place.url())->empty());
    EXPECT_TRUE(std::filesystem::is_empty(place.folder()));
}

}  // namespace
}  // namespace daybook::sql
