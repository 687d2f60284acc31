// Segments over the API: what other tables of routes show of them, and what may be asked with them.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "server/house_support.h"

namespace daybook::server {
namespace {

using http::Method;

class SegmentsApiTest : public HouseTest {
  protected:
    // `target` may have a query, of plain words.
    http::Response Do(Method method, std::string_view target, std::string body = "") {
        const size_t mark = std::min(target.find('?'), target.size());
        http::Request request;
        request.method = method;
        request.path = target.substr(0, mark);
        request.origin = http::Origin::kSocket;
        request.request_id = "req_test";
        request.body = std::move(body);
        if (mark == target.size()) return app_->Handle(request);
        for (const std::string_view one : Split(target.substr(mark + 1), '&')) {
            const size_t equals = one.find('=');
            request.query.push_back({std::string(one.substr(0, equals)), std::string(one.substr(equals + 1))});
        }
        return app_->Handle(request);
    }
    // The answer, which must be good.
    boost::json::value Good(Method method, std::string_view path, std::string body = "") {
        http::Response response = Do(method, path, std::move(body));
        EXPECT_EQ(response.status, 200) << path << " " << response.body;
        return Json(response);
    }
    std::string Make(std::string_view path, const std::string& body) { return std::string(Good(Method::kPost, path, body).at("id").as_string()); }
    std::string MakePerson(const std::string& email, const std::string& city) {
        return Make("/v1/profiles", R"({"fields":{"email":")" + email + R"(","city":")" + city + R"("}})");
    }
    static std::vector<std::string> Ids(const boost::json::value& list) {
        std::vector<std::string> ids;
        for (const auto& one : list.at("data").as_array()) ids.emplace_back(one.at("id").as_string());
        return ids;
    }
};

const std::string kLondoners = R"({"name":"Londoners","condition":{"field":"city","op":"is","value":"London"}})";

TEST_F(SegmentsApiTest, AProfileShowsItsSegments) {
    const std::string london = Make("/v1/segments", kLondoners);
    const std::string all = Make("/v1/segments", R"({"name":"All","condition":{"all":[]}})");
    const std::string ada = MakePerson("ada@example.com", "London"), bob = MakePerson("bob@example.com", "Bath");
    using Texts = std::vector<std::string>;
    const auto of = [](const boost::json::value& profile) { return boost::json::value_to<Texts>(profile.at("segments")); };
    EXPECT_EQ(of(Good(Method::kGet, "/v1/profiles/" + ada)), (Texts{london, all}));
    EXPECT_EQ(of(Good(Method::kGet, "/v1/profiles/" + bob)), (Texts{all}));
    EXPECT_EQ(of(Good(Method::kPatch, "/v1/profiles/" + bob, R"({"fields":{"city":"London"}})")), (Texts{london, all})) << "at once";
    for (const std::string& path : {std::string("/v1/profiles"), "/v1/segments/" + all + "/profiles"}) {
        const auto list = Good(Method::kGet, path);
        ASSERT_EQ(list.at("data").as_array().size(), 2U);
        for (const auto& one : list.at("data").as_array()) EXPECT_EQ(of(one), (Texts{london, all})) << path;
    }
    Good(Method::kDelete, "/v1/segments/" + london);
    EXPECT_EQ(of(Good(Method::kGet, "/v1/profiles/" + ada)), (Texts{all}));
}

TEST_F(SegmentsApiTest, TheListOfProfilesMayBeOfASegment) {
    std::vector<std::string> london;
    for (int i = 0; i < 7; ++i) {
        const std::string id = MakePerson("p" + std::to_string(i) + "@example.com", i % 2 == 0 ? "London" : "Bath");
        if (i % 2 == 0) london.insert(london.begin(), id);
    }
    const std::string segment = Make("/v1/segments", kLondoners);
    const std::string list = "/v1/profiles?segment=" + segment;
    EXPECT_EQ(Ids(Good(Method::kGet, list)), london);
    const auto first = Good(Method::kGet, list + "&limit=3");
    EXPECT_TRUE(first.at("has_more").as_bool());
    EXPECT_EQ(Ids(Good(Method::kGet, list + "&limit=3&starting_after=" + london[2])), std::vector<std::string>{london[3]});
    EXPECT_EQ(Ids(Good(Method::kGet, list + "&limit=2&ending_before=" + london[3])), (std::vector<std::string>{london[1], london[2]}));
    EXPECT_EQ(Ids(Good(Method::kGet, list + "&query=p4")), std::vector<std::string>{london[1]});
    EXPECT_EQ(Ids(Good(Method::kGet, list + "&email=p4@example.com")), std::vector<std::string>{london[1]});
    EXPECT_TRUE(Ids(Good(Method::kGet, list + "&email=p3@example.com")).empty());
    EXPECT_EQ(Ids(Good(Method::kGet, list + "&has_email=true")).size(), 4U);
    EXPECT_TRUE(Ids(Good(Method::kGet, list + "&has_email=false")).empty());
    for (const std::string wrong : {"seg_0000000009999", "x", ""}) {
        const http::Response refused = Do(Method::kGet, "/v1/profiles?segment=" + wrong);
        EXPECT_EQ(refused.status, 400) << wrong;
        EXPECT_EQ(Json(refused).at("error").at("param").as_string(), "segment");
    }
}

TEST_F(SegmentsApiTest, ATimelineTellsWhatOneEnteredAndLeft) {
    const std::string london = Make("/v1/segments", kLondoners);
    const std::string ada = MakePerson("ada@example.com", "Bath");
    const auto move = [&](const std::string& city) {
        clock_.Advance(kMillisecond);
        Good(Method::kPatch, "/v1/profiles/" + ada, R"({"fields":{"city":")" + city + R"("}})");
    };
    const std::string path = "/v1/profiles/" + ada + "/activities";
    const auto before = Ids(Good(Method::kGet, path));
    move("London");
    move("Bath");
    move("London");
    const auto all = Good(Method::kGet, path);
    std::vector<std::string> kinds;
    for (const auto& one : all.at("data").as_array()) {
        kinds.emplace_back(one.at("kind").as_string());
        if (kinds.size() > 3) continue;
        EXPECT_EQ(one.at("data"), boost::json::value({{"segment", london}}));
        EXPECT_EQ(one.at("cause").as_string(), "manual");
        EXPECT_EQ(one.at("profile").as_string(), ada);
    }
    ASSERT_EQ(kinds.size(), before.size() + 3);
    kinds.resize(3);
    EXPECT_EQ(kinds, (std::vector<std::string>{"segment_entered", "segment_left", "segment_entered"})) << "the newest first, within a second too";
    const auto ids = Ids(all);
    EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), ids.size());
    EXPECT_EQ(Ids(Good(Method::kGet, path + "?limit=1&starting_after=" + ids[0])), std::vector<std::string>{ids[1]});
    EXPECT_EQ(Ids(Good(Method::kGet, path + "?limit=1&ending_before=" + ids[2])), std::vector<std::string>{ids[1]});
    // What a changed condition moves is told with that cause.
    clock_.Advance(kSecond);
    Good(Method::kPatch, "/v1/segments/" + london, R"({"condition":{"field":"city","op":"is","value":"Bath"}})");
    const auto edited = Good(Method::kGet, path).at("data").as_array().front();
    EXPECT_EQ(edited.at("kind").as_string(), "segment_left");
    EXPECT_EQ(edited.at("cause").as_string(), "definition");
    Good(Method::kDelete, "/v1/segments/" + london);
    EXPECT_EQ(Ids(Good(Method::kGet, path)), before) << "it goes with the segment";
}

}  // namespace
}  // namespace daybook::server
