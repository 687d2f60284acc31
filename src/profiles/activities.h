// Activities: what happened to a person, and when (api.md *Activities*).
//
// Stripe's are read from the mirror's facts, those of segments from the history of members; neither is stored again. Table
// `activity` keeps the others: those that the API posts, and states that Stripe only shows while they last (observed: past
// due, paused).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "base/json_write.h"
#include "profiles/due.h"
#include "sql/database.h"

namespace daybook::profiles {

// The numbers are stored and part of ids.
enum class ActivityKind : int16_t {
    kCustomerCreated = 1,
    kOrderCreated = 2,
    kOrderPaid = 3,
    kOrderPaymentFailed = 4,
    kOrderVoided = 5,
    kOrderUncollectible = 6,
    kOrderRefunded = 7,
    kSubscriptionStarted = 8,
    kSubscriptionTrialStarted = 9,
    kSubscriptionTrialEnding = 10,
    kSubscriptionRenewed = 11,
    kSubscriptionCancelled = 12,
    kSubscriptionPastDue = 13,
    kSubscriptionPaused = 14,
    kSubscriptionResumed = 15,
    kCartAbandoned = 16,
    kCartRecovered = 17,
    kSegmentEntered = 18,
    kSegmentLeft = 19,
};
// "order_paid".
std::string_view ActivityKindName(ActivityKind kind);

struct Activity {
    ActivityKind kind = ActivityKind::kCustomerCreated;
    int64_t at = 0;              // unix seconds
    int64_t object = 0;          // the mirror's object number; of segments: theirs
    int64_t occurrence = 0;      // tells several of one kind and object apart
    Cause cause = Cause::kLive;
    std::string data;            // a JSON object; empty is {}
    friend bool operator==(const Activity&, const Activity&) = default;
};
// "act_…", made from (kind, object, occurrence): the same however often and in whatever order things are seen.
std::string ActivityId(const Activity& activity);
// The three numbers of an id; nothing where the text is none.
struct ActivityKey {
    int64_t kind = 0, object = 0, occurrence = 0;
};
std::optional<ActivityKey> DecodeActivityId(std::string_view id);
void WriteActivity(JsonWriter& json, ProfileId profile, const Activity& activity);
// The order of lists: the newest first; equal moments by kind, object and occurrence.
bool NewerThan(const Activity& a, const Activity& b);

struct ActivityPage {
    std::vector<Activity> activities;   // newest first
    bool has_more = false;              // in the direction that was asked for
    bool anchor_found = true;           // false: there is no activity with the id that was given
};
// One page of `all` (in any order): the first, or what follows `after`, or what stands before `before` (ids; empty:
// not given).
ActivityPage PageOf(std::vector<Activity> all, const std::string& after, const std::string& before, int limit);

struct ActivityOf {
    ProfileId profile{};
    Activity activity;
};
// Notes each once: one whose (kind, object, occurrence) the person has already is left as it is, whatever its time.
Status AddActivities(sql::Tx& tx, std::span<const ActivityOf> activities);
// Gives what is stored of `objects` with one person to another, who keeps what they have already.
Status MoveActivities(sql::Tx& tx, ProfileId from, ProfileId to, const std::vector<int64_t>& objects);
// All stored ones of these profiles (sorted, unique), by profile, then the oldest first.
Result<std::vector<ActivityOf>> LoadActivities(sql::Tx& tx, std::span<const ProfileId> profiles);

}  // namespace daybook::profiles
