// The resource table: one row a Stripe resource. Adding one is one row here and one parser.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace daybook::stripe {

// The kinds of objects in the mirror. The numbers are stored.
enum class Kind : int16_t {
    kUnknown = 0,
    kCustomer = 1,
    kInvoice = 2,
    kSubscription = 3,
    kCoupon = 4,
    kCreditNote = 5,
    kProduct = 6,
    kPrice = 7,
    kSession = 8,
    kCharge = 9,
    kRefund = 10,
    kInvoicePayment = 11,
};
// Of Stripe's list of events: read, never kept. No enumerator, so that nothing that keeps objects has to name it.
inline constexpr Kind kEventKind = static_cast<Kind>(12);
inline constexpr size_t kKindsMax = 13;

// What a resource needs of the API versions: both shapes have it, or only basil and later.
enum class Since : int8_t { kAlways, kBasil };

struct Resource {
    Kind kind;
    std::string_view name;         // in our API and command line: "customers"
    std::string_view object;       // Stripe's `object`: "customer"
    std::string_view path;         // of the list; a single one is path + "/" + id
    std::string_view list_query;   // always sent with the list: "status=all"
    std::string_view expand;       // what is inside and Stripe gives only to who asks: "line_items"
    std::string_view permission;   // as in Stripe's 403 texts, without "rak_"
    std::string_view label;        // as on Stripe's page of the key
    bool needed;                   // the profile's fields are incomplete without it
    Since since;
    std::string_view enables;      // what it gives, for people
};

inline constexpr std::array<Resource, 11> kResources = {{
    {Kind::kCustomer, "customers", "customer", "/v1/customers", "", "", "customer_read", "Customers", true, Since::kAlways,
     "Profiles: names, e-mail addresses, phone numbers and postal addresses."},
    {Kind::kInvoice, "invoices", "invoice", "/v1/invoices", "", "total_discount_amounts.discount", "invoice_read", "Invoices", true, Since::kAlways,
     "Orders: totals, products, dates and status."},
    {Kind::kSubscription, "subscriptions", "subscription", "/v1/subscriptions", "status=all", "", "subscription_read",
     "Subscriptions", true, Since::kAlways, "Subscriptions: active, in trial, paused, past due and cancelled."},
    {Kind::kCoupon, "coupons", "coupon", "/v1/coupons", "", "", "coupon_read", "Coupons", true, Since::kAlways,
     "Coupons that orders used."},
    {Kind::kProduct, "products", "product", "/v1/products", "", "", "product_read", "Products", false, Since::kAlways,
     "Names of the products that were bought."},
    {Kind::kPrice, "prices", "price", "/v1/prices", "", "", "plan_read", "Prices", false, Since::kAlways,
     "Which prices are metered, so that usage counts as one product."},
    {Kind::kInvoicePayment, "invoice_payments", "invoice_payment", "/v1/invoice_payments", "", "", "invoice_read",
     "Invoices", false, Since::kBasil, "Which payment belongs to which invoice."},
    {Kind::kCharge, "charges", "charge", "/v1/charges", "", "", "charge_read", "Charges and Refunds", false, Since::kAlways,
     "Payments without an invoice, guests who paid, and refunds made in Stripe's Dashboard."},
    {Kind::kRefund, "refunds", "refund", "/v1/refunds", "", "", "charge_read", "Charges and Refunds", false, Since::kAlways,
     "Refunds made in Stripe's Dashboard."},
    {Kind::kCreditNote, "credit_notes", "credit_note", "/v1/credit_notes", "", "", "credit_note_read", "Credit notes", false,
     Since::kAlways, "Refunds made with credit notes."},
    {Kind::kSession, "checkout_sessions", "checkout.session", "/v1/checkout/sessions", "", "line_items",
     "checkout_session_read",
     "Checkout Sessions", false, Since::kAlways, "Abandoned carts and what is in them, guests, and consent given at the checkout."},
}};

constexpr const Resource& ResourceOf(Kind kind) {
    for (const Resource& resource : kResources) {
        if (resource.kind == kind) return resource;
    }
    return kResources[0];
}

}  // namespace daybook::stripe
