#include "stripe/mapped.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "stripe/mirror_read.h"
#include "stripe/mirror_store.h"
#include "stripe/project_parts.h"

namespace daybook::stripe {
namespace {

using profiles::CustomValue;
using Scope = Mapping::Scope;

// ---- which objects ----

std::vector<int64_t> Newest(const std::vector<const Row*>& rows) {
    const auto newest = std::max_element(rows.begin(), rows.end(), [](const Row* a, const Row* b) { return OlderThan(*a, *b); });
    return newest == rows.end() ? std::vector<int64_t>{} : std::vector{(*newest)->fact->object};
}

std::vector<const Row*> PointersTo(const std::vector<Row>& rows) {
    std::vector<const Row*> all;
    all.reserve(rows.size());
    for (const Row& row : rows) all.push_back(&row);
    return all;
}

bool Ended(const Sorted& sorted, const Row& subscription) {
    const auto status = static_cast<SubscriptionStatus>(subscription.fact->status);
    const Customer* customer = sorted.CustomerOf(*subscription.fact);
    return status == SubscriptionStatus::kCanceled || status == SubscriptionStatus::kIncompleteExpired || (customer != nullptr && customer->deleted);
}

std::vector<int64_t> SubscriptionsOf(const Sorted& sorted, Scope scope) {
    std::vector<const Row*> rows = PointersTo(sorted.subscriptions);
    if (scope == Scope::kSubscription) {
        std::vector<const Row*> running;
        std::copy_if(rows.begin(), rows.end(), std::back_inserter(running), [&](const Row* row) { return !Ended(sorted, *row); });
        return Newest(running.empty() ? rows : running);
    }
    std::sort(rows.begin(), rows.end(), [](const Row* a, const Row* b) { return OlderThan(*a, *b); });
    std::vector<int64_t> objects;
    objects.reserve(rows.size());
    for (const Row* row : rows) objects.push_back(row->fact->object);
    return objects;
}

std::vector<int64_t> OrdersIn(const Sorted& sorted, bool ties_known, Scope scope) {
    std::vector<Order> orders = OrdersOf(sorted, ties_known);
    if (scope == Scope::kLastPaidOrder || scope == Scope::kPaidOrders) std::erase_if(orders, [](const Order& order) { return !order.paid(); });
    std::vector<int64_t> objects;
    for (auto order = orders.rbegin(); order != orders.rend(); ++order) objects.push_back(order->row->fact->object);
    if (scope == Scope::kOrders || scope == Scope::kPaidOrders || objects.empty()) return objects;
    return {objects.back()};
}

std::vector<int64_t> ObjectsIn(const Known& known, const Sorted& sorted, Scope scope) {
    switch (scope) {
        case Scope::kCustomer:
            return sorted.ranked.empty() ? std::vector<int64_t>{} : std::vector{sorted.ranked.front()->object};
        case Scope::kSubscription:
        case Scope::kSubscriptions:
            return SubscriptionsOf(sorted, scope);
        case Scope::kCheckout:
            return Newest(PointersTo(sorted.sessions));
        case Scope::kCharge:
            return Newest(PointersTo(sorted.charges));
        default:
            return OrdersIn(sorted, known.ties_known, scope);
    }
}

// ---- what is found in them ----

// The values of one person, by field and object.
class Search {
  public:
    Search(const Known& known, const std::vector<MappedField>& fields) {
        std::vector<Scope> scopes;
        scopes.reserve(fields.size());
        for (const MappedField& field : fields) scopes.push_back(field.mapping.scope);
        for (const std::vector<int64_t>& objects : ObjectsOf(known, scopes)) {
            for (size_t i = 0; i < objects.size(); ++i) places_[objects[i]].emplace_back(values_.size(), i);
            values_.emplace_back(objects.size());
        }
    }

    std::vector<int64_t> objects() const {
        std::vector<int64_t> objects;
        for (const auto& [object, places] : places_) objects.push_back(object);
        return objects;
    }

    Status Look(int64_t object, std::string_view body, const std::vector<MappedField>& fields, const profiles::TextRules& rules) {
        const auto& places = places_.at(object);
        std::vector<Wanted> wanted;
        for (const auto& [field, index] : places) wanted.push_back({&fields[field].mapping, fields[field].type});
        auto found = TRY(ValuesIn(body, wanted, rules));
        for (size_t i = 0; i < places.size(); ++i) values_[places[i].first][places[i].second] = std::move(found[i]);
        return {};
    }

