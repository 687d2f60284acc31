// Explanations add up: over every person of every world, in both shapes, with few and with all permissions, what is said
// to count makes exactly the field, and everything else is left out with a reason.
#include "stripe/explain.h"

#include <gtest/gtest.h>

#include <set>

#include "stripe/orders_view.h"
#include "stripe/world_support.h"

namespace daybook::stripe {
namespace {

using profiles::Field;

const std::string kFolder = DAYBOOK_SOURCE_DIR "/tests/data/stripe/scenarios";
constexpr Micros kNow = 1'800'000'000 * kSecond;

const std::set<Kind> kFew = {Kind::kCustomer, Kind::kInvoice, Kind::kSubscription, Kind::kCoupon, Kind::kCreditNote};
const std::set<Kind> kAll = {Kind::kCustomer, Kind::kInvoice, Kind::kSubscription, Kind::kCoupon,        Kind::kCreditNote, Kind::kProduct,
                             Kind::kPrice,    Kind::kSession, Kind::kCharge,       Kind::kRefund,        Kind::kInvoicePayment};

// How the counted objects make the value.
enum class Makes { kNumber, kSum, kFirstTime };
struct Rule {
    Field field;
    Makes makes;
};
constexpr Rule kRules[] = {
    {Field::kStripeTotalOrders, Makes::kNumber},         {Field::kStripeTotalSales, Makes::kSum},
    {Field::kStripeOrderProducts, Makes::kSum},          {Field::kStripeLastCreateOrderDate, Makes::kFirstTime},
    {Field::kStripeFirstCreateOrderDate, Makes::kFirstTime}, {Field::kStripeSubscriptionActive, Makes::kNumber},
    {Field::kStripeSubscriptionCancelled, Makes::kNumber},   {Field::kStripeSubscriptionPaused, Makes::kNumber},
    {Field::kStripeSubscriptionTrial, Makes::kNumber},       {Field::kStripeSubscriptionPastDue, Makes::kNumber},
};

int64_t Made(const Explanation& why, Makes makes) {
    if (makes == Makes::kNumber) return static_cast<int64_t>(why.counted.size());
    if (makes == Makes::kFirstTime) return why.counted.empty() ? 0 : why.counted[0].at;
    int64_t sum = 0;
    for (const Counted& one : why.counted) sum += one.amount.value_or(0);
    return sum;
}

void CheckPerson(const Known& known, const Projected& projected) {
    for (const Rule& rule : kRules) {
        const profiles::FieldRow& row = profiles::RowOf(rule.field);
        SCOPED_TRACE(std::string(row.name));
        const Explanation why = Explain(rule.field, known, projected.fields, projected.sources);
        const profiles::FieldValue value = row.value(projected.fields);
        const auto* number = std::get_if<int64_t>(&value);
        EXPECT_EQ(Made(why, rule.makes), number == nullptr ? 0 : *number);
        EXPECT_FALSE(why.sentence.empty());
        EXPECT_FALSE(why.rule.empty());
        std::set<std::string> named;
        for (const auto* list : {&why.counted, &why.left_out}) {
            for (const Counted& one : *list) {
                EXPECT_FALSE(one.why.empty()) << one.id;
                EXPECT_TRUE(named.insert(one.id).second) << one.id << " stands in both";
            }
        }
        const Sorted sorted = Sort(known);
        const bool of_orders = row.resource == "invoices";
        EXPECT_EQ(named.size(), of_orders ? sorted.invoices.size() + sorted.charges.size() : sorted.subscriptions.size());
    }
    const Explanation who = Explain(Field::kStripeCustomerId, known, projected.fields, projected.sources);
    ASSERT_EQ(who.counted.empty(), !projected.fields.stripe_customer_id.has_value());
    if (!who.counted.empty()) {
        EXPECT_EQ(who.counted[0].id, *projected.fields.stripe_customer_id);
    }
    EXPECT_EQ(who.counted.size() + who.left_out.size(), known.customers.size());
}

TEST(Explain, AddsUpInEveryWorld) {
    size_t people = 0;
    for (const Scenario& scenario : ReadScenarios(kFolder)) {
        for (const auto* allowed : {&kFew, &kAll}) {
            SCOPED_TRACE(scenario.name + " " + scenario.shape);
            const World world = WorldOf(scenario.objects, *allowed);
            for (const bool ties : {false, true}) {
                for (const auto& [key, known] : world.People(ties)) {
                    SCOPED_TRACE(key);
                    CheckPerson(known, world.Settle(known, kNow));
                    ++people;
                }
            }
        }
    }
    EXPECT_GE(people, 100u) << "the worlds are there";
}

TEST(Explain, StandardFieldsNameTheirSource) {
    for (const Scenario& scenario : ReadScenarios(kFolder)) {
        const World world = WorldOf(scenario.objects, kAll);
        for (const auto& [key, known] : world.People(true)) {
            const Projected projected = world.Settle(known, kNow);
            for (const profiles::FieldRow& row : profiles::FieldCatalogue()) {
                if (row.group != profiles::FieldGroup::kStandard) continue;
                const Explanation why = Explain(row.field, known, projected.fields, projected.sources);
                const profiles::FieldValue value = row.value(projected.fields);
                const bool is_there = std::holds_alternative<std::string_view>(value) || value == profiles::FieldValue(true);
                EXPECT_EQ(why.counted.size(), is_there ? 1u : 0u) << scenario.name << " " << key << " " << row.name;
            }
        }
    }
}

}  // namespace
}  // namespace daybook::stripe
