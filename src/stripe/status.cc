#include "stripe/status.h"

#include <algorithm>

#include "base/json_write.h"
#include "profiles/footprint.h"
#include "stripe/errors.h"
#include "stripe/live_status.h"

namespace daybook::stripe {
namespace {

constexpr std::string_view kSecretKeyWarning =
    "This is a secret key: it may change everything in your Stripe account. Daybook only reads; "
    "a restricted key with read permissions is safer.";

void Times(JsonWriter& json, std::string_view name, int64_t seconds) {
    json.Key(name);
    if (seconds == 0) json.Null();
    else json.Int(seconds);
}

void Warnings(JsonWriter& json, const View& view) {
    json.Key("warnings").BeginArray();
    if (view.connection && view.connection->key_hint.starts_with("sk_")) {
        json.BeginObject().Member("code", "secret_key").Member("message", kSecretKeyWarning);
        json.EndObject();
    }
    json.EndArray();
}

// What the shop goes without where a resource may not be read.
std::string_view Loses(Kind kind) {
    switch (kind) {
        case Kind::kCustomer:
            return "Without it there are no profiles at all.";
        case Kind::kInvoice:
            return "Orders, products and sales are not counted.";
        case Kind::kSubscription:
            return "Subscriptions are not counted, and nothing tells when one starts, ends or falls behind.";
        case Kind::kCoupon:
            return "Orders do not name the coupon that was used.";
        case Kind::kProduct:
            return "Products are shown by their id or by the text on the invoice.";
        case Kind::kPrice:
            return "Metered usage may be counted as many products instead of one.";
        case Kind::kInvoicePayment:
            return "Payments without an invoice are not counted: they cannot be told from those that pay one.";
        case Kind::kCharge:
            return "Refunds made in Stripe and payments without invoice are not counted.";
        case Kind::kRefund:
            return "Refunds made in Stripe are counted late or not at all.";
        case Kind::kCreditNote:
            return "Refunds made with credit notes are not taken off the sales.";
        case Kind::kSession:
            return "Abandoned carts, guests and consent given at the checkout are not seen.";
        default:
            return "";
    }
}

void Permissions(JsonWriter& json, const View& view) {
    json.Key("permissions").BeginArray();
    const bool connected = StateOf(view) != Shown::kDisconnected;
    for (const Resource& resource : kResources) {
        bool granted = false;
        bool absent = false;
        for (const ResourceRow& row : view.resources) {
            if (row.kind != resource.kind) continue;
            granted = connected && row.readable();
            absent = row.granted == Grant::kAbsent;
        }
        if (absent) continue;
        json.BeginObject().Member("resource", resource.name).Member("granted", granted);
        json.Member("needed", resource.needed).Member("enables", resource.enables);
        json.Member("label", resource.label).Member("loses", Loses(resource.kind)).EndObject();
    }
    if (view.live) {
        json.BeginObject().Member("resource", "events").Member("granted", connected && view.live->ways.events);
        json.Member("needed", false).Member("enables", "Changes within seconds or minutes where no webhook tells of them.");
        json.Member("label", "Events").Member("loses", "Without webhooks, changes are found minutes or hours later.").EndObject();
    }
    json.EndArray();
}

// Objects a second, and how long the rest takes at that.
void Speed(JsonWriter& json, const View& view, size_t i) {
    const ResourceRow& row = view.resources[i];
    const bool runs = row.state == Progress::kRunning;
    const std::optional<double> rate = runs && i < view.rates.size() ? view.rates[i] : std::nullopt;
    json.Key("rate");
    rate ? json.Double(*rate) : json.Null();
    const std::optional<int64_t> total = i < view.estimates.size() ? view.estimates[i] : std::nullopt;
    json.Key("seconds_left");
    if (rate && total && *rate > 0) json.Int(std::max<int64_t>(0, static_cast<int64_t>(static_cast<double>(*total - row.imported) / *rate)));
    else json.Null();
}

// What there is to look at already.
void Counts(JsonWriter& json, const View& view) {
    const auto count = [&](profiles::Headcount counter) {
        const auto found = view.counts.find(static_cast<int16_t>(counter));
        return found == view.counts.end() ? 0 : found->second;
    };
    json.Key("counts").BeginObject().Member("profiles", count(profiles::Headcount::kProfiles));
    json.Member("with_email", count(profiles::Headcount::kWithEmail)).Member("customers", count(profiles::Headcount::kCustomers)).EndObject();
}

void ProgressList(JsonWriter& json, const View& view) {
    json.Key("progress").BeginArray();
    for (size_t i = 0; i < view.resources.size(); ++i) {
        const ResourceRow& row = view.resources[i];
        if (!row.readable()) continue;
        json.BeginObject().Member("resource", ResourceOf(row.kind).name);
        json.Member("imported", row.imported).Key("estimated_total");
        const bool known = i < view.estimates.size() && view.estimates[i].has_value();
        if (known) json.Int(*view.estimates[i]);
        else json.Null();
        Speed(json, view, i);
        json.Member("done", row.state == Progress::kDone).EndObject();
    }
    json.EndArray();
}

// The last complete pass or poll.
Micros LastComplete(const View& view) {
    const Micros pass = LastSynced(view.resources);
    if (pass == 0 || !view.live || !view.live->look) return pass;
    const Follow& follow = view.live->look->follow;
    return std::max({pass, follow.events_at, follow.news_at});
}

}  // namespace

Problem NoCustomers() {
    return {"permission_missing",
            "The key may not read customers, without which there are no profiles. Edit the key in Stripe (Developers > API "
            "keys) and tick \"Customers: Read\"; then choose \"Check again\" on the Stripe page, or run daybook stripe connect again."};
}

Shown StateOf(const View& view) {
    if (!view.connection) return Shown::kDisconnected;
    return ShownState(*view.connection, view.resources);
}

std::optional<Problem> ErrorOf(const View& view) {
    if (!view.connection || StateOf(view) == Shown::kDisconnected) return std::nullopt;
    if (view.connection->error) return view.connection->error;
    if (view.trouble) return view.trouble;
    for (const ResourceRow& row : view.resources) {
        if (row.error && row.error->code == "storage_failed") return row.error;
    }
    for (const ResourceRow& row : view.resources) {
        if (!ResourceOf(row.kind).needed || row.granted != Grant::kMissing) continue;
        if (row.kind == Kind::kCustomer) return NoCustomers();
        if (row.error) return row.error;
        return Problem{"permission_missing", LackingSentence(std::string(ResourceOf(row.kind).permission))};
    }
    for (const ResourceRow& row : view.resources) {
        if (row.readable() && row.error) return row.error;
    }
    return std::nullopt;
}

std::string IntegrationJson(const View& view) {
    std::string text;
    JsonWriter json(text);
    json.BeginObject().Member("object", "stripe_integration");
    json.Member("state", ShownName(StateOf(view)));
    json.Member("erasing", view.connection && view.connection->state == State::kErasing);
    json.Key("mode");
    if (view.connection) json.String(view.connection->mode == Mode::kLive ? "live" : "test");
    else json.Null();
    json.Key("key_hint");
    if (view.connection && !view.connection->key_hint.empty()) json.String(view.connection->key_hint);
    else json.Null();
    Warnings(json, view);
    Permissions(json, view);
    ProgressList(json, view);
    if (view.live) json.Member("freshness", WayName(Freshness(view.live->ways)));
    else json.Member("freshness", view.webhook_secret ? "webhooks" : "polling");
    Counts(json, view);
    Times(json, "started", view.connection ? view.connection->history_before / kSecond : 0);
    Times(json, "last_synced", LastComplete(view) / kSecond);
    Times(json, "last_event", view.connection ? view.connection->last_event : 0);
    json.Key("error");
    if (const std::optional<Problem> problem = ErrorOf(view)) {
        json.BeginObject().Member("code", problem->code).Member("message", problem->message);
        json.EndObject();
    } else {
        json.Null();
    }
    if (view.live) WriteLive(json, *view.live, ConditionsOf(view, *view.live));
    json.EndObject();
    return text;
}

}  // namespace daybook::stripe
