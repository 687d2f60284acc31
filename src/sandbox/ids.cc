#include "sandbox/ids.h"

#include <algorithm>
#include <cstring>

#include "base/assert.h"
#include "base/random.h"

namespace daybook::sandbox {
namespace {

constexpr std::string_view kDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr int kDigitCount = 11;
constexpr int kTimeDigits = 5;
constexpr int64_t kBeforeBirth = 500'000'000;  // Five digits last from 15 years before the birth to 13 after it.
constexpr int64_t kTimeMax = 62LL * 62 * 62 * 62 * 62 - 1;

// Multiplications by odd numbers and xor-shifts by half the width are bijections; the inverses are below.
constexpr uint64_t kFirst = 0x9e3779b97f4a7c15;
constexpr uint64_t kSecond = 0xbf58476d1ce4e5b9;

constexpr uint64_t InverseOfOdd(uint64_t a) {
    uint64_t x = a;  // Newton: each round doubles the correct bits, of which 3 are there at the start.
    for (int i = 0; i < 6; ++i) x *= 2 - a * x;
    return x;
}
static_assert(kFirst * InverseOfOdd(kFirst) == 1 && kSecond * InverseOfOdd(kSecond) == 1);

uint64_t Stir(uint64_t x) {
    x *= kFirst;
    x ^= x >> 32;
    x *= kSecond;
    x ^= x >> 32;
    return x;
}

uint64_t Unstir(uint64_t x) {
    x ^= x >> 32;
    x *= InverseOfOdd(kSecond);
    x ^= x >> 32;
    x *= InverseOfOdd(kFirst);
    return x;
}

uint32_t Stir32(uint32_t x) {
    x *= static_cast<uint32_t>(kFirst);
    x ^= x >> 16;
    x *= static_cast<uint32_t>(kSecond);
    x ^= x >> 16;
    return x;
}

uint32_t Unstir32(uint32_t x) {
    x ^= x >> 16;
    x *= static_cast<uint32_t>(InverseOfOdd(kSecond));
    x ^= x >> 16;
    x *= static_cast<uint32_t>(InverseOfOdd(kFirst));
    return x;
}

void PutDigits(char* to, int count, uint64_t value) {
    for (int i = count; i-- > 0; value /= 62) to[i] = kDigits[value % 62];
}

struct Form {
    std::string_view prefix;
    std::string_view tail;
};

Form FormOf(Kind kind, Mode mode) {
    switch (kind) {
        case Kind::kCustomer: return {"cus_", "SbX"};
        case Kind::kInvoice: return {"in_1", "B7WZ01zgkWuL"};
        case Kind::kSubscription: return {"sub_1", "B7WZ01zgkWuL"};
        case Kind::kCharge: return {"ch_3", "B7WZ01zgkWuL"};
        case Kind::kRefund: return {"re_3", "B7WZ01zgkWuL"};
        case Kind::kCreditNote: return {"cn_1", "B7WZ01zgkWuL"};
        case Kind::kSession:
            if (mode == Mode::kLive) return {"cs_live_a1", "YS1URlnyQCN5fUUduORo"};
            return {"cs_test_a1", "YS1URlnyQCN5fUUduORo"};
        case Kind::kInvoicePayment: return {"inpay_1", "B7WZ01zgkWuL"};
        case Kind::kCoupon: return {"", ""};
        case Kind::kPromotionCode: return {"promo_1", "B7WZ01zgkWuL"};
        case Kind::kProduct: return {"prod_", "SbX"};
        case Kind::kPrice: return {"price_1", "B7WZ01zgkWuL"};
        case Kind::kEvent: return {"evt_1", "B7WZ01zgkWuL"};
        case Kind::kLine: return {"il_1", "B7WZ01zgkWuL"};
        case Kind::kSubscriptionItem: return {"si_", "SbX"};
        case Kind::kSessionItem: return {"li_1", "B7WZ01zgkWuL"};
        case Kind::kPaymentIntent: return {"pi_3", "B7WZ01zgkWuL"};
        case Kind::kCreditNoteLine: return {"cnli_1", "B7WZ01zgkWuL"};
        case Kind::kBalanceTransaction: return {"cbtxn_1", "B7WZ01zgkWuL"};
    }
    ASSERT(!"a kind without a form");
    return {};
}

}  // namespace

void Id::Append(std::string_view piece) {
    ASSERT(size_ + piece.size() <= sizeof text_);
    std::memcpy(text_ + size_, piece.data(), piece.size());
    size_ = static_cast<uint8_t>(size_ + piece.size());
}

IdCodec::IdCodec(uint64_t seed, int64_t birth) : first_second_(birth - kBeforeBirth) {
    for (int kind = 0; kind < kKinds; ++kind) salt_[kind] = daybook::Mix(seed, static_cast<uint64_t>(kind) + 1);
}

uint64_t IdCodec::Mixed(Kind kind, uint64_t number) const {
    const uint64_t salted = number ^ salt_[static_cast<int>(kind)];
    return GrowsWithTime(kind) ? Stir32(static_cast<uint32_t>(salted)) : Stir(salted);
}

Id IdCodec::Encode(Kind kind, uint64_t number, uint32_t created, Mode mode) const {
    Form form = FormOf(kind, mode);
    char digits[kDigitCount];
    PutDigits(digits, kDigitCount, Mixed(kind, number));
    if (GrowsWithTime(kind)) {
        const int64_t second = std::clamp<int64_t>(created - first_second_, 0, kTimeMax);
        PutDigits(digits, kTimeDigits, static_cast<uint64_t>(second));
    }
    Id id;
    id.Append(form.prefix);
    id.Append({digits, kDigitCount});
    id.Append(form.tail);
    return id;
}

std::optional<uint64_t> IdCodec::Decode(Kind kind, std::string_view id, Mode mode) const {
    Form form = FormOf(kind, mode);
    if (id.size() != form.prefix.size() + kDigitCount + form.tail.size()) return std::nullopt;
    if (!id.starts_with(form.prefix) || !id.ends_with(form.tail)) return std::nullopt;
    const bool grows = GrowsWithTime(kind);
    std::string_view digits = id.substr(form.prefix.size(), kDigitCount);
    if (digits.find_first_not_of(kDigits) != std::string_view::npos) return std::nullopt;
    unsigned __int128 mixed = 0;
    for (char c : digits.substr(grows ? kTimeDigits : 0)) mixed = mixed * 62 + kDigits.find(c);
    if (mixed >> (grows ? 32 : 64)) return std::nullopt;
    const uint64_t salt = salt_[static_cast<int>(kind)];
    if (grows) return Unstir32(static_cast<uint32_t>(mixed)) ^ static_cast<uint32_t>(salt);
    return Unstir(static_cast<uint64_t>(mixed)) ^ salt;
}

std::string_view Prefix(Kind kind, Mode mode) {
    std::string_view prefix = FormOf(kind, mode).prefix;
    return prefix.substr(0, prefix.find('_'));
}

}  // namespace daybook::sandbox
