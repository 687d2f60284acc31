// What was said to e-mail here when people part or become one.
#include "stripe/keep_no.h"

#include <gtest/gtest.h>

#include "profiles/own.h"
#include "stripe/mirror_read.h"
#include "stripe/mirror_support.h"

namespace daybook::stripe {
namespace {

using namespace test;
using profiles::Field;

constexpr Micros kFirst = (kStart + 100) * kSecond, kLater = (kStart + 200) * kSecond, kNow = (kStart + 300) * kSecond;

class KeepNoTest : public ::testing::TestWithParam<std::string> {
  protected:
    // As somebody says it here.
    void Say(ProfileId id, bool no, Micros at) {
        Write([&](sql::Tx& tx) -> Status {
            profiles::Own own = TRY(profiles::LoadOwn(tx, id));
            own.Set(Field::kEmailUnsubscribed, no, at);
            return profiles::PutOwn(tx, id, own);
        });
    }
    bool SaysNo(ProfileId id) {
        bool no = false;
        Write([&](sql::Tx& tx) -> Status {
            Known known = std::move(TRY(LoadKnown(tx, {id})).front());
            known.own = TRY(profiles::LoadOwn(tx, id));
            no = stripe::SaysNo(known);
            return {};
        });
        return no;
    }
    Micros SaidAt(ProfileId id) {
        Micros at = 0;
        Write([&](sql::Tx& tx) -> Status {
            at = TRY(profiles::LoadOwn(tx, id)).SetAt(Field::kEmailUnsubscribed);
            return {};
        });
        return at;
    }
    ProfileId Of(std::string_view object) { return store_.OwnerOf(object); }
    void Put(std::vector<Decoded> objects) { store_.Put(std::move(objects), kNow); }

    MirrorStore store_{GetParam()};

  private:
    void Write(const sql::Job& job) {
        const Status done = store_.db().Write(job, sql::Durability::kBulk, sql::Priority::kLive);
        ASSERT_TRUE(done.ok()) << done.error().message;
    }
};
INSTANTIATE_BOTH_ENGINES(KeepNoTest);

Decoded OptOut(std::string_view id, std::string_view customer) {
    Decoded session = SessionOf(id, customer, "", "expired");
    session.fact.flags |= kFlagOptOut;
    return session;
}

TEST_P(KeepNoTest, OfTwoThatBecomeOneTheMoreRestrictiveWordHolds) {
    const struct {
        const char* what;
        std::optional<bool> elder, younger;  // what the older and the younger profile said: the older first, the younger later
        bool facts;                          // the older one's Checkout said no, before all that
        bool no;
    } cases[] = {
        {"nobody said anything", {}, {}, false, false},
        {"the older one a no, the younger took one back later", true, false, false, true},
        {"the older one took it back, the younger said no later", false, true, false, true},
        {"the younger one a no", {}, true, false, true},
        {"the older one's Checkout a no, the younger took one back later", {}, false, true, true},
        {"the older one's Checkout a no, which was taken back", false, {}, true, false},
        {"both took it back", false, false, true, false},
    };
    int number = 0;
    for (const auto& c : cases) {
        const std::string n = std::to_string(++number), ada = "cus_a" + n, bob = "cus_b" + n;
        Put({CustomerOf(ada, "a" + n + "@example.com")});
        Put({CustomerOf(bob, "b" + n + "@example.com")});
        if (c.facts) Put({OptOut("cs_" + n, ada)});
        const ProfileId elder = Of(ada), younger = Of(bob);
        ASSERT_LT(elder, younger) << c.what;
        if (c.elder) Say(elder, *c.elder, kFirst);
        if (c.younger) Say(younger, *c.younger, kLater);
        Put({CustomerOf(bob, "a" + n + "@example.com")});
        ASSERT_EQ(Of(bob), elder) << c.what;
        EXPECT_EQ(SaysNo(elder), c.no) << c.what;
        EXPECT_EQ(SaidAt(younger), 0) << c.what;
    }
}

TEST_P(KeepNoTest, WhoMovesAwayTakesTheNoAlongAndLeavesItThere) {
    Put({CustomerOf("cus_1", "both@example.com"), CustomerOf("cus_2", "both@example.com")});
    const ProfileId shared = Of("cus_1");
    Say(shared, true, kFirst);
    Put({CustomerOf("cus_2", "own@example.com")});
    ASSERT_NE(Of("cus_2"), shared);
    EXPECT_TRUE(SaysNo(Of("cus_2")));
    EXPECT_TRUE(SaysNo(shared));
}

TEST_P(KeepNoTest, WhoMovesToSomebodyWhoTookItBackKeepsTheirNo) {
    Put({CustomerOf("cus_1", "both@example.com"), CustomerOf("cus_2", "both@example.com"), CustomerOf("cus_3", "third@example.com")});
    Put({OptOut("cs_1", "cus_2")});
    const ProfileId third = Of("cus_3");
    Say(third, false, kLater);
    Put({CustomerOf("cus_2", "third@example.com")});
    ASSERT_EQ(Of("cus_2"), third);
    EXPECT_TRUE(SaysNo(third));
}

TEST_P(KeepNoTest, WhatWasTakenBackIsTakenBackWhereTheCustomerGoes) {
    Put({CustomerOf("cus_1", "both@example.com"), CustomerOf("cus_2", "both@example.com")});
    Put({OptOut("cs_1", "cus_2")});
    Say(Of("cus_1"), false, kFirst);
    Put({CustomerOf("cus_2", "own@example.com")});
    EXPECT_FALSE(SaysNo(Of("cus_2")));
    EXPECT_EQ(SaidAt(Of("cus_2")), kFirst);
}

TEST_P(KeepNoTest, GuestsThatStayBehindKeepTheNoOfTheirAddress) {
    Put({CustomerOf("cus_1", "old@example.com"), ChargeOf("ch_1", "", "old@example.com", 500)});
    Say(Of("cus_1"), true, kFirst);
    Put({CustomerOf("cus_1", "new@example.com")});
    ASSERT_NE(Of("ch_1"), Of("cus_1"));
    EXPECT_TRUE(SaysNo(Of("ch_1")));
    EXPECT_TRUE(SaysNo(Of("cus_1")));
}

TEST_P(KeepNoTest, WhereNobodySaidAnythingHereStripesObjectsDecide) {
    Put({CustomerOf("cus_1", "both@example.com"), CustomerOf("cus_2", "both@example.com")});
    Put({OptOut("cs_1", "cus_2")});
    const ProfileId shared = Of("cus_1");
    EXPECT_TRUE(SaysNo(shared));
    Put({CustomerOf("cus_2", "own@example.com")});
    EXPECT_TRUE(SaysNo(Of("cus_2")));
    EXPECT_FALSE(SaysNo(shared));
    EXPECT_EQ(SaidAt(shared), 0);
    EXPECT_EQ(SaidAt(Of("cus_2")), 0);
}

}  // namespace
}  // namespace daybook::stripe
