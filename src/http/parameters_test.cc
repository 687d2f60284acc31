#include "http/parameters.h"

#include <gtest/gtest.h>

namespace daybook::http {
namespace {

Request With(std::vector<Parameter> query) {
    Request request;
    request.query = std::move(query);
    return request;
}

TEST(Parameters, NameWhatWasPerhapsMeant) {
    constexpr std::string_view kKnown[] = {"limit", "starting_after", "ending_before", "query", "email"};
    struct Case { std::string_view given; std::optional<std::string_view> meant; };
    for (const Case& one : {Case{"limt", "limit"}, Case{"LIMIT", "limit"}, Case{"starting_aftr", "starting_after"},
                            Case{"qery", "query"}, Case{"e", std::nullopt}, Case{"colour", std::nullopt},
                            Case{"", std::nullopt}}) {
        EXPECT_EQ(Nearest(one.given, kKnown), one.meant) << one.given;
    }
    EXPECT_EQ(Nearest(std::string(1000, 'x'), kKnown), std::nullopt);
}

TEST(Parameters, RefuseUnknownOnes) {
    Status refused = CheckQuery(With({{"limit", "1"}, {"emial", "x"}}), {"limit", "email"});
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().reason, "parameter_unknown");
    EXPECT_EQ(refused.error().param, "emial");
    EXPECT_EQ(refused.error().message, "There is no parameter \"emial\". Did you mean email?");
    EXPECT_TRUE(CheckQuery(With({{"limit", "1"}, {"email", "x"}}), {"limit", "email"}).ok());
    EXPECT_FALSE(CheckQuery(With({{"limit", "1"}, {"limit", "2"}}), {"limit"}).ok());
    EXPECT_FALSE(CheckQuery(With({{"email", "\xff"}}), {"email"}).ok());
    EXPECT_FALSE(CheckQuery(With({{"email", std::string("a\0b", 3)}}), {"email"}).ok());
}

TEST(Parameters, ReadPages) {
    struct Case { std::vector<Parameter> query; int limit; std::string_view wrong; };
    const Case cases[] = {
        {{}, 10, ""},
        {{{"limit", "1"}}, 1, ""},
        {{{"limit", "100"}}, 100, ""},
        {{{"limit", "0"}}, 0, "limit"},
        {{{"limit", "101"}}, 0, "limit"},
        {{{"limit", "-1"}}, 0, "limit"},
        {{{"limit", "5x"}}, 0, "limit"},
        {{{"limit", " 5"}}, 0, "limit"},
        {{{"limit", "5.0"}}, 0, "limit"},
        {{{"limit", ""}}, 0, "limit"},
        {{{"limit", "99999999999999999999"}}, 0, "limit"},
        {{{"starting_after", "prf_1"}}, 10, ""},
        {{{"starting_after", ""}}, 0, "starting_after"},
        {{{"ending_before", ""}}, 0, "ending_before"},
        {{{"starting_after", "a"}, {"ending_before", "b"}}, 0, "ending_before"},
    };
    for (const Case& one : cases) {
        auto paging = ReadPaging(With(one.query));
        std::string given = one.query.empty() ? "" : one.query[0].name + "=" + one.query[0].value;
        ASSERT_EQ(paging.ok(), one.wrong.empty()) << given;
        if (paging.ok()) EXPECT_EQ(paging->limit, one.limit) << given;
        else EXPECT_EQ(paging.error().param, one.wrong) << given;
    }
}

TEST(Parameters, WriteLists) {
    EXPECT_EQ(ListJson("/v1/things", true, [](JsonWriter& out) { out.Int(1).Int(2); }),
              R"({"object":"list","data":[1,2],"has_more":true,"url":"/v1/things"})");
    EXPECT_EQ(ListJson("/v1/things", false, [](JsonWriter&) {}),
              R"({"object":"list","data":[],"has_more":false,"url":"/v1/things"})");
}

}  // namespace
}  // namespace daybook::http
