#include "accounts/audit.h"

namespace daybook::accounts {

Status Append(sql::Tx& tx, AccountId account, const AuditEntry& entry) {
    return tx.Run("accounts.append_audit", Number(account), entry.at, entry.actor, entry.act, entry.target, entry.request);
}

Result<std::vector<AuditEntry>> ListAudit(sql::Tx& tx, AccountId account, int limit) {
    sql::Rows rows = TRY(tx.Query("accounts.list_audit", Number(account), limit));
    std::vector<AuditEntry> entries;
    for (size_t row = 0; row < rows.size(); ++row) {
        entries.push_back({rows.Int(row, 0), rows.Int(row, 1), rows.String(row, 2), rows.String(row, 3), rows.String(row, 4),
                           rows.String(row, 5)});
    }
    return entries;
}

}  // namespace daybook::accounts
