// Filters, one table a family; each row holds in strict2 and in lax.
#include <gtest/gtest.h>

#include "liquid/liquid_support.h"

namespace daybook::liquid {
namespace {

using test::Row;
using test::Try;

void Check(const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        EXPECT_EQ(test::Strict2("{{ " + row.source + " }}", row.data), row.output) << "strict2: " << row.source;
        EXPECT_EQ(test::Lax("{{ " + row.source + " }}", row.data), row.output) << "lax: " << row.source;
    }
}

TEST(Filters, Text) {
    Check({
        {"'äbc' | upcase", "ÄBC"}, {"'ÄBC' | downcase", "äbc"}, {"'äBC dE' | capitalize", "Äbc de"}, {"'straße' | upcase", "STRASSE"},
        {"5 | append: 6", "56"}, {"'b' | prepend: 'a'", "ab"}, {"nil | append: 'x'", "x"},
        {"'  a b ' | strip", "a b"}, {"'  a ' | lstrip | append: '|'", "a |"}, {"'  a ' | rstrip", "  a"},
        {"s | squish", "a b c", R"({"s":" a \n\t b  c "})"}, {"s | strip_newlines", "abc", R"({"s":"a\nb\r\nc"})"},
        {"'aXbX' | replace: 'X', 'y'", "ayby"}, {"'aXbX' | replace_first: 'X', 'y'", "aybX"}, {"'aXbX' | replace_last: 'X', 'y'", "aXby"},
        {"'abc' | replace: '', '-'", "-a-b-c-"}, {"nope | replace: 'X', 'y'", ""}, {"'aXbX' | remove: 'X'", "ab"}, {"'aXbX' | remove_first: 'X'", "abX"},
        {"'aXbX' | remove_last: 'X'", "aXb"}, {"'hello' | slice: 1", "e"}, {"'hello' | slice: -3, 2", "ll"}, {"'hello' | slice: 9", ""},
        {"l | slice: 1, 2", "bc", R"({"l":["a","b","c","d"]})"}, {"'hello' | slice: 'x'", "Liquid error (line 1): invalid integer"},
        {"'Ground control' | truncate: 9", "Ground..."}, {"'abc' | truncate: 3", "abc"}, {"'abcd' | truncate: 3", "..."},
        {"'abcd' | truncate: 1", "..."}, {"'äöüß' | truncate: 3, ''", "äöü"}, {"'Ground control to' | truncatewords: 2", "Ground control..."},
        {"'a b' | truncatewords: 2", "a b"}, {"'a  b c' | truncatewords: 2, '!'", "a b!"}, {"'a b c' | truncatewords: 0", "a..."},
        {"'a,b,,c,,' | split: ',' | join: '|'", "a|b||c"}, {"' a  b ' | split: ' ' | join: '|'", "a|b"}, {"'äb' | split: '' | join: '|'", "ä|b"},
        {"l | upcase", "[\"A\", \"B\"]", R"({"l":["a","b"]})"}, {"'two words' | titlecase", "Two Words"},
    });
}

// A property of what is no hash is Ruby's [ ]: characters and parts of texts, bits of integers.
TEST(Filters, Properties) {
    std::string data = R"({"i":[5,6],"s":["abc","xbz"],"f":[1.5],"n":[null,{"k":1}],"one":7})";
    Check({
        {"s | map: 'b' | join: '|'", "b|b", data}, {"s | map: 0 | join: '|'", "a|x", data}, {"s | map: -1 | join: '|'", "c|z", data},
        {"i | map: 0 | join: '|'", "1|0", data}, {"i | map: 'k'", "Liquid error (line 1): cannot select the property 'k'", data},
        {"s | where: 'x' | join", "xbz", data}, {"f | where: 'x' | json", "null", data}, {"n | where: 'k' | json", "null", data},
        {"n | map: 'k' | join: '|'", "|1", data}, {"f | map: 'k' | json", "[null]", data}, {"one | sort: 'x'", "7", data}, {"one | uniq: 'x'", "7", data},
        {"i | sort: 'x'", "Liquid error (line 1): cannot select the property 'x'", data}, {"f | sort: 'x' | json", "null", data},
        {"n | has: 'k' | json", "null", data}, {"s | map: 'to_liquid' | join: '|'", "abc|xbz", data}, {"f | sum: 'x'", "0", data},
        {"one | date: n", "[nil, {\"k\"=>1}]", data}, {"'abc' | default: allow_false: true", "abc"}, {"false | default: allow_false: true", "{\"allow_false\"=>true}"},
        {"' a  b ' | truncatewords: 2", "a b..."}, {"'a b' | truncatewords: 99999999999", "a b"}, {"'abc' | slice: 99999999999999999999", ""},
    });
}

TEST(Filters, Markup) {
    Check({
        {"s | escape", "&lt;a href=&quot;x&quot;&gt;&amp;&#39;", R"({"s":"<a href=\"x\">&'"})"}, {"'&lt; & &#39;' | escape_once", "&lt; &amp; &#39;"},
        {"'a b&c/ä*~' | url_encode", "a+b%26c%2F%C3%A4%2A~"}, {"'a+b%26%C3%A4%zz' | url_decode", "a b&ä%zz"},
        {"'%ff' | url_decode", "Liquid error (line 1): invalid byte sequence in UTF-8"}, {"'a b' | url_param_escape", "a%20b"},
        {"s | newline_to_br", "a<br />\nb<br />\n", R"({"s":"a\nb\r\n"})"},
        {"'<p>a<script>x</script><!-- c --><style>s</style> b</p' | strip_html", "a b</p"},
        {"'hello?' | base64_encode", "aGVsbG8/"}, {"'hello?' | base64_url_safe_encode", "aGVsbG8_"}, {"'aGVsbG8/' | base64_decode", "hello?"},
        {"'aGVsbG8_' | base64_url_safe_decode", "hello?"}, {"'aGk' | base64_url_safe_decode", "hi"},
        {"'a' | base64_decode", "Liquid error (line 1): invalid base64 provided to base64_decode"},
        {"h | json", R"({"a":[1,2.0,null,"x\"y"]})", R"({"h":{"a":[1,2.0,null,"x\"y"]}})"},
    });
}

