#include "sandbox/catalogue.h"

#include <algorithm>

namespace daybook::sandbox {
namespace {

constexpr auto kPiece = Interval::kNone;
constexpr auto kMonthly = Interval::kMonth;
constexpr auto kLicensed = Usage::kLicensed;

constexpr Product kProducts[] = {
    {"Starter", "For one person", 900, kMonthly, kLicensed},
    {"Pro", "For people who mean it", 2900, kMonthly, kLicensed},
    {"Team", "Seats for a team", 1900, kMonthly, kLicensed},
    {"Business", "Everything, and somebody to call", 9900, kMonthly, kLicensed},
    {"Coffee club", "A bag of beans every month", 1650, kMonthly, kLicensed},
    {"Priority support", "Answers within the hour", 1500, kMonthly, kLicensed},
    {"API calls", "Billed by use", 1, kMonthly, Usage::kMetered},
    {"Storage, GB-hours", "Billed by use", 2, kMonthly, Usage::kMetered},
    {"Notebook", "Dotted, 192 pages", 1999, kPiece, kLicensed},
    {"Fountain pen", "Medium nib", 4900, kPiece, kLicensed},
    {"Ink, \"Midnight\"", "50 ml", 1350, kPiece, kLicensed},
    {"Desk lamp", "Warm light, one knob", 8900, kPiece, kLicensed},
    {"Canvas bag", "Carries 15 kg", 2400, kPiece, kLicensed},
    {"Café blend 1 kg", "Medium roast", 2790, kPiece, kLicensed},
    {"Espresso cup", "Set of two", 1800, kPiece, kLicensed},
    {"T-shirt", "Grey cotton", 2500, kPiece, kLicensed},
    {"Poster <A2>", "Printed & rolled", 3200, kPiece, kLicensed},
    {"Gift card", "Never expires", 5000, kPiece, kLicensed},
    {"Workshop seat", "One evening", 12000, kPiece, kLicensed},
    {"Standing desk", "Oak", 64900, kPiece, kLicensed},
};

constexpr Coupon kCoupons[] = {
    {"WELCOME10", "Welcome", "10", 100, 0, "once", 0, true},
    {"SUMMER 25", "Summer sale", "25", 250, 0, "once", 0, true},
    {"EIGHTH", "", "12.5", 125, 0, "forever", 0, true},
    {"FRIENDS", "Friends & family", "100", 1000, 0, "forever", 0, true},
    {"FIVEOFF", "Five off", "", 0, 500, "once", 0, true},
    {"Z4OV52SU", "Three months of a third off", "33.3", 333, 0, "repeating", 3, true},
    {"BLACKFRIDAY24", "Black Friday", "40", 400, 0, "once", 0, false},
};

constexpr PromotionCode kPromotionCodes[] = {
    {"HELLO", 0, true},      {"SUN", 1, true},     {"PODCAST", 2, true},
    {"NEWSLETTER", 4, true}, {"BF2024", 6, false},
};

// Of 100 cents of usd, in the currency's smallest unit; kwd ends in 0 (stripe.md §3.4).
int64_t Convert(int64_t usd, uint8_t currency) {
    switch (currency) {
        case 1: return usd;
        case 2: return std::max<int64_t>(1, usd * 85 / 100);
        case 3: return std::max<int64_t>(1, usd * 3 / 2 / 10 * 10);
        case 4: return std::max<int64_t>(10, usd * 3 / 10 * 10);
        default: return usd;
    }
}

uint16_t PickFrom(const std::vector<uint16_t>& from, uint64_t n) { return from[n % from.size()]; }

}  // namespace

Catalogue::Catalogue() {
    for (uint16_t p = 0; p < static_cast<uint16_t>(std::size(kProducts)); ++p) {
        const Product& product = kProducts[p];
        for (uint8_t c = 0; c < kCurrencyCount; ++c) {
            auto index = static_cast<uint16_t>(prices_.size());
            int64_t amount = Convert(product.usd, c);
            prices_.push_back({p, c, product.billing, product.usage, amount});
            if (product.billing == Interval::kNone) goods_[c].push_back(index);
            else if (product.usage == Usage::kMetered) metered_[c].push_back(index);
            else monthly_[c].push_back(index);
            if (product.billing == Interval::kNone || product.usage == Usage::kMetered) continue;
            yearly_[c].push_back(static_cast<uint16_t>(prices_.size()));
            prices_.push_back({p, c, Interval::kYear, product.usage, amount * 10});
        }
    }
}

std::span<const Product> Catalogue::Products() { return kProducts; }
std::span<const Coupon> Catalogue::Coupons() { return kCoupons; }
std::span<const PromotionCode> Catalogue::PromotionCodes() { return kPromotionCodes; }

uint16_t Catalogue::Good(uint8_t currency, uint64_t n) const { return PickFrom(goods_[currency], n); }

uint16_t Catalogue::Plan(uint8_t currency, Interval interval, uint64_t n) const {
    return PickFrom(interval == Interval::kYear ? yearly_[currency] : monthly_[currency], n);
}

uint16_t Catalogue::Metered(uint8_t currency, uint64_t n) const { return PickFrom(metered_[currency], n); }

uint32_t PeriodEndOf(const Price& price, uint32_t start) {
    return start + (price.interval == Interval::kYear ? 365 : 30) * 86400;
}

int64_t Rounded(int64_t amount, uint8_t currency) { return currency == 4 ? amount / 10 * 10 : amount; }

int64_t Discount(uint8_t coupon, int64_t amount, uint8_t currency) {
    if (coupon >= std::size(kCoupons) || amount <= 0) return 0;
    const Coupon& chosen = kCoupons[coupon];
    if (chosen.percent.empty()) return currency == 0 ? std::min(amount, chosen.amount_off) : 0;
    return Rounded(amount * chosen.percent_tenths / 1000, currency);
}

}  // namespace daybook::sandbox
