#include "server/handlers.h"

namespace daybook::server {

std::vector<std::string> PendingResources(Parts& parts, AccountId account) {
    std::vector<std::string> pending;
    for (const stripe::ResourceRow& row : parts.sync->Resources(account)) {
        if (row.readable() && row.complete_at == 0) pending.emplace_back(stripe::ResourceOf(row.kind).name);
    }
    return pending;
}

}  // namespace daybook::server
