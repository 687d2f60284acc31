#include "sql/statement.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"

namespace daybook::sql {
namespace {

bool IsWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// The end of the quoted piece that begins at `at` ('…' or "…"); the text's end if it is not closed.
size_t QuoteEnd(std::string_view text, size_t at) {
    size_t end = text.find(text[at], at + 1);
    return end == std::string_view::npos ? text.size() : end + 1;
}

// Without comments; white space outside quotes folded to one blank; no semicolon at the end.
std::string Normalise(std::string_view text) {
    std::string out;
    for (size_t i = 0; i < text.size();) {
        char c = text[i];
        if (c == '\'' || c == '"') {
            size_t end = QuoteEnd(text, i);
            out.append(text.substr(i, end - i));
            i = end;
        } else if (c == '-' && text.substr(i, 2) == "--") {
            i = std::min(text.find('\n', i), text.size());
        } else if (std::isspace(static_cast<unsigned char>(c))) {
            if (!out.empty() && out.back() != ' ') out += ' ';
            ++i;
        } else {
            out += c;
            ++i;
        }
    }
    while (!out.empty() && (out.back() == ' ' || out.back() == ';')) out.pop_back();
    return out;
}

// Calls `piece(quoted, text)` for the quoted and the other pieces in turn.
template <typename Piece>
void ForPieces(std::string_view text, Piece piece) {
    size_t from = 0;
    for (size_t i = 0; i < text.size();) {
        if (text[i] != '\'' && text[i] != '"') {
            ++i;
            continue;
        }
        if (i > from) piece(false, text.substr(from, i - from));
        size_t end = QuoteEnd(text, i);
        piece(true, text.substr(i, end - i));
        from = i = end;
    }
    if (from < text.size()) piece(false, text.substr(from));
}

bool EndsWithWord(std::string_view text, std::string_view word) {
    if (text.size() < word.size()) return false;
    std::string_view tail = text.substr(text.size() - word.size());
    bool whole = text.size() == word.size() || !IsWord(text[text.size() - word.size() - 1]);
    return whole && AsciiLower(tail) == AsciiLower(word);
}

void DropTail(std::string& text, size_t count) {
    text.resize(text.size() - count);
    while (!text.empty() && text.back() == ' ') text.pop_back();
}

std::optional<ColumnType> ColumnTypeOf(std::string_view name) {
    if (name == "int64") return ColumnType::kInt64;
    if (name == "int16") return ColumnType::kInt16;
    if (name == "text") return ColumnType::kText;
    if (name == "bytes") return ColumnType::kBytes;
    return std::nullopt;
}

std::string_view PostgresName(ColumnType type) {
    switch (type) {
        case ColumnType::kInt64:
            return "bigint";
        case ColumnType::kInt16:
            return "smallint";
        case ColumnType::kText:
            return "text";
        case ColumnType::kBytes:
            return "bytea";
    }
    return "";
}

// One statement on its way to both texts.
class Expander {
  public:
    explicit Expander(Statement& statement) : statement_(statement) {}

    Status Run() {
        const std::string& text = statement_.source;
        size_t at = 0;
        for (;;) {
            size_t open = text.find("{{", at);
            Append(std::string_view(text).substr(at, open == std::string::npos ? open : open - at));
            if (open == std::string::npos) break;
            size_t close = text.find("}}", open);
            if (close == std::string::npos) return Wrong("a {{ without }}");
            TRY(Macro(Trim(std::string_view(text).substr(open + 2, close - open - 2))));
            at = close + 2;
        }
        if (!statement_.rows.empty()) TRY(FinishRows());
        if (text.find("::") != std::string::npos)
            return Wrong("'::' is one engine's; write CAST(… AS …)");
        return CountParams();
    }

  private:
    Error Wrong(std::string_view what) const {
        return Internal(fmt::format("Statement {}: {}.", statement_.name, what));
    }

    void Append(std::string_view text) {
        statement_.sqlite += text;
        statement_.postgres += text;
    }

