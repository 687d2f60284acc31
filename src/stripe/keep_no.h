// Who said no to e-mail keeps their no where profiles part or become one (stripe.md §4.1 email_unsubscribed: "Stripe can set it,
// never clear it"; architecture.md §4 "Moving a customer": consent becomes the more restrictive).
//
// Who were one person when the no was said have it, each: who stays, who leaves, and the address that is left, whoever has it
// next. It ends where the person says yes here, later than the no. Of what was said here, a yes too, the later word goes along.
//
// Which of "the no" and "the parting" is read first makes no difference: a no that is older than the parting is found by
// table parting (partings.h).
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/ids.h"
#include "sql/database.h"
#include "stripe/facts.h"
#include "stripe/partings.h"

namespace daybook::stripe {

// Before something of `from` goes to `to`, which is due. Where nobody said anything here, nothing is written. Otherwise `to` has
// a no if either of them says no now, and the later of both words if neither does; `from` keeps its own.
Status KeepNo(sql::Tx& tx, ProfileId from, ProfileId to, Micros now);

// When the no that this person says now was said; 0: it says none. Reads all facts of the person.
Result<Micros> NoOf(sql::Tx& tx, ProfileId id);
// From now on the person says no since `said`, whatever becomes of the objects that say so. The caller marks it due.
Status PutNo(sql::Tx& tx, ProfileId id, Micros said);

// A checkout's no, as stored with its person.
struct SaidAtCheckout {
    ProfileId profile{};
    int64_t customer = 0;  // 0: a guest's
    Micros said = 0;
};
// Those who were one person with whoever said it, then or later, and parted have it too. `touch`: who is due.
Status SpreadNo(sql::Tx& tx, const SaidAtCheckout& no, const std::function<void(ProfileId)>& touch);

// Those of whom nothing is known but an address that one of these people left; with that address.
Result<std::map<ProfileId, std::string>> HoldersOfLeft(sql::Tx& tx, const std::vector<ProfileId>& people);

// When this session's answer was no; 0: it was not, or is not known yet.
Micros NoAtCheckout(const Fact& session);

}  // namespace daybook::stripe
