// How the live lane asks Stripe: an object by its id, or a window of a list; then what belongs to it.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "stripe/decode.h"
#include "stripe/live.h"
#include "stripe/unseen.h"
#include "stripe/whole.h"

namespace daybook::stripe {
namespace {

constexpr int kAttempts = 3;
// An invoice payment is made when its invoice is finalised, mostly within minutes of the charge.
constexpr int64_t kPaymentBefore = 3600;
constexpr int64_t kPaymentAfter = 300;

// By which an invoice payment names a charge.
int64_t NameOf(const Decoded& charge) { return charge.fact.pay != 0 ? charge.fact.pay : charge.fact.paid; }

// A key that may not read them, or an API version without them, does without.
bool DoesWithout(const Client::Reply& reply) {
    return reply.ok() || !(KeyRefused(*reply.failure) || reply.failure->retry);
}

}  // namespace

void Live::Read(const ReadingPtr& reading) {
    Get get;
    get.endpoint = {reading->kind, Form::kOne};
    get.target = OnePath(reading->kind, reading->hints.front().id());
    get.haste = Haste::kLive;
    get.attempts = kAttempts;
    get.on_begin = [&mirror = parts_.mirror, reading] {
        reading->batch.fetch_no = mirror.NextFetchNumber();
    };
    get.take = [reading](const std::string& body) -> Status {
        auto object = TRY(DecodeObject(reading->kind, body));
        reading->batch.objects.clear();
        reading->batch.objects.push_back(std::move(object));
        return {};
    };
    client_->Send(std::move(get), [weak = weak_from_this(), reading](Client::Reply reply) {
        if (auto self = weak.lock()) self->Arrived(reading, std::move(reply));
    });
}

void Live::Arrived(const ReadingPtr& reading, Client::Reply reply) {
    if (!reply.ok()) {
        if (reply.failure->kind == Failure::Kind::kNotFound) return Store(reading, true);
        return Failed(reading, *reply.failure);
    }
    if (!reading->batch.objects.empty()) Complete(reading);
}

// One page from the window's newest object downwards; of what it holds only the hinted objects are taken.
void Live::ReadWindow(const ReadingPtr& reading) {
    const Resource& resource = ResourceOf(reading->kind);
    Get get;
    get.endpoint = {reading->kind, Form::kList};
    get.target = fmt::format("{}?limit=100{}{}&created[lte]={}", resource.path, resource.list_query.empty() ? "" : "&",
                             resource.list_query, reading->window->top);
    get.haste = Haste::kLive;
    get.attempts = kAttempts;
    get.on_begin = [&mirror = parts_.mirror, reading] {
        reading->batch.fetch_no = mirror.NextFetchNumber();
    };
    get.take = [reading](const std::string& body) -> Status {
        Page page = TRY(DecodePage(reading->kind, body));
        std::set<std::string, std::less<>> hinted;
        for (const Hint& hint : reading->hints) hinted.insert(hint.name);
        reading->page = {{}, page.last_created, page.has_more};
        reading->batch.objects.clear();
        for (Decoded& object : page.objects) {
            std::string name = StoredName(object.kind, object.id);
            if (hinted.contains(name)) reading->batch.objects.push_back(std::move(object));
            reading->page.names.insert(std::move(name));
        }
        return {};
    };
    client_->Send(std::move(get), [weak = weak_from_this(), reading](Client::Reply reply) {
        if (auto self = weak.lock()) self->WindowArrived(reading, std::move(reply));
    });
}

void Live::WindowArrived(const ReadingPtr& reading, Client::Reply reply) {
    if (!reply.ok()) return Failed(reading, *reply.failure);
    Complete(reading);
}

// The lists that are embedded only in part.
void Live::Complete(const ReadingPtr& reading) {
    std::vector<Decoded*> partial;
    for (Decoded& object : reading->batch.objects) {
        if (object.more_lines) partial.push_back(&object);
    }
    if (partial.empty()) return Whole(reading);
    {
        std::lock_guard lock(mutex_);
        reading->parts_missing = partial.size();
        reading->failed = false;
    }
    for (Decoded* object : partial) {
        MakeWhole(client_, Haste::kLive, *object,
                  [weak = weak_from_this(), reading](const std::optional<Failure>& failure) {
                      if (auto self = weak.lock()) self->PartArrived(reading, failure);
                  });
    }
}

void Live::PartArrived(const ReadingPtr& reading, const std::optional<Failure>& failure) {
    bool last = false, first_failure = false;
    {
        std::lock_guard lock(mutex_);
        first_failure = failure && !reading->failed;
        reading->failed |= failure.has_value();
        last = --reading->parts_missing == 0 && !reading->failed;
    }
    if (first_failure) return Failed(reading, *failure);
    if (last) Whole(reading);
}

void Live::Whole(const ReadingPtr& reading) {
    const bool charges = std::ranges::any_of(reading->batch.objects, MayPayAnInvoice);
    if (!charges) return Ready(reading);
    // Stripe has no filter for payments that name a charge.
    const bool by_intent = !reading->window && !reading->batch.objects.front().payment_intent.empty();
    if (!by_intent) return FindUntied(reading);
    ReadPayments(reading);
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
        if (!DoesWithout(reply)) return self->Failed(reading, *reply.failure);
        self->Ready(reading);
    });
}

