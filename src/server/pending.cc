#include "server/pending.h"

namespace daybook::server {

std::vector<std::string> Pending::Of(AccountId account) {
    std::vector<std::string> pending;
    bool ended = false;
    {
        const std::vector<stripe::ResourceRow> rows = parts_.resources(account);
        std::lock_guard lock(mutex_);
        waiting_.erase(account);
        for (const stripe::ResourceRow& row : rows) {
            if (!row.readable()) continue;
            const bool read = row.complete_at != 0;
            if (read && Settled(account, row, ended)) continue;
            if (read) waiting_.insert(account);
            pending.emplace_back(stripe::ResourceOf(row.kind).name);
        }
    }
    if (ended) parts_.ended(account);
    return pending;
}

// Under the lock. What came after a first pass is shown as it comes.
bool Pending::Settled(AccountId account, const stripe::ResourceRow& row, bool& ended) {
    if (row.pass > 1) return true;
    Micros& settled = settled_[{account, row.kind}];
    if (settled == row.complete_at) return true;
    if (!parts_.settled(row.complete_at)) return false;
    settled = row.complete_at;
    ended = true;
    return true;
}

void Pending::Look() {
    std::set<AccountId> waiting;
    {
        std::lock_guard lock(mutex_);
        waiting = waiting_;
    }
    for (const AccountId account : waiting) Of(account);
}

}  // namespace daybook::server
