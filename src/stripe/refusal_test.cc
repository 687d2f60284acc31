// What in metadata means that somebody wants no e-mail: pure. settle/refusal_test.cc has the rest, on both engines.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stripe/decode.h"
#include "stripe/refusal.h"

namespace daybook::stripe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Refusal, AKeyAndAValueSayIt) {
    const RefusalMark mark{"newsletter", {"no", "Nein", "é"}};
    const struct {
        const char* what;
        Metadata metadata;
        const char* said;
    } kRows[] = {
        {"nothing at all", {}, ""},
        {"the value", {{"newsletter", "no"}}, "newsletter = no"},
        {"in other case, with blanks around", {{"newsletter", " NO\t"}}, "newsletter = NO"},
        {"another value of the choice", {{"newsletter", "nein"}}, "newsletter = nein"},
        {"case beyond ASCII", {{"newsletter", "É"}}, "newsletter = É"},
        {"among others", {{"colour", "no"}, {"newsletter", "no"}}, "newsletter = no"},
        {"another value", {{"newsletter", "yes"}}, ""},
        {"the value as a part", {{"newsletter", "not now"}}, ""},
        {"an empty one", {{"newsletter", ""}}, ""},
        {"the key in other case", {{"Newsletter", "no"}}, ""},
        {"another key", {{"marketing", "no"}}, ""},
    };
    for (const auto& row : kRows) EXPECT_EQ(mark.SaidBy(row.metadata), row.said) << row.what;
}

TEST(Refusal, AChoiceIsReadStrictly) {
    const auto made = MakeRefusalMark("newsletter", {" no", "NO", "", "nein "});
    ASSERT_TRUE(made.ok());
    EXPECT_EQ(made->key, "newsletter");
    EXPECT_THAT(made->values, ElementsAre("no", "nein"));
    const struct {
        const char* what;
        std::string key;
        std::vector<std::string> values;
        const char* param;
    } kRefused[] = {
        {"no key", " ", {"no"}, "key"},
        {"a key that is too long", std::string(41, 'x'), {"no"}, "key"},
        {"a key of two lines", "news\nletter", {"no"}, "key"},
        {"no value", "newsletter", {}, "values"},
        {"an empty value", "newsletter", {" "}, "values"},
        {"a value of two lines", "newsletter", {"n\no"}, "values"},
        {"a value that is too long", "newsletter", {std::string(501, 'x')}, "values"},
        {"too many values", "newsletter", {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21"}, "values"},
    };
    for (const auto& row : kRefused) {
        const auto refused = MakeRefusalMark(row.key, row.values);
        ASSERT_FALSE(refused.ok()) << row.what;
        EXPECT_EQ(refused.error().param, row.param) << row.what;
    }
}

TEST(Refusal, MetadataAreReadFromABody) {
    const auto read = DecodeMetadata(R"({"id":"cus_1","object":"customer","metadata":{"a":"1","b c":"\u00e9","n":null,"d":""}})");
    ASSERT_TRUE(read.ok());
    EXPECT_THAT(*read, ElementsAre(std::pair("a", "1"), std::pair("b c", "é"), std::pair("d", "")));
    EXPECT_THAT(*DecodeMetadata(R"({"id":"cus_1"})"), IsEmpty());
    EXPECT_THAT(*DecodeMetadata(R"({"metadata":null})"), IsEmpty());
    EXPECT_FALSE(DecodeMetadata("{").ok());
    const auto customer = DecodeObject(Kind::kCustomer, R"({"id":"cus_1","object":"customer","created":1,"metadata":{"newsletter":"no"}})");
    ASSERT_TRUE(customer.ok());
    EXPECT_THAT(customer->metadata, ElementsAre(std::pair("newsletter", "no")));
}

TEST(Refusal, LikelyKeysAndValuesComeFirst) {
    struct Row {
        const char* key;
        const char* value;
        bool likely;
    };
    constexpr Row kRows[] = {
        {"unsubscribed", "true", true},     {"unsubscribed", "false", false}, {"email_opt_out", "1", true}, {"doNotEmail", "Yes", true},
        {"newsletter", "no", true},         {"newsletter", "yes", false},     {"marketing_opt_in", "0", true}, {"accepts-email", "off", true},
        {"status", "Unsubscribed", true},   {"status", "no", false},          {"plan", "opt-out", true},    {"colour", "none", false},
    };
    for (const Row& row : kRows) {
        const auto found = SuggestionsFrom({{{row.key, row.value}}});
        ASSERT_EQ(found.size(), 1) << row.key;
        EXPECT_EQ(found[0].likely, row.likely) << row.key << " = " << row.value;
        EXPECT_EQ(found[0].values[0].likely, row.likely) << row.key << " = " << row.value;
    }
    const auto all = SuggestionsFrom({{{"colour", "green"}, {"newsletter", "yes"}}, {{"colour", "red"}, {"newsletter", " no "}}, {{"colour", "Red"}, {"empty", " "}}});
    ASSERT_EQ(all.size(), 2);
    EXPECT_EQ(all[0].key, "newsletter");
    EXPECT_EQ(all[0].values[0].text, "no");
    EXPECT_EQ(all[0].found, 2);
    EXPECT_EQ(all[1].key, "colour");
    EXPECT_EQ(all[1].values[0].text, "red");
    EXPECT_EQ(all[1].values[0].found, 2) << "without case they are one";
}

}  // namespace
}  // namespace daybook::stripe
