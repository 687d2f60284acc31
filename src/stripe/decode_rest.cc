// Customers, subscriptions, and what checkout and payments leave behind.
#include <algorithm>

#include "base/money.h"
#include "base/text.h"
#include "stripe/decode_json.h"

namespace daybook::stripe {

using json::element;
using namespace json::literals;

namespace {

constexpr size_t kUrlBytesMax = 2000;

// The place of a text in a table of names, counted from 1; 0 where it is not there.
template <size_t N>
int16_t Number(const std::string_view (&names)[N], std::string_view name) {
    const auto* const found = std::find(std::begin(names), std::end(names), name);
    return found == std::end(names) ? 0 : static_cast<int16_t>(found - std::begin(names) + 1);
}

// In the order of the enumerations in facts.h.
constexpr std::string_view kSubscriptionStatuses[] = {
    "incomplete", "incomplete_expired", "trialing", "active", "past_due",
    "unpaid",     "canceled",           "paused"};
constexpr std::string_view kSessionStatuses[] = {"open", "complete", "expired"};
constexpr std::string_view kChargeStatuses[] = {"succeeded", "pending", "failed"};
constexpr std::string_view kRefundStatuses[] = {"pending", "requires_action", "succeeded", "failed",
                                                "canceled"};
constexpr std::string_view kNoteStatuses[] = {"issued", "void"};
constexpr std::string_view kPaymentStatuses[] = {"open", "paid", "canceled"};

// Name, individual_name, business_name, phone, address, email: customers and customer_details have
// the same names.
bool ReadPerson(uint64_t key, element value, Contact& contact) {
    switch (key) {
        case "email"_key:
            contact.email = json::Email(value);
            return true;
        case "name"_key:
            contact.name = json::Text(value);
            return true;
        case "individual_name"_key:
            contact.individual_name = json::Text(value);
            return true;
        case "business_name"_key:
            contact.business_name = json::Text(value);
            return true;
        case "phone"_key:
            contact.phone = json::Text(value);
            return true;
        case "address"_key:
            contact.address = json::AddressOf(value);
            return true;
    }
    return false;
}

void ReadPersonIn(element details, Contact& contact) {
    json::EachMember(details,
                     [&](uint64_t key, element value) { ReadPerson(key, value, contact); });
}

void ReadShipping(element shipping, Contact& contact) {
    json::EachMember(shipping, [&](uint64_t key, element value) {
        if (key == "name"_key) contact.shipping_name = json::Text(value);
        if (key == "phone"_key) contact.shipping_phone = json::Text(value);
        if (key == "address"_key) contact.shipping_address = json::AddressOf(value);
    });
}

// The guest's address, as written and normalised.
void ReadGuest(const Contact& contact, bool makes_guest, Decoded& out, Detail& detail) {
    auto email = CleanEmail(contact.email);
    if (!email) return;
    out.fact.flags |= kFlagHasEmail;
    if (!out.customer_id.empty()) return;
    out.guest_email = AsciiLower(*email);
    out.fact.flags |= kFlagCarriesEmail;
    if (makes_guest) out.fact.flags |= kFlagGuest;
    detail.email = std::move(*email);
}

bool IsMetered(element price) {
    const auto recurring = json::Member(price, "recurring");
    const auto type = json::Member(recurring ? *recurring : price, "usage_type");
    return type && json::View(*type) == "metered";
}

void ReadItem(element item, Decoded& out, Detail& detail) {
    Line line;
    line.no_quantity = true;
    json::EachMember(item, [&](uint64_t key, element value) {
        switch (key) {
            case "id"_key:
                line.item = TieHash(json::View(value));
                break;
            case "quantity"_key:
                if (const auto quantity = json::Integer(value)) {
                    line.quantity = *quantity;
                    line.no_quantity = false;
                }
                break;
            case "current_period_end"_key:
                if (const int64_t end = json::IntegerOr0(value); end > 0) {
                    out.fact.total = out.fact.total == 0 ? end : std::min(out.fact.total, end);
                }
                break;
            case "price"_key:
            case "plan"_key:
                if (!json::Set(value) || !line.price.empty()) break;
                line.price = json::Reference(value);
                line.metered = IsMetered(value);
                if (const auto product = json::Member(value, "product"))
                    line.product = json::Reference(*product);
                break;
        }
    });
    if (line.metered && !line.price.empty()) out.items_metered.push_back(line.price);
    detail.lines.push_back(std::move(line));
}

// A reason that no deleted customer leaves behind: "cancellation_requested" is that of any request.
bool HasOwnReason(element cancellation) {
    for (const std::string_view said : {"comment", "feedback"}) {
        if (const auto value = json::Member(cancellation, said); value && json::Set(*value))
            return true;
    }
    const auto reason = json::Member(cancellation, "reason");
    return reason && json::Set(*reason) && json::View(*reason) != "cancellation_requested";
}

void ReadItems(element list, Decoded& out, Detail& detail) {
    json::EachMember(list, [&](uint64_t key, element value) {
        if (key == "has_more"_key) out.more_lines = json::True(value);
        if (key == "data"_key)
            json::EachElement(value, [&](element item) { ReadItem(item, out, detail); });
    });
}

Line ReadLineItem(element item) {
    Line line;
    std::string description;
    std::optional<int64_t> quantity;
    json::EachMember(item, [&](uint64_t key, element value) {
        if (key == "quantity"_key) quantity = json::Integer(value);
        if (key == "description"_key) description = json::Text(value);
        if (key == "price"_key && json::Set(value)) ReadLinePrice(value, line);
    });
    line.no_quantity = !quantity.has_value();
    line.quantity = quantity.value_or(0);
    NameLine(std::move(description), line);
    return line;
}

// What a checkout holds; the sum of the quantities only where all of it is there.
void ReadLineItems(element list, Decoded& out, Detail& detail) {
    if (const auto more = json::Member(list, "has_more")) out.more_lines = json::True(*more);
    const auto data = json::Member(list, "data");
    if (!data) return;
    json::EachElement(*data, [&](element item) {
        Line line = ReadLineItem(item);
        detail.quantity = SaturatingAdd(detail.quantity.value_or(0), line.no_quantity ? 1 : line.quantity);
        if (line.no_quantity || line.quantity > 0) detail.lines.push_back(std::move(line));
    });
    if (out.more_lines) detail.quantity.reset();
}

// The link with which a shopper can go on, of an expired session.
void ReadRecovery(element after_expiration, Fact& fact, std::string& url) {
    const auto recovery = json::Member(after_expiration, "recovery");
    if (!recovery) return;
    json::EachMember(*recovery, [&](uint64_t key, element value) {
        if (key == "url"_key) url = json::Text(value);
        if (key == "expires_at"_key) fact.t2 = json::Integer(value);
    });
}

void ReadSessionContact(uint64_t key, element value, Contact& contact, std::string& prefill) {
    if (key == "customer_details"_key) ReadPersonIn(value, contact);
    if (key == "customer_email"_key) prefill = json::Email(value);
}

}  // namespace

void OfferContact(const Contact& contact, Fact& fact, Detail& detail) {
    std::string first = FoldSpace(contact.individual_name);
    for (const std::string* each : {&contact.name, &contact.shipping_name}) {
        std::string name = FoldSpace(*each);
        if (name.empty() || name == first) continue;
        if (first.empty()) {
            first = std::move(name);
            continue;
        }
        fact.flags |= kFlagOtherName;
        detail.other_name = TieHash(name);
        break;
    }
    if (!first.empty()) fact.flags |= kFlagHasName;
    fact.name = TieHash(first);
    if (!Trim(contact.phone).empty()) fact.flags |= kFlagHasPhone;
    if (contact.address.any() || contact.shipping_address.any()) fact.flags |= kFlagHasAddress;
}

void ReadMetadata(element value, Decoded& out) {
    simdjson::dom::object members;
    if (value.get(members) != simdjson::SUCCESS) return;
    for (const auto& [key, member] : members) {
        if (member.is_string()) out.metadata.emplace_back(key, json::Text(member));
    }
}

void ReadCustomer(element object, Decoded& out) {
    json::EachMember(object, [&](uint64_t key, element value) {
        if (key == "shipping"_key) return ReadShipping(value, out.contact);
        if (key == "metadata"_key) return ReadMetadata(value, out);
        if (!ReadPerson(key, value, out.contact)) ReadCommon(key, value, out);
    });
    out.currency = std::move(out.fact.currency);
}

void ReadSubscription(element object, Decoded& out) {
    Fact& fact = out.fact;
    Detail detail;
    json::EachMember(object, [&](uint64_t key, element value) {
        switch (key) {
            case "status"_key:
                fact.status = Number(kSubscriptionStatuses, json::View(value));
                if (fact.status == 0) detail.status = json::OtherStatus(value);
                break;
            case "pause_collection"_key:
                if (json::Set(value)) fact.flags |= kFlagPauseCollection;
                break;
            case "cancel_at_period_end"_key:
                if (json::True(value)) fact.flags |= kFlagCancelAtPeriodEnd;
                break;
            case "start_date"_key:
                fact.t1 = json::Integer(value);
                break;
            case "trial_start"_key:
                fact.t2 = json::Integer(value);
                break;
            case "trial_end"_key:
                fact.t3 = json::Integer(value);
                break;
            case "ended_at"_key:
                fact.paid = json::IntegerOr0(value);
                break;
            case "canceled_at"_key:
                fact.back = json::IntegerOr0(value);
                break;
            case "current_period_end"_key:
                if (fact.total == 0) fact.total = json::IntegerOr0(value);
                break;
            case "items"_key:
                ReadItems(value, out, detail);
                break;
            case "cancellation_details"_key:
                if (HasOwnReason(value)) fact.flags |= kFlagCancelReason;
                break;
            default:
                ReadCommon(key, value, out);
        }
    });
    detail.id = out.id;
    fact.lines = EncodeDetail(detail);
}

Contact ContactOfSession(element object) {
    Contact contact;
    std::string prefill;
    json::EachMember(object, [&](uint64_t key, element value) {
        ReadSessionContact(key, value, contact, prefill);
    });
    if (contact.email.empty()) contact.email = std::move(prefill);
    return contact;
}

void ReadSession(element object, Decoded& out) {
    Fact& fact = out.fact;
    Detail detail;
    Contact contact;
    std::string prefill;
    std::string url;
    std::string recovery;
    json::EachMember(object, [&](uint64_t key, element value) {
        switch (key) {
            case "status"_key:
                fact.status = Number(kSessionStatuses, json::View(value));
                if (fact.status == 0) detail.status = json::OtherStatus(value);
                break;
            case "mode"_key:
                if (json::View(value) == "setup") fact.flags |= kFlagSetup;
                break;
            case "amount_total"_key:
                fact.total = json::IntegerOr0(value);
                break;
            case "expires_at"_key:
                fact.t1 = json::Integer(value);
                break;
            case "payment_intent"_key:
                fact.pay = TieHash(json::Reference(value));
                break;
            case "recovered_from"_key:
                fact.back = TieHash(json::Reference(value));
                if (fact.back != 0) fact.flags |= kFlagRecovers;
                break;
            case "after_expiration"_key:
                ReadRecovery(value, fact, recovery);
                break;
            case "url"_key:
                url = json::Text(value);
                break;
            case "line_items"_key:
                ReadLineItems(value, out, detail);
                break;
            case "consent"_key:
                if (const auto said = json::Member(value, "promotions");
                    said && json::View(*said) == "opt_out") {
                    fact.flags |= kFlagOptOut;
                }
                break;
            case "customer_details"_key:
            case "customer_email"_key:
                ReadSessionContact(key, value, contact, prefill);
                break;
            default:
                ReadCommon(key, value, out);
        }
    });
    if (contact.email.empty()) contact.email = std::move(prefill);
    ReadGuest(contact, (fact.flags & kFlagSetup) == 0, out, detail);
    OfferContact(contact, fact, detail);
    detail.id = out.id;
    detail.business = TieHash(FoldSpace(contact.business_name));
    if (fact.status != static_cast<int16_t>(SessionStatus::kComplete))
        detail.url = url.empty() ? recovery : url;
    if (detail.url.size() > kUrlBytesMax) detail.url.clear();
    fact.lines = EncodeDetail(detail);
}

Contact ContactOfCharge(element object) {
    Contact contact;
    if (const auto details = json::Member(object, "billing_details"))
        ReadPersonIn(*details, contact);
    // Only individual_name and business_name of a checkout count: a charge's billing details have
    // neither.
    contact.individual_name.clear();
    contact.business_name.clear();
    if (contact.email.empty()) {
        if (const auto receipt = json::Member(object, "receipt_email"))
            contact.email = json::Email(*receipt);
    }
    return contact;
}

void ReadCharge(element object, Decoded& out) {
    Fact& fact = out.fact;
    std::optional<int64_t> captured;
    int64_t amount = 0;
    json::EachMember(object, [&](uint64_t key, element value) {
        switch (key) {
            case "status"_key:
                fact.status = Number(kChargeStatuses, json::View(value));
                break;
            case "captured"_key:
                if (json::True(value)) fact.flags |= kFlagCaptured;
                break;
            case "amount"_key:
                amount = json::IntegerOr0(value);
                break;
            case "amount_captured"_key:
                captured = json::Integer(value);
                break;
            case "amount_refunded"_key:
                fact.back = json::IntegerOr0(value);
                break;
            case "payment_intent"_key:
                out.payment_intent = json::Reference(value);
                fact.pay = TieHash(out.payment_intent);
                break;
            case "invoice"_key:
                fact.flags |= kFlagTieKnown;
                out.parent_id = json::Reference(value);
                if (!out.parent_id.empty()) fact.flags |= kFlagTied;
                break;
            default:
                ReadCommon(key, value, out);
        }
    });
    const bool is_captured = (fact.flags & kFlagCaptured) != 0;
    const bool is_sale =
        is_captured && fact.status == static_cast<int16_t>(ChargeStatus::kSucceeded);
    fact.total = captured.value_or(is_captured ? amount : 0);  // older than amount_captured
    fact.paid = TieHash(out.id);
    out.tie = out.payment_intent.empty() ? TieOfCharge(out.id) : out.payment_intent;
    const Contact contact = ContactOfCharge(object);
    Detail detail;
    ReadGuest(contact, is_sale, out, detail);
    OfferContact(contact, fact, detail);
    detail.id = out.id;
    fact.lines = EncodeDetail(detail);
}

void ReadRefund(element object, Decoded& out) {
    Fact& fact = out.fact;
    json::EachMember(object, [&](uint64_t key, element value) {
        switch (key) {
            case "status"_key:
                fact.status = Number(kRefundStatuses, json::View(value));
                break;
            case "amount"_key:
                fact.total = json::IntegerOr0(value);
                break;
            case "charge"_key:
                out.parent_id = json::Reference(value);
                break;
            case "payment_intent"_key:
                out.tie = json::Reference(value);
                fact.pay = TieHash(out.tie);
                break;
            default:
                ReadCommon(key, value, out);
        }
    });
    if (out.parent_id.empty() && out.customer_id.empty()) out.parent_id = out.tie;
    fact.name = TieHash(out.id);
}

void ReadCreditNote(element object, Decoded& out) {
    Fact& fact = out.fact;
    Detail detail;
    int64_t amount = 0, out_of_band = 0, listed = 0, before = 0, after = 0;
    bool has_list = false, has_refund = false, to_balance = false;
    json::EachMember(object, [&](uint64_t key, element value) {
        switch (key) {
            case "status"_key:
                fact.status = Number(kNoteStatuses, json::View(value));
                break;
            case "type"_key:
                if (json::View(value) == "pre_payment") fact.flags |= kFlagPrePayment;
                break;
            case "amount"_key:
                amount = json::IntegerOr0(value);
                break;
            case "out_of_band_amount"_key:
                out_of_band = json::IntegerOr0(value);
                break;
            case "pre_payment_amount"_key:
                before = json::IntegerOr0(value);
                break;
            case "post_payment_amount"_key:
                after = json::IntegerOr0(value);
                break;
            case "invoice"_key:
                out.parent_id = json::Reference(value);
                break;
            case "customer_balance_transaction"_key:
                to_balance = !json::Reference(value).empty();
                break;
            case "refund"_key:
                has_refund = !json::Reference(value).empty();
                if (has_refund) detail.refs.push_back(TieHash(json::Reference(value)));
                break;
            case "refunds"_key:
                has_list = value.is_array();
                json::EachElement(value, [&](element each) {
                    if (const auto sum = json::Member(each, "amount_refunded")) {
                        listed = SaturatingAdd(listed, json::IntegerOr0(*sum));
                    }
                    const auto refund = json::Member(each, "refund");
                    if (refund && json::Set(*refund))
                        detail.refs.push_back(TieHash(json::Reference(*refund)));
                });
                break;
            default:
                ReadCommon(key, value, out);
        }
    });
    if (before > 0 && after == 0) fact.flags |= kFlagPrePayment;
    if (has_list)
        fact.total = SaturatingAdd(listed, out_of_band);
    else
        fact.total = has_refund && !to_balance ? amount : out_of_band;
    fact.lines = EncodeDetail(detail);
}

void ReadInvoicePayment(element object, Decoded& out) {
    Fact& fact = out.fact;
    json::EachMember(object, [&](uint64_t key, element value) {
        switch (key) {
            case "status"_key:
                fact.status = Number(kPaymentStatuses, json::View(value));
                break;
            case "amount_paid"_key:
                fact.total = json::IntegerOr0(value);
                break;
            case "invoice"_key:
                out.parent_id = json::Reference(value);
                break;
            case "payment"_key:
                json::EachMember(value, [&](uint64_t inner, element part) {
                    const bool charge = inner == "charge"_key;
                    if ((!charge && inner != "payment_intent"_key) || !json::Set(part)) return;
                    std::string id(json::Reference(part));
                    fact.pay = TieHash(id);
                    out.tie = charge ? TieOfCharge(id) : std::move(id);
                });
                break;
            default:
                ReadCommon(key, value, out);
        }
    });
}

void ReadPrice(element object, Decoded& out) {
    json::EachMember(object, [&](uint64_t key, element value) { ReadCommon(key, value, out); });
    out.metered = IsMetered(object);
}

}  // namespace daybook::stripe
