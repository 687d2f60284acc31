#include "worlds.h"

#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

#include "base/json_write.h"
#include "profiles/fields.h"

namespace daybook::scenarios {
namespace {

namespace json = boost::json;

json::value ReadJson(const std::string& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read " + path);
    std::ostringstream text;
    text << file.rdbuf();
    return json::parse(text.str());
}

std::string ShapeName(Shape shape) { return shape == Shape::kAcacia ? "2025-02-24.acacia" : "2026-10-28.endive"; }

void AddInvoiceLines(json::object& invoice, const json::object& all) {
    const json::value* lines = all.if_contains(invoice.at("id").as_string());
    if (lines == nullptr) return;
    json::object& list = invoice["lines"].as_object();
    list["data"] = *lines;
    list["has_more"] = false;
}

void AddCollection(World& world, const stripe::Resource& resource, const json::object& shape) {
    const json::value* collection = shape.if_contains(resource.name);
    if (collection == nullptr) return;
    const json::value* lines = shape.if_contains("invoice_lines");
    for (json::value object : collection->as_array()) {
        if (resource.kind == stripe::Kind::kInvoice && lines != nullptr) AddInvoiceLines(object.as_object(), lines->as_object());
        world.objects.push_back({resource.kind, std::string(object.at("id").as_string()), json::serialize(object)});
    }
}

// The names that the worlds use for our fields.
const std::map<std::string, std::string>& FieldOfExpected() {
    static const std::map<std::string, std::string> kNames = {
        {"stripe_customer_id", "stripe_customer_id"}, {"total_orders", "stripe_total_orders"}, {"order_products", "stripe_order_products"},
        {"currency", "stripe_currency"}, {"total_sales", "stripe_total_sales"}, {"order_status", "stripe_order_status"},
        {"order_last_value", "stripe_order_last_value"}, {"order_last_currency", "stripe_order_last_currency"},
        {"last_create_order_date", "stripe_last_create_order_date"}, {"first_create_order_date", "stripe_first_create_order_date"}};
    return kNames;
}

json::object FieldsOf(const profiles::Profile& profile) {
    std::string text;
    JsonWriter out(text);
    profiles::WriteFields(out, profile.fields);
    return json::parse(text).as_object();
}

json::object SalesOf(const profiles::Profile& profile) {
    json::object all;
    for (const profiles::Sales& sales : profile.fields.sales) {
        all[sales.currency] = json::object{{"gross", sales.gross}, {"refunded", sales.refunded}, {"net", sales.gross - sales.refunded}};
    }
    return all;
}

json::value ValueOf(const std::string& name, const json::object& fields, const profiles::Profile& profile) {
    if (name == "key") return nullptr;
    if (name == "sales") return SalesOf(profile);
    if (name == "distinct_products") return profile.fields.distinct_products;
    if (name == "stripe_customer_ids") return json::value_from(profile.fields.customer_ids);
    if (name == "subscriptions") {
        return json::object{{"active", fields.at("stripe_subscription_active")}, {"cancelled", fields.at("stripe_subscription_cancelled")},
                            {"paused", fields.at("stripe_subscription_paused")}, {"trial", fields.at("stripe_subscription_trial")},
                            {"past_due", fields.at("stripe_subscription_past_due")}};
    }
    auto known = FieldOfExpected().find(name);
    const json::value* value = fields.if_contains(known == FieldOfExpected().end() ? name : known->second);
    if (value == nullptr) throw std::runtime_error("the worlds name an unknown field: " + name);
    return *value;
}

// Members may come in any order.
bool Same(const json::value& a, const json::value& b) {
    if (a.is_number() && b.is_number()) return a.to_number<int64_t>() == b.to_number<int64_t>();
    if (!a.is_object() || !b.is_object()) return a == b;
    if (a.as_object().size() != b.as_object().size()) return false;
    for (const auto& member : a.as_object()) {
        const json::value* other = b.as_object().if_contains(member.key());
        if (other == nullptr || !Same(member.value(), *other)) return false;
    }
    return true;
}

}  // namespace

World ReadWorld(const std::string& name, Shape shape) {
    json::value file = ReadJson(std::string(DAYBOOK_SOURCE_DIR) + "/tests/data/stripe/scenarios/" + name + ".json");
    const json::object& shapes = file.at("shapes").as_object();
    const json::object& objects = shapes.at(ShapeName(shape)).as_object();
    World world;
    for (const stripe::Resource& resource : stripe::kResources) AddCollection(world, resource, objects);
    world.expected = file.at("expected_contacts").as_array();
    const json::value* all = file.as_object().if_contains("expected_with_all_permissions");
    world.expected_with_all = all == nullptr ? world.expected : all->as_array();
    return world;
}

std::vector<std::string> Differences(const json::object& expected, const profiles::Profile& profile) {
    json::object fields = FieldsOf(profile);
    std::vector<std::string> differences;
    for (const auto& member : expected) {
        std::string name(member.key());
        if (name == "key") continue;
        json::value actual = ValueOf(name, fields, profile);
        if (!Same(member.value(), actual)) {
            differences.push_back(fmt::format("{}: expected {}, is {}", name, json::serialize(member.value()), json::serialize(actual)));
        }
    }
    return differences;
}

}  // namespace daybook::scenarios
