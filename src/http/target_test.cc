#include "http/target.h"

#include <gtest/gtest.h>

#include <string>

namespace daybook::http {
namespace {

TEST(Target, DecodesPaths) {
    struct Row {
        std::string_view text, path;
    };
    const Row rows[] = {
        {"/", "/"},
        {"/v1/profiles", "/v1/profiles"},
        {"/v1/profiles/prf_1?limit=1", "/v1/profiles/prf_1"},
        {"/a%20b", "/a b"},
        {"/%C3%A9", "/é"},
        {"/a+b", "/a+b"},
        {"/a/...", "/a/..."},
        {"/a..b", "/a..b"},
        {"/a//b/", "/a//b/"},
        {"/a%25b", "/a%b"},
        {"http://shop.test:8484/v1/x?a=b", "/v1/x"},
        {"HTTPS://shop.test", "/"},
        {"http://shop.test?a=b", ""},
    };
    for (const Row& row : rows) {
        auto target = ParseTarget(row.text);
        if (row.path.empty()) {
            EXPECT_FALSE(target.ok()) << row.text;
            continue;
        }
        ASSERT_TRUE(target.ok()) << row.text << ": " << target.error().message;
        EXPECT_EQ(target->path, row.path) << row.text;
    }
}

TEST(Target, RefusesWhatTwoReadersCouldReadDifferently) {
    for (std::string_view text :
         {"",       "*",         "v1",        "?a=b",      "/..",    "/a/../b", "/a/.",
          "/./a",   "/%2e%2e/x", "/a/%2E",    "/a%2Fb",    "/a%2fb", "/a%00b",  "/%0d%0a",
          "/%7f",   "/%",        "/%4",       "/%zz",      "/%ff",   "/%C3%28", "/a#b",
          "/a?b#c", "//..",      "ftp://x/y", "/%ED%A0%80"}) {
        EXPECT_FALSE(ParseTarget(text).ok()) << text;
    }
}

TEST(Target, ReadsQueries) {
    auto target = ParseTarget(
        "/x?created[gte]=1&expand[]=a.b&q=J%C3%BCrgen+M%26M&flag&&empty=&a=1&a=2&e=x=y&%5B%5D=z");
    ASSERT_TRUE(target.ok());
    std::string all;
    for (const Parameter& p : target->query) all += p.name + "→" + p.value + "|";
    EXPECT_EQ(all, "created[gte]→1|expand[]→a.b|q→Jürgen M&M|flag→|empty→|a→1|a→2|e→x=y|[]→z|");
}

TEST(Target, RefusesBadQueries) {
    for (std::string_view text : {"/x?a=%", "/x?a=%f", "/x?%ff=1", "/x?a=%00", "/x?a=\xff"}) {
        EXPECT_FALSE(ParseTarget(text).ok()) << text;
    }
}

TEST(Target, BoundsTheNumberOfParameters) {
    std::string text = "/x?";
    for (size_t i = 0; i < kQueryParametersMax; ++i) text += "a=1&";
    EXPECT_TRUE(ParseTarget(text).ok());
    EXPECT_FALSE(ParseTarget(text + "a=1").ok());
}

}  // namespace
}  // namespace daybook::http
