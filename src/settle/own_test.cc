// People with something of their own beside Stripe's customers, on both engines: they join and part as architecture.md §4
// says, in whatever order things come, and nothing that was set is lost.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "accounts/accounts.h"
#include "base/random.h"
#include "base/text.h"
#include "profiles/edit.h"
#include "profiles/identity.h"
#include "profiles/profile_store.h"
#include "settle/settle.h"
#include "stripe/mirror_support.h"

namespace daybook::settle {
namespace {

using namespace stripe::test;
using profiles::Field;

constexpr Micros kNow = (kStart + 1000) * kSecond;

class OwnTest : public ::testing::TestWithParam<std::string> {
  protected:
    void Settle() {
        const Status done = SettleAll({store_.db(), store_.mirror(), clock_}, {}, clock_.Now());
        ASSERT_TRUE(done.ok()) << done.error().message;
    }
    // Made by hand with this address; its number.
    Result<ProfileId> Make(const std::string& email, const std::string& city = "Here") {
        profiles::Edit edit;
        edit.standard = {{Field::kEmail, email}, {Field::kCity, city}};
        ProfileId id{};
        TRY(store_.db().Write([&](sql::Tx& tx) -> Status {
            id = TRY(profiles::Make(tx, {kShop, store_.numbers(), clock_.Now(), {}}, TRY(profiles::LoadEditRules(tx, kShop)), edit));
            return {};
        }));
        Settle();
        return id;
    }
    Status Change(ProfileId id, profiles::Edit edit) {
        return store_.db().Write([&](sql::Tx& tx) -> Status {
            TRY(profiles::Change(tx, {kShop, store_.numbers(), clock_.Now(), {}}, TRY(profiles::LoadEditRules(tx, kShop)), id, edit));
            return {};
        });
    }
    void Put(std::string_view customer, std::string_view email) {
        clock_.Advance(kSecond);
        store_.Put({CustomerOf(customer, email)}, clock_.Now());
        Settle();
    }
    std::optional<profiles::Profile> See(ProfileId id) {
        std::optional<profiles::Profile> found;
        const Status read = store_.db().Read([&](sql::Tx& tx) -> Status {
            found = TRY(profiles::Find(tx, kShop, id));
            return {};
        });
        EXPECT_TRUE(read.ok());
        return found;
    }
    ProfileId OwnerOfAddress(const std::string& email) {
        ProfileId owner{};
        const Status read = store_.db().Read([&](sql::Tx& tx) -> Status {
            owner = TRY(profiles::FindEmails(tx, kShop, {email})).front();
            return {};
        });
        EXPECT_TRUE(read.ok());
        return owner;
    }

