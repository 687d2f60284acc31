#include "stripe/live_status.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "stripe/webhook_events.h"

namespace daybook::stripe {
namespace {

// Then the page says that it cannot follow.
constexpr Micros kBehind = 5 * kMinute;

void Seconds(JsonWriter& json, std::string_view name, Micros at) {
    json.Key(name);
    if (at == 0) json.Null();
    else json.Int(at / kSecond);
}

std::string_view RemedyOf(std::string_view code) {
    if (code == "key_revoked") return "Make a new restricted key in Stripe (Developers > API keys) and paste it here. The present one is tried again every 10 minutes.";
    if (code == "master_key_changed") return "Put the right master.key into the data folder and start Daybook again, or paste the Stripe key here again.";
    if (code == "permission_missing") return "Edit the key in Stripe (Developers > API keys), tick the permission, then choose \"Check again\" on the Stripe page, or run daybook stripe connect again.";
    if (code == "rate_limited") return "Nothing to do: Daybook reads more slowly and goes on. If it stays, see which other programs read this Stripe account.";
    if (code == "stripe_unreachable") return "Check this server's way to the internet (api.stripe.com, port 443) and status.stripe.com. Daybook tries again by itself.";
    if (code == "storage_failed") return "Make room on the disk of the database. Daybook goes on by itself.";
    return "Daybook tries again by itself.";
}

Condition OfProblem(const Problem& problem, Micros since) {
    return {problem.code, problem.message, std::string(RemedyOf(problem.code)), since};
}

std::string Ago(Micros time) {
    if (time < 2 * kMinute) return fmt::format("{} seconds", time / kSecond);
    if (time < 2 * kHour) return fmt::format("{} minutes", time / kMinute);
    if (time < 2 * kDay) return fmt::format("{} hours", time / kHour);
    return fmt::format("{} days", time / kDay);
}

void OfWebhook(std::vector<Condition>& conditions, const LiveView& live) {
    if (!live.ways.secret) return;
    if (live.heard.WrongSecret()) {
        conditions.push_back({"webhook_secret_wrong",
                              fmt::format("{} requests to the webhook's address were signed with a secret that is not configured here.", live.heard.refused),
                              "Copy the signing secret (whsec_…) of this endpoint from Stripe's Dashboard (Developers > Webhooks) and paste it here.",
                              live.heard.refused_at});
    }
    if (live.heard.Silent(live.now)) {
        conditions.push_back({"webhook_silent",
                              fmt::format("No event has come from Stripe for {}, far longer than usual. Changes are followed by other means meanwhile.",
                                          Ago(live.now - live.heard.last)),
                              "See in Stripe's Dashboard (Developers > Webhooks) whether the endpoint is enabled and its deliveries succeed.",
                              live.heard.last});
    }
}

void OfFollowing(std::vector<Condition>& conditions, const View& view, const LiveView& live) {
    if (live.backlog.oldest > 0 && live.now - live.backlog.oldest > kBehind) {
        conditions.push_back({"behind",
                              fmt::format("{} changed objects wait to be read from Stripe, the first for {}.", live.backlog.waiting,
                                          Ago(live.now - live.backlog.oldest)),
                              "Nothing to do: they are read as fast as Stripe's limits allow.", live.backlog.oldest});
    }
    if (!live.look || live.look->follow.forgotten_at == 0) return;
    if (LastSynced(view.resources) > live.look->follow.forgotten_at) return;
    conditions.push_back({"events_forgotten",
                          "Daybook was away for so long that Stripe has forgotten events of that time. Everything is being read again.",
                          "Nothing to do: this ends with the complete pass.", live.look->follow.forgotten_at});
}

void WriteWays(JsonWriter& json, const LiveView& live) {
    json.Key("live").BeginObject();
    const Way way = live.look ? live.look->way : InUse(live.ways);
    json.Member("way", WayName(way));
    json.Member("waiting", live.backlog.waiting);
    json.Key("lag_seconds").Int(live.backlog.oldest == 0 ? 0 : std::max<Micros>(0, live.now - live.backlog.oldest) / kSecond);
    const Follower::Look look = live.look.value_or(Follower::Look());
    json.Member("events_granted", live.ways.events);
    Seconds(json, "events_read", look.follow.events_at);
    Seconds(json, "lists_read", look.follow.news_at);
    const auto interval = [&](std::string_view name, Micros gap) {
        json.Key(name);
        if (gap == 0) json.Null();
        else json.Int(gap / kSecond);
    };
    interval("events_every", look.pace.events);
    interval("lists_every", look.pace.news);
    interval("carts_every", look.pace.carts);
    // Counted and reckoned only while it is followed.
    const auto reads = [&](std::string_view name, int64_t count) {
        json.Key(name);
        if (live.look) json.Int(count);
        else json.Null();
    };
    reads("reads_30_days", look.reads);
    reads("reads_monthly_expected", look.monthly);
    reads("reads_monthly_allowed", look.allowed);
    json.EndObject();
}

void WriteWebhook(JsonWriter& json, const LiveView& live) {
    json.Key("webhook").BeginObject();
    json.Member("path", "/webhooks/stripe");
    json.Member("secret_set", live.ways.secret);
    Seconds(json, "first_event", live.heard.first);
    Seconds(json, "last_event", live.heard.last);
    json.Member("events_received", live.heard.events);
    json.Key("choose").BeginArray();
    for (const EventGroup& group : kEventGroups) {
        json.BeginObject().Member("permission", group.permission).Member("needed", group.needed);
        json.Key("events").BeginArray();
        for (const std::string_view event : Split(group.events, ' ')) json.String(event);
        json.EndArray().EndObject();
    }
    json.EndArray();
    json.Key("never").BeginArray().BeginObject().Member("event", kNeverChosen).Member("why", kWhyNever);
    json.EndObject().EndArray().EndObject();
}

void WriteProof(JsonWriter& json, const LiveView& live) {
    json.Key("proof").BeginObject().Member("verifying", live.look && live.look->verifying);
    json.Key("resources").BeginArray();
    for (const Walk& walk : live.look ? live.look->walks : std::vector<Walk>()) {
        if (walk.matched_at == 0 && walk.phase == Phase::kRest) continue;
        json.BeginObject().Member("resource", ResourceOf(walk.kind).name);
        Seconds(json, "matched", walk.matched_at);
        json.Member("objects", walk.matched_objects).Member("repaired", walk.matched_repaired);
        json.Member("running", walk.phase != Phase::kRest);
        json.Member("compared", walk.phase == Phase::kRest ? int64_t{0} : walk.objects);
        json.EndObject();
    }
    json.EndArray().Key("repairs").BeginArray();
    for (const Repair& repair : live.repairs) {
        json.BeginObject().Member("resource", ResourceOf(repair.kind).name).Member("id", repair.id);
        json.Member("what", WhatName(repair.what)).Member("why", WhySentence(repair.why));
        Seconds(json, "at", repair.at);
        json.EndObject();
    }
    json.EndArray().EndObject();
}

}  // namespace

std::vector<Condition> ConditionsOf(const View& view, const LiveView& live) {
    std::vector<Condition> conditions;
    if (!view.connection || StateOf(view) == Shown::kDisconnected) return conditions;
    const auto add = [&](const std::optional<Problem>& problem, Micros since) {
        if (!problem) return;
        const bool told = std::ranges::any_of(conditions, [&](const Condition& c) { return c.message == problem->message; });
        if (!told) conditions.push_back(OfProblem(*problem, since));
    };
    add(view.connection->error, view.connection->error_at);
    add(ErrorOf(view), 0);
    add(view.trouble, 0);
    for (const ResourceRow& row : view.resources) {
        const bool told = row.kind == Kind::kCustomer && row.granted == Grant::kMissing;  // as NoCustomers
        if (!told) add(row.error, 0);
    }
    OfWebhook(conditions, live);
    OfFollowing(conditions, view, live);
    for (Condition& condition : conditions) {
        const auto known = live.since.find(condition.code);
        if (condition.since == 0 && known != live.since.end()) condition.since = known->second;
    }
    return conditions;
}

void WriteLive(JsonWriter& json, const LiveView& live, const std::vector<Condition>& conditions) {
    WriteWays(json, live);
    WriteWebhook(json, live);
    json.Key("conditions").BeginArray();
    for (const Condition& condition : conditions) {
        json.BeginObject().Member("code", condition.code).Member("message", condition.message);
        json.Member("remedy", condition.remedy);
        Seconds(json, "since", condition.since);
        json.EndObject();
    }
    json.EndArray();
    WriteProof(json, live);
}

}  // namespace daybook::stripe
