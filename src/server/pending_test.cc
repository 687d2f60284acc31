#include "server/pending.h"

#include <gmock/gmock.h>

namespace daybook::server {
namespace {

using stripe::Grant;
using stripe::Kind;
using stripe::ResourceRow;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr AccountId kShop{1}, kOther{2};

ResourceRow Row(Kind kind, Micros complete_at, int64_t pass = 1) {
    ResourceRow row;
    row.kind = kind;
    row.granted = Grant::kGranted;
    row.complete_at = complete_at;
    row.pass = pass;
    return row;
}

class PendingTest : public ::testing::Test {
  protected:
    std::map<AccountId, std::vector<ResourceRow>> rows_;
    Micros settled_ = 0;            // all that was stored before
    Micros looked_ = 0;             // as far as that was looked at
    std::vector<AccountId> told_;
    Pending pending_{{.resources = [this](AccountId account) { return rows_[account]; },
                      .settled = [this](Micros at) { return at < looked_; },
                      .look = [this] { looked_ = settled_; },
                      .ended = [this](AccountId account) { told_.push_back(account); }}};
};

TEST_F(PendingTest, AResourceIsReadUntilEverybodyItTouchedIsSettled) {
    rows_[kShop] = {Row(Kind::kCustomer, 0), Row(Kind::kInvoice, 5 * kSecond)};
    EXPECT_THAT(pending_.Of(kShop), ElementsAre("customers", "invoices"));
    settled_ = 6 * kSecond;
    EXPECT_THAT(pending_.Of(kShop), ElementsAre("customers"));
    EXPECT_THAT(told_, ElementsAre(kShop));
    rows_[kShop][0].complete_at = 7 * kSecond;
    EXPECT_THAT(pending_.Of(kShop), ElementsAre("customers")) << "some wait to be settled";
    settled_ = 8 * kSecond;
    EXPECT_THAT(pending_.Of(kShop), IsEmpty());
}

TEST_F(PendingTest, WhatIsReadDoesNotBecomePendingByWhatComesLater) {
    rows_[kShop] = {Row(Kind::kCustomer, 5 * kSecond)};
    settled_ = 6 * kSecond;
    EXPECT_THAT(pending_.Of(kShop), IsEmpty());
    settled_ = 0;   // a change within the seconds that an import may put off
    EXPECT_THAT(pending_.Of(kShop), IsEmpty());
    rows_[kShop] = {Row(Kind::kCustomer, 5 * kSecond, 2)};
    EXPECT_THAT(pending_.Of(kShop), IsEmpty()) << "being read again";
    rows_[kShop] = {Row(Kind::kCustomer, 9 * kSecond, 2)};
    EXPECT_THAT(pending_.Of(kShop), IsEmpty()) << "read again";
    rows_[kShop] = {Row(Kind::kCustomer, 20 * kSecond, 1)};
    EXPECT_THAT(pending_.Of(kShop), ElementsAre("customers")) << "another Stripe account, for the first time";
}

TEST_F(PendingTest, WhoeverWatchesIsToldOnceWhenItEnds) {
    rows_[kShop] = rows_[kOther] = {Row(Kind::kCustomer, 5 * kSecond)};
    pending_.Of(kShop);
    pending_.Look();
    EXPECT_THAT(told_, IsEmpty());
    settled_ = looked_ = 6 * kSecond;
    pending_.Look();
    pending_.Look();
    EXPECT_THAT(told_, ElementsAre(kShop)) << "the other shop was not asked about";
}

TEST_F(PendingTest, WhatMayNotBeReadIsNotWaitedFor) {
    rows_[kShop] = {Row(Kind::kCharge, 0)};
    rows_[kShop][0].granted = Grant::kMissing;
    EXPECT_THAT(pending_.Of(kShop), IsEmpty());
    EXPECT_THAT(pending_.Of(kOther), IsEmpty());
}

}  // namespace
}  // namespace daybook::server
