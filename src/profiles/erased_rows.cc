#include "profiles/erased_rows.h"

namespace daybook::profiles {

Result<std::vector<ErasedRow>> LoadErasedRows(sql::Tx& tx) {
    const sql::Rows rows = TRY(tx.Query("profiles.all_erased"));
    std::vector<ErasedRow> all;
    for (size_t i = 0; i < rows.size(); ++i)
        all.push_back({rows.Int(i, 0), static_cast<int16_t>(rows.Int(i, 1)), rows.Int(i, 2), rows.String(i, 3)});
    return all;
}

Status AddErasedRows(sql::Tx& tx, const std::vector<ErasedRow>& rows) {
    sql::ParamTable table(4);
    for (const ErasedRow& row : rows) table.Row(row.account, sql::Bytes{row.hash}, static_cast<int64_t>(row.kind), row.at);
    return tx.RunEach("profiles.add_erased", table);
}

Result<std::vector<EmailOwner>> EmailsAfter(sql::Tx& tx, AccountId account, const std::string& after, int limit) {
    const sql::Rows rows = TRY(tx.Query("profiles.emails_after", Number(account), after, limit));
    std::vector<EmailOwner> all;
    for (size_t i = 0; i < rows.size(); ++i) all.push_back({rows.String(i, 0), ProfileId{rows.Int(i, 1)}});
    return all;
}

}  // namespace daybook::profiles
