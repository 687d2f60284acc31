// The people of the house, through the wired program: setup, signing in, invitations, roles, the audit log.
#include "base/log.h"
#include "server/house_support.h"

namespace daybook::server {
namespace {

using http::Method;

TEST_F(HouseTest, TheFirstLinkMakesTheOwnerOnce) {
    EXPECT_EQ(Text(Ask(Method::kGet, "/v1/setup"), "state"), "owner_needed");
    auto link = app_->OwnerLink();
    ASSERT_TRUE(link.ok());
    EXPECT_TRUE(link->starts_with("http://127.0.0.1:8484/welcome#")) << *link;
    http::Response inspected = Ask(Method::kPost, "/v1/links/inspect", "", "{\"token\":\"" + TokenOf(*link) + "\"}");
    EXPECT_EQ(Text(inspected, "kind"), "owner");
    EXPECT_EQ(CodeOf(Redeem(*link, R"(,"email":"a@b.example","name":"A")")), "parameter_missing");
    EXPECT_EQ(CodeOf(Redeem(*link, R"(,"email":"no address","name":"A","password":"lovelace engine")")), "parameter_invalid");
    const std::string cookie = MakeOwner();
    EXPECT_TRUE(cookie.starts_with("daybook="));
    http::Response session = Ask(Method::kGet, "/v1/session", cookie);
    EXPECT_EQ(Json(session).at("user").at("email").as_string(), "ada@example.com");
    EXPECT_EQ(Json(session).at("account").at("time_zone").as_string(), "Europe/London");
    EXPECT_EQ(Text(session, "role"), "owner");
    EXPECT_EQ(Text(Ask(Method::kGet, "/v1/setup"), "state"), "ready");
    EXPECT_TRUE(app_->OwnerLink()->empty());
    EXPECT_EQ(CodeOf(Redeem(*link, R"(,"email":"b@b.example","name":"B","password":"lovelace engine")")), "link_invalid");
}

TEST_F(HouseTest, LinksEnd) {
    auto first = app_->OwnerLink();
    auto second = app_->OwnerLink();
    EXPECT_EQ(CodeOf(Redeem(*first, "")), "link_invalid");
    EXPECT_EQ(CodeOf(Redeem(*second, "")), "parameter_missing");
    clock_.Advance(72 * kHour);
    EXPECT_EQ(CodeOf(Redeem(*second, "")), "link_invalid");
    EXPECT_EQ(CodeOf(Redeem("#nonsense", "")), "link_invalid");
}

TEST_F(HouseTest, PasswordsAreJudged) {
    auto link = app_->OwnerLink();
    struct Case {
        std::string password, code;
    };
    const Case cases[] = {
        {"1234567", "password_too_short"},    {"äöüäöüä", "password_too_short"}, {std::string(257, 'x'), "password_too_long"},
        {"Password", "password_too_common"},  {"trustno1", "password_too_common"}, {"ada@example.com", "password_too_common"},
    };
    for (const Case& c : cases) {
        http::Response refused = Redeem(*link, R"(,"email":"ada@example.com","name":"Ada","password":")" + c.password + "\"");
        EXPECT_EQ(refused.status, 400);
        EXPECT_EQ(CodeOf(refused), c.code) << c.password;
        EXPECT_EQ(Json(refused).at("error").at("param").as_string(), "password");
    }
    EXPECT_EQ(Redeem(*link, R"(,"email":"ada@example.com","name":"Ada","password":"äöüäöüäö")").status, 200);
}

TEST_F(HouseTest, NamesAreJudged) {
    const std::string owner = MakeOwner();
    struct Case {
        std::string name;   // as JSON
        int status;
    };
    const Case cases[] = {
        {std::string(10'000, 'x'), 400}, {"  ", 400},  {R"(Ada\nLovelace)", 400},
        {R"(\u202eada <b>&amp;</b>)", 200}, {"אדה", 200}, {R"(O'Brien \"Bob\")", 200},
    };
    for (const Case& c : cases) {
        http::Response response = Ask(Method::kPatch, "/v1/session", owner, R"({"name":")" + c.name + "\"}");
        EXPECT_EQ(response.status, c.status) << c.name.substr(0, 40) << " " << response.body;
        if (c.status == 400) {
            EXPECT_EQ(Json(response).at("error").at("param").as_string(), "name");
        }
    }
}

TEST_F(HouseTest, SigningInAnswersTheSameForUnknownNames) {
    MakeOwner();
    http::Response wrong = SignIn("ada@example.com", "something else");
    http::Response unknown = SignIn("eve@example.com", "something else");
    http::Response nonsense = SignIn("no address", "something else");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(CodeOf(wrong), "credentials_wrong");
    EXPECT_EQ(wrong.body, unknown.body);
    EXPECT_EQ(wrong.body, nonsense.body);
    EXPECT_FALSE(wrong.headers.Has("Set-Cookie"));
    EXPECT_EQ(SignIn(" ADA@example.com ", "lovelace engine").status, 200);
}

TEST_F(HouseTest, GuessingIsSlowedDown) {
    MakeOwner();
    for (int i = 0; i < 5; ++i) EXPECT_EQ(SignIn("ada@example.com", "wrong").status, 401);
    http::Response refused = SignIn("ada@example.com", "lovelace engine");
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.headers.Get("Retry-After"), "1");
    EXPECT_EQ(SignIn("eve@example.com", "wrong").status, 401) << "another name is not held up";
    clock_.Advance(kSecond);
    EXPECT_EQ(SignIn("ada@example.com", "lovelace engine").status, 200);
    for (int i = 0; i < 30; ++i) SignIn("eve" + std::to_string(i) + "@example.com", "wrong");
    EXPECT_EQ(SignIn("ada@example.com", "lovelace engine").status, 429) << "one address that tries many names is";
}

TEST_F(HouseTest, GuessingLeavesATrace) {
    const std::string owner = MakeOwner();
    std::vector<std::string> lines;
    SetLogSink([&](std::string_view line) { lines.emplace_back(line); });
    for (int i = 0; i < 5; ++i) EXPECT_EQ(SignIn("ada@example.com", "wrong").status, 401);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(SignIn("eve@example.com", "wrong").status, 401);
    clock_.Advance(kSecond / 2);
    EXPECT_EQ(SignIn("ada@example.com", "wrong").status, 429);
    clock_.Advance(kSecond / 2);
    EXPECT_EQ(SignIn("ada@example.com", "lovelace engine").status, 200);
    for (int i = 0; i < 2; ++i) EXPECT_EQ(SignIn("eve@example.com", "wrong").status, i == 0 ? 401 : 429);
    clock_.Advance(kSecond);
    EXPECT_EQ(SignIn("eve@example.com", "wrong").status, 429);
    SetLogSink(nullptr);
    ASSERT_EQ(lines.size(), 3u);
    EXPECT_NE(lines[0].find(R"("reason":"credentials_wrong","address":"127.0.0.1","name":")"), std::string::npos) << lines[0];
    EXPECT_NE(lines[1].find(R"("left_out":10)"), std::string::npos) << lines[1];
    EXPECT_NE(lines[2].find(R"("reason":"rate_limited")"), std::string::npos) << lines[2];
    for (const std::string& line : lines) EXPECT_EQ(line.find("@example.com"), std::string::npos) << line;
    ASSERT_EQ(Ask(Method::kPatch, "/v1/session", owner, R"({"theme":"dark"})").status, 200) << "a write, after which the entry is there";
    std::vector<std::string> refused;
    const boost::json::value page = Json(Ask(Method::kGet, "/v1/audit", owner));
    for (const boost::json::value& entry : page.at("data").as_array()) {
        if (entry.at("act").as_string() != "session.refused") continue;
        EXPECT_EQ(entry.at("actor").at("kind").as_string(), "system");
        refused.emplace_back(entry.at("target").as_string());
    }
    EXPECT_EQ(refused, std::vector<std::string>{UserIdOf(owner)}) << "once a row, and of those only who are known";
}

TEST_F(HouseTest, TheProxySaysWhoGuesses) {
    MakeOwner();
    const auto sign_in = [&](std::vector<std::string> forwarded, const std::string& password) {
        http::Request request = FromPage(Method::kPost, "/v1/session", "", R"({"email":"ada@example.com","password":")" + password + "\"}");
        for (const std::string& line : forwarded) request.headers.Add("X-Forwarded-For", line);
        return app_->Handle(request).status;
    };
    struct Row {
        std::vector<std::string> forwarded;
        int status;   // after five failures of 203.0.113.9
    };
    const Row rows[] = {
        {{"203.0.113.9"}, 429},
        {{"192.0.2.1, 203.0.113.9"}, 429},
        {{"192.0.2.1", "192.0.2.2,203.0.113.9"}, 429},
        {{"203.0.113.9:4711"}, 429},
        {{"[::ffff:203.0.113.9]:4711"}, 429},
        {{"203.0.113.9", "192.0.2.1"}, 200},
        {{}, 200},
    };
    for (const Row& row : rows) {
        for (int i = 0; i < 5; ++i) EXPECT_EQ(sign_in({"10.0.0." + std::to_string(i), "203.0.113.9"}, "wrong"), 401);
        EXPECT_EQ(sign_in(row.forwarded, "lovelace engine"), row.status) << (row.forwarded.empty() ? "" : row.forwarded.back());
        clock_.Advance(kHour);
    }
}

TEST_F(HouseTest, SessionsEndByTimeAndByHand) {
    const std::string cookie = MakeOwner();
    clock_.Advance(11 * kHour);
    EXPECT_EQ(Ask(Method::kGet, "/v1/session", cookie).status, 200);
    ASSERT_EQ(Ask(Method::kPatch, "/v1/session", cookie, R"({"theme":"dark"})").status, 200) << "a write, after which the use is noted";
    clock_.Advance(11 * kHour);
    EXPECT_EQ(Ask(Method::kGet, "/v1/session", cookie).status, 200) << "used in between";
    clock_.Advance(12 * kHour);
    http::Response ended = Ask(Method::kGet, "/v1/session", cookie);
    EXPECT_EQ(CodeOf(ended), "session_missing");
    const std::string second = CookieOf(SignIn("ada@example.com", "lovelace engine"));
    http::Response out = Ask(Method::kDelete, "/v1/session", second);
    EXPECT_EQ(out.status, 200);
    EXPECT_NE(out.headers.Get("Set-Cookie").find("Max-Age=0"), std::string_view::npos);
    EXPECT_EQ(Ask(Method::kGet, "/v1/session", second).status, 401);
}

TEST_F(HouseTest, SessionsArePaged) {
    const std::string here = MakeOwner();
    for (int i = 0; i < 11; ++i) {
        clock_.Advance(kSecond);
        SignIn("ada@example.com", "lovelace engine");
    }
    const auto page = [&](std::vector<http::Parameter> query) {
        http::Request request = FromPage(Method::kGet, "/v1/sessions", here);
        request.query = std::move(query);
        return app_->Handle(request);
    };
    const boost::json::value first = Json(page({}));
    ASSERT_EQ(first.at("data").as_array().size(), 10u);
    EXPECT_TRUE(first.at("has_more").as_bool());
    EXPECT_GT(first.at("data").at(0).at("created").as_int64(), first.at("data").at(9).at("created").as_int64()) << "the newest first";
    const boost::json::value rest = Json(page({{"limit", "100"}, {"starting_after", std::string(first.at("data").at(9).at("id").as_string())}}));
    EXPECT_EQ(rest.at("data").as_array().size(), 2u);
    EXPECT_FALSE(rest.at("has_more").as_bool());
    const boost::json::value back = Json(page({{"ending_before", std::string(rest.at("data").at(0).at("id").as_string())}}));
    EXPECT_EQ(back.at("data"), first.at("data"));
    EXPECT_EQ(CodeOf(page({{"limit", "101"}})), "parameter_invalid");
    EXPECT_EQ(CodeOf(page({{"nonsense", "1"}})), "parameter_unknown");
}

TEST_F(HouseTest, ASessionLivesAWeekAtMost) {
    const std::string cookie = MakeOwner();
    for (int i = 0; i < 15; ++i) {
        clock_.Advance(11 * kHour);
        ASSERT_EQ(Ask(Method::kPatch, "/v1/session", cookie, R"({"theme":"dark"})").status, 200) << i;
    }
    clock_.Advance(3 * kHour);
    EXPECT_EQ(Ask(Method::kGet, "/v1/session", cookie).status, 401);
}

TEST_F(HouseTest, AChangedPasswordEndsTheOtherSessions) {
    const std::string here = MakeOwner();
    const std::string there = CookieOf(SignIn("ada@example.com", "lovelace engine"));
    EXPECT_EQ(Json(Ask(Method::kGet, "/v1/sessions", here)).at("data").as_array().size(), 2u);
    EXPECT_EQ(CodeOf(Ask(Method::kPost, "/v1/session/password", here, R"({"current_password":"no","password":"another engine"})")), "credentials_wrong");
    EXPECT_EQ(Ask(Method::kPost, "/v1/session/password", here, R"({"current_password":"lovelace engine","password":"another engine"})").status, 200);
    EXPECT_EQ(Ask(Method::kGet, "/v1/session", here).status, 200);
    EXPECT_EQ(Ask(Method::kGet, "/v1/session", there).status, 401);
    EXPECT_EQ(SignIn("ada@example.com", "lovelace engine").status, 401);
    EXPECT_EQ(SignIn("ada@example.com", "another engine").status, 200);
}

TEST_F(HouseTest, ChangesMustComeFromOurOwnPages) {
    const std::string cookie = MakeOwner();
    struct Case {
        std::string fetch_site, origin;
        int status;
    };
    const Case cases[] = {
        {"same-origin", "http://127.0.0.1:8484", 200}, {"none", "", 200},
        {"cross-site", "http://127.0.0.1:8484", 403},  {"same-site", "", 403},
        {"", "http://127.0.0.1:8484", 200},            {"", "https://evil.example", 403},
        {"", "http://127.0.0.1:9999", 403},            {"", "null", 403},
        {"", "", 403},
    };
    for (const Case& c : cases) {
        http::Request request = FromPage(Method::kPatch, "/v1/session", cookie, R"({"theme":"dark"})");
        http::Headers headers;
        headers.Set("Host", "127.0.0.1:8484");
        headers.Set("Cookie", cookie);
        if (!c.fetch_site.empty()) headers.Set("Sec-Fetch-Site", c.fetch_site);
        if (!c.origin.empty()) headers.Set("Origin", c.origin);
        request.headers = headers;
        http::Response response = app_->Handle(request);
        EXPECT_EQ(response.status, c.status) << c.fetch_site << " " << c.origin << " " << response.body;
        if (c.status == 403) {
            EXPECT_EQ(CodeOf(response), "origin_refused");
        }
    }
    http::Request foreign = FromPage(Method::kPost, "/v1/session", "", R"({"email":"ada@example.com","password":"lovelace engine"})");
    foreign.headers.Set("Sec-Fetch-Site", "cross-site");
    EXPECT_EQ(app_->Handle(foreign).status, 403) << "signing in from another site is refused too";
}

TEST_F(HouseTest, TheCookieFollowsTheAddress) {
    MakeOwner();
    struct Case {
        std::string public_url, host, origin;
        std::string cookie;     // how it begins; empty: refused
        bool secure;
    };
    const Case cases[] = {
        {"", "127.0.0.1:8484", "http://127.0.0.1:8484", "daybook=", false},
        {"", "localhost:8484", "http://localhost:8484", "daybook=", false},
        {"", "192.168.1.5:8484", "http://192.168.1.5:8484", "", false},
        {"https://daybook.example", "daybook.example", "https://daybook.example", "__Host-daybook=", true},
        {"https://daybook.example", "127.0.0.1:8484", "https://daybook.example", "__Host-daybook=", true},
        {"https://daybook.example", "daybook.example", "", "__Host-daybook=", true},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.public_url + " " + c.host + " " + c.origin);
        app_.reset();
        public_url_ = c.public_url;
        Open();
        http::Request request = FromPage(Method::kPost, "/v1/session", "", R"({"email":"ada@example.com","password":"lovelace engine"})");
        http::Headers headers;
        headers.Set("Host", c.host);
        if (!c.origin.empty()) headers.Set("Origin", c.origin);
        request.headers = headers;
        http::Response response = app_->Handle(request);
        std::string cookie(response.headers.Get("Set-Cookie"));
        EXPECT_EQ(response.status, c.cookie.empty() ? 403 : 200) << response.body;
        EXPECT_TRUE(cookie.starts_with(c.cookie)) << cookie;
        EXPECT_EQ(cookie.find("; Secure") != std::string::npos, c.secure);
        if (!c.cookie.empty()) {
            EXPECT_NE(cookie.find("; HttpOnly; SameSite=Lax"), std::string::npos);
        } else {
            EXPECT_EQ(CodeOf(response), "https_needed");
        }
    }
}

