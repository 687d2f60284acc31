// The field catalogue: one row a field of a profile. The projection, the API, conditions, templates
// and help read it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>

#include "base/json_write.h"
#include "profiles/field_type.h"
#include "profiles/profile.h"

namespace daybook::profiles {

// The numbers are stored in Source.field: new fields go to the end.
enum class Field : int16_t {
    kFirstName,
    kLastName,
    kEmail,
    kPhone,
    kEmailUnsubscribed,
    kAddress,
    kCity,
    kState,
    kZip,
    kCountry,
    kStripeCustomerId,
    kStripeOrderProducts,
    kStripeTotalOrders,
    kStripeTotalSales,
    kStripeCurrency,
    kStripeOrderStatus,
    kStripeOrderLastValue,
    kStripeOrderLastCurrency,
    kStripeLastCreateOrderDate,
    kStripeFirstCreateOrderDate,
    kStripeSubscriptionActive,
    kStripeSubscriptionCancelled,
    kStripeSubscriptionPaused,
    kStripeSubscriptionTrial,
    kStripeSubscriptionPastDue,
};

enum class FieldGroup : int8_t { kStandard, kStripe, kCustom };
std::string_view FieldGroupName(FieldGroup group);  // "standard"

// Missing is monostate. Dates are unix seconds, money is in smallest units.
using FieldValue = std::variant<std::monostate, std::string_view, int64_t, bool>;

struct FieldRow {
    Field field;
    std::string_view name;  // "stripe_total_orders"
    FieldType type;
    FieldGroup group;
    std::string_view label;     // the reference's: "Total Orders"
    std::string_view help;      // one sentence
    std::string_view currency;  // of money: the field that holds its currency
    std::string_view
        resource;  // the Stripe resource it is computed from, for `stripe.pending`; empty: none
    FieldValue (*value)(const Fields&);
};

// In the order of the API and of the screens; row i is the field with number i.
std::span<const FieldRow> FieldCatalogue();
const FieldRow& RowOf(Field field);
// Nothing where there is no such field.
const FieldRow* FindField(std::string_view name);

// {"first_name":…,…}: the `fields` of api.md *Profile*.
void WriteFields(JsonWriter& json, const Fields& fields);

}  // namespace daybook::profiles
