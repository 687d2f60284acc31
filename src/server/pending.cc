#include "server/pending.h"

#include <algorithm>

namespace daybook::server {

std::vector<std::string> Pending::Of(AccountId account) {
    const std::vector<stripe::ResourceRow> rows = parts_.resources(account);
    std::unique_lock lock(mutex_);
    const bool look = std::ranges::any_of(rows, [&](const stripe::ResourceRow& row) { return Waits(account, row); });
    lock.unlock();
    if (look) parts_.look();
    return AsLooked(account, rows);
}

std::vector<std::string> Pending::AsLooked(AccountId account, const std::vector<stripe::ResourceRow>& rows) {
    std::vector<std::string> pending;
    bool ended = false;
    std::unique_lock lock(mutex_);
    waiting_.erase(account);
    for (const stripe::ResourceRow& row : rows) {
        if (Waits(account, row) && parts_.settled(row.complete_at)) {
            settled_[{account, row.kind}] = row.complete_at;
            ended = true;
        }
        if (Waits(account, row)) waiting_.insert(account);
        if (row.readable() && !Over(account, row)) pending.emplace_back(stripe::ResourceOf(row.kind).name);
    }
    lock.unlock();
    if (ended) parts_.ended(account);
    return pending;
}

// Under the lock: all is read, and people are still to be settled.
bool Pending::Waits(AccountId account, const stripe::ResourceRow& row) const {
    return row.readable() && row.complete_at != 0 && !Over(account, row);
}

// Under the lock. What came after a first pass is shown as it comes.
bool Pending::Over(AccountId account, const stripe::ResourceRow& row) const {
    if (row.complete_at == 0) return false;
    const auto settled = settled_.find({account, row.kind});
    return row.pass > 1 || (settled != settled_.end() && settled->second == row.complete_at);
}

void Pending::Look() {
    std::set<AccountId> waiting;
    {
        std::lock_guard lock(mutex_);
        waiting = waiting_;
    }
    for (const AccountId account : waiting) AsLooked(account, parts_.resources(account));
}

}  // namespace daybook::server
