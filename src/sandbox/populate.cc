#include "sandbox/populate.h"

#include <cmath>

#include "base/random.h"
#include "sandbox/deeds.h"

namespace daybook::sandbox {
namespace {

constexpr uint32_t kDaySeconds = 86400;
constexpr uint32_t kHourSeconds = 3600;
constexpr uint32_t kHistoryDays = 3 * 365;

// One customer's life up to the shop's birth. Its dice depend on (seed, number) only.
class Biography {
  public:
    Biography(Store& store, uint32_t number, const Population& population)
        : store_(store), number_(number), population_(population), random_(Mix(store.people.seed() ^ 0xb10, number)),
          end_(static_cast<uint32_t>(store.birth)) {}

    void Live() {
        SignUp();
        Orders();
        if (random_.Chance(0.28)) Subscribe();
        if (random_.Chance(0.02)) Subscribe();
        if (random_.Chance(0.14)) OneOff();
        if (random_.Chance(0.15)) Cart(Row().currency, number_, kNone);
        if (random_.Chance(0.12)) Guest();
    }

  private:
    CustomerRow& Row() { return store_.customers.rows[number_]; }
    uint32_t Later(uint32_t from) {
        if (from + 60 >= end_) return end_ - 1;
        return from + static_cast<uint32_t>(random_.Below(end_ - from));
    }
    // Up to `within` seconds after, sooner where the end comes before that.
    uint32_t Soon(uint32_t at, uint32_t within) {
        const uint32_t left = end_ - std::min(end_, at);
        return std::min(end_, at + 1 + static_cast<uint32_t>(random_.Below(std::clamp(left, 1U, within))));
    }
    void Flag(double chance, uint16_t flag) {
        if (random_.Chance(chance)) Row().flags |= flag;
    }

    void SignUp() {
        CustomerRow row;
        // Growing shop: more people lately.
        double age = std::pow(random_.Unit(), 1.6);
        row.created = end_ - 60 - static_cast<uint32_t>(age * kHistoryDays * kDaySeconds);
        row.country = static_cast<uint8_t>(random_.Below(kCountryCount));
        row.currency = People::CurrencyOf(row.country);
        store_.Add(row);
        Flag(0.02, kDeleted);
        Flag(0.03, kNoEmail);
        Flag(0.06, kNoName);
        Flag(0.45, kNoPhone);
        Flag(0.35, kNoAddress);
        Flag(0.10, kHasShipping);
        Flag(0.03, kBusiness);
        Flag(0.02, kOddEmail);
        Flag(0.004, kOnClock);
        if (number_ > 0 && random_.Chance(0.025)) Row().email_of = static_cast<uint32_t>(random_.Below(number_));
        if (random_.Chance(0.01)) Row().balance = -static_cast<int32_t>(random_.Below(5000));
        if (random_.Chance(0.01)) Row().coupon = static_cast<uint8_t>(random_.Below(6));
        if (number_ == 0) Row().flags = 0;
    }

    uint32_t OrderCount() {
        if (number_ == 0 && population_.whale_invoices > 0) return population_.whale_invoices;
        if (random_.Chance(0.76)) return 0;
        // A long tail: P(more than n) falls as n^-1.5, cut at 300.
        double tail = std::pow(1.0 - random_.Unit(), -1.0 / 1.5);
        return static_cast<uint32_t>(std::min(tail, 300.0));
    }

    InvoiceWish Order() {
        InvoiceWish wish;
        wish.customer = number_;
        uint8_t currency = random_.Chance(0.02) ? static_cast<uint8_t>(random_.Below(kCurrencyCount)) : Row().currency;
        wish.price = store_.catalogue.Good(currency, random_.Next());
        wish.quantity = static_cast<uint16_t>(random_.Chance(0.7) ? 1 : 1 + random_.Below(6));
        wish.lines = static_cast<uint16_t>(random_.Chance(0.65) ? 1 : 1 + random_.Below(4));
        if (random_.Chance(0.02)) wish.lines = static_cast<uint16_t>(11 + random_.Below(random_.Chance(0.05) ? 240 : 9));
        if (random_.Chance(0.08)) wish.coupon = static_cast<uint8_t>(random_.Below(Catalogue::Coupons().size()));
        if (random_.Chance(0.01)) wish.credit = static_cast<int32_t>(random_.Below(20000));
        if (Row().flags & kOnClock) wish.flags |= kClockInvoice;
        return wish;
    }

