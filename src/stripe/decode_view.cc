#include "stripe/decode_view.h"

#include "base/money.h"
#include "stripe/decode_json.h"

namespace daybook::stripe {
namespace {

using json::element;
using namespace json::literals;

void ReadRecurring(element recurring, SubscriptionTerms& terms, bool& metered) {
    json::EachMember(recurring, [&](uint64_t key, element value) {
        if (key == "interval"_key && terms.interval.empty()) terms.interval = json::Text(value);
        if (key == "interval_count"_key) terms.interval_count = json::Integer(value).value_or(1);
        if (key == "usage_type"_key) metered = json::View(value) == "metered";
    });
}

void ReadItem(element item, SubscriptionTerms& terms) {
    const std::optional<element> price = json::Member(item, "price");
    if (!price) return;
    bool metered = false;
    if (const auto recurring = json::Member(*price, "recurring")) ReadRecurring(*recurring, terms, metered);
    const auto unit = json::Member(*price, "unit_amount");
    const std::optional<int64_t> amount = unit ? json::Integer(*unit) : std::nullopt;
    if (metered || !amount) return;
    const auto quantity = json::Member(item, "quantity");
    const int64_t count = quantity ? json::Integer(*quantity).value_or(1) : 1;
    terms.amount = SaturatingAdd(terms.amount.value_or(0), SaturatingMul(*amount, count));
    if (const auto currency = json::Member(*price, "currency"); currency && terms.currency.empty())
        terms.currency = json::Text(*currency);
}

}  // namespace

Result<InvoiceExtra> DecodeInvoiceExtra(std::string_view body) {
    const json::Document& document = *TRY(json::Document::Parse(body));
    InvoiceExtra extra;
    json::EachMember(document.root(), [&](uint64_t key, element value) {
        if (key == "number"_key) extra.number = json::Text(value);
        if (key == "billing_reason"_key) extra.reason = json::Text(value);
    });
    return extra;
}

Result<SubscriptionTerms> DecodeTerms(std::string_view body) {
    const json::Document& document = *TRY(json::Document::Parse(body));
    SubscriptionTerms terms;
    json::EachMember(document.root(), [&](uint64_t key, element value) {
        if (key == "cancel_at"_key) terms.cancel_at = json::Integer(value);
        if (key == "currency"_key) terms.currency = json::Text(value);
        if (key != "items"_key) return;
        const auto data = json::Member(value, "data");
        if (data) json::EachElement(*data, [&](element item) { ReadItem(item, terms); });
    });
    return terms;
}

Result<std::string> DecodeProductName(std::string_view body) {
    const json::Document& document = *TRY(json::Document::Parse(body));
    const auto name = json::Member(document.root(), "name");
    return name ? json::Text(*name) : std::string();
}

}  // namespace daybook::stripe
