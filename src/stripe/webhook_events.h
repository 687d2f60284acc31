// Which events to choose for the webhook endpoint in Stripe, for the settings page (stripe.md §5.3).
#pragma once

#include <array>
#include <string_view>

namespace daybook::stripe {

struct EventGroup {
    std::string_view permission;                 // of the key, as on Stripe's page; what the events are for
    bool needed;
    std::string_view events;                     // separated by blanks, as Stripe names them
};

// Never invoice.created: Stripe waits for its delivery before it finalises an invoice by itself, so that a receiver that
// is down would hold up the shop's billing. invoice.finalized, invoice.paid and the others say all that is needed.
inline constexpr std::string_view kNeverChosen = "invoice.created";
inline constexpr std::string_view kWhyNever =
    "Stripe waits until invoice.created was delivered before it finalises an invoice by itself: were Daybook down, your "
    "billing would be held up. Leave it out; invoice.finalized and invoice.paid say all that is needed.";

// All that tells of a change to an object that is kept and that no other of these tells: the capture of a hold by
// charge.captured alone, what a charge's description or metadata become by charge.updated alone.
inline constexpr std::array<EventGroup, 9> kEventGroups = {{
    {"Customers", true, "customer.created customer.updated customer.deleted"},
    {"Subscriptions", true,
     "customer.subscription.created customer.subscription.updated customer.subscription.deleted "
     "customer.subscription.paused customer.subscription.resumed"},
    {"Invoices", true,
     "invoice.finalized invoice.paid invoice.payment_failed invoice.voided invoice.marked_uncollectible invoice.updated "
     "invoice.deleted invoice_payment.paid"},
    {"Coupons", true, "coupon.created coupon.updated coupon.deleted"},
    {"Products", false, "product.created product.updated product.deleted"},
    {"Prices", false, "price.created price.updated price.deleted"},
    {"Credit notes", false, "credit_note.created credit_note.updated credit_note.voided"},
    {"Charges and Refunds", false,
     "charge.succeeded charge.captured charge.updated charge.failed charge.pending charge.expired charge.refunded "
     "refund.created refund.updated refund.failed"},
    {"Checkout Sessions", false,
     "checkout.session.completed checkout.session.expired checkout.session.async_payment_succeeded "
     "checkout.session.async_payment_failed"},
}};

}  // namespace daybook::stripe
