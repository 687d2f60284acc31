// What was said to e-mail here when people part or become one.
#include "stripe/keep_no.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <set>

#include "base/random.h"
#include "profiles/identity.h"
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
        Micros at = 0;
        Write([&](sql::Tx& tx) -> Status {
            at = TRY(NoOf(tx, id));
            return {};
        });
        return at != 0;
    }
    // Who has this address; 0: nobody.
    ProfileId At(const std::string& email) {
        ProfileId id{};
        Write([&](sql::Tx& tx) -> Status {
            id = TRY(profiles::FindEmails(tx, kShop, {email})).front();
            return {};
        });
        return id;
    }
    bool SaysNo(const std::string& email) { return At(email) != ProfileId{} && SaysNo(At(email)); }
    Micros SaidAt(ProfileId id) {
        Micros at = 0;
        Write([&](sql::Tx& tx) -> Status {
            at = TRY(profiles::LoadOwn(tx, id)).SetAt(Field::kEmailUnsubscribed);
            return {};
        });
        return at;
    }
    ProfileId Of(std::string_view object) { return store().OwnerOf(object); }
    void Put(std::vector<Decoded> objects) { store().Put(std::move(objects), kNow); }

    std::unique_ptr<MirrorStore> made_ = std::make_unique<MirrorStore>(GetParam());
    MirrorStore& store() { return *made_; }
    void Anew() {
        made_.reset();
        made_ = std::make_unique<MirrorStore>(GetParam());
    }

  private:
    void Write(const sql::Job& job) {
        const Status done = store().db().Write(job, sql::Durability::kBulk, sql::Priority::kLive);
        ASSERT_TRUE(done.ok()) << done.error().message;
    }
};
INSTANTIATE_BOTH_ENGINES(KeepNoTest);

