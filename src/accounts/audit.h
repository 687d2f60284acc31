// The audit log: who changed what, append-only. No personal data: targets are ids and names of settings.
#pragma once

#include <cstdint>
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
    std::string actor;     // "key_…", "socket"
    std::string act;       // "api_key.create"
    std::string target;    // "key_…"
    std::string request;   // "req_…"
};

// In the transaction of the change itself. `seq` is given here.
Status Append(sql::Tx& tx, AccountId account, const AuditEntry& entry);
// The newest first.
Result<std::vector<AuditEntry>> ListAudit(sql::Tx& tx, AccountId account, int limit);

}  // namespace daybook::accounts
