#include "sql/schema_check.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "sql/migrate.h"
#include "sql/postgres.h"
#include "sql/sqlite.h"
#include "sql/test_support.h"

namespace daybook::sql {
namespace {

const Catalogue kNone;

std::unique_ptr<Connection> Connect(const std::string& url) {
    auto connection = url.starts_with("sqlite:")
                          ? OpenSqlite(url.substr(7), SqliteRole::kWriter, kNone, {})
                          : OpenPostgres(url, PostgresRole::kReader, kNone, {});
    EXPECT_TRUE(connection.ok()) << connection.error().message;
    return std::move(*connection);
}

LogicalSchema SchemaOf(const std::string& url) {
    auto schema = ReadSchema(*Connect(url));
    EXPECT_TRUE(schema.ok()) << schema.error().message;
    return std::move(*schema);
}

// A schema made of these migrations alone.
LogicalSchema Made(const std::string& engine, std::string_view text) {
    TestPlace place(engine);
    auto connection = Connect(place.url());
    const Migration migrations[] = {{"0001_made", text}};
    Status done = Migrate(*connection, migrations);
    EXPECT_TRUE(done.ok()) << done.error().message;
    auto schema = ReadSchema(*connection);
    EXPECT_TRUE(schema.ok()) << schema.error().message;
    return std::move(*schema);
}

TEST(SchemaCheckTest, TheRealSchemaKeepsTheRules) {
    auto sqlite = TestDatabase::Make("sqlite"), postgres = TestDatabase::Make("postgres");
    LogicalSchema a = SchemaOf(sqlite->url()), b = SchemaOf(postgres->url());
    const std::vector<std::string> none;
    EXPECT_EQ(CheckSchema(a, Engine::kSqlite), none);
    EXPECT_EQ(CheckSchema(b, Engine::kPostgres), none);
    EXPECT_EQ(CompareSchemas(a, b), none);
    EXPECT_GE(a.tables.size(), 20u);
    EXPECT_GE(a.indexes.size(), 1u);
    EXPECT_EQ(b.tables.at("profile").key, (std::vector<std::string>{"block", "profile"}));
    EXPECT_EQ(a.tables.at("profile").key, (std::vector<std::string>{"profile"}));
}

struct Broken {
    const char* text;
    const char* says;
};

TEST(SchemaCheckTest, EachRuleIsSeenBroken) {
    const Broken both[] = {
        {"CREATE TABLE visit (profile INT64 NOT NULL, block INT64 NOT NULL, PRIMARY KEY (profile, "
         "block));",
         "The primary key of visit does not begin with block."},
        {"CREATE TABLE visit (a INT64 NOT NULL DEFAULT 5, PRIMARY KEY (a));",
         "visit.a is filled in by the engine."},
        {"CREATE TABLE visit (a INT64 PRIMARY KEY);\n-- postgres:\nALTER TABLE visit ADD COLUMN b "
         "timestamptz;\n"
         "-- sqlite:\nCREATE TABLE t (x REAL, a INT64 PRIMARY KEY);",
         " has the type "},
    };
    for (const Broken& broken : both) {
        for (const std::string& engine : TestEngines()) {
            auto wrong = CheckSchema(Made(engine, broken.text),
                                     engine == "sqlite" ? Engine::kSqlite : Engine::kPostgres);
            ASSERT_EQ(wrong.size(), 1u) << engine << ": " << broken.text;
            EXPECT_NE(wrong[0].find(broken.says), std::string::npos) << wrong[0];
        }
    }
    auto identity = Made("postgres",
                         "-- postgres:\nCREATE TABLE visit (a INT64 GENERATED ALWAYS AS IDENTITY, "
                         "PRIMARY KEY (a));");
    EXPECT_EQ(CheckSchema(identity, Engine::kPostgres),
              (std::vector<std::string>{"visit.a is filled in by the engine."}));
}

TEST(SchemaCheckTest, DifferencesOfTheEnginesAreSeen) {
    const std::string_view text =
        "CREATE TABLE a (x INT64 PRIMARY KEY, y TEXT NOT NULL);\n-- sqlite:\n"
        "CREATE TABLE only (x INT64 PRIMARY KEY);\nCREATE INDEX i ON a (y);\n-- postgres:\n"
        "ALTER TABLE a ADD COLUMN z INT64;\n";
    EXPECT_EQ(CompareSchemas(Made("sqlite", text), Made("postgres", text)),
              (std::vector<std::string>{"The columns of a differ.", "PostgreSQL lacks table only.",
                                        "The indexes differ."}));
}

struct Hot {
    const char* text;
    bool crosses;
};

TEST(SchemaCheckTest, HotStatementsMayNotJoinAcrossPeople) {
    auto store = TestDatabase::Make("sqlite");
    LogicalSchema schema = SchemaOf(store->url());
    const Hot cases[] = {
        {"SELECT 1 FROM fact WHERE block = $1 AND profile = $2", false},
        {"SELECT 1 FROM fact AS f JOIN due AS d ON f.block = d.block AND f.profile = d.profile",
         false},
        {"SELECT 1 FROM fact f JOIN due ON due.block = f.block AND due.profile = f.profile", false},
        {"SELECT 1 FROM fact f JOIN body ON f.block = body.block AND f.object = body.object",
         false},
        {"SELECT 1 FROM fact f JOIN due d ON f.profile = d.profile", true},
        {"SELECT 1 FROM fact JOIN fact AS other ON fact.object = other.parent", true},
        {"SELECT 1 FROM profile, due WHERE profile.block = due.block", true},
        {"INSERT INTO due (block) SELECT fact.block FROM fact WHERE fact.at > $1", true},
        {"SELECT 1 FROM object JOIN fact ON fact.object = object.object",
         false},  // by name, then one person
    };
    for (const Hot& hot : cases) {
        auto statement = ParseStatement("x.y", hot.text);
        ASSERT_TRUE(statement.ok());
        statement->hot = true;
        EXPECT_EQ(!CheckHotStatement(*statement, schema).empty(), hot.crosses) << hot.text;
        statement->hot = false;
        EXPECT_TRUE(CheckHotStatement(*statement, schema).empty());
    }
}

// All statements of the source tree, of whatever module: both engines take them, and the hot ones
// keep the rule.
TEST(SchemaCheckTest, EveryStatementOfTheSourceIsAccepted) {
    std::vector<std::string> texts, stems;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(DAYBOOK_SOURCE_DIR "/src")) {
        if (entry.path().extension() != ".sql") continue;
        std::stringstream text;
        text << std::ifstream(entry.path()).rdbuf();
        texts.push_back(text.str());
        stems.push_back(entry.path().stem().string());
    }
    ASSERT_FALSE(texts.empty());
    const std::vector<std::string_view> text_views(texts.begin(), texts.end()),
        stem_views(stems.begin(), stems.end());
    auto catalogue = Catalogue::Parse(text_views, stem_views);
    ASSERT_TRUE(catalogue.ok()) << catalogue.error().message;
    for (const std::string& engine : TestEngines()) {
        auto store = TestDatabase::Make(engine, {});
        auto opened = engine == "sqlite"
                          ? OpenSqlite(store->url().substr(7), SqliteRole::kReader, *catalogue, {})
                          : OpenPostgres(store->url(), PostgresRole::kReader, *catalogue, {});
        ASSERT_TRUE(opened.ok());
        LogicalSchema schema = SchemaOf(store->url());
        for (const Statement& statement : catalogue->all()) {
            Status prepared = (*opened)->Prepare(statement);
            EXPECT_TRUE(prepared.ok()) << engine << ": " << prepared.error().message << "\n"
                                       << statement.text((*opened)->engine());
            for (const std::string& wrong : CheckHotStatement(statement, schema))
                ADD_FAILURE() << wrong;
        }
    }
}

}  // namespace
}  // namespace daybook::sql
