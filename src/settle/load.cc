#include "settle/load.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "accounts/accounts.h"
#include "profiles/custom_fields.h"
#include "profiles/own.h"
#include "stripe/connection.h"
#include "stripe/mapped.h"
#include "stripe/mirror_read.h"

namespace daybook::settle {

namespace {

// What all people of an account share.
struct Shop {
    bool ties_known = false;     // charges can be told from invoices' payments
    int64_t history_before = 0;  // unix seconds
    profiles::TextRules rules;   // its currency and its days
    std::shared_ptr<const profiles::CustomFields> fields;
    std::vector<stripe::MappedField> mapped;  // of `fields`
};

class Shops {
  public:
    explicit Shops(sql::Tx& tx) : tx_(tx) {}
    Result<const Shop*> Of(AccountId account) {
        const auto found = shops_.find(account);
        if (found != shops_.end()) return &found->second;
        Shop shop;
        if (const auto connection = TRY(stripe::LoadConnectionOf(tx_, account))) {
            shop.ties_known = TRY(stripe::TiesKnown(tx_, connection->id));
            shop.history_before = connection->history_before / kSecond;
        }
        const accounts::Account settings = TRY(accounts::Load(tx_, account));
        shop.rules = {settings.currency, profiles::LocalDays(settings.time_zone)};
        shop.fields = TRY(profiles::LoadCustomFields(tx_, account));
        shop.mapped = stripe::MappedFields(*shop.fields);
        return &shops_.emplace(account, shop).first->second;
    }

  private:
    sql::Tx& tx_;
    std::map<AccountId, Shop> shops_;
};

void TakeShop(const Shop& shop, const std::set<std::string, std::less<>>& metered, stripe::Known& known) {
    known.ties_known = shop.ties_known;
    known.history_before = shop.history_before;
    known.days = shop.rules.days;
    known.metered = [prices = &metered](std::string_view price) { return prices->find(price) != prices->end(); };
}

// What was set here.
void TakeOwn(const Shop& shop, profiles::Own own, stripe::Known& known) {
    known.has_own = !own.empty();
    known.custom = own.Custom(*shop.fields, shop.rules);
    known.own = std::move(own);
}

void AddValues(profiles::CustomValues more, profiles::CustomValues& values) {
    std::move(more.begin(), more.end(), std::back_inserter(values));
    std::sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.field < b.field; });
}

// What is read from their objects. Bodies are read only where something is mapped.
Status TakeMapped(sql::Tx& tx, const stripe::Bodies& bodies, Shops& shops, std::vector<Person>& people) {
    std::map<AccountId, std::vector<Person*>> by_account;
    for (Person& person : people) by_account[person.head.account].push_back(&person);
    for (const auto& [account, some] : by_account) {
        const Shop& shop = *TRY(shops.Of(account));
        if (shop.mapped.empty()) continue;
        std::vector<ProfileId> ids;
        std::vector<const stripe::Known*> known;
        for (const Person* person : some) {
            ids.push_back(person->due.profile);
            known.push_back(&person->known);
        }
        std::vector<stripe::Mapped> mapped = TRY(stripe::LoadMapped(tx, bodies, ids, known, shop.mapped, shop.rules));
        for (size_t i = 0; i < some.size(); ++i) {
            if (mapped[i].unreadable) return *mapped[i].unreadable;
            AddValues(std::move(mapped[i].values), some[i]->known.custom);
        }
    }
    return {};
}

// Activities that were observed and stored are part of the newest ones.
Status LoadObserved(sql::Tx& tx, const std::vector<ProfileId>& ids, std::vector<Person>& people) {
    for (profiles::ActivityOf& one : TRY(profiles::LoadActivities(tx, ids))) {
        const auto place = std::lower_bound(ids.begin(), ids.end(), one.profile);
        people[static_cast<size_t>(place - ids.begin())].known.observed.push_back(
            std::move(one.activity));
    }
    return {};
}

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
            took * static_cast<Micros>(person.known.facts.size() + 1) / std::max<Micros>(1, static_cast<Micros>(facts));
    }
}

// The account's segments, where they are judged.
struct ShopSegments {
    std::shared_ptr<const segments::Compiled> compiled;
    std::shared_ptr<const segments::Statics> statics;
};