TEST(Filters, Math) {
    Check({
        {"0.1 | plus: 0.2", "0.3"}, {"1 | plus: '2'", "3"}, {"'3.5' | minus: 1", "2.5"}, {"'abc' | plus: 1", "1"}, {"1.1 | times: 3", "3.3"},
        {"15 | divided_by: 2", "7"}, {"-15 | divided_by: 2", "-8"}, {"15 | divided_by: 2.0", "7.5"}, {"20 | divided_by: 7.0", "2.857142857142857"},
        {"1 | divided_by: 0", "Liquid error (line 1): divided by 0"}, {"1 | divided_by: 0.0", "Infinity"}, {"-1.5 | divided_by: 0", "-Infinity"}, {"0 | divided_by: 0.0", "NaN"},
        {"1.5 | modulo: 0", "Liquid error (line 1): divided by 0"}, {"7 | modulo: 0.0", "Liquid error (line 1): divided by 0"},
        {"1 | divided_by: 0.0 | round", "Liquid error (line 1): Computation results in 'Infinity'"}, {"1 | divided_by: 0.0 | round: 2", "Infinity"},
        {"0 | divided_by: 0.0 | floor", "Liquid error (line 1): Computation results in 'NaN' (Not a Number)"},
        {"-2.5 | times: 0", "-0.0"}, {"-0.0 | abs", "0.0"}, {"0.0 | round", "0"}, {"1234.5678 | round: -2", "1200"}, {"100000000000000000000.0 | modulo: 7", "2.0"},
        {"9223372036854775808 | size", "8"}, {"18446744073709551616 | size", "9"}, {"9223372036854775807 | plus: 1 | minus: 1", "9223372036854775807"},
        {"12345678901234567890 | times: 2.5", "3.086419725308642e+19"},
        {"-7 | modulo: 3", "2"}, {"7.5 | modulo: 2", "1.5"}, {"1500 | divided_by: 100.0 | round: 2", "15.0"},
        {"2.5 | round", "3"}, {"-2.5 | round", "-3"}, {"2.675 | round: 2", "2.68"}, {"15 | round: -1", "20"}, {"4.5612 | round: 2", "4.56"},
        {"1.2 | ceil", "2"}, {"-1.2 | floor", "-2"}, {"'3.7' | floor", "3"}, {"-5 | abs", "5"}, {"'-1.50' | abs", "1.5"},
        {"1000000000000000.0 | plus: 0", "1.0e+15"}, {"999999999999999.9", "999999999999999.9"}, {"1000000000000000.0 | plus: 0.2", "1000000000000000.2"},
        {"f | round", "100000000000000000000000", R"({"f":1e23})"}, {"f | divided_by: 1000000000000000.0", "100000000.0", R"({"f":1e23})"},
        {"4 | at_least: 5", "5"}, {"4 | at_most: 3.5", "3.5"}, {"9223372036854775807 | plus: 1", "9223372036854775808"}, {"3.0 | times: 2", "6.0"},
    });
}

