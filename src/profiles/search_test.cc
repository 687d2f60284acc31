#include "profiles/search.h"

#include <algorithm>

#include <gmock/gmock.h>

#include "base/random.h"
#include "profiles/numbers.h"
#include "profiles/test_people.h"

namespace daybook::profiles {
namespace {

class SearchTest : public StoreTest {
  protected:
    void SetUp() override {
        auto numbers = Numbers::Open(db());
        ASSERT_TRUE(numbers.ok());
        Write([&](sql::Tx& tx) -> Status {
            TRY((*numbers)->Take(tx, kShop, kBlockSize));
            return {};
        });
    }
    ListPage Page(std::string_view query, const Position& position) {
        return Get([&](sql::Tx& tx) { return ListProfiles(tx, kShop, ParseQuery(query), position, limits_); });
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

// Whatever way a search takes, it finds the same.
TEST_P(SearchTest, PagesBothWaysThroughWhatFits) {
    struct Way { std::string_view name; SearchLimits limits; };
    const Way ways[] = {
        {"as it is", {}},
        {"walk the index", {.few = 0, .many = 8000}},
        {"walk the index, give up", {.few = 0, .many = 8000, .walk_rows = 100}},
        {"walk the postings, or the texts", {.few = 0, .many = 0}},
        {"walk the postings or the texts, give up", {.few = 0, .many = 0, .postings = 1, .text_rows = 100}},
    };
    std::vector<Profile> people = Crowd(600);
    Settle(people);
    for (const Way& way : ways) {
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
    limits_ = {.few = 0, .many = 0};
    for (size_t i = 0; i < people.size(); i += 7) people[i].created = static_cast<int64_t>(1'000 - i);
    Settle(people);
    for (std::string_view query : {"ada", "gmail.com", "common1"}) EXPECT_EQ(Walk(query, 5, false), Expected(people, query)) << query;
}

TEST_P(SearchTest, ListsNothingForAnotherShop) {
    Settle(Crowd(20));
    for (std::string_view query : {"", "ada"}) {
        ListPage page = Get([&](sql::Tx& tx) { return ListProfiles(tx, kOtherShop, ParseQuery(query), {}); });
        EXPECT_TRUE(page.ids.empty());
        EXPECT_FALSE(page.has_more);
    }
    EXPECT_EQ(Get([&](sql::Tx& tx) { return PlaceOf(tx, kOtherShop, MakeProfileId(1, 1)); }), std::nullopt);
}

}  // namespace
}  // namespace daybook::profiles
