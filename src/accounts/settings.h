// Settings of an account: small named texts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "sql/database.h"

namespace daybook::accounts {

Result<std::optional<std::string>> GetSetting(sql::Tx& tx, AccountId account, std::string_view name);
// An absent value removes the setting.
Status PutSetting(sql::Tx& tx, AccountId account, std::string_view name, const std::optional<std::string>& value);

}  // namespace daybook::accounts
