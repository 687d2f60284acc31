// Where a PostgreSQL database is, as people may read it: libpq's own reading of the address, never the password.
#pragma once

#include <string>

#include "base/result.h"

namespace daybook::sql {

// kInvalid, reason configuration, where libpq could not read it, or would take a part of the password for the host.
// Nothing of the address is in the sentence: any part of it may be the password.
Status CheckPostgresAddress(const std::string& url);

// "postgres://user@host:port/database"; "postgres://…" where it cannot be read.
std::string DescribePostgres(const std::string& url);

}  // namespace daybook::sql
