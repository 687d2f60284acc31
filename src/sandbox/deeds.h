// What happens in a shop, as verbs on the store: the past (populate) and the present (life) are made of them.
//
// Each takes the second at which it happens and returns the number of the row it made. None draws a dice: the caller
// decides, so that the same calls make the same shop.
#pragma once

#include <cstdint>

#include "sandbox/store.h"

namespace daybook::sandbox {

// An invoice of one or more lines; totals are computed.
struct InvoiceWish {
    uint32_t customer = kNone;
    uint32_t subscription = kNone;
    uint16_t price = 0;
    uint16_t quantity = 1;
    uint16_t lines = 1;
    uint8_t coupon = 255;
    Reason reason = Reason::kManual;
    uint8_t flags = 0;
    int32_t credit = 0;
};
uint32_t DraftInvoice(Store& store, const InvoiceWish& wish, uint32_t at);
// Opens it for payment.
void FinalizeInvoice(Store& store, uint32_t invoice, uint32_t at);
// Charges what is due (no charge where nothing is) and marks it paid.
void PayInvoice(Store& store, uint32_t invoice, uint32_t at);
// A first part of what is due; it stays open.
void PayPart(Store& store, uint32_t invoice, int64_t amount, uint32_t at);
void PayOutOfBand(Store& store, uint32_t invoice, uint32_t at);
// A failed charge; it stays open.
void FailInvoice(Store& store, uint32_t invoice, uint32_t at);
void EndInvoice(Store& store, uint32_t invoice, InvoiceStatus status, uint32_t at);

// A charge without an invoice; customer or guest is kNone.
uint32_t ChargeAlone(Store& store, uint32_t customer, uint32_t guest, int64_t amount, uint8_t currency, uint32_t at);
// A refund of a charge; only succeeded and pending ones count in the charge.
uint32_t RefundCharge(Store& store, uint32_t charge, int64_t amount, RefundStatus status, uint32_t at);
// A credit note over a paid invoice; of type kRefund it refunds the charge too.
uint32_t CreditInvoice(Store& store, uint32_t invoice, int64_t amount, NoteType type, uint32_t at);

// The subscription's next period begins; its invoice is drafted.
uint32_t RenewSubscription(Store& store, uint32_t subscription, uint32_t at);
void CancelSubscription(Store& store, uint32_t subscription, uint32_t at);
// The customer and, at once, its subscriptions.
void DeleteCustomer(Store& store, uint32_t customer, uint32_t at);

// The end of a period of that price (an index) that begins at `start`.
uint32_t PeriodEnd(const Store& store, uint16_t price, uint32_t start);

}  // namespace daybook::sandbox
