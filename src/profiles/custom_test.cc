#include "profiles/custom.h"

#include <gtest/gtest.h>

#include "base/bytes.h"
#include "profiles/custom_fields.h"
#include "profiles/own.h"

namespace daybook::profiles {
namespace {

const TextRules kRules{"usd", LocalDays("Europe/Berlin")};

TEST(Custom, TextsBecomeTypedValues) {
    const CustomValue kUnfit = Unfit{}, kMissing;
    const struct {
        FieldType type;
        std::string_view text;
        CustomValue value;
    } rows[] = {
        {FieldType::kText, "  blue ", std::string("blue")},
        {FieldType::kText, "   ", kMissing},
        {FieldType::kText, std::string_view(), kMissing},
        {FieldType::kNumber, "42", 42.0},
        {FieldType::kNumber, "-1.5", -1.5},
        {FieldType::kNumber, "+3", 3.0},
        {FieldType::kNumber, "1e5", kUnfit},
        {FieldType::kNumber, "12 apples", kUnfit},
        {FieldType::kNumber, "nan", kUnfit},
        {FieldType::kMoney, "12.50", Money{1250, "usd"}},
        {FieldType::kMoney, "12.5 EUR", Money{1250, "eur"}},
        {FieldType::kMoney, "1200 jpy", Money{1200, "jpy"}},
        {FieldType::kMoney, "-0.01", Money{-1, "usd"}},
        {FieldType::kMoney, "1.234", kUnfit},
        {FieldType::kMoney, "1.500", Money{150, "usd"}},
        {FieldType::kMoney, "five", kUnfit},
        {FieldType::kMoney, ".5", kUnfit},
        {FieldType::kDate, "2026-01-31", Date{1'769'814'000}},  // midnight in Berlin
        {FieldType::kDate, "2026-01-31T10:00:00Z", Date{1'769'853'600}},
        {FieldType::kDate, "2026-01-31 11:00:00.5+01:00", Date{1'769'853'600}},
        {FieldType::kDate, "1769853600", Date{1'769'853'600}},
        {FieldType::kDate, "2026-02-30", kUnfit},
        {FieldType::kDate, "31.1.2026", kUnfit},
        {FieldType::kBoolean, "Yes", true},
        {FieldType::kBoolean, "0", false},
        {FieldType::kBoolean, "perhaps", kUnfit},
        {FieldType::kList, "a, b ,,c", Texts{"a", "b", "c"}},
        {FieldType::kList, "a, b; c", Texts{"a, b", "c"}},
        {FieldType::kList, ",", kMissing},
    };
    for (const auto& row : rows) EXPECT_EQ(FromText(row.type, row.text, kRules), row.value) << FieldTypeName(row.type) << " " << row.text;
    EXPECT_EQ(FromText(FieldType::kMoney, "12.50", {}), CustomValue(Unfit{})) << "without a currency an amount is nothing";
}

const CustomValue kAll[] = {std::string("blue"), 42.25, Money{-5, "eur"}, Date{1'700'000'000}, true, Texts{"a", "b"}, Unfit{}, {}};

TEST(Custom, BytesAndBack) {
    CustomValues values;
    for (const CustomValue& value : kAll) values.push_back({static_cast<int64_t>(values.size()) * 3 + 1, value});
    const Shown shown = DecodeCustom(EncodeCustom(values, {"vip", "wholesale"}));
    EXPECT_EQ(shown.values, values);
    EXPECT_EQ(shown.tags, (Texts{"vip", "wholesale"}));
    EXPECT_EQ(EncodeCustom({}, {}), "");
    EXPECT_EQ(FindCustom(values, 4), values[1].value);
    EXPECT_EQ(FindCustom(values, 5), CustomValue());
    const std::string bytes = EncodeCustom(values, {"vip"});
    for (size_t cut = 0; cut < bytes.size(); ++cut) EXPECT_TRUE(DecodeCustom(bytes.substr(0, cut)).values.empty()) << cut;
}

TEST(Custom, RetypingGoesThroughTheText) {
    EXPECT_EQ(Converted(Money{1250, "eur"}, FieldType::kNumber, kRules), CustomValue(12.5));
    EXPECT_EQ(Converted(Money{1250, "eur"}, FieldType::kText, kRules), CustomValue(std::string("12.50 eur")));
    EXPECT_EQ(Converted(Date{1'769'853'600}, FieldType::kText, kRules), CustomValue(std::string("2026-01-31T10:00:00Z")));
    EXPECT_EQ(Converted(std::string("12"), FieldType::kNumber, kRules), CustomValue(12.0));
    EXPECT_EQ(Converted(std::string("twelve"), FieldType::kNumber, kRules), CustomValue(Unfit{}));
    EXPECT_EQ(Converted(Texts{"a", "b"}, FieldType::kText, kRules), CustomValue(std::string("a; b")));
    EXPECT_EQ(Converted(CustomValue(), FieldType::kNumber, kRules), CustomValue());
}

TEST(Custom, JsonAsTheApiShowsIt) {
    CustomField field{.id = 1, .name = "price", .type = FieldType::kMoney};
    std::string text;
    JsonWriter json(text);
    json.BeginObject();
    WriteCustomMember(json, field, Money{1250, "eur"});
    field.name = "size";
    field.type = FieldType::kNumber;
    WriteCustomMember(json, field, 42.0);
    field.name = "weight";
    WriteCustomMember(json, field, 1.5);
    field.name = "odd";
    WriteCustomMember(json, field, std::string("of another type"));
    json.EndObject();
    EXPECT_EQ(text, R"({"price":1250,"price_currency":"eur","size":42,"weight":1.5,"odd":null})");
}

TEST(Custom, NamesOfFieldsAreChecked) {
    for (const std::string_view good : {"colour", "shoe_size", "a1"}) EXPECT_TRUE(CheckFieldName(good).ok()) << good;
    for (const std::string_view bad : {"", "Colour", "1st", "shoe-size", "email", "tags", "stripe_colour", "price_currency", "größe"})
        EXPECT_FALSE(CheckFieldName(bad).ok()) << bad;
    EXPECT_FALSE(CheckFieldName(std::string(kFieldNameBytesMax + 1, 'a')).ok());
}

// Two people become one in either order, three in any: the later value of each stays.
TEST(Own, MergingIsTheSameInEveryOrder) {
    Own a, b, c;
    a.Set(Field::kCity, std::string("Bonn"), 5);
    a.SetCustom(7, std::string("x"), 9);
    b.Set(Field::kCity, std::string("Rome"), 8);
    b.SetCustom(7, std::string("y"), 9);
    b.SetTags({"vip"}, 1);
    c.Set(Field::kCity, {}, 9);
    c.SetCustom(7, std::string("z"), 2);
    const auto merged = [](std::vector<Own> all) {
        Own into = all[0];
        for (size_t i = 1; i < all.size(); ++i) into.Merge(all[i]);
        return into;
    };
    const Own first = merged({a, b, c});
    for (const auto& order : {std::vector<Own>{a, c, b}, {b, a, c}, {b, c, a}, {c, a, b}, {c, b, a}}) EXPECT_EQ(merged(order), first);
    EXPECT_EQ(first.Of(Field::kCity), CustomValue()) << "taken away later than it was set";
    EXPECT_EQ(first.OfCustom(7), CustomValue(std::string("y"))) << "at the same moment the greater bytes";
    EXPECT_EQ(first.tags(), Texts{"vip"});
    EXPECT_EQ(Own::Decode(first.Encode()), first);
    EXPECT_FALSE(first.empty());
    EXPECT_TRUE(Own().empty());
}

}  // namespace
}  // namespace daybook::profiles