TEST_F(HouseTest, OnlyOwnersTouchOwnersAndOneStays) {
    const std::string owner = MakeOwner();
    const std::string admin = MakeUser("admin");
    const std::string id(Json(Ask(Method::kGet, "/v1/session", owner)).at("user").at("id").as_string());
    const std::string path = "/v1/users/" + id;
    EXPECT_EQ(CodeOf(Ask(Method::kPost, "/v1/users", admin, R"({"email":"x@example.com","role":"owner"})")), "owner_needed");
    EXPECT_EQ(CodeOf(Ask(Method::kPatch, path, admin, R"({"role":"viewer"})")), "owner_needed");
    EXPECT_EQ(CodeOf(Ask(Method::kDelete, path, admin)), "owner_needed");
    EXPECT_EQ(CodeOf(Ask(Method::kPost, path + "/reset", admin)), "owner_needed");
    EXPECT_EQ(CodeOf(Ask(Method::kPatch, path, owner, R"({"role":"viewer"})")), "last_owner");
    EXPECT_EQ(CodeOf(Ask(Method::kDelete, path, owner)), "last_owner");
    MakeUser("owner");
    EXPECT_EQ(Ask(Method::kPatch, path, owner, R"({"role":"viewer"})").status, 200);
    EXPECT_EQ(CodeOf(Ask(Method::kGet, "/v1/users", owner)), "scope_missing") << "a changed role holds at once";
    EXPECT_EQ(Ask(Method::kDelete, path, admin).status, 200);
    EXPECT_EQ(Ask(Method::kGet, "/v1/session", owner).status, 401) << "who was removed is out at once";
}

