#include "settle/load.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "stripe/connection.h"
#include "stripe/mirror_read.h"

namespace daybook::settle {

namespace {

// Whether charges can be told from invoices' payments, an account.
class Ties {
  public:
    explicit Ties(sql::Tx& tx) : tx_(tx) {}
    Result<bool> Known(AccountId account) {
        const auto found = known_.find(account);
        if (found != known_.end()) return found->second;
        const auto connection = TRY(stripe::LoadConnectionOf(tx_, account));
        const bool known = connection && TRY(stripe::TiesKnown(tx_, connection->id));
        known_[account] = known;
        return known;
    }

  private:
    sql::Tx& tx_;
    std::map<AccountId, bool> known_;
};

// Bodies are read only where a person's customers lack a name, phone or address.
Status LoadContacts(sql::Tx& tx, const stripe::Bodies& bodies, std::vector<Person>& people) {
    std::vector<stripe::ContactWanted> wanted;
    std::unordered_map<int64_t, Person*> owner_of;
    for (Person& person : people) {
        for (const int64_t object : stripe::ContactsNeeded(person.known)) {
            const auto fact =
                std::find_if(person.known.facts.begin(), person.known.facts.end(),
                             [&](const stripe::Fact& f) { return f.object == object; });
            ASSERT(fact != person.known.facts.end());
            wanted.push_back({person.due.profile, object, fact->kind});
            owner_of[object] = &person;
        }
    }
    if (wanted.empty()) return {};
    for (auto& [object, contact] : TRY(stripe::LoadContacts(tx, bodies, wanted))) {
        owner_of.at(object)->known.contacts.emplace(object, std::move(contact));
    }
    return {};
}

void ShareTime(std::vector<Person>& people, Micros took) {
    size_t facts = 0;
    for (const Person& person : people) facts += person.known.facts.size() + 1;
    for (Person& person : people) {
        person.took =
            took * static_cast<Micros>(person.known.facts.size() + 1) / static_cast<Micros>(facts);
    }
}

}  // namespace

Result<Loaded> Load(sql::Tx& tx, const stripe::Bodies& bodies, std::vector<profiles::Due> due,
                    const Clock& clock) {
    const Micros begun = clock.Monotonic();
    const int64_t now = clock.Now() / kSecond;
    std::sort(due.begin(), due.end(),
              [](const auto& a, const auto& b) { return a.profile < b.profile; });
    std::vector<ProfileId> ids;
    ids.reserve(due.size());
    for (const profiles::Due& one : due) ids.push_back(one.profile);

    Loaded loaded;
    loaded.metered =
        std::make_unique<std::set<std::string, std::less<>>>(TRY(stripe::MeteredPrices(tx)));
    std::vector<profiles::Head> heads = TRY(profiles::LoadHeads(tx, ids));
    std::vector<stripe::Known> known = TRY(stripe::LoadKnown(tx, ids));
    ASSERT(heads.size() == ids.size() && known.size() == ids.size());
    Ties ties(tx);
    loaded.people.reserve(ids.size());
    for (size_t i = 0; i < ids.size(); ++i) {
        Person& person =
            loaded.people.emplace_back(Person{due[i], std::move(heads[i]), std::move(known[i]), 0});
        person.known.has_own = person.head.own;
        person.known.created_here = person.head.made != 0 ? person.head.made : now;
        person.known.ties_known = TRY(ties.Known(person.head.account));
        person.known.metered = [prices = loaded.metered.get()](std::string_view price) {
            return prices->find(price) != prices->end();
        };
    }
    TRY(LoadContacts(tx, bodies, loaded.people));
    ShareTime(loaded.people, clock.Monotonic() - begun);
    return loaded;
}

}  // namespace daybook::settle
