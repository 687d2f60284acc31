#include "stripe/poll.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "stripe/decode.h"
#include "stripe/mirror_read.h"
#include "stripe/mirror_store.h"
#include "stripe/unseen.h"
#include "stripe/webhook.h"

namespace daybook::stripe {
namespace {

constexpr int64_t kLookBack = 600;
constexpr int64_t kSessionLookBack = 26 * 3600;
constexpr int64_t kCartTime = 3600;
constexpr int64_t kOpenAtOnce = 2'000;

// Rarely changed, and nothing that a person waits for: left to the walk over everything.
bool Catalogue(Kind kind) { return kind == Kind::kCoupon || kind == Kind::kProduct || kind == Kind::kPrice; }

// A poll comes again anyway: nothing but one's own key and permission is worth many attempts.
constexpr int kAttempts = 3;

Failure Unreadable() {
    http::Answer answer;
    answer.status = 200;
    return ClassifyAnswer(answer);
}

}  // namespace

std::shared_ptr<Poll> Poll::Create(Parts parts, const Connection& connection, std::shared_ptr<Client> client,
                                   std::shared_ptr<Intake> intake, Known known) {
    return std::shared_ptr<Poll>(
        new Poll(std::move(parts), connection, std::move(client), std::move(intake), std::move(known)));
}

Micros Poll::TheirNow() {
    const Micros theirs = client_->StripeNow();
    return theirs != 0 ? theirs : parts_.clock.Now();
}

Poll::RoundPtr Poll::NewRound(Done done) {
    auto round = std::make_shared<Round>();
    round->began = parts_.clock.Monotonic();
    round->done = std::move(done);
    return round;
}

void Poll::End(const RoundPtr& round) {
    round->polled.began = TheirNow() - (parts_.clock.Monotonic() - round->began);
    round->polled.lists = static_cast<int64_t>(round->asks.size());
    round->done(round->polled);
}

void Poll::Keep(const RoundPtr& round, Intake::News news, std::function<void()> next) {
    intake_->Keep(std::move(news), [self = shared_from_this(), round, next = std::move(next)](const Status& kept) {
        self->parts_.tasks.Run([self, round, next, stored = kept.ok()] {
            round->polled.stored = stored;
            if (stored) next();
            else self->End(round);
        });
    });
}

// ---- events ----

void Poll::Events(int64_t cursor, Micros settling, Done done) {
    auto round = NewRound(std::move(done));
    round->cursor = cursor;
    round->youngest = settling == 0 ? INT64_MAX : (TheirNow() - settling) / kSecond;
    ReadEvents(round);
}

void Poll::ReadEvents(const RoundPtr& round) {
    Get get;
    get.endpoint = {kEventKind, Form::kList};
    get.target = fmt::format("/v1/events?limit=100&created[gte]={}", round->cursor - kLookBack);
    if (!round->after.empty()) get.target += "&starting_after=" + UrlEncode(round->after);
    get.haste = Haste::kLive;
    get.attempts = kAttempts;
    round->polled.requests += 1;
    client_->Send(std::move(get), [self = shared_from_this(), round](Client::Reply reply) {
        self->parts_.tasks.Run([self, round, reply = std::move(reply)] {
            if (reply.ok()) return self->EventsRead(round, reply.body);
            if (reply.failure->kind == Failure::Kind::kPermission) round->polled.forbidden.emplace(kEventKind, *reply.failure);
            else round->polled.failure = reply.failure;
            self->End(round);
        });
    });
}

// Newest first; all pages are read before the position moves, so one that fails is read again from where the last whole
// poll began.
void Poll::EventsRead(const RoundPtr& round, const std::string& body) {
    const Result<RawList> list = DecodeRawList(body);
    const bool stuck = list.ok() && list->has_more && (list->elements.empty() || list->last_id == round->after);
    if (!list.ok() || stuck) {
        round->polled.failure = Unreadable();
        return End(round);
    }
    Intake::News news;
    std::vector<std::string> fresh;
    const Micros now = parts_.clock.Now();
    for (const std::string& element : list->elements) {
        const Result<EventHint> event = DecodeEvent(element);
        if (!event.ok() || event->created > round->youngest) continue;
        round->polled.newest = std::max(round->polled.newest, event->created);
        if (known_.has(event->event_id)) continue;
        fresh.push_back(event->event_id);
        news.event_created = std::max(news.event_created, event->created);
        const Kind kind = KindOfObject(event->object);
        const bool wanted = kind != Kind::kUnknown && !event->object_id.empty() && event->account.empty() && known_.readable(kind);
        if (wanted) news.hints.push_back({StoredName(kind, event->object_id), kind, now, 0, 0, event->object_created});
    }
    round->polled.found += static_cast<int64_t>(fresh.size());
    round->after = list->last_id;
    const auto next = [self = shared_from_this(), round, fresh, more = list->has_more] {
        for (const std::string& id : fresh) self->known_.add(id);
        if (more) return self->ReadEvents(round);
        self->End(round);
    };
    if (fresh.empty()) return next();
    Keep(round, std::move(news), next);
}

// ---- lists ----

void Poll::News(const std::vector<Kind>& kinds, Micros since, Done done) {
    auto round = NewRound(std::move(done));
    for (const Kind kind : kinds) {
        if (Catalogue(kind)) continue;
        const int64_t back = kind == Kind::kSession ? kSessionLookBack : kLookBack;
        round->asks.push_back({kind, fmt::format("created[gte]={}", since / kSecond - back), "", Haste::kLive});
    }
    NextList(round);
}

void Poll::Open(const std::vector<Kind>& kinds, Done done) {
    auto round = NewRound(std::move(done));
    round->fetch_no = parts_.mirror.NextFetchNumber();
    for (const Kind kind : kinds) {
        if (kind == Kind::kSubscription) round->asks.push_back({kind, "", "", Haste::kLive});
        if (kind != Kind::kInvoice) continue;
        for (const std::string_view status : {"draft", "open", "uncollectible"}) {
            round->asks.push_back({kind, fmt::format("status={}", status), "", Haste::kLive});
        }
    }
    NextList(round);
}

void Poll::Carts(Micros since, Done done) {
    auto round = NewRound(std::move(done));
    const int64_t now = TheirNow() / kSecond;
    round->carts_since = std::max(now - kSessionLookBack, std::min(since / kSecond - kLookBack, now - kCartTime));
    round->asks.push_back({Kind::kSession, fmt::format("status=open&created[gte]={}", round->carts_since), "", Haste::kLive});
    NextList(round);
}

void Poll::NextList(const RoundPtr& round) {
    if (round->at == round->asks.size()) {
        // What a list that was not read would have shown is nothing that it did not show.
        const auto read = [&](Kind kind) {
            return !round->unread.contains(kind) && std::ranges::count(round->asks, kind, &ListAsk::kind) > 0;
        };
        if (round->fetch_no > 0 && read(Kind::kInvoice)) return LookForClosed(round);
        if (round->carts_since > 0 && read(Kind::kSession)) return LookForCompleted(round);
        return End(round);
    }
    round->polled.requests += 1;
    ReadList(parts_, connection_, client_, round->asks[round->at], 0,
             [self = shared_from_this(), round](const ListPagePtr& page, const std::optional<Failure>& failure) {
                 self->ListRead(round, page, failure);
             });
}

void Poll::ListRead(const RoundPtr& round, const ListPagePtr& page, const std::optional<Failure>& failure) {
    ListAsk& ask = round->asks[round->at];
    if (failure && failure->kind == Failure::Kind::kCursorGone && !ask.cursor.empty()) {
        ask.cursor.clear();  // once more from the newest: what is stored already costs little
        return NextList(round);
    }
    const bool stuck = !failure && page->has_more && (page->count == 0 || page->last_id == ask.cursor);
    if (failure || stuck) return ListFailed(round, failure ? *failure : Unreadable());
    if (ask.kind == Kind::kSession) NoteCarts(round, page->batch);
    page->batch.lane = profiles::Lane::kLive;
    page->batch.cause = profiles::Cause::kLive;
    page->batch.leave_untied = true;
    StoreList(round, page);
}

// One that is not answered does not hold up the others, unless Stripe would answer none.
void Poll::ListFailed(const RoundPtr& round, const Failure& failure) {
    const bool none = KeyRefused(failure) || failure.kind == Failure::Kind::kUnreachable || failure.kind == Failure::Kind::kRateLimited;
    const Kind kind = round->asks[round->at].kind;
    if (failure.kind == Failure::Kind::kPermission) round->polled.forbidden.emplace(kind, failure);
    else if (none || !round->polled.failure) round->polled.failure = failure;
    if (none) return End(round);
    round->unread.insert(kind);
    while (round->at < round->asks.size() && round->asks[round->at].kind == kind) round->at += 1;
    NextList(round);
}

void Poll::StoreList(const RoundPtr& round, const ListPagePtr& page) {
    auto found = std::make_shared<int64_t>(0);  // both shared by the job and what follows it
    auto unseen = std::make_shared<std::vector<Hint>>();
    parts_.db.Submit(
        [&mirror = parts_.mirror, page, found, unseen](sql::Tx& tx) -> Status {
            const stripe::Stored stored = TRY(mirror.Store(tx, page->batch));
            *found = stored.changed;
            *unseen = TRY(HintAtUnseen(tx, page->batch, stored)).now;  // what only a later read can tell, the next look finds again
            return {};
        },
        sql::Durability::kBulk, sql::Priority::kLive,
        [self = shared_from_this(), round, page, found, unseen](const Status& status) {
            if (status.ok() && *found > 0) self->parts_.wake_settle();
            self->parts_.tasks.Run([self, round, page, found, unseen, status] {
                round->polled.found += *found;
                if (status.ok() && !unseen->empty()) self->known_.hinted(std::move(*unseen));
                self->ListStored(round, page, status);
            });
        });
}

void Poll::ListStored(const RoundPtr& round, const ListPagePtr& page, const Status& status) {
    if (!status.ok()) {
        round->polled.stored = false;
        return End(round);
    }
    if (page->has_more) round->asks[round->at].cursor = page->last_id;
    else round->at += 1;
    NextList(round);
}

// Invoices that are open here and were in none of the lists: paid, void or deleted meanwhile. Each is read by its id.
void Poll::LookForClosed(const RoundPtr& round) {
    std::vector<std::string> closed;
    const Status read = parts_.db.Read([&](sql::Tx& tx) -> Status {
        closed = TRY(OpenInvoices(tx, connection_.id, round->fetch_no, kOpenAtOnce));
        return {};
    });
    if (!read.ok()) {
        round->polled.stored = false;
        return End(round);
    }
    ReadSingly(round, Kind::kInvoice, closed, [self = shared_from_this(), round] { self->End(round); });
}

void Poll::NoteCarts(const RoundPtr& round, const Batch& batch) {
    std::lock_guard lock(mutex_);
    for (const Decoded& session : batch.objects) {
        if (session.fact.status != static_cast<int16_t>(SessionStatus::kOpen)) continue;
        carts_.emplace(session.id, session.created);
        if (round->carts_since > 0) round->carts.insert(session.id);
    }
}

// Sessions that were listed as open and are not any more: of nobody who paid it is to be said that they left a cart.
void Poll::LookForCompleted(const RoundPtr& round) {
    std::vector<std::string> completed;
    {
        std::lock_guard lock(mutex_);
        std::erase_if(carts_, [&](const auto& cart) { return cart.second < round->carts_since; });
        for (const auto& [id, created] : carts_) {
            if (!round->carts.contains(id)) completed.push_back(id);
        }
    }
    ReadSingly(round, Kind::kSession, completed, [self = shared_from_this(), round, completed] {
        {
            std::lock_guard lock(self->mutex_);
            for (const std::string& id : completed) self->carts_.erase(id);
        }
        self->End(round);
    });
}

void Poll::ReadSingly(const RoundPtr& round, Kind kind, const std::vector<std::string>& ids, std::function<void()> then) {
    if (ids.empty()) return then();
    Intake::News news;
    for (const std::string& id : ids) news.hints.push_back({StoredName(kind, id), kind, parts_.clock.Now(), 0, 0, 0});
    round->polled.found += static_cast<int64_t>(ids.size());
    Keep(round, std::move(news), std::move(then));
}

}  // namespace daybook::stripe
