// Named statements: one text for both engines.
//
//   file       = { "-- name: " name LF [ "-- hot" LF ] { other comment lines } text }
//   full name  = stem of the file "." name             ("profiles.mark_due")
//
// The text is SQL that both engines understand, with `$1 … $n` for parameters, and these macros:
//
//   id IN {{list $1 int64}}         list of a Param: Int64List or TextList (`text`). Also NOT IN.
//                                   Write `WHERE connection = $1 AND id IN {{list $2 text}}`.
//   FROM {{rows a int64, b text}}   the rows of a ParamTable given to Tx::Each, as `v`: its columns in this order are
//                                   v.a, v.b. Types: int64, int16, text, bytes; each may be NULL. No `$n` beside it.
//   ON CONFLICT {{key profile}}     the primary key of a per-person table keyed by one number: (profile) on SQLite,
//                                   (block, profile) on PostgreSQL.
//
// Forms that are fast on both engines (SQLite runs the statement once a row, without the subquery):
//
//   INSERT INTO t (a, b) SELECT v.a, v.b FROM {{rows a int64, b text}} WHERE true
//       ON CONFLICT (a) DO UPDATE SET b = excluded.b RETURNING a
//   UPDATE t SET b = v.b FROM {{rows a int64, b text}} WHERE t.a = v.a RETURNING t.a
//   DELETE FROM t WHERE (a, b) IN (SELECT v.a, v.b FROM {{rows a int64, b text}})
//   SELECT v.a, t.b FROM {{rows a int64}} JOIN t ON t.a = v.a
//
// Within one ParamTable a row of t must not be hit twice: PostgreSQL refuses that in ON CONFLICT DO UPDATE and keeps
// one of the two in UPDATE … FROM. `WHERE true` is SQLite's grammar, needed before ON CONFLICT.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sql/database.h"

namespace daybook::sql {

enum class ListType { kInt64, kText };
enum class ColumnType { kInt64, kInt16, kText, kBytes };

struct Statement {
    struct RowColumn { std::string name; ColumnType type; };

    std::string name;                // "profiles.mark_due"
    std::string source;              // as written, comments and needless white space taken off
    std::string sqlite, postgres;    // the text of each engine
    bool hot = false;                // marked "-- hot": schema_check forbids joins across people
    size_t params = 0;               // the greatest n of $n, or the number of row columns
    std::vector<RowColumn> rows;     // of {{rows}}; empty: not for Each
    size_t index = 0;                // in its catalogue

    const std::string& text(Engine engine) const { return engine == Engine::kSqlite ? sqlite : postgres; }
};

// kInternal: what is wrong with the text and where.
Result<Statement> ParseStatement(std::string_view name, std::string_view text);

// All statements of some files. Immutable once made; thread safe.
class Catalogue {
  public:
    // `texts` and `stems` in the same order.
    static Result<Catalogue> Parse(std::span<const std::string_view> texts, std::span<const std::string_view> stems);

    // Null where there is none.
    const Statement* Find(std::string_view name) const;
    std::span<const Statement> all() const { return statements_; }

  private:
    std::vector<Statement> statements_;
    std::map<std::string, size_t, std::less<>> by_name_;
};

}  // namespace daybook::sql
