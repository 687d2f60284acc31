// The mirror on both engines: numbers, owners, joins, guests, children before parents, deletion,
// order of fetches.
#include "stripe/mirror.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "profiles/activities.h"
#include "stripe/connection.h"
#include "stripe/decode.h"
#include "stripe/mirror_erase.h"
#include "stripe/mirror_read.h"
#include "stripe/mirror_support.h"

namespace daybook::stripe {
namespace {

using namespace test;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using Person = std::set<std::string>;

class MirrorTest : public ::testing::TestWithParam<std::string> {
  protected:
    MirrorStore store_{GetParam()};
};
INSTANTIATE_BOTH_ENGINES(MirrorTest);

TEST_P(MirrorTest, EveryStatementCanBePrepared) {
    const Status prepared = store_.database().PrepareAll();
    EXPECT_TRUE(prepared.ok()) << prepared.error().message;
}

TEST_P(MirrorTest, CustomersWithOneEmailAreOnePerson) {
    store_.Put({CustomerOf("cus_1", "ada@example.com"), CustomerOf("cus_2", " ADA@example.com "),
                CustomerOf("cus_3", "bob@example.com"), CustomerOf("cus_4", ""),
                CustomerOf("cus_5", "")});
    EXPECT_THAT(store_.People(), UnorderedElementsAre(Person{"cus_1", "cus_2"}, Person{"cus_3"},
                                                      Person{"cus_4"}, Person{"cus_5"}));
}

TEST_P(MirrorTest, InvoicesBeforeTheirCustomerKeepItsNumber) {
    store_.Put({InvoiceOf("in_1", "cus_1", 100), InvoiceOf("in_2", "cus_1", 200)});
    const ProfileId owner = store_.OwnerOf("cus_1");
    EXPECT_NE(owner, ProfileId{});
    store_.Put({CustomerOf("cus_1", "ada@example.com")});
    EXPECT_EQ(store_.OwnerOf("cus_1"), owner);
    EXPECT_THAT(store_.People(), ElementsAre(Person{"cus_1", "in_1", "in_2"}));
}

TEST_P(MirrorTest, InvoicesBeforeTheirCustomerJoinTheProfileOfItsEmail) {
    store_.Put({CustomerOf("cus_1", "ada@example.com"), InvoiceOf("in_1", "cus_1", 100)});
    store_.Put({InvoiceOf("in_2", "cus_2", 200)});
    const Stored stored = store_.Put({CustomerOf("cus_2", "ada@example.com")});
    EXPECT_EQ(stored.touched.size(), 2u);
    EXPECT_THAT(store_.People(), ElementsAre(Person{"cus_1", "cus_2", "in_1", "in_2"}));
    EXPECT_EQ(store_.OwnerOf("in_2"), store_.OwnerOf("cus_1"));
}

TEST_P(MirrorTest, AConnectionAfterErasingHasAHistoryOfItsOwn) {
    store_.Connect();
    const auto cause_of = [&](std::string_view invoice, std::string_view customer) {
        store_.Put({CustomerOf(customer, ""), InvoiceOf(invoice, customer, 100, "open", kStart + 50)});
        std::vector<profiles::ActivityOf> noted;
        const ProfileId owner[] = {store_.OwnerOf(customer)};
        const Status read = store_.db().Read([&](sql::Tx& tx) -> Status {
            noted = TRY(profiles::LoadActivities(tx, owner));
            return {};
        });
        EXPECT_TRUE(read.ok()) << read.error().message;
        EXPECT_EQ(noted.size(), 1u);
        return noted.empty() ? profiles::Cause::kManual : noted[0].activity.cause;
    };
    EXPECT_EQ(cause_of("in_1", "cus_1"), profiles::Cause::kLive) << "its payment failed after the connection";
    const Status again = store_.db().Write([&](sql::Tx& tx) -> Status {
        TRY(store_.mirror().ForgetErased(tx));
        Connection connection = *TRY(LoadConnectionOf(tx, kShop));
        connection.history_before = (kStart + 1000) * kSecond;
        return SaveConnection(tx, connection);
    });
    ASSERT_TRUE(again.ok()) << again.error().message;
    EXPECT_EQ(cause_of("in_2", "cus_2"), profiles::Cause::kImport) << "older than the new connection, of the same number";
}

TEST_P(MirrorTest, ChildrenOfAnUnknownParentWait) {
    store_.Put({RefundOf("re_1", "ch_1", 50), RefundOf("re_2", "ch_1", 10)});
    store_.Put({PaymentOf("inpay_1", "in_1", "ch_1")});
    EXPECT_TRUE(store_.People().empty());
    store_.Put({ChargeOf("ch_1", "cus_1", "", 500)});
    store_.Put({InvoiceOf("in_1", "cus_1", 500)});
    EXPECT_THAT(store_.People(), ElementsAre(Person{"ch_1", "in_1", "inpay_1", "re_1", "re_2"}));
    EXPECT_EQ(store_.Count("count_fact"), 5);
    const std::vector<Fact> facts = store_.FactsOf(store_.OwnerOf("cus_1"));
    for (const Fact& fact : facts) EXPECT_NE(fact.customer, 0) << static_cast<int>(fact.kind);
    store_.Put({RefundOf("re_1", "ch_1", 60)});
    EXPECT_EQ(store_.Count("count_fact"), 5) << "a child that waited once is updated in its place";
    EXPECT_EQ(store_.Count("count_body"), 5);
}

TEST_P(MirrorTest, AGuestIsThePersonOfTheAddress) {
    store_.Put({ChargeOf("ch_1", "", "ada@example.com", 500), RefundOf("re_1", "ch_1", 50)});
    store_.Put({SessionOf("cs_1", "", "ada@example.com", "open")});
    const ProfileId guest = store_.OwnerOf("ch_1");
    store_.Put({CustomerOf("cus_1", "ada@example.com")});
    EXPECT_EQ(store_.OwnerOf("cus_1"), guest);
    EXPECT_THAT(store_.People(), ElementsAre(Person{"ch_1", "cs_1", "cus_1", "re_1"}));
}

TEST_P(MirrorTest, AGuestsSessionThatGetsACustomerGoesToIt) {
    store_.Put({SessionOf("cs_1", "", "guest@example.com", "open")});
    const ProfileId guest = store_.OwnerOf("cs_1");
    const Stored stored = store_.Put({SessionOf("cs_1", "cus_1", "guest@example.com", "complete")});
    EXPECT_THAT(stored.touched, UnorderedElementsAre(guest, store_.OwnerOf("cus_1")));
    EXPECT_THAT(store_.People(), ElementsAre(Person{"cs_1"}));
    EXPECT_EQ(store_.Count("count_body"), 1);
    EXPECT_TRUE(store_.FactsOf(guest).empty());
}

TEST_P(MirrorTest, AnOlderFetchNeverReplacesANewerOne) {
    const Batch older = store_.BatchOf({CustomerOf("cus_1", "old@example.com")});
    store_.Put({CustomerOf("cus_1", "new@example.com")});
    const Result<Stored> stored = store_.Store(older);
    ASSERT_TRUE(stored.ok());
    EXPECT_EQ(stored->stale, 1);
    EXPECT_TRUE(stored->touched.empty());
    const ProfileId owner = store_.OwnerOf("cus_1");
    store_.Put({CustomerOf("cus_2", "new@example.com")});
    EXPECT_EQ(store_.OwnerOf("cus_2"), owner);
}

TEST_P(MirrorTest, TheSameBodyWakesNobody) {
    store_.Put({CustomerOf("cus_1", "ada@example.com"), InvoiceOf("in_1", "cus_1", 100)});
    const int64_t rev = store_.DueRev(store_.OwnerOf("cus_1"));
    const Stored again =
        store_.Put({CustomerOf("cus_1", "ada@example.com"), InvoiceOf("in_1", "cus_1", 100)});
    EXPECT_EQ(again.unchanged, 2);
    EXPECT_EQ(again.changed, 0);
    EXPECT_EQ(store_.DueRev(store_.OwnerOf("cus_1")), rev);
    const Stored changed = store_.Put({InvoiceOf("in_1", "cus_1", 150)});
    EXPECT_EQ(changed.changed, 1);
    EXPECT_GT(store_.DueRev(store_.OwnerOf("cus_1")), rev);
    EXPECT_EQ(store_.FactsOf(store_.OwnerOf("cus_1")).at(0).total, 150);
}

TEST_P(MirrorTest, RefundsFollowTheirCharge) {
    store_.Put({ChargeOf("ch_1", "", "g@example.com", 700), RefundOf("re_1", "ch_1", 50)});
    store_.Put({CustomerOf("cus_1", "ada@example.com")});
    store_.Put({ChargeOf("ch_1", "cus_1", "g@example.com", 700)});
    EXPECT_THAT(store_.People(), ElementsAre(Person{"ch_1", "cus_1", "re_1"}));
    store_.Put({RefundOf("re_1", "ch_1", 60)});
    EXPECT_THAT(store_.People(), ElementsAre(Person{"ch_1", "cus_1", "re_1"}));
    EXPECT_EQ(store_.Count("count_fact"), 2);
}

TEST_P(MirrorTest, EveryChargeThatWaitedBringsItsRefunds) {
    const auto charge = [](std::string_view id) -> Decoded {
        return *DecodeObject(Kind::kCharge, R"({"id":")" + std::string(id) +
                                                R"(","object":"charge","invoice":"in_1"})");
    };
    store_.Put({RefundOf("re_1", "ch_1", 1), RefundOf("re_2", "ch_2", 2), RefundOf("re_3", "ch_3", 3)});
    store_.Put({charge("ch_1"), charge("ch_2"), charge("ch_3")});
    EXPECT_THAT(store_.People(), IsEmpty());
    store_.Put({CustomerOf("cus_1", "ada@example.com"), InvoiceOf("in_1", "cus_1", 100)});
    EXPECT_THAT(store_.People(),
                ElementsAre(Person{"ch_1", "ch_2", "ch_3", "cus_1", "in_1", "re_1", "re_2", "re_3"}));
}

