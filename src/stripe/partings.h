// Table parting: who were one person until a customer took another address. Both sides know it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/ids.h"
#include "sql/database.h"

namespace daybook::stripe {

struct Parting {
    ProfileId other{};
    int64_t customer = 0;  // object number of who left
    bool arrived = false;  // it left `other` for this person, rather than this one for `other`
    Micros at = 0;
    std::string address;   // normalised, that both had until then; empty: none
};

// On both sides.
Status NoteParting(sql::Tx& tx, ProfileId profile, const Parting& parting);
// Of these people; those who never parted are left out.
Result<std::map<ProfileId, std::vector<Parting>>> PartingsOf(sql::Tx& tx, const std::vector<ProfileId>& ids);
// What `from` parted from, `to` did: two people became one, or the address went to another.
Status MovePartings(sql::Tx& tx, ProfileId from, ProfileId to);
// On both sides.
Status ForgetPartings(sql::Tx& tx, const std::vector<ProfileId>& ids);

}  // namespace daybook::stripe
