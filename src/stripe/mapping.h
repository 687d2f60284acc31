// How a field is found in Stripe's objects (api.md *Mapped fields*). Pure.
//
//   source = "SCOPE.PATH" | {"over":OVER,"path":PATH,"take":TAKE}
//   SCOPE  = customer (the primary) | last_order | last_paid_order | subscription (the newest not ended, else the newest)
//          | checkout | charge (the newest)
//   OVER   = orders | paid_orders | subscriptions
//   TAKE   = first | last | count | sum | min | max | list        of the values that are there, by time
//   PATH   = NAME or NAME[] (every element), with dots between; all that follows "metadata." is one key
//
// An amount that is a whole number is in the smallest unit of its object's currency, a text in major units. A sum, a least
// and a greatest amount are of one currency: that of the newest amount.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "profiles/custom.h"

namespace daybook::stripe {

struct Mapping {
    enum class Scope : int8_t { kCustomer, kLastOrder, kLastPaidOrder, kSubscription, kCheckout, kCharge, kOrders, kPaidOrders, kSubscriptions };
    enum class Take : int8_t { kFirst, kLast, kCount, kSum, kMin, kMax, kList };
    struct Step {
        std::string name;
        bool each = false;
    };
    Scope scope = Scope::kCustomer;
    Take take = Take::kLast;
    std::vector<Step> path;
    bool over() const { return scope >= Scope::kOrders; }
};

// `source` is JSON. kInvalid (param source) with a sentence; also where what it gives cannot be of this type.
Result<Mapping> ParseMapping(std::string_view source, profiles::FieldType type);
// The same where any type will do.
Result<Mapping> ParseMapping(std::string_view source);

// A source for people: "customer.metadata.colour", "sum of orders: metadata.weight".
std::string Described(std::string_view source);

struct Wanted {
    const Mapping* mapping = nullptr;
    profiles::FieldType type = profiles::FieldType::kText;
};
// What an object has for each of `wanted`; missing values are left out. kCorrupt where `body` is no JSON.
Result<std::vector<std::vector<profiles::CustomValue>>> ValuesIn(std::string_view body, std::span<const Wanted> wanted,
                                                                 const profiles::TextRules& rules);
// What the values of all objects come to, the oldest object's first.
profiles::CustomValue Reduced(const Mapping& mapping, profiles::FieldType type, std::vector<profiles::CustomValue> values);

}  // namespace daybook::stripe
