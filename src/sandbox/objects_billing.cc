// Subscriptions, credit notes, and the catalogue: products, prices, plans, coupons, promotion codes, discounts.
#include "sandbox/json.h"
#include "sandbox/objects.h"

namespace daybook::sandbox {
namespace {

std::string_view StatusName(SubscriptionStatus status) {
    constexpr std::string_view kNames[] = {"incomplete", "incomplete_expired", "trialing", "active",
                                           "past_due",   "unpaid",             "canceled", "paused"};
    return kNames[static_cast<int>(status)];
}

std::string_view PauseName(Pause pause) {
    constexpr std::string_view kNames[] = {"", "keep_as_draft", "mark_uncollectible", "void"};
    return kNames[static_cast<int>(pause)];
}

std::string_view IntervalName(Interval interval) { return interval == Interval::kYear ? "year" : "month"; }
std::string_view UsageName(Usage usage) { return usage == Usage::kMetered ? "metered" : "licensed"; }
std::string_view Meter(Usage usage) { return usage == Usage::kMetered ? "\"mtr_sandbox\"" : "null"; }

uint32_t FixedCreated(const View& view) { return view.store.products.rows[0].created; }

void AppendItems(std::string& out, const View& view, uint32_t number, std::string_view id) {
    const SubscriptionRow& row = view.store.subscriptions.rows[number];
    out += R"(,"items":{"object":"list","data":[)";
    for (uint32_t place = 0; place < std::min<uint32_t>(row.items, kEmbeddedItems); ++place) {
        if (place > 0) out += ',';
        AppendSubscriptionItem(out, view, number, place);
    }
    Put(out, R"(],"has_more":)", row.items > kEmbeddedItems, R"(,"total_count":)", row.items,
        R"(,"url":"/v1/subscription_items?subscription=)", id, R"("})");
}

void AppendCancellation(std::string& out, const View& view, const SubscriptionRow& row) {
    bool ending = row.flags & kAtPeriodEnd;
    Put(out, R"(,"cancel_at":)", Time{ending ? row.period_end : 0}, R"(,"cancel_at_period_end":)", ending,
        R"(,"canceled_at":)", Time{row.canceled_at}, R"(,"ended_at":)", Time{row.ended_at},
        R"(,"cancellation_details":{"comment":null,"feedback":null,"reason":)",
        row.canceled_at ? R"("cancellation_requested")" : "null");
    if (view.era == Era::kEndive) out += R"(,"feedback_option":null)";
    out += '}';
}

}  // namespace

void AppendSubscriptionItem(std::string& out, const View& view, uint32_t subscription, uint32_t place) {
    const SubscriptionRow& row = view.store.subscriptions.rows[subscription];
    Item item = view.store.ItemOf(subscription, place);
    Put(out, R"({"id":")", IdOf(view, Kind::kSubscriptionItem, uint64_t{subscription} << 8 | place),
        R"(","object":"subscription_item","billing_thresholds":null,"created":)", row.created,
        R"(,"discounts":[],"metadata":{},"plan":)");
    AppendPlan(out, view, item.price);
    out += R"(,"price":)";
    AppendPrice(out, view, item.price);
    if (!item.metered) Put(out, R"(,"quantity":)", item.quantity);
    Put(out, R"(,"subscription":)", Ref{IdOf(view, Kind::kSubscription, subscription)}, R"(,"tax_rates":[])");
    if (view.era == Era::kEndive)
        Put(out, R"(,"current_period_end":)", row.period_end, R"(,"current_period_start":)", row.period_start,
            R"(,"current_trial":null)");
    out += '}';
}

