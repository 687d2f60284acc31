// What the mirror keeps of Stripe's objects in rows that are computed with: the input of
// projection, of the timeline, and later of conditions. Bodies keep the rest.
//
// Columns of table `fact` and what they mean for each kind stand here and nowhere else. 0 or null:
// not there. `at` is created, `customer` the number of its Stripe customer; hashes are TieHash.
//
//   invoice          status OrderStatus or kNoOrderStatus; total (may be < 0); paid = received;
//                    back = voided_at; t1 finalized_at; t2 paid_at; t3 marked_uncollectible_at;
//                    name = hash of its name; lines Detail{id, status, coupon, discount,
//                    subscription, other_name, lines}
//   subscription     status SubscriptionStatus; total = period end, the smallest; paid = ended_at;
//                    back = canceled_at; t1 start_date; t2 trial_start; t3 trial_end;
//                    lines Detail{id, status, lines: its items}
//   session          status SessionStatus; total = amount_total; back = hash of recovered_from;
//                    t1 expires_at; t2 end of its recovery; pay = hash of its payment intent;
//                    name = hash of its name; lines Detail{id, status, email, url, business,
//                    other_name, quantity, lines: its line items}
//   charge           status ChargeStatus; total = amount_captured; paid = hash of its id;
//                    back = amount_refunded; parent = its invoice; pay = hash of its payment
//                    intent; name = hash of its name; lines Detail{id, email}
//   refund           status RefundStatus; total = amount; parent = its charge; pay = hash of its
//                    payment intent; name = hash of its id
//   credit_note      status NoteStatus; total = what it paid back; parent = its invoice;
//                    lines Detail{refs}
//   invoice_payment  status PaymentStatus; total = amount_paid; parent = its invoice;
//                    pay = hash of the payment intent or charge
//
// "received" is amount_paid, or amount_due where paid_out_of_band is true (before basil). "what it
// paid back" is what counts as refunded by stripe.md §4.1 (a), pre-payment notes and void ones
// included: status and flags tell them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stripe/resources.h"

