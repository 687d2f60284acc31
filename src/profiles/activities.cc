#include "profiles/activities.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <unordered_set>

#include "base/assert.h"
#include "profiles/keys.h"

namespace daybook::profiles {
namespace {

constexpr std::array<std::string_view, 20> kNames = {
    "",
    "customer_created",
    "order_created",
    "order_paid",
    "order_payment_failed",
    "order_voided",
    "order_uncollectible",
    "order_refunded",
    "subscription_started",
    "subscription_trial_started",
    "subscription_trial_ending",
    "subscription_renewed",
    "subscription_cancelled",
    "subscription_past_due",
    "subscription_paused",
    "subscription_resumed",
    "cart_abandoned",
    "cart_recovered",
    "segment_entered",
    "segment_left",
};

auto Key(const Activity& activity) {
    return std::tuple(activity.at, static_cast<int16_t>(activity.kind), activity.object, activity.occurrence);
}

}  // namespace

std::string_view ActivityKindName(ActivityKind kind) {
    auto index = static_cast<size_t>(kind);
    ASSERT(index > 0 && index < kNames.size());
    return kNames[index];
}

// "act_" and 13 digits a number, the leading zeros of each left out: a digit of length, then the digits.
std::string ActivityId(const Activity& activity) {
    constexpr std::string_view kLengths = "0123456789abcd";
    std::string id = "act_";
    for (int64_t number : {int64_t{static_cast<int16_t>(activity.kind)}, activity.object, activity.occurrence}) {
        std::string digits = EncodeId("", number).substr(1);
        digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
        id += kLengths[digits.size()];
        id += digits;
    }
    return id;
}

std::optional<ActivityKey> DecodeActivityId(std::string_view id) {
    constexpr std::string_view kLengths = "0123456789abcd";
    if (!id.starts_with("act_")) return std::nullopt;
    id.remove_prefix(4);
    ActivityKey key;
    for (int64_t* number : {&key.kind, &key.object, &key.occurrence}) {
        const size_t length = id.empty() ? std::string_view::npos : kLengths.find(id.front());
        if (length == std::string_view::npos || id.size() < length + 1) return std::nullopt;
        const std::string digits = std::string(13 - length, '0') + std::string(id.substr(1, length));
        const auto value = DecodeId("", "_" + digits);
        if (!value) return std::nullopt;
        *number = *value;
        id.remove_prefix(length + 1);
    }
    return id.empty() ? std::optional(key) : std::nullopt;
}

void WriteActivity(JsonWriter& json, ProfileId profile, const Activity& activity) {
    json.BeginObject();
    json.Member("id", ActivityId(activity));
    json.Member("object", "activity");
    json.Member("kind", ActivityKindName(activity.kind));
    json.Member("at", activity.at);
    json.Member("cause", CauseName(activity.cause));
    json.Member("profile", EncodeId("prf", Number(profile)));
    json.Key("data").Raw(activity.data.empty() ? "{}" : activity.data);
    json.EndObject();
}

bool NewerThan(const Activity& a, const Activity& b) { return Key(a) > Key(b); }

ActivityPage PageOf(std::vector<Activity> all, const std::string& after, const std::string& before, int limit) {
    std::ranges::sort(all, NewerThan);
    auto place_of = [&](const std::string& id) { return std::ranges::find(all, id, ActivityId); };
    auto first = all.begin();
    auto last = all.end();
    ActivityPage page;
    if (!before.empty()) {
        last = place_of(before);
        page.anchor_found = last != all.end();
        page.has_more = last - first > limit;
        if (page.has_more) first = last - limit;
    } else {
        if (!after.empty()) {
            first = place_of(after);
            page.anchor_found = first != all.end();
            if (page.anchor_found) ++first;
        }
        page.has_more = last - first > limit;
        if (page.has_more) last = first + limit;
    }
    page.activities.assign(std::move_iterator(first), std::move_iterator(last));
    return page;
}

Status AddActivities(sql::Tx& tx, std::span<const ActivityOf> activities) {
    sql::ParamTable rows(8);
    std::set<std::tuple<ProfileId, ActivityKind, int64_t, int64_t>> seen;   // one statement does not see its own rows
    for (const ActivityOf& one : activities) {
        const Activity& activity = one.activity;
        if (!seen.emplace(one.profile, activity.kind, activity.object, activity.occurrence).second) continue;
        std::optional<std::string_view> data;
        if (!activity.data.empty()) data = activity.data;
        rows.Row(BlockOf(one.profile), Number(one.profile), activity.at, static_cast<int64_t>(activity.kind),
                 activity.object, activity.occurrence, static_cast<int64_t>(activity.cause), data);
    }
    return tx.RunEach("profiles.add_activities", rows);
}

Status MoveActivities(sql::Tx& tx, ProfileId from, ProfileId to, const std::vector<int64_t>& objects) {
    const std::unordered_set<int64_t> going(objects.begin(), objects.end());
    const ProfileId owner[] = {from};
    std::vector<ActivityOf> copies;
    for (ActivityOf& one : TRY(LoadActivities(tx, owner))) {
        if (going.contains(one.activity.object)) copies.push_back({to, std::move(one.activity)});
    }
    if (copies.empty()) return {};
    TRY(AddActivities(tx, copies));
    return tx.Run("profiles.remove_activities_of", BlockOf(from), Number(from), objects);
}

Result<std::vector<ActivityOf>> LoadActivities(sql::Tx& tx, std::span<const ProfileId> profiles) {
    sql::Rows rows = TRY(tx.Each("profiles.load_activities", KeysOf(profiles)));
    std::vector<ActivityOf> found(rows.size());
    for (size_t i = 0; i < rows.size(); ++i) {
        found[i] = {.profile = ProfileId{rows.Int(i, 0)},
                    .activity = {.kind = static_cast<ActivityKind>(rows.Int(i, 2)),
                                 .at = rows.Int(i, 1),
                                 .object = rows.Int(i, 3),
                                 .occurrence = rows.Int(i, 4),
                                 .cause = static_cast<Cause>(rows.Int(i, 5)),
                                 .data = rows.String(i, 6)}};
    }
    std::ranges::sort(found, [](const ActivityOf& a, const ActivityOf& b) {
        return a.profile != b.profile ? a.profile < b.profile : NewerThan(b.activity, a.activity);
    });
    return found;
}

}  // namespace daybook::profiles
