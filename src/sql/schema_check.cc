#include "sql/schema_check.h"

#include <algorithm>
#include <cctype>
#include <set>

#include <fmt/format.h>

#include "base/text.h"

namespace daybook::sql {
namespace {

constexpr const char* kSqliteTables =
    "SELECT name, instr(upper(sql), 'AUTOINCREMENT') FROM sqlite_schema WHERE type = 'table' AND "
    "name NOT LIKE 'sqlite_%' "
    "ORDER BY name";
constexpr const char* kSqliteColumns =
    "SELECT name, type, \"notnull\", pk, coalesce(dflt_value, '') <> '' OR hidden <> 0 "
    "FROM pragma_table_xinfo(?1) ORDER BY cid";
constexpr const char* kSqliteIndexes =
    "SELECT m.name, m.tbl_name, x.name FROM sqlite_schema AS m, pragma_index_info(m.name) AS x "
    "WHERE m.type = 'index' "
    "AND m.sql IS NOT NULL ORDER BY m.name, x.seqno";
constexpr const char* kSqliteTriggers = "SELECT name FROM sqlite_schema WHERE type = 'trigger'";

constexpr const char* kPostgresColumns =
    "SELECT c.relname, a.attname, t.typname, CASE WHEN a.attnotnull THEN 1 ELSE 0 END, "
    "coalesce(array_position(CAST(k.conkey AS smallint[]), a.attnum), 0), "
    "CASE WHEN a.atthasdef OR a.attidentity <> '' OR a.attgenerated <> '' THEN 1 ELSE 0 END "
    "FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT "
    "a.attisdropped "
    "JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND "
    "k.contype = 'p' "
    "WHERE c.relkind = 'r' AND c.relnamespace = to_regnamespace(quote_ident(current_schema())) "
    "ORDER BY c.relname, a.attnum";
constexpr const char* kPostgresIndexes =
    "SELECT i.relname, c.relname, a.attname FROM pg_index x JOIN pg_class i ON i.oid = "
    "x.indexrelid "
    "JOIN pg_class c ON c.oid = x.indrelid JOIN pg_attribute a ON a.attrelid = i.oid "
    "LEFT JOIN pg_constraint k ON k.conindid = i.oid AND k.contype IN ('p', 'u') "
    "WHERE k.oid IS NULL AND i.relnamespace = to_regnamespace(quote_ident(current_schema())) "
    "ORDER BY CAST(i.relname AS text) COLLATE \"C\", a.attnum";
constexpr const char* kPostgresTriggers =
    "SELECT g.tgname FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid WHERE NOT "
    "g.tgisinternal "
    "AND c.relnamespace = to_regnamespace(quote_ident(current_schema()))";

template <size_t N>
bool Contains(const std::string_view (&list)[N], std::string_view item) {
    return std::find(std::begin(list), std::end(list), item) != std::end(list);
}

std::string LogicalType(std::string_view type) {
    std::string lower = AsciiLower(type);
    if (lower == "integer" || lower == "int8" || lower == "int2") return "integer";
    if (lower == "blob" || lower == "bytea") return "bytes";
    return lower;
}

// Puts `column` where the key has it (1-based; 0: not in the key).
void AddKey(LogicalTable& table, const std::string& column, int64_t position) {
    if (position <= 0) return;
    if (table.key.size() < static_cast<size_t>(position))
        table.key.resize(static_cast<size_t>(position));
    table.key[static_cast<size_t>(position - 1)] = column;
}

Result<std::map<std::string, LogicalTable>> SqliteTables(Connection& connection) {
    std::map<std::string, LogicalTable> tables;
    Rows names = TRY(connection.Direct(kSqliteTables));
    for (size_t i = 0; i < names.size(); ++i) {
        const std::string name = names.String(i, 0);
        const Param params[] = {Param(name)};
        Rows rows = TRY(connection.Direct(kSqliteColumns, params));
        LogicalTable table;
        for (size_t c = 0; c < rows.size(); ++c) {
            AddKey(table, rows.String(c, 0), rows.Int(c, 3));
            bool nullable = rows.Int(c, 2) == 0 && rows.Int(c, 3) == 0;
            bool made = rows.Int(c, 4) != 0 || (rows.Int(c, 3) > 0 && names.Int(i, 1) > 0);
            table.columns.push_back(
                {rows.String(c, 0), LogicalType(rows.TextAt(c, 1)), nullable, made});
        }
        tables.emplace(name, std::move(table));
    }
    return tables;
}

Result<std::map<std::string, LogicalTable>> PostgresTables(Connection& connection) {
    std::map<std::string, LogicalTable> tables;
    Rows rows = TRY(connection.Direct(kPostgresColumns));
    for (size_t i = 0; i < rows.size(); ++i) {
        LogicalTable& table = tables[rows.String(i, 0)];
        AddKey(table, rows.String(i, 1), rows.Int(i, 4));
        table.columns.push_back({rows.String(i, 1), LogicalType(rows.TextAt(i, 2)),
                                 rows.Int(i, 3) == 0, rows.Int(i, 5) != 0});
    }
    return tables;
}

// (index, table, column) rows → one text an index.
std::vector<std::string> IndexTexts(const Rows& rows) {
    std::vector<std::string> texts;
    std::string last;
    for (size_t i = 0; i < rows.size(); ++i) {
        if (rows.TextAt(i, 0) != last) {
            if (!texts.empty()) texts.back() += ")";
            last = rows.String(i, 0);
            texts.push_back(
                fmt::format("{} ON {} ({}", last, rows.TextAt(i, 1), rows.TextAt(i, 2)));
        } else {
            texts.back() += fmt::format(", {}", rows.TextAt(i, 2));
        }
    }
    if (!texts.empty()) texts.back() += ")";
    return texts;
}

bool AboutPeople(std::string_view name, const LogicalTable& table) {
    return table.Has("block") && (table.Has("profile") || name == "body") &&
           !Contains(kByName, name);
}

// The words of a statement in lower case; "t.x" is the words "t", ".", "x".
std::vector<std::string> Words(std::string_view text) {
    std::vector<std::string> words;
    for (size_t i = 0; i < text.size();) {
        size_t end = i;
        while (end < text.size() &&
               (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == '_'))
            ++end;
        if (end == i && text[i] != ' ') ++end;
        if (end > i) words.push_back(AsciiLower(text.substr(i, end - i)));
        i = std::max(end, i + 1);
    }
    return words;
}

const std::set<std::string> kEndsFrom = {"on",     "where",  "set", "order", "group", "limit",
                                         "select", "values", "for", "union", "using", "returning"};

// The positions of words where a table's name stands: after FROM, JOIN, INTO, UPDATE, and after
// commas of FROM.
std::vector<size_t> TablePlaces(const std::vector<std::string>& words) {
    static const std::set<std::string> kBefore = {"from", "join", "into", "update"};
    std::vector<size_t> places;
    int depth = 0, from_depth = -1;  // -1: not in a FROM clause
    for (size_t i = 0; i + 1 < words.size(); ++i) {
        if (words[i] == "(") ++depth;
        if (words[i] == ")" && depth-- == from_depth) from_depth = -1;
        if (kEndsFrom.contains(words[i]) && depth == from_depth) from_depth = -1;
        bool comma = words[i] == "," && depth == from_depth;
        if (!kBefore.contains(words[i]) && !comma) continue;
        if (words[i] == "from" || words[i] == "join") from_depth = depth;
        places.push_back(i + 1);
    }
    return places;
}

// The names that people tables go by in a statement (aliases where given).
std::vector<std::string> PeopleNames(const std::vector<std::string>& words,
                                     const LogicalSchema& schema) {
    static const std::set<std::string> kJoins = {"join", "left", "inner", "cross"};
    std::vector<std::string> names;
    for (size_t i : TablePlaces(words)) {
        auto table = schema.tables.find(words[i]);
        if (table == schema.tables.end() || !AboutPeople(table->first, table->second)) continue;
        size_t next = i + 1;
        if (next < words.size() && words[next] == "as") ++next;
        bool alias = next < words.size() &&
                     std::isalpha(static_cast<unsigned char>(words[next][0])) &&
                     !kEndsFrom.contains(words[next]) && !kJoins.contains(words[next]);
        names.push_back(alias ? words[next] : words[i]);
    }
    return names;
}

// {{…}} are parameters, no tables.
std::string WithoutMacros(std::string text) {
    for (size_t open = text.find("{{"); open != std::string::npos; open = text.find("{{")) {
        size_t close = text.find("}}", open);
        if (close == std::string::npos) break;
        text.replace(open, close + 2 - open, "parameters");
    }
    return text;
}

// Whether some "a.column = b.column" stands there, in either order.
bool Tied(const std::string& text, const std::string& a, const std::string& b,
          std::string_view column) {
    return text.find(fmt::format("{}.{} = {}.{}", a, column, b, column)) != std::string::npos ||
           text.find(fmt::format("{}.{} = {}.{}", b, column, a, column)) != std::string::npos;
}

}  // namespace

bool LogicalTable::Has(std::string_view column) const {
    return std::any_of(columns.begin(), columns.end(),
                       [&](const LogicalColumn& c) { return c.name == column; });
}

Result<LogicalSchema> ReadSchema(Connection& connection) {
    const bool sqlite = connection.engine() == Engine::kSqlite;
    LogicalSchema schema;
    schema.tables = TRY(sqlite ? SqliteTables(connection) : PostgresTables(connection));
    schema.indexes = IndexTexts(TRY(connection.Direct(sqlite ? kSqliteIndexes : kPostgresIndexes)));
    Rows triggers = TRY(connection.Direct(sqlite ? kSqliteTriggers : kPostgresTriggers));
    for (size_t i = 0; i < triggers.size(); ++i) schema.triggers.push_back(triggers.String(i, 0));
    return schema;
}

std::vector<std::string> CheckSchema(const LogicalSchema& schema, Engine engine) {
    std::vector<std::string> wrong;
    for (const std::string& trigger : schema.triggers)
        wrong.push_back(fmt::format("{} is a trigger.", trigger));
    for (const auto& [name, table] : schema.tables) {
        if (table.key.empty()) wrong.push_back(fmt::format("Table {} has no primary key.", name));
        for (const LogicalColumn& column : table.columns) {
            if (column.type != "integer" && column.type != "text" && column.type != "bytes")
                wrong.push_back(
                    fmt::format("{}.{} has the type {}.", name, column.name, column.type));
            if (column.made_by_engine)
                wrong.push_back(
                    fmt::format("{}.{} is filled in by the engine.", name, column.name));
        }
        if (!AboutPeople(name, table) || table.key.empty()) continue;
        bool number = engine == Engine::kSqlite && table.key.size() == 1 &&
                      (table.key[0] == "profile" || table.key[0] == "object");
        if (!number && table.key[0] != "block")
            wrong.push_back(fmt::format("The primary key of {} does not begin with block.", name));
    }
    return wrong;
}

std::vector<std::string> CompareSchemas(const LogicalSchema& sqlite,
                                        const LogicalSchema& postgres) {
    std::vector<std::string> wrong;
    for (const auto& [name, table] : sqlite.tables) {
        auto other = postgres.tables.find(name);
        if (other == postgres.tables.end()) {
            wrong.push_back(fmt::format("PostgreSQL lacks table {}.", name));
            continue;
        }
        if (table.columns != other->second.columns)
            wrong.push_back(fmt::format("The columns of {} differ.", name));
        std::vector<std::string> key =
            table.key;  // PostgreSQL's may begin with the block that the number holds.
        if (key.size() == 1 && AboutPeople(name, table)) key.insert(key.begin(), "block");
        if (table.key != other->second.key && key != other->second.key)
            wrong.push_back(fmt::format("The primary keys of {} differ.", name));
    }
    for (const auto& [name, table] : postgres.tables)
        if (!sqlite.tables.contains(name))
            wrong.push_back(fmt::format("SQLite lacks table {}.", name));
    if (sqlite.indexes != postgres.indexes) wrong.push_back("The indexes differ.");
    return wrong;
}

std::vector<std::string> CheckHotStatement(const Statement& statement,
                                           const LogicalSchema& schema) {
    if (!statement.hot) return {};
    const std::string text = WithoutMacros(AsciiLower(statement.source));
    const std::vector<std::string> names = PeopleNames(Words(text), schema);
    std::vector<std::string> wrong;
    for (size_t i = 1; i < names.size(); ++i) {
        bool tied = std::any_of(names.begin(), names.begin() + static_cast<int64_t>(i),
                                [&](const std::string& other) {
                                    return Tied(text, names[i], other, "block") &&
                                           (Tied(text, names[i], other, "profile") ||
                                            Tied(text, names[i], other, "object"));
                                });
        if (!tied) {
            wrong.push_back(fmt::format(
                "Hot statement {} joins across people: {} is not tied to another of its tables "
                "by block and profile.",
                statement.name, names[i]));
        }
    }
    return wrong;
}

}  // namespace daybook::sql
