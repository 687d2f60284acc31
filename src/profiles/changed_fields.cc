#include "profiles/changed_fields.h"

namespace daybook::profiles {
namespace {

struct Comparison {
    std::string_view name;
    bool (*same)(const Fields&, const Fields&);
};

template <auto kMember>
bool Same(const Fields& a, const Fields& b) { return a.*kMember == b.*kMember; }

constexpr Comparison kComparisons[] = {
    {"first_name", Same<&Fields::first_name>},
    {"last_name", Same<&Fields::last_name>},
    {"email", Same<&Fields::email>},
    {"phone", Same<&Fields::phone>},
    {"email_unsubscribed", Same<&Fields::email_unsubscribed>},
    {"address", Same<&Fields::address>},
    {"city", Same<&Fields::city>},
    {"state", Same<&Fields::state>},
    {"zip", Same<&Fields::zip>},
    {"country", Same<&Fields::country>},
    {"stripe_customer_id", Same<&Fields::stripe_customer_id>},
    {"stripe_order_products", Same<&Fields::stripe_order_products>},
    {"stripe_total_orders", Same<&Fields::stripe_total_orders>},
    {"stripe_total_sales", Same<&Fields::stripe_total_sales>},
    {"stripe_currency", Same<&Fields::stripe_currency>},
    {"stripe_order_status", Same<&Fields::stripe_order_status>},
    {"stripe_order_last_value", Same<&Fields::stripe_order_last_value>},
    {"stripe_order_last_currency", Same<&Fields::stripe_order_last_currency>},
    {"stripe_last_create_order_date", Same<&Fields::stripe_last_create_order_date>},
    {"stripe_first_create_order_date", Same<&Fields::stripe_first_create_order_date>},
    {"stripe_subscription_active", Same<&Fields::stripe_subscription_active>},
    {"stripe_subscription_cancelled", Same<&Fields::stripe_subscription_cancelled>},
    {"stripe_subscription_paused", Same<&Fields::stripe_subscription_paused>},
    {"stripe_subscription_trial", Same<&Fields::stripe_subscription_trial>},
    {"stripe_subscription_past_due", Same<&Fields::stripe_subscription_past_due>},
    {"customer_ids", Same<&Fields::customer_ids>},
    {"sales", Same<&Fields::sales>},
    {"distinct_products", Same<&Fields::distinct_products>},
    {"deleted", Same<&Fields::deleted>},
};

}  // namespace

std::vector<std::string_view> ChangedFields(const Fields& before, const Fields& after) {
    std::vector<std::string_view> names;
    for (const Comparison& one : kComparisons) {
        if (!one.same(before, after)) names.push_back(one.name);
    }
    return names;
}

}  // namespace daybook::profiles
