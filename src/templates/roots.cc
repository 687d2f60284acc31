#include "templates/roots.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include "base/money.h"
#include "base/text.h"
#include "templates/words.h"

namespace daybook::templates {
namespace {

using liquid::Value;

bool IsAmount(std::string_view name) { return name == "amount" || name == "price" || name == "total" || name == "discount"; }

Value ValueOf(liquid::Arena& arena, const boost::json::value& json, std::string_view currency);

Value ObjectOf(liquid::Arena& arena, const boost::json::object& object, std::string_view currency) {
    if (const auto* own = object.if_contains("currency"); own != nullptr && own->is_string()) {
        const std::string code = AsciiLower(std::string_view(own->as_string()));
        currency = IsCurrency(code) ? arena.Copy(code) : std::string_view();
    }
    liquid::ObjectBuilder made(arena);
    for (const auto& member : object) {
        const std::string_view name = arena.Copy(member.key());
        const bool money = IsAmount(name) && member.value().is_int64() && !currency.empty();
        made.Set(name, money ? liquid::MakeMoney(arena, member.value().as_int64(), currency) : ValueOf(arena, member.value(), currency));
    }
    return made.Build();
}

Value ValueOf(liquid::Arena& arena, const boost::json::value& json, std::string_view currency) {
    if (const auto* text = json.if_string()) return Value::String(arena.Copy(*text));
    if (const auto* number = json.if_int64()) return Value::Int(*number);
    if (const auto* number = json.if_double()) return Value::Float(*number);
    if (const auto* number = json.if_uint64()) return Value::Float(static_cast<double>(*number));
    if (const auto* truth = json.if_bool()) return Value::Bool(*truth);
    if (const auto* object = json.if_object()) return ObjectOf(arena, *object, currency);
    if (const auto* list = json.if_array()) {
        const std::span<Value> items = liquid::NewItems(arena, list->size());
        for (size_t i = 0; i < list->size(); ++i) items[i] = ValueOf(arena, (*list)[i], currency);
        return Value::Array(items);
    }
    return Value::Nil();
}

Value Text(const std::string& text) { return text.empty() ? Value::Nil() : Value::String(text); }

}  // namespace

Value RootsValue(liquid::Arena& arena, const Roots& roots) {
    liquid::ObjectBuilder data(arena);
    data.Set("profile", roots.profile);
    for (const std::string_view name : kPersonAliases) data.Set(name, roots.profile);
    data.Set("cart", roots.cart).Set("trigger", roots.trigger).Set("campaign", roots.campaign);
    data.Set("message", liquid::ObjectBuilder(arena).Set("id", Text(roots.message_id)).Set("kind", Value::String(KindName(roots.kind))).Build());
    const Company& company = roots.company;
    data.Set("company", liquid::ObjectBuilder(arena).Set("name", Text(company.name)).Set("postal_address", Text(company.postal_address))
                            .Set("currency", Text(company.currency)).Set("time_zone", Text(company.time_zone)).Set("logo", Text(company.logo))
                            .Set("website", Text(company.website)).Build());
    data.Set("now", Value::Time(roots.now)).Set("unsubscribe_url", Text(roots.unsubscribe_url)).Set("preferences_url", Text(roots.preferences_url));
    return data.Set("view_in_browser_url", Text(roots.view_in_browser_url)).Build();
}

Result<Value> DataValue(liquid::Arena& arena, std::string_view json) {
    boost::system::error_code failed;
    const boost::json::value value = boost::json::parse(json, failed);
    if (failed || !value.is_object()) return Invalid("data must be an object of objects, such as {\"cart\":{\"url\":\"https://…\"}}.", "data");
    return ObjectOf(arena, value.as_object(), {});
}

std::string ExampleCart(std::string_view currency) {
    const std::string_view code = currency.empty() ? "usd" : currency;
    const int64_t unit = CurrencyExponent(code) == 0 ? 1 : 100;
    return fmt::format(R"({{"session":"cs_example","amount":{},"currency":"{}","url":"https://example.com/cart","products":[)"
                       R"({{"id":"prod_1","name":"Linen shirt","quantity":1,"price":{},"url":"https://example.com/shirt"}},)"
                       R"({{"id":"prod_2","name":"Canvas bag","quantity":2,"price":{},"url":"https://example.com/bag"}}]}})",
                       85 * unit, code, 45 * unit, 20 * unit);
}

}  // namespace daybook::templates
