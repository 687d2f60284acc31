#include "stripe/webhook.h"

#include <algorithm>

#include "base/log.h"
#include "stripe/decode.h"
#include "stripe/signature.h"
#include "stripe/sync_link.h"

namespace daybook::stripe {
namespace {

constexpr size_t kRecentMax = 4096;

}  // namespace

Kind KindOfObject(std::string_view object) {
    for (const Resource& resource : kResources) {
        if (resource.object == object) return resource.kind;
    }
    return Kind::kUnknown;
}

Status Sync::Webhook(std::string_view signature, std::string_view body) {
    const Micros now = parts_.clock.Now();
    std::vector<std::pair<LinkPtr, std::vector<std::string>>> candidates;
    {
        std::lock_guard lock(mutex_);
        if (stopped_) return Unavailable("Daybook is stopping; send the event again later.");
        for (auto& [account, link] : links_) candidates.emplace_back(link, link->webhook_secrets);
    }
    for (auto& [link, secrets] : candidates) {
        for (const std::string& secret : secrets) {
            if (VerifySignature(signature, body, secret, now / kSecond)) {
                return TakeEvent(link, TRY(DecodeEvent(body)), now);
            }
        }
    }
    return Invalid("No webhook secret that is configured here signed this request, or it is older than 5 minutes. "
                   "Check the signing secret (whsec_…) of this endpoint in Stripe's Dashboard.",
                   {}, "webhook_signature_invalid");
}

// Anything that needs no reading is fine: Stripe must not send it again.
Status Sync::TakeEvent(const LinkPtr& link, const EventHint& event, Micros now) {
    const Kind kind = KindOfObject(event.object);
    int64_t connection = 0;
    std::shared_ptr<Live> live;
    {
        std::lock_guard lock(mutex_);
        connection = link->connection.id;
        live = link->live;
        const bool ours = event.livemode == (link->connection.mode == Mode::kLive);
        // Events of connected accounts (Connect) name objects that this key does not see.
        if (!ours || !event.account.empty()) return {};
        if (link->recent.contains(event.event_id)) return {};
    }
    const bool wanted = kind != Kind::kUnknown && !event.object_id.empty() && Readable(*link, kind);
    int64_t seen = 0;
    const Status kept = parts_.db.Write([&](sql::Tx& tx) -> Status {
        if (wanted) seen = TRY(PutHint(tx, connection, kind, event.object_id, now));
        return SetLastEvent(tx, connection, event.created);
    });
    if (!kept.ok()) {
        Log(Level::kError, "stripe.event_not_kept", {{"why", kept.error().message}});
        return Unavailable("The event cannot be kept now; send it again later.");
    }
    {
        std::lock_guard lock(mutex_);
        link->connection.last_event = std::max(link->connection.last_event, event.created);
        if (!event.event_id.empty() && link->recent.insert(event.event_id).second) {
            link->recent_events.push_back(event.event_id);
        }
        if (link->recent_events.size() > kRecentMax) {
            link->recent.erase(link->recent_events.front());
            link->recent_events.pop_front();
        }
    }
    if (wanted && live) live->Hinted({event.object_id, kind, now, seen, 0});
    Changed(link);
    return {};
}

bool Sync::Readable(Link& link, Kind kind) {
    const View view = ViewOf(link);
    return std::ranges::any_of(view.resources, [kind](const ResourceRow& row) {
        return row.kind == kind && row.readable();
    });
}

http::Response HandleWebhook(Sync& sync, const http::Request& request) {
    const Status kept = sync.Webhook(request.headers.Get("Stripe-Signature"), request.body);
    if (!kept.ok()) return http::ErrorResponse(kept.error(), request.request_id);
    return http::JsonResponse(200, R"({"received":true})");
}

}  // namespace daybook::stripe
