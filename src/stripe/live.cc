#include "stripe/live.h"

#include <algorithm>

#include "base/log.h"
#include "base/text.h"
#include "stripe/decode.h"
#include "stripe/mirror_store.h"
#include "stripe/whole.h"

namespace daybook::stripe {
namespace {

constexpr int kBusyMax = 32;
constexpr size_t kItemsMax = 10'000;
constexpr int64_t kLoadAtOnce = 1'000;
constexpr int kAttempts = 3;
constexpr Micros kLongestWait = 10 * kMinute;

Micros WaitAfter(int64_t tries) {
    return std::min(kLongestWait, kSecond << std::min<int64_t>(tries, 10));
}

// A charge of basil and later, whose own object does not say which invoice it pays.
bool MayPayAnInvoice(const Decoded& object) {
    return object.kind == Kind::kCharge && !object.payment_intent.empty() && (object.fact.flags & kFlagTieKnown) == 0;
}

}  // namespace

std::shared_ptr<Live> Live::Create(Parts parts, const Connection& connection,
                                   std::shared_ptr<Client> client, Events events) {
    return std::shared_ptr<Live>(
        new Live(std::move(parts), connection, std::move(client), std::move(events)));
}

Live::Live(Parts parts, const Connection& connection, std::shared_ptr<Client> client, Events events)
    : parts_(std::move(parts)),
      connection_(connection),
      client_(std::move(client)),
      events_(std::move(events)) {}

void Live::Start() { Load(); }

void Live::Stop() {
    std::lock_guard lock(mutex_);
    stopped_ = true;
}

size_t Live::waiting() {
    std::lock_guard lock(mutex_);
    return items_.size();
}

void Live::Load() {
    {
        std::lock_guard lock(mutex_);
        if (loading_ || stopped_) return;
        loading_ = true;
    }
    parts_.tasks.Run([weak = weak_from_this()] {
        auto self = weak.lock();
        if (!self) return;
        std::vector<Hint> hints;
        const Status read = self->parts_.db.Read([&](sql::Tx& tx) -> Status {
            hints = TRY(LoadHints(tx, self->connection_.id, kLoadAtOnce));
            return {};
        });
        {
            std::lock_guard lock(self->mutex_);
            self->loading_ = false;
            self->more_stored_ = !read.ok() || hints.size() == kLoadAtOnce;
            for (Hint& hint : hints) {
                std::string id = hint.id;
                self->items_.try_emplace(std::move(id), Item{std::move(hint), false, 0});
            }
        }
        self->Fill();
    });
}

void Live::Hinted(Hint hint) {
    {
        std::lock_guard lock(mutex_);
        if (stopped_) return;
        auto at = items_.find(hint.id);
        if (at != items_.end()) {
            // A read that runs began before this: it will find its hint seen again and repeat.
            at->second.hint.seen = std::max(at->second.hint.seen, hint.seen);
            at->second.hint.tries = 0;
            at->second.not_before = 0;
        } else if (items_.size() < kItemsMax) {
            std::string id = hint.id;
            items_.emplace(std::move(id), Item{std::move(hint), false, 0});
        } else {
            more_stored_ = true;
        }
    }
    Fill();
}

void Live::Fill() {
    std::vector<Hint> begun;
    bool load = false;
    {
        std::lock_guard lock(mutex_);
        if (stopped_) return;
        const Micros now = parts_.clock.Monotonic();
        for (auto& [id, item] : items_) {
            if (busy_ >= kBusyMax) break;
            if (item.busy || item.not_before > now) continue;
            item.busy = true;
            busy_ += 1;
            begun.push_back(item.hint);
        }
        load = items_.empty() && more_stored_;
        if (load) more_stored_ = false;
    }
    for (const Hint& hint : begun) Read(hint);
    if (load) Load();
}

void Live::Read(const Hint& hint) {
    auto reading = std::make_shared<Reading>();
    reading->hint = hint;
    reading->batch.connection = connection_.id;
    reading->batch.account = connection_.account;
    reading->batch.lane = profiles::Lane::kLive;
    reading->batch.cause = profiles::Cause::kLive;
    Get get;
    get.endpoint = {hint.kind, Form::kOne};
    get.target = OnePath(hint.kind, hint.id);
    get.haste = Haste::kLive;
    get.attempts = kAttempts;
    get.on_begin = [&mirror = parts_.mirror, reading] {
        reading->batch.fetch_no = mirror.NextFetchNumber();
    };
    get.take = [weak = weak_from_this(), reading](const std::string& body) -> Status {
        auto self = weak.lock();
        return self ? self->Take(*reading, body) : Status();
    };
    client_->Send(std::move(get), [weak = weak_from_this(), reading](Client::Reply reply) {
        if (auto self = weak.lock()) self->Arrived(reading, std::move(reply));
    });
}

Status Live::Take(Reading& reading, const std::string& body) {
    auto object = TRY(DecodeObject(reading.hint.kind, body));
    reading.batch.objects.clear();
    reading.batch.objects.push_back(std::move(object));
    return {};
}

void Live::Arrived(const ReadingPtr& reading, Client::Reply reply) {
    if (!reply.ok()) {
        if (reply.failure->kind == Failure::Kind::kNotFound) return Store(reading, true);
        return Failed(reading, *reply.failure);
    }
    if (reading->batch.objects.empty()) return;
    if (!reading->batch.objects.front().more_lines) return Whole(reading);
    MakeWhole(client_, Haste::kLive, reading->batch.objects.front(),
              [weak = weak_from_this(), reading](const std::optional<Failure>& failure) {
                  auto self = weak.lock();
                  if (!self) return;
                  if (failure) return self->Failed(reading, *failure);
                  self->Whole(reading);
              });
}

void Live::Whole(const ReadingPtr& reading) {
    if (MayPayAnInvoice(reading->batch.objects.front())) return ReadPayments(reading);
    Ready(reading);
}

// Which invoice a charge pays is said by an invoice payment. Read with the charge, so that the payment of an invoice is
// at no moment an order of its own.
void Live::ReadPayments(const ReadingPtr& reading) {
    Get get;
    get.endpoint = {Kind::kInvoicePayment, Form::kList};
    get.target = ListPath(Kind::kInvoicePayment) + "?limit=100&payment[type]=payment_intent&payment[payment_intent]=" +
                 UrlEncode(reading->batch.objects.front().payment_intent);
    get.haste = Haste::kLive;
    get.attempts = kAttempts;
    get.take = [reading](const std::string& body) -> Status {
        Page page = TRY(DecodePage(Kind::kInvoicePayment, body));
        reading->batch.objects.resize(1);
        for (Decoded& payment : page.objects) reading->batch.objects.push_back(std::move(payment));
        return {};
    };
    client_->Send(std::move(get), [weak = weak_from_this(), reading](Client::Reply reply) {
        auto self = weak.lock();
        if (!self) return;
        // A key that may not read them, or an API version without them, does without.
        const bool passing = !reply.ok() && (KeyRefused(*reply.failure) || reply.failure->retry);
        if (passing) return self->Failed(reading, *reply.failure);
        self->Ready(reading);
    });
}

void Live::Ready(const ReadingPtr& reading) {
    parts_.mirror.Prepare(reading->batch);
    Store(reading, false);
}

void Live::Store(const ReadingPtr& reading, bool gone) {
    reading->batch.now = parts_.clock.Now();
    std::string customer;
    if (!gone) customer = reading->batch.objects.front().customer_id;
    auto dropped = std::make_shared<bool>(false);  // shared by the job and what follows it
    parts_.db.Submit(
        [&mirror = parts_.mirror, reading, gone, dropped, customer](sql::Tx& tx) -> Status {
            const Batch& batch = reading->batch;
            const Hint& hint = reading->hint;
            if (gone) {
                TRY(mirror.Gone(tx, batch.connection, batch.account, hint.kind, hint.id,
                                batch.fetch_no, batch.now));
            } else {
                (void)TRY(mirror.Store(tx, batch));
                TRY(HintAtCustomer(tx, *reading, customer));
            }
            *dropped = TRY(DropHint(tx, batch.connection, hint.id, hint.seen));
            return {};
        },
        sql::Durability::kBulk, sql::Priority::kLive,
        [weak = weak_from_this(), reading, dropped](const Status& status) {
            auto self = weak.lock();
            if (!self) return;
            if (status.ok()) self->parts_.wake_settle();
            self->parts_.tasks.Run([weak, reading, dropped, status] {
                if (auto live = weak.lock()) live->Stored(reading, *dropped, status);
            });
        });
}

// Endpoints often send an invoice's events and not its customer's (stripe.md §7.18): without the customer there is
// nobody to show.
Status Live::HintAtCustomer(sql::Tx& tx, Reading& reading, std::string_view customer) {
    reading.parent.reset();
    if (customer.empty()) return {};
    const int64_t connection = reading.batch.connection;
    const ObjectMap known = TRY(ReadObjects(tx, connection, {std::string(customer)}));
    const auto at = known.find(std::string(customer));
    if (at == known.end() || at->second.seen() || at->second.gone) return {};
    Hint hint{std::string(customer), Kind::kCustomer, reading.batch.now, 0, 0};
    hint.seen = TRY(PutHint(tx, connection, hint.kind, hint.id, hint.first));
    reading.parent = std::move(hint);
    return {};
}

void Live::Stored(const ReadingPtr& reading, bool dropped, const Status& status) {
    if (!status.ok()) {
        Log(Level::kError, "stripe.store_failed",
            {{"object", reading->hint.id}, {"why", status.error().message}});
        return Again(reading->hint, true);
    }
    if (reading->parent) Hinted(*reading->parent);
    if (!dropped) return Again(reading->hint, false);
    {
        std::lock_guard lock(mutex_);
        items_.erase(reading->hint.id);
        busy_ -= 1;
    }
    Fill();
}

void Live::Failed(const ReadingPtr& reading, const Failure& failure) {
    if (KeyRefused(failure)) {
        Stop();
        return events_.key_refused(failure);
    }
    if (failure.kind == Failure::Kind::kPermission) {
        // Noted first, in the same lane: a permission that comes back makes up for the hints dropped without it.
        events_.not_permitted(reading->hint.kind, failure);
        return Drop(reading->hint);
    }
    parts_.db.Submit(
        [connection = connection_.id, hint = reading->hint](sql::Tx& tx) {
            return FailHint(tx, connection, hint.id, hint.seen);
        },
        sql::Durability::kBulk, sql::Priority::kBulk, [](const Status&) {});
    Again(reading->hint, true);
}

// Reads it again: at once where it was only hinted at meanwhile, else after a while.
void Live::Again(const Hint& hint, bool count) {
    Micros wait = 0;
    {
        std::lock_guard lock(mutex_);
        busy_ -= 1;
        auto at = items_.find(hint.id);
        if (at == items_.end()) return;
        Item& item = at->second;
        item.busy = false;
        // A hint of another run of the program, or one that this memory never heard of: read its number again.
        if (!count && item.hint.seen == hint.seen) {
            items_.erase(at);
            more_stored_ = true;
        } else if (count) {
            wait = WaitAfter(item.hint.tries++);
            item.not_before = parts_.clock.Monotonic() + wait;
        }
    }
    if (wait == 0) return Fill();
    parts_.tasks.After(wait, [weak = weak_from_this()] {
        if (auto self = weak.lock()) self->Fill();
    });
    Fill();
}

void Live::Drop(const Hint& hint) {
    parts_.db.Submit(
        [connection = connection_.id, hint](sql::Tx& tx) -> Status {
            (void)TRY(DropHint(tx, connection, hint.id, hint.seen));
            return {};
        },
        sql::Durability::kBulk, sql::Priority::kLive, [](const Status&) {});
    {
        std::lock_guard lock(mutex_);
        items_.erase(hint.id);
        busy_ -= 1;
    }
    Fill();
}

}  // namespace daybook::stripe
