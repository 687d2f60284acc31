#include "stripe/phone.h"

#include <gtest/gtest.h>

namespace daybook::stripe {
namespace {

struct Case {
    std::string_view text, country, expected;
};

TEST(Phone, BecomesE164WhereItCanBeRead) {
    const Case cases[] = {
        {"+15550100", "", "+15550100"},  // short, but with its +
        {"+1 (415) 555-2671", "", "+14155552671"},
        {"(415) 555-2671", "US", "+14155552671"},
        {"1-415-555-2671", "us", "+14155552671"},
        {"415.555.2671", "CA", "+14155552671"},
        {"011 44 20 7946 0958", "US", "+442079460958"},
        {"020 7946 0958", "GB", "+442079460958"},
        {"+44 (0)20 7946 0958", "", "+442079460958"},
        {"0044 20 7946 0958", "DE", "+442079460958"},
        {"030 901820", "DE", "+4930901820"},
        {"06 12 34 56 78", "FR", "+33612345678"},
        {"06 698 1234", "IT", "+39066981234"},  // Italy keeps its zero
        {"+39 06 698 1234", "", "+39066981234"},
        {"8 (912) 345-67-89", "RU", "+79123456789"},
        {"090-1234-5678", "JP", "+819012345678"},
        {"0412 345 678", "AU", "+61412345678"},
        {"(11) 91234-5678", "BR", "+5511912345678"},
        {"44 20 7946 0958", "GB", "+442079460958"},  // its + was left out
        {"+1 415 555 2671 ext. 12", "", "+14155552671"},
        {"+1 415 555 2671 x7", "", "+14155552671"},
        {" +49 30 901820 ", "US", "+4930901820"},  // its own + wins
        {"+49\xc2\xa0"
         "30\xe2\x80\x93"
         "901820",
         "", "+4930901820"},
        {"+800 1234 5678", "", "+80012345678"},
    };
    for (const Case& test : cases)
        EXPECT_EQ(FormatPhone(test.text, test.country), test.expected) << test.text;
}

TEST(Phone, ElseItStaysAsItIs) {
    const Case cases[] = {
        {"  call reception ", "US", "call reception"},
        {"020 7946 0958", "", "020 7946 0958"},    // no country
        {"020 7946 0958", "XX", "020 7946 0958"},  // no such country
        {"555-0100", "US", "555-0100"},            // too short there
        {"12", "DE", "12"},
        {"+12", "", "+12"},
        {"+", "US", "+"},
        {"", "US", ""},
        {"++44 20 7946 0958", "", "++44 20 7946 0958"},
        {"+1234567890123456", "", "+1234567890123456"},  // 16 digits
        {"1-800-FLOWERS", "US", "1-800-FLOWERS"},
        {"+44 20 7946 0958 / +44 20 7946 0959", "", "+44 20 7946 0958 / +44 20 7946 0959"},
    };
    for (const Case& test : cases)
        EXPECT_EQ(FormatPhone(test.text, test.country), test.expected) << test.text;
    const std::string huge(10'000, '1');
    EXPECT_EQ(FormatPhone(huge, "US"), huge);
}

}  // namespace
}  // namespace daybook::stripe
