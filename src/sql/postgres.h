// PostgreSQL through libpq: binary parameters and results, statements prepared by name on each
// connection, and what belongs together (BEGIN and the first statement, …) in one round trip.
#pragma once

#include <memory>
#include <string>

#include "sql/connection.h"

namespace daybook::sql {

enum class PostgresRole { kWriter, kReader };

// The writer takes the store's advisory lock: kConflict where another Daybook holds it. A schema of
// its own is chosen in the URL (?options=-csearch_path%3Dname). The URL's password is in no error.
Result<std::unique_ptr<Connection>> OpenPostgres(const std::string& url, PostgresRole role,
                                                 const Catalogue& catalogue, Connection::Hook hook);

// Size of the connection's schema.
Result<int64_t> PostgresBytes(Connection& connection);

}  // namespace daybook::sql
