// Invoices, their lines, and what says that they were paid or paid back, in both shapes (stripe.md
// §3.2).
#include "base/money.h"
#include "base/text.h"
#include "profiles/profile.h"
#include "stripe/decode_json.h"

namespace daybook::stripe {

using json::element;
using namespace json::literals;

namespace {

constexpr size_t kNameBytesMax = 80;
constexpr size_t kDescriptionBytesMax = 500;

int16_t OrderStatusOf(element value) {
    if (!value.is_string() || json::View(value).empty()) return kNoOrderStatus;
    return static_cast<int16_t>(profiles::OrderStatusOf(json::View(value)));
}

OrderKind OrderKindOfReason(std::string_view reason) {
    switch (json::KeyOf(reason)) {
        case "subscription_create"_key:
            return OrderKind::kSubscriptionFirst;
        case "subscription_cycle"_key:
            return OrderKind::kRenewal;
        case "subscription_update"_key:
        case "subscription_threshold"_key:
            return OrderKind::kSubscriptionChange;
    }
    return OrderKind::kOneTime;
}

// What names a line without product: the description, and for a very long one its beginning and a
// hash of all.
std::string DescriptionKey(std::string text) {
    if (text.size() <= kDescriptionBytesMax) return text;
    const std::string hash = std::to_string(TieHash(text));
    return json::Cut(std::move(text), kDescriptionBytesMax) + hash;
}

// A line while it is read.
struct Reading {
    Line line;
    int64_t amount = 0;
    bool proration = false;
    std::optional<int64_t> quantity;
    std::string description;
};

void ReadPricing(element pricing, Line& line) {
    const auto details = json::Member(pricing, "price_details");
    if (!details) return;
    json::EachMember(*details, [&](uint64_t key, element value) {
        if (key == "price"_key) ReadLinePrice(value, line);
        if (key == "product"_key) line.product = json::Reference(value);
    });
}

void ReadParent(element parent, Reading& reading) {
    json::EachMember(parent, [&](uint64_t key, element details) {
        if (key != "subscription_item_details"_key && key != "invoice_item_details"_key) return;
        json::EachMember(details, [&](uint64_t inner, element value) {
            if (inner == "proration"_key) reading.proration |= json::True(value);
            if (inner == "subscription_item"_key)
                reading.line.item = TieHash(json::Reference(value));
        });
    });
}

Reading ReadLine(element object) {
    Reading reading;
    Line& line = reading.line;
    json::EachMember(object, [&](uint64_t key, element value) {
        switch (key) {
            case "amount"_key:
                reading.amount = json::IntegerOr0(value);
                break;
            case "description"_key:
                reading.description = json::Text(value);
                break;
            case "quantity"_key:
                reading.quantity = json::Integer(value);
                break;
            case "proration"_key:
                reading.proration |= json::True(value);
                break;
            case "subscription_item"_key:
                if (json::Set(value)) line.item = TieHash(json::Reference(value));
                break;
            case "price"_key:
            case "plan"_key:
                if (json::Set(value)) ReadLinePrice(value, line);
                break;
            case "pricing"_key:
                ReadPricing(value, line);
                break;
            case "parent"_key:
                ReadParent(value, reading);
                break;
        }
    });
    return reading;
}

void AddLine(element object, std::vector<Line>& lines) {
    Reading reading = ReadLine(object);
    if (reading.proration || reading.amount <= 0 || reading.quantity == 0) return;
    Line& line = reading.line;
    line.no_quantity = !reading.quantity.has_value();
    line.quantity = reading.quantity.value_or(0);
    NameLine(std::move(reading.description), line);
    lines.push_back(std::move(line));
}

void ReadLines(element list, Decoded& out, std::vector<Line>& lines) {
    if (const auto more = json::Member(list, "has_more")) out.more_lines = json::True(*more);
    if (const auto data = json::Member(list, "data")) {
        json::EachElement(*data, [&](element line) { AddLine(line, lines); });
    }
}

void ReadTransitions(element transitions, Fact& fact) {
    json::EachMember(transitions, [&](uint64_t key, element value) {
        switch (key) {
            case "finalized_at"_key:
                fact.t1 = json::Integer(value);
                break;
            case "paid_at"_key:
                fact.t2 = json::Integer(value);
                break;
            case "marked_uncollectible_at"_key:
                fact.t3 = json::Integer(value);
                break;
            case "voided_at"_key:
                fact.back = json::IntegerOr0(value);
                break;
        }
    });
}

// parent.subscription_details.subscription, since basil.
void ReadSubscriptionOf(element parent, Detail& detail) {
    const auto details = json::Member(parent, "subscription_details");
    const auto subscription = details ? json::Member(*details, "subscription") : std::nullopt;
    if (subscription) detail.subscription = TieHash(json::Reference(*subscription));
}

int64_t SumOf(element list, std::string_view member) {
    int64_t sum = 0;
    json::EachElement(list, [&](element each) {
        if (const auto amount = json::Member(each, member))
            sum = SaturatingAdd(sum, json::IntegerOr0(*amount));
    });
    return sum;
}

// The coupon of an embedded discount: discount.coupon.id, or discount.source.coupon since clover.
std::string_view CouponOf(element discount) {
    if (const auto coupon = json::Member(discount, "coupon")) return json::Reference(*coupon);
    const auto source = json::Member(discount, "source");
    const auto coupon = source ? json::Member(*source, "coupon") : std::nullopt;
    return coupon ? json::Reference(*coupon) : std::string_view{};
}

// What an invoice says of its amounts, until all members are read.
struct Amounts {
    int64_t subtotal = 0, paid = 0, due = 0;
    bool out_of_band = false;
};

// True where the member was one of these.
void ReadAmount(uint64_t key, element value, Amounts& amounts, Decoded& out, Detail& detail) {
    switch (key) {
        case "subtotal"_key:
            amounts.subtotal = json::IntegerOr0(value);
            break;
        case "amount_paid"_key:
            amounts.paid = json::IntegerOr0(value);
            break;
        case "amount_due"_key:
            amounts.due = json::IntegerOr0(value);
            break;
        case "paid_out_of_band"_key:
            amounts.out_of_band = json::True(value);
            break;
        case "total"_key:
            out.fact.total = json::IntegerOr0(value);
            break;
        case "total_discount_amounts"_key:
            detail.discount = SumOf(value, "amount");
            json::EachElement(value, [&](element each) {
                const auto discount = json::Member(each, "discount");
                if (detail.coupon.empty() && discount) detail.coupon = CouponOf(*discount);
            });
            break;
        case "discount"_key:
            if (json::Set(value)) detail.coupon = CouponOf(value);
            break;
        case "discounts"_key:
            json::EachElement(value, [&](element each) {
                if (detail.coupon.empty()) detail.coupon = CouponOf(each);
            });
            break;
        default:
            ReadCommon(key, value, out);
    }
}

void ReadPlaces(uint64_t key, element value, Contact& contact) {
    switch (key) {
        case "customer_email"_key:
            contact.email = json::Email(value);
            break;
        case "customer_name"_key:
            contact.name = json::Text(value);
            break;
        case "customer_phone"_key:
            contact.phone = json::Text(value);
            break;
        case "customer_address"_key:
            contact.address = json::AddressOf(value);
            break;
        case "customer_shipping"_key:
            json::EachMember(value, [&](uint64_t inner, element part) {
                if (inner == "name"_key) contact.shipping_name = json::Text(part);
                if (inner == "phone"_key) contact.shipping_phone = json::Text(part);
                if (inner == "address"_key) contact.shipping_address = json::AddressOf(part);
            });
            break;
    }
}

}  // namespace

void ReadLinePrice(element price, Line& line) {
    if (price.is_string()) line.price = json::View(price);
    json::EachMember(price, [&](uint64_t key, element value) {
        switch (key) {
            case "id"_key:
                line.price = json::View(value);
                break;
            case "product"_key:
                if (json::Set(value)) line.product = json::Reference(value);
                break;
            case "usage_type"_key:
                line.metered |= json::View(value) == "metered";
                break;
            case "recurring"_key:
                if (const auto type = json::Member(value, "usage_type"))
                    line.metered |= json::View(*type) == "metered";
                break;
        }
    });
}

void NameLine(std::string description, Line& line) {
    if (line.product.empty()) {
        line.by_description = true;
        line.product = DescriptionKey(std::move(description));
    } else {
        line.name = json::Cut(std::move(description), kNameBytesMax);
    }
}

Contact ContactOfInvoice(element object) {
    Contact contact;
    json::EachMember(object, [&](uint64_t key, element value) { ReadPlaces(key, value, contact); });
    return contact;
}

void ReadInvoice(element object, Decoded& out) {
    Fact& fact = out.fact;
    Detail detail;
    Amounts amounts;
    Contact contact;
    fact.status = kNoOrderStatus;
    json::EachMember(object, [&](uint64_t key, element value) {
        switch (key) {
            case "status"_key:
                fact.status = OrderStatusOf(value);
                if (fact.status == static_cast<int16_t>(profiles::OrderStatus::kUnknown)) detail.status = json::OtherStatus(value);
                break;
            case "number"_key:
                out.number = json::Text(value);
                break;
            case "billing_reason"_key:
                fact.flags |= FlagsOf(OrderKindOfReason(json::View(value)));
                break;
            case "attempt_count"_key:
                fact.flags |= AttemptFlags(json::IntegerOr0(value));
                break;
            case "status_transitions"_key:
                ReadTransitions(value, fact);
                break;
            case "lines"_key:
                ReadLines(value, out, detail.lines);
                break;
            case "subscription"_key:
                if (json::Set(value)) detail.subscription = TieHash(json::Reference(value));
                break;
            case "parent"_key:
                ReadSubscriptionOf(value, detail);
                break;
            case "customer_name"_key:
            case "customer_phone"_key:
            case "customer_address"_key:
            case "customer_shipping"_key:
                ReadPlaces(key, value, contact);
                break;
            default:
                ReadAmount(key, value, amounts, out, detail);
        }
    });
    fact.paid = amounts.out_of_band ? amounts.due : amounts.paid;
    if (fact.total > 0 || amounts.subtotal > 0) fact.flags |= kFlagOrder;
    OfferContact(contact, fact, detail);
    detail.id = out.id;
    fact.lines = EncodeDetail(detail);
}

}  // namespace daybook::stripe
