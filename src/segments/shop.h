// What a shop's conditions may speak of, and a person in those words: fields from the catalogue, activities and their
// data, present subscriptions, orders and carts.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "conditions/person.h"
#include "conditions/program.h"
#include "conditions/schema.h"
#include "profiles/activities.h"
#include "profiles/custom_fields.h"
#include "profiles/profile.h"

namespace daybook::segments {

// The present objects, in the order of the schema's rows.
enum class ObjectKind : uint8_t { kSubscription, kOrder, kCart };

struct ProductName {
    std::string id, name;  // one of them may be empty
};

// A present object as a later floor knows it. What its kind does not have stays empty.
struct PresentObject {
    ObjectKind kind = ObjectKind::kOrder;
    std::string status;
    std::string order_kind;                          // of an order
    std::vector<ProductName> products;
    std::vector<std::string> prices;                 // of a subscription
    std::vector<std::string> coupons;                // of an order
    std::optional<int64_t> amount;                   // smallest units; of orders and carts
    std::string currency;
    std::optional<int64_t> created, started, renews, trial_end, cancels;  // unix seconds
};

// Texts that hardly two people share: e-mail addresses, names, ids.
bool IsLong(const conditions::Member& member);

// Without segments, currency and calendar: those are an account's.
conditions::Schema BaseSchema();
// The Stripe resource that a kind of activity or object comes from before all: "invoices".
std::string_view ResourceOf(std::string_view kind);
// The fields that the shop made, after those of BaseSchema.
void AddCustomFields(conditions::Schema& schema, const profiles::CustomFields& fields);

// `person` is cleared first.
void FillFields(conditions::Person& person, const conditions::Schema& schema, const profiles::Profile& profile);
// In any order. Those ahead of now are known to come. `only`: kinds and members beside these may be left out.
void FillActivities(conditions::Person& person, const conditions::Schema& schema, std::vector<profiles::Activity> all,
                    const conditions::Reads* only = nullptr);
void FillObjects(conditions::Person& person, const conditions::Schema& schema, std::span<const PresentObject> objects);

}  // namespace daybook::segments