    void Orders() {
        uint32_t count = OrderCount();
        for (uint32_t i = 0; i < count; ++i) {
            uint32_t at = Later(Row().created);
            uint32_t invoice = DraftInvoice(store_, Order(), at);
            bool whale = number_ == 0 && population_.whale_invoices > 0;
            Fate(invoice, at, whale ? 0.5 : random_.Unit());
        }
    }

    // What becomes of a draft.
    void Fate(uint32_t invoice, uint32_t at, double dice) {
        if (dice < 0.02) return;
        FinalizeInvoice(store_, invoice, Soon(at, kHourSeconds));
        uint32_t when = Soon(at, 2 * kHourSeconds);
        int64_t due = store_.AmountDue(store_.invoices.rows[invoice]);
        if (dice < 0.05) return FailInvoice(store_, invoice, when);
        if (dice < 0.06 && due > 100) return PayPart(store_, invoice, due / 20 * 10, when);
        if (dice < 0.08) return EndInvoice(store_, invoice, InvoiceStatus::kVoid, when);
        if (dice < 0.09) return EndInvoice(store_, invoice, InvoiceStatus::kUncollectible, Soon(when, 30 * kDaySeconds));
        if (dice < 0.11) return PayOutOfBand(store_, invoice, when);
        if (dice < 0.115 && due > 100) CreditInvoice(store_, invoice, due / 20 * 10, NoteType::kPrePayment, when);
        PayInvoice(store_, invoice, when);
        if (dice > 0.955) Regret(invoice, when);
    }

    // A credit note over, or a refund of, a paid invoice.
    void Regret(uint32_t invoice, uint32_t paid_at) {
        const InvoiceRow& row = store_.invoices.rows[invoice];
        if (row.charge == kNone || row.paid < 100) return;
        int64_t whole = row.paid;
        int64_t amount = random_.Chance(0.5) ? whole : whole / 20 * 10;
        uint32_t charge = row.charge;
        uint32_t when = Soon(paid_at, 20 * kDaySeconds);
        switch (random_.Below(7)) {
            case 0:
            case 1: CreditInvoice(store_, invoice, amount, NoteType::kRefund, when); break;
            case 2: CreditInvoice(store_, invoice, amount, NoteType::kBalance, when); break;
            case 3: CreditInvoice(store_, invoice, amount, NoteType::kOutOfBand, when); break;
            case 4: {
                uint32_t note = CreditInvoice(store_, invoice, amount, NoteType::kBalance, when);
                store_.credit_notes.rows[note].voided = 1;
                break;
            }
            default: RefundCharge(store_, charge, amount, RefundFate(), when);
        }
    }

    RefundStatus RefundFate() {
        if (random_.Chance(0.9)) return RefundStatus::kSucceeded;
        return static_cast<RefundStatus>(random_.Below(5));
    }

    void OneOff() {
        uint32_t at = Later(Row().created);
        int64_t amount = store_.catalogue.prices()[store_.catalogue.Good(Row().currency, random_.Next())].amount;
        uint32_t charge = ChargeAlone(store_, number_, kNone, amount, Row().currency, at);
        if (random_.Chance(0.05)) store_.charges.rows[charge].status = ChargeStatus::kFailed;
        else if (random_.Chance(0.03)) store_.charges.rows[charge].flags |= kUncaptured;
        else if (random_.Chance(0.06)) RefundCharge(store_, charge, amount, RefundFate(), Soon(at, 9 * kDaySeconds));
    }

    void Subscribe();
    void Renewals(uint32_t subscription);
    void Settle(uint32_t subscription);
    uint32_t Trial(uint32_t subscription);
    void ChangePlan(uint32_t subscription);
    uint32_t Cart(uint8_t currency, uint32_t customer, uint32_t guest);
    void Recover(uint32_t expired);
    void Guest();

