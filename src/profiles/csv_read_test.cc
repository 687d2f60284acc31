// Reading CSV files: whole, a byte at a time, and what is none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "profiles/csv_people.h"

namespace daybook::profiles {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Cells = std::vector<std::string>;

std::vector<CsvRow> RowsOf(std::string_view text, size_t piece, char delimiter = ',') {
    CsvReader reader(delimiter, 0, 1);
    std::vector<CsvRow> rows;
    CsvRow row;
    for (size_t at = 0; at < text.size(); at += piece) {
        reader.Feed(text.substr(at, piece));
        while (reader.Next(row)) rows.push_back(row);
    }
    reader.End();
    while (reader.Next(row)) rows.push_back(row);
    return rows;
}

TEST(CsvRead, RowsAndCells) {
    const struct {
        const char* what;
        std::string_view text;
        std::vector<Cells> rows;
    } kRows[] = {
        {"nothing", "", {}},
        {"one cell without an end", "a", {{"a"}}},
        {"two rows", "a,b\r\nc,d\r\n", {{"a", "b"}, {"c", "d"}}},
        {"line feeds, and none at the end", "a,b\nc,d", {{"a", "b"}, {"c", "d"}}},
        {"carriage returns alone", "a,b\rc,d\r", {{"a", "b"}, {"c", "d"}}},
        {"empty cells", ",b,\n", {{"", "b", ""}}},
        {"lines without any text are passed over", "a\n\n , \n\r\nb\n", {{"a"}, {"b"}}},
        {"a quoted delimiter", "\"a,b\",c\n", {{"a,b", "c"}}},
        {"a quoted line end", "\"a\r\nb\",c\n", {{"a\r\nb", "c"}}},
        {"doubled quotes", "\"say \"\"hi\"\"\",c\n", {{"say \"hi\"", "c"}}},
        {"an empty quoted cell", "\"\",c\n", {{"", "c"}}},
        {"a quote within a plain cell", "5\" pipe,c\nd,e\n", {{"5\" pipe", "c"}, {"d", "e"}}},
        {"two quotes within a plain cell", "a\"\"b,c\nd,e\n", {{"a\"\"b", "c"}, {"d", "e"}}},
        {"text behind a closed quote", "\"a\"b,c\n", {{"ab", "c"}}},
        {"letters of other alphabets", "Zoë,Ελένη\n", {{"Zoë", "Ελένη"}}},
        {"Windows-1252", "Zo\xEB,\x80 5\n", {{"Zoë", "€ 5"}}},
    };
    for (const auto& row : kRows) {
        for (const size_t piece : {1u, 2u, 3u, 100u}) {
            std::vector<Cells> got;
            for (const CsvRow& one : RowsOf(row.text, piece)) {
                EXPECT_EQ(one.broken, "") << row.what;
                got.push_back(one.cells);
            }
            EXPECT_EQ(got, row.rows) << row.what << ", " << piece << " bytes at a time";
        }
    }
}

TEST(CsvRead, EachRowKnowsItsLineAndItsEnd) {
    const std::string_view text = "a\n\"b\nc\"\n\nd\n";
    const auto rows = RowsOf(text, 4);
    ASSERT_EQ(rows.size(), 3);
    EXPECT_EQ(rows[0].line, 1);
    EXPECT_EQ(rows[1].line, 2);
    EXPECT_EQ(rows[1].lines, 2);
    EXPECT_EQ(rows[2].line, 5);
    EXPECT_EQ(rows[2].end, static_cast<int64_t>(text.size()));
    // Behind any row it goes on as if it had begun there.
    CsvReader reader(',', rows[1].end, rows[1].line + rows[1].lines);
    reader.Feed(text.substr(static_cast<size_t>(rows[1].end)));
    reader.End();
    CsvRow row;
    ASSERT_TRUE(reader.Next(row));
    EXPECT_EQ(row.line, 5);
    EXPECT_THAT(row.cells, ElementsAre("d"));
}

TEST(CsvRead, WhatCannotBeReadIsOneRowOnly) {
    const auto open = RowsOf("a,b\n\"c,d\ne,f\n", 5);
    ASSERT_EQ(open.size(), 3);
    EXPECT_THAT(open[1].broken, HasSubstr("none closes it"));
    EXPECT_THAT(open[2].cells, ElementsAre("e", "f"));
    const auto large = RowsOf(std::string(kCsvRowBytesMax + 10, 'x') + "\ne,f\n", 1 << 16);
    ASSERT_EQ(large.size(), 2);
    EXPECT_THAT(large[0].broken, HasSubstr("longer than"));
    EXPECT_THAT(large[1].cells, ElementsAre("e", "f"));
    const auto wide = RowsOf(std::string(kCsvColumnsMax, ',') + "x\n", 100);
    ASSERT_EQ(wide.size(), 1);
    EXPECT_THAT(wide[0].broken, HasSubstr("more than 200 cells"));
}

TEST(CsvRead, TheBeginningSaysWhatItIs) {
    const struct {
        const char* what;
        std::string_view text;
        char delimiter;
        const char* encoding;
        Cells names;
    } kRows[] = {
        {"commas", "E-mail,Name\nada@example.com,Ada\n", ',', "utf-8", {"E-mail", "Name"}},
        {"semicolons", "E-mail;\"Name, first\"\n", ';', "utf-8", {"E-mail", "Name, first"}},
        {"tabs", "E-mail\tName\n", '\t', "utf-8", {"E-mail", "Name"}},
        {"bars", "E-mail|Name\n", '|', "utf-8", {"E-mail", "Name"}},
        {"one column", "E-mail\nada@example.com\n", ',', "utf-8", {"E-mail"}},
        {"a mark before it", "\xEF\xBB\xBF\"E-mail\",Name\n", ',', "utf-8", {"E-mail", "Name"}},
        {"Windows-1252", "E-mail,Stra\xDF" "e\nada@example.com,x\n", ',', "windows-1252", {"E-mail", "Straße"}},
        {"names that are none, and one twice", "Name,,Name\n", ',', "utf-8", {"Name", "Column 2", "Name (2)"}},
    };
    for (const auto& row : kRows) {
        const auto look = LookAtCsv(row.text, true);
        ASSERT_TRUE(look.ok()) << row.what << look.error().message;
        EXPECT_EQ(look->delimiter, row.delimiter) << row.what;
        EXPECT_EQ(look->encoding, row.encoding) << row.what;
        EXPECT_EQ(look->names, row.names) << row.what;
        EXPECT_EQ(look->line, 2) << row.what;
    }
    const auto look = LookAtCsv("E-mail\na@x.de\nb@x.de\nc@x.de\nd@x.de\n", true);
    ASSERT_TRUE(look.ok());
    EXPECT_EQ(look->samples.size(), 3);
    EXPECT_EQ(look->begin, 7);
    const struct {
        const char* what;
        std::string text;
        const char* sentence;
    } kRefused[] = {
        {"nothing", "", "is empty"},
        {"UTF-16", std::string("\xFF\xFE" "E\0-\0", 6), "UTF-16"},
        {"UTF-16 without a mark", std::string("E\0-\0m\0a\0", 8), "UTF-16"},
        {"a picture", std::string("\x89PNG\r\n\x1A\n with one \0 in it", 24), "no CSV file"},
        {"a quote that stays open", "\"E-mail,Name\nada\n", "first line"},
    };
    for (const auto& row : kRefused) {
        const auto refused = LookAtCsv(row.text, true);
        ASSERT_FALSE(refused.ok()) << row.what;
        EXPECT_THAT(refused.error().message, HasSubstr(row.sentence)) << row.what;
    }
}

// ---- rows as people ----

class CsvPeople : public ::testing::Test {
  protected:
    CsvPeople() {
        auto fields = std::make_shared<CustomFields>();
        fields->all.push_back({.id = 1, .name = "shoe_size", .label = "Size of the shoe", .type = FieldType::kNumber});
        fields->all.push_back({.id = 2, .name = "credit", .label = "Credit", .type = FieldType::kMoney});
        fields->all.push_back({.id = 3, .name = "colour", .label = "Colour", .type = FieldType::kText, .source = R"("customer.metadata.colour")"});
        rules_ = {fields, {"usd", {}}};
    }
    Result<std::vector<ColumnTarget>> Targets(const std::string& head, const ColumnMap& map) {
        const auto look = LookAtCsv(head + "\n", true);
        EXPECT_TRUE(look.ok());
        return TargetsOf(*look, map, rules_);
    }
    EditRules rules_;
};

TEST_F(CsvPeople, ColumnsAreSuggestedByTheirNames) {
    EXPECT_THAT(SuggestedFields({"E-Mail Address", "First Name", "surname", "Postal code", "Telephone", "size of the shoe", "CREDIT", "Tags", "Colour", "Stripe total orders", "Note"}, *rules_.fields),
                ElementsAre("email", "first_name", "last_name", "zip", "phone", "shoe_size", "credit", "tags", "", "", ""));
    EXPECT_THAT(SuggestedFields({"Email", "Mail"}, *rules_.fields), ElementsAre("email", "")) << "each field once";
}

TEST_F(CsvPeople, AMapIsReadStrictly) {
    const auto good = Targets("Mail,Shoe,Words", {{"Mail", "email"}, {"Shoe", "shoe_size"}, {"Words", "tags"}});
    ASSERT_TRUE(good.ok()) << good.error().message;
    EXPECT_EQ(good->size(), 3);
    const struct {
        const char* what;
        ColumnMap map;
        const char* param;
        const char* sentence;
    } kRows[] = {
        {"a column that is none", {{"Mial", "email"}}, "map.Mial", "no column"},
        {"a field that is none", {{"Mail", "email"}, {"Shoe", "shoe_siez"}}, "map.Shoe", "Perhaps shoe_size?"},
        {"a field of Stripe's", {{"Mail", "email"}, {"Shoe", "stripe_total_orders"}}, "map.Shoe", "comes from Stripe"},
        {"a field that is read from Stripe", {{"Mail", "email"}, {"Shoe", "colour"}}, "map.Shoe", "comes from Stripe"},
        {"two columns of a field", {{"Mail", "email"}, {"Shoe", "email"}}, "map.Shoe", "Two columns"},
        {"nobody's address", {{"Shoe", "shoe_size"}}, "map", "No column is the e-mail address"},
    };
    for (const auto& row : kRows) {
        const auto refused = Targets("Mail,Shoe", row.map);
        ASSERT_FALSE(refused.ok()) << row.what;
        EXPECT_EQ(refused.error().param, row.param) << row.what;
        EXPECT_THAT(refused.error().message, HasSubstr(row.sentence)) << row.what;
    }
}

TEST_F(CsvPeople, ARowAsksForWhatItsCellsSay) {
    const auto targets = Targets("Mail,Shoe,Credit,Words,No", {{"Mail", "email"}, {"Shoe", "shoe_size"}, {"Credit", "credit"}, {"Words", "tags"}, {"No", "email_unsubscribed"}});
    ASSERT_TRUE(targets.ok());
    CsvRow row{.line = 2, .cells = {" Ada@example.com ", "38.5", "12.50 EUR", "vip; early", "yes"}};
    const auto read = EditOf(row, *targets, rules_);
    ASSERT_TRUE(std::holds_alternative<Edit>(read));
    const Edit& edit = std::get<Edit>(read);
    EXPECT_EQ(edit.standard.size(), 2);
    EXPECT_EQ(FindCustom({{1, edit.custom.at(1).second}}, 1), CustomValue(38.5));
    EXPECT_EQ(*edit.tags, Texts({"vip", "early"}));
    row.cells = {"ada@example.com"};
    EXPECT_EQ(std::get<Edit>(EditOf(row, *targets, rules_)).standard.size(), 1) << "cells that are not there ask for nothing";
    const struct {
        const char* what;
        Cells cells;
        const char* column;
        const char* sentence;
    } kRefused[] = {
        {"no address", {"", "38"}, "", "no e-mail address"},
        {"an address that is none", {"ada", "38"}, "Mail", "not an e-mail address"},
        {"a number that is none", {"ada@example.com", "large"}, "Shoe", "“large” is not a number"},
        {"an amount that is none", {"ada@example.com", "", "much"}, "Credit", "is not an amount"},
        {"a tag that is too long", {"ada@example.com", "", "", std::string(61, 'x')}, "Words", "at most 60"},
        {"yes or no that is neither", {"ada@example.com", "", "", "", "perhaps"}, "No", "is not yes or no"},
    };
    for (const auto& refused : kRefused) {
        row.cells = refused.cells;
        const auto got = EditOf(row, *targets, rules_);
        ASSERT_TRUE(std::holds_alternative<RowRefusal>(got)) << refused.what;
        EXPECT_EQ(std::get<RowRefusal>(got).column, refused.column) << refused.what;
        EXPECT_THAT(std::get<RowRefusal>(got).message, HasSubstr(refused.sentence)) << refused.what;
        EXPECT_EQ(std::get<RowRefusal>(got).line, 2) << refused.what;
    }
    row.broken = "A quotation mark opens a cell and none closes it.";
    EXPECT_EQ(std::get<RowRefusal>(EditOf(row, *targets, rules_)).message, row.broken);
}

TEST_F(CsvPeople, WhatIsInNoColumnAndNoFieldIsTold) {
    const CsvLook look = *LookAtCsv("Mail;Shoe;Junk\n", true);
    EXPECT_EQ(LeftOut(look, {{"Mail", "email"}, {"Shoe", "shoe_size"}}), std::vector<std::string>{"Junk"});
    EXPECT_EQ(LeftOut(look, {{"Mail", "email"}, {"Shoe", "shoe_size"}, {"Junk", "tags"}}), std::vector<std::string>());
    const struct {
        const char* what;
        Cells cells;
        const char* broken;
    } kRows[] = {
        {"fewer", {"a"}, ""},
        {"as many", {"a", "b", "c"}, ""},
        {"empty ones more", {"a", "b", "c", "", " "}, ""},
        {"more", {"a", "b", "c", "d", ""}, "The row has 4 cells, the first line names 3 columns. A cell that holds “;” needs quotation marks around it."},
    };
    for (const auto& one : kRows) {
        CsvRow row{.cells = one.cells};
        CheckWidth(look, row);
        EXPECT_EQ(row.broken, one.broken) << one.what;
    }
}

}  // namespace
}  // namespace daybook::profiles