void AppendSubscription(std::string& out, const View& view, uint32_t number) {
    const SubscriptionRow& row = view.store.subscriptions.rows[number];
    Id id = IdOf(view, Kind::kSubscription, number);
    bool sending = row.flags & kBySending;
    Put(out, R"({"id":")", id, R"(","object":"subscription","application":null,"application_fee_percent":null,)"
        R"("automatic_tax":{"disabled_reason":null,"enabled":false,"liability":null},"billing_cycle_anchor":)", row.created,
        R"(,"billing_cycle_anchor_config":null,"billing_thresholds":null)");
    AppendCancellation(out, view, row);
    Put(out, R"(,"collection_method":")", sending ? "send_invoice" : "charge_automatically", R"(","created":)", row.created,
        R"(,"currency":")", kCurrencies[row.currency], R"(","customer":)", Ref{IdOf(view, Kind::kCustomer, row.customer)},
        R"(,"days_until_due":)", Time{sending ? 30u : 0u}, R"(,"default_payment_method":null,"default_source":null,)"
        R"("default_tax_rates":[],"description":null,"discounts":[)");
    if (row.coupon != 255) Put(out, Ref{DiscountId(view, Kind::kSubscription, number)});
    Put(out, R"(],"invoice_settings":{"account_tax_ids":null,"issuer":{"type":"self"}},"latest_invoice":)",
        Ref{MaybeId(view, Kind::kInvoice, row.latest_invoice)}, ",", Live(view),
        R"(,"metadata":{},"next_pending_invoice_item_invoice":null,"on_behalf_of":null,"pause_collection":)");
    if (row.pause == Pause::kNo) out += "null";
    else Put(out, R"({"behavior":")", PauseName(row.pause), R"(","resumes_at":)", Time{row.resumes_at}, "}");
    Put(out, R"(,"payment_settings":{"payment_method_options":null,"payment_method_types":null,)"
        R"("save_default_payment_method":"off"},"pending_invoice_item_interval":null,"pending_setup_intent":null,)"
        R"("pending_update":null,"schedule":null,"start_date":)", row.created, R"(,"status":")", StatusName(row.status),
        R"(","test_clock":)", row.flags & kClockSubscription ? R"("clock_1SandboxTestClock")" : "null",
        R"(,"transfer_data":null,"trial_end":)", Time{row.trial_end}, R"(,"trial_start":)",
        Time{row.trial_end ? row.created : 0});
    if (view.era == Era::kEndive) endive::SubscriptionRest(out, view, number);
    else acacia::SubscriptionRest(out, view, number);
    AppendItems(out, view, number, id);
    out += '}';
}

void AppendCreditNote(std::string& out, const View& view, uint32_t number) {
    const CreditNoteRow& row = view.store.credit_notes.rows[number];
    const InvoiceRow& invoice = view.store.invoices.rows[row.invoice];
    Id id = IdOf(view, Kind::kCreditNote, number);
    bool to_balance = row.type == NoteType::kBalance;
    Put(out, R"({"id":")", id, R"(","object":"credit_note","amount":)", row.amount, R"(,"amount_shipping":0,"created":)",
        row.created, R"(,"currency":")", kCurrencies[invoice.currency], R"(","customer":)",
        Ref{IdOf(view, Kind::kCustomer, invoice.customer)}, R"(,"customer_balance_transaction":)",
        Ref{to_balance ? IdOf(view, Kind::kBalanceTransaction, number) : Id()},
        R"(,"discount_amount":0,"discount_amounts":[],"effective_at":)", row.created, R"(,"invoice":)",
        Ref{IdOf(view, Kind::kInvoice, row.invoice)}, ",", Live(view), R"(,"memo":null,"metadata":{},"number":"SBX-)",
        row.invoice + 1, R"(-CN-01","out_of_band_amount":)");
    if (row.type == NoteType::kOutOfBand) Put(out, row.amount);
    else out += "null";
    Put(out, R"(,"pdf":"https://pay.stripe.com/credit_notes/acct_1Sandbox/)", id,
        "/pdf?s=ap", view.answer, R"(","pretax_credit_amounts":[],"reason":null,"shipping_cost":null,"status":")",
        row.voided ? "void" : "issued", R"(","subtotal":)", row.amount, R"(,"subtotal_excluding_tax":)", row.amount,
        R"(,"total":)", row.amount, R"(,"total_excluding_tax":)", row.amount, R"(,"type":")",
        row.type == NoteType::kPrePayment ? "pre_payment" : "post_payment", R"(","voided_at":)",
        Time{row.voided ? row.created + 60 : 0});
    if (view.era == Era::kEndive) endive::CreditNoteRest(out, view, number);
    else acacia::CreditNoteRest(out, view, number);
    Put(out, R"(,"lines":{"object":"list","data":[{"id":")", IdOf(view, Kind::kCreditNoteLine, number),
        R"(","object":"credit_note_line_item","amount":)", row.amount,
        R"(,"description":"Credit","discount_amount":0,"discount_amounts":[],)", Live(view),
        R"(,"pretax_credit_amounts":[],"quantity":1,"tax_rates":[],"type":"custom_line_item","unit_amount":)", row.amount,
        R"(,"unit_amount_decimal":")", row.amount, "\"");
    if (view.era == Era::kEndive) out += R"(,"metadata":{},"taxes":[])";
    else Put(out, R"(,"amount_excluding_tax":)", row.amount, R"(,"tax_amounts":[],"unit_amount_excluding_tax":")", row.amount, "\"");
    Put(out, R"(}],"has_more":false,"url":"/v1/credit_notes/)", id, R"(/lines"}})");
}