    MirrorStore store_{GetParam()};
    ManualClock clock_{kNow};
};
INSTANTIATE_BOTH_ENGINES(OwnTest);

TEST_P(OwnTest, JoinsWhenStripeBringsTheAddressAndStaysWhenItLeaves) {
    const ProfileId ada = *Make("ada@example.com", "Bonn");
    Put("cus_1", "ADA@example.com");
    EXPECT_EQ(store_.OwnerOf("cus_1"), ada);
    auto seen = See(ada);
    ASSERT_TRUE(seen.has_value());
    EXPECT_EQ(seen->fields.stripe_customer_id, "cus_1");
    EXPECT_EQ(seen->fields.city, "Bonn") << "Stripe says no town, so the one set here stands";
    Put("cus_1", "new@example.com");
    EXPECT_NE(store_.OwnerOf("cus_1"), ada);
    seen = See(ada);
    ASSERT_TRUE(seen.has_value()) << "the person who was made here stays";
    EXPECT_EQ(seen->fields.email, "ada@example.com");
    EXPECT_EQ(seen->fields.stripe_customer_id, std::nullopt);
    EXPECT_EQ(See(store_.OwnerOf("cus_1"))->fields.city, std::nullopt);
    Put("cus_1", "ada@example.com");
    EXPECT_EQ(store_.OwnerOf("cus_1"), ada);
}

TEST_P(OwnTest, WhatBelongsToStripeIsRefused) {
    Put("cus_1", "ada@example.com");
    const ProfileId ada = store_.OwnerOf("cus_1");
    profiles::Edit edit;
    edit.standard = {{Field::kEmail, std::string("else@example.com")}};
    const Status refused = Change(ada, edit);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().reason, "field_owned_by_stripe");
    edit.standard = {{Field::kEmail, std::string("ada@example.com")}, {Field::kCity, std::string("Rome")}};
    EXPECT_TRUE(Change(ada, edit).ok()) << "the same address is no change";
    Settle();
    EXPECT_EQ(See(ada)->fields.city, "Rome");
}

TEST_P(OwnTest, AnAddressOfItsOwnStandsUntilStripeBringsOne) {
    Put("cus_1", "");
    const ProfileId ada = store_.OwnerOf("cus_1");
    profiles::Edit edit;
    edit.standard = {{Field::kEmail, std::string("ada@example.com")}};
    ASSERT_TRUE(Change(ada, edit).ok());
    Settle();
    EXPECT_EQ(See(ada)->fields.email, "ada@example.com");
    EXPECT_EQ(OwnerOfAddress("ada@example.com"), ada);
    Put("cus_1", "real@example.com");
    EXPECT_EQ(See(ada)->fields.email, "real@example.com");
    EXPECT_EQ(OwnerOfAddress("ada@example.com"), profiles::kNobody) << "the address is free again";
    EXPECT_EQ(OwnerOfAddress("real@example.com"), ada);
}

// Any order of joins and parts: each customer is with whoever has its address, everybody made here is there with the value
// that was set, and an address names the profile that shows it.
TEST_P(OwnTest, AnyOrderOfMovesEndsTheSame) {
    const uint64_t seed = 20'261'127;
    SCOPED_TRACE(fmt::format("seed {}", seed));
    Random random(seed);
    const std::vector<std::string> addresses = {"a@example.com", "b@example.com", "c@example.com", "d@example.com"};
    std::map<std::string, ProfileId> made;
    std::map<std::string, std::string> address_of;  // of customers
    for (int step = 0; step < 60; ++step) {
        const std::string email = addresses[random.Below(addresses.size())];
        if (random.Below(4) == 0 && !made.contains(email)) {
            const bool taken = std::any_of(address_of.begin(), address_of.end(), [&](const auto& one) { return one.second == email; });
            const auto id = Make(email, "Town of " + email);
            ASSERT_EQ(id.ok(), !taken) << (id.ok() ? "made twice" : id.error().message);
            if (id.ok()) made[email] = *id;
            continue;
        }
        const std::string customer = fmt::format("cus_{}", random.Below(5));
        address_of[customer] = random.Below(8) == 0 ? "" : email;
        Put(customer, address_of[customer]);
    }
    for (const auto& [email, id] : made) {
        const auto person = See(id);
        ASSERT_TRUE(person.has_value()) << email;
        EXPECT_EQ(person->fields.email, email);
        EXPECT_EQ(person->fields.city, "Town of " + email);
    }
    std::map<std::string, std::set<std::string>> expected;
    for (const auto& [customer, email] : address_of) expected[email.empty() ? customer : email].insert(customer);
    for (const auto& [key, customers] : expected) {
        const ProfileId owner = store_.OwnerOf(*customers.begin());
        const auto person = See(owner);
        ASSERT_TRUE(person.has_value()) << key;
        EXPECT_EQ(std::set<std::string>(person->fields.customer_ids.begin(), person->fields.customer_ids.end()), customers) << key;
        if (made.contains(key)) EXPECT_EQ(owner, See(made[key])->id) << "the older number answers for both";
        else EXPECT_EQ(person->fields.city, std::nullopt) << "nothing of another's: " << key;
    }
}

}  // namespace
}  // namespace daybook::settle
