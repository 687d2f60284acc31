#include "base/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace daybook {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Utf8, LengthOfTheFirstCharacter) {
    struct Case {
        std::string_view text;
        size_t length;
    };
    const Case cases[] = {
        {"", 0},
        {"a", 1},
        {std::string_view("\0", 1), 1},
        {"\x7F", 1},
        {"\xC2\x80", 2},
        {"\xDF\xBF!", 2},
        {"\xE0\xA0\x80", 3},
        {"\xEF\xBF\xBF", 3},
        {"\xF0\x90\x80\x80", 4},
        {"\xF4\x8F\xBF\xBF", 4},
        {"\x80", 0},              // a continuation alone
        {"\xC0\x80", 0},          // overlong NUL
        {"\xC1\xBF", 0},          // overlong
        {"\xE0\x9F\xBF", 0},      // overlong
        {"\xF0\x8F\xBF\xBF", 0},  // overlong
        {"\xED\xA0\x80", 0},      // a surrogate
        {"\xF4\x90\x80\x80", 0},  // beyond U+10FFFF
        {"\xF5\x80\x80\x80", 0},
        {"\xFF", 0},
        {"\xC3", 0},  // cut off
        {"\xE2\x82", 0},
        {"\xF0\x9F\x98", 0},
        {"\xC3(", 0},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(Utf8Length(c.text), c.length) << testing::PrintToString(std::string(c.text));
    }
}

TEST(Utf8, InvalidBytesAreReplacedOneByOne) {
    EXPECT_EQ(ToUtf8("plain text, longer than eight bytes"), "plain text, longer than eight bytes");
    EXPECT_EQ(ToUtf8("Zoë €"), "Zoë €");
    EXPECT_EQ(ToUtf8("a\xFFz"), "a\uFFFDz");
    EXPECT_EQ(ToUtf8("\xE2\x82"), "\uFFFD\uFFFD");
    EXPECT_TRUE(IsUtf8("0123456789 Zoë 0123456789"));
    EXPECT_FALSE(IsUtf8("0123456789 Zo\xEB 0123456789"));
    EXPECT_TRUE(IsUtf8(""));
}

TEST(Space, IsTrimmedAndFolded) {
    EXPECT_EQ(Trim(" \t\r\n\v\f a b \n"), "a b");
    EXPECT_EQ(Trim(" \t "), "");
    EXPECT_EQ(Trim("\u00A0a"), "\u00A0a");
    EXPECT_EQ(FoldSpace("  a \t\n b  "), "a b");
    EXPECT_EQ(FoldSpace(""), "");
    EXPECT_EQ(FoldSpace("\xC2\xA0山田\xE3\x80\x80太郎\xE2\x80\x8A"), "山田 太郎");
    EXPECT_EQ(FoldSpace("\xE2\x80\xA8 \xE2\x81\x9F\xE1\x9A\x80\xC2\x85"), "");
    EXPECT_EQ(FoldSpace("a\xE2\x80"), "a\xE2\x80");
    EXPECT_EQ(AsciiLower("ÀB@[z"), "Àb@[z");
    EXPECT_TRUE(StartsWithNoCase("BEARER x", "Bearer "));
    EXPECT_FALSE(StartsWithNoCase("Bear", "Bearer "));
    EXPECT_THAT(Split("a,,b", ','), ElementsAre("a", "", "b"));
    EXPECT_THAT(Split("", ','), ElementsAre(""));
    EXPECT_THAT(Split(",", ','), ElementsAre("", ""));
}

// CaseFolding.txt, statuses C and S: one code point becomes one code point.
TEST(Fold, IsUnicodesSimpleCaseFolding) {
    struct Case {
        std::string_view text, folded;
    };
    const Case cases[] = {
        {"Ada LOVELACE", "ada lovelace"},
        {"ÀÉÎ", "àéî"},
        {"ΑΣ ς", "ασ σ"},      // both sigmas are one
        {"ſtraße", "straße"},  // long s; ß stays (its folding "ss" is a full one)
        {"\u1E9E", "ß"},       // capital sharp s
        {"\u212A", "k"},       // Kelvin
        {"\u2126", "ω"},       // Ohm
        {"İ", "İ"},            // has no simple folding
        {"ı", "ı"},
        {"\u1F88", "\u1F80"},              // Greek with iota
        {"\u13A0\u13F8", "\u13A0\u13F0"},  // Cherokee folds to capitals
        {"ЙЁ", "йё"},
        {"\u01C5", "\u01C6"},  // title case
        {"日本", "日本"},
        {"\xFF", "\uFFFD"},
    };
    for (const Case& c : cases) EXPECT_EQ(SimpleFold(c.text), c.folded) << c.text;
}

