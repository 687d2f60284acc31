// For tests of all modules: a fresh database of either engine. Every storage test runs on both.
//
//   class DueTest : public ::testing::TestWithParam<std::string> {
//     protected:
//       std::unique_ptr<sql::TestDatabase> store =
//           sql::TestDatabase::Make(GetParam(), {sql::embedded::profiles}, {"profiles"});
//   };
//   INSTANTIATE_BOTH_ENGINES(DueTest);
//   TEST_P(DueTest, EveryStatementIsAccepted) { EXPECT_TRUE(store->PrepareAll().ok()); }
//
// PostgreSQL is the server that the environment's DAYBOOK_TEST_POSTGRES names; without it, or SQLite's temporary
// folder, the test fails and says so.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "sql/database.h"

#define INSTANTIATE_BOTH_ENGINES(Suite)                                                             \
    INSTANTIATE_TEST_SUITE_P(BothEngines, Suite, ::testing::ValuesIn(::daybook::sql::TestEngines()), \
                             [](const auto& info) { return info.param; })

namespace daybook::sql {

std::vector<std::string> TestEngines();

// A place for one database: a temporary folder, or a schema of its own. Gone with the object.
class TestPlace {
  public:
    // kMigrated: all migrations are applied, and nothing else was done. That is had without applying them: SQLite's file is
    // copied, PostgreSQL's schema is one that an earlier test left, emptied.
    enum class Begin { kEmpty, kMigrated };
    explicit TestPlace(std::string_view engine, Begin begin = Begin::kEmpty);
    ~TestPlace();
    TestPlace(const TestPlace&) = delete;
    TestPlace& operator=(const TestPlace&) = delete;

    const std::string& url() const { return url_; }
    // SQLite: the folder. PostgreSQL: a temporary folder too, for what lies beside (master.key).
    const std::string& folder() const { return folder_; }
    // PostgreSQL's; empty on SQLite.
    const std::string& schema() const { return schema_; }

  private:
    std::string engine_;
    Begin begin_;
    std::string folder_, schema_, url_;
};

// Makes `to` hold what `from` would if the process that serves it ended now: what is not committed is lost. Of one engine;
// nobody has `to` open. For PostgreSQL `from` has all migrations.
void CopyAsCrashed(const TestPlace& from, const TestPlace& to);

// A database with all migrations applied.
class TestDatabase {
  public:
    // `statements` are texts of .sql files (embedded::profiles), `names` their stems. Never null: what fails is
    // printed and ends the program.
    static std::unique_ptr<TestDatabase> Make(std::string_view engine, std::vector<std::string_view> statements = {},
                                              std::vector<std::string_view> names = {});
    // With these options; their url is set here.
    static std::unique_ptr<TestDatabase> MakeWith(std::string_view engine, Options options);

    Database& db() { return *database_; }
    const std::string& url() const { return place_.url(); }
    const std::string& folder() const { return place_.folder(); }
    // Closes and opens the same database.
    void Reopen();
    void Close() { database_.reset(); }
    // Prepares each named statement, so that the engine has accepted its text.
    Status PrepareAll() { return database_->PrepareAll(); }

  private:
    TestDatabase(std::string_view engine, Options options);

    TestPlace place_;
    Options options_;
    std::unique_ptr<Database> database_;
};

// The rows of a text that is no named statement, as "a|b" lines ("NULL" for NULL), on a connection of its own.
// For looking at what was stored. Fails the test where it fails.
std::string Dump(const std::string& url, const std::string& text);

}  // namespace daybook::sql