Status LoadSegments(sql::Tx& tx, segments::Catalogue& catalogue, std::vector<Person>& people) {
    std::map<AccountId, std::vector<int64_t>> blocks;
    for (const Person& person : people) {
        std::vector<int64_t>& of = blocks[person.head.account];
        if (of.empty() || of.back() != BlockOf(person.due.profile)) of.push_back(BlockOf(person.due.profile));
    }
    std::map<AccountId, ShopSegments> shops;
    for (const auto& [account, theirs] : blocks) {
        ShopSegments& shop = shops[account];
        shop.compiled = TRY(catalogue.At(tx, account));
        if (shop.compiled == nullptr) continue;
        shop.statics = std::make_shared<segments::Statics>(TRY(segments::Statics::Load(tx, *shop.compiled, theirs)));
    }
    for (Person& person : people) {
        const ShopSegments& shop = shops.at(person.head.account);
        person.segments = shop.compiled;
        person.statics = shop.statics;
    }
    return {};
}

}  // namespace

Result<std::vector<OwnValues>> LoadOwnValues(sql::Tx& tx, const stripe::Bodies& bodies, AccountId account, const std::vector<ProfileId>& ids,
                                             std::shared_ptr<const profiles::CustomFields> fields) {
    Shops shops(tx);
    Shop shop = *TRY(shops.Of(account));
    if (fields != nullptr) {
        shop.fields = std::move(fields);
        shop.mapped = stripe::MappedFields(*shop.fields);
    }
    std::map<ProfileId, profiles::Own> own = TRY(profiles::LoadOwn(tx, ids));
    std::vector<OwnValues> all(ids.size());
    for (size_t i = 0; i < ids.size(); ++i) {
        const auto found = own.find(ids[i]);
        if (found == own.end()) continue;
        all[i].custom = found->second.Custom(*shop.fields, shop.rules);
        all[i].own = std::move(found->second);
    }
    if (shop.mapped.empty()) return all;
    std::vector<stripe::Known> known = TRY(stripe::LoadForMapping(tx, ids, shop.mapped));
    std::vector<const stripe::Known*> pointers;
    for (stripe::Known& one : known) {
        one.ties_known = shop.ties_known;
        pointers.push_back(&one);
    }
    std::vector<stripe::Mapped> mapped = TRY(stripe::LoadMapped(tx, bodies, ids, pointers, shop.mapped, shop.rules));
    for (size_t i = 0; i < ids.size(); ++i) {
        AddValues(std::move(mapped[i].values), all[i].custom);
        all[i].unreadable = std::move(mapped[i].unreadable);
    }
    return all;
}

Result<Extras> LoadExtras(sql::Tx& tx, AccountId account, const std::vector<ProfileId>& ids) {
    Extras extras;
    extras.metered =
        std::make_unique<std::set<std::string, std::less<>>>(TRY(stripe::MeteredPrices(tx)));
    extras.known = TRY(stripe::LoadKnown(tx, ids));
    Shops shops(tx);
    const Shop& shop = *TRY(shops.Of(account));
    for (stripe::Known& known : extras.known) TakeShop(shop, *extras.metered, known);
    for (profiles::ActivityOf& one : TRY(profiles::LoadActivities(tx, ids))) {
        const auto place = std::lower_bound(ids.begin(), ids.end(), one.profile);
        extras.known[static_cast<size_t>(place - ids.begin())].observed.push_back(
            std::move(one.activity));
    }
    return extras;
}

Result<Loaded> Load(sql::Tx& tx, const stripe::Bodies& bodies, std::vector<profiles::Due> due,
                    const Clock& clock, segments::Catalogue* segments) {
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
    std::vector<std::string> footprints = TRY(profiles::LoadFootprints(tx, ids));
    std::map<ProfileId, profiles::Own> own = TRY(profiles::LoadOwn(tx, ids));
    Shops shops(tx);
    loaded.people.reserve(ids.size());
    for (size_t i = 0; i < ids.size(); ++i) {
        Person& person =
            loaded.people.emplace_back(Person{.due = due[i],
                                              .head = std::move(heads[i]),
                                              .known = std::move(known[i]),
                                              .footprint = std::move(footprints[i])});
        person.known.created_here = person.head.made != 0 ? person.head.made : now;
        const Shop& shop = *TRY(shops.Of(person.head.account));
        TakeShop(shop, *loaded.metered, person.known);
        const auto set_here = own.find(ids[i]);
        if (set_here != own.end()) TakeOwn(shop, std::move(set_here->second), person.known);
        person.head.own = person.known.has_own;
    }
    TRY(LoadObserved(tx, ids, loaded.people));
    TRY(LoadContacts(tx, bodies, loaded.people));
    TRY(TakeMapped(tx, bodies, shops, loaded.people));
    if (segments != nullptr) TRY(LoadSegments(tx, *segments, loaded.people));
    ShareTime(loaded.people, clock.Monotonic() - begun);
    return loaded;
}

}  // namespace daybook::settle
