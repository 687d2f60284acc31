#include "profiles/words.h"

#include <gtest/gtest.h>

#include "liquid/template.h"
#include "profiles/fields.h"

namespace daybook::profiles {
namespace {

std::string Rendered(const Profile& profile, std::string_view source) {
    liquid::Arena arena;
    liquid::ObjectBuilder data(arena);
    data.Set("profile", ProfileValue(arena, profile));
    liquid::Problem problem;
    const auto parsed = liquid::Template::Parse(source, {}, problem);
    if (parsed == nullptr) return problem.Text();
    liquid::Renderer renderer;
    return std::string(renderer.Render(*parsed, data.Build(), {}).output);
}

TEST(ProfileWords, PrintEveryKindOfValue) {
    auto fields = std::make_shared<CustomFields>();
    fields->all = {{1, AccountId{1}, "size", "Size", FieldType::kNumber, "", 0, 0}, {2, AccountId{1}, "credit", "Credit", FieldType::kMoney, "", 0, 0},
                   {3, AccountId{1}, "likes", "Likes", FieldType::kList, "", 0, 0}, {4, AccountId{1}, "fit", "Fit", FieldType::kText, "", 0, 0}};
    Profile profile{.created = 1'767'225'600, .custom_fields = fields};
    profile.fields.first_name = "Ada";
    profile.fields.stripe_total_sales = 5997;
    profile.fields.stripe_currency = "usd";
    profile.fields.stripe_order_last_value = 1234;
    profile.fields.stripe_order_last_currency = "jpy";
    profile.fields.stripe_last_create_order_date = 1'767'312'000;
    profile.fields.stripe_total_orders = 3;
    profile.fields.tags = {"vip", "b2b"};
    profile.fields.custom = {{1, 4.0}, {2, Money{1050, "eur"}}, {3, Texts{"a", "b"}}, {4, 5.0}};
    const std::pair<std::string, std::string> cases[] = {
        {"{{ profile.first_name }} {{ profile.last_name }}|", "Ada |"},
        {"{{ profile.stripe_total_sales }} {{ profile.stripe_total_sales | money }}", "59.97 $59.97"},
        {"{{ profile.stripe_order_last_value }}", "1234"},
        {"{{ profile.stripe_last_create_order_date }} {{ profile.created }}", "2026-01-02 2026-01-01"},
        {"{{ profile.stripe_total_orders }} {{ profile.email_unsubscribed }}", "3 false"},
        {"{{ profile.tags | join: '+' }} {{ profile.likes.first }}", "vip+b2b a"},
        {"{{ profile.size }} {{ profile.credit }}", "4 10.50"},
        {"[{{ profile.fit }}]", "[]"},
    };
    for (const auto& [source, printed] : cases) EXPECT_EQ(Rendered(profile, source), printed) << source;
}

TEST(ProfileWords, NameWhatMayBeMissing) {
    CustomFields own;
    own.all = {{1, AccountId{1}, "size", "Size", FieldType::kNumber, "", 0, 0}};
    const liquid::Known profile = ProfileWords(own);
    for (const FieldRow& row : FieldCatalogue()) EXPECT_NE(profile.Find(row.name), nullptr) << row.name;
    for (const char* name : {"first_name", "size", "stripe_order_last_value", "stripe_last_create_order_date"}) EXPECT_TRUE(profile.Find(name)->may_lack) << name;
    for (const char* name : {"stripe_total_orders", "stripe_total_sales", "email_unsubscribed", "id", "created"}) EXPECT_FALSE(profile.Find(name)->may_lack) << name;
}

}  // namespace
}  // namespace daybook::profiles
