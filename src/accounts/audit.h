// The audit log: who changed what, append-only. No personal data: targets are ids and names of settings, changes are names
// of fields.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "sql/database.h"

namespace daybook::accounts {

struct AuditEntry {
    int64_t seq = 0;
    Micros at = 0;
    std::string actor;     // "usr_…", "key_…", "socket", "system"
    std::string act;       // "api_key.create"
    std::string target;    // "key_…"
    std::string request;   // "req_…"
    std::vector<std::string> changes = {};   // names of fields that the act set
};

// In the transaction of the change itself. `seq` is given here.
Status Append(sql::Tx& tx, AccountId account, const AuditEntry& entry);
// A reason that somebody gave is free text, and may name whom the act was on: of a person who is erased it is blanked. That an
// act was, when, and by whom, stays.
Status ForgetReasons(sql::Tx& tx, AccountId account, std::string_view target);

// The names of a JSON object's members: what a request set. Values are nobody's business. Empty for anything else.
std::vector<std::string> NamesOfMembers(std::string_view json);

struct AuditPage {
    std::vector<AuditEntry> entries;   // the newest first
    bool has_more = false;
};
// The entries before `before` (nothing: the newest), or the nearest ones after `after`.
Result<AuditPage> ListAudit(sql::Tx& tx, AccountId account, int limit, std::optional<int64_t> before = {}, std::optional<int64_t> after = {});
// As the API prints it; `actor_name` is empty where nobody of that id is here any more.
std::string ToJson(const AuditEntry& entry, std::string_view actor_name);

}  // namespace daybook::accounts
