#include "stripe/hints.h"

namespace daybook::stripe {

Result<int64_t> PutHint(sql::Tx& tx, int64_t connection, Kind kind, std::string_view id,
                        Micros now) {
    const auto rows =
        TRY(tx.Query("sync.put_hint", connection, id, static_cast<int64_t>(kind), now));
    ASSERT(rows.size() == 1);
    return rows.Int(0, 0);
}

Result<bool> DropHint(sql::Tx& tx, int64_t connection, std::string_view id, int64_t seen) {
    const auto rows = TRY(tx.Query("sync.drop_hint", connection, id, seen));
    return rows.affected() == 1;
}

Status FailHint(sql::Tx& tx, int64_t connection, std::string_view id, int64_t seen) {
    return tx.Run("sync.fail_hint", connection, id, seen);
}

Result<std::vector<Hint>> LoadHints(sql::Tx& tx, int64_t connection, int64_t limit) {
    const auto rows = TRY(tx.Query("sync.hints", connection, limit));
    std::vector<Hint> hints;
    for (size_t i = 0; i < rows.size(); ++i) {
        hints.push_back({rows.String(i, 0), static_cast<Kind>(rows.Int(i, 1)), rows.Int(i, 2),
                         rows.Int(i, 3), rows.Int(i, 4)});
    }
    return hints;
}

}  // namespace daybook::stripe
