#include "profiles/fields.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/assert.h"

namespace daybook::profiles {
namespace {

FieldValue Of(const std::optional<std::string>& text) {
    return text ? FieldValue(std::string_view(*text)) : FieldValue();
}
FieldValue Of(const std::optional<int64_t>& number) {
    return number ? FieldValue(*number) : FieldValue();
}
FieldValue Of(const int64_t& number) { return number; }
FieldValue Of(const bool& value) { return value; }

template <auto kMember>
FieldValue Get(const Fields& fields) {
    return Of(fields.*kMember);
}

constexpr FieldType kText = FieldType::kText, kNumber = FieldType::kNumber,
                    kMoney = FieldType::kMoney, kDate = FieldType::kDate,
                    kBoolean = FieldType::kBoolean;
constexpr FieldGroup kStandard = FieldGroup::kStandard, kStripe = FieldGroup::kStripe;
using F = Fields;

constexpr std::array<FieldRow, 25> kRows = {{
    {Field::kFirstName, "first_name", kText, kStandard, "First name",
     "The first word of the name in Stripe.", "", "customers", Get<&F::first_name>},
    {Field::kLastName, "last_name", kText, kStandard, "Last name",
     "The rest of the name in Stripe.", "", "customers", Get<&F::last_name>},
    {Field::kEmail, "email", kText, kStandard, "Email address",
     "The e-mail address of the newest active Stripe customer.", "", "customers", Get<&F::email>},
    {Field::kPhone, "phone", kText, kStandard, "Phone number",
     "The phone number, with its country code where it could be read.", "", "customers",
     Get<&F::phone>},
    {Field::kEmailUnsubscribed, "email_unsubscribed", kBoolean, kStandard, "Email unsubscribed",
     "True once the person said no to e-mail, here or at Stripe's checkout.", "",
     "checkout_sessions", Get<&F::email_unsubscribed>},
    {Field::kAddress, "address", kText, kStandard, "Address", "Street and number.", "", "customers",
     Get<&F::address>},
    {Field::kCity, "city", kText, kStandard, "City", "The town of the address.", "", "customers",
     Get<&F::city>},
    {Field::kState, "state", kText, kStandard, "State",
     "The state, county or province of the address.", "", "customers", Get<&F::state>},
    {Field::kZip, "zip", kText, kStandard, "Zip code", "The postal code of the address.", "",
     "customers", Get<&F::zip>},
    {Field::kCountry, "country", kText, kStandard, "Country",
     "The country of the address, as two letters (US).", "", "customers", Get<&F::country>},
    {Field::kStripeCustomerId, "stripe_customer_id", kText, kStripe, "Customer Id",
     "The customer id in Stripe; of several, the one with the newest activity.", "", "customers",
     Get<&F::stripe_customer_id>},
    {Field::kStripeOrderProducts, "stripe_order_products", kNumber, kStripe, "Purchased Products",
     "The total number of products in paid orders.", "", "invoices",
     Get<&F::stripe_order_products>},
    {Field::kStripeTotalOrders, "stripe_total_orders", kNumber, kStripe, "Total Orders",
     "The total number of paid orders.", "", "invoices", Get<&F::stripe_total_orders>},
    {Field::kStripeTotalSales, "stripe_total_sales", kMoney, kStripe, "Total Sales",
     "What was paid, less what was refunded, in the main currency.", "stripe_currency", "invoices",
     Get<&F::stripe_total_sales>},
    {Field::kStripeCurrency, "stripe_currency", kText, kStripe, "Currency",
     "The main currency: that of most paid orders.", "", "invoices", Get<&F::stripe_currency>},
    {Field::kStripeOrderStatus, "stripe_order_status", kText, kStripe, "Last Order Status",
     "The status of the last order: draft, open, paid, void or uncollectible.", "", "invoices",
     Get<&F::stripe_order_status>},
    {Field::kStripeOrderLastValue, "stripe_order_last_value", kMoney, kStripe, "Last Order Value",
     "The value of the last order.", "stripe_order_last_currency", "invoices",
     Get<&F::stripe_order_last_value>},
    {Field::kStripeOrderLastCurrency, "stripe_order_last_currency", kText, kStripe,
     "Last Order Currency", "The currency of the last order.", "", "invoices",
     Get<&F::stripe_order_last_currency>},
    {Field::kStripeLastCreateOrderDate, "stripe_last_create_order_date", kDate, kStripe,
     "Last Order Date", "When the last order was made.", "", "invoices",
     Get<&F::stripe_last_create_order_date>},
    {Field::kStripeFirstCreateOrderDate, "stripe_first_create_order_date", kDate, kStripe,
     "First Order Date", "When the first order was made.", "", "invoices",
     Get<&F::stripe_first_create_order_date>},
    {Field::kStripeSubscriptionActive, "stripe_subscription_active", kNumber, kStripe,
     "Active Subscriptions", "The number of active subscriptions.", "", "subscriptions",
     Get<&F::stripe_subscription_active>},
    {Field::kStripeSubscriptionCancelled, "stripe_subscription_cancelled", kNumber, kStripe,
     "Cancelled Subscriptions", "The number of subscriptions that have ended.", "", "subscriptions",
     Get<&F::stripe_subscription_cancelled>},
    {Field::kStripeSubscriptionPaused, "stripe_subscription_paused", kNumber, kStripe,
     "Paused Subscriptions", "The number of paused subscriptions.", "", "subscriptions",
     Get<&F::stripe_subscription_paused>},
    {Field::kStripeSubscriptionTrial, "stripe_subscription_trial", kNumber, kStripe,
     "Trial Subscriptions", "The number of subscriptions in their trial.", "", "subscriptions",
     Get<&F::stripe_subscription_trial>},
    {Field::kStripeSubscriptionPastDue, "stripe_subscription_past_due", kNumber, kStripe,
     "Past Due Subscriptions", "The number of subscriptions whose payment is late.", "",
     "subscriptions", Get<&F::stripe_subscription_past_due>},
}};

constexpr bool InOrder() {
    for (size_t i = 0; i < kRows.size(); ++i) {
        if (static_cast<size_t>(kRows[i].field) != i) return false;
    }
    return true;
}
static_assert(InOrder(), "row i is the field with number i");

}  // namespace

std::string_view FieldGroupName(FieldGroup group) {
    constexpr std::string_view kNames[] = {"standard", "stripe", "custom"};
    return kNames[static_cast<size_t>(group)];
}

std::span<const FieldRow> FieldCatalogue() { return kRows; }

const FieldRow& RowOf(Field field) {
    const auto index = static_cast<size_t>(field);
    ASSERT(index < kRows.size());
    return kRows[index];
}

const FieldRow* FindField(std::string_view name) {
    const auto found = std::find_if(kRows.begin(), kRows.end(),
                                    [&](const FieldRow& row) { return row.name == name; });
    return found == kRows.end() ? nullptr : &*found;
}

void WriteFields(JsonWriter& json, const Fields& fields) {
    json.BeginObject();
    for (const FieldRow& row : kRows) {
        json.Key(row.name);
        const FieldValue value = row.value(fields);
        if (const auto* text = std::get_if<std::string_view>(&value))
            json.String(*text);
        else if (const auto* number = std::get_if<int64_t>(&value))
            json.Int(*number);
        else if (const auto* is = std::get_if<bool>(&value))
            json.Bool(*is);
        else
            json.Null();
    }
    json.EndObject();
}

}  // namespace daybook::profiles
