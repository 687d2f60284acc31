// Mapped fields on both engines: what Stripe's objects say is on everybody's profile, after a change of the catalogue and
// after every change in Stripe; nobody's damage harms the others.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "profiles/custom_fields.h"
#include "profiles/profile_store.h"
#include "segments/members.h"
#include "segments/segments_store.h"
#include "settle/field_preview.h"
#include "settle/field_sweep.h"
#include "settle/segments_support.h"
#include "stripe/decode.h"

namespace daybook::settle {
namespace {

using namespace stripe::test;
using namespace settle::test;
using profiles::CustomField;
using profiles::CustomValue;
using profiles::FieldType;
using stripe::Decoded;
using stripe::Kind;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int64_t kColour = 7, kShops = 8, kSpent = 9, kPlan = 10;

constexpr std::string_view kDamage = R"sql(
-- name: body
UPDATE body SET bytes = $1, dictionary = 0
WHERE object IN (SELECT o.object FROM object o WHERE o.id = $2)

-- name: custom
UPDATE profile SET custom = NULL
)sql";

// The same object with these metadata.
Decoded With(Kind kind, const Decoded& plain, std::string_view metadata) {
    std::string body(plain.body);
    const std::string_view none = R"("metadata":{})";
    const size_t at = body.find(none);
    const std::string member = fmt::format("\"metadata\":{}", metadata);
    if (at != std::string::npos) body.replace(at, none.size(), member);
    else body.insert(body.size() - 1, "," + member);
    auto decoded = stripe::DecodeObject(kind, body);
    EXPECT_TRUE(decoded.ok()) << body;
    return decoded.ok() ? std::move(*decoded) : Decoded();
}
Decoded Customer(std::string_view id, std::string_view email, std::string_view metadata) { return With(Kind::kCustomer, CustomerOf(id, email), metadata); }
Decoded Invoice(std::string_view id, std::string_view customer, int64_t total, int64_t created, std::string_view metadata, std::string_view status = "paid") {
    return With(Kind::kInvoice, InvoiceOf(id, customer, total, status, created), metadata);
}

class MappedTest : public SettledShop {
  protected:
    MappedTest() : SettledShop({{"damage", kDamage}}) {}
    bool SweepOnce() {
        const auto more = SweepFields(parts(), &catalogue_, kShop);
        EXPECT_TRUE(more.ok()) << more.error().message;
        return more.ok() && *more;
    }
    void Sweep() {
        while (SweepOnce()) {
        }
        Settle();
    }
    // As the API does it.
    void Put(const CustomField& field) {
        const Status done = store_.db().Write([&](sql::Tx& tx) -> Status {
            TRY(profiles::PutField(tx, field));
            TRY(profiles::BeginFieldSweep(tx, kShop));
            return segments::NoteFieldsChanged(tx, kShop);
        });
        ASSERT_TRUE(done.ok()) << done.error().message;
    }
    static CustomField Field(int64_t id, std::string name, FieldType type, std::string source) {
        return {.id = id, .account = kShop, .name = name, .label = name, .type = type, .source = std::move(source), .created = kStart, .updated = kStart};
    }
    CustomValue Of(std::string_view object, int64_t field) {
        CustomValue value;
        const Status read = store_.db().Read([&](sql::Tx& tx) -> Status {
            const auto profile = TRY(profiles::Find(tx, kShop, store_.OwnerOf(object)));
            if (profile) value = FindCustom(profile->fields.custom, field);
            return {};
        });
        EXPECT_TRUE(read.ok()) << read.error().message;
        return value;
    }
    profiles::FieldCount Counted(int64_t field) {
        profiles::FieldCount count;
        const Status read = store_.db().Read([&](sql::Tx& tx) -> Status {
            count = TRY(profiles::LoadFieldCounts(tx, kShop))[field];
            return {};
        });
        EXPECT_TRUE(read.ok()) << read.error().message;
        return count;
    }
    static CustomValue Text(std::string text) { return CustomValue(std::move(text)); }
};
INSTANTIATE_BOTH_ENGINES(MappedTest);

TEST_P(MappedTest, AFieldIsComputedFromWhatIsStoredAndFollowsStripe) {
    store_.Put({Customer("cus_1", "ada@example.com", R"({"colour":"green"})"), Customer("cus_2", "bob@example.com", R"({"colour":" "})"),
                CustomerOf("cus_3", "eve@example.com")});
    Settle();
    Put(Field(kColour, "colour", FieldType::kText, R"("customer.metadata.colour")"));
    Sweep();
    EXPECT_EQ(Of("cus_1", kColour), Text("green"));
    EXPECT_EQ(Of("cus_2", kColour), CustomValue()) << "an empty text is a missing value";
    EXPECT_EQ(Counted(kColour).filled, 1);
    Store(Customer("cus_2", "bob@example.com", R"({"colour":"red"})"));
    EXPECT_EQ(Of("cus_2", kColour), Text("red"));
    Store(Customer("cus_1", "ada@example.com", "{}"));
    EXPECT_EQ(Of("cus_1", kColour), CustomValue()) << "what Stripe takes away is gone";
    EXPECT_EQ(Counted(kColour).filled, 1);
    EXPECT_THAT(Findings(), IsEmpty());
    ASSERT_TRUE(store_.db().Write([](sql::Tx& tx) { return tx.Run("damage.custom"); }).ok());
    EXPECT_THAT(Findings(), ElementsAre("These fields are not what the stored Stripe objects give: custom."));
}

TEST_P(MappedTest, EachScopeLooksAtItsObject) {
    store_.Put({Customer("cus_1", "ada@example.com", R"({"colour":"green"})"), Customer("cus_2", "ada@example.com", R"({"colour":"red"})")});
    Settle();
    Put(Field(kColour, "colour", FieldType::kText, R"("customer.metadata.colour")"));
    Put(Field(kShops, "shop", FieldType::kText, R"("last_paid_order.metadata.shop")"));
    Put(Field(kSpent, "spent", FieldType::kMoney, R"({"over":"paid_orders","path":"total","take":"sum"})"));
    Put(Field(kPlan, "plan", FieldType::kText, R"("subscription.metadata.plan")"));
    Sweep();
    EXPECT_EQ(Of("cus_1", kColour), Text("red")) << "the primary: the greatest id where neither did anything";
    Store(Invoice("in_1", "cus_1", 500, kStart + 10, R"({"shop":"Bonn"})"));
    EXPECT_EQ(Of("cus_1", kColour), Text("green")) << "the primary is who was active last";
    Store(Invoice("in_2", "cus_1", 700, kStart + 20, R"({"shop":"Cologne"})", "open"));
    EXPECT_EQ(Of("cus_1", kShops), Text("Bonn"));
    EXPECT_EQ(Of("cus_1", kSpent), CustomValue(Money{500, "usd"}));
    Store(Invoice("in_2", "cus_1", 700, kStart + 20, R"({"shop":"Cologne"})"));
    EXPECT_EQ(Of("cus_1", kShops), Text("Cologne"));
    EXPECT_EQ(Of("cus_1", kSpent), CustomValue(Money{1200, "usd"}));
    Store(With(Kind::kSubscription, SubscriptionOf("sub_1", "cus_1", "active", kStart + 1), R"({"plan":"gold"})"));
    Store(With(Kind::kSubscription, SubscriptionOf("sub_2", "cus_1", "canceled", kStart + 2), R"({"plan":"silver"})"));
    EXPECT_EQ(Of("cus_1", kPlan), Text("gold")) << "the newest that has not ended";
    Store(With(Kind::kSubscription, SubscriptionOf("sub_1", "cus_1", "canceled", kStart + 1), R"({"plan":"gold"})"));
    EXPECT_EQ(Of("cus_1", kPlan), Text("silver")) << "else the newest";
    EXPECT_THAT(Findings(), IsEmpty());
    // Everybody again, with nothing changed, is the same.
    ASSERT_TRUE(store_.db().Write([](sql::Tx& tx) { return profiles::BeginFieldSweep(tx, kShop); }).ok());
    Sweep();
    EXPECT_EQ(Of("cus_1", kSpent), CustomValue(Money{1200, "usd"}));
    EXPECT_THAT(Findings(), IsEmpty());
}

TEST_P(MappedTest, ACustomerTakesItsValuesAlongWhenItMoves) {
    store_.Put({Customer("cus_1", "ada@example.com", R"({"colour":"green"})"), Customer("cus_2", "bob@example.com", "{}")});
    Settle();
    Put(Field(kColour, "colour", FieldType::kText, R"("customer.metadata.colour")"));
    Sweep();
    Store(Customer("cus_1", "bob@example.com", R"({"colour":"green"})"));
    Store(Invoice("in_1", "cus_1", 500, kStart + 10, "{}"));
    EXPECT_EQ(store_.OwnerOf("cus_1"), store_.OwnerOf("cus_2"));
    EXPECT_EQ(Of("cus_2", kColour), Text("green"));
    EXPECT_EQ(Counted(kColour).filled, 1);
    EXPECT_THAT(Findings(), IsEmpty());
}

TEST_P(MappedTest, ManyAreDoneInSlicesThatGoOnAfterARestart) {
    std::vector<Decoded> customers;
    constexpr int kPeople = 1100;
    for (int i = 0; i < kPeople; ++i)
        customers.push_back(Customer(fmt::format("cus_{}", i), fmt::format("p{}@example.com", i), fmt::format(R"({{"size":"{}"}})", i % 2 == 0 ? fmt::format("{}", i) : "large")));
    store_.Put(std::move(customers));
    Settle();
    Put(Field(kColour, "size", FieldType::kNumber, R"("customer.metadata.size")"));
    const int64_t first = Counted(kColour).filled;
    EXPECT_EQ(first, 0);
    EXPECT_TRUE(SweepOnce());
    const auto halfway = Counted(kColour);
    EXPECT_GT(halfway.filled, 0);
    EXPECT_LT(halfway.filled, kPeople / 2);
    Sweep();  // as a new process would: the position is stored
    EXPECT_EQ(Counted(kColour).filled, kPeople / 2);
    EXPECT_EQ(Counted(kColour).unfit, kPeople / 2);
    Put(Field(kColour, "size", FieldType::kText, R"("customer.metadata.size")"));
    EXPECT_TRUE(SweepOnce());
    Put(Field(kColour, "size", FieldType::kList, R"("customer.metadata.size")"));
    Sweep();
    EXPECT_EQ(Of("cus_0", kColour), CustomValue(profiles::Texts{"0"})) << "a change under way begins from the start";
    EXPECT_EQ(Counted(kColour).filled, kPeople);
    EXPECT_EQ(Counted(kColour).unfit, 0);
    EXPECT_THAT(Findings(), IsEmpty());
}

TEST_P(MappedTest, SegmentsFollowAChangeOfTheMapping) {
    store_.Put({Customer("cus_1", "ada@example.com", R"({"colour":"green","tint":"red"})"), Customer("cus_2", "bob@example.com", R"({"colour":"red","tint":"green"})")});
    Settle();
    Put(Field(kColour, "colour", FieldType::kText, R"("customer.metadata.colour")"));
    Sweep();
    segments::Segment green{.id = segments::SegmentId{1}, .account = kShop, .name = "Green"};
    green.condition = R"({"field":"colour","op":"is","value":"green"})";
    green.currency = "usd";
    ASSERT_TRUE(store_.db().Write([&](sql::Tx& tx) { return InsertSegment(tx, green); }).ok());
    ASSERT_TRUE(Build(build_, kShop, green.id).ok());
    const auto has = [&](std::string_view customer) {
        bool member = false;
        EXPECT_TRUE(store_.db().Read([&](sql::Tx& tx) -> Status {
            member = TRY(IsMember(tx, green.id, store_.OwnerOf(customer)));
            return {};
        }).ok());
        return member;
    };
    EXPECT_TRUE(has("cus_1"));
    Put(Field(kColour, "colour", FieldType::kText, R"("customer.metadata.tint")"));
    Sweep();
    EXPECT_FALSE(has("cus_1"));
    EXPECT_TRUE(has("cus_2"));
}

TEST_P(MappedTest, OneDamagedBodyHarmsNobodyElse) {
    store_.Put({Customer("cus_1", "ada@example.com", R"({"colour":"green"})"), Customer("cus_2", "bob@example.com", R"({"colour":"red"})")});
    Settle();
    ASSERT_TRUE(store_.db().Write([](sql::Tx& tx) { return tx.Run("damage.body", sql::Bytes{"\x01\x02"}, "cus_1"); }).ok());
    Put(Field(kColour, "colour", FieldType::kText, R"("customer.metadata.colour")"));
    Sweep();
    EXPECT_EQ(Of("cus_2", kColour), Text("red"));
    int64_t parked = 0;
    ASSERT_TRUE(store_.db().Read([&](sql::Tx& tx) -> Status {
        parked = TRY(profiles::CountParked(tx));
        return {};
    }).ok());
    EXPECT_EQ(parked, 1);
    Store(Customer("cus_1", "ada@example.com", R"({"colour":"blue"})"));
    clock_.Advance(2 * kMinute);  // who is parked is tried again after a while
    Settle();
    EXPECT_EQ(Of("cus_1", kColour), Text("blue")) << "the next object from Stripe heals it";
}

TEST_P(MappedTest, APreviewSaysWhatWouldBecomeOfIt) {
    store_.Put({Customer("cus_1", "ada@example.com", R"({"size":"38.5"})"), Customer("cus_2", "bob@example.com", R"({"size":"large"})"),
                Customer("cus_3", "eve@example.com", R"({"size":"large"})"), CustomerOf("cus_4", "none@example.com")});
    Settle();
    const CustomField number = Field(0, "", FieldType::kNumber, R"("customer.metadata.size")");
    auto preview = PreviewField(parts(), kShop, nullptr, number);
    ASSERT_TRUE(preview.ok()) << preview.error().message;
    EXPECT_EQ(std::tuple(preview->people, preview->looked, preview->filled, preview->unfit, preview->lost), std::tuple(4, 4, 1, 2, 0));
    ASSERT_EQ(preview->examples.size(), 2U) << "each text once";
    EXPECT_EQ(preview->examples[0].from, "large");
    EXPECT_EQ(preview->examples[1].to, CustomValue(38.5));
    const CustomField text = Field(kColour, "size", FieldType::kText, R"("customer.metadata.size")");
    Put(text);
    Sweep();
    CustomField retyped = text;
    retyped.type = FieldType::kNumber;
    preview = PreviewField(parts(), kShop, &text, retyped);
    ASSERT_TRUE(preview.ok());
    EXPECT_EQ(std::tuple(preview->filled, preview->unfit, preview->lost), std::tuple(1, 2, 2));
    CustomField elsewhere = text;
    elsewhere.source = R"("customer.metadata.width")";
    preview = PreviewField(parts(), kShop, &text, elsewhere);
    ASSERT_TRUE(preview.ok());
    EXPECT_EQ(std::tuple(preview->filled, preview->unfit, preview->lost), std::tuple(0, 0, 3));
    EXPECT_EQ(Of("cus_2", kColour), Text("large")) << "a preview changes nothing";
}

}  // namespace
}  // namespace daybook::settle
