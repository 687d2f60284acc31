#include "sandbox/objects.h"

#include "base/assert.h"
#include "sandbox/json.h"

namespace daybook::sandbox {
namespace {

void AppendShipping(std::string& out, const View& view, uint32_t customer, Turns turns) {
    const CustomerRow& row = view.store.customers.rows[customer];
    if (!(row.flags & kHasShipping)) {
        out += "null";
        return;
    }
    // Shipped to another address than billed.
    std::string name = view.store.people.Name(customer, turns.name);
    Put(out, R"({"address":)");
    AppendAddress(out, view.store.people.AddressOf(customer + kGuestBase, turns.address, row.country));
    Put(out, R"(,"name":)", Text{name}, R"(,"phone":null})");
}

void AppendBilling(std::string& out, const View& view, uint32_t customer, Turns turns) {
    const CustomerRow& row = view.store.customers.rows[customer];
    if (row.flags & kNoAddress) out += "null";
    else AppendAddress(out, view.store.people.AddressOf(customer, turns.address, row.country));
}

std::string_view StatusName(InvoiceStatus status) {
    constexpr std::string_view kNames[] = {"draft", "open", "paid", "void", "uncollectible"};
    return kNames[static_cast<int>(status)];
}

std::string_view ReasonName(Reason reason) {
    constexpr std::string_view kNames[] = {"manual", "subscription_create", "subscription_cycle", "subscription_update"};
    return kNames[static_cast<int>(reason)];
}

void AppendSnapshot(std::string& out, const View& view, const InvoiceRow& row) {
    Turns turns = row.finalized ? row.turns : view.store.customers.rows[row.customer].turns;
    Put(out, R"(,"customer_address":)");
    AppendBilling(out, view, row.customer, turns);
    Put(out, R"(,"customer_email":)", Text{view.store.CustomerEmail(row.customer, turns)}, R"(,"customer_name":)",
        Text{view.store.CustomerName(row.customer, turns)}, R"(,"customer_phone":)",
        Text{view.store.CustomerPhone(row.customer, turns)}, R"(,"customer_shipping":)");
    AppendShipping(out, view, row.customer, turns);
}

void AppendTransitions(std::string& out, const InvoiceRow& row) {
    auto when = [&](InvoiceStatus status) { return Time{row.status == status ? row.ended : 0}; };
    Put(out, R"(,"status":")", StatusName(row.status), R"(","status_transitions":{"finalized_at":)", Time{row.finalized},
        R"(,"marked_uncollectible_at":)", when(InvoiceStatus::kUncollectible), R"(,"paid_at":)", when(InvoiceStatus::kPaid),
        R"(,"voided_at":)", when(InvoiceStatus::kVoid), "}");
}

void AppendAmounts(std::string& out, const View& view, const InvoiceRow& row) {
    int64_t due = view.store.AmountDue(row);
    int64_t after = view.store.Credited(row, Credit::kAfterPayment);
    int64_t before = view.store.Credited(row, Credit::kBeforePayment);
    int64_t remaining = row.status == InvoiceStatus::kPaid ? 0 : due - row.paid;
    if (view.era == Era::kAcacia && (row.flags & kOutOfBand)) remaining = due;
    Put(out, R"(,"amount_due":)", due, R"(,"amount_remaining":)", remaining,
        R"(,"amount_shipping":0,"starting_balance":)", -int64_t{row.credit}, R"(,"ending_balance":)");
    if (row.finalized == 0) out += "null";
    else Put(out, std::min<int64_t>(0, row.total));
    Put(out, R"(,"post_payment_credit_notes_amount":)", after, R"(,"pre_payment_credit_notes_amount":)", before,
        R"(,"subtotal":)", row.subtotal, R"(,"subtotal_excluding_tax":)", row.subtotal,
        R"(,"total":)", row.total, R"(,"total_excluding_tax":)", row.total);
}

void AppendInvoiceDiscounts(std::string& out, const View& view, uint32_t number) {
    const InvoiceRow& row = view.store.invoices.rows[number];
    if (row.coupon == 255) {
        out += R"(,"discounts":[],"total_discount_amounts":[])";
        return;
    }
    std::string id = DiscountId(view, Kind::kInvoice, number);
    Put(out, R"(,"discounts":[)", Ref{id}, R"(],"total_discount_amounts":[{"amount":)", row.subtotal - row.total,
        R"(,"discount":)", Ref{id}, "}]");
}

void AppendLines(std::string& out, const View& view, uint32_t number, std::string_view id) {
    const InvoiceRow& row = view.store.invoices.rows[number];
    out += R"(,"lines":{"object":"list","data":[)";
    for (uint32_t place = 0; place < std::min<uint32_t>(row.lines, kEmbeddedLines); ++place) {
        if (place > 0) out += ',';
        AppendLine(out, view, number, place);
    }
    Put(out, R"(],"has_more":)", row.lines > kEmbeddedLines, R"(,"total_count":)", row.lines, R"(,"url":"/v1/invoices/)", id,
        R"(/lines"})");
}

