// A connection at work: what Sync keeps of it in memory. Private to sync*.cc.
#pragma once

#include <deque>
#include <set>

#include "base/crypto.h"
#include "stripe/progress_rate.h"
#include "stripe/sync.h"

namespace daybook::stripe {

// Guarded by Sync::mutex_; the parts it points to guard themselves.
struct Sync::Link {
    Connection connection;
    std::vector<ResourceRow> rows;          // while no import runs; else the import knows better
    std::string key;                        // empty: disconnected
    std::vector<std::string> webhook_secrets;
    std::shared_ptr<Client> client;         // shared with answers in flight, as the next two
    std::shared_ptr<Backfill> backfill;
    std::shared_ptr<Live> live;
    std::optional<Problem> trouble;
    ProgressRate rate;
    int failures_in_a_row = 0;
    Micros told_at = 0;
    bool telling = false;
    int64_t tries = 0;                      // names a retry of a refused key: older ones do nothing
    std::deque<std::string> recent_events;  // ids of events whose hints are durable
    std::set<std::string, std::less<>> recent;

    ~Link() {
        Wipe(key);
        for (std::string& secret : webhook_secrets) Wipe(secret);
    }
};

inline constexpr std::string_view kKeySecret = "stripe_key";
// The live key (and webhook secrets, one a line) that takes the place of a test key once its data is erased.
inline constexpr std::string_view kNextKey = "stripe_next_key";
inline constexpr std::string_view kNextSecrets = "stripe_next_webhook_secrets";
// Two shops are never mixed.
inline constexpr std::string_view kOtherAccount =
    "This key belongs to another Stripe account than the data stored here: a customer known here is not found with it. "
    "Use a key of the same account, or erase the stored data first (daybook stripe disconnect --stored-data erase, or "
    "DELETE /v1/integrations/stripe?data=erase).";
inline constexpr std::string_view kWebhookSecrets = "stripe_webhook_secrets";  // one a line

}  // namespace daybook::stripe
