#include "sql/ddl.h"

#include <algorithm>
#include <cctype>
#include <map>

#include <fmt/format.h>

#include "base/text.h"

namespace daybook::sql {
namespace {

bool IsWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// The line without its comment.
std::string_view WithoutComment(std::string_view line) {
    char quote = 0;
    for (size_t i = 0; i < line.size(); ++i) {
        if (quote != 0) {
            if (line[i] == quote) quote = 0;
        } else if (line[i] == '\'' || line[i] == '"') {
            quote = line[i];
        } else if (line.substr(i, 2) == "--") {
            return line.substr(0, i);
        }
    }
    return line;
}

// The text of this engine's sections, without comments.
std::string OfEngine(std::string_view text, Engine engine) {
    const std::string_view other = engine == Engine::kSqlite ? "-- postgres:" : "-- sqlite:";
    std::string out;
    bool mine = true;
    for (std::string_view line : Split(text, '\n')) {
        std::string_view trimmed = Trim(line);
        if (trimmed == "-- sqlite:" || trimmed == "-- postgres:" || trimmed == "-- both:")
            mine = trimmed != other;
        else if (mine)
            out.append(WithoutComment(line)).append("\n");
    }
    return out;
}

// Splits at `separator` outside of quotes and parentheses; empty pieces are left out.
std::vector<std::string> SplitOutside(std::string_view text, char separator) {
    std::vector<std::string> pieces;
    std::string piece;
    int depth = 0;
    char quote = 0;
    auto finish = [&] {
        std::string folded = FoldSpace(piece);
        if (!folded.empty()) pieces.push_back(std::move(folded));
        piece.clear();
    };
    for (char c : text) {
        if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if (c == '(') {
            ++depth;
        } else if (c == ')') {
            --depth;
        } else if (c == separator && depth == 0) {
            finish();
            continue;
        }
        piece += c;
    }
    finish();
    return pieces;
}

std::string_view TypeName(std::string_view logical, Engine engine) {
    const bool sqlite = engine == Engine::kSqlite;
    if (logical == "INT64") return sqlite ? "INTEGER" : "BIGINT";
    if (logical == "INT16") return sqlite ? "INTEGER" : "SMALLINT";
    if (logical == "TEXT") return sqlite ? "TEXT" : "TEXT COLLATE \"C\"";
    if (logical == "BYTES") return sqlite ? "BLOB" : "BYTEA";
    return {};
}

// Each logical type's word outside of quotes becomes the engine's.
std::string WithTypes(std::string_view text, Engine engine) {
    std::string out;
    for (size_t i = 0; i < text.size();) {
        size_t end = i;
        while (end < text.size() && IsWord(text[end])) ++end;
        if (end == i) {
            size_t quote_end = text[i] == '\'' ? text.find('\'', i + 1) : i;
            size_t stop = std::min(quote_end, text.size() - 1) + 1;
            out.append(text.substr(i, stop - i));
            i = stop;
            continue;
        }
        std::string_view word = text.substr(i, end - i);
        std::string_view type = TypeName(word, engine);
        out.append(type.empty() ? word : type);
        i = end;
    }
    return out;
}

struct Table {
    std::string name;
    std::vector<std::string> columns;      // names
    std::vector<std::string> definitions;  // "name TYPE …" without PRIMARY KEY
    std::vector<std::string> constraints;
    std::string key;          // "a, b"
    bool number_key = false;  // one INT64

    bool Has(std::string_view column) const {
        return std::find(columns.begin(), columns.end(), column) != columns.end();
    }
};

Result<Table> ParseTable(const std::string& statement) {
    constexpr std::string_view kPrimary = " PRIMARY KEY";
    Table table;
    size_t open = statement.find('(');
    if (open == std::string::npos || statement.back() != ')')
        return Internal(
            fmt::format("A migration has a table that is not understood: {}", statement));
    table.name = Trim(std::string_view(statement).substr(13, open - 13));
    std::string_view inside =
        std::string_view(statement).substr(open + 1, statement.size() - open - 2);
    for (std::string& item : SplitOutside(inside, ',')) {
        if (item.starts_with("PRIMARY KEY")) {
            size_t from = item.find('(') + 1;
            table.key = item.substr(from, item.rfind(')') - from);
        } else if (item.starts_with("UNIQUE") || item.starts_with("CHECK")) {
            table.constraints.push_back(item);
        } else {
            std::string name = item.substr(0, item.find(' '));
            size_t primary = item.find(kPrimary);
            if (primary != std::string::npos) {
                table.key = name;
                table.number_key = item.find(" INT64") != std::string::npos;
                item =
                    item.substr(0, primary) + " NOT NULL" + item.substr(primary + kPrimary.size());
            }
            table.columns.push_back(std::move(name));
            table.definitions.push_back(std::move(item));
        }
    }
    if (table.key.empty()) return Internal(fmt::format("Table {} has no primary key.", table.name));
    return table;
}

std::string Items(const Table& table, Engine engine, const std::string& key) {
    std::string out;
    for (const std::string& definition : table.definitions)
        out += WithTypes(definition, engine) + ", ";
    for (const std::string& constraint : table.constraints) out += constraint + ", ";
    return out + fmt::format("PRIMARY KEY ({})", key);
}

std::vector<std::string> CreateTable(const Table& table, Engine engine) {
    if (engine == Engine::kSqlite) {
        return {fmt::format("CREATE TABLE {} ({}) STRICT{}", table.name,
                            Items(table, engine, table.key),
                            table.number_key ? "" : ", WITHOUT ROWID")};
    }
    bool by_block = table.number_key && table.key != "block" && table.Has("block");
    bool roomy = std::find(std::begin(kUpdatedInPlace), std::end(kUpdatedInPlace), table.name) !=
                 std::end(kUpdatedInPlace);
    std::vector<std::string> out = {
        fmt::format("CREATE TABLE {} ({}){}", table.name,
                    Items(table, engine, by_block ? "block, " + table.key : table.key),
                    roomy ? " WITH (fillfactor = 85)" : "")};
    if (table.Has("bytes"))
        out.push_back(
            fmt::format("ALTER TABLE {} ALTER COLUMN bytes SET STORAGE EXTERNAL", table.name));
    return out;
}

}  // namespace

Result<std::vector<std::string>> TranslateMigration(std::string_view text, Engine engine) {
    std::vector<std::string> out;
    for (const std::string& statement : SplitOutside(OfEngine(text, engine), ';')) {
        if (!statement.starts_with("CREATE TABLE ")) {
            out.push_back(WithTypes(statement, engine));
            continue;
        }
        Table table = TRY(ParseTable(statement));
        for (std::string& made : CreateTable(table, engine)) out.push_back(std::move(made));
    }
    return out;
}

}  // namespace daybook::sql
