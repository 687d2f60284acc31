// The shop's objects as Stripe's JSON, in both API shapes.
//
// objects.cc and its neighbours write what both shapes have; objects_acacia.cc and objects_endive.cc what only one has
// (stripe.md §3.2). Every object validates against tests/data/stripe/schema.
#pragma once

#include <cstdint>
#include <string>

#include "sandbox/store.h"

namespace daybook::sandbox {

enum class Era : uint8_t { kAcacia, kEndive };

struct View {
    const Store& store;
    Mode mode;
    Era era;
    uint64_t answer = 0;  // another one for each answer: Stripe signs the addresses of documents anew whenever it shows them
};

// Whether GET of the single object gives the stub of a deleted one.
bool IsDeleted(const Store& store, Kind kind, uint64_t number);

// Appends the whole object. Precondition: it exists.
void AppendObject(std::string& out, const View& view, Kind kind, uint64_t number);
// {"id":…,"object":"customer","deleted":true}
void AppendDeletedCustomer(std::string& out, std::string_view id);

// ---- what the shapes share ----

void AppendCustomer(std::string& out, const View& view, uint32_t number);
void AppendInvoice(std::string& out, const View& view, uint32_t number);
void AppendLine(std::string& out, const View& view, uint32_t invoice, uint32_t place);
void AppendSubscription(std::string& out, const View& view, uint32_t number);
void AppendSubscriptionItem(std::string& out, const View& view, uint32_t subscription, uint32_t place);
void AppendCharge(std::string& out, const View& view, uint32_t number);
void AppendRefund(std::string& out, const View& view, uint32_t number);
void AppendCreditNote(std::string& out, const View& view, uint32_t number);
void AppendSession(std::string& out, const View& view, uint32_t number);
void AppendSessionItem(std::string& out, const View& view, uint32_t session, uint32_t place);
void AppendInvoicePayment(std::string& out, const View& view, uint32_t number);
void AppendCoupon(std::string& out, const View& view, uint32_t number);
void AppendPromotionCode(std::string& out, const View& view, uint32_t number);
void AppendProduct(std::string& out, const View& view, uint32_t number);
void AppendPrice(std::string& out, const View& view, uint32_t number);
void AppendPlan(std::string& out, const View& view, uint32_t number);
// The discount a coupon makes on a customer, a subscription or an invoice.
void AppendDiscount(std::string& out, const View& view, uint8_t coupon, Kind target, uint32_t number);
// "di_…" of the same.
std::string DiscountId(const View& view, Kind target, uint32_t number);
void AppendAddress(std::string& out, const Address& address);

inline std::string_view Live(const View& view) {
    return view.mode == Mode::kLive ? "\"livemode\":true" : "\"livemode\":false";
}
inline Id IdOf(const View& view, Kind kind, uint64_t number) { return view.store.IdOf(kind, number, view.mode); }
// Empty for kNone.
Id MaybeId(const View& view, Kind kind, uint32_t number);

// How many lines and items are embedded (stripe.md §2.4).
inline constexpr uint32_t kEmbeddedLines = 10;
inline constexpr uint32_t kEmbeddedItems = 20;

// ---- the members that only one shape has; each begins with a comma ----

namespace acacia {
void CustomerRest(std::string& out, const View& view, uint32_t number);
void InvoiceRest(std::string& out, const View& view, uint32_t number);
void LineRest(std::string& out, const View& view, uint32_t invoice, uint32_t place, const Line& line);
void SubscriptionRest(std::string& out, const View& view, uint32_t number);
void CreditNoteRest(std::string& out, const View& view, uint32_t number);
}  // namespace acacia

namespace endive {
void CustomerRest(std::string& out, const View& view, uint32_t number);
void InvoiceRest(std::string& out, const View& view, uint32_t number);
void LineRest(std::string& out, const View& view, uint32_t invoice, uint32_t place, const Line& line);
void SubscriptionRest(std::string& out, const View& view, uint32_t number);
void CreditNoteRest(std::string& out, const View& view, uint32_t number);
}  // namespace endive

}  // namespace daybook::sandbox