TEST_P(MirrorTest, ADeletedCustomerKeepsItsHistory) {
    store_.Put({CustomerOf("cus_1", "ada@example.com"), InvoiceOf("in_1", "cus_1", 100)});
    EXPECT_EQ(store_.Put({DeletedCustomer("cus_1")}).touched.size(), 1u);
    EXPECT_EQ(store_.Put({DeletedCustomer("cus_1")}).unchanged, 1);
    EXPECT_THAT(store_.People(), ElementsAre(Person{"cus_1", "in_1"}));
    store_.Put({DeletedCustomer("cus_unknown")});
    store_.Put({InvoiceOf("in_9", "cus_unknown", 100)});
    EXPECT_EQ(store_.Count("count_customer"), 1)
        << "deleted before it was known: remembered, but no customer";
}

TEST_P(MirrorTest, ADraftThatIsGoneTakesItsFactAndBody) {
    store_.Put({CustomerOf("cus_1", "ada@example.com"), InvoiceOf("in_1", "cus_1", 100, "draft")});
    const int64_t rev = store_.DueRev(store_.OwnerOf("cus_1"));
    for (int i = 0; i < 2; ++i) {
        const Status gone = store_.db().Write([&](sql::Tx& tx) {
            return store_.mirror().Gone(tx, kConnection, kShop, Kind::kInvoice, "in_1",
                                        store_.mirror().NextFetchNumber(), kStart * kSecond);
        });
        ASSERT_TRUE(gone.ok()) << gone.error().message;
    }
    EXPECT_EQ(store_.Count("count_fact"), 0);
    EXPECT_EQ(store_.Count("count_body"), 1);
    EXPECT_EQ(store_.DueRev(store_.OwnerOf("cus_1")), rev + 1);
}