TEST_F(HouseTest, AnInvitationAndAResetWork) {
    MakeOwner();
    http::Response invited = AskSocket(Method::kPost, "/v1/users", R"({"email":"Bob@Example.com","role":"marketer"})");
    EXPECT_EQ(Text(invited, "state"), "invited");
    EXPECT_EQ(CodeOf(AskSocket(Method::kPost, "/v1/users", R"({"email":"bob@example.com","role":"viewer"})")), "already_exists");
    EXPECT_EQ(SignIn("bob@example.com", "").status, 401);
    const std::string path = "/v1/users/" + Text(invited, "id") + "/reset";
    const std::string again = Text(AskSocket(Method::kPost, path), "link");
    EXPECT_EQ(CodeOf(Redeem(Text(invited, "link"), "")), "link_invalid") << "the later invitation counts";
    const std::string cookie = CookieOf(Redeem(again, R"(,"name":"Bob","password":"quite a long one")"));
    EXPECT_EQ(Text(Ask(Method::kGet, "/v1/session", cookie), "role"), "marketer");
    const std::string reset = Text(AskSocket(Method::kPost, path), "link");
    EXPECT_EQ(Text(Ask(Method::kPost, "/v1/links/inspect", "", "{\"token\":\"" + TokenOf(reset) + "\"}"), "kind"), "reset");
    EXPECT_EQ(Ask(Method::kGet, "/v1/session", cookie).status, 401) << "a reset ends every session";
    EXPECT_EQ(SignIn("bob@example.com", "quite a long one").status, 200) << "the old password works until the link is used";
    EXPECT_EQ(Redeem(reset, R"(,"password":"another long one")").status, 200);
    EXPECT_EQ(SignIn("bob@example.com", "quite a long one").status, 401);
    EXPECT_EQ(SignIn("bob@example.com", "another long one").status, 200);
}

