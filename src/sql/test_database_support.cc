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

std::string NewSchema() {
    static std::atomic<int> count = 0;
    return fmt::format("test_{}_{}", getpid(), ++count);
}

std::string UrlOf(const std::string& schema) {
    std::string base = PostgresUrl();
    return fmt::format("{}{}options=-csearch_path%3D%22{}%22", base, base.find('?') == std::string::npos ? '?' : '&', schema);
}

// Applies all migrations.
void MigrateAt(const std::string& url) {
    Options options;
    options.url = url;
    options.readers = 1;
    auto opened = Database::Open(std::move(options));
    if (!opened.ok()) Fail(opened.error().message);
}

// SQLite's files after all migrations, made once a program.
const std::string& MigratedFolder() {
    struct Made {
        Made() { MigrateAt("sqlite:" + folder + "/daybook.db"); }
        ~Made() {
            std::error_code ignored;
            std::filesystem::remove_all(folder, ignored);
        }
        std::string folder = MakeFolder();
    };
    static const Made made;
    return made.folder;
}

// What stands beside a database too. The log last: what a checkpoint moves into the database meanwhile is still in it. SQLite
// makes -shm anew.
void CopyFiles(const std::string& from, const std::string& to) {
    namespace fs = std::filesystem;
    for (const char* name : {"daybook.db", "daybook.db-shm", "daybook.db-wal", "master.key"}) {
        const fs::path old = fs::path(to) / name;
        fs::remove(old);
        const fs::path file = fs::path(from) / name;
        if (!file.string().ends_with("-shm") && fs::exists(file)) fs::copy_file(file, old);
    }
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

// What a test could have changed of a schema but its rows.
constexpr std::string_view kShape = R"(
SELECT concat_ws(' ', count(*), sum(relnatts), sum(relchecks), sum(CASE WHEN relhastriggers OR relhasrules THEN 1 ELSE 0 END))
  FROM pg_class WHERE relnamespace = CAST('"{}"' AS regnamespace))";

// PostgreSQL's schemas of this program; tests of one program run one after the other.
class Schemas {
  public:
    static Schemas& Get() {
        static Schemas schemas;
        return schemas;
    }
    ~Schemas() {
        if (!fresh_.empty()) spare_.push_back(fresh_);
        for (const std::string& schema : spare_) Drop(schema);
    }

    void Run(const std::string& script) {
        const Status done = admin_->Script(script);
        if (!done.ok()) Fail(done.error().message);
    }
    void Drop(const std::string& schema) { Run(fmt::format("DROP SCHEMA \"{}\" CASCADE", schema)); }
    std::string Empty() {
        std::string schema = NewSchema();
        Run(fmt::format("CREATE SCHEMA \"{}\"", schema));
        return schema;
    }
    std::string Migrated() {
        if (!spare_.empty()) {
            std::string schema = std::move(spare_.back());
            spare_.pop_back();
            return schema;
        }
        std::string schema = Empty();
        MigrateAt(UrlOf(schema));
        return schema;
    }
    // A migrated one that nobody uses any more.
    void GiveBack(const std::string& schema) {
        if (fresh_.empty()) fresh_ = Migrated();
        if (ShapeOf(schema) != ShapeOf(fresh_)) return Drop(schema);
        Run(fmt::format(kCopySchema, fresh_, schema));
        spare_.push_back(schema);
    }

  private:
    std::string ShapeOf(const std::string& schema) {
        auto rows = admin_->Direct(fmt::format(kShape, schema));
        if (!rows.ok()) Fail(rows.error().message);
        return rows->String(0, 0);
    }

    std::unique_ptr<Connection> admin_ = Connect(PostgresUrl());
    std::string fresh_;  // as it is after all migrations; empty: none was needed yet
    std::vector<std::string> spare_;
};

}  // namespace

std::vector<std::string> TestEngines() { return {"sqlite", "postgres"}; }

TestPlace::TestPlace(std::string_view engine, Begin begin) : engine_(engine), begin_(begin), folder_(MakeFolder()) {
    const bool migrated = begin_ == Begin::kMigrated;
    if (engine_ == "sqlite") {
        url_ = "sqlite:" + folder_ + "/daybook.db";
        if (migrated) CopyFiles(MigratedFolder(), folder_);
        return;
    }
    schema_ = migrated ? Schemas::Get().Migrated() : Schemas::Get().Empty();
    url_ = UrlOf(schema_);
}

TestPlace::~TestPlace() {
    if (!schema_.empty() && begin_ == Begin::kMigrated) Schemas::Get().GiveBack(schema_);
    else if (!schema_.empty()) Schemas::Get().Drop(schema_);
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

void CopyAsCrashed(const TestPlace& from, const TestPlace& to) {
    CopyFiles(from.folder(), to.folder());
    if (!from.schema().empty()) Schemas::Get().Run(fmt::format(kCopySchema, from.schema(), to.schema()));
}

TestDatabase::TestDatabase(std::string_view engine, Options options)
    : place_(engine, TestPlace::Begin::kMigrated), options_(std::move(options)) {
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
