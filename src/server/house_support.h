// For tests: a wired App with a cheap password hash, and people of it.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "base/clock.h"
#include "server/app.h"

namespace daybook::server {

class HouseTest : public ::testing::Test {
  protected:
    void SetUp() override {
        folder_ = std::filesystem::temp_directory_path() / ("daybook_house_" + std::to_string(getpid()) + "_" + std::to_string(SystemClock().Now()));
        std::filesystem::create_directories(folder_);
        Prepare();
        Open();
    }
    void TearDown() override {
        app_.reset();
        std::filesystem::remove_all(folder_);
    }
    // What must lie in the store before the App opens it.
    virtual void Prepare() {}
    // The App's: one that stands, where a test does not move it itself.
    virtual const Clock& time() { return clock_; }

    void Open() {
        AppOptions options;
        options.data = folder_;
        options.stripe_api_base = stripe_;
        options.listen = "127.0.0.1:8484";
        options.password_cost = {.memory_bytes = 8192};
        options.public_url = public_url_;
        auto app = App::Open(options, time());
        ASSERT_TRUE(app.ok()) << app.error().message;
        app_ = std::move(*app);
    }

    // A request of a browser at http://127.0.0.1:8484, from Daybook's own page.
    static http::Request FromPage(http::Method method, std::string_view path, std::string_view cookie = "", std::string body = "") {
        http::Request request;
        request.method = method;
        request.path = path;
        request.origin = http::Origin::kLoopback;
        request.remote = "127.0.0.1";
        request.request_id = "req_test";
        request.headers.Set("Host", "127.0.0.1:8484");
        request.headers.Set("Origin", "http://127.0.0.1:8484");
        request.headers.Set("Sec-Fetch-Site", "same-origin");
        request.headers.Set("User-Agent", "Test/1.0");
        if (!cookie.empty()) request.headers.Set("Cookie", cookie);
        request.body = std::move(body);
        return request;
    }
    http::Response Ask(http::Method method, std::string_view path, std::string_view cookie = "", std::string body = "") {
        return app_->Handle(FromPage(method, path, cookie, std::move(body)));
    }
    http::Response AskWithKey(http::Method method, std::string_view path, std::string_view key, std::string body = "") {
        http::Request request = FromPage(method, path, "", std::move(body));
        request.headers.Set("Authorization", "Bearer " + std::string(key));
        return app_->Handle(request);
    }
    http::Response AskSocket(http::Method method, std::string_view path, std::string body = "") {
        http::Request request;
        request.method = method;
        request.path = path;
        request.origin = http::Origin::kSocket;
        request.request_id = "req_test";
        request.body = std::move(body);
        return app_->Handle(request);
    }

    static boost::json::value Json(const http::Response& response) { return boost::json::parse(response.body); }
    static std::string Text(const http::Response& response, std::string_view name) {
        return std::string(boost::json::parse(response.body).at(name).as_string());
    }
    static std::string CodeOf(const http::Response& response) {
        boost::json::value value = boost::json::parse(response.body);
        const auto* error = value.as_object().if_contains("error");
        return error == nullptr ? "" : std::string(error->at("code").as_string());
    }
    // "daybook=TOKEN" of an answer that signed somebody in.
    static std::string CookieOf(const http::Response& response) {
        std::string cookie(response.headers.Get("Set-Cookie"));
        return cookie.substr(0, cookie.find(';'));
    }
    static std::string TokenOf(const std::string& link) { return link.substr(link.find('#') + 1); }

    // Uses a one-time link; the answer.
    http::Response Redeem(const std::string& link, const std::string& more) {
        return Ask(http::Method::kPost, "/v1/links/redeem", "", "{\"token\":\"" + TokenOf(link) + "\"" + more + "}");
    }
    // The cookie of a fresh owner.
    std::string MakeOwner() {
        auto link = app_->OwnerLink();
        EXPECT_TRUE(link.ok() && !link->empty());
        http::Response response = Redeem(*link, R"(,"email":"Ada@Example.com","name":"Ada","password":"lovelace engine","time_zone":"Europe/London")");
        EXPECT_EQ(response.status, 200) << response.body;
        return CookieOf(response);
    }
    // The cookie of a fresh user of this role, whose address is ROLE@example.com.
    std::string MakeUser(const std::string& role) {
        http::Response invited = AskSocket(http::Method::kPost, "/v1/users", R"({"email":")" + role + R"(@example.com","role":")" + role + "\"}");
        EXPECT_EQ(invited.status, 200) << invited.body;
        http::Response response = Redeem(Text(invited, "link"), R"(,"name":"Somebody","password":"quite a long one")");
        EXPECT_EQ(response.status, 200) << response.body;
        return CookieOf(response);
    }
    std::string UserIdOf(const std::string& cookie) {
        return std::string(Json(Ask(http::Method::kGet, "/v1/session", cookie)).at("user").at("id").as_string());
    }
    http::Response SignIn(const std::string& email, const std::string& password) {
        return Ask(http::Method::kPost, "/v1/session", "", R"({"email":")" + email + R"(","password":")" + password + "\"}");
    }

    static constexpr Micros kStart = 1'767'225'600 * kSecond;
    ManualClock clock_{kStart};
    std::filesystem::path folder_;
    std::string public_url_;
    std::string stripe_ = "http://127.0.0.1:1";   // nobody there
    std::unique_ptr<App> app_;
};

}  // namespace daybook::server