TEST_F(HouseTest, ASessionMakesNoResetLinkForItself) {
    for (const std::string& cookie : {MakeOwner(), MakeUser("admin")}) {
        const std::string path = "/v1/users/" + UserIdOf(cookie) + "/reset";
        const http::Response refused = Ask(Method::kPost, path, cookie);
        EXPECT_EQ(refused.status, 400);
        EXPECT_EQ(Json(refused).at("error").at("message").as_string(), "Change your own password with your current one.");
        EXPECT_EQ(Ask(Method::kGet, "/v1/session", cookie).status, 200) << "what is refused ends nothing";
        EXPECT_EQ(AskSocket(Method::kPost, path).status, 200) << "who runs the server may";
        EXPECT_EQ(Ask(Method::kGet, "/v1/session", cookie).status, 401);
    }
}

TEST_F(HouseTest, AnotherUsersAnswerIsNotReplayed) {
    const std::string owner = MakeOwner(), admin = MakeUser("admin"), viewer = MakeUser("viewer");
    const auto once = [&](std::string_view path, std::string_view cookie, std::string body) {
        http::Request request = FromPage(Method::kPost, path, cookie, std::move(body));
        request.headers.Set("Idempotency-Key", "r1");
        return app_->Handle(request);
    };
    const std::string reset = "/v1/users/" + UserIdOf(MakeUser("owner")) + "/reset";
    EXPECT_EQ(once(reset, owner, "").status, 200);
    EXPECT_EQ(CodeOf(once(reset, admin, "")), "owner_needed");
    EXPECT_EQ(once(reset, owner, "").headers.Get("Idempotent-Replayed"), "true");
    const std::string change = R"({"current_password":"quite a long one","password":"another long one"})";
    EXPECT_EQ(once("/v1/session/password", viewer, change).status, 200);
    EXPECT_EQ(SignIn("viewer@example.com", "another long one").status, 200);
    const std::string marketer = MakeUser("marketer");
    const http::Response changed = once("/v1/session/password", marketer, change);
    EXPECT_EQ(Json(changed).at("user").at("email").as_string(), "marketer@example.com");
    EXPECT_EQ(SignIn("marketer@example.com", "another long one").status, 200) << "it was carried out for each";
}

