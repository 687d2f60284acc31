#include "server/handlers.h"
#include "stripe/status.h"

namespace daybook::server {

Result<std::vector<std::string>> PendingResources(Parts& parts, AccountId account) {
    stripe::View view = TRY(parts.sync->Look(account));
    std::vector<std::string> pending;
    for (const stripe::ResourceRow& row : view.resources) {
        if (view.connection && row.readable() && row.complete_at == 0) pending.emplace_back(stripe::ResourceOf(row.kind).name);
    }
    return pending;
}

}  // namespace daybook::server
