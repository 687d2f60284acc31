#include "sandbox/deeds.h"

#include "base/assert.h"

namespace daybook::sandbox {
namespace {

uint32_t AddCharge(Store& store, uint32_t invoice, int64_t amount, ChargeStatus status, uint32_t at) {
    const InvoiceRow& row = store.invoices.rows[invoice];
    ChargeRow charge;
    charge.created = at;
    charge.customer = row.customer;
    charge.invoice = invoice;
    charge.amount = amount;
    charge.currency = row.currency;
    charge.status = status;
    return store.Add(charge);
}

void AddPayment(Store& store, uint32_t invoice, uint32_t charge, int64_t amount, PaymentStatus status, uint32_t at) {
    InvoicePaymentRow payment;
    payment.created = at;
    payment.invoice = invoice;
    payment.charge = charge;
    payment.amount = amount;
    payment.status = status;
    payment.next = store.invoices.rows[invoice].payment;
    store.invoices.rows[invoice].payment = store.Add(payment);
}

}  // namespace

uint32_t PeriodEnd(const Store& store, uint16_t price, uint32_t start) {
    return PeriodEndOf(store.catalogue.prices()[price], start);
}

uint32_t DraftInvoice(Store& store, const InvoiceWish& wish, uint32_t at) {
    ASSERT(wish.customer != kNone && wish.lines >= 1);
    InvoiceRow row;
    row.created = at;
    row.customer = wish.customer;
    row.subscription = wish.subscription;
    row.price = wish.price;
    row.quantity = wish.quantity;
    row.lines = wish.lines;
    row.coupon = wish.coupon;
    row.reason = wish.reason;
    row.flags = wish.flags;
    row.currency = store.catalogue.prices()[wish.price].currency;
    store.Total(row, static_cast<uint32_t>(store.invoices.rows.size()));
    row.credit = static_cast<int32_t>(Rounded(std::min<int64_t>(wish.credit, std::max<int64_t>(0, row.total)), row.currency));
    uint32_t invoice = store.Add(row);
    if (wish.subscription != kNone) store.subscriptions.rows[wish.subscription].latest_invoice = invoice;
    return invoice;
}

void FinalizeInvoice(Store& store, uint32_t invoice, uint32_t at) {
    InvoiceRow& row = store.invoices.rows[invoice];
    ASSERT(row.status == InvoiceStatus::kDraft);
    row.status = InvoiceStatus::kOpen;
    row.finalized = at;
    row.turns = store.customers.rows[row.customer].turns;
}

void PayInvoice(Store& store, uint32_t invoice, uint32_t at) {
    int64_t due = store.AmountDue(store.invoices.rows[invoice]) - store.invoices.rows[invoice].paid;
    if (due > 0) {
        uint32_t charge = AddCharge(store, invoice, due, ChargeStatus::kSucceeded, at);
        store.invoices.rows[invoice].charge = charge;
        AddPayment(store, invoice, charge, due, PaymentStatus::kPaid, at);
    }
    InvoiceRow& row = store.invoices.rows[invoice];
    row.paid += due;
    row.flags |= kAttempted;
    row.status = InvoiceStatus::kPaid;
    row.ended = at;
}

void PayPart(Store& store, uint32_t invoice, int64_t amount, uint32_t at) {
    uint32_t charge = AddCharge(store, invoice, amount, ChargeStatus::kSucceeded, at);
    AddPayment(store, invoice, charge, amount, PaymentStatus::kPaid, at);
    InvoiceRow& row = store.invoices.rows[invoice];
    row.charge = charge;
    row.paid += amount;
    row.flags |= kAttempted;
}

void PayOutOfBand(Store& store, uint32_t invoice, uint32_t at) {
    InvoiceRow& row = store.invoices.rows[invoice];
    row.paid = store.AmountDue(row);
    row.flags |= kOutOfBand;
    row.status = InvoiceStatus::kPaid;
    row.ended = at;
}

void FailInvoice(Store& store, uint32_t invoice, uint32_t at) {
    int64_t due = store.AmountDue(store.invoices.rows[invoice]);
    if (due > 0) {
        uint32_t charge = AddCharge(store, invoice, due, ChargeStatus::kFailed, at);
        store.invoices.rows[invoice].charge = charge;
        AddPayment(store, invoice, charge, due, PaymentStatus::kOpen, at);
    }
    store.invoices.rows[invoice].flags |= kAttempted;
}

void EndInvoice(Store& store, uint32_t invoice, InvoiceStatus status, uint32_t at) {
    InvoiceRow& row = store.invoices.rows[invoice];
    ASSERT(status == InvoiceStatus::kVoid || status == InvoiceStatus::kUncollectible);
    row.status = status;
    row.ended = at;
}

uint32_t ChargeAlone(Store& store, uint32_t customer, uint32_t guest, int64_t amount, uint8_t currency, uint32_t at) {
    ChargeRow row;
    row.created = at;
    row.customer = customer;
    row.guest = guest;
    row.amount = amount;
    row.currency = currency;
    return store.Add(row);
}

uint32_t RefundCharge(Store& store, uint32_t charge, int64_t amount, RefundStatus status, uint32_t at) {
    RefundRow row;
    row.created = at;
    row.charge = charge;
    row.amount = amount;
    row.status = status;
    if (status == RefundStatus::kSucceeded || status == RefundStatus::kPending)
        store.charges.rows[charge].refunded += amount;
    ASSERT(store.charges.rows[charge].refunded <= store.charges.rows[charge].amount);
    row.next = store.charges.rows[charge].refund;
    uint32_t refund = store.Add(row);
    store.charges.rows[charge].refund = refund;
    return refund;
}

uint32_t CreditInvoice(Store& store, uint32_t invoice, int64_t amount, NoteType type, uint32_t at) {
    CreditNoteRow row;
    row.created = at;
    row.invoice = invoice;
    row.amount = amount;
    row.type = type;
    if (type == NoteType::kRefund) {
        uint32_t charge = store.invoices.rows[invoice].charge;
        ASSERT(charge != kNone);
        row.refund = RefundCharge(store, charge, amount, RefundStatus::kSucceeded, at);
    }
    row.next = store.invoices.rows[invoice].note;
    uint32_t note = store.Add(row);
    store.invoices.rows[invoice].note = note;
    return note;
}

uint32_t RenewSubscription(Store& store, uint32_t subscription, uint32_t at) {
    SubscriptionRow& row = store.subscriptions.rows[subscription];
    row.period_start = row.period_end;
    row.period_end = PeriodEnd(store, row.price, row.period_start);
    row.status = SubscriptionStatus::kActive;
    InvoiceWish wish;
    wish.customer = row.customer;
    wish.subscription = subscription;
    wish.price = row.price;
    wish.quantity = row.quantity;
    wish.lines = row.items;
    wish.coupon = row.coupon;
    wish.reason = Reason::kCycle;
    if (row.flags & kClockSubscription) wish.flags |= kClockInvoice;
    return DraftInvoice(store, wish, at);
}

void CancelSubscription(Store& store, uint32_t subscription, uint32_t at) {
    SubscriptionRow& row = store.subscriptions.rows[subscription];
    row.status = SubscriptionStatus::kCanceled;
    if (row.canceled_at == 0) row.canceled_at = at;
    row.ended_at = at;
}

void DeleteCustomer(Store& store, uint32_t customer, uint32_t at) {
    store.customers.rows[customer].flags |= kDeleted;
    uint32_t n = store.customers.rows[customer].subscriptions;
    for (; n != kNone; n = store.subscriptions.rows[n].next)
        if (store.subscriptions.rows[n].status != SubscriptionStatus::kCanceled) CancelSubscription(store, n, at);
}

}  // namespace daybook::sandbox
