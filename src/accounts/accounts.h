// Accounts: one shop of an installation each.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "sql/database.h"

namespace daybook::accounts {

// Who gets marketing e-mail without having been asked here (product.md decision 16).
enum class Consent : int8_t { kNobody, kBuyers, kEveryone };

struct Account {
    AccountId id{};
    std::string name;
    std::string time_zone = "UTC";             // IANA; it decides where days begin
    std::string currency;                      // ISO 4217 in lower case; empty: not set, that of most orders
    std::optional<std::string> postal_address;
    Consent default_email_consent = Consent::kBuyers;
    std::vector<std::string> test_mode_recipients;   // addresses, domains, or "*"
    Micros created = 0;
    int64_t version = 1;                             // one more after each change
};

// The installation's first account, made if there is none. Not on the writer thread.
Result<AccountId> EnsureFirst(sql::Database& database, const Clock& clock);
Result<std::vector<AccountId>> ListAccounts(sql::Tx& tx);
// kNotFound.
Result<Account> Load(sql::Tx& tx, AccountId id);
// Raises the version.
Status Save(sql::Tx& tx, Account& account);

// The account with the members of this JSON object (api.md PATCH /v1/account), read as http::Body reads it. kInvalid with
// `param` for a value that means nothing (a time zone or a currency that does not exist, a recipient that is no address). A member `version` is the one
// that the change was made against: kConflict changed_meanwhile where it is no longer that.
Result<Account> Patched(Account account, std::string_view json);

// As api.md prints it.
std::string ToJson(const Account& account);

}  // namespace daybook::accounts
