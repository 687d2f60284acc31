#include "conditions/conditions_support.h"

#include <cstdio>

#include <fmt/format.h>

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

int64_t At(const Calendar& calendar, const std::string& text) {
    Date date;
    int hour = 0, minute = 0, second = 0;
    ASSERT(std::sscanf(text.c_str(), "%d-%d-%d %d:%d:%d", &date.year, &date.month, &date.day,
                       &hour, &minute, &second) == 6);
    const int64_t time = hour * 3600 + minute * 60 + second;
    int64_t at = calendar.StartOf(DayOf(date)) + time;
    while (calendar.TimeOfDay(at) > time && calendar.DayAt(at) == DayOf(date))
        at -= calendar.TimeOfDay(at) - time;
    while (calendar.TimeOfDay(at) < time && calendar.DayAt(at) == DayOf(date))
        at += time - calendar.TimeOfDay(at);
    return at;
}

std::string Shown(const Calendar& calendar, int64_t at) {
    const Date date = DateOf(calendar.DayAt(at));
    const int64_t time = calendar.TimeOfDay(at);
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", date.year, date.month, date.day,
                       time / 3600, time / 60 % 60, time % 60);
}

}  // namespace daybook::conditions::test
