// Who is unsubscribed by the metadata of their Stripe customers, on both engines: noted when it comes, by a sweep for what is
// stored, and kept whatever comes later.
#include <algorithm>
#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "profiles/own.h"
#include "profiles/profile_store.h"
#include "settle/segments_support.h"
#include "stripe/connection.h"
#include "stripe/decode.h"
#include "stripe/refusal.h"

namespace daybook::settle {
namespace {

using namespace stripe::test;
using namespace settle::test;
using stripe::Decoded;
using stripe::RefusalMark;
using ::testing::IsEmpty;

Decoded Customer(std::string_view id, std::string_view email, std::string_view metadata) {
    std::string body(CustomerOf(id, email).body);
    const std::string_view none = R"("metadata":{})";
    const size_t at = body.find(none);
    const std::string member = fmt::format("\"metadata\":{}", metadata);
    if (at != std::string::npos) body.replace(at, none.size(), member);
    else body.insert(body.size() - 1, "," + member);
    auto decoded = stripe::DecodeObject(stripe::Kind::kCustomer, body);
    EXPECT_TRUE(decoded.ok()) << body;
    return decoded.ok() ? std::move(*decoded) : Decoded();
}

constexpr std::string_view kNo = R"({"newsletter":"no"})", kYes = R"({"newsletter":"yes"})";

class RefusalTest : public SettledShop {
  protected:
    void SetUp() override { store_.Connect(); }
    bool SweepOnce() {
        const auto more = stripe::SweepRefusals(store_.db(), store_.mirror().bodies(), kShop, clock_.Now());
        EXPECT_TRUE(more.ok()) << more.error().message;
        return more.ok() && *more;
    }
    void Choose(const std::optional<RefusalMark>& mark) {
        const Status done = store_.db().Write([&](sql::Tx& tx) { return stripe::PutRefusal(tx, kShop, mark, clock_.Now()); });
        ASSERT_TRUE(done.ok()) << done.error().message;
    }
    void Sweep() {
        while (SweepOnce()) {
        }
        Settle();
    }
    void ChooseAndSweep(std::vector<std::string> values = {"no"}) {
        clock_.Advance(kSecond);
        Choose(RefusalMark{"newsletter", std::move(values)});
        Sweep();
    }
    profiles::Profile Of(std::string_view object) {
        std::optional<profiles::Profile> profile;
        const Status read = store_.db().Read([&](sql::Tx& tx) -> Status {
            profile = TRY(profiles::Find(tx, kShop, store_.OwnerOf(object)));
            return {};
        });
        EXPECT_TRUE(read.ok()) << read.error().message;
        EXPECT_TRUE(profile) << object;
        return profile.value_or(profiles::Profile());
    }
    bool Unsubscribed(std::string_view object) { return Of(object).fields.email_unsubscribed; }
    // As PATCH /v1/profiles/{id} {"fields":{"email_unsubscribed":false},"reason":…} does it.
    void TakeBack(std::string_view object) {
        clock_.Advance(kSecond);
        const ProfileId id = store_.OwnerOf(object);
        const Status done = store_.db().Write([&](sql::Tx& tx) -> Status {
            profiles::Own own = TRY(profiles::LoadOwn(tx, id));
            own.Set(profiles::Field::kEmailUnsubscribed, profiles::CustomValue(false), clock_.Now());
            TRY(profiles::PutOwn(tx, id, own));
            return profiles::MarkDue(tx, std::span(&id, 1), profiles::Lane::kLive, clock_.Now(), profiles::Cause::kManual);
        });
        ASSERT_TRUE(done.ok()) << done.error().message;
        Settle();
    }
    int64_t Counted() {
        int64_t count = -1;
        const Status read = store_.db().Read([&](sql::Tx& tx) -> Status {
            count = TRY(stripe::CountRefused(tx, kShop));
            return {};
        });
        EXPECT_TRUE(read.ok()) << read.error().message;
        return count;
    }
};
INSTANTIATE_BOTH_ENGINES(RefusalTest);

TEST_P(RefusalTest, AChoiceIsAskedOfWhatIsStored) {
    store_.Put({Customer("cus_1", "ada@example.com", kNo), Customer("cus_2", "bob@example.com", kYes), CustomerOf("cus_3", "eve@example.com")});
    Settle();
    EXPECT_FALSE(Unsubscribed("cus_1")) << "nothing is chosen";
    const auto preview = stripe::PreviewRefusal(store_.db(), store_.mirror().bodies(), kShop, {"newsletter", {"no"}});
    ASSERT_TRUE(preview.ok()) << preview.error().message;
    EXPECT_EQ(preview->customers, 3);
    EXPECT_EQ(preview->looked, 3);
    EXPECT_EQ(preview->saying, 1);
    EXPECT_EQ(preview->people, 1);
    ChooseAndSweep();
    EXPECT_TRUE(Unsubscribed("cus_1"));
    EXPECT_FALSE(Unsubscribed("cus_2"));
    EXPECT_FALSE(Unsubscribed("cus_3"));
    EXPECT_EQ(Counted(), 1);
    const auto after = stripe::PreviewRefusal(store_.db(), store_.mirror().bodies(), kShop, {"newsletter", {"no"}});
    ASSERT_TRUE(after.ok());
    EXPECT_EQ(after->people, 0) << "they are already";
    EXPECT_THAT(Findings(), IsEmpty());
}

TEST_P(RefusalTest, ItIsSaidWhenceAndSinceWhen) {
    store_.Put({Customer("cus_1", "ada@example.com", kNo)});
    ChooseAndSweep();
    const profiles::Profile ada = Of("cus_1");
    const auto source = std::find_if(ada.sources.begin(), ada.sources.end(), [](const auto& one) { return one.field == static_cast<int16_t>(profiles::Field::kEmailUnsubscribed); });
    ASSERT_NE(source, ada.sources.end());
    EXPECT_EQ(source->place, static_cast<int16_t>(stripe::SourcePlace::kMetadata));
    EXPECT_EQ(source->at, clock_.Now() / kSecond);
}

TEST_P(RefusalTest, WhatCameStays) {
    const struct {
        const char* what;
        std::function<void()> then;
    } kRows[] = {
        {"the value changes", [&] { Store(Customer("cus_1", "ada@example.com", kYes)); }},
        {"the key goes", [&] { Store(CustomerOf("cus_1", "ada@example.com")); }},
        {"it is read again", [&] { Store(Customer("cus_1", "ada@example.com", kNo)); }},
        {"the customer is deleted", [&] { Store(DeletedCustomer("cus_1")); }},
        {"another value is chosen", [&] { ChooseAndSweep({"never"}); }},
        {"nothing is chosen any more", [&] {
             Choose(std::nullopt);
             Sweep();
         }},
    };
    store_.Put({Customer("cus_1", "ada@example.com", R"({"newsletter":"no","n":"0"})")});
    ChooseAndSweep();
    for (const auto& row : kRows) {
        row.then();
        EXPECT_TRUE(Unsubscribed("cus_1")) << row.what;
        EXPECT_THAT(Findings(), IsEmpty()) << row.what;
    }
    EXPECT_EQ(Counted(), 1);
}

TEST_P(RefusalTest, ItIsNotedWhenItComes) {
    ChooseAndSweep();
    store_.Put({Customer("cus_1", "ada@example.com", kNo), Customer("cus_2", "bob@example.com", kYes)}, clock_.Now());
    Settle();
    EXPECT_TRUE(Unsubscribed("cus_1"));
    EXPECT_FALSE(Unsubscribed("cus_2"));
    Store(Customer("cus_2", "bob@example.com", R"({"newsletter":" NO "})"));
    EXPECT_TRUE(Unsubscribed("cus_2"));
}

TEST_P(RefusalTest, ACustomerTakesItAlong) {
    ChooseAndSweep();
    store_.Put({Customer("cus_1", "ada@example.com", kNo), CustomerOf("cus_2", "bob@example.com")}, clock_.Now());
    Settle();
    EXPECT_FALSE(Unsubscribed("cus_2"));
    Store(Customer("cus_1", "bob@example.com", R"({"newsletter":""})"));
    EXPECT_EQ(store_.OwnerOf("cus_1"), store_.OwnerOf("cus_2"));
    EXPECT_TRUE(Unsubscribed("cus_2"));
    Store(Customer("cus_1", "eve@example.com", R"({"newsletter":""})"));
    EXPECT_TRUE(Unsubscribed("cus_1"));
    EXPECT_THAT(Findings(), IsEmpty());
}

TEST_P(RefusalTest, WhatIsTakenBackHereStaysSoUntilItIsSaidAnew) {
    ChooseAndSweep();
    store_.Put({Customer("cus_1", "ada@example.com", kNo)}, clock_.Now());
    Settle();
    TakeBack("cus_1");
    EXPECT_FALSE(Unsubscribed("cus_1"));
    Store(Customer("cus_1", "ada@example.com", R"({"newsletter":"no","n":"1"})"));
    EXPECT_FALSE(Unsubscribed("cus_1")) << "it still says what it said before";
    ChooseAndSweep({"no", "never"});
    EXPECT_FALSE(Unsubscribed("cus_1")) << "another choice says nothing anew";
    Choose(std::nullopt);
    Sweep();
    Store(Customer("cus_1", "ada@example.com", R"({"newsletter":"no","n":"2"})"));
    ChooseAndSweep();
    EXPECT_FALSE(Unsubscribed("cus_1"));
    Store(Customer("cus_1", "ada@example.com", kYes));
    Store(Customer("cus_1", "ada@example.com", kNo));
    EXPECT_TRUE(Unsubscribed("cus_1"));
}

TEST_P(RefusalTest, ASweepGoesOnWhereItStoodAndEndsWithTheLastChoice) {
    std::vector<Decoded> customers;
    for (int i = 0; i < 2500; ++i) customers.push_back(Customer(fmt::format("cus_{:04}", i), fmt::format("p{}@example.com", i), i % 10 == 0 ? kNo : i % 10 == 1 ? R"({"newsletter":"never"})" : kYes));
    store_.Put(std::move(customers));
    Settle();
    Choose(RefusalMark{"newsletter", {"yes"}});
    Choose(RefusalMark{"newsletter", {"never"}});
    EXPECT_TRUE(SweepOnce());
    EXPECT_EQ(Counted(), 100) << "of the first thousand";
    Choose(RefusalMark{"newsletter", {"no"}});
    Sweep();
    EXPECT_EQ(Counted(), 350) << "a hundred of the choice before stay";
    EXPECT_FALSE(SweepOnce());
    const auto preview = stripe::PreviewRefusal(store_.db(), store_.mirror().bodies(), kShop, {"newsletter", {"never", "no"}});
    ASSERT_TRUE(preview.ok());
    EXPECT_EQ(preview->looked, 2500);
    EXPECT_EQ(preview->saying, 500);
    EXPECT_EQ(preview->people, 150);
}

TEST_P(RefusalTest, LikelyKeysAreFoundInWhatIsStored) {
    store_.Put({Customer("cus_1", "ada@example.com", kNo), Customer("cus_2", "bob@example.com", R"({"colour":"red"})"), CustomerOf("cus_3", "eve@example.com")});
    const Status read = store_.db().Read([&](sql::Tx& tx) -> Status {
        const auto found = TRY(stripe::SuggestRefusals(tx, store_.mirror().bodies(), kShop));
        EXPECT_EQ(found.looked, 3);
        EXPECT_EQ(found.keys.size(), 2);
        EXPECT_EQ(found.keys.at(0).key, "newsletter");
        EXPECT_TRUE(found.keys.at(0).likely);
        EXPECT_FALSE(found.keys.at(1).likely);
        return {};
    });
    EXPECT_TRUE(read.ok()) << read.error().message;
}

}  // namespace
}  // namespace daybook::settle
