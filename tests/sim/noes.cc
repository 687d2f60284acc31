#include "noes.h"

#include <algorithm>
#include <iterator>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "base/text.h"
#include "world.h"

namespace daybook::sim {
namespace {

namespace json = boost::json;

std::string TextOf(const json::object& object, std::string_view member) {
    const json::value* value = object.if_contains(member);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::string EmailOf(const json::object& session) {
    const json::value* details = session.if_contains("customer_details");
    std::string email = details != nullptr && details->is_object() ? TextOf(details->get_object(), "email") : "";
    if (email.empty()) email = TextOf(session, "customer_email");
    return NormaliseEmail(email).value_or("");
}

bool SaysNo(const json::object& session) {
    const json::value* consent = session.if_contains("consent");
    return consent != nullptr && consent->is_object() && TextOf(consent->get_object(), "promotions") == "opt_out";
}

Result<json::array> SessionsOf(sandbox::Shop& shop) {
    json::array all;
    for (bool more = true; more;) {
        http::Request request;
        request.path = "/v1/checkout/sessions";
        request.headers.Set("Authorization", fmt::format("Bearer {}", kKey));
        request.query = {{"limit", "100"}};
        if (!all.empty()) request.query.push_back({"starting_after", TextOf(all.back().as_object(), "id")});
        const http::Response response = shop.Handle(request);
        if (response.status != 200) return Internal("The sandbox's sessions: " + response.body);
        json::object page = json::parse(response.body).as_object();
        more = page["has_more"].as_bool();
        for (json::value& one : page["data"].as_array()) all.push_back(std::move(one));
    }
    return all;
}

}  // namespace

void Noes::Look() {
    for (uint32_t i = 0; i < shop_.customers(); ++i) LookAt(shop_.CustomerId(i));
}

void Noes::LookAt(const std::string& customer) {
    const auto text = shop_.ObjectJson(customer);
    if (!text) return;
    const auto email = NormaliseEmail(TextOf(json::parse(*text).as_object(), "email"));
    if (email) addresses_[customer].insert(*email);
}

Result<std::set<std::string>> Noes::Told() const {
    std::set<std::string> told;  // addresses and customers
    for (const json::value& one : TRY(SessionsOf(shop_))) {
        const json::object& session = one.as_object();
        if (!SaysNo(session)) continue;
        const std::string customer = TextOf(session, "customer");
        told.insert(customer.empty() ? EmailOf(session) : customer);
    }
    for (size_t before = 0; before != told.size();) {
        before = told.size();
        for (const auto& [customer, emails] : addresses_) {
            const bool said = told.contains(customer) || std::ranges::any_of(emails, [&](const std::string& one) { return told.contains(one); });
            if (!said) continue;
            told.insert(customer);
            told.insert(emails.begin(), emails.end());
        }
    }
    return told;
}

std::string Unexplained(const std::vector<std::string>& fresh, const std::vector<std::string>& live, const std::set<std::string>& told) {
    std::vector<std::string> lost, extra;
    std::ranges::set_difference(fresh, live, std::back_inserter(lost));
    std::ranges::set_difference(live, fresh, std::back_inserter(extra));
    std::string text;
    for (const std::string& who : lost) text += fmt::format("\n  lost the no of {}", who);
    for (const std::string& who : extra) {
        if (!told.contains(who)) text += fmt::format("\n  nobody told the no of {}", who);
    }
    return text;
}

}  // namespace daybook::sim