TEST_P(MirrorTest, TestClocksAndNobodysObjectsMakeNobody) {
    Decoded clocked = CustomerOf("cus_clock", "clock@example.com");
    clocked.test_clock = true;
    store_.Put({clocked, SessionOf("cs_1", "", "", "open"), PriceOf("price_1", "licensed")});
    EXPECT_TRUE(store_.People().empty());
    EXPECT_EQ(store_.Count("count_object"), 2);
}

TEST_P(MirrorTest, APriceThatTurnsOutMeteredWakesWhoseLinesNameIt) {
    store_.Put({CustomerOf("cus_1", "ada@example.com"), InvoiceOf("in_1", "cus_1", 100)});
    store_.Put({CustomerOf("cus_2", "bob@example.com")});
    store_.FinishChores();
    const ProfileId ada = store_.OwnerOf("cus_1"), bob = store_.OwnerOf("cus_2");
    const int64_t ada_rev = store_.DueRev(ada), bob_rev = store_.DueRev(bob);
    store_.Put({PriceOf("price_1", "metered")});
    store_.FinishChores();
    EXPECT_GT(store_.DueRev(ada), ada_rev);
    EXPECT_EQ(store_.DueRev(bob), bob_rev);
}

TEST_P(MirrorTest, BodiesComeBackWholeWithAndWithoutADictionary) {
    MirrorStore small(GetParam(),
                      {.bodies = {.samples = 20, .dictionary_bytes = 4096}, .moves = {}});
    std::vector<Decoded> objects;
    std::vector<std::string> texts;
    for (int i = 0; i < 60; ++i) {
        objects.push_back(InvoiceOf("in_" + std::to_string(i), "cus_1", 100 + i));
        texts.push_back(objects.back().body);
    }
    small.Put(objects);
    EXPECT_EQ(small.Count("count_dictionary"), 1);
    std::set<std::string> read;
    const Status done = small.db().Read([&](sql::Tx& tx) -> Status {
        std::vector<BodyKey> keys;
        const ProfileId owner = small.OwnerOf("cus_1");
        for (const Fact& fact : small.FactsOf(owner)) keys.push_back({BlockOf(owner), fact.object});
        for (const auto& [object, body] : TRY(LoadBodies(tx, small.mirror().bodies(), keys)))
            read.insert(body);
        return {};
    });
    ASSERT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(read.size(), texts.size());
    for (const std::string& text : texts) EXPECT_TRUE(read.contains(text)) << text;
}