// A charge that is stored was stored with its payments. Those of a window that are not are looked for among the invoice
// payments of the same time; what is not found there is read alone.
void Live::FindUntied(const ReadingPtr& reading) {
    std::set<std::string> untied;
    const Status read = parts_.db.Read([&](sql::Tx& tx) -> Status {
        untied = TRY(Untied(tx, reading->batch));
        return {};
    });
    if (!read.ok()) return TryAgain(reading);
    reading->untied.clear();
    reading->payments_after.clear();
    reading->payments_pages = 0;
    int64_t oldest = INT64_MAX, newest = 0;
    for (const Decoded& object : reading->batch.objects) {
        if (!untied.contains(object.id)) continue;
        reading->untied.insert(NameOf(object));
        oldest = std::min(oldest, object.created);
        newest = std::max(newest, object.created);
    }
    reading->payments_from = oldest - kPaymentBefore;
    reading->payments_to = newest + kPaymentAfter;
    if (reading->untied.empty()) return Ready(reading);
    ReadWindowPayments(reading);
}

void Live::ReadWindowPayments(const ReadingPtr& reading) {
    auto more = std::make_shared<bool>(false);  // shared by the two halves of the request
    Get get;
    get.endpoint = {Kind::kInvoicePayment, Form::kList};
    get.target = fmt::format("{}?limit=100&created[gte]={}&created[lte]={}", ListPath(Kind::kInvoicePayment),
                             reading->payments_from, reading->payments_to);
    if (!reading->payments_after.empty()) get.target += "&starting_after=" + UrlEncode(reading->payments_after);
    get.haste = Haste::kLive;
    get.attempts = kAttempts;
    get.take = [reading, more](const std::string& body) -> Status {
        Page page = TRY(DecodePage(Kind::kInvoicePayment, body));
        *more = page.has_more && !page.last_id.empty() && page.last_id != reading->payments_after;
        reading->payments_after = page.last_id;
        for (Decoded& payment : page.objects) {
            if (reading->untied.erase(payment.fact.pay) > 0) reading->batch.objects.push_back(std::move(payment));
        }
        return {};
    };
    client_->Send(std::move(get), [weak = weak_from_this(), reading, more](Client::Reply reply) {
        auto self = weak.lock();
        if (!self) return;
        if (!DoesWithout(reply)) return self->Failed(reading, *reply.failure);
        if (!reply.ok()) reading->untied.clear();
        const int pages_max = 2 + static_cast<int>(reading->hints.size()) / 25;
        const bool again = *more && !reading->untied.empty() && ++reading->payments_pages < pages_max;
        if (again) return self->ReadWindowPayments(reading);
        std::erase_if(reading->batch.objects, [&](const Decoded& object) {
            const bool untied = reading->window && object.kind == Kind::kCharge && !object.payment_intent.empty() &&
                                reading->untied.contains(object.fact.pay);
            if (untied) reading->page.names.erase(object.id);
            return untied;
        });
        self->Ready(reading);
    });
}

void Live::Ready(const ReadingPtr& reading) {
    parts_.mirror.Prepare(reading->batch);
    Store(reading, false);
}

}  // namespace daybook::stripe
