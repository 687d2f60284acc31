#include "sql/migrate.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/log.h"
#include "sql/ddl.h"

namespace daybook::sql {
namespace {

constexpr std::string_view kVersionTable =
    "CREATE TABLE IF NOT EXISTS migration (version {}, name TEXT NOT NULL, PRIMARY KEY (version))";

int64_t VersionOf(std::string_view name) {
    int64_t version = 0;
    std::from_chars(name.data(), name.data() + name.size(), version);
    return version;
}

Result<bool> HasVersionTable(Connection& connection) {
    const bool sqlite = connection.engine() == Engine::kSqlite;
    Rows rows = TRY(connection.Direct(
        sqlite ? "SELECT count(*) FROM sqlite_schema WHERE name = 'migration'"
               : "SELECT count(*) FROM pg_class WHERE relname = 'migration' AND relkind = 'r' "
                 "AND relnamespace = to_regnamespace(quote_ident(current_schema()))"));
    return rows.Int(0, 0) > 0;
}

// The numbers of the steps that the database has had, ascending.
Result<std::vector<int64_t>> Applied(Connection& connection) {
    std::vector<int64_t> versions;
    if (!TRY(HasVersionTable(connection))) return versions;
    Rows rows = TRY(connection.Direct("SELECT version FROM migration ORDER BY version"));
    for (size_t i = 0; i < rows.size(); ++i) versions.push_back(rows.Int(i, 0));
    return versions;
}

// A database file of another program is not ours to change.
Status RefuseForeign(Connection& connection) {
    if (connection.engine() != Engine::kSqlite) return {};
    Rows rows = TRY(connection.Direct("SELECT count(*) FROM sqlite_schema WHERE type = 'table'"));
    if (rows.Int(0, 0) == 0) return {};
    return Corrupt(
        "This file is a database of another program, not Daybook's. Choose another folder with "
        "--data.",
        "database_foreign");
}

Status Apply(Connection& connection, const Migration& migration) {
    const auto& [name, text] = migration;
    const bool sqlite = connection.engine() == Engine::kSqlite;
    std::string script =
        fmt::format(fmt::runtime(kVersionTable), sqlite ? "INTEGER NOT NULL" : "BIGINT NOT NULL") +
        ";\n";
    for (const std::string& statement : TRY(TranslateMigration(text, connection.engine())))
        script += statement + ";\n";
    script += fmt::format("INSERT INTO migration (version, name) VALUES ({}, '{}');",
                          VersionOf(name), name);
    TRY(connection.Script(fmt::format("BEGIN;\n{}\nCOMMIT;", script)));
    return {};
}

// Those that the database has not had, in order.
Result<std::vector<Migration>> Missing(Connection& connection, std::span<const Migration> known) {
    for (size_t i = 1; i < known.size(); ++i)
        ASSERT(VersionOf(known[i - 1].first) < VersionOf(known[i].first));
    const std::vector<int64_t> applied = TRY(Applied(connection));
    std::vector<Migration> missing;
    size_t found = 0;
    for (const Migration& migration : known) {
        const bool has = std::ranges::binary_search(applied, VersionOf(migration.first));
        if (has) ++found;
        else missing.push_back(migration);
    }
    if (found < applied.size()) {
        return Corrupt(
            fmt::format(
                "A newer Daybook wrote this database (its schema is {}, this one knows {}). Start "
                "the newer version, or restore the backup that was made before the upgrade.",
                applied.back(), known.empty() ? 0 : VersionOf(known.back().first)),
            "database_too_new");
    }
    if (applied.empty()) TRY(RefuseForeign(connection));
    return missing;
}

}  // namespace

Result<std::vector<std::string>> PendingMigrations(Connection& connection,
                                                   std::span<const Migration> known) {
    std::vector<std::string> pending;
    for (const Migration& migration : TRY(Missing(connection, known)))
        pending.emplace_back(migration.first);
    return pending;
}

Status Migrate(Connection& connection, std::span<const Migration> known) {
    for (const Migration& migration : TRY(Missing(connection, known))) {
        Status applied = Apply(connection, migration);
        if (!applied.ok()) {
            (void)connection.Script("ROLLBACK");
            return applied;
        }
        Log(Level::kDebug, "sql.migrated", {{"migration", migration.first}});
    }
    return {};
}

}  // namespace daybook::sql
