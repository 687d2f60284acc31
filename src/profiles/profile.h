// A profile: what is known of a person, as computed and as shown.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "profiles/custom.h"

namespace daybook::profiles {

// What an order is doing: Stripe's invoice.status. The numbers are stored. Stripe may say what is none of them: it is shown as
// it is, and is kUnknown where a number is wanted.
enum class OrderStatus : int16_t { kDraft = 0, kOpen = 1, kPaid = 2, kVoid = 3, kUncollectible = 4, kUnknown = 9 };
std::string_view OrderStatusName(OrderStatus status);
OrderStatus OrderStatusOf(std::string_view name);

// Sales in one currency, smallest units. net = gross - refunded.
struct Sales {
    std::string currency;
    int64_t gross = 0;
    int64_t refunded = 0;
    friend bool operator==(const Sales&, const Sales&) = default;
};

// Where a standard field came from: kept for each, shown on the profile's page.
struct Source {
    int16_t field = 0;        // index in the catalogue (fields.h)
    int64_t object = 0;       // the mirror's object number; 0: set here
    int16_t place = 0;        // which of the object's places (stripe/project.h)
    int64_t at = 0;           // the object's created, unix seconds
    friend bool operator==(const Source&, const Source&) = default;
};

// The standard fields and the thirteen Stripe fields, with exactly the names of product.md S4 and S5.
// Computed by stripe::Project (stripe.md §4.1); stored in table `profile`.
struct Fields {
    std::optional<std::string> first_name, last_name, email, phone;
    bool email_unsubscribed = false;
    std::optional<std::string> address, city, state, zip, country;

    std::optional<std::string> stripe_customer_id;
    int64_t stripe_order_products = 0;
    int64_t stripe_total_orders = 0;
    int64_t stripe_total_sales = 0;                             // net, smallest unit of stripe_currency
    std::optional<std::string> stripe_currency;
    std::optional<std::string> stripe_order_status;              // as Stripe says it
    std::optional<int64_t> stripe_order_last_value;
    std::optional<std::string> stripe_order_last_currency;
    std::optional<int64_t> stripe_last_create_order_date;       // unix seconds
    std::optional<int64_t> stripe_first_create_order_date;      // unix seconds
    int64_t stripe_subscription_active = 0;
    int64_t stripe_subscription_cancelled = 0;
    int64_t stripe_subscription_paused = 0;
    int64_t stripe_subscription_trial = 0;
    int64_t stripe_subscription_past_due = 0;

    // Shown beside the fields, under "stripe".
    std::vector<std::string> customer_ids;                      // of C, in rank order
    std::vector<Sales> sales;                                   // by currency; those without money left out
    int64_t distinct_products = 0;
    bool deleted = false;

    CustomValues custom;                                        // of fields that the shop made
    Texts tags;                                                 // sorted

    friend bool operator==(const Fields&, const Fields&) = default;
};

struct CustomFields;

struct Profile {
    ProfileId id{};
    AccountId account{};
    bool shown = false;
    int64_t created = 0;    // unix seconds: earliest of its Stripe objects, else when it was made here
    int64_t updated = 0;    // unix seconds: last change of a shown value
    int64_t version = 0;    // of the computation (stripe::kProjectVersion)
    Fields fields;
    std::vector<Source> sources;
    // Ids ("seg_…") of the segments it is in, for whoever shows it (memberships.h); not part of what is stored of it.
    std::vector<std::string> segments;
    // The account's, which names Fields::custom; shared by all that were loaded together. Null where it was not loaded.
    std::shared_ptr<const CustomFields> custom_fields;
};

}  // namespace daybook::profiles
