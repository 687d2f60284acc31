// Everybody is marked to be computed again, once, whatever comes between; on both engines.
#include "server/recompute.h"

#include <gtest/gtest.h>

#include "accounts/accounts.h"
#include "accounts/settings.h"
#include "profiles/due.h"
#include "profiles/profile_store.h"
#include "sql/test_support.h"
#include "stripe/decode.h"
#include "stripe/mirror_support.h"
#include "stripe/sync_support.h"

namespace daybook::sql::embedded {
extern const std::string_view accounts;
extern const std::string_view profiles;
}

namespace daybook::server {
namespace {

constexpr Micros kNow = 1'767'225'600 * kSecond;
constexpr int64_t kPeople = 1100;   // three slices
constexpr int64_t kOfBlock = 100;

class RecomputeTest : public ::testing::TestWithParam<std::string> {
  protected:
    void SetUp() override {
        sql::Options options;
        options.statements_of = {sql::embedded::accounts, sql::embedded::profiles};
        options.names = {"accounts", "profiles"};
        options.before_statement = [this](std::string_view statement) { return Reach(statement); };
        store_ = sql::TestDatabase::MakeWith(GetParam(), std::move(options));
        const auto shop = accounts::EnsureFirst(store_->db(), clock_);
        ASSERT_TRUE(shop.ok()) << shop.error().message;
        shop_ = *shop;
        AddPeople();
        Open();
    }
    void AddPeople() {
        Write([&](sql::Tx& tx) -> Status {
            std::vector<ProfileId> ids;
            for (int64_t i = 0; i < kPeople; ++i) ids.push_back(MakeProfileId(1 + i / kOfBlock, i % kOfBlock));
            for (int64_t block = 1; block <= kPeople / kOfBlock; ++block) TRY(tx.Query("profiles.use_block", block, Number(shop_), kOfBlock));
            std::vector<profiles::Update> updates;
            for (const profiles::Head& head : TRY(profiles::LoadHeads(tx, ids))) {
                profiles::Profile person{.id = ids[updates.size()], .account = shop_, .shown = true};
                person.version = 1;
                updates.push_back({head, person});
            }
            TRY(profiles::Store(tx, updates, kNow));
            return {};
        });
    }
    // The marks fail from this slice on (0 is the first).
    Status Reach(std::string_view statement) {
        if (statement != "profiles.people_after") return {};
        return blocks_read_++ < blocks_max_ ? Status() : Unavailable("The disk is full.");
    }
    // As a program that begins.
    void Open() { sweeps_ = std::make_unique<Sweeps>(tasks_, RecomputeSweeps(store_->db(), clock_, [this] { ++woken_; })); }
    void Run(Micros time_max = kMinute) {
        sweeps_->Look(shop_);
        tasks_.RunUntil([] { return false; }, time_max);
    }
    void MoveTo(const std::string& zone) {
        Write([&](sql::Tx& tx) -> Status {
            accounts::Account account = TRY(accounts::Load(tx, shop_));
            account.time_zone = zone;
            return accounts::Save(tx, account);
        });
    }
    template <typename Work>
    void Write(Work work) {
        const Status done = store_->db().Write([&](sql::Tx& tx) -> Status { return work(tx); });
        ASSERT_TRUE(done.ok()) << done.error().message;
    }
    // "marked n times: so many people" of those who ever were, in order.
    std::string Marks() { return sql::Dump(store_->url(), "SELECT rev, count(*) FROM due GROUP BY rev ORDER BY rev"); }

