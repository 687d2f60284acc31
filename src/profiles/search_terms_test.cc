#include "profiles/search_terms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace daybook::profiles {
namespace {

Searched Ada() {
    return {.first_name = "Ada Maria", .last_name = "O'Brien-Åström", .email = "Ada.O@Mail.Example.com",
            .phone = "+1 (555) 010-2345", .customer_ids = {"cus_AbC123", "cus_9"}};
}

TEST(SearchTerms, AreWhatPeopleAreFoundBy) {
    EXPECT_THAT(TermsOf(Ada()), ::testing::ElementsAre("15550102345", "@ada.o@mail.example.com", "ada", "astrom",
                                                       "brien", "cus_9", "cus_abc123", "mail.example.com", "maria",
                                                       "o"));
    EXPECT_TRUE(TermsOf({}).empty());
    EXPECT_TRUE(TermsOf({.first_name = "…", .phone = "none"}).empty());
    EXPECT_THAT(TermsOf({.first_name = "Ada", .last_name = "ADA"}), ::testing::ElementsAre("ada"));
}

TEST(SearchTerms, AreBounded) {
    std::string long_word(300, 'x');
    auto terms = TermsOf({.first_name = long_word});
    ASSERT_EQ(terms.size(), 1u);
    EXPECT_EQ(terms[0].size(), kTermBytes);
    std::string accents;
    for (int i = 0; i < 100; ++i) accents += "ж";
    EXPECT_EQ(TermsOf({.first_name = "a" + accents})[0].size(), kTermBytes - 1) << "cut between characters";
    std::string many;
    for (int i = 0; i < 500; ++i) many += "w" + std::to_string(i) + " ";
    EXPECT_EQ(TermsOf({.first_name = many}).size(), kTermsMax);
}

TEST(SearchTerms, FitAQuery) {
    struct Case { std::string_view query; bool fits; };
    for (const Case& one : {
             Case{"", true}, Case{"   ", true}, Case{"&", false}, Case{"& ada", true}, Case{"ada", true}, Case{"AD", true},
             Case{"da", false}, Case{"maria", true}, Case{"ada maria", true}, Case{"maria  ada", true},
             Case{"ada bob", false}, Case{"o'brien", true}, Case{"o'bri", true}, Case{"brien", true},
             Case{"O'Bob", false}, Case{"astrom", true}, Case{"Åström", true}, Case{"ÅSTR", true},
             Case{"brien-åström", true}, Case{"ada,", true}, Case{"ada.o@", true}, Case{"ada.o@mail", true},
             Case{"ADA.O@MAIL.EXAMPLE.COM", true}, Case{"o@mail", false}, Case{"mail.ex", true},
             Case{"example.com", false}, Case{"@mail", false}, Case{"1555", true}, Case{"1-555-010", true},
             Case{"+1 (555) 010", true}, Case{"+1 555", true}, Case{"555", false}, Case{"0102345", false},
             Case{"+44", false}, Case{"cus_abc", true}, Case{"cus_AbC123", true}, Case{"cus_", true},
             Case{"cus_AbC1234", false}, Case{"ada 1555 cus_9 mail", true}, Case{"ada@bob", false},
         }) {
        EXPECT_EQ(Fits(ParseQuery(one.query), Ada()), one.fits) << one.query;
    }
}

TEST(SearchTerms, ReadAQuery) {
    EXPECT_TRUE(ParseQuery(" \t ").empty());
    for (const std::string_view nobody : {"%", "***", "😀", "\u200b", "-- …", "+", "\u0301"}) {
        ASSERT_EQ(ParseQuery(nobody).size(), 1u) << nobody;
        EXPECT_FALSE(Fits(ParseQuery(nobody), Ada())) << nobody;
    }
    EXPECT_EQ(ParseQuery("*** ada").size(), 1u);
    EXPECT_TRUE(Fits(ParseQuery("*"), {.email = "*ada@example.com"}));
    EXPECT_EQ(ParseQuery("+1 (555) 01").size(), 1u);
    EXPECT_EQ(ParseQuery("1 555").size(), 2u);
    EXPECT_EQ(ParseQuery("ada ada").size(), 1u);
    EXPECT_EQ(ParseQuery("a b c d e f g h i j k").size(), kQueryWordsMax);
    EXPECT_EQ(ParseQuery("\xff\xfe ada").back().whole, "ada");
}

bool IsIn(const std::vector<TermRange>& ranges, const std::string& term) {
    return std::ranges::any_of(ranges, [&](const TermRange& range) { return term >= range.from && term < range.to; });
}

TEST(SearchTerms, OfWhoeverAWordFindsLieInItsRanges) {
    const std::vector<std::string> terms = TermsOf(Ada());
    for (std::string_view text : {"a", "ada", "ada.", "ada.o@", "ada.o@mail.example.com", "ada,", "o'bri", "brien-å", "åst", "mail", "mail.", "1555", "1-555",
                                  "cus", "cus_a", "maria"}) {
        const QueryWord word = ParseQuery(text).at(0);
        ASSERT_TRUE(Fits({word}, Ada())) << text;
        EXPECT_TRUE(std::ranges::any_of(terms, [&](const std::string& term) { return IsIn(TermRanges(word), term); })) << text;
    }
    EXPECT_EQ(TermRanges({.whole = "ada", .parts = {}}).size(), 1u) << "no address is looked at";
    const std::vector<TermRange> id = TermRanges(ParseQuery("cus_a1").at(0));
    for (std::string term : {"cus_a1", "cus_a12", "@cus_a1@x.example", "cus", "cus7", "custard", "cusö"}) EXPECT_TRUE(IsIn(id, term)) << term;
    for (std::string term : {"cus_a2", "cus_", "cut", "@cus"}) EXPECT_FALSE(IsIn(id, term)) << term;
}

TEST(SearchTerms, EveryTermFindsItsPerson) {
    for (std::string term : TermsOf(Ada())) {
        if (term.starts_with('@')) term.erase(0, 1);
        EXPECT_TRUE(Fits(ParseQuery(term), Ada())) << term;
        EXPECT_TRUE(Fits(ParseQuery(term.substr(0, (term.size() + 1) / 2)), Ada())) << term;
    }
}

}  // namespace
}  // namespace daybook::profiles
