// The shop in memory: one small struct an object. Texts are not stored: they are made from (seed, number) when served.
//
// A row's number is its place in its table; it never changes. Rows of one customer are chained newest first by `next`,
// with the heads in the customer's row. Times are unix seconds, 0 = null; amounts are in the smallest unit.
#pragma once

#include <cstdint>

namespace daybook::sandbox {

inline constexpr uint32_t kNone = 0xffffffff;

// Everything that has an id of its own.
enum class Kind : uint8_t {
    kCustomer,
    kInvoice,
    kSubscription,
    kCharge,
    kRefund,
    kCreditNote,
    kSession,
    kInvoicePayment,
    kCoupon,
    kPromotionCode,
    kProduct,
    kPrice,
    kEvent,
    kLine,              // of an invoice: number = invoice << 12 | place
    kSubscriptionItem,  // number = subscription << 8 | place
    kSessionItem,       // number = session << 8 | place
    kPaymentIntent,     // number = its charge's
    kCreditNoteLine,    // number = its credit note's
    kBalanceTransaction,
};
inline constexpr int kKinds = 19;
// Kinds with a list of their own: the first so many.
inline constexpr int kListedKinds = 13;

// Customer flags.
enum : uint16_t {
    kDeleted = 1,
    kNoEmail = 2,
    kNoName = 4,
    kNoPhone = 8,
    kNoAddress = 16,
    kHasShipping = 32,
    kOnClock = 64,
    kDelinquent = 128,
    kBusiness = 256,
    kOddEmail = 512,  // upper case or white space around it
};

// How often a customer's texts changed: a new turn gives a new text.
struct Turns {
    uint8_t name = 0;
    uint8_t email = 0;
    uint8_t phone = 0;
    uint8_t address = 0;
};

struct CustomerRow {
    uint32_t created = 0;
    uint32_t email_of = kNone;  // another customer whose e-mail this one shares
    uint32_t invoices = kNone;
    uint32_t subscriptions = kNone;
    uint32_t charges = kNone;
    uint32_t sessions = kNone;
    int32_t balance = 0;
    uint16_t flags = 0;
    uint8_t currency = 0;
    uint8_t country = 0;
    Turns turns;
    uint8_t coupon = 255;  // of its discount
};

enum class InvoiceStatus : uint8_t { kDraft, kOpen, kPaid, kVoid, kUncollectible };
enum class Reason : uint8_t { kManual, kCreate, kCycle, kUpdate };

// Invoice flags.
enum : uint8_t { kOutOfBand = 1, kClockInvoice = 2, kAttempted = 4, kSendInvoice = 8, kTrialInvoice = 16 };

struct InvoiceRow {
    uint32_t created = 0;
    uint32_t customer = kNone;
    uint32_t next = kNone;
    uint32_t subscription = kNone;
    uint32_t charge = kNone;
    uint32_t payment = kNone;  // its newest invoice_payment
    uint32_t note = kNone;     // its newest credit note
    uint32_t finalized = 0;
    uint32_t ended = 0;  // when paid, voided or given up
    int32_t credit = 0;  // covered by the customer's balance
    int64_t subtotal = 0;
    int64_t total = 0;
    int64_t paid = 0;  // by payments of Stripe's, or out of band
    uint16_t lines = 1;
    uint16_t price = 0;  // of the first line
    uint16_t quantity = 1;
    Turns turns;  // the customer's at finalisation: what customer_* freezes
    uint8_t coupon = 255;
    InvoiceStatus status = InvoiceStatus::kDraft;
    Reason reason = Reason::kManual;
    uint8_t currency = 0;
    uint8_t flags = 0;
};

enum class SubscriptionStatus : uint8_t {
    kIncomplete, kIncompleteExpired, kTrialing, kActive, kPastDue, kUnpaid, kCanceled, kPaused,
};
enum class Pause : uint8_t { kNo, kKeepAsDraft, kMarkUncollectible, kVoid };

// Subscription flags.
enum : uint8_t { kAtPeriodEnd = 1, kClockSubscription = 2, kBySending = 4 };

struct SubscriptionRow {
    uint32_t created = 0;
    uint32_t customer = kNone;
    uint32_t next = kNone;
    uint32_t latest_invoice = kNone;
    uint32_t period_start = 0;
    uint32_t period_end = 0;
    uint32_t canceled_at = 0;
    uint32_t ended_at = 0;
    uint32_t trial_end = 0;
    uint32_t resumes_at = 0;
    uint16_t price = 0;
    uint16_t quantity = 1;
    uint8_t items = 1;
    uint8_t coupon = 255;
    uint8_t currency = 0;
    uint8_t flags = 0;
    SubscriptionStatus status = SubscriptionStatus::kActive;
    Pause pause = Pause::kNo;
};

enum class ChargeStatus : uint8_t { kSucceeded, kPending, kFailed };
enum : uint8_t { kUncaptured = 1, kDisputed = 2 };

struct ChargeRow {
    uint32_t created = 0;
    uint32_t customer = kNone;
    uint32_t guest = kNone;  // without a customer: a made-up person's number
    uint32_t next = kNone;
    uint32_t invoice = kNone;
    uint32_t refund = kNone;  // the newest
    int64_t amount = 0;
    int64_t refunded = 0;
    uint8_t currency = 0;
    ChargeStatus status = ChargeStatus::kSucceeded;
    uint8_t flags = 0;
};

enum class RefundStatus : uint8_t { kSucceeded, kPending, kFailed, kCanceled, kRequiresAction };

struct RefundRow {
    uint32_t created = 0;
    uint32_t charge = kNone;
    uint32_t next = kNone;  // an older one of the same charge
    int64_t amount = 0;
    RefundStatus status = RefundStatus::kSucceeded;
    uint8_t reason = 0;
};

enum class NoteType : uint8_t { kRefund, kBalance, kOutOfBand, kPrePayment };

struct CreditNoteRow {
    uint32_t created = 0;
    uint32_t invoice = kNone;
    uint32_t refund = kNone;
    uint32_t next = kNone;  // an older one of the same invoice
    int64_t amount = 0;
    NoteType type = NoteType::kRefund;
    uint8_t voided = 0;
};

enum class SessionStatus : uint8_t { kOpen, kComplete, kExpired };
enum class SessionMode : uint8_t { kPayment, kSubscription, kSetup };
enum class Consent : uint8_t { kNotAsked, kNoAnswer, kOptIn, kOptOut };
// Session flags.
enum : uint8_t { kRecovery = 1, kPrefilled = 2, kNoDetails = 4 };

struct SessionRow {
    uint32_t created = 0;
    uint32_t customer = kNone;
    uint32_t guest = kNone;
    uint32_t next = kNone;
    uint32_t recovered_from = kNone;
    uint32_t outcome = kNone;  // the charge (payment) or subscription it ended in
    int64_t amount = 0;
    uint16_t price = 0;
    uint16_t quantity = 1;
    uint8_t items = 1;
    uint8_t currency = 0;
    uint8_t flags = 0;
    SessionStatus status = SessionStatus::kOpen;
    SessionMode mode = SessionMode::kPayment;
    Consent consent = Consent::kNotAsked;
};

enum class PaymentStatus : uint8_t { kPaid, kOpen, kCanceled };

struct InvoicePaymentRow {
    uint32_t created = 0;
    uint32_t invoice = kNone;
    uint32_t charge = kNone;
    uint32_t next = kNone;  // an older one of the same invoice
    int64_t amount = 0;
    PaymentStatus status = PaymentStatus::kPaid;
};

}  // namespace daybook::sandbox
