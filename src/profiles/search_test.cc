#include "profiles/search.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>
#include <set>

#include <gmock/gmock.h>

#include "base/random.h"
#include "profiles/numbers.h"
#include "profiles/people_sets.h"
#include "profiles/test_people.h"

namespace daybook::profiles {
namespace {

constexpr int64_t kBlocks = 3;

class SearchTest : public StoreTest {
  protected:
    void SetUp() override {
        auto numbers = Numbers::Open(db());
        ASSERT_TRUE(numbers.ok());
        Write([&](sql::Tx& tx) -> Status {
            TRY((*numbers)->Take(tx, kShop, kBlocks * kBlockSize));
            return {};
        });
    }
    ListPage Page(std::string_view query, const Position& position) {
        return Get([&](sql::Tx& tx) { return ListFiltered(tx, kShop, ParseQuery(query), {}, position, limits_); });
    }
    // All pages from the newest, or (backwards) from the oldest; each in the order of the list.
    std::vector<ProfileId> Walk(std::string_view query, int limit, bool backwards) {
        std::vector<ProfileId> all;
        Position position{.kind = Position::Kind::kFirst, .limit = limit};
        if (backwards) position = {.kind = Position::Kind::kBefore, .place = {INT64_MIN, ProfileId{0}}, .limit = limit};
        while (true) {
            ListPage page = Page(query, position);
            EXPECT_LE(page.ids.size(), static_cast<size_t>(limit));
            all.insert(backwards ? all.begin() : all.end(), page.ids.begin(), page.ids.end());
            if (!page.has_more || page.ids.empty()) return all;
            ProfileId edge = backwards ? page.ids.front() : page.ids.back();
            auto place = Get([&](sql::Tx& tx) { return PlaceOf(tx, kShop, edge); });
            EXPECT_TRUE(place.has_value());
            position.kind = backwards ? Position::Kind::kBefore : Position::Kind::kAfter;
            position.place = *place;
        }
    }

    // Those of these who have a row.
    void Erase(const std::vector<Profile>& people) {
        std::vector<ProfileId> ids;
        for (const Profile& person : people) ids.push_back(person.id);
        Write([&](sql::Tx& tx) { return Remove(tx, kShop, ids); });
    }
    // Stores them in a transaction that fails in the end.
    void RollBack(const std::vector<Profile>& people) {
        const Status done = db().Write([&](sql::Tx& tx) -> Status {
            std::vector<ProfileId> ids;
            for (const Profile& person : people) ids.push_back(person.id);
            const std::vector<Head> heads = TRY(LoadHeads(tx, ids));
            std::vector<Update> updates;
            for (size_t i = 0; i < people.size(); ++i) updates.push_back({heads[i], people[i]});
            TRY(Store(tx, updates, kNow));
            return Conflict("The test takes it back.");
        });
        EXPECT_FALSE(done.ok());
    }
    size_t CountRows() {
        return Get([&](sql::Tx& tx) { return tx.Query("profiles.with_terms", Number(kShop), "", "\xF4\x8F\xBF\xBF", 1'000'000); }).size();
    }
    // That under each term stand exactly these.
    void ExpectTerms(const std::vector<Profile>& people) {
        std::map<std::string, std::set<ProfileId>> expected;
        std::set<std::pair<std::string, int64_t>> rows;
        for (const Profile& person : people) {
            if (!person.shown) continue;
            for (const std::string& term : TermsOf(SearchedOf(person.fields))) {
                expected[term].insert(person.id);
                rows.emplace(term, BlockOf(person.id));
            }
        }
        EXPECT_EQ(CountRows(), rows.size());
        for (const auto& [term, ids] : expected) {
            PeopleBits found;
            const std::string& asked = term;
            const sql::Rows read = Get([&](sql::Tx& tx) { return tx.Query("profiles.with_term", Number(kShop), asked, kBlocks); });
            ASSERT_TRUE(AddPeople(read, found).ok());
            EXPECT_THAT(IdsOf(found), ::testing::ElementsAreArray(ids)) << term;
        }
    }

