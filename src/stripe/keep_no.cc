#include "stripe/keep_no.h"

#include <algorithm>
#include <map>
#include <vector>

#include "profiles/own.h"
#include "stripe/mirror_read.h"
#include "stripe/project.h"

namespace daybook::stripe {
namespace {

using profiles::CustomValue;
using profiles::Field;
using profiles::Own;

bool SaidSomething(const Own& own) { return own.SetAt(Field::kEmailUnsubscribed) != 0; }

}  // namespace

Status KeepNo(sql::Tx& tx, ProfileId from, ProfileId to, Micros now) {
    std::vector<ProfileId> both = {from, to};
    std::sort(both.begin(), both.end());
    std::map<ProfileId, Own> own = TRY(profiles::LoadOwn(tx, both));
    if (!SaidSomething(own[from]) && !SaidSomething(own[to])) return {};
    std::vector<Known> known = TRY(LoadKnown(tx, both));
    bool no = false;
    for (size_t i = 0; i < both.size(); ++i) {
        known[i].own = own[both[i]];
        no = no || SaysNo(known[i]);
    }
    Own& theirs = own[to];
    const Micros at = own[from].SetAt(Field::kEmailUnsubscribed);
    const bool last_word = at <= theirs.SetAt(Field::kEmailUnsubscribed);
    if (last_word && (!no || theirs.Of(Field::kEmailUnsubscribed) == CustomValue(true))) return {};
    if (no) theirs.Set(Field::kEmailUnsubscribed, true, now);
    else theirs.Set(Field::kEmailUnsubscribed, own[from].Of(Field::kEmailUnsubscribed), at);
    return profiles::PutOwn(tx, to, theirs);
}

}  // namespace daybook::stripe
