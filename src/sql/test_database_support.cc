#include <unistd.h>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "sql/postgres.h"
#include "sql/sqlite.h"
#include "sql/test_support.h"

namespace daybook::sql {
namespace {

[[noreturn]] void Fail(const std::string& why) {
    fmt::print(stderr, "A test database cannot be made: {}\n", why);
    std::abort();
}

std::string PostgresUrl() {
    const char* url = std::getenv("DAYBOOK_TEST_POSTGRES");
    if (url == nullptr || *url == '\0') {
        Fail(
            "DAYBOOK_TEST_POSTGRES is not set. ./test starts a PostgreSQL for the tests and sets "
            "it; to run a test "
            "program alone, set it to the address of a server whose user may create schemas.");
    }
    return url;
}

std::string MakeFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "daybook-test-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) Fail("no folder can be made in " + pattern);
    return pattern;
}

const Catalogue& NoStatements() {
    static const Catalogue empty;
    return empty;
}

std::unique_ptr<Connection> Connect(const std::string& url) {
    auto connection = url.starts_with("sqlite:")
                          ? OpenSqlite(url.substr(7), SqliteRole::kReader, NoStatements(), {})
                          : OpenPostgres(url, PostgresRole::kReader, NoStatements(), {});
    if (!connection.ok()) Fail(connection.error().message);
    return std::move(*connection);
}

void InAdmin(const std::string& script) {
    // One connection for all schemas of this program; tests of one program run one after the other.
    static const std::unique_ptr<Connection> admin = Connect(PostgresUrl());
    Status done = admin->Script(script);
    if (!done.ok()) Fail(done.error().message);
}

// Every table of one schema into another, which gets the tables that it lacks.
constexpr std::string_view kCopySchema = R"(
BEGIN ISOLATION LEVEL REPEATABLE READ;
DO $copy$ DECLARE name text; BEGIN
    FOR name IN SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = CAST('"{0}"' AS regnamespace) LOOP
        EXECUTE format('CREATE TABLE IF NOT EXISTS "{1}".%1$I (LIKE "{0}".%1$I INCLUDING ALL)', name);
        EXECUTE format('DELETE FROM "{1}".%1$I', name);
        EXECUTE format('INSERT INTO "{1}".%1$I SELECT * FROM "{0}".%1$I', name);
    END LOOP;
END $copy$;
COMMIT)";

}  // namespace

std::vector<std::string> TestEngines() { return {"sqlite", "postgres"}; }

TestPlace::TestPlace(std::string_view engine) : engine_(engine), folder_(MakeFolder()) {
    if (engine_ == "sqlite") {
        url_ = "sqlite:" + folder_ + "/daybook.db";
        return;
    }
    static std::atomic<int> count = 0;
    schema_ = fmt::format("test_{}_{}",
                          std::filesystem::path(folder_).filename().string().substr(13), ++count);
    InAdmin(fmt::format("CREATE SCHEMA \"{}\"", schema_));
    std::string base = PostgresUrl();
    url_ = fmt::format("{}{}options=-csearch_path%3D%22{}%22", base,
                       base.find('?') == std::string::npos ? '?' : '&', schema_);
}

TestPlace::~TestPlace() {
    if (!schema_.empty()) InAdmin(fmt::format("DROP SCHEMA \"{}\" CASCADE", schema_));
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

void CopyAsCrashed(const TestPlace& from, const TestPlace& to) {
    namespace fs = std::filesystem;
    // The log last: what a checkpoint moves into the database meanwhile is still in it. SQLite makes -shm anew.
    for (const char* name : {"daybook.db", "daybook.db-shm", "daybook.db-wal", "master.key"}) {
        const fs::path old = fs::path(to.folder()) / name;
        fs::remove(old);
        const fs::path file = fs::path(from.folder()) / name;
        if (!file.string().ends_with("-shm") && fs::exists(file)) fs::copy_file(file, old);
    }
    if (!from.schema().empty()) InAdmin(fmt::format(kCopySchema, from.schema(), to.schema()));
}

TestDatabase::TestDatabase(std::string_view engine, Options options)
    : place_(engine), options_(std::move(options)) {
    options_.url = place_.url();
    Reopen();
}

std::unique_ptr<TestDatabase> TestDatabase::Make(std::string_view engine,
                                                 std::vector<std::string_view> statements,
                                                 std::vector<std::string_view> names) {
    Options options;
    options.statements_of = std::move(statements);
    options.names = std::move(names);
    return MakeWith(engine, std::move(options));
}

std::unique_ptr<TestDatabase> TestDatabase::MakeWith(std::string_view engine, Options options) {
    return std::unique_ptr<TestDatabase>(new TestDatabase(engine, std::move(options)));
}

void TestDatabase::Reopen() {
    database_.reset();
    auto opened = Database::Open(options_);
    if (!opened.ok()) Fail(opened.error().message);
    database_ = std::move(*opened);
}

std::string Dump(const std::string& url, const std::string& text) {
    auto rows = Connect(url)->Direct(text);
    if (!rows.ok()) {
        ADD_FAILURE() << rows.error().message;
        return {};
    }
    std::string out;
    for (size_t row = 0; row < rows->size(); ++row) {
        for (size_t i = 0; i < rows->columns(); ++i) {
            if (i > 0) out += '|';
            out += rows->Null(row, i)    ? "NULL"
                   : rows->IsInt(row, i) ? std::to_string(rows->Int(row, i))
                                         : rows->String(row, i);
        }
        out += '\n';
    }
    return out;
}

}  // namespace daybook::sql