TEST(ImportDelayTest, GrowsWithTheImportBetweenItsBounds) {
    EXPECT_EQ(ImportDelay(0), 3 * kSecond);
    EXPECT_EQ(ImportDelay(30 * kSecond), 10 * kSecond);
    EXPECT_EQ(ImportDelay(kHour), 15 * kSecond);
}

TEST_P(MirrorTest, AnObservedStateIsNotedOnceUnderItsOwner) {
    store_.Put(
        {CustomerOf("cus_1", "ada@example.com"), SubscriptionOf("sub_1", "cus_1", "active")});
    for (int i = 0; i < 2; ++i) store_.Put({SubscriptionOf("sub_1", "cus_1", "past_due")});
    std::vector<profiles::ActivityOf> noted;
    const Status read = store_.db().Read([&](sql::Tx& tx) -> Status {
        const ProfileId owner[] = {store_.OwnerOf("cus_1")};
        noted = TRY(profiles::LoadActivities(tx, owner));
        return {};
    });
    ASSERT_TRUE(read.ok()) << read.error().message;
    ASSERT_EQ(noted.size(), 1u);
    EXPECT_EQ(noted[0].activity.kind, profiles::ActivityKind::kSubscriptionPastDue);
}

TEST_P(MirrorTest, ACartCompletedLateStaysNotedAsLeft) {
    const Micros later = kStart * kSecond + 3 * kHour;
    store_.Put({CustomerOf("cus_1", "ada@example.com"), CustomerOf("cus_2", ""), SessionOf("cs_1", "cus_1", "", "open"),
                SessionOf("cs_2", "", "ada@example.com", "open"), SessionOf("cs_3", "cus_2", "", "open")});
    store_.Put({SessionOf("cs_1", "cus_1", "", "complete"), SessionOf("cs_2", "", "ada@example.com", "complete"),
                SessionOf("cs_3", "cus_2", "", "complete")}, later);
    const auto noted = [&](std::string_view customer) {
        size_t count = 0;
        const Status read = store_.db().Read([&](sql::Tx& tx) -> Status {
            const ProfileId owner[] = {store_.OwnerOf(customer)};
            count = TRY(profiles::LoadActivities(tx, owner)).size();
            return {};
        });
        EXPECT_TRUE(read.ok()) << read.error().message;
        return count;
    };
    EXPECT_EQ(noted("cus_1"), 4u);
    EXPECT_EQ(noted("cus_2"), 0u) << "nobody could be written to";
}

TEST_P(MirrorTest, ErasingInSlicesLeavesNothing) {
    store_.Put({CustomerOf("cus_1", "ada@example.com"), InvoiceOf("in_1", "cus_1", 100),
                RefundOf("re_1", "ch_1", 5), ChargeOf("ch_2", "", "guest@example.com", 10),
                PriceOf("price_1", "metered")});
    store_.Put({PaymentOf("inpay_1", "in_2", "ch_1")});
    store_.Put({InvoiceOf("in_2", "cus_1", 100)});
    for (bool more = true; more;) {
        const Status erased = store_.db().Write([&](sql::Tx& tx) -> Status {
            more = TRY(EraseSlice(tx, kConnection, kShop, 2));
            return {};
        });
        ASSERT_TRUE(erased.ok()) << erased.error().message;
    }
    for (const char* what :
         {"count_object", "count_body", "count_fact", "count_customer", "count_moving"}) {
        EXPECT_EQ(store_.Count(what), 0) << what;
    }
    store_.Put({CustomerOf("cus_1", "ada@example.com")});
    EXPECT_THAT(store_.People(), ElementsAre(Person{"cus_1"}));
}

TEST(ScrubSampleTest, BlanksWhatNamesAPerson) {
    EXPECT_EQ(
        ScrubSample(
            R"({"id":"cus_1","email":"ada@example.com","name": "Ada \"L\"","phone":null,"n":1})"),
        R"({"id":"cus_1","email":"","name": "","phone":null,"n":1})");
    EXPECT_EQ(ScrubSample(R"({"name":{"name":"x"},"a":["name","y"]})"),
              R"({"name":{"name":""},"a":["name","y"]})");
    EXPECT_EQ(ScrubSample(R"({"name":"cut)"), R"({"name":"")");
}

}  // namespace
}  // namespace daybook::stripe