    profiles::CustomValues Finish(const std::vector<MappedField>& fields) {
        profiles::CustomValues found;
        for (size_t f = 0; f < values_.size(); ++f) {
            std::vector<CustomValue> all;
            for (auto& some : values_[f]) std::move(some.begin(), some.end(), std::back_inserter(all));
            CustomValue value = Reduced(fields[f].mapping, fields[f].type, std::move(all));
            if (value.index() != 0) found.push_back({fields[f].field, std::move(value)});
        }
        return found;
    }

  private:
    std::vector<std::vector<std::vector<CustomValue>>> values_;
    std::unordered_map<int64_t, std::vector<std::pair<size_t, size_t>>> places_;  // of each object: field, and which of its objects
};

bool LooksBeyondTheCustomer(const std::vector<MappedField>& fields) {
    return std::any_of(fields.begin(), fields.end(), [](const MappedField& field) { return field.mapping.scope != Scope::kCustomer; });
}

size_t IndexOf(const std::vector<ProfileId>& ids, ProfileId id) {
    return static_cast<size_t>(std::lower_bound(ids.begin(), ids.end(), id) - ids.begin());
}

}  // namespace

std::vector<MappedField> MappedFields(const profiles::CustomFields& fields) {
    std::vector<MappedField> mapped;
    for (const profiles::CustomField& field : fields.all) {
        if (!field.mapped()) continue;
        Result<Mapping> mapping = ParseMapping(field.source, field.type);
        if (mapping.ok()) mapped.push_back({field.id, field.type, std::move(*mapping)});
    }
    return mapped;
}

std::vector<std::vector<int64_t>> ObjectsOf(const Known& known, const std::vector<Scope>& scopes) {
    const Sorted sorted = Sort(known);
    std::vector<std::vector<int64_t>> all;
    all.reserve(scopes.size());
    for (const Scope scope : scopes) all.push_back(ObjectsIn(known, sorted, scope));
    return all;
}

Result<std::vector<Known>> LoadForMapping(sql::Tx& tx, const std::vector<ProfileId>& ids, const std::vector<MappedField>& fields) {
    if (LooksBeyondTheCustomer(fields)) return LoadKnown(tx, ids);
    std::vector<Known> known(ids.size());
    for (auto& [profile, customer] : TRY(ReadCustomers(tx, ids))) known[IndexOf(ids, profile)].customers.push_back(std::move(customer));
    // Which of several customers is the primary, their orders tell.
    std::vector<ProfileId> several;
    for (size_t i = 0; i < ids.size(); ++i) {
        if (known[i].customers.size() > 1) several.push_back(ids[i]);
    }
    std::vector<Known> whole = TRY(LoadKnown(tx, several));
    for (size_t i = 0; i < several.size(); ++i) known[IndexOf(ids, several[i])] = std::move(whole[i]);
    return known;
}

Result<std::vector<Mapped>> LoadMapped(sql::Tx& tx, const Bodies& bodies, const std::vector<ProfileId>& ids, const std::vector<const Known*>& known,
                                       const std::vector<MappedField>& fields, const profiles::TextRules& rules) {
    std::vector<Search> searches;
    std::unordered_map<int64_t, size_t> owners;  // by object
    std::vector<BodyKey> keys;
    for (size_t i = 0; i < ids.size(); ++i) {
        for (const int64_t object : searches.emplace_back(*known[i], fields).objects()) {
            owners.emplace(object, i);
            keys.push_back({BlockOf(ids[i]), object});
        }
    }
    std::sort(keys.begin(), keys.end(), [](const BodyKey& a, const BodyKey& b) { return std::tuple(a.block, a.object) < std::tuple(b.block, b.object); });
    std::vector<Mapped> all(ids.size());
    const sql::Rows rows = TRY(ReadBodies(tx, keys));
    for (size_t r = 0; r < rows.size(); ++r) {
        const int64_t object = rows.Int(r, 0);
        const size_t person = owners.at(object);
        const Result<std::string> body = bodies.Unpack(rows.Int(r, 1), rows.TextAt(r, 2));
        const Status looked = body.ok() ? searches[person].Look(object, *body, fields, rules) : Status(body.error());
        if (!looked.ok()) all[person].unreadable = looked.error();
    }
    for (size_t i = 0; i < ids.size(); ++i) {
        if (!all[i].unreadable) all[i].values = searches[i].Finish(fields);
    }
    return all;
}

}  // namespace daybook::stripe
