// Migrations in logical types → each engine's statements. Pure.
//
//   migration = SQL statements ended by ';', with the types INT64, INT16, TEXT, BYTES
//   section   = a line "-- sqlite:", "-- postgres:" or "-- both:"; what follows is for that engine,
//   until the next
//
// CREATE TABLE gets: on SQLite STRICT, and WITHOUT ROWID unless its key is one INT64. On PostgreSQL
// COLLATE "C" for texts (SQLite's order), the column `block` before a key that is one number (so
// that a cluster can distribute by block), STORAGE EXTERNAL for columns named `bytes` (compressed
// already), and room for updates in place in the tables of kUpdatedInPlace.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sql/database.h"

namespace daybook::sql {

inline constexpr std::string_view kUpdatedInPlace[] = {"due", "profile", "fact"};

// The statements of a migration for one engine. kInternal: the text is not understood.
Result<std::vector<std::string>> TranslateMigration(std::string_view text, Engine engine);

}  // namespace daybook::sql
