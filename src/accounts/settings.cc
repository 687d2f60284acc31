#include "accounts/settings.h"

namespace daybook::accounts {

Result<std::optional<std::string>> GetSetting(sql::Tx& tx, AccountId account, std::string_view name) {
    sql::Rows rows = TRY(tx.Query("accounts.get_setting", Number(account), name));
    if (rows.empty()) return std::optional<std::string>();
    return rows.OptionalString(0, 0);
}

Status PutSetting(sql::Tx& tx, AccountId account, std::string_view name, const std::optional<std::string>& value) {
    if (!value) return tx.Run("accounts.remove_setting", Number(account), name);
    return tx.Run("accounts.put_setting", Number(account), name, *value);
}

}  // namespace daybook::accounts
