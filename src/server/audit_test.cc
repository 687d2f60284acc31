// The audit log over the whole route table: what changes something leaves one entry, what does not leaves none.
#include <set>

#include <gmock/gmock.h>

#include "accounts/audit.h"
#include "sandbox/server.h"
#include "server/house_support.h"
#include "server/parts.h"
#include "server/routes.h"

namespace daybook::server {
namespace {

using http::Method;

// A request that succeeds. "{…}" of the path is what was made for it before, {profile} of the body the profile.
struct Row {
    Method method;
    std::string_view pattern;
    std::string_view body;
    std::string_view act;   // empty: nothing is noted
};

// A GIF of one point.
constexpr std::string_view kGif("GIF89a\1\0\1\0\x80\0\0\xFF\0\0\0\0\xFF\x2C\0\0\0\0\1\0\1\0\0\2\2\x44\1\0\x3B", 35);

// In an order in which each can succeed: what ends something comes last.
constexpr Row kRows[] = {
    {Method::kPut, "/v1/integrations/stripe", R"({"api_key":"rk_test_51AuditAuditAuditAudit"})", "stripe.connect"},
    {Method::kPost, "/v1/integrations/stripe/check", "", "stripe.check"},
    {Method::kPost, "/v1/integrations/stripe/sync", "", "stripe.sync"},
    {Method::kPost, "/v1/integrations/stripe/verify", "", "stripe.verify"},
    {Method::kPost, "/v1/integrations/stripe/pause", "", "stripe.pause"},
    {Method::kPost, "/v1/integrations/stripe/resume", "", "stripe.resume"},
    {Method::kPut, "/v1/integrations/stripe/unsubscribed", R"({"key":"newsletter","values":["no"]})", "stripe.unsubscribed"},
    {Method::kPost, "/v1/integrations/stripe/unsubscribed/preview", R"({"key":"newsletter","values":["never"]})", ""},
    {Method::kDelete, "/v1/integrations/stripe/unsubscribed", "", "stripe.unsubscribed_off"},
    {Method::kPut, "/v1/fields/{name}", R"({"type":"text"})", "field.put"},
    {Method::kPatch, "/v1/fields/{name}", R"({"label":"Size of the shoe"})", "field.change"},
    {Method::kPost, "/v1/fields/preview", R"({"name":"shoe","type":"number"})", ""},
    {Method::kPost, "/v1/profiles", R"({"fields":{"email":"ada@example.com"}})", "profile.create"},
    {Method::kPatch, "/v1/profiles/{id}", R"({"fields":{"city":"London"}})", "profile.change"},
    {Method::kPost, "/v1/segments/explain", R"({"condition":{"field":"city","op":"is","value":"London"},"profile":"{profile}"})", ""},
    {Method::kPost, "/v1/profiles/{id}/sync", "", "profile.sync"},
    {Method::kDelete, "/v1/profiles/{id}", "", "profile.erase"},
    {Method::kDelete, "/v1/fields/{name}", "", "field.delete"},
    {Method::kPost, "/v1/exports", R"({"kind":"profiles"})", "export.create"},
    {Method::kDelete, "/v1/exports/{id}", "", "export.delete"},
    {Method::kPost, "/v1/imports", R"({"name":"people.csv"})", "import.create"},
    {Method::kPut, "/v1/imports/{id}/file", "E-mail,City\nbob@example.com,London\n", "import.upload"},
    {Method::kPost, "/v1/imports/{id}/start", R"({"map":{"E-mail":"email"}})", "import.start"},
    {Method::kPost, "/v1/imports", R"({"name":"more.csv"})", "import.create"},
    {Method::kPut, "/v1/imports/{id}/file", "E-mail\neve@example.com\n", "import.upload"},
    {Method::kPost, "/v1/imports/{id}/check", R"({"map":{"E-mail":"email"}})", "import.check"},
    {Method::kDelete, "/v1/imports/{id}", "", "import.delete"},
    {Method::kPost, "/v1/segments/preview", R"({"condition":{"field":"city","op":"is","value":"London"}})", ""},
    {Method::kPost, "/v1/segments", R"({"name":"Londoners","condition":{"field":"city","op":"is","value":"London"}})", "segment.create"},
    {Method::kPatch, "/v1/segments/{id}", R"({"name":"Of London"})", "segment.change"},
    {Method::kPost, "/v1/segments", R"({"name":"By hand","kind":"static"})", "segment.create"},
    {Method::kPost, "/v1/segments/{id}/members", R"({"remove":[]})", "segment.members"},
    {Method::kPost, "/v1/segments/{id}/members/import", R"({"csv":"nobody@example.com"})", "segment.import"},
    {Method::kDelete, "/v1/segments/{id}", "", "segment.delete"},
    {Method::kPatch, "/v1/brand", R"({"primary_color":"#112233"})", "brand.change"},
    {Method::kPost, "/v1/images", kGif, "image.upload"},
    {Method::kDelete, "/v1/images/{id}", "", "image.delete"},
    {Method::kPost, "/v1/templates/check", R"({"channel":"sms","body":"Hello"})", ""},
    {Method::kPost, "/v1/templates/preview", R"({"channel":"sms","body":"Hello"})", ""},
    {Method::kPost, "/v1/templates", R"({"name":"Welcome","kind":"sms","content":{"body":"Hello"}})", "template.create"},
    {Method::kPost, "/v1/templates/{id}/publish", "", "template.publish"},
    {Method::kPatch, "/v1/templates/{id}", R"({"content":{"body":"Good day"}})", "template.change"},
    {Method::kPost, "/v1/templates/{id}/restore", R"({"revision":1})", "template.restore"},
    {Method::kDelete, "/v1/templates/{id}", "", "template.delete"},
    {Method::kPost, "/v1/help/{slug}/feedback", R"({"helpful":true})", "help.feedback"},
    {Method::kPatch, "/v1/account", R"({"name":"Corner shop"})", "account.change"},
    {Method::kPost, "/v1/api-keys", R"({"name":"till"})", "api_key.create"},
    {Method::kDelete, "/v1/api-keys/{id}", "", "api_key.revoke"},
    {Method::kPost, "/v1/users", R"({"email":"bob@example.com","role":"viewer"})", "user.create"},
    {Method::kPatch, "/v1/users/{id}", R"({"role":"marketer"})", "user.change"},
    {Method::kPost, "/v1/users/{id}/reset", "", "user.invite"},
    {Method::kDelete, "/v1/users/{id}", "", "user.remove"},
    {Method::kDelete, "/v1/integrations/stripe", "", "stripe.disconnect"},
    {Method::kPatch, "/v1/session", R"({"theme":"dark"})", "session.change"},
    {Method::kDelete, "/v1/sessions/{id}", "", "session.end"},
    {Method::kPost, "/v1/session/password", R"({"current_password":"lovelace engine","password":"analytical engine"})", "session.password"},
    {Method::kDelete, "/v1/session", "", "session.end"},
};

std::string NameOf(Method method, std::string_view pattern) { return std::string(http::MethodName(method)) + " " + std::string(pattern); }

class AuditTest : public HouseTest {
  protected:
    void Prepare() override {
        auto shop = sandbox::Sandbox::Start({}, ticking_);
        ASSERT_TRUE(shop.ok()) << shop.error().message;
        shop_ = std::move(*shop);
        stripe_ = shop_->url();
    }
    // What waits for Stripe's answers needs one that goes.
    const Clock& time() override { return ticking_; }
    void TearDown() override {
        HouseTest::TearDown();
        shop_.reset();
    }
    // Asks again as long as the import is under way: only then is there something to compare.
    http::Response AskUntilImported(const Row& row, std::string_view cookie, runtime::ChangeQueue& changes) {
        http::Response response;
        for (int turns = 0; turns < 200; ++turns) {
            response = Ask(row.method, PathOf(row.pattern), cookie, BodyOf(row.body));
            if (response.status != 409 || CodeOf(response) != "integration_not_running") break;
            changes.Take(kSecond / 10);
        }
        return response;
    }
    boost::json::array Noted() {
        http::Request request;
        request.path = "/v1/audit";
        request.origin = http::Origin::kSocket;
        request.query = {{"limit", "100"}};
        const boost::json::value page = Json(app_->Handle(request));
        return page.at("data").as_array();
    }
    // The pattern with what was made last at the path before its name.
    std::string PathOf(std::string_view pattern) {
        const size_t open = pattern.find('{');
        if (open == std::string_view::npos) return std::string(pattern);
        const std::string before(pattern.substr(0, open));
        return before + made_.at(before) + std::string(pattern.substr(pattern.find('}') + 1));
    }
    std::string BodyOf(std::string_view body) {
        constexpr std::string_view kProfile = "{profile}";
        std::string text(body);
        if (const size_t at = text.find(kProfile); at != std::string::npos) text.replace(at, kProfile.size(), made_.at("/v1/profiles/"));
        return text;
    }
    void Keep(const Row& row, const http::Response& response) {
        const boost::json::value value = Json(response);
        const auto* id = value.as_object().if_contains("id");
        if (row.method == Method::kPost && id != nullptr && id->is_string()) made_[std::string(row.pattern) + "/"] = std::string(id->as_string());
    }

    SystemClock ticking_;
    std::unique_ptr<sandbox::Sandbox> shop_;
    std::map<std::string, std::string> made_ = {{"/v1/fields/", "shoe"}, {"/v1/help/", "audit-log"}};
};

TEST_F(AuditTest, EveryRouteThatChangesSomethingIsAmongTheRows) {
    App::Parts parts(AppOptions{}, clock_);
    std::set<std::string> changing, asked;
    for (const Route& route : MakeRoutes(parts)) {
        if (route.method == Method::kGet || route.method == Method::kHead || route.access == Access::kOpen) {
            EXPECT_TRUE(route.act.empty()) << NameOf(route.method, route.pattern);
            continue;
        }
        EXPECT_FALSE(route.act.empty()) << NameOf(route.method, route.pattern);
        changing.insert(NameOf(route.method, route.pattern));
    }
    for (const Row& row : kRows) asked.insert(NameOf(row.method, row.pattern));
    EXPECT_EQ(changing, asked);
}

// The document names the body of each route that reads one: those that name none look at none, or refuse all that is in it.
TEST_F(AuditTest, WhatReadsABodySaysWhichOne) {
    App::Parts parts(AppOptions{}, clock_);
    std::set<std::string> without;
    for (const Route& route : MakeRoutes(parts)) {
        if (!route.request.empty() || route.method == Method::kGet) continue;
        SCOPED_TRACE(NameOf(route.method, route.pattern));
        without.insert(NameOf(route.method, route.pattern));
        const size_t open = route.pattern.find('{');
        const std::string path = open == std::string_view::npos ? std::string(route.pattern) : std::string(route.pattern.substr(0, open)) + "nobody" + std::string(route.pattern.substr(route.pattern.find('}') + 1));
        const http::Response nothing = AskSocket(route.method, path), something = AskSocket(route.method, path, R"({"nonsense":1})");
        if (something.status == nothing.status) continue;
        EXPECT_THAT(something.body, testing::HasSubstr("There is no parameter \\\"nonsense\\\". This request takes none."));
    }
    EXPECT_TRUE(without.contains("DELETE /v1/profiles/{id}"));
    for (const Row& row : kRows) {
        EXPECT_FALSE(!row.body.empty() && without.contains(NameOf(row.method, row.pattern))) << NameOf(row.method, row.pattern);
    }
}

TEST_F(AuditTest, WhatChangesSomethingLeavesOneEntry) {
    const std::string owner = MakeOwner();
    SignIn("ada@example.com", "lovelace engine");
    const boost::json::value sessions = Json(Ask(Method::kGet, "/v1/sessions", owner));
    for (const boost::json::value& session : sessions.at("data").as_array()) {
        if (!session.at("current").as_bool()) made_["/v1/sessions/"] = std::string(session.at("id").as_string());
    }
    runtime::ChangeQueue changes(app_->bus());
    ASSERT_TRUE(app_->Start().ok());
    size_t before = Noted().size();
    for (const Row& row : kRows) {
        SCOPED_TRACE(NameOf(row.method, row.pattern));
        const http::Response response = AskUntilImported(row, owner, changes);
        ASSERT_EQ(response.status, 200) << response.body;
        Keep(row, response);
        const boost::json::array entries = Noted();
        const size_t expected = before + (row.act.empty() ? 0 : 1);
        ASSERT_EQ(entries.size(), expected);
        before = expected;
        if (row.act.empty()) continue;
        EXPECT_EQ(entries[0].at("act").as_string(), row.act);
        EXPECT_EQ(entries[0].at("actor").at("kind").as_string(), "user");
        EXPECT_FALSE(entries[0].at("target").as_string().empty());
    }
}

}  // namespace
}  // namespace daybook::server