    Status Macro(std::string_view macro) {
        if (macro.starts_with("list ")) return List(Trim(macro.substr(5)));
        if (macro.starts_with("rows ")) return Rows(Trim(macro.substr(5)));
        if (macro.starts_with("key ")) return Key(Trim(macro.substr(4)));
        return Wrong(fmt::format("unknown macro {{{{{}}}}}", macro));
    }

    Status Key(std::string_view column) {
        statement_.sqlite += fmt::format("({})", column);
        statement_.postgres += fmt::format("(block, {})", column);
        return {};
    }

    // "$1 int64", after IN or NOT IN.
    Status List(std::string_view macro) {
        std::vector<std::string_view> parts = Split(macro, ' ');
        if (parts.size() != 2 || parts[0].size() < 2 || parts[0][0] != '$')
            return Wrong("a list is {{list $n int64}} or {{list $n text}}");
        bool integers = parts[1] == "int64";
        if (!integers && parts[1] != "text") return Wrong("a list holds int64 or text");
        std::string& postgres = statement_.postgres;
        while (!postgres.empty() && postgres.back() == ' ') postgres.pop_back();
        if (!EndsWithWord(postgres, "in")) return Wrong("{{list}} stands after IN or NOT IN");
        DropTail(postgres, 2);
        bool negated = EndsWithWord(postgres, "not");
        if (negated) DropTail(postgres, 3);
        postgres += fmt::format(" {}(CAST({} AS {}[]))", negated ? "<> ALL" : "= ANY", parts[0],
                                integers ? "bigint" : "text");
        statement_.sqlite += fmt::format("(SELECT value FROM carray({}))", parts[0]);
        return {};
    }

    // "a int64, b text", after FROM or a comma.
    Status Rows(std::string_view macro) {
        if (!statement_.rows.empty()) return Wrong("only one {{rows}}");
        for (std::string_view column : Split(macro, ',')) {
            std::vector<std::string_view> parts = Split(Trim(column), ' ');
            std::optional<ColumnType> type;
            if (parts.size() == 2) type = ColumnTypeOf(parts[1]);
            if (!type)
                return Wrong(
                    fmt::format("'{}' is not a name and int64, int16, text or bytes", column));
            statement_.rows.push_back({std::string(parts[0]), *type});
        }
        std::string casts, names;
        for (size_t i = 0; i < statement_.rows.size(); ++i) {
            const Statement::RowColumn& column = statement_.rows[i];
            casts +=
                fmt::format("{}CAST(${} AS {}[])", i ? ", " : "", i + 1, PostgresName(column.type));
            names += fmt::format("{}{}", i ? ", " : "", column.name);
        }
        statement_.postgres += fmt::format("unnest({}) AS v({})", casts, names);
        statement_.sqlite += kRowsMark;
        return {};
    }

    // SQLite: v.a becomes its parameter, and the subquery goes where the form is one of
    // statement.h.
    Status FinishRows() {
        if (statement_.source.find('$') != std::string::npos) return Wrong("no $n beside {{rows}}");
        std::string out;
        std::string unknown;
        ForPieces(statement_.sqlite, [&](bool quoted, std::string_view piece) {
            out += quoted ? std::string(piece) : WithParameters(piece, unknown);
        });
        if (!unknown.empty())
            return Wrong(fmt::format("v.{} is not among the columns of {{{{rows}}}}", unknown));
        statement_.sqlite = WithoutSubquery(std::move(out));
        return {};
    }

    std::string WithParameters(std::string_view piece, std::string& unknown) const {
        std::string out;
        for (size_t i = 0; i < piece.size(); ++i) {
            bool begins = piece.substr(i, 2) == "v." && (i == 0 || !IsWord(piece[i - 1]));
            if (!begins) {
                out += piece[i];
                continue;
            }
            size_t end = i + 2;
            while (end < piece.size() && IsWord(piece[end])) ++end;
            std::string_view name = piece.substr(i + 2, end - i - 2);
            size_t column = 0;
            while (column < statement_.rows.size() && statement_.rows[column].name != name)
                ++column;
            if (column == statement_.rows.size()) unknown = name;
            out += fmt::format("?{}", column + 1);
            i = end - 1;
        }
        return out;
    }