namespace daybook::stripe {

struct Address {
    std::string line1, line2, city, state, postal_code, country;
    bool any() const {
        return !(line1.empty() && line2.empty() && city.empty() && state.empty() &&
                 postal_code.empty() && country.empty());
    }
    friend bool operator==(const Address&, const Address&) = default;
};

// Names, numbers and addresses of one object. For a customer all places; for an invoice, session or
// charge those it has. Empty is missing.
struct Contact {
    std::string email, name, individual_name, business_name, phone;
    Address address;
    std::string shipping_name, shipping_phone;
    Address shipping_address;
    friend bool operator==(const Contact&, const Contact&) = default;
};
std::string EncodeContact(const Contact& contact);
std::optional<Contact> DecodeContact(std::string_view bytes);

// The kinds' own statuses. The numbers are stored; a text that is not known (yet) is 0, and
// Detail.status keeps it. An invoice's are profiles::OrderStatus, and this for null:
inline constexpr int16_t kNoOrderStatus = 8;
enum class SubscriptionStatus : int16_t {
    kUnknown = 0,
    kIncomplete = 1,
    kIncompleteExpired = 2,
    kTrialing = 3,
    kActive = 4,
    kPastDue = 5,
    kUnpaid = 6,
    kCanceled = 7,
    kPaused = 8,
};
enum class SessionStatus : int16_t { kUnknown = 0, kOpen = 1, kComplete = 2, kExpired = 3 };
enum class ChargeStatus : int16_t { kUnknown = 0, kSucceeded = 1, kPending = 2, kFailed = 3 };
enum class RefundStatus : int16_t {
    kUnknown = 0,
    kPending = 1,
    kRequiresAction = 2,
    kSucceeded = 3,
    kFailed = 4,
    kCanceled = 5,
};
enum class NoteStatus : int16_t { kUnknown = 0, kIssued = 1, kVoid = 2 };
enum class PaymentStatus : int16_t { kUnknown = 0, kOpen = 1, kPaid = 2, kCanceled = 3 };
std::string_view SubscriptionStatusName(SubscriptionStatus status);
// Deleting a customer ends its subscriptions; who is read longer after an end than this was not deleted then.
inline constexpr int64_t kDeletionSeconds = 60;
// Two moments that are further apart are not one deed.
inline constexpr int64_t kAtOnce = 60 * 60;

// Flags of every kind that can hold a contact (invoice, session, charge): what its body has to
// offer.
inline constexpr int64_t kFlagHasName = 1 << 0;    // column `name` is the hash of the first
inline constexpr int64_t kFlagOtherName = 1 << 1;  // a second place holds another: Detail.other_name
inline constexpr int64_t kFlagHasPhone = 1 << 2;
inline constexpr int64_t kFlagHasAddress = 1 << 3;
// Of an invoice. Bits 8–10 are its OrderKind, bits 16–31 its attempt_count.
inline constexpr int64_t kFlagOrder = 1 << 4;  // total > 0 or subtotal > 0: it is in O
// Of a subscription.
inline constexpr int64_t kFlagPauseCollection = 1 << 4;
inline constexpr int64_t kFlagCancelAtPeriodEnd = 1 << 5;
inline constexpr int64_t kFlagCancelReason =
    1 << 6;  // cancellation_details say more than that it was requested
// Of a session.
inline constexpr int64_t kFlagSetup = 1 << 4;     // mode = setup: no cart
inline constexpr int64_t kFlagOptOut = 1 << 5;    // consent.promotions = opt_out
inline constexpr int64_t kFlagRecovers = 1 << 6;  // recovered_from is set
inline constexpr int64_t kFlagHasEmail = 1 << 7;  // it carries a valid address of its own
// Of a charge.
inline constexpr int64_t kFlagCaptured = 1 << 4;
inline constexpr int64_t kFlagTieKnown =
    1 << 5;  // it has a member `invoice` (before basil): null means none
inline constexpr int64_t kFlagTied =
    1 << 6;  // that member, or an invoice payment, names one: `parent`, whether or not it is known here
// Of a session or charge without customer: it carries an e-mail, so it is that profile's; and it
// makes that e-mail a guest's (a checkout that is no setup, a payment that succeeded).
inline constexpr int64_t kFlagCarriesEmail = 1 << 13;
inline constexpr int64_t kFlagGuest = 1 << 12;
// Of a credit note.
inline constexpr int64_t kFlagPrePayment = 1 << 4;

// What kind of order an invoice is (stripe.md §4.1). The numbers are stored.
enum class OrderKind : int16_t {
    kOneTime = 0,
    kSubscriptionFirst = 1,
    kRenewal = 2,
    kSubscriptionChange = 3
};
std::string_view OrderKindName(OrderKind kind);
constexpr OrderKind OrderKindOf(int64_t flags) { return static_cast<OrderKind>(flags >> 8 & 7); }
constexpr int64_t FlagsOf(OrderKind kind) { return static_cast<int64_t>(kind) << 8; }
constexpr int64_t AttemptsOf(int64_t flags) { return flags >> 16 & 0xffff; }
// `attempts` beyond 65,535 count as that.
int64_t AttemptFlags(int64_t attempts);

// The stored 64-bit hash that stands for an id or a folded name; 0 for an empty text and only for
// it.
int64_t TieHash(std::string_view text);

// One line of an invoice that counts, or one item of a subscription. Lines that are a proration, or
// have an amount
// <= 0 or a quantity of 0, are left out when decoding.
struct Line {
    std::string product;  // id; or the description where there is no product
    bool by_description = false;
    int64_t quantity = 0;      // 0 with no_quantity
    bool no_quantity = false;  // null in Stripe
    bool metered = false;      // its embedded price says so (before basil; a subscription's always)
    std::string price;         // id
    int64_t item = 0;          // TieHash of the subscription item's id
    std::string name;          // the description, cut; for people
    friend bool operator==(const Line&, const Line&) = default;
};

// Column `lines`: what is not a number. A kind uses what it needs; the rest is empty and costs
// nothing.
struct Detail {
    std::string id;            // Stripe's: equal moments are ordered by it
    std::string email;         // of a guest: trimmed, case kept
    std::string url;           // of a session that can still be completed
    std::string coupon;        // of an invoice: the first of its discounts'; empty: none, or its discounts are only ids
    int64_t discount = 0;      // of an invoice: Σ total_discount_amounts
    int64_t business = 0;      // of a session: TieHash of the folded business name
    int64_t subscription = 0;  // of an invoice: TieHash of its subscription's id
    int64_t other_name = 0;    // of what holds a contact: hash of the first name that differs from its first
    std::string status;        // of an invoice, subscription or session: as Stripe says it, where it has no number
    std::optional<int64_t>
        quantity;               // of a session: Σ quantity of its line items, where they are known
    std::vector<int64_t> refs;  // of a credit note: TieHash of the refunds it names
    std::vector<Line> lines;
    friend bool operator==(const Detail&, const Detail&) = default;
};
std::string EncodeDetail(const Detail& detail);
// Nothing where the bytes are not whole.
std::optional<Detail> DecodeDetail(std::string_view bytes);

// A row of table `fact`. `object` numbers are the mirror's; 0 means none.
struct Fact {
    int64_t at = 0;  // the object's created, unix seconds
    int64_t object = 0;
    Kind kind = Kind::kUnknown;
    int16_t status = 0;    // the kind's own enumeration
    int64_t flags = 0;     // kFlag… of the kind
    int64_t customer = 0;  // object number of its Stripe customer
    std::string currency;
    int64_t total = 0, paid = 0, back = 0;
    std::optional<int64_t> t1, t2, t3;  // unix seconds
    int64_t parent = 0;                 // object number of its invoice or charge
    int64_t pay = 0;                    // hash that ties payments together
    int64_t name = 0;                   // hash of the name it carries
    std::string lines;                  // EncodeDetail
    friend bool operator==(const Fact&, const Fact&) = default;
};

// Whether it is a checkout that is over, and the answer about e-mail given there was no.
bool OptedOut(const Fact& fact);
// When a subscription that is cancelled ended: unix seconds.
int64_t EndOfSubscription(const Fact& subscription);
// Whether it is cancelled and may have ended because its customer was deleted, which ends it at that moment and gives no
// reason: it has no reason of its own, and was not cancelled beforehand.
bool MayHaveEndedWithCustomer(const Fact& subscription);

// A row of table `customer`.
struct Customer {
    int64_t object = 0;
    std::string id;
    int64_t created = 0;
    bool deleted = false;
    std::string currency;
    Contact contact;
    int64_t refused = 0;     // microseconds: when its metadata were last seen to begin to say that they want no e-mail; 0: never
    std::string refused_by;  // what they said: "newsletter = no"
    int64_t seen_at = 0;     // of a deleted one: unix seconds of the last read that showed it; 0: not known
};

// What ties a charge that has no payment intent to the invoice payments that name it.
std::string TieOfCharge(std::string_view id);
// The id in it; empty for a payment intent's.
std::string_view ChargeOfTie(std::string_view tie);

// One object as it came from Stripe, decoded: pure, before numbers and owners are known.
struct Decoded {
    Kind kind = Kind::kUnknown;
    std::string id;
    int64_t created = 0;
    bool deleted = false;     // a stub of a deleted customer, or known to be gone (404)
    bool test_clock = false;  // ignored before a number is given
    bool livemode = false;
    std::string customer_id;  // empty: none
    std::string payment_intent;  // of a charge; empty: none
    std::string tie;  // what ties charges, refunds and invoice payments: a payment intent's id, or TieOfCharge; empty: none
    std::string parent_id;    // invoice of a credit note, invoice payment or charge; charge of a
                              // refund, or its `tie` where nothing else tells whose it is; empty: none
    std::string guest_email;  // normalised; of a session or charge without customer
    Contact contact;          // of a customer
    std::string currency;     // of a customer
    std::vector<std::pair<std::string, std::string>> metadata;  // of a customer, as they come: keys and values
    std::string number;       // of an invoice, as its customer sees it; empty: none yet
    Fact fact;                // object, customer and parent are filled by the mirror
    bool more_lines = false;  // the object embeds only a part: read its sub-list, then decode again
    std::optional<bool> metered;             // of a price
    std::vector<std::string> items_metered;  // prices that a subscription's items say are metered
    uint64_t digest = 0;                     // of the body, but for addresses that are signed anew each time; 0 is never used
    std::string body;                        // the object's JSON, whole, as received
};

}  // namespace daybook::stripe
