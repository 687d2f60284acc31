// Proves the rules of architecture.md §4 on a live schema: for tests and `doctor`.
//
//   * A table about people (it has the columns block and profile, or is `body`) has the block in
//   its primary key, first
//     on PostgreSQL; on SQLite where the profile's or object's number alone is the key, that number
//     is enough, for it holds the block. Tables that go by a name (kByName) are keyed by that name
//     instead.
//   * No key is made by the engine: no identity, serial, AUTOINCREMENT, column default or trigger.
//   * Both engines have the same tables, columns, types, NOT NULLs and keys.
//   * No statement marked "-- hot" joins across people: of the people tables it names, each after
//   the first is tied to
//     another by block and profile (or object).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sql/connection.h"

namespace daybook::sql {

// Distributed by a name of their own (identity by its value), so that a name finds its person.
inline constexpr std::string_view kByName[] = {"identity", "object"};

struct LogicalColumn {
    std::string name;
    std::string type;  // "integer", "text", "bytes"; otherwise the engine's own word
    bool nullable = true;
    bool made_by_engine = false;  // an identity, a default, a generated column
    bool operator==(const LogicalColumn&) const = default;
};

struct LogicalTable {
    std::vector<LogicalColumn> columns;
    std::vector<std::string> key;
    bool Has(std::string_view column) const;
    bool operator==(const LogicalTable&) const = default;
};

struct LogicalSchema {
    std::map<std::string, LogicalTable> tables;
    std::vector<std::string>
        indexes;  // "due_at ON due (lane, at, block, profile)", without conditions
    std::vector<std::string> triggers;  // must be empty
};

Result<LogicalSchema> ReadSchema(Connection& connection);

// What breaks the rules, a sentence each; empty: nothing.
std::vector<std::string> CheckSchema(const LogicalSchema& schema, Engine engine);
std::vector<std::string> CompareSchemas(const LogicalSchema& sqlite, const LogicalSchema& postgres);
// `schema` says which tables are about people.
std::vector<std::string> CheckHotStatement(const Statement& statement, const LogicalSchema& schema);

}  // namespace daybook::sql
