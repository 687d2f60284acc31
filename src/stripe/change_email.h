// A customer that was known before has another e-mail now, or none (stripe.md §4.2 "e-mail changed
// in Stripe").
//
// A person of one's own (profiles/own.h) with that address stays where it is, like other customers of the profile.
//
//   alone in its profile, nobody has the new address   the profile follows: renamed; its guests stay with the old one
//   alone, somebody has it                             the two become one; the older number survives
//   not alone, or guests stay behind                   the customer moves: to who has the address, or to a new profile
//   no address any more                                as "nobody has it", without an address
//
// Who said no to e-mail until then does so on both sides afterwards (keep_no.h). So an address that is left has a number of its
// own from then on, of a person who is not shown until somebody comes to it.
#pragma once

#include <functional>
#include <string>

#include "stripe/move.h"
#include "stripe/owners.h"

namespace daybook::stripe {

enum class EmailAct { kNothing, kRename, kMerge, kMove };

struct EmailSituation {
    bool same = false;     // the address did not change
    bool others = false;   // other customers share the profile
    bool own = false;      // the person has the old address of its own
    bool guests = false;   // guests' objects carry the old address
    ProfileId now{};       // the customer's profile
    ProfileId taken_by{};  // who has the new address; 0: nobody, or there is none
};
EmailAct DecideEmail(const EmailSituation& situation);

// What the deed needs of the page that it belongs to.
struct EmailContext {
    int64_t connection = 0;
    AccountId account{};
    Micros now = 0;
    const Bodies& bodies;
    const MoveLimits& limits;
    Emails& emails;  // of the page; kept true
    std::function<Result<ProfileId>()> new_profile;
    std::function<void(const Moving&)> moved;  // rows in memory follow
    std::function<void()> slices_left;
    std::function<void(ProfileId)> touch;  // is due
};

// For a customer seen before; does nothing where the address is the same. Afterwards
// item.row->profile is the owner.
Status ChangeEmail(sql::Tx& tx, const EmailContext& context, Item& item);

}  // namespace daybook::stripe
