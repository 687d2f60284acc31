// The worlds of tests/data/stripe/scenarios: both shapes, two sets of permissions, three orders of
// arrival.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include <chrono>

#include "base/json_write.h"
#include "base/text.h"
#include "stripe/world_support.h"

namespace daybook::stripe {
namespace {

using simdjson::dom::element;

const std::string kFolder = DAYBOOK_SOURCE_DIR "/tests/data/stripe/scenarios";
constexpr Micros kNow = 1'800'000'000 * kSecond;

const std::set<Kind> kSeed = {Kind::kCustomer, Kind::kInvoice, Kind::kSubscription, Kind::kCoupon,
                              Kind::kCreditNote};
const std::set<Kind> kAll = {Kind::kCustomer, Kind::kInvoice,       Kind::kSubscription,
                             Kind::kCoupon,   Kind::kCreditNote,    Kind::kProduct,
                             Kind::kPrice,    Kind::kSession,       Kind::kCharge,
                             Kind::kRefund,   Kind::kInvoicePayment};

std::string Json(const std::optional<std::string>& text) {
    std::string out;
    if (!text) return "null";
    JsonWriter(out).String(*text);
    return out;
}
std::string Json(const std::optional<int64_t>& number) {
    return number ? std::to_string(*number) : "null";
}
std::string Json(int64_t number) { return std::to_string(number); }
std::string Json(bool value) { return value ? "true" : "false"; }

std::string SalesJson(const profiles::Fields& f) {
    std::string out;
    JsonWriter json(out);
    json.BeginObject();
    for (const profiles::Sales& s : f.sales) {
        json.Key(s.currency).BeginObject().Member("gross", s.gross).Member("refunded", s.refunded);
        json.Member("net", s.gross - s.refunded).EndObject();
    }
    json.EndObject();
    return out;
}

std::string SubscriptionsJson(const profiles::Fields& f) {
    std::string out;
    JsonWriter(out)
        .BeginObject()
        .Member("active", f.stripe_subscription_active)
        .Member("cancelled", f.stripe_subscription_cancelled)
        .Member("paused", f.stripe_subscription_paused)
        .Member("trial", f.stripe_subscription_trial)
        .Member("past_due", f.stripe_subscription_past_due)
        .EndObject();
    return out;
}

std::string IdsJson(const profiles::Fields& f) {
    std::string out;
    JsonWriter json(out);
    json.BeginArray();
    for (const std::string& id : f.customer_ids) json.String(id);
    json.EndArray();
    return out;
}

std::map<std::string, std::string> Flat(const std::string& key, const profiles::Fields& f) {
    return {
        {"key", Json(std::optional(key))},
        {"stripe_customer_id", Json(f.stripe_customer_id)},
        {"stripe_customer_ids", IdsJson(f)},
        {"total_orders", Json(f.stripe_total_orders)},
        {"order_products", Json(f.stripe_order_products)},
        {"distinct_products", Json(f.distinct_products)},
        {"sales", SalesJson(f)},
        {"currency", Json(f.stripe_currency)},
        {"total_sales", Json(f.stripe_total_sales)},
        {"order_status", Json(f.stripe_order_status)},
        {"order_last_value", Json(f.stripe_order_last_value)},
        {"order_last_currency", Json(f.stripe_order_last_currency)},
        {"last_create_order_date", Json(f.stripe_last_create_order_date)},
        {"first_create_order_date", Json(f.stripe_first_create_order_date)},
        {"subscriptions", SubscriptionsJson(f)},
        {"first_name", Json(f.first_name)},
        {"last_name", Json(f.last_name)},
        {"email", Json(f.email)},
        {"phone", Json(f.phone)},
        {"address", Json(f.address)},
        {"city", Json(f.city)},
        {"state", Json(f.state)},
        {"zip", Json(f.zip)},
        {"country", Json(f.country)},
        {"email_unsubscribed", Json(f.email_unsubscribed)},
    };
}

using Contacts = std::map<std::string, std::map<std::string, std::string>>;

Contacts Expected(const std::string& json) {
    Contacts contacts;
    simdjson::dom::parser parser;
    for (const element contact : simdjson::dom::array(parser.parse(json))) {
        auto& flat = contacts[std::string(std::string_view(contact["key"]))];
        for (const auto [name, value] : simdjson::dom::object(contact))
            flat[std::string(name)] = simdjson::minify(value);
    }
    return contacts;
}

Contacts Computed(const World& world) {
    Contacts contacts;
    for (auto& [key, known] : world.People(true))
        contacts[key] = Flat(key, world.Settle(known, kNow).fields);
    return contacts;
}

TEST(Scenario, WorldsGiveTheExpectedProfilesInAnyOrder) {
    const auto scenarios = ReadScenarios(kFolder);
    ASSERT_GE(scenarios.size(), 20u);
    const auto seed =
        static_cast<uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
    Random random(seed);
    for (const Scenario& scenario : scenarios) {
        for (const std::set<Kind>* allowed : {&kSeed, &kAll}) {
            std::string expected =
                allowed == &kAll
                    ? ScenarioMember(kFolder, scenario.name, "expected_with_all_permissions")
                    : std::string();
            if (expected.empty())
                expected = ScenarioMember(kFolder, scenario.name, "expected_contacts");
            auto objects = scenario.objects;
            for (int round = 0; round < 6; ++round) {
                if (round == 1) std::reverse(objects.begin(), objects.end());
                if (round > 1) Shuffle(objects, random);
                SCOPED_TRACE(scenario.name + " " + scenario.shape + " permissions " +
                             std::to_string(allowed->size()) + " order " + std::to_string(round) +
                             " seed " + std::to_string(seed));
                EXPECT_EQ(Computed(WorldOf(objects, *allowed)), Expected(expected));
            }
        }
    }
}

TEST(Scenario, NamesAndAddresses) {
    simdjson::dom::parser parser;
    const element root = parser.load(kFolder + "/18-names-and-addresses.json");
    size_t count = 0;
    const auto fields_of = [&](element test) {
        World world;
        world.AddObject(Kind::kCustomer, simdjson::minify(test["customer"]));
        auto people = world.People(true);
        EXPECT_EQ(people.size(), 1u);
        return Flat("", world.Settle(people.begin()->second, kNow).fields);
    };
    for (const element test : simdjson::dom::array(root["cases"])) {
        auto fields = fields_of(test);
        EXPECT_EQ(fields["first_name"], simdjson::minify(element(test["first_name"])))
            << simdjson::minify(test);
        EXPECT_EQ(fields["last_name"], simdjson::minify(element(test["last_name"])))
            << simdjson::minify(test);
        ++count;
    }
    for (const element test : simdjson::dom::array(root["address_cases"])) {
        auto fields = fields_of(test);
        for (const auto [name, value] : simdjson::dom::object(test["expected"])) {
            if (name == "source") continue;
            EXPECT_EQ(fields[std::string(name)], simdjson::minify(value)) << simdjson::minify(test);
        }
        ++count;
    }
    EXPECT_EQ(count, 16u);
}

}  // namespace
}  // namespace daybook::stripe
