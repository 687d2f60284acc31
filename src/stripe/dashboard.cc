#include "stripe/dashboard.h"

#include <fmt/format.h>

#include "base/text.h"

namespace daybook::stripe {
namespace {

std::string_view PageOf(Kind kind) {
    switch (kind) {
        case Kind::kCustomer:
            return "customers/";
        case Kind::kInvoice:
            return "invoices/";
        case Kind::kSubscription:
            return "subscriptions/";
        case Kind::kCharge:
            return "payments/";
        case Kind::kCoupon:
            return "coupons/";
        case Kind::kProduct:
            return "products/";
        case Kind::kPrice:
            return "prices/";
        default:
            return "search?query=";
    }
}

}  // namespace

std::string DashboardUrl(Mode mode, Kind kind, std::string_view id) {
    return fmt::format("https://dashboard.stripe.com/{}{}{}", mode == Mode::kTest ? "test/" : "", PageOf(kind),
                       UrlEncode(id));
}

}  // namespace daybook::stripe
