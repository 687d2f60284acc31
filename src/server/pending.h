// Which of Stripe's resources are being read for the first time: until then their fields are "being read" (api.md *Profile*).
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "stripe/connection.h"

namespace daybook::server {

// A resource is being read until its last page is stored and everybody whom that touched is settled. Thread safe.
class Pending {
  public:
    struct Parts {
        std::function<std::vector<stripe::ResourceRow>(AccountId)> resources;   // of the account's integration
        std::function<bool(Micros)> settled;          // whether all is settled that an import stored by then, as far as it was looked
        std::function<void()> look;                   // …and look again
        std::function<void(AccountId)> ended;         // a resource is not pending any more; quick
    };
    explicit Pending(Parts parts) : parts_(std::move(parts)) {}

    // Their names, in the order of kResources.
    std::vector<std::string> Of(AccountId account);
    // It was looked again: tells of what ended with it, for the accounts that were asked about.
    void Look();

  private:
    std::vector<std::string> AsLooked(AccountId account, const std::vector<stripe::ResourceRow>& rows);
    bool Waits(AccountId account, const stripe::ResourceRow& row) const;
    bool Over(AccountId account, const stripe::ResourceRow& row) const;

    const Parts parts_;
    std::mutex mutex_;
    std::set<AccountId> waiting_;                                     // where something is read, and people wait to be settled
    std::map<std::pair<AccountId, stripe::Kind>, Micros> settled_;   // complete_at of first passes that are over
};

}  // namespace daybook::server
