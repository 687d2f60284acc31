#include "stripe/world_support.h"

#include <algorithm>
#include <filesystem>
#include <memory>

#include <simdjson.h>

#include "base/assert.h"
#include "base/io.h"
#include "base/text.h"

namespace daybook::stripe {
namespace {

using simdjson::dom::element;

constexpr std::pair<std::string_view, Kind> kCollections[] = {
    {"customers", Kind::kCustomer},
    {"invoices", Kind::kInvoice},
    {"subscriptions", Kind::kSubscription},
    {"coupons", Kind::kCoupon},
    {"credit_notes", Kind::kCreditNote},
    {"products", Kind::kProduct},
    {"prices", Kind::kPrice},
    {"checkout_sessions", Kind::kSession},
    {"charges", Kind::kCharge},
    {"refunds", Kind::kRefund},
    {"invoice_payments", Kind::kInvoicePayment},
};

std::string WholeInvoice(element invoice, element shape) {
    const std::string json = simdjson::minify(invoice);
    simdjson::dom::array lines;
    if (shape["invoice_lines"][std::string_view(invoice["id"])].get(lines) != simdjson::SUCCESS)
        return json;
    std::vector<std::string> elements;
    for (const element line : lines) elements.push_back(simdjson::minify(line));
    auto whole = WithWholeList(Kind::kInvoice, json, elements);
    ASSERT(whole.ok());
    return std::move(*whole);
}

Scenario ReadShape(const std::string& name, std::string_view version, element shape) {
    Scenario scenario{name, std::string(version), {}};
    for (const auto& [collection, kind] : kCollections) {
        simdjson::dom::array objects;
        if (shape[collection].get(objects) != simdjson::SUCCESS) continue;
        for (const element object : objects) {
            const bool invoice = kind == Kind::kInvoice;
            scenario.objects.emplace_back(
                kind, invoice ? WholeInvoice(object, shape) : simdjson::minify(object));
        }
    }
    return scenario;
}

}  // namespace

void World::AddObject(Kind kind, std::string_view json) {
    auto decoded = DecodeObject(kind, json);
    ASSERT(decoded.ok());
    Add(std::move(*decoded));
}

void World::Add(Decoded decoded) {
    if (decoded.test_clock) return;
    const int64_t number = Mention(decoded.id);
    decoded.fact.object = number;
    decoded.fact.customer = decoded.customer_id.empty() ? 0 : Mention(decoded.customer_id);
    decoded.fact.parent = decoded.parent_id.empty() ? 0 : Mention(decoded.parent_id);
    if (decoded.metered) metered_[decoded.id] = *decoded.metered;
    if (decoded.kind == Kind::kCustomer && decoded.deleted) {
        const auto known = objects_.find(decoded.id);
        if (known == objects_.end()) return;  // deleted before we knew it
        known->second.deleted = true;
        return;
    }
    const std::string id = decoded.id;
    objects_.insert_or_assign(id, std::move(decoded));
}

int64_t World::Mention(const std::string& id) {
    const auto [found, is_new] =
        numbers_.try_emplace(id, static_cast<int64_t>(numbers_.size()) + 1);
    if (is_new) ids_[found->second] = id;
    return found->second;
}

int64_t World::NumberOf(const std::string& id) const { return numbers_.at(id); }
const std::string& World::IdOf(int64_t number) const { return ids_.at(number); }

std::string World::KeyOf(int64_t customer, const std::string& guest_email) const {
    if (customer == 0) return guest_email;
    const std::string& id = ids_.at(customer);
    const auto found = objects_.find(id);
    if (found == objects_.end() || found->second.kind != Kind::kCustomer) return "id:" + id;
    return NormaliseEmail(found->second.contact.email).value_or("id:" + id);
}

std::map<std::string, Known> World::People(bool ties_known) const {
    std::map<std::string, Known> people;
    for (const auto& [id, decoded] : objects_) {
        const Decoded* owner = &decoded;
        // Children that name only their parent belong to its owner.
        while (owner->customer_id.empty() && owner->guest_email.empty() &&
               objects_.contains(owner->parent_id)) {
            owner = &objects_.at(owner->parent_id);
        }
        const bool is_customer = decoded.kind == Kind::kCustomer;
        const int64_t customer = is_customer ? decoded.fact.object : owner->fact.customer;
        const std::string key = KeyOf(customer, owner->guest_email);
        if (key.empty()) continue;
        Known& known = people[key];
        if (is_customer) {
            known.customers.push_back({decoded.fact.object, id, decoded.created, decoded.deleted,
                                       decoded.currency, decoded.contact});
        } else {
            known.facts.push_back(decoded.fact);
        }
    }
    const auto metered =
        std::make_shared<const std::map<std::string, bool>>(metered_);  // outlives the world
    for (auto& [key, known] : people) {
        known.ties_known = ties_known;
        if (!key.starts_with("id:")) known.guest_email = key;
        known.metered = [metered](std::string_view price) {
            const auto found = metered->find(std::string(price));
            return found != metered->end() && found->second;
        };
        std::sort(known.facts.begin(), known.facts.end(), [](const Fact& a, const Fact& b) {
            return std::pair(a.at, a.object) < std::pair(b.at, b.object);
        });
    }
    std::erase_if(people, [&](const auto& each) { return !Project(each.second, 0).shown; });
    return people;
}

Projected World::Settle(Known known, Micros now) const {
    for (const int64_t object : ContactsNeeded(known)) {
        const Decoded& decoded = objects_.at(ids_.at(object));
        auto contact = DecodeContactOf(decoded.kind, decoded.body);
        ASSERT(contact.ok());
        known.contacts.emplace(object, std::move(*contact));
    }
    return Project(known, now);
}

std::vector<Scenario> ReadScenarios(const std::string& folder) {
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".json") paths.push_back(entry.path().string());
    }
    std::sort(paths.begin(), paths.end());
    std::vector<Scenario> scenarios;
    for (const std::string& path : paths) {
        simdjson::dom::parser parser;
        const element root = parser.load(path);
        simdjson::dom::object shapes;
        if (root["shapes"].get(shapes) != simdjson::SUCCESS) continue;
        const std::string name = std::filesystem::path(path).stem();
        for (const auto& [version, shape] : shapes)
            scenarios.push_back(ReadShape(name, version, shape));
    }
    return scenarios;
}

std::string ScenarioMember(const std::string& folder, const std::string& name,
                           std::string_view member) {
    simdjson::dom::parser parser;
    const element root = parser.load(folder + "/" + name + ".json");
    element found;
    if (root[member].get(found) != simdjson::SUCCESS) return {};
    return simdjson::minify(found);
}

World WorldOf(const std::vector<std::pair<Kind, std::string>>& objects,
              const std::set<Kind>& allowed) {
    World world;
    for (const auto& [kind, json] : objects) {
        if (allowed.contains(kind)) world.AddObject(kind, json);
    }
    return world;
}

}  // namespace daybook::stripe
