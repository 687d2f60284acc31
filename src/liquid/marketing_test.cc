// Filters and tags for mail, by the tables of CLDR.
#include <set>

#include <gtest/gtest.h>

#include "liquid/liquid_support.h"
#include "liquid/locale.h"

namespace daybook::liquid {
namespace {

using test::Row;
using test::Try;

void Check(const std::vector<Row>& rows, const Try& given = {}) {
    for (const Row& row : rows) EXPECT_EQ(test::Run(row.source, given), row.output) << row.source;
}

TEST(Marketing, Money) {
    Check({
        {"{{ 1234.5 | money: 'USD' }}", "$1,234.50"},
        {"{{ -1234.5 | money: 'eur' }}", "-€1,234.50"},
        {"{{ 1234.5 | money: currency: 'EUR', locale: 'de-DE' }}", "1.234,50\u00a0€"},
        {"{{ 1234.5 | currency: 'USD', 'fr' }}", "1\u202f234,50\u00a0$US"},
        {"{{ 1234.5 | currency: 'EUR', 'es' }}", "1234,50\u00a0€"},
        {"{{ -1234.5 | currency: 'EUR', 'nl' }}", "€\u00a0-1.234,50"},
        {"{{ 1234.5 | currency: 'EUR', 'pt_BR' }}", "€\u00a01.234,50"},
        {"{{ 1234.5 | currency: 'JPY' }}", "¥1,235"},
        {"{{ 1.0005 | currency: 'KWD' }}", "KWD\u00a01.001"},
        {"{{ 5 | currency: 'CHF', 'de-CH' }}", "CHF\u00a05.00"},
        {"{{ 5 | currency: 'CAD', 'en-CA' }}{{ 5 | currency: 'CAD' }}", "$5.00CA$5.00"},
        {"{{ 5 | currency: 'SEK', 'sv' }}", "5,00\u00a0kr"},
        {"{{ '12.345' | money_without_currency: 'USD' }}", "12.35"},
        {"{{ nil | money: 'USD' }}{{ '' | money }}", ""},
        {"{{ 5 | money }}", "Liquid error (line 1): money: '' is no currency; name it, such as money: \"USD\""},
        {"{{ 5 | money: 'U$D' }}", "Liquid error (line 1): money: 'U$D' is no currency; name it, such as money: \"USD\""},
    });
}

TEST(Marketing, MoneyKnowsItsCurrency) {
    Arena arena;
    Problem problem;
    Renderer renderer;
    Value data = ObjectBuilder(arena).Set("a", MakeMoney(arena, 6000, "usd")).Set("b", MakeMoney(arena, 60, "jpy")).Build();
    auto made = Template::Parse("{{ a }} {{ b }} {{ a | money }} {{ b | money }} {{ a.currency }} {{ a | plus: 1 }} {% if a > 59.5 %}more{% endif %}", {}, problem);
    ASSERT_NE(made, nullptr) << problem.Text();
    EXPECT_EQ(renderer.Render(*made, data, {}).output, "60.00 60 $60.00 ¥60 usd 61.0 more");
}

TEST(Marketing, Numbers) {
    Check({
        {"{{ 1234567.891 | number }}", "1,234,567.891"},
        {"{{ -1234567.891 | number: 'de' }}", "-1.234.567,891"},
        {"{{ -1234567.891 | number: 'sv' }}", "\u22121\u00a0234\u00a0567,891"},
        {"{{ 1234567 | number: 'en-IN' }}", "12,34,567"},
        {"{{ 1234 | number: 'es' }} {{ 12345 | number: 'es' }}", "1234 12.345"},
        {"{{ 3.0 | number }} {{ 0.1 | plus: 0.2 | number }} {{ 'x' | number }}", "3 0.3 0"},
        {"{{ 1 | ordinal }} {{ 2 | ordinal }} {{ 3 | ordinal }} {{ 4 | ordinal }} {{ 11 | ordinal }} {{ 112 | ordinal }} {{ 21 | ordinal }}", "1st 2nd 3rd 4th 11th 112th 21st"},
        {"{{ 1 | ordinal: 'fr' }} {{ 2 | ordinal: 'fr' }} {{ 3 | ordinal: 'de' }} {{ 1 | ordinal: 'es' }}", "1er 2e 3. 1.º"},
    });
}

TEST(Marketing, Plurals) {
    Check({
        {"{{ 1 | pluralize: 'item', 'items' }} {{ 0 | pluralize: 'item', 'items' }} {{ 1.5 | pluralize: 'item', 'items' }}", "item items items"},
        {"{{ 2 | pluralize: one: 'plik', few: 'pliki', many: 'plików', other: 'pliku', locale: 'pl' }}", "pliki"},
        {"{{ 12 | pluralize: one: 'plik', few: 'pliki', many: 'plików', other: 'pliku', locale: 'pl' }}", "plików"},
        {"{{ 1.5 | pluralize: one: 'plik', few: 'pliki', many: 'plików', other: 'pliku', locale: 'pl' }}", "pliku"},
        {"{{ 2 | pluralize: one: 'a', other: 'b', locale: 'cs' }}", "b"},
        {"{{ 1 | pluralize: one: 'a' }}{{ 2 | pluralize: one: 'a' }}", "aLiquid error (line 1): pluralize: give two words, or the forms by name with other: \"…\""},
    });
    for (int n : {0, 1}) EXPECT_EQ(PluralCategory(Number::Of(static_cast<Wide>(n)), "fr"), "one") << n;
    EXPECT_EQ(PluralCategory(Number::Of(static_cast<Wide>(1000000)), "fr"), "many");
    EXPECT_EQ(PluralCategory(Number::Of(static_cast<Wide>(21)), "ru"), "one");
    EXPECT_EQ(PluralCategory(Number::Of(static_cast<Wide>(1)), "ja"), "other");
}

TEST(Marketing, Hashes) {
    Try given;
    given.options.secret = [](std::string_view name) { return name == "shop" ? std::string("Jefe") : std::string(); };
    Check({
        {"{{ 'abc' | md5 }}", "900150983cd24fb0d6963f7d28e17f72"},
        {"{{ 'abc' | sha1 }}", "a9993e364706816aba3e25717850c26c9cd0d89d"},
        {"{{ 'abc' | sha256 }}", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"{{ 'what do ya want for nothing?' | hmac_sha256: 'shop' }}", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
        {"{{ 'a' | hmac_sha256: 'Jefe' }}", "Liquid error (line 1): hmac_sha256: there is no secret named 'Jefe'"},
    }, given);
}

TEST(Marketing, SpinAndPhone) {
    Try given;
    Check({
        {"{{ '+14155550100' | phone }} {{ '+14155550100' | phone: 'national' }}", "+1 415-555-0100 (415) 555-0100"},
        {"{{ '+4930123456' | phone: 'national' }}", "+4930123456"},
        {"{{ 'x' | phone: 'loud' }}", "Liquid error (line 1): phone: 'loud' is neither national nor international"},
        {"{% assign a = 'x|y|z' | spin: 'seed' %}{% assign b = 'x|y|z' | spin: 'seed' %}{% if a == b %}same{% endif %}", "same"},
        {"{{ 'one' | spin: 4 }}{{ '' | spin }}", "one"},
    });
    given.options.phone = [](std::string_view number, std::string_view style) { return std::string(style) + ":" + std::string(number); };
    Check({{"{{ '+493012' | phone: 'national' }}", "national:+493012"}}, given);
    std::set<std::string> seen;
    for (int i = 0; i < 40; ++i) seen.insert(test::Run("{{ 'a|b|c' | spin: " + std::to_string(i) + " }}"));
    EXPECT_EQ(seen, (std::set<std::string>{"a", "b", "c"}));
}

TEST(Marketing, Tags) {
    Try given;
    given.data = R"({"unsubscribe_url":"https://x.example/u?a=1&b=2"})";
    given.partials = {{"footer", "[{{ text }}]"}};
    Check({
        {"{% unsubscribe_link %}", "Unsubscribe: https://x.example/u?a=1&b=2"},
        {"{% content 'footer', text: 'Bye' %}", "[Bye]"},
        {"a{% stop_message 'no address' %}b", "STOPPED: no address"},
    }, given);
    given.options.escaping = Escaping::kHtml;
    Check({{"{% unsubscribe_link 'No more <mail>' %}", "<a href=\"https://x.example/u?a=1&amp;b=2\">No more &lt;mail&gt;</a>"}}, given);
    given.data = "{}";
    Check({{"{% unsubscribe_link %}", ""}}, given);
}

}  // namespace
}  // namespace daybook::liquid
