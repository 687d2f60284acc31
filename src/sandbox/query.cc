// Reading the parameters of a list request.
#include <charconv>

#include "sandbox/lists.h"

namespace daybook::sandbox {
namespace {

std::optional<int64_t> ReadInteger(std::string_view text) {
    int64_t value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

StripeError BadInteger(std::string_view value, std::string_view param) {
    return InvalidParameter("Invalid integer: " + std::string(value), param, "parameter_invalid_integer");
}

// Levels of "data.lines.data.discounts".
size_t Levels(std::string_view property) {
    size_t levels = 1;
    for (char c : property) levels += c == '.';
    return levels;
}

// `expands`: what this endpoint's objects expand; "" where there is nothing.
std::optional<StripeError> ReadExpand(Query& query, std::string_view property, std::string_view before, std::string_view expands) {
    if (Levels(property) > 4) return ExpandTooDeep(property);
    const bool known = !expands.empty() && property.starts_with(before) && property.substr(before.size()) == expands;
    if (!known) return CannotExpand(property);
    query.expand = true;
    return std::nullopt;
}

std::optional<StripeError> ReadLimit(Query& query, std::string_view value) {
    auto limit = ReadInteger(value);
    if (!limit) return BadInteger(value, "limit");
    if (*limit < 1)
        return InvalidParameter("This value must be greater than or equal to 1.", "limit", "parameter_invalid_integer");
    if (*limit > 100)
        return InvalidParameter("This value must be less than or equal to 100.", "limit", "parameter_invalid_integer");
    query.limit = static_cast<uint32_t>(*limit);
    return std::nullopt;
}

std::optional<StripeError> ReadCreated(Query& query, std::string_view name, std::string_view value) {
    auto at = ReadInteger(value);
    if (!at) return BadInteger(value, name);
    if (name == "created") query.created_from = query.created_to = *at;
    else if (name == "created[gte]") query.created_from = std::max(query.created_from, *at);
    else if (name == "created[gt]") query.created_from = std::max(query.created_from, *at == INT64_MAX ? *at : *at + 1);
    else if (name == "created[lte]") query.created_to = std::min(query.created_to, *at);
    else if (name == "created[lt]") query.created_to = std::min(query.created_to, *at == INT64_MIN ? *at : *at - 1);
    else return UnknownParameter(name);
    return std::nullopt;
}

struct FilterName {
    std::string_view name;
    uint32_t filter;
    std::optional<std::string_view> Query::*member;
};
constexpr FilterName kFilters[] = {
    {"customer", kByCustomer, &Query::customer},
    {"email", kByEmail, &Query::email},
    {"status", kByStatus, &Query::status},
    {"subscription", kBySubscription, &Query::subscription},
    {"invoice", kByInvoice, &Query::invoice},
    {"charge", kByCharge, &Query::charge},
    {"payment_intent", kByPaymentIntent, &Query::payment_intent},
    {"payment[payment_intent]", kByPayment, &Query::payment_intent},
    {"payment[type]", kByPayment, &Query::type},
    {"test_clock", kByTestClock, &Query::test_clock},
    {"active", kByActive, &Query::active},
    {"product", kByProduct, &Query::product},
    {"type", kByType, &Query::type},
    {"code", kByCode, &Query::code},
    {"price", kByPrice, &Query::price},
    {"collection_method", kByCollection, &Query::collection},
    {"customer_details[email]", kByDetailsEmail, &Query::details_email},
    {"currency", kByCurrency, &Query::currency},
};

std::optional<StripeError> ReadOne(Query& query, const http::Parameter& parameter, uint32_t filters, std::string_view expands) {
    const std::string& name = parameter.name;
    if (name == "limit") return ReadLimit(query, parameter.value);
    if (name == "starting_after") return query.after = parameter.value, std::nullopt;
    if (name == "ending_before") return query.before = parameter.value, std::nullopt;
    if (name.starts_with("expand[")) return ReadExpand(query, parameter.value, "data.", expands);
    if (name.starts_with("created") && (filters & kByCreated)) return ReadCreated(query, name, parameter.value);
    for (const FilterName& filter : kFilters) {
        if (filter.name != name || !(filters & filter.filter)) continue;
        query.*filter.member = parameter.value;
        return std::nullopt;
    }
    return UnknownParameter(name);
}

}  // namespace

std::variant<Query, StripeError> ReadQuery(const http::Request& request, uint32_t filters, std::string_view expands) {
    Query query;
    for (const http::Parameter& parameter : request.query)
        if (auto error = ReadOne(query, parameter, filters, expands)) return *error;
    if (!query.after.empty() && !query.before.empty())
        return InvalidParameter("You cannot parameterize both starting_after and ending_before.", "starting_after");
    if ((filters & kNeedsSubscription) && !query.subscription) {
        return InvalidParameter("Missing required param: subscription.", "subscription", "parameter_missing");
    }
    return query;
}

std::variant<Query, StripeError> ReadSubQuery(const http::Request& request) { return ReadQuery(request, 0); }

std::variant<Query, StripeError> ReadOneQuery(const http::Request& request, std::string_view expands) {
    Query query;
    for (const http::Parameter& parameter : request.query) {
        if (!parameter.name.starts_with("expand[")) return UnknownParameter(parameter.name);
        if (auto error = ReadExpand(query, parameter.value, "", expands)) return *error;
    }
    return query;
}

}  // namespace daybook::sandbox