void AppendPrice(std::string& out, const View& view, uint32_t number) {
    const Price& price = view.store.catalogue.prices()[number];
    Put(out, R"({"id":")", IdOf(view, Kind::kPrice, number),
        R"(","object":"price","active":true,"billing_scheme":"per_unit","created":)", view.store.prices.rows[number].created,
        R"(,"currency":")", kCurrencies[price.currency], R"(","custom_unit_amount":null,)", Live(view),
        R"(,"lookup_key":null,"metadata":{},"nickname":null,"product":)", Ref{IdOf(view, Kind::kProduct, price.product)},
        R"(,"recurring":)");
    if (price.interval == Interval::kNone) {
        out += "null";
    } else {
        Put(out, R"({"interval":")", IntervalName(price.interval), R"(","interval_count":1,"meter":)", Meter(price.usage),
            R"(,"trial_period_days":null,"usage_type":")", UsageName(price.usage), "\"");
        out += view.era == Era::kAcacia ? R"(,"aggregate_usage":null})" : "}";
    }
    Put(out, R"(,"tax_behavior":"unspecified","tiers_mode":null,"transform_quantity":null,"type":")",
        price.interval == Interval::kNone ? "one_time" : "recurring", R"(","unit_amount":)", price.amount,
        R"(,"unit_amount_decimal":")", price.amount, R"("})");
}

void AppendPlan(std::string& out, const View& view, uint32_t number) {
    const Price& price = view.store.catalogue.prices()[number];
    Put(out, R"({"id":")", IdOf(view, Kind::kPrice, number), R"(","object":"plan","active":true,"amount":)", price.amount,
        R"(,"amount_decimal":")", price.amount, R"(","billing_scheme":"per_unit","created":)",
        view.store.prices.rows[number].created, R"(,"currency":")", kCurrencies[price.currency], R"(","interval":")",
        IntervalName(price.interval), R"(","interval_count":1,)", Live(view), R"(,"metadata":{},"meter":)", Meter(price.usage),
        R"(,"nickname":null,"product":)", Ref{IdOf(view, Kind::kProduct, price.product)},
        R"(,"tiers_mode":null,"transform_usage":null,"trial_period_days":null,"usage_type":")", UsageName(price.usage), "\"");
    out += view.era == Era::kAcacia ? R"(,"aggregate_usage":null})" : "}";
}

