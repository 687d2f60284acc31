// The wired program without sockets. Who may do what: authorization_test.cc.
#include <filesystem>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "accounts/api_keys.h"
#include "base/clock.h"
#include "server/app.h"
#include "server/parts.h"
#include "server/routes.h"

namespace daybook::server {
namespace {

class AppTest : public ::testing::Test {
  protected:
    void SetUp() override {
        folder_ = std::filesystem::temp_directory_path() / ("daybook_app_" + std::to_string(getpid()));
        std::filesystem::remove_all(folder_);
        AppOptions options;
        options.data = folder_;
        options.stripe_api_base = "http://127.0.0.1:1";
        options.password_cost = {.memory_bytes = 8192};
        auto app = App::Open(options, clock_);
        ASSERT_TRUE(app.ok()) << app.error().message;
        app_ = std::move(*app);
    }
    void TearDown() override {
        app_.reset();
        std::filesystem::remove_all(folder_);
    }

    static http::Request RequestOf(http::Method method, std::string_view path, http::Origin origin) {
        http::Request request;
        request.method = method;
        request.path = path;
        request.origin = origin;
        request.request_id = "req_test";
        return request;
    }
    http::Response Ask(http::Method method, std::string_view path, std::string_view key, http::Origin origin = http::Origin::kNetwork,
                       std::string body = {}) {
        http::Request request = RequestOf(method, path, origin);
        if (!key.empty()) request.headers.Set("Authorization", "Bearer " + std::string(key));
        request.body = std::move(body);
        return app_->Handle(request);
    }
    SystemClock clock_;
    std::filesystem::path folder_;
    std::unique_ptr<App> app_;
};

size_t RouteCount() {
    SystemClock clock;
    App::Parts parts(AppOptions{}, clock);
    return MakeRoutes(parts).size();
}

TEST_F(AppTest, MetricsAreOpenFromLoopbackOnly) {
    EXPECT_EQ(Ask(http::Method::kGet, "/metrics", "", http::Origin::kLoopback).status, 200);
    EXPECT_EQ(Ask(http::Method::kGet, "/metrics", "", http::Origin::kNetwork).status, 401);
    EXPECT_EQ(Ask(http::Method::kGet, "/v1/profiles", "", http::Origin::kLoopback).status, 401);
}

TEST_F(AppTest, TheDocumentNamesEveryRoute) {
    boost::json::value document = boost::json::parse(Ask(http::Method::kGet, "/openapi.json", "").body);
    size_t operations = 0;
    for (const auto& path : document.at("paths").as_object()) operations += path.value().as_object().size();
    EXPECT_EQ(operations, RouteCount());
    for (std::string_view name : {"Profile", "Error", "StripeIntegration"}) {
        EXPECT_NE(document.at("components").at("schemas").as_object().if_contains(name), nullptr);
    }
}

// By the head of a request, before a large body is read.
TEST_F(AppTest, WhoIsRefusedSendsNoLargeBody) {
    const auto made = Ask(http::Method::kPost, "/v1/api-keys", "", http::Origin::kSocket, R"({"name":"test","scope":"write"})");
    ASSERT_EQ(made.status, 200) << made.body;
    const std::string key(boost::json::parse(made.body).at("key").as_string());
    struct Case {
        std::string_view path, key;
        int refusal;  // 0: none
        bool known;
    };
    const Case cases[] = {
        {"/v1/templates", "", 401, false},   {"/v1/templates", "dbk_wrong", 401, false}, {"/v1/templates", key, 0, true},
        {"/v1/nothing", key, 404, false},    {"/v1/session", "", 0, false},              {"/webhooks/stripe", "", 0, false},
    };
    for (const Case& c : cases) {
        http::Request request = RequestOf(http::Method::kPost, c.path, http::Origin::kNetwork);
        if (!c.key.empty()) request.headers.Set("Authorization", "Bearer " + std::string(c.key));
        const http::Uploader uploader = app_->WhoUploads(request);
        EXPECT_EQ(uploader.refusal ? uploader.refusal->status : 0, c.refusal) << c.path << " " << c.key;
        EXPECT_EQ(uploader.known, c.known) << c.path << " " << c.key;
        EXPECT_TRUE(!uploader.refusal || uploader.refusal->headers.Has("Content-Security-Policy")) << c.path;
    }
}

TEST_F(AppTest, UnknownPathsAndMethodsAreTold) {
    EXPECT_EQ(Ask(http::Method::kGet, "/v1/nothing", "").status, 404);
    EXPECT_EQ(Ask(http::Method::kDelete, "/v1/profiles", "").status, 404);
}

TEST_F(AppTest, ASecondProgramIsRefused) {
    AppOptions options;
    options.data = folder_;
    auto second = App::Open(options, clock_);
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().code, Code::kConflict);
}

}  // namespace
}  // namespace daybook::server
