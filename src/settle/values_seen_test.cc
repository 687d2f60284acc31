// What people have in each field, counted over everybody and over a segment, on both engines.
#include "segments/values_seen.h"

#include <gtest/gtest.h>

#include "settle/segments_support.h"

namespace daybook::settle {
namespace {

using namespace stripe::test;
using namespace settle::test;
using segments::FieldSeen;
using segments::ValuesSeen;

class ValuesSeenTest : public SegmentsShop {
  protected:
    ValuesSeen Look(int64_t segment) {
        conditions::Schema schema;
        EXPECT_TRUE(store_.db().Read([&](sql::Tx& tx) -> Status {
            schema = TRY(segments::SchemaOf(tx, kShop));
            return {};
        }).ok());
        const auto seen = segments::LookAtValues(build_, kShop, schema, segment);
        EXPECT_TRUE(seen.ok());
        return *seen;
    }
    static FieldSeen FieldOf(const ValuesSeen& seen, std::string_view name) {
        for (const FieldSeen& field : seen.fields) {
            if (field.name == name) return field;
        }
        ADD_FAILURE() << name;
        return {};
    }
};
INSTANTIATE_BOTH_ENGINES(ValuesSeenTest);

TEST_P(ValuesSeenTest, CountsWhoLacksAValueAndKeepsTheLongest) {
    EXPECT_EQ(Look(0).people, 0);
    Store(CustomerOf("cus_a", "ada@example.com", kStart, "Ada Lovelace"));
    Store(CustomerOf("cus_b", "b@example.com", kStart, "Ädä Groß"));
    Store(CustomerOf("cus_c", "a.long.address@example.com", kStart, ""));
    const ValuesSeen all = Look(0);
    EXPECT_EQ(all.people, 3);
    EXPECT_EQ(FieldOf(all, "email").lacking, 0);
    EXPECT_EQ(FieldOf(all, "email").texts, std::vector<std::string>{"a.long.address@example.com"});
    EXPECT_EQ(FieldOf(all, "first_name").lacking, 1);
    EXPECT_EQ(FieldOf(all, "first_name").texts.front().size(), std::string("Ada").size()) << "letters are counted, not bytes: the first of equals stays";
    EXPECT_EQ(FieldOf(all, "last_name").texts, std::vector<std::string>{"Lovelace"});
    EXPECT_EQ(FieldOf(all, "phone").lacking, 3);
    EXPECT_FALSE(FieldOf(all, "phone").any);
    EXPECT_EQ(FieldOf(all, "stripe_total_orders").lacking, 0) << "nothing ordered is a number";

    const auto named = Make(7, R"({"field":"last_name","op":"is","value":"Lovelace"})");
    const ValuesSeen few = Look(Number(named));
    EXPECT_EQ(few.people, 1);
    EXPECT_EQ(FieldOf(few, "first_name").lacking, 0);
    EXPECT_EQ(FieldOf(few, "email").texts, std::vector<std::string>{"ada@example.com"});
}

}  // namespace
}  // namespace daybook::settle
