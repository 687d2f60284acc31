// Charges, refunds, invoice payments and checkout sessions.
#include "sandbox/json.h"
#include "sandbox/objects.h"

namespace daybook::sandbox {
namespace {

// Who pays: a customer, or a guest of whom only the texts exist.
struct Payer {
    std::string name;
    std::string email;
    std::string phone;
    Address address;
    bool has_address = false;
};

Payer PayerOf(const View& view, uint32_t customer, uint32_t guest) {
    const Store& store = view.store;
    Payer payer;
    if (customer != kNone) {
        const CustomerRow& row = store.customers.rows[customer];
        payer.name = store.CustomerName(customer, row.turns);
        payer.email = store.CustomerEmail(customer, row.turns);
        payer.phone = store.CustomerPhone(customer, row.turns);
        payer.has_address = !(row.flags & kNoAddress);
        if (payer.has_address) payer.address = store.people.AddressOf(customer, row.turns.address, row.country);
        return payer;
    }
    uint64_t person = kGuestBase + guest;
    // One guest in eight gives the address of a customer: the same person, not logged in.
    bool known = guest % 8 == 0 && guest < store.customers.rows.size();
    payer.email = store.people.Email(known ? guest : person, 0);
    if (guest % 5 != 0) payer.name = store.people.Name(person, 0);
    payer.address = store.people.AddressOf(person, 0, static_cast<uint8_t>(guest % kCountryCount));
    payer.has_address = guest % 3 == 0;
    return payer;
}

void AppendAddressOf(std::string& out, const Payer& payer) {
    if (payer.has_address) AppendAddress(out, payer.address);
    else out += R"({"city":null,"country":null,"line1":null,"line2":null,"postal_code":null,"state":null})";
}

std::string_view StatusName(ChargeStatus status) {
    constexpr std::string_view kNames[] = {"succeeded", "pending", "failed"};
    return kNames[static_cast<int>(status)];
}

std::string_view StatusName(RefundStatus status) {
    constexpr std::string_view kNames[] = {"succeeded", "pending", "failed", "canceled", "requires_action"};
    return kNames[static_cast<int>(status)];
}

std::string_view StatusName(SessionStatus status) {
    constexpr std::string_view kNames[] = {"open", "complete", "expired"};
    return kNames[static_cast<int>(status)];
}

std::string_view StatusName(PaymentStatus status) {
    constexpr std::string_view kNames[] = {"paid", "open", "canceled"};
    return kNames[static_cast<int>(status)];
}

std::string_view ModeName(SessionMode mode) {
    constexpr std::string_view kNames[] = {"payment", "subscription", "setup"};
    return kNames[static_cast<int>(mode)];
}

constexpr uint32_t kSessionLife = 86400;
constexpr uint32_t kRecoveryLife = 30 * 86400;

void AppendRecovery(std::string& out, const SessionRow& row, std::string_view id) {
    if (!(row.flags & kRecovery)) {
        out += "null";
        return;
    }
    bool expired = row.status == SessionStatus::kExpired;
    Put(out, R"({"recovery":{"allow_promotion_codes":true,"enabled":true,"expires_at":)",
        Time{expired ? row.created + kSessionLife + kRecoveryLife : 0}, R"(,"url":)");
    if (expired) Put(out, R"("https://buy.stripe.com/r/)", id, R"("}})");
    else out += "null}}";
}

void AppendConsent(std::string& out, const SessionRow& row) {
    if (row.consent == Consent::kNotAsked) {
        out += R"(,"consent":null,"consent_collection":null)";
        return;
    }
    std::string_view answer = row.consent == Consent::kOptIn    ? R"("opt_in")"
                              : row.consent == Consent::kOptOut ? R"("opt_out")"
                                                                : "null";
    if (row.status == SessionStatus::kOpen) answer = "null";
    Put(out, R"(,"consent":{"promotions":)", answer, R"(,"terms_of_service":null},"consent_collection":)"
        R"({"payment_method_reuse_agreement":null,"promotions":"auto","terms_of_service":"none"})");
}

void AppendDetails(std::string& out, const View& view, const SessionRow& row, const Payer& payer) {
    bool unknown = (row.flags & kNoDetails) || (row.customer == kNone && row.status == SessionStatus::kOpen);
    if (unknown) {
        out += R"(,"customer_details":null)";
        return;
    }
    Put(out, R"(,"customer_details":{"address":)");
    if (row.status == SessionStatus::kComplete && payer.has_address) AppendAddress(out, payer.address);
    else out += "null";
    Put(out, R"(,"email":)", Text{payer.email}, R"(,"name":)", Text{payer.name}, R"(,"phone":)", Text{payer.phone},
        R"(,"tax_exempt":"none","tax_ids":[])");
    if (view.era == Era::kEndive) out += R"(,"business_name":null,"individual_name":null)";
    out += '}';
}

}  // namespace

void AppendCharge(std::string& out, const View& view, uint32_t number) {
    const ChargeRow& row = view.store.charges.rows[number];
    Payer payer = PayerOf(view, row.customer, row.guest);
    bool failed = row.status == ChargeStatus::kFailed;
    bool captured = !failed && !(row.flags & kUncaptured);
    Put(out, R"({"id":")", IdOf(view, Kind::kCharge, number), R"(","object":"charge","amount":)", row.amount,
        R"(,"amount_captured":)", captured ? row.amount : 0, R"(,"amount_refunded":)", row.refunded,
        R"(,"application":null,"application_fee":null,"application_fee_amount":null,"balance_transaction":null,)"
        R"("billing_details":{"address":)");
    AppendAddressOf(out, payer);
    Put(out, R"(,"email":)", Text{payer.email}, R"(,"name":)", Text{payer.name}, R"(,"phone":)", Text{payer.phone},
        R"(,"tax_id":null},"calculated_statement_descriptor":"SANDBOX SHOP","captured":)", captured, R"(,"created":)",
        row.created, R"(,"currency":")", kCurrencies[row.currency], R"(","customer":)",
        Ref{MaybeId(view, Kind::kCustomer, row.customer)}, R"(,"description":null,"disputed":)",
        static_cast<bool>(row.flags & kDisputed), R"(,"failure_balance_transaction":null,"failure_code":)",
        failed ? R"("card_declined")" : "null", R"(,"failure_message":)",
        failed ? R"("Your card was declined.")" : "null", R"(,"fraud_details":{},)", Live(view),
        R"(,"metadata":{},"on_behalf_of":null,"outcome":null,"paid":)", !failed, R"(,"payment_intent":)",
        Ref{IdOf(view, Kind::kPaymentIntent, number)}, R"(,"payment_method":"pm_1SandboxCard","payment_method_details":)"
        R"({"type":"card","card":{"brand":"visa","country":"US","exp_month":)", number % 12 + 1, R"(,"exp_year":)",
        2027 + number % 4, R"(,"funding":"credit","last4":"4242"}},"receipt_email":)",
        Text{row.customer == kNone ? payer.email : std::string()}, R"(,"receipt_number":null,"receipt_url":)");
    if (failed) out += "null";
    else Put(out, R"("https://pay.stripe.com/receipts/payment/)", IdOf(view, Kind::kCharge, number), "?s=ap", view.answer, "\"");
    Put(out, R"(,"refunded":)",
        row.refunded > 0 && row.refunded == row.amount, R"(,"review":null,"shipping":null,"source":null,)"
        R"("source_transfer":null,"statement_descriptor":null,"statement_descriptor_suffix":null,"status":")",
        StatusName(row.status), R"(","transfer_data":null,"transfer_group":null)");
    if (view.era == Era::kAcacia) Put(out, R"(,"invoice":)", Ref{MaybeId(view, Kind::kInvoice, row.invoice)});
    out += '}';
}

void AppendRefund(std::string& out, const View& view, uint32_t number) {
    const RefundRow& row = view.store.refunds.rows[number];
    const ChargeRow& charge = view.store.charges.rows[row.charge];
    Put(out, R"({"id":")", IdOf(view, Kind::kRefund, number), R"(","object":"refund","amount":)", row.amount,
        R"(,"balance_transaction":null,"charge":)", Ref{IdOf(view, Kind::kCharge, row.charge)}, R"(,"created":)", row.created,
        R"(,"currency":")", kCurrencies[charge.currency], R"(","destination_details":{"type":"card"},"metadata":{},)"
        R"("payment_intent":)", Ref{IdOf(view, Kind::kPaymentIntent, row.charge)},
        R"(,"reason":"requested_by_customer","receipt_number":null,"source_transfer_reversal":null,"status":")",
        StatusName(row.status), R"(","transfer_reversal":null)");
    if (view.era == Era::kEndive)
        Put(out, R"(,"customer":)", Ref{MaybeId(view, Kind::kCustomer, charge.customer)},
            R"(,"customer_account":null,"payment_method":"pm_1SandboxCard")");
    out += '}';
}

void AppendInvoicePayment(std::string& out, const View& view, uint32_t number) {
    const InvoicePaymentRow& row = view.store.payments.rows[number];
    const InvoiceRow& invoice = view.store.invoices.rows[row.invoice];
    bool paid = row.status == PaymentStatus::kPaid;
    Put(out, R"({"id":")", IdOf(view, Kind::kInvoicePayment, number), R"(","object":"invoice_payment","amount_paid":)");
    if (paid) Put(out, row.amount);
    else out += "null";
    Put(out, R"(,"amount_requested":)", row.amount, R"(,"created":)", row.created, R"(,"currency":")",
        kCurrencies[invoice.currency], R"(","invoice":)", Ref{IdOf(view, Kind::kInvoice, row.invoice)},
        R"(,"is_default":true,)", Live(view), R"(,"payment":{"type":"payment_intent","payment_intent":)",
        Ref{IdOf(view, Kind::kPaymentIntent, row.charge)}, R"(},"status":")", StatusName(row.status),
        R"(","status_transitions":{"canceled_at":null,"paid_at":)", Time{paid ? row.created : 0}, "}}");
}