// What a shop notes about its customers.
void AppendMetadata(std::string& out, const View& view, uint32_t customer) {
    const std::string birthday = view.store.people.Birthday(customer);
    if (birthday.empty()) out += "{}";
    else Put(out, R"({"birthday":)", Text{birthday}, R"(,"heard_by":)", Text{view.store.people.HeardBy(customer)}, "}");
}

}  // namespace

Id MaybeId(const View& view, Kind kind, uint32_t number) { return number == kNone ? Id() : IdOf(view, kind, number); }

void AppendAddress(std::string& out, const Address& address) {
    Put(out, R"({"city":)", Text{address.city}, R"(,"country":)", Text{address.country}, R"(,"line1":)", Text{address.line1},
        R"(,"line2":)", Text{address.line2}, R"(,"postal_code":)", Text{address.postal_code}, R"(,"state":)",
        Text{address.state}, "}");
}

void AppendDeletedCustomer(std::string& out, std::string_view id) {
    Put(out, R"({"id":)", Text{id}, R"(,"object":"customer","deleted":true})");
}

void AppendCustomer(std::string& out, const View& view, uint32_t number) {
    const CustomerRow& row = view.store.customers.rows[number];
    Id id = IdOf(view, Kind::kCustomer, number);
    Put(out, R"({"id":")", id, R"(","object":"customer","address":)");
    AppendBilling(out, view, number, row.turns);
    Put(out, R"(,"balance":)", row.balance, R"(,"created":)", row.created, R"(,"currency":")", kCurrencies[row.currency],
        R"(","default_source":null,"delinquent":)", static_cast<bool>(row.flags & kDelinquent),
        R"(,"description":null,"discount":)");
    if (row.coupon == 255) out += "null";
    else AppendDiscount(out, view, row.coupon, Kind::kCustomer, number);
    Put(out, R"(,"email":)", Text{view.store.CustomerEmail(number, row.turns)}, R"(,"invoice_prefix":")",
        id.view().substr(4, 8), R"(","invoice_settings":{"custom_fields":null,"default_payment_method":null,"footer":null,)"
        R"("rendering_options":null},)", Live(view), R"(,"metadata":)");
    AppendMetadata(out, view, number);
    Put(out, R"(,"name":)",
        Text{view.store.CustomerName(number, row.turns)}, R"(,"next_invoice_sequence":1,"phone":)",
        Text{view.store.CustomerPhone(number, row.turns)}, R"(,"preferred_locales":[],"shipping":)");
    AppendShipping(out, view, number, row.turns);
    out += R"(,"tax_exempt":"none","test_clock":)";
    out += row.flags & kOnClock ? R"("clock_1SandboxTestClock")" : "null";
    if (view.era == Era::kEndive) endive::CustomerRest(out, view, number);
    else acacia::CustomerRest(out, view, number);
    out += '}';
}

void AppendLine(std::string& out, const View& view, uint32_t invoice, uint32_t place) {
    const InvoiceRow& row = view.store.invoices.rows[invoice];
    Line line = view.store.LineOf(invoice, place);
    const Price& price = view.store.catalogue.prices()[line.price];
    std::string_view name = Catalogue::Products()[price.product].name;
    uint32_t end = line.from_item ? PeriodEndOf(price, row.created) : row.created;
    std::string description;
    if (line.proration) description.append(line.amount < 0 ? "Unused time on " : "Remaining time on ").append(name);
    else if (line.plain) description = "Set-up, as agreed";
    else if (line.from_item) description.append(std::to_string(line.quantity)).append(" × ").append(name);
    Put(out, R"({"id":")", IdOf(view, Kind::kLine, uint64_t{invoice} << 12 | place), R"(","object":"line_item","amount":)",
        line.amount, R"(,"currency":")", kCurrencies[row.currency], R"(","description":)",
        Text{description.empty() ? name : std::string_view(description)}, R"(,"discount_amounts":[)");
    int64_t off = place == 0 || row.subtotal == 0 ? Discount(row.coupon, line.amount, row.currency) : 0;
    if (place > 0 && row.subtotal > 0) off = (row.subtotal - row.total) * std::max<int64_t>(0, line.amount) / row.subtotal;
    std::string discount = row.coupon == 255 ? "" : DiscountId(view, Kind::kInvoice, invoice);
    if (row.coupon != 255) Put(out, R"({"amount":)", off, R"(,"discount":)", Ref{discount}, "}");
    Put(out, R"(],"discountable":true,"discounts":[],"invoice":)", Ref{IdOf(view, Kind::kInvoice, invoice)}, ",", Live(view),
        R"(,"metadata":{},"period":{"end":)", end, R"(,"start":)", row.created,
        R"(},"pretax_credit_amounts":[],"quantity":)", line.quantity, R"(,"subscription":)",
        Ref{MaybeId(view, Kind::kSubscription, line.from_item ? row.subscription : kNone)});
    if (view.era == Era::kEndive) endive::LineRest(out, view, invoice, place, line);
    else acacia::LineRest(out, view, invoice, place, line);
    out += '}';
}

