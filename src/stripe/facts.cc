// Facts as bytes.
//
//   contact = mask, one text for each bit set, in the order of kContactTexts
//   detail  = mask (bits as below), then each value whose bit is set
//   line    = mask, product, [quantity], [price], [item], [name]
#include "stripe/facts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/bytes.h"
#include "base/hash.h"

namespace daybook::stripe {
namespace {

constexpr std::string_view kTieOfCharge = "charge ";

// Every place of a contact. The order is stored: new ones go to the end.
template <typename C>
auto ContactTexts(C& c) {
    return std::array{&c.email,
                      &c.name,
                      &c.individual_name,
                      &c.business_name,
                      &c.phone,
                      &c.address.line1,
                      &c.address.line2,
                      &c.address.city,
                      &c.address.state,
                      &c.address.postal_code,
                      &c.address.country,
                      &c.shipping_name,
                      &c.shipping_phone,
                      &c.shipping_address.line1,
                      &c.shipping_address.line2,
                      &c.shipping_address.city,
                      &c.shipping_address.state,
                      &c.shipping_address.postal_code,
                      &c.shipping_address.country};
}

// Bits of a detail's mask.
constexpr uint64_t kId = 1, kEmail = 2, kUrl = 4, kCoupon = 8, kDiscount = 16, kBusiness = 32,
                   kQuantity = 64, kRefs = 128, kLines = 256, kSubscription = 512, kOtherName = 1024,
                   kStatus = 2048;
// Bits of a line's mask. Without kLineQuantity it is 1.
constexpr uint64_t kByDescription = 1, kNoQuantity = 2, kMetered = 4, kLineQuantity = 8,
                   kPrice = 16, kItem = 32, kName = 64;

constexpr uint64_t If(bool set, uint64_t bit) { return set ? bit : 0; }

uint64_t MaskOf(const Line& line) {
    return If(line.by_description, kByDescription) | If(line.no_quantity, kNoQuantity) |
           If(line.metered, kMetered) | If(line.quantity != 1, kLineQuantity) |
           If(!line.price.empty(), kPrice) | If(line.item != 0, kItem) |
           If(!line.name.empty(), kName);
}

void Write(ByteWriter& out, const Line& line) {
    const uint64_t mask = MaskOf(line);
    out.Unsigned(mask);
    out.Text(line.product);
    if (mask & kLineQuantity) out.Signed(line.quantity);
    if (mask & kPrice) out.Text(line.price);
    if (mask & kItem) out.Fixed64(static_cast<uint64_t>(line.item));
    if (mask & kName) out.Text(line.name);
}

Line ReadLine(ByteReader& in) {
    Line line;
    const uint64_t mask = in.Unsigned();
    line.by_description = mask & kByDescription;
    line.no_quantity = mask & kNoQuantity;
    line.metered = mask & kMetered;
    line.product = in.Text();
    line.quantity = mask & kLineQuantity ? in.Signed() : 1;
    if (mask & kPrice) line.price = in.Text();
    if (mask & kItem) line.item = static_cast<int64_t>(in.Fixed64());
    if (mask & kName) line.name = in.Text();
    return line;
}

uint64_t MaskOf(const Detail& d) {
    return If(!d.id.empty(), kId) | If(!d.email.empty(), kEmail) | If(!d.url.empty(), kUrl) |
           If(!d.coupon.empty(), kCoupon) | If(d.discount != 0, kDiscount) |
           If(d.business != 0, kBusiness) | If(d.quantity.has_value(), kQuantity) |
           If(!d.refs.empty(), kRefs) | If(!d.lines.empty(), kLines) |
           If(d.subscription != 0, kSubscription) | If(d.other_name != 0, kOtherName) |
           If(!d.status.empty(), kStatus);
}

}  // namespace

std::string EncodeContact(const Contact& contact) {
    const auto texts = ContactTexts(contact);
    uint64_t mask = 0;
    for (size_t i = 0; i < texts.size(); ++i) mask |= texts[i]->empty() ? 0 : uint64_t{1} << i;
    ByteWriter out;
    out.Unsigned(mask);
    for (const std::string* text : texts) {
        if (!text->empty()) out.Text(*text);
    }
    return out.Take();
}

std::optional<Contact> DecodeContact(std::string_view bytes) {
    Contact contact;
    if (bytes.empty()) return contact;
    ByteReader in(bytes);
    const uint64_t mask = in.Unsigned();
    const auto texts = ContactTexts(contact);
    for (size_t i = 0; i < texts.size(); ++i) {
        if (mask >> i & 1) *texts[i] = in.Text();
    }
    if (!in.ok() || !in.done() || mask >> texts.size() != 0) return std::nullopt;
    return contact;
}

bool OptedOut(const Fact& fact) {
    const auto status = static_cast<SessionStatus>(fact.status);
    const bool over = status == SessionStatus::kComplete || status == SessionStatus::kExpired;
    return fact.kind == Kind::kSession && over && (fact.flags & kFlagOptOut) != 0;
}

int64_t EndOfSubscription(const Fact& subscription) {
    if (subscription.paid != 0) return subscription.paid;
    return subscription.back != 0 ? subscription.back : subscription.at;
}

bool MayHaveEndedWithCustomer(const Fact& subscription) {
    const bool cancelled = subscription.status == static_cast<int16_t>(SubscriptionStatus::kCanceled);
    const bool has_reason = (subscription.flags & kFlagCancelReason) != 0;
    const bool beforehand = subscription.back != 0 && subscription.back + kAtOnce < EndOfSubscription(subscription);
    return cancelled && !has_reason && !beforehand;
}

std::string_view SubscriptionStatusName(SubscriptionStatus status) {
    constexpr std::string_view kNames[] = {"unknown",  "incomplete", "incomplete_expired",
                                           "trialing", "active",     "past_due",
                                           "unpaid",   "canceled",   "paused"};
    const auto index = static_cast<size_t>(status);
    return kNames[index < std::size(kNames) ? index : 0];
}

std::string_view OrderKindName(OrderKind kind) {
    switch (kind) {
        case OrderKind::kSubscriptionFirst:
            return "subscription_first";
        case OrderKind::kRenewal:
            return "renewal";
        case OrderKind::kSubscriptionChange:
            return "subscription_change";
        case OrderKind::kOneTime:
            break;
    }
    return "one_time";
}

int64_t AttemptFlags(int64_t attempts) { return std::clamp<int64_t>(attempts, 0, 0xffff) << 16; }

std::string TieOfCharge(std::string_view id) { return std::string(kTieOfCharge) + std::string(id); }
std::string_view ChargeOfTie(std::string_view tie) { return tie.starts_with(kTieOfCharge) ? tie.substr(kTieOfCharge.size()) : std::string_view(); }

int64_t TieHash(std::string_view text) {
    if (text.empty()) return 0;
    const auto hash = static_cast<int64_t>(Hash64(text));
    return hash == 0 ? 1 : hash;
}

std::string EncodeDetail(const Detail& detail) {
    const uint64_t mask = MaskOf(detail);
    ByteWriter out;
    out.Unsigned(mask);
    if (mask & kId) out.Text(detail.id);
    if (mask & kEmail) out.Text(detail.email);
    if (mask & kUrl) out.Text(detail.url);
    if (mask & kCoupon) out.Text(detail.coupon);
    if (mask & kDiscount) out.Signed(detail.discount);
    if (mask & kBusiness) out.Fixed64(static_cast<uint64_t>(detail.business));
    if (mask & kSubscription) out.Fixed64(static_cast<uint64_t>(detail.subscription));
    if (mask & kOtherName) out.Fixed64(static_cast<uint64_t>(detail.other_name));
    if (mask & kStatus) out.Text(detail.status);
    if (mask & kQuantity) out.Signed(*detail.quantity);
    if (mask & kRefs) {
        out.Unsigned(detail.refs.size());
        for (int64_t ref : detail.refs) out.Fixed64(static_cast<uint64_t>(ref));
    }
    if (mask & kLines) {
        out.Unsigned(detail.lines.size());
        for (const Line& line : detail.lines) Write(out, line);
    }
    return out.Take();
}

std::optional<Detail> DecodeDetail(std::string_view bytes) {
    Detail detail;
    if (bytes.empty()) return detail;
    ByteReader in(bytes);
    const uint64_t mask = in.Unsigned();
    if (mask & kId) detail.id = in.Text();
    if (mask & kEmail) detail.email = in.Text();
    if (mask & kUrl) detail.url = in.Text();
    if (mask & kCoupon) detail.coupon = in.Text();
    if (mask & kDiscount) detail.discount = in.Signed();
    if (mask & kBusiness) detail.business = static_cast<int64_t>(in.Fixed64());
    if (mask & kSubscription) detail.subscription = static_cast<int64_t>(in.Fixed64());
    if (mask & kOtherName) detail.other_name = static_cast<int64_t>(in.Fixed64());
    if (mask & kStatus) detail.status = in.Text();
    if (mask & kQuantity) detail.quantity = in.Signed();
    if (mask & kRefs) {
        for (uint64_t left = in.Unsigned(); left > 0 && in.ok(); --left) {
            detail.refs.push_back(static_cast<int64_t>(in.Fixed64()));
        }
    }
    if (mask & kLines) {
        for (uint64_t left = in.Unsigned(); left > 0 && in.ok(); --left)
            detail.lines.push_back(ReadLine(in));
    }
    if (!in.ok() || !in.done()) return std::nullopt;
    return detail;
}

}  // namespace daybook::stripe
