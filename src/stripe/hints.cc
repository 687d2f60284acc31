#include "stripe/hints.h"

#include <algorithm>
#include <map>

namespace daybook::stripe {

Status PutHints(sql::Tx& tx, int64_t connection, std::vector<Hint>& hints) {
    std::ranges::sort(hints, {}, &Hint::name);
    sql::ParamTable table(5);
    for (const Hint& hint : hints) {
        const auto created = hint.created == 0 ? std::nullopt : std::optional<int64_t>(hint.created);
        table.Row(connection, hint.name, static_cast<int64_t>(hint.kind), hint.first, created);
    }
    const sql::Rows rows = TRY(tx.Each("sync.put_hints", table));
    std::map<std::string, int64_t, std::less<>> seen;
    for (size_t i = 0; i < rows.size(); ++i) seen[rows.String(i, 0)] = rows.Int(i, 1);
    for (Hint& hint : hints) hint.seen = seen.at(hint.name);
    return {};
}

Result<int64_t> PutHint(sql::Tx& tx, int64_t connection, Kind kind, std::string_view id,
                        Micros now) {
    std::vector<Hint> one = {{StoredName(kind, id), kind, now, 0, 0, 0}};
    TRY(PutHints(tx, connection, one));
    return one.front().seen;
}

namespace {

sql::ParamTable AsSeen(int64_t connection, const std::vector<Hint>& hints) {
    sql::ParamTable table(3);
    for (const Hint& hint : hints) table.Row(connection, hint.name, hint.seen);
    return table;
}

}  // namespace

Result<std::vector<std::string>> DropHints(sql::Tx& tx, int64_t connection, const std::vector<Hint>& hints) {
    const sql::Rows rows = TRY(tx.Each("sync.drop_hints", AsSeen(connection, hints)));
    std::vector<std::string> names;
    for (size_t i = 0; i < rows.size(); ++i) names.push_back(rows.String(i, 0));
    return names;
}

Status FailHints(sql::Tx& tx, int64_t connection, const std::vector<Hint>& hints) {
    return tx.RunEach("sync.fail_hints", AsSeen(connection, hints));
}

Result<std::vector<Hint>> LoadHints(sql::Tx& tx, int64_t connection, int64_t limit) {
    const auto rows = TRY(tx.Query("sync.hints", connection, limit));
    std::vector<Hint> hints;
    for (size_t i = 0; i < rows.size(); ++i) {
        hints.push_back({rows.String(i, 0), static_cast<Kind>(rows.Int(i, 1)), rows.Int(i, 2),
                         rows.Int(i, 3), rows.Int(i, 4), rows.Int(i, 5)});
    }
    return hints;
}

Result<Backlog> ReadBacklog(sql::Tx& tx, int64_t connection) {
    const auto rows = TRY(tx.Query("sync.count_hints", connection));
    return Backlog{rows.Int(0, 0), rows.Int(0, 1)};
}

}  // namespace daybook::stripe
