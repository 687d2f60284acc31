// A connection at work: what Sync keeps of it in memory. Private to sync*.cc.
#pragma once

#include "base/crypto.h"
#include "stripe/follow.h"
#include "stripe/intake.h"
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
    std::shared_ptr<Follower> follower;
    std::optional<Problem> trouble;
    ProgressRate rate;
    int failures_in_a_row = 0;
    Micros told_at = 0;
    bool telling = false;
    bool erasing = false;                   // one chain of slices at a time
    int64_t tries = 0;                      // names a retry of a refused key: older ones do nothing
    RecentEvents recent;                    // whose hints are durable
    std::shared_ptr<Intake> intake;         // shared with the writer's jobs
    Heard heard;
    Follow follow;                          // as it began; the follower knows better
    std::map<std::string, Micros> since;    // when each condition was first seen, by its code

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
// It heals by itself once the right file is there: nothing of it is stored.
inline constexpr std::string_view kOtherMasterKey =
    "The Stripe key that is stored here was sealed with another master.key and cannot be opened. Put the right file into the data "
    "folder and start Daybook again; if it is lost for good, paste the Stripe key (and the webhook's secret) again.";
inline constexpr std::string_view kWebhookSecrets = "stripe_webhook_secrets";  // one a line

}  // namespace daybook::stripe
