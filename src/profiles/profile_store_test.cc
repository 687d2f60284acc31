#include "profiles/profile_store.h"

#include <gmock/gmock.h>

#include "profiles/activities.h"
#include "profiles/due.h"
#include "profiles/identity.h"
#include "profiles/numbers.h"
#include "profiles/profile_codec.h"
#include "profiles/test_people.h"

namespace daybook::profiles {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Profile Full() {
    Profile person = Person(0, 100, "Ada", "Lovelace", "Ada@Example.com");
    person.fields.phone = "+15550100";
    person.fields.email_unsubscribed = true;
    person.fields.address = "1 Main St\nFlat 2";
    person.fields.city = "London";
    person.fields.state = "";
    person.fields.zip = "N1";
    person.fields.country = "GB";
    person.fields.stripe_customer_id = "cus_A";
    person.fields.stripe_order_products = 3;
    person.fields.stripe_total_orders = 2;
    person.fields.stripe_total_sales = -5;
    person.fields.stripe_currency = "usd";
    person.fields.stripe_order_status = "void";
    person.fields.stripe_order_last_value = 0;
    person.fields.stripe_order_last_currency = "eur";
    person.fields.stripe_last_create_order_date = 1'700'000'000;
    person.fields.stripe_first_create_order_date = 1'600'000'000;
    person.fields.stripe_subscription_active = 1;
    person.fields.stripe_subscription_cancelled = 2;
    person.fields.stripe_subscription_paused = 3;
    person.fields.stripe_subscription_trial = 4;
    person.fields.stripe_subscription_past_due = 5;
    person.fields.customer_ids = {"cus_A", "cus_b"};
    person.fields.sales = {{"eur", 100, 30}, {"usd", INT64_MAX, INT64_MIN}};
    person.fields.distinct_products = 6;
    person.fields.deleted = true;
    person.sources = {{0, 17, 2, 1'700'000'000}, {9, 0, 0, -1}};
    return person;
}

class ProfileStoreTest : public StoreTest {
  protected:
    void SetUp() override {
        auto numbers = Numbers::Open(db());
        ASSERT_TRUE(numbers.ok());
        Write([&](sql::Tx& tx) -> Status {   // block 1 is the shop's
            TRY((*numbers)->Take(tx, kShop, 100));
            return {};
        });
    }
    std::optional<Profile> FindOne(ProfileId id, AccountId account = kShop) {
        return Get([&](sql::Tx& tx) { return Find(tx, account, id); });
    }
    std::vector<ProfileId> ByEmail(std::string_view email) {
        return IdsOf(Get([&](sql::Tx& tx) { return FindByEmail(tx, kShop, email); }));
    }
    std::vector<ProfileId> ByCustomer(std::string_view id) {
        return IdsOf(Get([&](sql::Tx& tx) { return FindByCustomerId(tx, kShop, id); }));
    }
    static std::vector<ProfileId> IdsOf(const std::vector<Profile>& profiles) {
        std::vector<ProfileId> ids;
        for (const Profile& profile : profiles) ids.push_back(profile.id);
        return ids;
    }
};
INSTANTIATE_BOTH_ENGINES(ProfileStoreTest);

TEST_P(ProfileStoreTest, KeepsEveryValue) {
    Profile person = Full();
    Settle({person});
    person.updated = kNow / kSecond;
    Profile stored = *FindOne(person.id);
    EXPECT_EQ(stored.fields, person.fields);
    EXPECT_EQ(stored.sources, person.sources);
    EXPECT_EQ(stored.created, person.created);
    EXPECT_EQ(stored.updated, person.updated);
    EXPECT_EQ(stored.version, 1);
    EXPECT_EQ(stored.account, kShop);

    Profile bare = Person(1, 50, "", "", "");
    Settle({bare});
    EXPECT_EQ(FindOne(bare.id)->fields, bare.fields) << "nothing stays nothing";
}

TEST_P(ProfileStoreTest, MakesNoRowForANumberNobodySees) {
    Profile hidden = Person(0, 0, "Ada", "", "ada@example.com");
    hidden.shown = false;
    EXPECT_THAT(Settle({hidden}), IsEmpty());
    Head head = Get([&](sql::Tx& tx) { return LoadHeads(tx, std::span(&hidden.id, 1)); })[0];
    EXPECT_FALSE(head.exists);
    EXPECT_EQ(head.account, kShop) << "the block's";
    EXPECT_EQ(head.made, 0);
    EXPECT_EQ(FindOne(hidden.id), std::nullopt);
}

TEST_P(ProfileStoreTest, MovesUpdatedOnlyWithWhatIsShown) {
    Profile person = Full();
    constexpr Micros kLater = kNow + 60 * kSecond;
    ASSERT_EQ(Settle({person}).size(), 1u);

    EXPECT_THAT(Settle({person}, kLater), IsEmpty()) << "the same again";
    person.version = 2;
    person.sources[0].object = 99;
    EXPECT_THAT(Settle({person}, kLater), IsEmpty()) << "where it comes from is not a value";
    EXPECT_EQ(FindOne(person.id)->updated, kNow / kSecond);
    EXPECT_EQ(FindOne(person.id)->sources, person.sources);
    person.version = 3;
    EXPECT_THAT(Settle({person}, kLater), IsEmpty());
    EXPECT_EQ(FindOne(person.id)->version, 3);

    person.fields.city = "Paris";
    person.fields.sales[0].gross = 101;
    auto changed = Settle({person}, kLater);
    ASSERT_EQ(changed.size(), 1u);
    EXPECT_THAT(changed[0].fields, ElementsAre("city", "sales"));
    EXPECT_FALSE(changed[0].appeared || changed[0].vanished);
    EXPECT_EQ(FindOne(person.id)->updated, kLater / kSecond);

    person.created -= 10;
    changed = Settle({person}, kLater + kSecond);
    ASSERT_EQ(changed.size(), 1u);
    EXPECT_THAT(changed[0].fields, ElementsAre("created"));
    EXPECT_EQ(FindOne(person.id)->created, person.created);
}

TEST_P(ProfileStoreTest, AppearsAndVanishes) {
    Profile person = Full();
    EXPECT_TRUE(Settle({person})[0].appeared);
    person.shown = false;
    EXPECT_TRUE(Settle({person})[0].vanished);
    EXPECT_EQ(FindOne(person.id), std::nullopt);
    EXPECT_THAT(ByEmail("ada@example.com"), IsEmpty());
    EXPECT_EQ(Get([&](sql::Tx& tx) { return CountShown(tx, kShop); }), 0);
    person.fields.city = "Rome";
    EXPECT_THAT(Settle({person}), IsEmpty()) << "nobody sees it";
    person.shown = true;
    EXPECT_TRUE(Settle({person})[0].appeared);
    EXPECT_THAT(ByEmail("ada@example.com"), ElementsAre(person.id));
    EXPECT_EQ(Get([&](sql::Tx& tx) { return CountShown(tx, kShop); }), 1);
}

TEST_P(ProfileStoreTest, FindsByWhatIsTrueNow) {
    Profile ada = Full();
    Profile bob = Person(1, 200, "Bob", "", "bob@example.com");
    Profile namesake = Person(2, 300, "", "", "ADA@example.com");
    Settle({ada, bob, namesake});
    EXPECT_THAT(ByEmail(" ada@EXAMPLE.com "), ElementsAre(namesake.id, ada.id)) << "newest first";
    EXPECT_THAT(ByEmail("ada@example.co"), IsEmpty()) << "not a beginning";
    EXPECT_THAT(ByEmail("ada"), IsEmpty()) << "a word of the name is no address";
    EXPECT_THAT(ByEmail("nonsense@"), IsEmpty());
    EXPECT_THAT(ByCustomer("cus_b"), ElementsAre(ada.id));
    EXPECT_THAT(ByCustomer("cus_B"), IsEmpty()) << "ids are exact";
    EXPECT_THAT(ByCustomer("cus_"), IsEmpty());
    EXPECT_THAT(ByCustomer(""), IsEmpty());
    EXPECT_THAT(ByCustomer("\xff"), IsEmpty());
    ada.fields.email = "new@example.com";
    ada.fields.customer_ids = {"cus_A"};
    Settle({ada});
    EXPECT_THAT(ByEmail("ada@example.com"), ElementsAre(namesake.id));
    EXPECT_THAT(ByEmail("new@example.com"), ElementsAre(ada.id));
    EXPECT_THAT(ByCustomer("cus_b"), IsEmpty());
    EXPECT_THAT(ByCustomer("cus_A"), ElementsAre(ada.id));
}

TEST_P(ProfileStoreTest, KeepsAccountsApart) {
    Profile person = Full();
    Settle({person});
    EXPECT_EQ(FindOne(person.id, kOtherShop), std::nullopt);
    EXPECT_THAT(Get([&](sql::Tx& tx) { return FindByEmail(tx, kOtherShop, "ada@example.com"); }), IsEmpty());
    EXPECT_EQ(Get([&](sql::Tx& tx) { return CountShown(tx, kOtherShop); }), 0);
}

TEST_P(ProfileStoreTest, FollowsAliases) {
    ProfileId a = MakeProfileId(1, 0), b = MakeProfileId(1, 1), c = MakeProfileId(1, 2);
    auto resolve = [&](ProfileId id) { return Get([&](sql::Tx& tx) { return Resolve(tx, id); }); };
    Settle({Person(0, 1, "Ada", "", "")});
    Write([&](sql::Tx& tx) { return AddAlias(tx, c, b); });
    Write([&](sql::Tx& tx) { return AddAlias(tx, b, a); });
    EXPECT_EQ(resolve(c), a) << "who answered with b answers with a";
    EXPECT_EQ(FindOne(c)->id, a);
    Write([&](sql::Tx& tx) { return AddAlias(tx, a, c); });
    EXPECT_EQ(resolve(a), c) << "a circle never comes about";
    EXPECT_EQ(resolve(b), c);
    EXPECT_EQ(resolve(c), c);
    Write([&](sql::Tx& tx) { return DropAlias(tx, b); });
    EXPECT_EQ(resolve(b), b);
}

TEST_P(ProfileStoreTest, RemovesAPersonWhole) {
    Profile ada = Full();
    Profile bob = Person(1, 200, "Bob", "", "bob@example.com");
    Settle({ada, bob});
    Write([&](sql::Tx& tx) -> Status {
        ProfileId ids[] = {ada.id, bob.id};
        TRY(MarkDue(tx, ids, Lane::kBulk, 1, Cause::kImport));
        TRY(PutEmails(tx, kShop, {{"ada@example.com", ada.id}, {"bob@example.com", bob.id}}));
        return AddActivities(tx, std::vector<ActivityOf>{{ada.id, {.at = 1}}, {bob.id, {.at = 1}}});
    });
    Write([&](sql::Tx& tx) { return Remove(tx, kShop, std::span(&ada.id, 1)); });
    EXPECT_EQ(FindOne(ada.id), std::nullopt);
    EXPECT_NE(FindOne(bob.id), std::nullopt);
    EXPECT_THAT(ByCustomer("cus_A"), IsEmpty());
    EXPECT_THAT(Get([&](sql::Tx& tx) { return FindEmails(tx, kShop, {"bob@example.com", "ada@example.com"}); }),
                ElementsAre(bob.id, kNobody));
    ProfileId both[] = {ada.id, bob.id};
    auto due = Get([&](sql::Tx& tx) { return LoadDue(tx, both); });
    ASSERT_EQ(due.size(), 2u);
    EXPECT_EQ(due[0].at, std::nullopt);
    EXPECT_EQ(due[0].rev, 2) << "a settle under way is thrown away";
    EXPECT_EQ(due[1].at, 1);
    EXPECT_EQ(Get([&](sql::Tx& tx) { return LoadActivities(tx, both); }).size(), 1u);
}

TEST_P(ProfileStoreTest, ActivitiesGoWithTheirObjects) {
    const ProfileId ada = MakeProfileId(1, 0), bob = MakeProfileId(2, 0);
    const Activity seven = {.at = 1, .object = 7}, eight = {.at = 2, .object = 8};
    Write([&](sql::Tx& tx) -> Status {
        TRY(AddActivities(tx, std::vector<ActivityOf>{{ada, seven}, {ada, eight}, {bob, eight}}));
        TRY(MoveActivities(tx, ada, bob, {8, 9}));
        return MoveActivities(tx, ada, bob, {9});
    });
    const ProfileId both[] = {ada, bob};
    std::vector<std::pair<ProfileId, int64_t>> kept;
    for (const ActivityOf& one : Get([&](sql::Tx& tx) { return LoadActivities(tx, both); })) kept.emplace_back(one.profile, one.activity.object);
    EXPECT_THAT(kept, ElementsAre(std::pair(ada, 7), std::pair(bob, 8)));
    Write([&](sql::Tx& tx) { return MoveActivities(tx, ada, bob, {7}); });
    EXPECT_EQ(Get([&](sql::Tx& tx) { return LoadActivities(tx, std::span(&ada, 1)); }).size(), 0u);
}

TEST_P(ProfileStoreTest, EmailsHaveOneOwner) {
    ProfileId a = MakeProfileId(1, 0), b = MakeProfileId(1, 1);
    std::vector<ProfileId> owners;
    auto claim = [&](std::vector<EmailOf> wanted) {
        Write([&](sql::Tx& tx) -> Status {
            owners = TRY(ClaimEmails(tx, kShop, wanted));
            return {};
        });
        return owners;
    };
    EXPECT_THAT(claim({{"a@x.io", a}, {"b@x.io", b}}), ElementsAre(a, b));
    EXPECT_THAT(claim({{"a@x.io", b}, {"c@x.io", b}}), ElementsAre(a, b)) << "the first keeps it";
    Write([&](sql::Tx& tx) { return PutEmails(tx, kShop, {{"a@x.io", b}}); });
    auto find = [&](AccountId account) {
        return Get([&](sql::Tx& tx) { return FindEmails(tx, account, {"c@x.io", "z@x.io", "a@x.io", "c@x.io"}); });
    };
    EXPECT_THAT(find(kShop), ElementsAre(b, kNobody, b, b));
    EXPECT_THAT(find(kOtherShop), ElementsAre(kNobody, kNobody, kNobody, kNobody));
    Write([&](sql::Tx& tx) { return DropEmails(tx, kShop, {"a@x.io", "z@x.io"}); });
    EXPECT_THAT(find(kShop), ElementsAre(b, kNobody, kNobody, b));
    EXPECT_THAT(claim({}), IsEmpty());
}

TEST(ProfileCodec, SurvivesShortBytes) {
    std::string sales = EncodeSales({{"usd", 1, 2}, {"eur", 3, 4}});
    std::string ids = EncodeCustomerIds(Full().fields);
    std::string sources = EncodeSources(Full().sources);
    for (size_t size = 1; size < sales.size(); ++size) EXPECT_LE(DecodeSales(sales.substr(0, size)).size(), 1u);
    for (size_t size = 1; size < ids.size(); ++size) {
        EXPECT_THAT(DecodeCustomerIds(ids.substr(0, size), "cus_A"), ElementsAre("cus_A"));
    }
    for (size_t size = 1; size < sources.size(); ++size) {
        EXPECT_LE(DecodeSources(sources.substr(0, size)).size(), 1u);
    }
}

TEST(ProfileCodec, DigestsSeeEveryValue) {
    const Profile full = Full();
    const int64_t digest = DigestOf(full.fields, full.sources);
    EXPECT_EQ(DigestOf(Full().fields, Full().sources), digest);
    auto differs = [&](auto change) {
        Profile changed = full;
        change(changed);
        return DigestOf(changed.fields, changed.sources) != digest;
    };
    EXPECT_TRUE(differs([](Profile& p) { p.fields.first_name.reset(); }));
    EXPECT_TRUE(differs([](Profile& p) { p.fields.state.reset(); })) << "empty is not missing";
    EXPECT_TRUE(differs([](Profile& p) { std::swap(p.fields.first_name, p.fields.last_name); }));
    EXPECT_TRUE(differs([](Profile& p) { p.fields.email_unsubscribed = false; }));
    EXPECT_TRUE(differs([](Profile& p) { p.fields.deleted = false; }));
    EXPECT_TRUE(differs([](Profile& p) { p.fields.stripe_order_status = "paid"; }));
    EXPECT_TRUE(differs([](Profile& p) { p.fields.stripe_order_status = "brand_new"; }));
    EXPECT_TRUE(differs([](Profile& p) { p.fields.stripe_order_last_value.reset(); }));
    EXPECT_TRUE(differs([](Profile& p) { p.fields.distinct_products = 7; }));
    EXPECT_TRUE(differs([](Profile& p) { p.fields.sales[0].refunded = 31; }));
    EXPECT_TRUE(differs([](Profile& p) { p.fields.customer_ids.pop_back(); }));
    EXPECT_TRUE(differs([](Profile& p) { p.sources[1].at = 0; }));
}

}  // namespace
}  // namespace daybook::profiles