TEST_F(HouseTest, TheDemoLinkSignsIn) {
    auto link = app_->DemoLink();
    ASSERT_TRUE(link.ok()) << link.error().message;
    EXPECT_TRUE(app_->OwnerLink()->empty());
    http::Response response = Redeem(*link, "");
    EXPECT_EQ(Text(response, "role"), "owner");
    EXPECT_EQ(CodeOf(Redeem(*link, "")), "link_invalid");
    EXPECT_EQ(Redeem(*app_->DemoLink(), "").status, 200) << "the next start";
}

TEST_F(HouseTest, TheLastVisitIsTold) {
    MakeOwner();
    clock_.Advance(5 * kHour);
    http::Response back = SignIn("ada@example.com", "lovelace engine");
    EXPECT_EQ(Json(back).at("last_visit").as_int64(), kStart / kSecond);
    clock_.Advance(kMinute / 2);
    EXPECT_EQ(Json(Ask(Method::kGet, "/v1/session", CookieOf(back))).at("last_visit").as_int64(), kStart / kSecond);
}

TEST_F(HouseTest, TheAuditLogNamesWhoDidWhat) {
    const std::string owner = MakeOwner();
    EXPECT_EQ(Ask(Method::kPatch, "/v1/account", owner, R"({"name":"Corner shop","currency":"eur"})").status, 200);
    EXPECT_EQ(AskSocket(Method::kPost, "/v1/integrations/stripe/sync").status, 409) << "what failed changes nothing";
    EXPECT_EQ(Ask(Method::kPost, "/v1/api-keys", owner, R"({"name":"till"})").status, 200);
    boost::json::value page = Json(Ask(Method::kGet, "/v1/audit", owner));
    const boost::json::array& entries = page.at("data").as_array();
    ASSERT_EQ(entries.size(), 3u);
    EXPECT_EQ(entries[0].at("act").as_string(), "api_key.create");
    EXPECT_EQ(entries[1].at("act").as_string(), "account.change");
    EXPECT_EQ(boost::json::serialize(entries[1].at("changes")), R"(["name","currency"])");
    EXPECT_EQ(entries[1].at("actor").at("name").as_string(), "Ada");
    EXPECT_EQ(entries[1].at("actor").at("kind").as_string(), "user");
    EXPECT_EQ(entries[2].at("act").as_string(), "link.owner");
    const std::string text = boost::json::serialize(page);
    EXPECT_EQ(text.find("Corner shop"), std::string::npos);
}

TEST_F(HouseTest, WhoChangesWhatAnotherChangedIsTold) {
    const std::string owner = MakeOwner();
    const int64_t version = Json(Ask(Method::kGet, "/v1/account", owner)).at("version").as_int64();
    const std::string against = R"(,"version":)" + std::to_string(version) + "}";
    http::Response first = Ask(Method::kPatch, "/v1/account", owner, R"({"name":"One")" + against);
    EXPECT_EQ(Json(first).at("version").as_int64(), version + 1);
    http::Response second = Ask(Method::kPatch, "/v1/account", owner, R"({"name":"Two")" + against);
    EXPECT_EQ(second.status, 409);
    EXPECT_EQ(CodeOf(second), "changed_meanwhile");
    EXPECT_EQ(Text(Ask(Method::kGet, "/v1/account", owner), "name"), "One");
}

}  // namespace
}  // namespace daybook::server