    static std::string WithoutSubquery(std::string text) {
        constexpr std::string_view kInsertEnd = " WHERE true";
        const std::string from = fmt::format(" FROM {}", kRowsMark);
        size_t at = text.find(from);
        std::string verb = AsciiLower(std::string_view(text).substr(0, 6));
        if (at != std::string::npos) {
            std::string_view after = std::string_view(text).substr(at + from.size());
            size_t select = AsciiLower(text).rfind("select ", at);
            bool plain = select != std::string::npos && select > 0;
            if (verb == "insert" && plain && text[select - 1] == ' ' &&
                StartsWithNoCase(after, kInsertEnd) &&
                !StartsWithNoCase(after.substr(kInsertEnd.size()), " and")) {
                return text.substr(0, select) + "VALUES (" +
                       text.substr(select + 7, at - select - 7) + ")" +
                       std::string(after.substr(kInsertEnd.size()));
            }
            if (verb == "update" && (after.empty() || StartsWithNoCase(after, " where")))
                return text.substr(0, at) + std::string(after);
            if (plain && text[select - 1] == '(' && after.starts_with(")") &&
                StartsWithNoCase(std::string_view(text).substr(select >= 4 ? select - 4 : 0),
                                 "in (")) {
                return text.substr(0, select - 4) + "= (" +
                       text.substr(select + 7, at - select - 7) + std::string(after);
            }
        }
        size_t mark = text.find(kRowsMark);
        text.replace(mark, kRowsMark.size(), "(SELECT 1) AS v");
        return text;
    }

    // Counts $n; SQLite gets ?n, which has its number as index (a name would get the order of
    // appearance).
    Status CountParams() {
        size_t most = 0;
        std::string out;
        ForPieces(statement_.sqlite, [&](bool quoted, std::string_view piece) {
            for (size_t i = 0; i < piece.size(); ++i) {
                bool parameter = !quoted && piece[i] == '$' && i + 1 < piece.size() &&
                                 std::isdigit(piece[i + 1]);
                out += parameter ? '?' : piece[i];
                if (!parameter) continue;
                size_t number = 0;
                for (size_t k = i + 1; k < piece.size() && std::isdigit(piece[k]) && number < 1000;
                     ++k)
                    number = number * 10 + static_cast<size_t>(piece[k] - '0');
                most = std::max(most, number);
            }
        });
        statement_.sqlite = std::move(out);
        statement_.params = statement_.rows.empty() ? most : statement_.rows.size();
        if (most > 200) return Wrong("more than 200 parameters");
        return {};
    }

    static constexpr std::string_view kRowsMark = "{{rows}}";
    Statement& statement_;
};

}  // namespace

Result<Statement> ParseStatement(std::string_view name, std::string_view text) {
    Statement statement;
    statement.name = name;
    statement.source = Normalise(text);
    if (statement.source.empty()) return Internal(fmt::format("Statement {} is empty.", name));
    TRY(Expander(statement).Run());
    return statement;
}

Result<Catalogue> Catalogue::Parse(std::span<const std::string_view> texts,
                                   std::span<const std::string_view> stems) {
    constexpr std::string_view kName = "-- name: ";
    ASSERT(texts.size() == stems.size());
    Catalogue catalogue;
    for (size_t i = 0; i < texts.size(); ++i) {
        std::string_view rest = texts[i];
        for (size_t at = rest.find(kName); at != std::string_view::npos; at = rest.find(kName)) {
            rest.remove_prefix(at + kName.size());
            size_t line_end = std::min(rest.find('\n'), rest.size());
            std::string name = fmt::format("{}.{}", stems[i], Trim(rest.substr(0, line_end)));
            std::string_view body = rest.substr(line_end, rest.find(kName) - line_end);
            Statement statement = TRY(ParseStatement(name, body));
            statement.hot = body.find("\n-- hot\n") != std::string_view::npos;
            statement.index = catalogue.statements_.size();
            if (!catalogue.by_name_.emplace(name, statement.index).second)
                return Internal(fmt::format("Statement {} is there twice.", name));
            catalogue.statements_.push_back(std::move(statement));
        }
    }
    return catalogue;
}

const Statement* Catalogue::Find(std::string_view name) const {
    auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : &statements_[found->second];
}

}  // namespace daybook::sql