    ManualClock clock_{kNow};
    stripe::test::ManualTasks tasks_{clock_};
    int64_t blocks_read_ = 0, blocks_max_ = 1'000'000;
    int woken_ = 0;
    AccountId shop_{};
    std::unique_ptr<sql::TestDatabase> store_;
    std::unique_ptr<Sweeps> sweeps_;
};
INSTANTIATE_BOTH_ENGINES(RecomputeTest);

TEST_P(RecomputeTest, EverybodyIsMarkedOnce) {
    Run();
    EXPECT_EQ(Marks(), "1|1100\n");
    EXPECT_EQ(woken_, 3);
    Run();
    Open();
    Run();
    EXPECT_EQ(Marks(), "1|1100\n") << "nothing changed";
    MoveTo("Europe/Berlin");
    Run();
    EXPECT_EQ(Marks(), "2|1100\n") << "days begin at another hour";
}

TEST_P(RecomputeTest, WhatFailedIsDoneLaterFromWhereItStood) {
    blocks_max_ = 7;   // within the second slice
    Run(kSecond);
    EXPECT_EQ(Marks(), "1|500\n");
    Run(kMinute);
    EXPECT_EQ(Marks(), "1|500\n") << "it still fails";
    blocks_max_ = 1'000'000;
    Run(6 * kSecond);
    EXPECT_EQ(Marks(), "1|1100\n") << "without a new start";
}

TEST_P(RecomputeTest, ANewStartGoesOnWhereItStood) {
    blocks_max_ = 7;
    Run(kSecond);
    Open();
    blocks_max_ = 1'000'000;
    sweeps_->Look(shop_);
    tasks_.RunReady();
    EXPECT_EQ(Marks(), "1|1100\n");
}

TEST_P(RecomputeTest, AChangeMeanwhileBeginsAnew) {
    Run();
    MoveTo("Europe/Berlin");
    blocks_max_ = blocks_read_ + 7;
    Run(kSecond);
    EXPECT_EQ(Marks(), "1|600\n2|500\n");
    MoveTo("UTC");   // as it was; but some may be computed for Berlin by now
    blocks_max_ = 1'000'000;
    Run();
    EXPECT_EQ(Marks(), "2|600\n3|500\n");
}

class DecodeSweepsTest : public ::testing::TestWithParam<std::string> {
  protected:
    void SetUp() override {
        store_.Connect();
        store_.Put({stripe::test::CustomerOf("cus_1", "ada@example.com"), stripe::test::InvoiceOf("in_1", "cus_1", 100)});
    }
    // As a program that begins. Returns how often people were marked: customers, then what has facts.
    int Run() {
        int woken = 0;
        Sweeps sweeps(tasks_, DecodeSweeps(store_.db(), store_.mirror(), clock_, [&] { ++woken; }));
        sweeps.Look(stripe::test::kShop);
        tasks_.RunReady();
        return woken;
    }
    void Set(std::string_view name, const std::optional<std::string>& value) {
        const Status done = store_.db().Write([&](sql::Tx& tx) { return accounts::PutSetting(tx, stripe::test::kShop, name, value); });
        ASSERT_TRUE(done.ok()) << done.error().message;
    }

    ManualClock clock_{kNow};
    stripe::test::ManualTasks tasks_{clock_};
    stripe::test::MirrorStore store_{GetParam()};
};
INSTANTIATE_BOTH_ENGINES(DecodeSweepsTest);

TEST_P(DecodeSweepsTest, EverythingIsDecodedOnceForEachVersion) {
    EXPECT_EQ(Run(), 2) << "nobody noted what it was decoded with";
    EXPECT_EQ(Run(), 0);
    Set("decoded_with", "0");
    EXPECT_EQ(Run(), 2);
    EXPECT_EQ(Run(), 0);
}

TEST_P(DecodeSweepsTest, ANewStartGoesOnWhereItStoodAndAnotherVersionBeginsAnew) {
    const std::string version = std::to_string(stripe::kDecodeVersion);
    Set("decoding_with", "-2 0 0 0 " + version);
    EXPECT_EQ(Run(), 1) << "the customers were done";
    Set("decoding_with", "-2 0 0 0 0");
    EXPECT_EQ(Run(), 2);
}

}  // namespace
}  // namespace daybook::server