void AppendSessionItem(std::string& out, const View& view, uint32_t session, uint32_t place) {
    const SessionRow& row = view.store.sessions.rows[session];
    Item item = view.store.SessionItemOf(session, place);
    const Price& price = view.store.catalogue.prices()[item.price];
    int64_t amount = price.amount * item.quantity;
    Put(out, R"({"id":")", IdOf(view, Kind::kSessionItem, uint64_t{session} << 8 | place),
        R"(","object":"item","amount_discount":0,"amount_subtotal":)", amount, R"(,"amount_tax":0,"amount_total":)", amount,
        R"(,"currency":")", kCurrencies[row.currency], R"(","description":)", Text{Catalogue::Products()[price.product].name},
        R"(,"price":)");
    AppendPrice(out, view, item.price);
    Put(out, R"(,"quantity":)", item.quantity);
    out += view.era == Era::kEndive ? R"(,"adjustable_quantity":null,"metadata":{}})" : "}";
}

void AppendSession(std::string& out, const View& view, uint32_t number) {
    const SessionRow& row = view.store.sessions.rows[number];
    Id id = IdOf(view, Kind::kSession, number);
    Payer payer = PayerOf(view, row.customer, row.guest);
    bool setup = row.mode == SessionMode::kSetup;
    bool endive = view.era == Era::kEndive;
    bool done = row.status == SessionStatus::kComplete && row.outcome != kNone;
    Put(out, R"({"id":")", id, R"(","object":"checkout.session","adaptive_pricing":null,"after_expiration":)");
    AppendRecovery(out, row, id);
    Put(out, R"(,"allow_promotion_codes":null,"amount_subtotal":)");
    if (setup) out += R"(null,"amount_total":null)";
    else Put(out, row.amount, R"(,"amount_total":)", row.amount);
    Put(out, R"(,"automatic_tax":{"enabled":false,"liability":null,"provider":null,"status":null},)"
        R"("billing_address_collection":null,"cancel_url":"https://shop.example/cart","client_reference_id":null,)"
        R"("client_secret":null)");
    AppendConsent(out, row);
    Put(out, R"(,"created":)", row.created, R"(,"currency":")", kCurrencies[row.currency],
        R"(","currency_conversion":null,"custom_fields":[],"custom_text":{"after_submit":null,"shipping_address":null,)"
        R"("submit":null,"terms_of_service_acceptance":null},"customer":)", Ref{MaybeId(view, Kind::kCustomer, row.customer)},
        R"(,"customer_creation":"if_required")");
    AppendDetails(out, view, row, payer);
    Put(out, R"(,"customer_email":)", Text{row.flags & kPrefilled ? payer.email : std::string()},
        R"(,"discounts":[],"expires_at":)", row.created + kSessionLife, R"(,"invoice":null,"invoice_creation":null,)",
        Live(view), R"(,"locale":null,"metadata":{},"mode":")", ModeName(row.mode), R"(","payment_intent":)",
        Ref{done ? IdOf(view, Kind::kPaymentIntent, row.outcome) : Id()},
        R"(,"payment_link":null,"payment_method_collection":null,"payment_method_configuration_details":null,)"
        R"("payment_method_options":{},"payment_method_types":["card"],"payment_status":")",
        setup ? "no_payment_required" : row.status == SessionStatus::kComplete ? "paid" : "unpaid", R"(","recovered_from":)",
        Ref{MaybeId(view, Kind::kSession, row.recovered_from)}, R"(,"saved_payment_method_options":null,"setup_intent":null,)"
        R"("shipping_address_collection":null,"shipping_cost":null,"shipping_options":[],"status":")",
        StatusName(row.status), R"(","submit_type":null,"subscription":null,"success_url":"https://shop.example/ok",)"
        R"("total_details":{"amount_discount":0,"amount_shipping":0,"amount_tax":0},"url":)");
    if (row.status == SessionStatus::kOpen) Put(out, R"("https://checkout.stripe.com/c/pay/)", id, "\"");
    else out += "null";
    if (endive) {
        out += R"(,"allowed_payment_method_types":null,"collected_information":null,"customer_account":null,)"
               R"("integration_identifier":null,"managed_payments":null,"origin_context":null,"permissions":null,)"
               R"("ui_mode":"hosted_page","wallet_options":null})";
    } else {
        out += R"(,"shipping_details":null,"ui_mode":"hosted"})";
    }
}

}  // namespace daybook::sandbox
