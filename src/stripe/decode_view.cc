#include "stripe/decode_view.h"

#include <utility>

#include "base/money.h"
#include "stripe/decode_json.h"

namespace daybook::stripe {
namespace {

using json::element;
using namespace json::literals;

// The terms of one price by itself.
struct PriceTerms {
    std::string currency, interval;
    int64_t interval_count = 1;
    bool metered = false;
};

PriceTerms TermsOf(element price) {
    PriceTerms terms;
    if (const auto currency = json::Member(price, "currency")) terms.currency = json::Text(*currency);
    const auto recurring = json::Member(price, "recurring");
    if (!recurring) return terms;
    json::EachMember(*recurring, [&](uint64_t key, element value) {
        if (key == "interval"_key) terms.interval = json::Text(value);
        if (key == "interval_count"_key) terms.interval_count = json::Integer(value).value_or(1);
        if (key == "usage_type"_key) terms.metered = json::View(value) == "metered";
    });
    return terms;
}

// Of one unit in this currency. A price tells of another than its own only in `currency_options`, which Stripe gives to who
// asks. Nothing too where it is tiered, or below the smallest unit.
std::optional<int64_t> UnitAmount(element price, const PriceTerms& own, std::string_view currency) {
    std::optional<element> offer = price;
    if (own.currency != currency) {
        const auto options = json::Member(price, "currency_options");
        offer = options ? json::Member(*options, currency) : std::nullopt;
    }
    const auto unit = offer ? json::Member(*offer, "unit_amount") : std::nullopt;
    return unit ? json::Integer(*unit) : std::nullopt;
}

// How many units an item's quantity is billed as: whole packages, where its price is one of a package.
std::optional<int64_t> UnitsOf(element item, element price) {
    const auto quantity = json::Member(item, "quantity");
    const int64_t count = quantity ? json::Integer(*quantity).value_or(1) : 1;
    const auto package = json::Member(price, "transform_quantity");
    if (!package || !json::Set(*package)) return count;
    const auto divide_by = json::Member(*package, "divide_by");
    const int64_t size = divide_by ? json::IntegerOr0(*divide_by) : 0;
    if (size <= 0 || count < 0) return std::nullopt;
    const auto round = json::Member(*package, "round");
    const bool begun = round && json::View(*round) == "up" && count % size != 0;
    return count / size + (begun ? 1 : 0);
}

// What an item that is not metered adds. Nothing: it cannot be told.
std::optional<int64_t> PartOf(element item, element price, const PriceTerms& own, const SubscriptionTerms& whole) {
    if (own.interval != whole.interval || own.interval_count != whole.interval_count) return std::nullopt;
    const auto unit = UnitAmount(price, own, whole.currency);
    const auto units = UnitsOf(item, price);
    return unit && units ? std::optional(SaturatingMul(*unit, *units)) : std::nullopt;
}

void ReadItems(element items, SubscriptionTerms& terms) {
    const auto more = json::Member(items, "has_more");
    bool known = !more || !json::True(*more);
    bool first = true;
    const auto data = json::Member(items, "data");
    if (data) json::EachElement(*data, [&](element item) {
        const auto price = json::Member(item, "price");
        const PriceTerms own = price ? TermsOf(*price) : PriceTerms();
        if (std::exchange(first, false)) {
            terms.interval = own.interval;
            terms.interval_count = own.interval_count;
            if (terms.currency.empty()) terms.currency = own.currency;
        }
        if (own.metered) return;
        const auto part = price ? PartOf(item, *price, own, terms) : std::nullopt;
        known = known && part;
        if (part) terms.amount = SaturatingAdd(terms.amount.value_or(0), *part);
    });
    if (!known) terms.amount.reset();
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
    std::optional<element> items;
    json::EachMember(document.root(), [&](uint64_t key, element value) {
        if (key == "cancel_at"_key) terms.cancel_at = json::Integer(value);
        if (key == "currency"_key) terms.currency = json::Text(value);
        if (key == "items"_key) items = value;
    });
    if (items) ReadItems(*items, terms);
    return terms;
}

Result<std::string> DecodeProductName(std::string_view body) {
    const json::Document& document = *TRY(json::Document::Parse(body));
    const auto name = json::Member(document.root(), "name");
    return name ? json::Text(*name) : std::string();
}

}  // namespace daybook::stripe
