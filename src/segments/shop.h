// What a shop's conditions may speak of, and a person in those words: fields from the catalogue, activities and their
// data, present subscriptions, orders and carts.
#pragma once

#include <optional>
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

// What an activity was about (api.md *Activities*), or what a present object is, lent. What its kind does not have stays empty.
struct RecordData {
    std::string_view customer, order, order_kind, subscription, session, status, url, coupon, currency;
    std::vector<conditions::Value::Named> products;
    std::vector<std::string_view> prices;
    std::optional<int64_t> amount, discount;                               // smallest units of `currency`
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

// `only` of the three below: other fields, kinds and members may be left missing.

// `person` is cleared first.
void FillFields(conditions::Person& person, const conditions::Schema& schema, const profiles::Profile& profile,
                const conditions::Reads* only = nullptr);
// The oldest first. Those ahead of now are known to come.
void AddActivity(conditions::Person& person, profiles::ActivityKind kind, int64_t at, const RecordData& data, const conditions::Reads* only = nullptr);
// One that was stored, whose data are JSON.
void AddActivity(conditions::Person& person, const profiles::Activity& stored, const conditions::Reads* only = nullptr);
void AddObject(conditions::Person& person, ObjectKind kind, const RecordData& data, const conditions::Reads* only = nullptr);

}  // namespace daybook::segments