void AppendInvoice(std::string& out, const View& view, uint32_t number) {
    const InvoiceRow& row = view.store.invoices.rows[number];
    Id id = IdOf(view, Kind::kInvoice, number);
    bool draft = row.status == InvoiceStatus::kDraft;
    bool retried = row.status == InvoiceStatus::kOpen && (row.flags & kAttempted) && row.paid == 0;
    Put(out, R"({"id":")", id, R"(","object":"invoice","account_country":"US","account_name":"Daybook Sandbox Shop",)"
        R"("account_tax_ids":null,"application":null,"attempt_count":)", row.flags & kAttempted ? 1 : 0,
        R"(,"attempted":)", static_cast<bool>(row.flags & kAttempted), R"(,"auto_advance":)", draft,
        R"(,"automatic_tax":{"disabled_reason":null,"enabled":false,"liability":null,"provider":null,"status":null})"
        R"(,"automatically_finalizes_at":)", Time{draft ? row.created + 3600 : 0}, R"(,"billing_reason":")",
        ReasonName(row.reason), R"(","collection_method":")",
        row.flags & kSendInvoice ? "send_invoice" : "charge_automatically", R"(","created":)", row.created,
        R"(,"currency":")", kCurrencies[row.currency], R"(","custom_fields":null,"customer":)",
        Ref{IdOf(view, Kind::kCustomer, row.customer)});
    AppendAmounts(out, view, row);
    AppendSnapshot(out, view, row);
    Put(out, R"(,"customer_tax_exempt":"none","customer_tax_ids":[],"default_payment_method":null,"default_source":null,)"
        R"("default_tax_rates":[],"description":null,"due_date":)",
        Time{row.flags & kSendInvoice ? row.created + 30 * 86400 : 0}, R"(,"effective_at":)", Time{row.finalized},
        R"(,"footer":null,"from_invoice":null,"issuer":{"type":"self"},"last_finalization_error":null,)"
        R"("latest_revision":null,)", Live(view), R"(,"metadata":{},"next_payment_attempt":)",
        Time{retried ? row.created + 3 * 86400 : 0}, R"(,"on_behalf_of":null,"payment_settings":)"
        R"({"default_mandate":null,"payment_method_options":null,"payment_method_types":null},"period_end":)", row.created,
        R"(,"period_start":)", row.created, R"(,"receipt_number":null,"rendering":null,"shipping_cost":null,)"
        R"("shipping_details":null,"statement_descriptor":null,"test_clock":)",
        row.flags & kClockInvoice ? R"("clock_1SandboxTestClock")" : "null",
        R"(,"total_pretax_credit_amounts":[],"webhooks_delivered_at":)", row.created);
    if (draft) Put(out, R"(,"number":null,"hosted_invoice_url":null,"invoice_pdf":null)");
    else Put(out, R"(,"number":"SBX-)", number + 1, R"(","hosted_invoice_url":"https://invoice.stripe.com/i/acct_1Sandbox/)", id,
             "?s=ap", view.answer, R"(","invoice_pdf":"https://pay.stripe.com/invoice/acct_1Sandbox/)", id, "/pdf?s=ap", view.answer, "\"");
    AppendTransitions(out, row);
    AppendInvoiceDiscounts(out, view, number);
    if (view.era == Era::kEndive) endive::InvoiceRest(out, view, number);
    else acacia::InvoiceRest(out, view, number);
    AppendLines(out, view, number, id);
    out += '}';
}

bool IsDeleted(const Store& store, Kind kind, uint64_t number) {
    return kind == Kind::kCustomer && (store.customers.rows[number].flags & kDeleted);
}

void AppendObject(std::string& out, const View& view, Kind kind, uint64_t number) {
    auto n = static_cast<uint32_t>(number);
    switch (kind) {
        case Kind::kCustomer: return AppendCustomer(out, view, n);
        case Kind::kInvoice: return AppendInvoice(out, view, n);
        case Kind::kSubscription: return AppendSubscription(out, view, n);
        case Kind::kCharge: return AppendCharge(out, view, n);
        case Kind::kRefund: return AppendRefund(out, view, n);
        case Kind::kCreditNote: return AppendCreditNote(out, view, n);
        case Kind::kSession: return AppendSession(out, view, n);
        case Kind::kInvoicePayment: return AppendInvoicePayment(out, view, n);
        case Kind::kCoupon: return AppendCoupon(out, view, n);
        case Kind::kPromotionCode: return AppendPromotionCode(out, view, n);
        case Kind::kProduct: return AppendProduct(out, view, n);
        case Kind::kPrice: return AppendPrice(out, view, n);
        case Kind::kLine: return AppendLine(out, view, static_cast<uint32_t>(number >> 12), number & 0xfff);
        case Kind::kSubscriptionItem:
            return AppendSubscriptionItem(out, view, static_cast<uint32_t>(number >> 8), number & 0xff);
        case Kind::kSessionItem: return AppendSessionItem(out, view, static_cast<uint32_t>(number >> 8), number & 0xff);
        default: ASSERT(!"a kind that is no object of its own");
    }
}

}  // namespace daybook::sandbox