Decoded OptOut(std::string_view id, std::string_view customer, int64_t created = kStart) {
    Decoded session = SessionOf(id, customer, "", "expired", created);
    session.fact.flags |= kFlagOptOut;
    return session;
}
Decoded GuestOptOut(std::string_view id, std::string_view email, int64_t created = kStart) {
    Decoded session = SessionOf(id, "", email, "expired", created);
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

// What Stripe's objects said before somebody left stays said of everybody who was there, and of the address.
TEST_P(KeepNoTest, WhoWereOneWhenTheNoWasSaidHaveItEach) {
    const struct {
        const char* what;
        std::vector<Decoded> objects;  // before: who is at old@
        Decoded moves;                 // cus_1 has another address
        bool stays, goes;              // the no: of old@, and of cus_1
    } cases[] = {
        {"the one that said no leaves another", {CustomerOf("cus_1", "old@example.com"), CustomerOf("cus_2", "old@example.com"), OptOut("cs_1", "cus_1")},
         CustomerOf("cus_1", "new@example.com"), true, true},
        {"another leaves the one that said no", {CustomerOf("cus_1", "old@example.com"), CustomerOf("cus_2", "old@example.com"), OptOut("cs_1", "cus_2")},
         CustomerOf("cus_1", "new@example.com"), true, true},
        {"the one that said no leaves an address that nobody has then", {CustomerOf("cus_1", "old@example.com"), OptOut("cs_1", "cus_1")},
         CustomerOf("cus_1", "new@example.com"), true, true},
        {"it has no address any more", {CustomerOf("cus_1", "old@example.com"), CustomerOf("cus_2", "old@example.com"), OptOut("cs_1", "cus_2")},
         CustomerOf("cus_1", ""), true, true},
        {"it joins somebody", {CustomerOf("cus_1", "old@example.com"), CustomerOf("cus_3", "new@example.com"), OptOut("cs_1", "cus_1")},
         CustomerOf("cus_1", "new@example.com"), true, true},
        {"a guest's no stays, and was the customer's too", {CustomerOf("cus_1", "old@example.com"), GuestOptOut("cs_1", "old@example.com")},
         CustomerOf("cus_1", "new@example.com"), true, true},
        {"nobody said no", {CustomerOf("cus_1", "old@example.com"), CustomerOf("cus_2", "old@example.com")}, CustomerOf("cus_1", "new@example.com"), false,
         false},
        {"whom it joins said no", {CustomerOf("cus_1", "old@example.com"), CustomerOf("cus_2", "old@example.com"), GuestOptOut("cs_1", "new@example.com")},
         CustomerOf("cus_1", "new@example.com"), false, true},
    };
    for (const auto& c : cases) {
        Anew();
        Put(c.objects);
        Put({c.moves});
        EXPECT_EQ(SaysNo("old@example.com"), c.stays) << c.what;
        EXPECT_EQ(SaysNo(Of("cus_1")), c.goes) << c.what;
        // Whoever comes to the address.
        Put({CustomerOf("cus_9", "old@example.com")});
        EXPECT_EQ(SaysNo(Of("cus_9")), c.stays) << c.what;
    }
}

TEST_P(KeepNoTest, AYesSaidHereEndsWhatWasSaidBeforeAndOnlyThat) {
    Put({CustomerOf("cus_1", "old@example.com"), CustomerOf("cus_2", "old@example.com"), OptOut("cs_1", "cus_1")});
    Put({CustomerOf("cus_1", "new@example.com")});
    Say(Of("cus_2"), false, kLater);
    EXPECT_FALSE(SaysNo(Of("cus_2")));
    EXPECT_TRUE(SaysNo(Of("cus_1")));
    Put({OptOut("cs_2", "cus_2", kLater / kSecond + 1)});
    EXPECT_TRUE(SaysNo(Of("cus_2")));
}

TEST_P(KeepNoTest, AGuestsCheckoutThatGetsACustomerLeavesItsNo) {
    Put({GuestOptOut("cs_1", "old@example.com"), ChargeOf("ch_1", "", "old@example.com", 500), CustomerOf("cus_1", "new@example.com")});
    Put({OptOut("cs_1", "cus_1")});
    ASSERT_EQ(Of("cs_1"), Of("cus_1"));
    EXPECT_TRUE(SaysNo("new@example.com"));
    EXPECT_TRUE(SaysNo("old@example.com"));
}

TEST_P(KeepNoTest, ACheckoutThatSaysItNoMoreHasSaidIt) {
    Put({CustomerOf("cus_1", "ada@example.com"), OptOut("cs_1", "cus_1")});
    Decoded changed = SessionOf("cs_1", "cus_1", "", "expired");
    changed.digest = 99;
    Put({std::move(changed)});
    EXPECT_TRUE(SaysNo("ada@example.com"));
}

// A shop in which customers change their addresses and checkouts say no, told state by state: who has said no by then. It is
// known of customers and of addresses, and whoever is at an address that said no has said no.
class Told {
  public:
    void Move(const std::string& customer, const std::string& email) {
        at_[customer] = email;
        Close();
    }
    void CustomerSaysNo(const std::string& customer) {
        noes_.insert(customer);
        Close();
    }
    void AddressSaysNo(const std::string& email) {
        noes_.insert(email);
        Close();
    }
    bool SaysNo(const std::string& who) const { return noes_.contains(who); }
    const std::map<std::string, std::string>& customers() const { return at_; }

  private:
    void Close() {
        for (size_t before = 0; before != noes_.size();) {
            before = noes_.size();
            for (const auto& [customer, email] : at_) {
                if (email.empty() || noes_.contains(customer) == noes_.contains(email)) continue;
                noes_.insert(customer);
                noes_.insert(email);
            }
        }
    }
    std::map<std::string, std::string> at_;
    std::set<std::string> noes_;
};

TEST_P(KeepNoTest, ItMakesNoDifferenceWhenANoIsRead) {
    const std::vector<std::string> emails = {"a@example.com", "b@example.com", "c@example.com", ""};
    for (uint64_t seed = 1; seed <= 60; ++seed) {
        Random random(seed);
        Anew();
        Told told;
        std::vector<Decoded> late;  // noes that are still to be read
        const auto read_some = [&](double chance, int64_t now) {
            std::vector<Decoded> waiting;
            for (Decoded& one : late) {
                if (random.Chance(chance)) store().Put({std::move(one)}, now * kSecond);
                else waiting.push_back(std::move(one));
            }
            late = std::move(waiting);
        };
        int64_t now = kStart;
        for (int step = 1; step <= 25; ++step, now += 100) {
            const std::string customer = "cus_" + std::to_string(1 + random.Below(4)), id = "cs_" + std::to_string(step);
            const std::string email = emails[random.Below(emails.size())];
            const bool is_known = told.customers().contains(customer);
            if (random.Chance(0.7) || !is_known) {
                told.Move(customer, email);
                store().Put({CustomerOf(customer, email)}, now * kSecond);
            } else if (random.Chance(0.3)) {
                const bool guest = random.Chance(0.5) && !email.empty();
                guest ? told.AddressSaysNo(email) : told.CustomerSaysNo(customer);
                late.push_back(guest ? GuestOptOut(id, email, now) : OptOut(id, customer, now));
            }
            read_some(0.2, now);
        }
        read_some(1, now);
        store().FinishChores();
        for (const auto& [customer, email] : told.customers()) EXPECT_EQ(SaysNo(Of(customer)), told.SaysNo(customer)) << "seed " << seed << ": " << customer;
        for (const std::string& email : emails) {
            if (email.empty() || At(email) == ProfileId{}) continue;
            EXPECT_EQ(SaysNo(email), told.SaysNo(email)) << "seed " << seed << ": " << email;
        }
        if (HasFailure()) return;
    }
}

}  // namespace
}  // namespace daybook::stripe
