#include "stripe/webhook.h"

#include <algorithm>
#include <mutex>
#include <optional>

#include "base/log.h"
#include "stripe/decode.h"
#include "stripe/signature.h"
#include "stripe/sync_link.h"

namespace daybook::stripe {
namespace {

// Where an answer and whom to tell it meet: whichever comes last sends it.
class Meeting {
  public:
    void Give(http::Response response) {
        std::unique_lock lock(mutex_);
        if (!wanted_) {
            response_ = std::move(response);
            return;
        }
        lock.unlock();
        wanted_(std::move(response));
    }
    void Want(http::Answered answered) {
        std::unique_lock lock(mutex_);
        if (!response_) {
            wanted_ = std::move(answered);
            return;
        }
        lock.unlock();
        answered(std::move(*response_));
    }

  private:
    std::mutex mutex_;
    std::optional<http::Response> response_;
    http::Answered wanted_;
};

}  // namespace

Kind KindOfObject(std::string_view object) {
    for (const Resource& resource : kResources) {
        if (resource.object == object) return resource.kind;
    }
    return Kind::kUnknown;
}

void Sync::Webhook(std::string_view signature, std::string_view body, Kept done) {
    std::vector<std::pair<LinkPtr, std::vector<std::string>>> candidates;
    bool stopped = false;
    {
        std::lock_guard lock(mutex_);
        stopped = stopped_;
        for (auto& [account, link] : links_) candidates.emplace_back(link, link->webhook_secrets);
    }
    if (stopped) return done(Unavailable("Daybook is stopping; send the event again later."));
    const int64_t now = parts_.clock.Now() / kSecond;
    for (auto& [link, secrets] : candidates) {
        for (const std::string& secret : secrets) {
            if (!VerifySignature(signature, body, secret, now)) continue;
            const Result<EventHint> event = DecodeEvent(body);
            if (event.ok()) return TakeEvent(link, *event, std::move(done));
            // Sent again it would be no better.
            return done(Invalid("The body is signed, but is no event of Stripe's. " + event.error().message +
                                " Let whatever stands before Daybook pass on what Stripe sends, unchanged.", {}, "webhook_unreadable"));
        }
    }
    SignatureRefused(signature);
    done(Invalid("No webhook secret that is configured here signed this request, or it is older than 5 minutes. "
                 "Check the signing secret (whsec_…) of this endpoint in Stripe's Dashboard.",
                 {}, "webhook_signature_invalid"));
}

// Whoever knocks without a signature says nothing about the secret.
void Sync::SignatureRefused(std::string_view signature) {
    const Micros now = parts_.clock.Now();
    if (!LooksLikeSignature(signature, now / kSecond)) return;
    std::vector<LinkPtr> told;
    {
        std::lock_guard lock(mutex_);
        for (auto& [account, link] : links_) {
            if (link->webhook_secrets.empty()) continue;
            const bool before = link->heard.WrongSecret();
            link->heard.NoteRefused(now);
            if (!before && link->heard.WrongSecret()) told.push_back(link);
        }
    }
    for (const LinkPtr& link : told) Changed(link);
}

// Anything that needs no reading is fine: Stripe must not send it again.
void Sync::TakeEvent(const LinkPtr& link, const EventHint& event, Kept done) {
    const Kind kind = KindOfObject(event.object);
    const bool wanted = kind != Kind::kUnknown && !event.object_id.empty() && Readable(*link, kind);
    const Micros now = parts_.clock.Now();
    Intake::News news;
    if (wanted) news.hints.push_back({StoredName(kind, event.object_id), kind, now, 0, 0, event.object_created});
    news.event_created = event.created;
    std::shared_ptr<Intake> intake;
    bool known = false;
    {
        std::lock_guard lock(mutex_);
        const bool ours = event.livemode == (link->connection.mode == Mode::kLive);
        // Events of connected accounts (Connect) name objects that this key does not see.
        known = !ours || !event.account.empty() || link->recent.Contains(event.event_id);
        if (!known) link->heard.Note(now);
        news.heard = link->heard;
        intake = link->intake;
    }
    if (known) return done({});
    intake->Keep(std::move(news), [self = weak_from_this(), link, id = event.event_id, created = event.created,
                                   done = std::move(done)](const Status& kept) {
        if (!kept.ok()) {
            Log(Level::kError, "stripe.event_not_kept", {{"why", kept.error().message}});
            return done(Unavailable("The event cannot be kept now; send it again later."));
        }
        if (const auto sync = self.lock()) {
            {
                std::lock_guard lock(sync->mutex_);
                link->connection.last_event = std::max(link->connection.last_event, created);
                link->recent.Add(id);
            }
            sync->Changed(link);
        }
        done({});
    });
}

void Sync::HintsKept(Link& link, std::vector<Hint> hints) {
    std::shared_ptr<Live> live;
    {
        std::lock_guard lock(mutex_);
        live = link.live;
    }
    if (live) live->Hinted(std::move(hints));
}

bool Sync::Readable(Link& link, Kind kind) {
    return std::ranges::any_of(RowsOf(link), [kind](const ResourceRow& row) {
        return row.kind == kind && row.readable();
    });
}

http::Response HandleWebhook(Sync& sync, const http::Request& request) {
    auto meeting = std::make_shared<Meeting>();  // shared by the commit and the connection
    sync.Webhook(request.headers.Get("Stripe-Signature"), request.body,
                 [meeting, id = request.request_id](const Status& kept) {
                     meeting->Give(kept.ok() ? http::JsonResponse(200, R"({"received":true})")
                                             : http::ErrorResponse(kept.error(), id));
                 });
    http::Response response;
    response.later = [meeting](http::Answered answered) { meeting->Want(std::move(answered)); };
    return response;
}

}  // namespace daybook::stripe
