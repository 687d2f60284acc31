// A connection of SQLite's that closes itself.
#pragma once

#include <memory>

struct sqlite3;

namespace daybook::sql {

struct CloseDatabase {
    void operator()(sqlite3* db) const;
};
using DatabaseHandle = std::unique_ptr<sqlite3, CloseDatabase>;

}  // namespace daybook::sql
