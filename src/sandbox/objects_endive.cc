// The members of the shape since 2025-03-31.basil (2026-10-28.endive).
#include "sandbox/json.h"
#include "sandbox/objects.h"

namespace daybook::sandbox::endive {

void CustomerRest(std::string& out, const View& view, uint32_t number) {
    const CustomerRow& row = view.store.customers.rows[number];
    out += R"(,"customer_account":null)";
    if (!(row.flags & kBusiness)) return;
    Put(out, R"(,"business_name":)", Text{view.store.people.BusinessName(number)});
    if (number % 2 == 0) Put(out, R"(,"individual_name":)", Text{view.store.people.Name(number, row.turns.name)});
}

void InvoiceRest(std::string& out, const View& view, uint32_t number) {
    const InvoiceRow& row = view.store.invoices.rows[number];
    Put(out, R"(,"amount_paid":)", row.paid, R"(,"amount_overpaid":0,"customer_account":null,"parent":)");
    if (row.subscription == kNone) out += "null";
    else Put(out, R"({"type":"subscription_details","quote_details":null,"subscription_details":{"metadata":{},"subscription":)",
             Ref{IdOf(view, Kind::kSubscription, row.subscription)}, "}}");
    out += R"(,"total_taxes":[])";
    if (row.status == InvoiceStatus::kUncollectible)
        out += R"(,"status_details":{"uncollectible":{"reason":"max_payment_attempts"}})";
}

void LineRest(std::string& out, const View& view, uint32_t invoice, uint32_t place, const Line& line) {
    const InvoiceRow& row = view.store.invoices.rows[invoice];
    const Price& price = view.store.catalogue.prices()[line.price];
    uint64_t number = uint64_t{invoice} << 12 | place;
    Id own = IdOf(view, Kind::kLine, number);
    if (line.from_item) {
        Put(out, R"(,"parent":{"type":"subscription_item_details","invoice_item_details":null,)"
            R"("subscription_item_details":{"invoice_item":null,"proration":)", line.proration,
            R"(,"proration_details":{"credited_items":null},"subscription":)",
            Ref{IdOf(view, Kind::kSubscription, row.subscription)}, R"(,"subscription_item":)",
            Ref{IdOf(view, Kind::kSubscriptionItem, uint64_t{row.subscription} << 8 | line.item)}, "}}");
    } else {
        Put(out, R"(,"parent":{"type":"invoice_item_details","subscription_item_details":null,)"
            R"("invoice_item_details":{"invoice_item":"ii_)", own.view().substr(3),
            R"(","proration":false,"proration_details":{"credited_items":null},"subscription":null}})");
    }
    if (line.plain) out += R"(,"pricing":null)";
    else Put(out, R"(,"pricing":{"type":"price_details","price_details":{"price":)", Ref{IdOf(view, Kind::kPrice, line.price)},
             R"(,"product":)", Ref{IdOf(view, Kind::kProduct, price.product)}, R"(},"unit_amount_decimal":")", price.amount, "\"}");
    Put(out, R"(,"quantity_decimal":")", line.quantity, R"(","subtotal":)", line.amount, R"(,"taxes":[])");
}

void SubscriptionRest(std::string& out, const View& view, uint32_t number) {
    const SubscriptionRow& row = view.store.subscriptions.rows[number];
    out += R"(,"billing_mode":{"type":"classic","flexible":null},"billing_schedules":[],"customer_account":null)"
           R"(,"managed_payments":null,"trial_settings":{"end_behavior":{"billing_cycle_anchor":null,)"
           R"("missing_payment_method":"create_invoice"}})";
    if (row.status == SubscriptionStatus::kPaused)
        Put(out, R"(,"status_details":{"paused":{"type":"subscription","transitioned_at":)", row.period_start,
            R"(,"subscription":{"type":")", row.trial_end ? "trial_end_without_payment_method" : "pause_requested", "\"}}}");
}

void CreditNoteRest(std::string& out, const View& view, uint32_t number) {
    const CreditNoteRow& row = view.store.credit_notes.rows[number];
    bool before = row.type == NoteType::kPrePayment;
    Put(out, R"(,"customer_account":null,"post_payment_amount":)", before ? 0 : row.amount, R"(,"pre_payment_amount":)",
        before ? row.amount : 0, R"(,"total_taxes":[],"refunds":[)");
    if (row.refund != kNone)
        Put(out, R"({"amount_refunded":)", row.amount, R"(,"payment_record_refund":null,"refund":)",
            Ref{IdOf(view, Kind::kRefund, row.refund)}, R"(,"type":"refund"})");
    out += "]";
}

}  // namespace daybook::sandbox::endive
