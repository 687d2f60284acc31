// SQLite: one file in WAL mode, one writing connection; its log is moved into the database beside it
// (log_mover.h).
#pragma once

#include <memory>
#include <string>

#include "sql/connection.h"
#include "sql/lock.h"

namespace daybook::sql {

enum class SqliteRole { kWriter, kReader };

// The writer creates the file. Errors as Database::Open.
Result<std::unique_ptr<Connection>> OpenSqlite(const std::string& path, SqliteRole role,
                                               const Catalogue& catalogue, Connection::Hook hook);

// Size of the database and its log.
int64_t SqliteBytes(const std::string& path);

}  // namespace daybook::sql
