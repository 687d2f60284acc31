#include "stripe/names.h"

namespace daybook::stripe {

namespace {

// schema/0021 has them too.
std::string_view PrefixOf(Kind kind) {
    switch (kind) {
        case Kind::kCoupon: return "coupon ";
        case Kind::kProduct: return "product ";
        case Kind::kPrice: return "price ";
        default: return "";
    }
}

}  // namespace

std::string StoredName(Kind kind, std::string_view id) {
    std::string name(PrefixOf(kind));
    name += id;
    return name;
}

std::string_view StripeId(Kind kind, std::string_view name) {
    const std::string_view prefix = PrefixOf(kind);
    return name.starts_with(prefix) ? name.substr(prefix.size()) : name;
}

}  // namespace daybook::stripe
