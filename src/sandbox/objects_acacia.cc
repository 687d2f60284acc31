// The members of the shape before 2025-03-31.basil (2025-02-24.acacia).
#include "sandbox/json.h"
#include "sandbox/objects.h"

namespace daybook::sandbox::acacia {

void CustomerRest(std::string&, const View&, uint32_t) {}

void InvoiceRest(std::string& out, const View& view, uint32_t number) {
    const InvoiceRow& row = view.store.invoices.rows[number];
    bool paid = row.status == InvoiceStatus::kPaid;
    bool out_of_band = row.flags & kOutOfBand;
    Put(out, R"(,"amount_paid":)", out_of_band ? 0 : row.paid, R"(,"application_fee_amount":null,"charge":)",
        Ref{MaybeId(view, Kind::kCharge, row.charge)}, R"(,"paid":)", paid, R"(,"paid_out_of_band":)", out_of_band,
        R"(,"payment_intent":)", Ref{MaybeId(view, Kind::kPaymentIntent, row.charge)}, R"(,"quote":null,"subscription":)",
        Ref{MaybeId(view, Kind::kSubscription, row.subscription)}, R"(,"subscription_details":{"metadata":)",
        row.subscription == kNone ? "null" : "{}", R"(},"tax":null,"total_tax_amounts":[],"transfer_data":null)",
        R"(,"discount":)");
    if (row.coupon == 255) out += "null";
    else AppendDiscount(out, view, row.coupon, Kind::kInvoice, number);
}

void LineRest(std::string& out, const View& view, uint32_t invoice, uint32_t place, const Line& line) {
    const InvoiceRow& row = view.store.invoices.rows[invoice];
    const Price& price = view.store.catalogue.prices()[line.price];
    bool recurring = price.interval != Interval::kNone;
    Put(out, R"(,"amount_excluding_tax":)", line.amount, R"(,"plan":)");
    if (line.plain || !recurring) out += "null";
    else AppendPlan(out, view, line.price);
    out += R"(,"price":)";
    if (line.plain) out += "null";
    else AppendPrice(out, view, line.price);
    bool item = line.from_item && !line.proration;
    Put(out, R"(,"proration":)", line.proration, R"(,"proration_details":{"credited_items":null},"tax_amounts":[])",
        R"(,"tax_rates":[],"type":")", item ? "subscription" : "invoiceitem", R"(","unit_amount_excluding_tax":")",
        price.amount, "\"");
    if (!item) Put(out, R"(,"invoice_item":"ii_)", IdOf(view, Kind::kLine, uint64_t{invoice} << 12 | place).view().substr(3), "\"");
    if (line.from_item)
        Put(out, R"(,"subscription_item":)",
            Ref{IdOf(view, Kind::kSubscriptionItem, uint64_t{row.subscription} << 8 | line.item)});
}

void SubscriptionRest(std::string& out, const View& view, uint32_t number) {
    const SubscriptionRow& row = view.store.subscriptions.rows[number];
    Put(out, R"(,"current_period_end":)", row.period_end, R"(,"current_period_start":)", row.period_start,
        R"(,"trial_settings":{"end_behavior":{"missing_payment_method":"create_invoice"}},"discount":)");
    if (row.coupon == 255) out += "null";
    else AppendDiscount(out, view, row.coupon, Kind::kSubscription, number);
}

void CreditNoteRest(std::string& out, const View& view, uint32_t number) {
    const CreditNoteRow& row = view.store.credit_notes.rows[number];
    Put(out, R"(,"refund":)", Ref{MaybeId(view, Kind::kRefund, row.refund)}, R"(,"tax_amounts":[])");
}

}  // namespace daybook::sandbox::acacia
