#include "sandbox/endpoints.h"

namespace daybook::sandbox {
namespace {

constexpr Endpoint kEndpoints[] = {
    {"/v1/customers", "customers", "customer", "customer_read", "Customers", Kind::kCustomer,
     kByCreated | kByEmail | kByTestClock},
    {"/v1/invoices", "invoices", "invoice", "invoice_read", "Invoices", Kind::kInvoice,
     kByCreated | kByStatus | kByCustomer | kBySubscription | kByCollection, "total_discount_amounts.discount"},
    {"/v1/subscriptions", "subscriptions", "subscription", "subscription_read", "Subscriptions", Kind::kSubscription,
     kByCreated | kByStatus | kByCustomer | kByPrice | kByCollection | kByTestClock},
    {"/v1/subscription_items", "subscription_items", "subscription_item", "subscription_read", "Subscriptions",
     Kind::kSubscriptionItem, kBySubscription | kNeedsSubscription},
    {"/v1/coupons", "coupons", "coupon", "coupon_read", "Coupons", Kind::kCoupon, kByCreated},
    {"/v1/invoice_payments", "invoice_payments", "invoice_payment", "invoice_read", "Invoices", Kind::kInvoicePayment,
     kByCreated | kByInvoice | kByStatus | kByPayment},
    {"/v1/credit_notes", "credit_notes", "credit_note", "credit_note_read", "Credit notes", Kind::kCreditNote,
     kByCreated | kByCustomer | kByInvoice},
    {"/v1/promotion_codes", "promotion_codes", "promotion_code", "promotion_code_read", "Promotion Codes",
     Kind::kPromotionCode, kByCreated | kByActive | kByCode},
    {"/v1/products", "products", "product", "product_read", "Products", Kind::kProduct, kByCreated | kByActive},
    {"/v1/prices", "prices", "price", "plan_read", "Prices", Kind::kPrice,
     kByCreated | kByActive | kByProduct | kByType | kByCurrency},
    {"/v1/checkout/sessions", "checkout/sessions", "checkout.session", "checkout_session_read", "Checkout Sessions",
     Kind::kSession,
     kByCreated | kByStatus | kByCustomer | kByPaymentIntent | kBySubscription | kByDetailsEmail,
     "line_items"},
    {"/v1/charges", "charges", "charge", "charge_read", "Charges and Refunds", Kind::kCharge,
     kByCreated | kByCustomer | kByPaymentIntent},
    {"/v1/refunds", "refunds", "refund", "charge_read", "Charges and Refunds", Kind::kRefund,
     kByCreated | kByCharge | kByPaymentIntent},
    {"/v1/events", "events", "event", "event_read", "Events", Kind::kEvent, kByCreated | kByType},
};

std::optional<Kind> SublistOf(Kind kind, std::string_view word) {
    if (kind == Kind::kInvoice && word == "lines") return Kind::kLine;
    if (kind == Kind::kSession && word == "line_items") return Kind::kSessionItem;
    if (kind == Kind::kCharge && word == "refunds") return Kind::kRefund;
    if (kind == Kind::kCreditNote && word == "lines") return Kind::kCreditNoteLine;
    return std::nullopt;
}

}  // namespace

std::span<const Endpoint> Endpoints() { return kEndpoints; }

const Endpoint* EndpointOf(Kind kind) {
    for (const Endpoint& endpoint : kEndpoints)
        if (endpoint.kind == kind) return &endpoint;
    return nullptr;
}

std::string PathName(std::string_view name) {
    return name == "checkout_sessions" ? "checkout/sessions" : std::string(name);
}

std::optional<Route> Match(std::string_view path) {
    while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
    for (const Endpoint& endpoint : kEndpoints) {
        if (path == endpoint.path) return Route{&endpoint, Form::kList, {}, Kind::kLine};
        if (!path.starts_with(endpoint.path) || path[endpoint.path.size()] != '/') continue;
        std::string_view rest = path.substr(endpoint.path.size() + 1);
        size_t slash = rest.find('/');
        if (slash == std::string_view::npos) return Route{&endpoint, Form::kOne, rest, Kind::kLine};
        auto sublist = SublistOf(endpoint.kind, rest.substr(slash + 1));
        if (!sublist) return std::nullopt;
        return Route{&endpoint, Form::kSublist, rest.substr(0, slash), *sublist};
    }
    return std::nullopt;
}

}  // namespace daybook::sandbox
