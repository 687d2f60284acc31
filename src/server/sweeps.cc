#include "server/sweeps.h"

#include "base/log.h"

namespace daybook::server {

void Sweeps::Look(AccountId account) {
    const Result<bool> needed = work_.needed(account);
    if (!needed.ok()) {
        Log(Level::kWarn, "sweep.unread", {{"of", work_.name}, {"error", needed.error().message}});
        return;
    }
    std::lock_guard lock(mutex_);
    if (*needed && swept_.insert(account).second) Next(account);
}

void Sweeps::Next(AccountId account) {
    tasks_.Run([this, account] {
        const Result<bool> more = work_.slice(account);
        if (more.ok() && *more) return Next(account);
        if (!more.ok()) Log(Level::kWarn, "sweep.put_off", {{"of", work_.name}, {"error", more.error().message}});
        {
            std::lock_guard lock(mutex_);
            swept_.erase(account);
        }
        if (more.ok()) Look(account);   // what became needed after the last slice found nobody there
        else LookLater(account);
    });
}

void Sweeps::LookLater(AccountId account) {
    tasks_.After(5 * kSecond, [this, account] { Look(account); });
}

}  // namespace daybook::server
