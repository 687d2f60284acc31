// Until when a customer that Stripe deleted was there, as far as reads showed it.
#include <gtest/gtest.h>

#include "stripe/mirror_support.h"

namespace daybook::stripe {
namespace {

using namespace test;

class CustomerSeenTest : public ::testing::TestWithParam<std::string> {
  protected:
    int64_t SeenAt(std::string_view id) {
        const ProfileId owner = store_.OwnerOf(id);
        int64_t seen_at = -1;
        const Status read = store_.db().Read([&](sql::Tx& tx) -> Status {
            for (const auto& [profile, customer] : TRY(ReadCustomers(tx, {owner}))) {
                if (customer.id == id) seen_at = customer.seen_at;
            }
            return {};
        });
        EXPECT_TRUE(read.ok()) << read.error().message;
        return seen_at;
    }
    MirrorStore store_{GetParam()};
};
INSTANTIATE_BOTH_ENGINES(CustomerSeenTest);

TEST_P(CustomerSeenTest, TheLastReadBeforeItsDeletionCounts) {
    store_.Put({CustomerOf("cus_1", "a@example.com")}, (kStart + 100) * kSecond);
    store_.Put({CustomerOf("cus_1", "a@example.com")}, (kStart + 200) * kSecond);
    EXPECT_EQ(SeenAt("cus_1"), 0) << "it is there";
    store_.Put({DeletedCustomer("cus_1")}, (kStart + 300) * kSecond);
    EXPECT_EQ(SeenAt("cus_1"), kStart + 200);
    store_.Put({DeletedCustomer("cus_1")}, (kStart + 400) * kSecond);
    EXPECT_EQ(SeenAt("cus_1"), kStart + 200);
}

TEST_P(CustomerSeenTest, AReadThatTheOneOfItsDeletionOutranCountsToo) {
    store_.Put({CustomerOf("cus_1", "a@example.com")}, (kStart + 100) * kSecond);
    const Batch outrun = store_.BatchOf({CustomerOf("cus_1", "a@example.com", kStart, "Ada")}, (kStart + 200) * kSecond);
    Batch late = store_.BatchOf({CustomerOf("cus_1", "a@example.com", kStart, "Bea")}, (kStart + 900) * kSecond);
    store_.Put({DeletedCustomer("cus_1")}, (kStart + 300) * kSecond);
    EXPECT_EQ(SeenAt("cus_1"), kStart + 100);
    ASSERT_TRUE(store_.Store(outrun).ok());
    EXPECT_EQ(SeenAt("cus_1"), kStart + 200);
    ASSERT_TRUE(store_.Store(late).ok());
    EXPECT_EQ(SeenAt("cus_1"), kStart + 300) << "it began before the deletion was read, and is stored after it";
}

}  // namespace
}  // namespace daybook::stripe