TEST(Filters, Lists) {
    std::string data = R"({"l":[3,1,2],"m":[1,null,[2,1]],"w":["b","C","a",null],"p":[{"n":"x","v":1},{"n":"y","v":2.5},{"n":"x"}],"x":[1,"a"]})";
    Check({
        {"l | sort | join: ','", "1,2,3", data}, {"w | sort | join: ','", "C,a,b,", data}, {"w | sort_natural | join: ','", "a,b,C,", data},
        {"x | sort", "Liquid error (line 1): cannot sort values of incompatible types", data},
        {"p | sort: 'v' | map: 'n' | join", "x y x", data}, {"p | map: 'v' | join: '|'", "1|2.5|", data},
        {"p | where: 'n', 'x' | size", "2", data}, {"p | where: 'v' | size", "2", data}, {"p | reject: 'n', 'x' | map: 'n'", "y", data},
        {"p | find: 'n', 'y' | json", R"({"n":"y","v":2.5})", data}, {"p | find_index: 'n', 'y'", "1", data}, {"p | has: 'v', 2.5", "true", data},
        {"p | has: 'v', 9", "false", data}, {"p | sum: 'v'", "3.5", data}, {"l | sum", "6", data}, {"m | uniq | join: ','", "1,,2", data},
        {"m | compact | join: ','", "1,2,1", data}, {"l | reverse | join", "2 1 3", data}, {"l | concat: w | size", "7", data},
        {"l | concat: 1", "Liquid error (line 1): concat filter requires an array argument", data},
        {"l | map: 'x'", "Liquid error (line 1): cannot select the property 'x'", data}, {"l | first", "3", data}, {"l | last", "2", data},
        {"'abc' | first", "a"}, {"5 | size", "8"}, {"1.5 | size", "0"}, {"(1..4) | join: ''", "1234"}, {"p | first | first | join", "n x", data},
        {"nil | default: 'd'", "d"}, {"false | default: 'd', allow_false: true", "false"}, {"'' | default: 'd'", "d"}, {"0 | default: 'd'", "0"},
    });
}

