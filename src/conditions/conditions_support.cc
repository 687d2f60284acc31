#include "conditions/conditions_support.h"

#include "base/assert.h"

namespace daybook::conditions::test {

Schema ShopSchema(const std::string& zone) {
    Schema schema;
    schema.fields = {{"country", Type::kText, "Country"},
                     {"name", Type::kText, "Name"},
                     {"orders", Type::kNumber, "Total Orders"},
                     {"sales", Type::kMoney, "Total Sales"},
                     {"last_order", Type::kDate, "Last Order"},
                     {"born", Type::kDate, "Birthday"},
                     {"vip", Type::kBoolean, "VIP"},
                     {"tags", Type::kList, "Tags"}};
    schema.activities = {
        {"order_paid",
         "Order paid",
         {{"amount", Type::kMoney, "Amount"},
          {"kind", Type::kText, "Kind"},
          {"products", Type::kList, "Products"},
          {"coupon", Type::kList, "Coupon"},
          {"due", Type::kDate, "Due date"}}},
        {"cart_abandoned", "Cart abandoned", {{"amount", Type::kMoney, "Amount"}}}};
    schema.objects = {{"subscription",
                       "Subscription",
                       {{"status", Type::kText, "Status"},
                        {"mrr", Type::kMoney, "MRR"},
                        {"renews", Type::kDate, "Renews"},
                        {"product", Type::kList, "Product"}}}};
    schema.segments = {{"seg_one", "One"}, {"seg_two", "Two"}};
    schema.currency = "usd";
    schema.calendar = Calendar::Load(zone);
    ASSERT(schema.calendar != nullptr);
    return schema;
}

}  // namespace daybook::conditions::test
