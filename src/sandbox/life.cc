#include "sandbox/life.h"

#include <cmath>
#include <tuple>

#include "base/assert.h"
#include "sandbox/deeds.h"

namespace daybook::sandbox {
namespace {

constexpr uint32_t kDaySeconds = 86400;
constexpr uint32_t kDraftSeconds = 3600;
constexpr int64_t kMicros = 1'000'000;

bool Renews(const SubscriptionRow& row) {
    return row.status == SubscriptionStatus::kActive || row.status == SubscriptionStatus::kTrialing;
}

}  // namespace

Life::Life(Store& store, double rate) : store_(store), rate_(rate) {
    if (rate_ > 0) CollectDeadlines();
}

void Life::CollectDeadlines() {
    for (uint32_t n = 0; n < store_.subscriptions.rows.size(); ++n)
        if (Renews(store_.subscriptions.rows[n])) deadlines_.push({store_.subscriptions.rows[n].period_end, Due::kRenewal, n});
    for (uint32_t n = 0; n < store_.sessions.rows.size(); ++n) {
        const SessionRow& row = store_.sessions.rows[n];
        if (row.status == SessionStatus::kOpen) deadlines_.push({row.created + kDaySeconds, Due::kExpiry, n});
    }
}

int64_t Life::TickAt(uint64_t tick) const {
    return store_.birth * kMicros + static_cast<int64_t>(std::llround(static_cast<double>(tick) * kMicros / rate_));
}

void Life::SkipTo(int64_t now, uint64_t changes_max) {
    if (rate_ <= 0 || now <= store_.birth * kMicros) return;
    auto last = static_cast<uint64_t>(static_cast<double>(now - store_.birth * kMicros) * rate_ / kMicros);
    if (last > tick_ + changes_max) tick_ = last - changes_max;
}

int64_t Life::NextAt() {
    if (rate_ <= 0) return INT64_MAX;
    int64_t next = TickAt(tick_);
    if (!deadlines_.empty()) next = std::min(next, int64_t{deadlines_.top().at} * kMicros);
    return next;
}

void Life::Step(std::vector<Happening>& happenings) {
    ASSERT(rate_ > 0);
    happenings_ = &happenings;
    int64_t tick_at = TickAt(tick_);
    if (!deadlines_.empty() && int64_t{deadlines_.top().at} * kMicros <= tick_at) {
        Deadline deadline = deadlines_.top();
        deadlines_.pop();
        random_ = Random(Mix(Mix(store_.people.seed(), deadline.number), deadline.at));
        Meet(deadline);
    } else {
        random_ = Random(Mix(store_.people.seed() ^ 0x11fe, tick_));
        ++tick_;
        Chance(static_cast<uint32_t>(tick_at / kMicros));
    }
    happenings_ = nullptr;
}

void Life::Note(EventType type, Kind kind, uint32_t number, uint32_t at, char changed) {
    happenings_->push_back({type, kind, number, at, changed});
}

void Life::Meet(const Deadline& deadline) {
    switch (deadline.due) {
        case Due::kRenewal: return Renew(deadline.number, deadline.at);
        case Due::kFinalisation:
            if (store_.invoices.rows[deadline.number].status != InvoiceStatus::kDraft) return;
            FinalizeInvoice(store_, deadline.number, deadline.at);
            Note(EventType::kInvoiceFinalized, Kind::kInvoice, deadline.number, deadline.at);
            return PayInvoiceNow(deadline.number, deadline.at);
        case Due::kExpiry: {
            SessionRow& row = store_.sessions.rows[deadline.number];
            if (row.status != SessionStatus::kOpen) return;
            row.status = SessionStatus::kExpired;
            return Note(EventType::kSessionExpired, Kind::kSession, deadline.number, deadline.at);
        }
    }
}

void Life::Renew(uint32_t subscription, uint32_t at) {
    SubscriptionRow& row = store_.subscriptions.rows[subscription];
    if (!Renews(row) || row.period_end > at) return;
    if (row.flags & kAtPeriodEnd) {
        CancelSubscription(store_, subscription, at);
        return Note(EventType::kSubscriptionDeleted, Kind::kSubscription, subscription, at);
    }
    uint32_t invoice = RenewSubscription(store_, subscription, at);
    Pause pause = store_.subscriptions.rows[subscription].pause;
    Note(EventType::kSubscriptionUpdated, Kind::kSubscription, subscription, at);
    deadlines_.push({store_.subscriptions.rows[subscription].period_end, Due::kRenewal, subscription});
    if (pause != Pause::kKeepAsDraft) deadlines_.push({at + kDraftSeconds, Due::kFinalisation, invoice});
}

void Life::PayInvoiceNow(uint32_t invoice, uint32_t at) {
    if (random_.Chance(0.07)) {
        FailInvoice(store_, invoice, at);
        uint32_t subscription = store_.invoices.rows[invoice].subscription;
        if (subscription != kNone && store_.subscriptions.rows[subscription].status == SubscriptionStatus::kActive) {
            store_.subscriptions.rows[subscription].status = SubscriptionStatus::kPastDue;
            Note(EventType::kSubscriptionUpdated, Kind::kSubscription, subscription, at);
        }
        return Note(EventType::kInvoiceFailed, Kind::kInvoice, invoice, at);
    }
    PayInvoice(store_, invoice, at);
    if (store_.invoices.rows[invoice].charge != kNone)
        Note(EventType::kChargeSucceeded, Kind::kCharge, store_.invoices.rows[invoice].charge, at);
    Note(EventType::kInvoicePaid, Kind::kInvoice, invoice, at);
}

void Life::Chance(uint32_t at) {
    uint64_t dice = random_.Below(100);
    if (store_.customers.rows.empty() || dice < 12) SignUp(at);
    else if (dice < 42) Order(at);
    else if (dice < 52) Subscribe(at);
    else if (dice < 66) ChangePerson(at);
    else if (dice < 76) ChangeSubscription(at);
    else if (dice < 82) Refund(at);
    else if (dice < 99) FillCart(at);
    else Delete(at);
}

uint32_t Life::SomeCustomer() {
    for (int tries = 0; tries < 8 && !store_.customers.rows.empty(); ++tries) {
        auto number = static_cast<uint32_t>(random_.Below(store_.customers.rows.size()));
        if (!(store_.customers.rows[number].flags & (kDeleted | kOnClock))) return number;
    }
    return kNone;
}

uint32_t Life::SomeSubscription() {
    for (int tries = 0; tries < 16 && !store_.subscriptions.rows.empty(); ++tries) {
        auto number = static_cast<uint32_t>(random_.Below(store_.subscriptions.rows.size()));
        const SubscriptionRow& row = store_.subscriptions.rows[number];
        if (row.status != SubscriptionStatus::kCanceled && row.status != SubscriptionStatus::kIncompleteExpired) return number;
    }
    return kNone;
}

void Life::SignUp(uint32_t at) {
    CustomerRow row;
    row.created = at;
    row.country = static_cast<uint8_t>(random_.Below(kCountryCount));
    row.currency = People::CurrencyOf(row.country);
    if (random_.Chance(0.4)) row.flags |= kNoPhone;
    if (random_.Chance(0.4)) row.flags |= kNoAddress;
    if (random_.Chance(0.04)) row.flags |= kNoName;
    uint32_t customer = store_.Add(row);
    Note(EventType::kCustomerCreated, Kind::kCustomer, customer, at);
}

void Life::Order(uint32_t at) {
    uint32_t customer = SomeCustomer();
    if (customer == kNone) return;
    InvoiceWish wish;
    wish.customer = customer;
    wish.price = store_.catalogue.Good(store_.customers.rows[customer].currency, random_.Next());
    wish.quantity = static_cast<uint16_t>(1 + random_.Below(3));
    wish.lines = static_cast<uint16_t>(random_.Chance(0.7) ? 1 : 2 + random_.Below(3));
    if (random_.Chance(0.1)) wish.coupon = static_cast<uint8_t>(random_.Below(6));
    uint32_t invoice = DraftInvoice(store_, wish, at);
    FinalizeInvoice(store_, invoice, at);
    Note(EventType::kInvoiceFinalized, Kind::kInvoice, invoice, at);
    PayInvoiceNow(invoice, at);
}

void Life::Subscribe(uint32_t at) {
    uint32_t customer = SomeCustomer();
    if (customer == kNone) return;
    SubscriptionRow row;
    row.created = at;
    row.customer = customer;
    row.currency = store_.customers.rows[customer].currency;
    row.price = store_.catalogue.Plan(row.currency, random_.Chance(0.2) ? Interval::kYear : Interval::kMonth, random_.Next());
    row.period_start = at;
    row.period_end = PeriodEnd(store_, row.price, at);
    bool trial = random_.Chance(0.4);
    if (trial) {
        row.status = SubscriptionStatus::kTrialing;
        row.trial_end = row.period_end = at + 14 * kDaySeconds;
    }
    uint32_t subscription = store_.Add(row);
    InvoiceWish wish{.customer = customer, .subscription = subscription, .price = row.price, .quantity = row.quantity,
                     .lines = row.items, .reason = Reason::kCreate};
    if (trial) wish.flags |= kTrialInvoice;
    uint32_t invoice = DraftInvoice(store_, wish, at);
    FinalizeInvoice(store_, invoice, at);
    PayInvoice(store_, invoice, at);
    deadlines_.push({row.period_end, Due::kRenewal, subscription});
    Note(EventType::kSubscriptionCreated, Kind::kSubscription, subscription, at);
    Note(EventType::kInvoicePaid, Kind::kInvoice, invoice, at);
}

void Life::ChangePerson(uint32_t at) {
    uint32_t customer = SomeCustomer();
    if (customer == kNone) return;
    CustomerRow& row = store_.customers.rows[customer];
    auto turn = [](uint8_t& value) { value = static_cast<uint8_t>(value == 255 ? 1 : value + 1); };
    char changed = 'p';
    switch (random_.Below(5)) {
        case 0: turn(row.turns.name), row.flags &= static_cast<uint16_t>(~kNoName), changed = 'n'; break;
        case 1: turn(row.turns.email), row.flags &= static_cast<uint16_t>(~kNoEmail), changed = 'e'; break;
        case 2: turn(row.turns.address), row.flags &= static_cast<uint16_t>(~kNoAddress), changed = 'a'; break;
        default: turn(row.turns.phone), row.flags &= static_cast<uint16_t>(~kNoPhone);
    }
    Note(EventType::kCustomerUpdated, Kind::kCustomer, customer, at, changed);
}

void Life::ChangeSubscription(uint32_t at) {
    uint32_t subscription = SomeSubscription();
    if (subscription == kNone) return;
    SubscriptionRow& row = store_.subscriptions.rows[subscription];
    uint64_t dice = random_.Below(10);
    if (dice < 3) {
        CancelSubscription(store_, subscription, at);
        return Note(EventType::kSubscriptionDeleted, Kind::kSubscription, subscription, at);
    }
    if (dice < 5) {
        row.flags |= kAtPeriodEnd;
        row.canceled_at = at;
    } else if (dice < 7) {
        row.pause = row.pause == Pause::kNo ? static_cast<Pause>(1 + random_.Below(3)) : Pause::kNo;
        row.resumes_at = 0;
    } else if (row.status == SubscriptionStatus::kPastDue || row.status == SubscriptionStatus::kUnpaid) {
        row.status = SubscriptionStatus::kActive;
        if (row.period_end <= at) row.period_end = PeriodEnd(store_, row.price, at);
        deadlines_.push({row.period_end, Due::kRenewal, subscription});
    } else {
        row.flags &= static_cast<uint8_t>(~kAtPeriodEnd);
        row.canceled_at = 0;
    }
    Note(EventType::kSubscriptionUpdated, Kind::kSubscription, subscription, at);
}

void Life::Refund(uint32_t at) {
    for (int tries = 0; tries < 16 && !store_.charges.rows.empty(); ++tries) {
        auto charge = static_cast<uint32_t>(random_.Below(store_.charges.rows.size()));
        const ChargeRow& row = store_.charges.rows[charge];
        int64_t left = row.amount - row.refunded;
        if (row.status != ChargeStatus::kSucceeded || (row.flags & kUncaptured) || left <= 0) continue;
        uint32_t invoice = row.invoice;
        bool own = invoice != kNone && store_.invoices.rows[invoice].status == InvoiceStatus::kPaid &&
                   store_.invoices.rows[invoice].charge == charge && store_.invoices.rows[invoice].note == kNone;
        if (own && random_.Chance(0.5)) {
            uint32_t note = CreditInvoice(store_, invoice, left, NoteType::kRefund, at);
            Note(EventType::kCreditNoteCreated, Kind::kCreditNote, note, at);
            Note(EventType::kInvoiceUpdated, Kind::kInvoice, invoice, at);
        } else {
            RefundCharge(store_, charge, left, RefundStatus::kSucceeded, at);
        }
        Note(EventType::kRefundCreated, Kind::kRefund, store_.charges.rows[charge].refund, at);
        return Note(EventType::kChargeRefunded, Kind::kCharge, charge, at);
    }
}

void Life::FillCart(uint32_t at) {
    SessionRow row;
    row.created = at;
    bool guest = random_.Chance(0.4);
    if (guest) row.guest = static_cast<uint32_t>(kGuestBase / 2 + tick_);
    else row.customer = SomeCustomer();
    if (!guest && row.customer == kNone) return;
    row.currency = guest ? 0 : store_.customers.rows[row.customer].currency;
    row.price = store_.catalogue.Good(row.currency, random_.Next());
    row.consent = static_cast<Consent>(random_.Below(4));
    if (random_.Chance(0.5)) row.flags |= kRecovery;
    row.amount = store_.catalogue.prices()[row.price].amount * row.quantity;
    bool complete = random_.Chance(0.5);
    if (complete) {
        row.status = SessionStatus::kComplete;
        row.outcome = ChargeAlone(store_, row.customer, row.guest, row.amount, row.currency, at);
    }
    uint32_t session = store_.Add(row);
    if (!complete) return deadlines_.push({at + kDaySeconds, Due::kExpiry, session});
    Note(EventType::kChargeSucceeded, Kind::kCharge, row.outcome, at);
    Note(EventType::kSessionCompleted, Kind::kSession, session, at);
}

void Life::Delete(uint32_t at) {
    uint32_t customer = SomeCustomer();
    if (customer == kNone) return;
    uint32_t n = store_.customers.rows[customer].subscriptions;
    std::vector<uint32_t> ending;
    for (; n != kNone; n = store_.subscriptions.rows[n].next)
        if (store_.subscriptions.rows[n].status != SubscriptionStatus::kCanceled) ending.push_back(n);
    DeleteCustomer(store_, customer, at);
    for (uint32_t subscription : ending) Note(EventType::kSubscriptionDeleted, Kind::kSubscription, subscription, at);
    Note(EventType::kCustomerDeleted, Kind::kCustomer, customer, at);
}

}  // namespace daybook::sandbox