TEST(Fold, ForSearchingTakesAccentsOffLatinLettersOnly) {
    struct Case {
        std::string_view text, folded;
    };
    const Case cases[] = {
        {"ZOË", "zoe"},
        {"Zoe\u0308", "zoe"},  // written as two code points
        {"Ångström", "angstrom"},
        {"Nguyễn", "nguyen"},
        {"Straße", "strasse"},
        {"Łódź", "lodz"},
        {"Søren Bjørn", "soren bjorn"},
        {"İstanbul ı", "istanbul i"},
        {"Æsir Œuvre", "aesir oeuvre"},
        {"Йод", "йод"},  // not an accent
        {"И\u0306од", "йод"},
        {"が", "が"},
        {"\u1100\u1161", "가"},
        {"a\xFF", "a\uFFFD"},
    };
    for (const Case& c : cases) EXPECT_EQ(SearchFold(c.text), c.folded) << c.text;
}

TEST(Words, AreLettersAndDigits) {
    EXPECT_THAT(SearchWords("Ada O'Brien-Łęski <ada.b@Example.com> 42"),
                ElementsAre("ada", "o", "brien", "leski", "ada", "b", "example", "com", "42"));
    EXPECT_THAT(SearchWords(" -- … "), IsEmpty());
    EXPECT_THAT(SearchWords("हिन्दी 日本語"), ElementsAre("हिन्दी", "日本語"));
}

TEST(Email, IsNormalisedAsTheMirrorDoes) {
    const std::string local64(64, 'a');
    const std::string long254 = "a@" + std::string(250, 'b') + ".c";
    struct Case {
        std::string text;
        std::optional<std::string> email;
    };
    const Case cases[] = {
        {"ada@example.com", "ada@example.com"},
        {" \tAda.B+Shop@Example.COM\n", "ada.b+shop@example.com"},
        {"ÄDA@exämple.com", "Äda@exämple.com"},  // only letters of ASCII
        {"a@b.", "a@b."},
        {local64 + "@b.c", local64 + "@b.c"},
        {local64 + "a@b.c", std::nullopt},
        {long254, long254},
        {long254 + "c", std::nullopt},
        {"", std::nullopt},
        {"ada", std::nullopt},
        {"@example.com", std::nullopt},
        {"ada@", std::nullopt},
        {"ada@localhost", std::nullopt},
        {"a.b@localhost", std::nullopt},
        {"a@b@c.d", std::nullopt},
        {"a b@c.d", std::nullopt},
        {"a\u00A0b@c.d", std::nullopt},
        {"a\u2028b@c.d", std::nullopt},
        {"a\tb@c.d", std::nullopt},
        {std::string("a\0b@c.d", 7), std::nullopt},
        {"a\x7F@c.d", std::nullopt},
        {"a\u0085@c.d", std::nullopt},
        {"\xFF@c.d", std::nullopt},
    };
    for (const Case& c : cases)
        EXPECT_EQ(NormaliseEmail(c.text), c.email) << testing::PrintToString(c.text);
    EXPECT_EQ(CleanEmail(" Ada@Example.com "), "Ada@Example.com");
    EXPECT_EQ(CleanEmail("Ada"), std::nullopt);
}

TEST(Encodings, GoAndComeBack) {
    EXPECT_EQ(HexEncode(std::string_view("\x00\xAB\xFF", 3)), "00abff");
    EXPECT_EQ(HexDecode("00ABff"), std::string("\x00\xAB\xFF", 3));
    for (std::string_view bad : {"0", "0g", "g0", " 0", "+1"})
        EXPECT_EQ(HexDecode(bad), std::nullopt) << bad;
    EXPECT_EQ(HexDecode(""), "");
    // RFC 4648 §10, in the alphabet of §5.
    EXPECT_EQ(Base64Url(""), "");
    EXPECT_EQ(Base64Url("f"), "Zg");
    EXPECT_EQ(Base64Url("fo"), "Zm8");
    EXPECT_EQ(Base64Url("foo"), "Zm9v");
    EXPECT_EQ(Base64Url("foobar"), "Zm9vYmFy");
    EXPECT_EQ(Base64Url("\xFB\xFF"), "-_8");
    EXPECT_EQ(UrlEncode("a b/ü~-._"), "a%20b%2F%C3%BC~-._");
    EXPECT_EQ(UrlDecode("a%20b%2f%C3%BC+"), "a b/ü+");
    EXPECT_EQ(UrlDecode("a+b%2B", true), "a b+");
    for (std::string_view bad : {"%", "%4", "%4g", "a%%20"})
        EXPECT_EQ(UrlDecode(bad), std::nullopt) << bad;
    EXPECT_EQ(UrlDecode("%41"), "A");
}

}  // namespace
}  // namespace daybook
