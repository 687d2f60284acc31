// Whose is it? Gives each object of a page its owner (plan.md §3). The planning is pure: numbers
// that must be made are placeholders below zero until FillIn puts the real ones in.
//
//   customer          → the profile of its e-mail; without one, a number of its own
//   child with one    → its customer's profile, known or not: the number is given at the first
//   mention session or charge without customer → the profile of the e-mail it carries (a guest)
//   child of a parent → its parent's owner; while the parent is unknown it waits
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/ids.h"
#include "profiles/identity.h"
#include "stripe/facts.h"
#include "stripe/mirror_store.h"

namespace daybook::stripe {

// An object of a page that is new or has changed.
struct Item {
    const Decoded* decoded = nullptr;
    std::string_view name;     // under which it is stored
    size_t index = 0;          // in its batch
    ObjectRow* row = nullptr;  // as it will be stored; owned by the page's ObjectMap
    ObjectRow before;          // as it was stored
    std::string email;         // normalised: of a customer, or of a guest's object; empty: none
    int64_t parent = 0;        // object number of its parent
    bool waits = false;        // for that parent
};

// The rows of a customer whose number was given before its e-mail was known go to the profile of
// that e-mail.
struct Join {
    int64_t customer = 0;
    ProfileId from{}, to{};
};

using Emails = std::map<std::string, ProfileId, std::less<>>;

struct OwnerPlan {
    int64_t new_profiles = 0;  // placeholders −1 … −new_profiles are in use
    std::vector<Join> joins;
    std::vector<profiles::EmailOf> claims;  // sorted by address
};

// True for kinds that have a row in table `fact`.
bool HasFact(Kind kind);
// Customers first, then possible parents, then the rest: the order in which owners can be found.
int RankOf(Kind kind);
// The kind of a child's parent: a refund's is a charge or a tie, any other's an invoice.
Kind ParentKind(const Decoded& child);

// Customers that were never seen, mentioned customers and guests. `emails` holds who has the page's
// addresses now, and afterwards also those claimed. Customers seen before keep their owner (move.h
// deals with changed e-mails). Deleted customers that were never seen get no number until somebody
// mentions them.
OwnerPlan PlanOwners(std::vector<Item>& items, ObjectMap& rows, Emails& emails);

// Puts the numbers in for the placeholders.
void FillIn(const std::vector<ProfileId>& numbers, OwnerPlan& plan, ObjectMap& rows,
            Emails& emails);

// The owners of all children, by customer, e-mail or parent. After FillIn; `items` are sorted by
// RankOf.
void OwnChildren(std::vector<Item>& items, ObjectMap& rows, const Emails& emails);

}  // namespace daybook::stripe