void AppendProduct(std::string& out, const View& view, uint32_t number) {
    const Product& product = Catalogue::Products()[number];
    uint32_t created = view.store.products.rows[number].created;
    Put(out, R"({"id":")", IdOf(view, Kind::kProduct, number), R"(","object":"product","active":true,"created":)", created,
        R"(,"default_price":null,"description":)", Text{product.description}, R"(,"images":[],)", Live(view),
        R"(,"marketing_features":[],"metadata":{},"name":)", Text{product.name},
        R"(,"package_dimensions":null,"shippable":null,"statement_descriptor":null,"tax_code":null,"type":")",
        product.billing == Interval::kNone ? "good" : "service", R"(","unit_label":null,"updated":)", created, R"(,"url":null)");
    out += view.era == Era::kEndive ? R"(,"tax_details":null})" : "}";
}

void AppendCoupon(std::string& out, const View& view, uint32_t number) {
    const Coupon& coupon = Catalogue::Coupons()[number];
    Put(out, R"({"id":)", Text{coupon.id}, R"(,"object":"coupon","amount_off":)");
    if (coupon.percent.empty()) Put(out, coupon.amount_off, R"(,"currency":"usd","percent_off":null)");
    else Put(out, R"(null,"currency":null,"percent_off":)", coupon.percent);
    Put(out, R"(,"created":)", view.store.coupons.rows[number].created, R"(,"duration":")", coupon.duration,
        R"(","duration_in_months":)", Time{static_cast<uint32_t>(coupon.months)}, ",", Live(view),
        R"(,"max_redemptions":null,"metadata":{},"name":)", Text{coupon.name}, R"(,"redeem_by":null,"times_redeemed":)",
        number * 7, R"(,"valid":)", coupon.valid, "}");
}

void AppendPromotionCode(std::string& out, const View& view, uint32_t number) {
    const PromotionCode& code = Catalogue::PromotionCodes()[number];
    Put(out, R"({"id":")", IdOf(view, Kind::kPromotionCode, number), R"(","object":"promotion_code","active":)", code.active,
        R"(,"code":)", Text{code.code}, R"(,"created":)", view.store.promotion_codes.rows[number].created,
        R"(,"customer":null,"expires_at":null,)", Live(view), R"(,"max_redemptions":null,"metadata":{},)"
        R"("restrictions":{"first_time_transaction":false,"minimum_amount":null,"minimum_amount_currency":null},)"
        R"("times_redeemed":0)");
    if (view.era == Era::kEndive) {
        Put(out, R"(,"customer_account":null,"promotion":{"type":"coupon","coupon":)",
            Text{Catalogue::Coupons()[code.coupon].id}, "}}");
        return;
    }
    out += R"(,"coupon":)";
    AppendCoupon(out, view, code.coupon);
    out += '}';
}

std::string DiscountId(const View& view, Kind target, uint32_t number) {
    Id id = IdOf(view, target, number);
    return std::string("di_").append(id.view().substr(id.view().find('_') + 1));
}

void AppendDiscount(std::string& out, const View& view, uint8_t coupon, Kind target, uint32_t number) {
    uint32_t customer = target == Kind::kInvoice        ? view.store.invoices.rows[number].customer
                        : target == Kind::kSubscription ? view.store.subscriptions.rows[number].customer
                                                        : number;
    Put(out, R"({"id":)", Ref{DiscountId(view, target, number)}, R"(,"object":"discount","checkout_session":null,"customer":)",
        Ref{IdOf(view, Kind::kCustomer, customer)}, R"(,"end":null,"invoice":)");
    Id of_invoice = target == Kind::kInvoice ? IdOf(view, target, number) : Id();
    Put(out, Ref{of_invoice}, R"(,"invoice_item":null,"promotion_code":null,"start":)", FixedCreated(view),
        R"(,"subscription":)");
    Id of_subscription = target == Kind::kSubscription ? IdOf(view, target, number) : Id();
    Put(out, Ref{of_subscription}, R"(,"subscription_item":null)");
    if (view.era == Era::kEndive) {
        Put(out, R"(,"customer_account":null,"source":{"type":"coupon","coupon":)", Text{Catalogue::Coupons()[coupon].id}, "}}");
        return;
    }
    out += R"(,"coupon":)";
    AppendCoupon(out, view, coupon);
    out += '}';
}

}  // namespace daybook::sandbox
