// The one migration sequence of both engines: schema/NNNN_name.sql, forward only.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sql/connection.h"

namespace daybook::sql {

// A file's name without ".sql" and its text (sql/ddl.h), in the order of their numbers. Numbers may be left out, and a
// step may come later than one with a greater number: it is applied to a database that has the others.
using Migration = std::pair<std::string_view, std::string_view>;

namespace embedded {
std::span<const Migration> Migrations();
}  // namespace embedded

// The names of those not yet applied. kCorrupt with reason "database_too_new": a newer Daybook
// wrote this database.
Result<std::vector<std::string>> PendingMigrations(Connection& connection,
                                                   std::span<const Migration> known);

// Applies them, each in a transaction of its own, so that an interrupted run goes on where it
// stopped.
Status Migrate(Connection& connection, std::span<const Migration> known);

}  // namespace daybook::sql
