#include "profiles/fields.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace daybook::profiles {
namespace {

TEST(Fields, HaveTheReferencesNamesAndLabels) {
    const std::map<std::string_view, std::string_view> labels = {
        {"stripe_customer_id", "Customer Id"},
        {"stripe_order_products", "Purchased Products"},
        {"stripe_total_orders", "Total Orders"},
        {"stripe_total_sales", "Total Sales"},
        {"stripe_order_status", "Last Order Status"},
        {"stripe_order_last_value", "Last Order Value"},
        {"stripe_last_create_order_date", "Last Order Date"},
        {"stripe_first_create_order_date", "First Order Date"},
        {"stripe_subscription_active", "Active Subscriptions"},
        {"stripe_subscription_cancelled", "Cancelled Subscriptions"},
        {"stripe_subscription_paused", "Paused Subscriptions"},
        {"stripe_subscription_trial", "Trial Subscriptions"},
        {"stripe_subscription_past_due", "Past Due Subscriptions"},
        {"email", "Email address"},
        {"phone", "Phone number"},
        {"zip", "Zip code"},
    };
    for (const auto& [name, label] : labels) {
        const FieldRow* row = FindField(name);
        ASSERT_NE(row, nullptr) << name;
        EXPECT_EQ(row->label, label);
        EXPECT_EQ(&RowOf(row->field), row);
    }
    EXPECT_EQ(FindField("stripe_customer"), nullptr);
}

TEST(Fields, MoneyNamesItsCurrency) {
    for (const FieldRow& row : FieldCatalogue()) {
        EXPECT_EQ(row.type == FieldType::kMoney, !row.currency.empty()) << row.name;
        EXPECT_TRUE(row.currency.empty() || FindField(row.currency) != nullptr) << row.name;
        EXPECT_FALSE(row.help.empty()) << row.name;
        EXPECT_TRUE(row.help.ends_with('.')) << row.name;
    }
}

TEST(Fields, EmptyProfileIsNullsAndZeros) {
    std::string out;
    JsonWriter json(out);
    WriteFields(json, Fields{});
    EXPECT_EQ(
        out,
        R"({"first_name":null,"last_name":null,"email":null,"phone":null,"email_unsubscribed":false,)"
        R"("address":null,"city":null,"state":null,"zip":null,"country":null,"stripe_customer_id":null,)"
        R"("stripe_order_products":0,"stripe_total_orders":0,"stripe_total_sales":0,"stripe_currency":null,)"
        R"("stripe_order_status":null,"stripe_order_last_value":null,"stripe_order_last_currency":null,)"
        R"("stripe_last_create_order_date":null,"stripe_first_create_order_date":null,)"
        R"("stripe_subscription_active":0,"stripe_subscription_cancelled":0,"stripe_subscription_paused":0,)"
        R"("stripe_subscription_trial":0,"stripe_subscription_past_due":0})");
}

TEST(Fields, ValuesKeepTheirKinds) {
    Fields fields;
    fields.first_name = "Zoë \"Z\"";
    fields.email_unsubscribed = true;
    fields.stripe_total_sales = -250;
    fields.stripe_order_status = "uncollectible";
    std::string out;
    JsonWriter json(out);
    WriteFields(json, fields);
    EXPECT_NE(out.find(R"("first_name":"Zoë \"Z\"")"), std::string::npos);
    EXPECT_NE(out.find(R"("email_unsubscribed":true)"), std::string::npos);
    EXPECT_NE(out.find(R"("stripe_total_sales":-250)"), std::string::npos);
    EXPECT_NE(out.find(R"("stripe_order_status":"uncollectible")"), std::string::npos);
}

TEST(Fields, StatusNamesAreStripes) {
    const std::map<OrderStatus, std::string_view> names = {
        {OrderStatus::kDraft, "draft"},
        {OrderStatus::kOpen, "open"},
        {OrderStatus::kPaid, "paid"},
        {OrderStatus::kVoid, "void"},
        {OrderStatus::kUncollectible, "uncollectible"},
        {OrderStatus::kUnknown, "unknown"}};
    for (const auto& [status, name] : names) EXPECT_EQ(OrderStatusName(status), name);
}

}  // namespace
}  // namespace daybook::profiles
