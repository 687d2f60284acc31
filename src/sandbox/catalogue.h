// What the shop sells: products, prices in five currencies, coupons and promotion codes. The same for every seed.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace daybook::sandbox {

inline constexpr std::string_view kCurrencies[] = {"usd", "eur", "gbp", "jpy", "kwd"};
inline constexpr uint8_t kCurrencyCount = 5;

enum class Interval : uint8_t { kNone, kMonth, kYear };
enum class Usage : uint8_t { kLicensed, kMetered };

struct Product {
    std::string_view name;
    std::string_view description;
    int64_t usd;       // cents: of one piece, or of a month
    Interval billing;  // kMonth: has a yearly price too
    Usage usage;
};

struct Price {
    uint16_t product = 0;
    uint8_t currency = 0;
    Interval interval = Interval::kNone;
    Usage usage = Usage::kLicensed;
    int64_t amount = 0;
};

struct Coupon {
    std::string_view id;
    std::string_view name;
    std::string_view percent;  // "12.5"; empty: amount_off
    int percent_tenths;
    int64_t amount_off;  // cents of usd
    std::string_view duration;
    int months;  // for "repeating"
    bool valid;
};

struct PromotionCode {
    std::string_view code;
    uint8_t coupon;
    bool active;
};

class Catalogue {
  public:
    Catalogue();
    static std::span<const Product> Products();
    static std::span<const Coupon> Coupons();
    static std::span<const PromotionCode> PromotionCodes();
    const std::vector<Price>& prices() const { return prices_; }
    // The n-th (modulo their count) price of a kind in a currency, as an index of prices().
    uint16_t Good(uint8_t currency, uint64_t n) const;
    uint16_t Plan(uint8_t currency, Interval interval, uint64_t n) const;
    uint16_t Metered(uint8_t currency, uint64_t n) const;

  private:
    std::vector<Price> prices_;
    std::vector<uint16_t> goods_[kCurrencyCount];
    std::vector<uint16_t> monthly_[kCurrencyCount];
    std::vector<uint16_t> yearly_[kCurrencyCount];
    std::vector<uint16_t> metered_[kCurrencyCount];
};

// The end of a billing period that begins at `start` (unix seconds): 30 or 365 days.
uint32_t PeriodEndOf(const Price& price, uint32_t start);

// As Stripe takes it: the last digit of three-decimal amounts is 0 (stripe.md §3.4).
int64_t Rounded(int64_t amount, uint8_t currency);

// The discount of a coupon (index of Coupons(), 255 = none) on an amount. amount_off counts in usd only.
int64_t Discount(uint8_t coupon, int64_t amount, uint8_t currency);

}  // namespace daybook::sandbox
