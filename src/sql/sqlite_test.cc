#include "sql/sqlite.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "sql/test_support.h"

namespace daybook::sql {
namespace {

constexpr std::string_view kStatements = R"(
-- name: put
INSERT INTO dictionary (id, bytes) VALUES ($1, $2)
-- name: count
SELECT count(*) FROM dictionary
-- name: synchronous
SELECT synchronous FROM pragma_synchronous
)";

auto Make() { return TestDatabase::Make("sqlite", {kStatements}, {"t"}); }

TEST(SqliteTest, TheFileIsAsDecided) {
    EXPECT_GE(sqlite3_libversion_number(), 3'051'003);
    auto store = Make();
    EXPECT_EQ(Dump(store->url(), "SELECT * FROM pragma_page_size, pragma_journal_mode"),
              "8192|wal\n");
}

TEST(SqliteTest, OnlyWhatIsAcknowledgedIsSynced) {
    auto store = Make();
    auto level = [&](Durability durability) {
        int64_t level = 0;
        Status done = store->db().Write(
            [&](Tx& tx) -> Status {
                level = TRY(tx.Query("t.synchronous")).Int(0, 0);
                return {};
            },
            durability);
        EXPECT_TRUE(done.ok());
        return level;
    };
    EXPECT_EQ(level(Durability::kBulk), 1);
    EXPECT_EQ(level(Durability::kFull), 2);
    EXPECT_EQ(level(Durability::kBulk), 1);
}

struct Fault {
    const char* name;
    std::function<void(const std::string& folder)> prepare;
    std::string below;  // the database's folder, below the temporary one
    Code code;
    const char* reason;
    const char* says;
};

void WriteText(const std::string& path, std::string_view text) { std::ofstream(path) << text; }

TEST(SqliteTest, WhatCannotBeOpenedSaysWhy) {
    const Fault faults[] = {
        {"no database",
         [](const std::string& f) { WriteText(f + "/daybook.db", std::string(9000, 'x')); }, "",
         Code::kCorrupt, "database_corrupt", "no Daybook database"},
        {"another program's",
         [](const std::string& f) {
             sqlite3* db = nullptr;
             sqlite3_open((f + "/daybook.db").c_str(), &db);
             sqlite3_exec(db, "CREATE TABLE pet (a)", nullptr, nullptr, nullptr);
             sqlite3_close(db);
         },
         "", Code::kCorrupt, "database_foreign", "another program"},
        {"a file where the folder should be",
         [](const std::string& f) { WriteText(f + "/data", "x"); }, "/data", Code::kUnavailable,
         "data_unwritable", "Let its user write there, or choose another folder"},
        {"a folder that cannot be made", [](const std::string& f) { WriteText(f + "/data", "x"); },
         "/data/below", Code::kUnavailable, "data_unwritable", "cannot write to"},
        {"a folder in the file's place",
         [](const std::string& f) { std::filesystem::create_directory(f + "/daybook.db"); }, "",
         Code::kUnavailable, "data_unwritable", "cannot write to"},
    };
    for (const Fault& fault : faults) {
        TestPlace place("sqlite");
        fault.prepare(place.folder());
        auto opened =
            Database::Open({.url = "sqlite:" + place.folder() + fault.below + "/daybook.db"});
        ASSERT_FALSE(opened.ok()) << fault.name;
        EXPECT_EQ(opened.error().code, fault.code) << fault.name;
        EXPECT_EQ(opened.error().reason, fault.reason) << opened.error().message;
        EXPECT_NE(opened.error().message.find(fault.says), std::string::npos)
            << opened.error().message;
    }
}

TEST(SqliteTest, AMissingFolderIsMade) {
    TestPlace place("sqlite");
    EXPECT_TRUE(Database::Open({.url = "sqlite:" + place.folder() + "/a/b/daybook.db"}).ok());
}

// The disk is full in the middle of a transaction: SQLite itself ends the transaction.
TEST(SqliteTest, AFullDiskFailsTheJobAndLosesNothing) {
    auto store = Make();
    ASSERT_TRUE(store->db().Write([](Tx& tx) { return tx.Run("t.put", 1, Bytes{"x"}); }).ok());
    store->Close();
    Catalogue catalogue = *Catalogue::Parse(std::vector<std::string_view>{kStatements},
                                            std::vector<std::string_view>{"t"});
    auto writer = OpenSqlite(store->url().substr(7), SqliteRole::kWriter, catalogue, {});
    ASSERT_TRUE(writer.ok());
    ASSERT_TRUE((*writer)->Script("PRAGMA max_page_count = 80").ok());
    ASSERT_TRUE((*writer)->Begin(Connection::Mode::kWriteFull).ok());
    Status full = (*writer)->Run("t.put", 2, Bytes{std::string(2'000'000, 'x')});
    ASSERT_FALSE(full.ok());
    EXPECT_EQ(full.error().reason, "disk_full");
    EXPECT_EQ(full.error().message, "The disk that holds " + store->folder() +
                                        " is full. Free some space on it; what is stored is safe.");
    (*writer)->Rollback();
    ASSERT_TRUE((*writer)->Begin(Connection::Mode::kWriteFull).ok());
    EXPECT_EQ((*writer)->Query("t.count")->Int(0, 0), 1);
    (*writer)->Rollback();
}

// A log that grew long is moved beside the writer, and leaves no long file once nothing comes.
TEST(SqliteTest, ALongLogIsGivenBackToTheDiskWhenNothingComes) {
    auto store = Make();
    const std::string log = store->folder() + "/daybook.db-wal";
    const std::string megabyte(1 << 20, 'x');
    for (int i = 0; i < 60; ++i) {
        Status done = store->db().Write([&](Tx& tx) { return tx.Run("t.put", i, Bytes{megabyte}); },
                                        Durability::kBulk, Priority::kBulk);
        ASSERT_TRUE(done.ok()) << done.error().message;
    }
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (std::filesystem::file_size(log) > 0 && std::chrono::steady_clock::now() < end)
        std::this_thread::yield();
    EXPECT_EQ(std::filesystem::file_size(log), 0U);
    EXPECT_EQ(Dump(store->url(), "SELECT count(*), sum(length(bytes)) FROM dictionary"),
              fmt::format("60|{}\n", 60 << 20));
}

// Readers whose snapshots overlap without a gap would let the log grow for ever: the writer
// restarts it.
TEST(SqliteTest, TheLogStaysBoundedUnderConstantReading) {
    auto store = Make();
    std::atomic<bool> stop = false;
    std::vector<std::thread> readers;
    for (int i = 0; i < 3; ++i) {
        readers.emplace_back([&] {
            while (!stop) {
                Status read = store->db().Read([](Tx& tx) -> Status {
                    int64_t first = TRY(tx.Query("t.count")).Int(0, 0);
                    for (int k = 0; k < 20; ++k)
                        EXPECT_EQ(TRY(tx.Query("t.count")).Int(0, 0), first);
                    return {};
                });
                EXPECT_TRUE(read.ok()) << read.error().message;
            }
        });
    }
    const std::string megabyte(1 << 20, 'x');
    uintmax_t most = 0;
    for (int i = 0; i < 240; ++i) {
        Status done = store->db().Write([&](Tx& tx) { return tx.Run("t.put", i, Bytes{megabyte}); },
                                        Durability::kBulk, Priority::kBulk);
        ASSERT_TRUE(done.ok()) << done.error().message;
        most = std::max(most, std::filesystem::file_size(store->folder() + "/daybook.db-wal"));
    }
    stop = true;
    for (auto& reader : readers) reader.join();
    EXPECT_LT(most, uintmax_t{150} << 20);
    store->Close();
    EXPECT_FALSE(std::filesystem::exists(store->folder() + "/daybook.db-wal"));
}

}  // namespace
}  // namespace daybook::sql
