#include "profiles/profile.h"

namespace daybook::profiles {

std::string_view OrderStatusName(OrderStatus status) {
    switch (status) {
        case OrderStatus::kDraft:
            return "draft";
        case OrderStatus::kOpen:
            return "open";
        case OrderStatus::kPaid:
            return "paid";
        case OrderStatus::kVoid:
            return "void";
        case OrderStatus::kUncollectible:
            return "uncollectible";
        case OrderStatus::kUnknown:
            break;
    }
    return "unknown";
}

OrderStatus OrderStatusOf(std::string_view name) {
    for (const OrderStatus status : {OrderStatus::kDraft, OrderStatus::kOpen, OrderStatus::kPaid, OrderStatus::kVoid, OrderStatus::kUncollectible}) {
        if (name == OrderStatusName(status)) return status;
    }
    return OrderStatus::kUnknown;
}

}  // namespace daybook::profiles