    Store& store_;
    uint32_t number_;
    const Population& population_;
    Random random_;
    uint32_t end_;
};

void Biography::Subscribe() {
    SubscriptionRow row;
    row.created = Later(Row().created);
    row.customer = number_;
    row.currency = Row().currency;
    Interval interval = random_.Chance(0.2) ? Interval::kYear : Interval::kMonth;
    row.price = store_.catalogue.Plan(row.currency, interval, random_.Next());
    if (random_.Chance(0.05)) row.price = store_.catalogue.Metered(row.currency, random_.Next());
    row.quantity = static_cast<uint16_t>(random_.Chance(0.85) ? 1 : 1 + random_.Below(20));
    row.items = static_cast<uint8_t>(random_.Chance(0.85) ? 1 : 2 + random_.Below(3));
    if (random_.Chance(0.005)) row.items = static_cast<uint8_t>(21 + random_.Below(10));
    if (random_.Chance(0.06)) row.coupon = static_cast<uint8_t>(random_.Below(6));
    if (Row().flags & kOnClock) row.flags |= kClockSubscription;
    row.period_start = row.created;
    row.period_end = PeriodEnd(store_, row.price, row.created);
    uint32_t subscription = store_.Add(row);
    if (random_.Chance(0.3)) Trial(subscription);
    else Renewals(subscription);
    Settle(subscription);
}

uint32_t Biography::Trial(uint32_t subscription) {
    SubscriptionRow& row = store_.subscriptions.rows[subscription];
    row.trial_end = row.created + 14 * kDaySeconds;
    row.period_end = row.trial_end;
    row.status = SubscriptionStatus::kTrialing;
    InvoiceWish wish{.customer = number_, .subscription = subscription, .price = row.price, .quantity = row.quantity,
                     .lines = row.items, .reason = Reason::kCreate, .flags = kTrialInvoice};
    if (row.flags & kClockSubscription) wish.flags |= kClockInvoice;
    uint32_t invoice = DraftInvoice(store_, wish, row.created);
    FinalizeInvoice(store_, invoice, row.created);
    PayInvoice(store_, invoice, row.created);
    if (row.trial_end < end_ && random_.Chance(0.7)) Renewals(subscription);
    return invoice;
}

void Biography::Renewals(uint32_t subscription) {
    SubscriptionRow& row = store_.subscriptions.rows[subscription];
    if (row.trial_end == 0) {
        row.period_end = row.created;  // The first invoice is a renewal of nothing.
    }
    // A month or two of history is enough for most: nine in ten subscriptions are young.
    int most = random_.Chance(0.9) ? 2 : 30;
    while (most-- > 0 && store_.subscriptions.rows[subscription].period_end < end_) {
        uint32_t at = store_.subscriptions.rows[subscription].period_end;
        uint32_t invoice = RenewSubscription(store_, subscription, at);
        if (at == row.created) store_.invoices.rows[invoice].reason = Reason::kCreate;
        Fate(invoice, at, 0.03 + 0.97 * random_.Unit());
    }
    if (random_.Chance(0.03)) ChangePlan(subscription);
}

// A prorated invoice of two lines; where the new plan is cheaper its total is negative and goes to the balance.
void Biography::ChangePlan(uint32_t subscription) {
    const SubscriptionRow& row = store_.subscriptions.rows[subscription];
    InvoiceWish wish{.customer = number_, .subscription = subscription, .price = row.price, .quantity = row.quantity,
                     .lines = 2, .reason = Reason::kUpdate};
    uint32_t at = Later(row.created);
    uint32_t invoice = DraftInvoice(store_, wish, at);
    FinalizeInvoice(store_, invoice, at);
    PayInvoice(store_, invoice, at);
}

// The state it is in today.
void Biography::Settle(uint32_t subscription) {
    SubscriptionRow& row = store_.subscriptions.rows[subscription];
    bool over = row.period_end <= end_;
    double dice = random_.Unit();
    if ((Row().flags & kDeleted) || over) {
        bool ran_out = row.status == SubscriptionStatus::kTrialing && dice < 0.5 && !(Row().flags & kDeleted);
        if (ran_out) row.status = SubscriptionStatus::kPaused;
        else CancelSubscription(store_, subscription, std::min(end_, row.period_end));
        return;
    }
    if (row.status == SubscriptionStatus::kTrialing) {
        if (dice < 0.1) row.flags |= kAtPeriodEnd, row.canceled_at = Soon(row.created, kDaySeconds);
        return;
    }
    if (dice < 0.05) row.status = SubscriptionStatus::kPastDue, Row().flags |= kDelinquent;
    else if (dice < 0.08) row.status = SubscriptionStatus::kUnpaid, Row().flags |= kDelinquent;
    else if (dice < 0.10) row.status = SubscriptionStatus::kIncomplete;
    else if (dice < 0.12) row.status = SubscriptionStatus::kIncompleteExpired, row.ended_at = Soon(row.created, 82800);
    else if (dice < 0.14) row.status = SubscriptionStatus::kPaused;
    else if (dice < 0.22) CancelSubscription(store_, subscription, Later(row.created));
    else if (dice < 0.28) row.flags |= kAtPeriodEnd, row.canceled_at = Later(row.created);
    else if (dice < 0.33) row.pause = static_cast<Pause>(1 + random_.Below(3));
    if (row.pause != Pause::kNo && random_.Chance(0.5)) row.resumes_at = end_ + 20 * kDaySeconds;
}

uint32_t Biography::Cart(uint8_t currency, uint32_t customer, uint32_t guest) {
    SessionRow row;
    row.created = Later(customer == kNone ? end_ - kHistoryDays / 3 * kDaySeconds : Row().created);
    row.customer = customer;
    row.guest = guest;
    row.currency = currency;
    row.price = store_.catalogue.Good(currency, random_.Next());
    row.quantity = static_cast<uint16_t>(1 + random_.Below(3));
    row.consent = static_cast<Consent>(random_.Below(4));
    if (random_.Chance(0.3)) row.items = static_cast<uint8_t>(std::min(13.0, 2 - 2 * std::log(1 - random_.Unit())));   // one in 300 has more than ten
    if (random_.Chance(0.5)) row.flags |= kRecovery;
    if (guest != kNone && random_.Chance(0.2)) row.flags |= kPrefilled;
    if (random_.Chance(0.03)) row.mode = SessionMode::kSetup;
    if (customer == kNone && random_.Chance(0.1)) row.flags |= kNoDetails;
    auto number = static_cast<uint32_t>(store_.sessions.rows.size());
    store_.Add(row);
    SessionRow& added = store_.sessions.rows[number];
    for (uint32_t i = 0; i < added.items; ++i) {
        Item item = store_.SessionItemOf(number, i);
        added.amount += store_.catalogue.prices()[item.price].amount * item.quantity;
    }
    bool open = added.created + kDaySeconds > end_;
    if (open && random_.Chance(0.7)) return number;
    added.status = random_.Chance(0.5) ? SessionStatus::kComplete : SessionStatus::kExpired;
    if (open && added.status == SessionStatus::kExpired) added.status = SessionStatus::kComplete;
    if (added.mode == SessionMode::kSetup) return number;
    if (added.status == SessionStatus::kExpired && (added.flags & kRecovery) && random_.Chance(0.2)) {
        Recover(number);
    } else if (added.status == SessionStatus::kComplete) {
        added.flags &= static_cast<uint8_t>(~kNoDetails);
        uint32_t at = Soon(added.created, kHourSeconds);
        added.outcome = ChargeAlone(store_, customer, guest, added.amount, currency, at);
    }
    return number;
}

// The recovery link was opened: a copy, completed.
void Biography::Recover(uint32_t expired) {
    SessionRow copy = store_.sessions.rows[expired];
    copy.created = Soon(copy.created + kDaySeconds, 3 * kDaySeconds);
    copy.recovered_from = expired;
    copy.status = SessionStatus::kComplete;
    copy.items = 1;
    copy.flags &= static_cast<uint8_t>(~kNoDetails);
    copy.amount = store_.catalogue.prices()[copy.price].amount * copy.quantity;
    copy.outcome = ChargeAlone(store_, copy.customer, copy.guest, copy.amount, copy.currency, copy.created);
    store_.Add(copy);
}

void Biography::Guest() {
    auto currency = static_cast<uint8_t>(random_.Below(kCurrencyCount));
    if (random_.Chance(0.6)) {
        Cart(currency, kNone, number_);
        return;
    }
    int64_t amount = store_.catalogue.prices()[store_.catalogue.Good(currency, random_.Next())].amount;
    ChargeAlone(store_, kNone, number_, amount, currency, Later(end_ - 200 * kDaySeconds));
}

}  // namespace

void Populate(Store& store, const Population& population) {
    store.customers.rows.reserve(population.customers);
    for (uint32_t number = 0; number < population.customers; ++number) Biography(store, number, population).Live();
    store.Arrange();
}

}  // namespace daybook::sandbox