TEST(Filters, Dates) {
    Try given;
    given.options.now = 1704067318;  // 2024-01-01T00:01:58Z
    std::vector<Row> rows = {
        {"'2026-03-14' | date: '%Y-%m-%d %H:%M:%S %z %Z'", "2026-03-14 00:00:00 +0000 UTC"},
        {"'March 14, 2016 10:05 PM' | date: '%b %d, %y %I:%M %p %-d %e %j %A %a'", "Mar 14, 16 10:05 PM 14 14 074 Monday Mon"},
        {"'2016-03-14T10:00:00+02:00' | date: '%H:%M %:z %s'", "10:00 +02:00 1457942400"}, {"1152098955 | date: '%m/%d/%Y'", "07/05/2006"},
        {"'1152098955' | date: '%H:%M'", "11:29"}, {"'now' | date: '%F %T'", "2024-01-01 00:01:58"}, {"'nonsense' | date: '%Y'", "nonsense"},
        {"'2026-02-30' | date: '%F'", "2026-03-02"}, {"'2026-02-32' | date: '%F'", "2026-02-32"}, {"'2026-03-14' | date: ''", "2026-03-14"}, {"nil | date: '%Y'", ""},
        {"'2024-12-30' | date: '%G-W%V-%u %U %W %C %^a %10Y %L %N %%'", "2025-W01-1 52 53 20 MON 0000002024 000 000000000 %"},
        {"'2026-07-01 12:00' | date: '%H:%M %Z', 'America/New_York'", "08:00 EDT"}, {"'2026-07-01' | date: 'long'", "July 1, 2026"},
        {"'2026-03-01' | date: 'long', locale: 'de'", "1 März 2026"}, {"'2026-01-31' | date_add: 1, 'months' | date: '%F'", "2026-02-28"},
        {"'2026-01-31' | date_add: 3 | date: '%F'", "2026-02-03"}, {"'2023-12-30' | relative_time", "2 days ago"},
        {"'2024-01-06' | relative_time: 'de'", "in 4 Tagen"}, {"'2023-12-31' | relative_time: locale: 'pl'", "1 dzień temu"},
        {"'now' | relative_time: 'pt-PT'", "agora"}, {"1704067918 | relative_time: 'xx'", "in 10 minutes"},
        {"'4:06 PM EST' | date: '%F %T %z'", "2023-12-31 16:06:00 -0500"}, {"'Mar-14-2026 0:30 am' | date: '%F %T'", "2026-03-14 00:30:00"},
        {"'14.03.26' | date: '%F'", "2014-03-26"}, {"'1.2.2026 9:05 p.m.' | date: '%F %T'", "2026-02-01 21:05:00"}, {"'2026-03-14 10h30' | date: '%T'", "10:30:00"},
        {"'2026-03-14 24:00' | date: '%F'", "2026-03-15"}, {"'2026-03-14 24:01' | date: '%F'", "2026-03-14 24:01"}, {"'9am' | date: '%F %T'", "2024-01-01 09:00:00"},
        {"'x' | date: '%Y', 'Nowhere/Land'", "Liquid error (line 1): unknown time zone 'Nowhere/Land'"}, {"'14/03/2016' | date: '%F'", "2016-03-14"},
        {"99999999999999 | date: '%Y'", "3170843"}, {"9999999999999999999 | date: '%Y'", "9999999999999999999"},
        {"0 | date: '%_z|%10z|%_10z|%:::z|%10:z|%-10A|%#c|%5%|%:d|%+|%Ey|%Oy|%#Z'", " +000|+000000000|      +000|+00|+000000:00|Thursday|Thu Jan  1 00:00:00 1970|    %|%:d|%+|70|70|utc"},
        {"'2024-01-01T00:00:00Z' | date: '%-z'", "-0000"}, {"0 | date: 'a%'", "Liquid error (line 1): invalid format: a%"}, {"0 | date: '%10'", "Liquid error (line 1): invalid format: %10"},
        {"'2024-03-05 14:07 PST' | date: '%z'", "-0800"}, {"'2024-03-05 14:07 JST' | date: '%H %z'", "14 +0000"}, {"'see 2024-03-05, please' | date: '%F'", "2024-03-05"},
        {"'2024-065' | date: '%F'", "2024-03-05"}, {"'Tuesday' | date: '%F'", "Tuesday"}, {"'-1' | date: '%F'", "-1"}, {"'3.7' | date: '%F'", "3.7"}, {"'2026-03-14' | date: '%c|%x|%X|%D|%r|%R'", "Sat Mar 14 00:00:00 2026|03/14/26|00:00:00|03/14/26|12:00:00 AM|00:00"},
    };
    for (Row& row : rows) {
        EXPECT_EQ(test::Run("{{ " + row.source + " }}", given), row.output) << row.source;
    }
}

}  // namespace
}  // namespace daybook::liquid
