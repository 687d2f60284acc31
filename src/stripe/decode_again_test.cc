// What an older program decoded is decoded again from the bodies: what is stored then is as if it had come today. On both engines.
#include "stripe/decode_again.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "stripe/decode.h"
#include "stripe/mirror_support.h"

namespace daybook::stripe {
namespace {

using namespace test;

// As a program would have left it that read less of the same bodies.
constexpr std::string_view kOlder = R"sql(
-- name: facts
UPDATE fact SET status = 0, flags = 0, currency = NULL, total = 0, paid = 0, back = 0, t1 = NULL, parent = 0, pay = 0, name = 0

-- name: customers
UPDATE customer SET currency = NULL, contact = $1 WHERE deleted = 0

-- name: body
UPDATE body SET bytes = $2 WHERE object = (SELECT o.object FROM object o WHERE o.id = $1)

-- name: digests
UPDATE object SET digest = digest + 1 WHERE digest <> 0 AND gone = 0 AND kind <> 13
)sql";

constexpr int kPeople = 130;  // of customers and of facts more than one slice

class DecodeAgainTest : public ::testing::TestWithParam<std::string> {
  protected:
    void SetUp() override { store_.Connect(); }
    void PutShop() {
        std::vector<Decoded> objects;
        for (int i = 0; i < kPeople; ++i) {
            const std::string id = std::to_string(i), customer = (i < 100 ? "cus_" : "our-") + id, charge = "ch_" + id;
            objects.push_back(CustomerOf(customer, "p" + id + "@example.com", kStart + i, "Ada " + id));
            objects.push_back(InvoiceOf("in_" + id, customer, 100 + i));
            objects.push_back(PaymentOf("inpay_" + id, "in_" + id, charge));
            objects.push_back(ChargeOf(charge, "", "guest" + id + "@example.com", 500));
            objects.push_back(RefundOf("re_" + id, charge, 50));
        }
        objects.push_back(SubscriptionOf("sub_1", "cus_1", "past_due"));
        objects.push_back(SessionOf("cs_1", "cus_1", "", "open"));
        objects.push_back(RefundOf("re_waits", "ch_never_seen", 10));
        store_.Put(std::move(objects));
        store_.Put({CustomerOf("cus_left", "left@example.com"), InvoiceOf("in_left", "cus_left", 10)});
        store_.Put({DeletedCustomer("cus_left")});
    }
    void MakeOlder() {
        const Status done = store_.db().Write([](sql::Tx& tx) -> Status {
            TRY(tx.Run("older.facts"));
            TRY(tx.Run("older.digests"));
            return tx.Run("older.customers", sql::Bytes{EncodeContact({})});
        });
        ASSERT_TRUE(done.ok()) << done.error().message;
    }
    // Slices until the last. Returns how many there were.
    int Sweep() {
        std::string position;
        int slices = 0;
        do {
            std::string kept = "none";
            const auto keep = [&](sql::Tx&, const std::string& next) {
                kept = next;
                return Status();
            };
            const auto next = DecodeAgain(store_.db(), store_.mirror(), kShop, position, (kStart + 9) * kSecond, keep);
            EXPECT_TRUE(next.ok()) << next.error().message;
            if (!next.ok()) return -1;
            EXPECT_EQ(kept, *next);
            position = *next;
            ++slices;
        } while (!position.empty() && slices < 1000);
        return slices;
    }
    std::string Look(const std::string& text) { return sql::Dump(store_.database().url(), text); }
    // All that decoding decides, and all that it must leave alone.
    std::string Stored() {
        return Look("SELECT * FROM fact ORDER BY block, profile, at, object") +
               Look("SELECT * FROM customer ORDER BY block, profile, object") +
               Look("SELECT * FROM object ORDER BY id") + Look("SELECT block, object FROM body ORDER BY object") +
               Look("SELECT count(*) FROM activity") + Look("SELECT * FROM identity ORDER BY 1, 2, 3");
    }

    MirrorStore store_{GetParam(), {}, {{"older", kOlder}}};
};
INSTANTIATE_BOTH_ENGINES(DecodeAgainTest);

TEST_P(DecodeAgainTest, WhatIsStoredIsAsIfItHadComeToday) {
    PutShop();
    const std::string before = Stored();
    const int64_t rev = store_.DueRev(store_.OwnerOf("cus_7"));
    MakeOlder();
    ASSERT_NE(Stored(), before);
    EXPECT_GT(Sweep(), 5);
    EXPECT_EQ(Stored(), before);
    EXPECT_GT(store_.DueRev(store_.OwnerOf("cus_7")), rev) << "and its person is computed again";
    EXPECT_EQ(store_.mirror().last_import(), 0) << "it is no import: nobody waits for the rest of it";
}

TEST_P(DecodeAgainTest, WhatIsReadMeanwhileStays) {
    PutShop();
    Batch older = store_.BatchOf({InvoiceOf("in_1", "cus_1", 101), CustomerOf("cus_2", "p2@example.com", kStart + 2, "Ada 2")});
    for (const Decoded& object : older.objects) older.again.push_back(static_cast<int64_t>(object.digest));
    store_.Put({InvoiceOf("in_1", "cus_1", 999), DeletedCustomer("cus_2")});
    const std::string before = Stored();
    const Result<stripe::Stored> stored = store_.Store(older);
    ASSERT_TRUE(stored.ok()) << stored.error().message;
    EXPECT_EQ(stored->stale, 2);
    EXPECT_EQ(Stored(), before);
}

TEST_P(DecodeAgainTest, ADamagedBodyStopsNobody) {
    PutShop();
    MakeOlder();
    ASSERT_TRUE(store_.db().Write([](sql::Tx& tx) { return tx.Run("older.body", "in_3", sql::Bytes{"\xff"}); }).ok());
    Sweep();
    EXPECT_EQ(store_.FactsOf(store_.OwnerOf("cus_3")).at(0).total, 0);
    EXPECT_EQ(store_.FactsOf(store_.OwnerOf("cus_4")).at(0).total, 104);
}

TEST_P(DecodeAgainTest, WhatFailedIsDoneFromItsPosition) {
    PutShop();
    const std::string before = Stored();
    MakeOlder();
    const auto full = [](sql::Tx&, const std::string&) -> Status { return Unavailable("The disk is full."); };
    EXPECT_FALSE(DecodeAgain(store_.db(), store_.mirror(), kShop, "", kStart * kSecond, full).ok());
    EXPECT_NE(Stored(), before);
    Sweep();
    EXPECT_EQ(Stored(), before);
}

TEST_P(DecodeAgainTest, AnEmptyShopIsDoneAtOnce) { EXPECT_EQ(Sweep(), 2) << "customers, and what has facts"; }

}  // namespace
}  // namespace daybook::stripe