    SearchLimits limits_;
};
INSTANTIATE_BOTH_ENGINES(SearchTest);

// `count` people; many share a word, some two; equal moments happen.
std::vector<Profile> Crowd(int count) {
    Random random(7);
    const char* firsts[] = {"Ada", "Adele", "Bob", "Zoë"};
    std::vector<Profile> people;
    for (int i = 0; i < count; ++i) {
        std::string first = firsts[random.Below(4)];
        std::string last = i % 97 == 0 ? "Rare" : "Common" + std::to_string(i % 5);
        std::string domain = i % 3 ? "gmail.com" : "example.com";
        Profile person = Person(i, static_cast<int64_t>(random.Below(500)), first, last,
                                "p" + std::to_string(i) + "@" + domain);
        person.shown = i % 11 != 0;
        people.push_back(std::move(person));
    }
    return people;
}

std::vector<ProfileId> Expected(const std::vector<Profile>& people, std::string_view query) {
    std::vector<Place> places;
    for (const Profile& person : people) {
        if (person.shown && Fits(ParseQuery(query), SearchedOf(person.fields))) {
            places.push_back({person.created, person.id});
        }
    }
    std::ranges::sort(places, std::greater());
    std::vector<ProfileId> ids;
    for (const Place& place : places) ids.push_back(place.id);
    return ids;
}

struct Way {
    std::string_view name;
    SearchLimits limits;
};
constexpr Way kWays[] = {
    {"as it is", {}},
    {"walk the list", {.few = 0}},
    {"walk the list, give up", {.few = 0, .walk_rows = 100}},
    {"compare texts", {.few = 0, .term_rows = 0}},
    {"compare texts, give up", {.few = 0, .text_rows = 30, .term_rows = 0}},
    {"read some words", {.few = 20, .term_rows = 10}},
};

// Whatever way a search takes, it finds the same.
TEST_P(SearchTest, PagesBothWaysThroughWhatFits) {
    std::vector<Profile> people = Crowd(600);
    Settle(people);
    for (const Way& way : kWays) {
        limits_ = way.limits;
        for (std::string_view query : {"", "ada", "ad", "zoe", "rare", "ada rare", "common1", "common gmail", "p77@",
                                       "gmail.com bob common2", "nobody", "ada nobody", "p", "p ad", "common", "o'ada com"}) {
            std::vector<ProfileId> expected = Expected(people, query);
            for (int limit : {7, 100}) {
                EXPECT_EQ(Walk(query, limit, false), expected) << way.name << ": " << query << " by " << limit;
                EXPECT_EQ(Walk(query, limit, true), expected) << way.name << ": " << query << " back by " << limit;
            }
        }
    }
}

TEST_P(SearchTest, FindsWhoeverMovedInTheListAtTheNewPlaceOnly) {
    std::vector<Profile> people = Crowd(60);
    Settle(people);
    limits_ = {.few = 0};
    for (size_t i = 0; i < people.size(); i += 7) people[i].created = static_cast<int64_t>(1'000 - i);
    Settle(people);
    for (std::string_view query : {"ada", "gmail.com", "common1"}) EXPECT_EQ(Walk(query, 5, false), Expected(people, query)) << query;
}

// People who come, change, hide and are removed at random, in several blocks, some of it rolled back.
class ChangingPeople {
  public:
    explicit ChangingPeople(uint64_t seed) : random_(seed) {}

    // Some of them as they shall be, each once, by number.
    std::vector<Profile> Change() {
        std::map<ProfileId, Profile> changed;
        for (int64_t left = random_.Between(1, 150); left > 0; --left) {
            Profile person = Make(MakeProfileId(random_.Between(1, kBlocks), random_.Between(0, random_.Chance(0.5) ? 30 : 600)));
            changed[person.id] = std::move(person);
        }
        std::vector<Profile> all;
        for (auto& [id, person] : changed) all.push_back(std::move(person));
        return all;
    }
    // A query of one to three words, most of them beginnings of what somebody is found by.
    std::string Query(const std::map<ProfileId, Profile>& people) {
        std::string query;
        for (int64_t words = random_.Between(1, 3); words > 0; --words) {
            const auto person = std::next(people.begin(), static_cast<int64_t>(random_.Below(people.size())));
            const std::vector<std::string> terms = TermsOf(SearchedOf(person->second.fields));
            std::string term = terms.empty() || random_.Chance(0.05) ? "nobody" : terms[random_.Below(terms.size())];
            if (term.starts_with('@')) term.erase(0, 1);
            query += term.substr(0, 1 + random_.Below(term.size())) + " ";
        }
        return query;
    }
    Random& random() { return random_; }

  private:
    Profile Make(ProfileId id) {
        static constexpr const char* kFirst[] = {"Ada", "Adele", "Bob", "Zoë", "Ann-Marie", ""};
        static constexpr const char* kLast[] = {"Lovelace", "Lee", "O'Brien", "Ada", "Åström", ""};
        static constexpr const char* kNames[] = {"ada", "ad.lee", "b"};
        const std::string first = kFirst[random_.Below(6)], last = kLast[random_.Below(6)];
        std::string email;
        if (random_.Chance(0.8)) email = kNames[random_.Below(3)] + std::to_string(random_.Below(300)) + (random_.Chance(0.9) ? "@gmail.com" : "@lee.example");
        Profile person = Person(0, static_cast<int64_t>(random_.Below(50)), first, last, email);
        person.id = id;
        person.shown = random_.Chance(0.9);
        if (random_.Chance(0.3)) person.fields.phone = "+1 555 0" + std::to_string(random_.Below(200));
        if (random_.Chance(0.5)) person.fields.customer_ids = {"cus_" + std::to_string(random_.Below(2'000))};
        return person;
    }

    Random random_;
};

TEST_P(SearchTest, FindsWhomAPlainFilterFindsWhateverHappensToPeople) {
    const char* given = std::getenv("DAYBOOK_SEED");
    const uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
    SCOPED_TRACE("DAYBOOK_SEED=" + std::to_string(seed));
    ChangingPeople changing(seed);
    std::map<ProfileId, Profile> people;
    for (int round = 0; round < 25; ++round) {
        const std::vector<Profile> changed = changing.Change();
        if (changing.random().Chance(0.2)) RollBack(changed);
        if (changing.random().Chance(0.3) && !people.empty()) {
            Erase(changed);
            for (const Profile& person : changed) people.erase(person.id);
        } else {
            Settle(changed);
            for (const Profile& person : changed) people[person.id] = person;
        }
        std::vector<Profile> all;
        for (const auto& [id, person] : people) all.push_back(person);
        ExpectTerms(all);
        for (int i = 0; i < 4 && !people.empty(); ++i) {
            const Way& way = kWays[changing.random().Below(std::size(kWays))];
            limits_ = way.limits;
            const std::string query = changing.Query(people);
            EXPECT_EQ(Walk(query, 20, changing.random().Chance(0.5)), Expected(all, query)) << way.name << ": " << query;
        }
    }
    std::vector<Profile> all;
    for (const auto& [id, person] : people) all.push_back(person);
    Erase(all);
    EXPECT_EQ(CountRows(), 0u) << "sets of nobody are no rows";
}

TEST_P(SearchTest, ListsNothingForAnotherShop) {
    Settle(Crowd(20));
    for (std::string_view query : {"", "ada"}) {
        ListPage page = Get([&](sql::Tx& tx) { return ListFiltered(tx, kOtherShop, ParseQuery(query), {}, {}); });
        EXPECT_TRUE(page.ids.empty());
        EXPECT_FALSE(page.has_more);
    }
    EXPECT_EQ(Get([&](sql::Tx& tx) { return PlaceOf(tx, kOtherShop, MakeProfileId(1, 1)); }), std::nullopt);
}

}  // namespace
}  // namespace daybook::profiles
