#include "stripe/keep_no.h"

#include <algorithm>
#include <cstdint>
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

Result<std::vector<Parting>> PartingsOfOne(sql::Tx& tx, ProfileId id) {
    auto all = TRY(PartingsOf(tx, {id}));
    return all.empty() ? std::vector<Parting>() : std::move(all.begin()->second);
}

// Follows one no from person to person.
class Spreading {
  public:
    Spreading(sql::Tx& tx, const SaidAtCheckout& no, const std::function<void(ProfileId)>& touch) : tx_(tx), no_(no), touch_(touch) {}

    Status Run() {
        const std::vector<Parting> partings = TRY(PartingsOfOne(tx_, no_.profile));
        if (partings.empty()) return {};
        Reach(no_.profile, CameAt(partings, no_.customer, INT64_MAX));
        while (!open_.empty()) {
            const ProfileId next = open_.back();
            open_.pop_back();
            TRY(Follow(next));
        }
        return {};
    }

  private:
    // When this customer came to whose partings these are, the last time before `before`; 0: it was there from the first.
    static Micros CameAt(const std::vector<Parting>& partings, int64_t customer, Micros before) {
        Micros at = 0;
        for (const Parting& one : partings) {
            if (one.arrived && one.customer == customer && one.at < before) at = std::max(at, one.at);
        }
        return at;
    }

    // `came`: when the no came to this person with whoever said it. Who parted from it earlier was never one with them.
    void Reach(ProfileId id, Micros came) {
        const Micros since = std::max(no_.said, came);
        const auto [reached, is_new] = since_.try_emplace(id, since);
        if (!is_new && reached->second <= since) return;
        reached->second = since;
        open_.push_back(id);
    }

    Status Follow(ProfileId from) {
        const Micros since = since_.at(from);
        for (const Parting& parting : TRY(PartingsOfOne(tx_, from))) {
            // Where somebody else came from is known from there: they came with the no, or it was said later.
            const bool back = parting.arrived;
            if (parting.at < since || (back && parting.customer != no_.customer)) continue;
            TRY(PutNo(tx_, parting.other, no_.said));
            touch_(parting.other);
            if (back) Reach(parting.other, CameAt(TRY(PartingsOfOne(tx_, parting.other)), parting.customer, parting.at));
            else Reach(parting.other, parting.at);
        }
        return {};
    }

    sql::Tx& tx_;
    const SaidAtCheckout& no_;
    const std::function<void(ProfileId)>& touch_;
    std::map<ProfileId, Micros> since_;  // of those reached
    std::vector<ProfileId> open_;
};

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
        no = no || SaidNoAt(known[i]) != 0;
    }
    Own& theirs = own[to];
    const Micros at = own[from].SetAt(Field::kEmailUnsubscribed);
    const bool last_word = at <= theirs.SetAt(Field::kEmailUnsubscribed);
    if (last_word && (!no || theirs.Of(Field::kEmailUnsubscribed) == CustomValue(true))) return {};
    if (no) theirs.Set(Field::kEmailUnsubscribed, true, now);
    else theirs.Set(Field::kEmailUnsubscribed, own[from].Of(Field::kEmailUnsubscribed), at);
    return profiles::PutOwn(tx, to, theirs);
}

Result<Micros> NoOf(sql::Tx& tx, ProfileId id) {
    Known known = std::move(TRY(LoadKnown(tx, {id})).front());
    known.own = TRY(profiles::LoadOwn(tx, id));
    return SaidNoAt(known);
}

Status PutNo(sql::Tx& tx, ProfileId id, Micros said) {
    Own own = TRY(profiles::LoadOwn(tx, id));
    if (own.kept_no() >= said) return {};
    own.KeepNo(said);
    return profiles::PutOwn(tx, id, own);
}

Status SpreadNo(sql::Tx& tx, const SaidAtCheckout& no, const std::function<void(ProfileId)>& touch) {
    return Spreading(tx, no, touch).Run();
}

Result<std::map<ProfileId, std::string>> HoldersOfLeft(sql::Tx& tx, const std::vector<ProfileId>& people) {
    std::map<ProfileId, std::string> holders;
    for (const auto& [id, partings] : TRY(PartingsOf(tx, people))) {
        for (const Parting& parting : partings) holders.emplace(parting.other, parting.address);
    }
    std::vector<ProfileId> ids;
    ids.reserve(holders.size());
    for (const auto& [id, address] : holders) ids.push_back(id);
    const std::vector<Known> known = TRY(LoadKnown(tx, ids));
    const std::map<ProfileId, Own> own = TRY(profiles::LoadOwn(tx, ids));
    for (size_t i = 0; i < ids.size(); ++i) {
        const auto theirs = own.find(ids[i]);
        const bool only_holds = known[i].customers.empty() && known[i].facts.empty() && (theirs == own.end() || theirs->second.empty());
        if (!only_holds) holders.erase(ids[i]);
    }
    return holders;
}

Micros NoAtCheckout(const Fact& session) {
    return OptedOut(session) ? session.at * kSecond + kSecond - 1 : 0;
}

}  // namespace daybook::stripe
