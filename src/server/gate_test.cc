#include "server/gate.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/accounts.h"
#include "base/log.h"
#include "http/errors.h"
#include "sql/test_support.h"

namespace daybook::sql::embedded {
extern const std::string_view accounts;
}

namespace daybook::server {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class GateTest : public ::testing::TestWithParam<std::string> {
  protected:
    GateTest() {
        std::filesystem::create_directories(folder_);
        auto home = accounts::EnsureFirst(store_->db(), clock_);
        auto secrets = accounts::Secrets::Open(folder_, store_->db(), clock_);
        EXPECT_TRUE(home.ok() && secrets.ok());
        secrets_.emplace(std::move(*secrets));
        auto idempotency = accounts::Idempotency::Open(store_->db(), *secrets_, clock_);
        EXPECT_TRUE(idempotency.ok());
        idempotency_.emplace(std::move(*idempotency));
        home_ = *home;
        Gate::Parts parts{keys_, sessions_, *idempotency_, store_->db(), clock_, [this] { ++reviews_; }};
        gate_ = std::make_unique<Gate>(std::move(parts), home_, Site{});
        route_.method = http::Method::kPost;
        route_.access = Access::kWrite;
        route_.act = "thing.create";
        route_.handler = [this](const http::Request&, const Caller&) { return Handle(); };
    }

    http::Response Handle() {
        ++calls_;
        if (status_ != 200) return http::ErrorResponse(Unavailable("later"), "req_1");
        return http::JsonResponse(200, "{\"call\":" + std::to_string(calls_) + "}");
    }

    http::Response Post(const std::string& key, const std::string& body, const std::string& actor = "key_1") {
        http::Request request;
        request.method = http::Method::kPost;
        request.path = "/v1/things";
        request.body = body;
        if (!key.empty()) request.headers.Set("Idempotency-Key", key);
        return gate_->Answer(request, Caller{home_, Access::kWrite, actor}, route_);
    }

    ~GateTest() override { std::filesystem::remove_all(folder_); }

    SystemClock clock_;
    std::string folder_ = ::testing::TempDir() + "gate_" + std::to_string(clock_.Now());
    std::unique_ptr<sql::TestDatabase> store_ = sql::TestDatabase::Make(GetParam(), {sql::embedded::accounts}, {"accounts"});
    accounts::ApiKeys keys_{store_->db(), clock_};
    accounts::Sessions sessions_{store_->db(), clock_};
    std::optional<accounts::Secrets> secrets_;
    std::optional<accounts::Idempotency> idempotency_;
    AccountId home_{};
    std::unique_ptr<Gate> gate_;
    Route route_{};
    int calls_ = 0, reviews_ = 0;
    int status_ = 200;
};

TEST_P(GateTest, ARepeatedPostGetsTheSameAnswer) {
    const http::Response first = Post("k1", "{}");
    const http::Response again = Post("k1", "{}");
    EXPECT_EQ(first.body, again.body);
    EXPECT_EQ(again.headers.Get("Idempotent-Replayed"), "true");
    EXPECT_FALSE(first.headers.Has("Idempotent-Replayed"));
    EXPECT_EQ(calls_, 1);
    EXPECT_NE(Post("k2", "{}").body, first.body);
    EXPECT_NE(Post("", "{}").body, first.body);
}

TEST_P(GateTest, EqualKeysOfTwoCallersAreTwo) {
    const http::Response mine = Post("k1", "{}", "usr_1"), theirs = Post("k1", "{}", "usr_2");
    EXPECT_NE(theirs.body, mine.body);
    EXPECT_FALSE(theirs.headers.Has("Idempotent-Replayed"));
    EXPECT_EQ(Post("k1", "{\"a\":1}", "usr_3").status, 200) << "what another used the key for is not told";
    EXPECT_EQ(Post("k1", "{}", "usr_1").body, mine.body);
    EXPECT_EQ(calls_, 3);
}

TEST_P(GateTest, AKeyIsPrintableAscii) {
    for (const std::string& key : {std::string("\xff"), std::string("a\tb"), std::string(256, 'k')}) {
        const http::Response refused = Post(key, "{}");
        EXPECT_EQ(refused.status, 400) << key;
        EXPECT_NE(refused.body.find("\"parameter_invalid\""), std::string::npos) << refused.body;
    }
    EXPECT_EQ(calls_, 0);
}

TEST_P(GateTest, AKeyOfAnotherRequestIsRefused) {
    Post("k1", "{}");
    const http::Response other = Post("k1", "{\"a\":1}");
    EXPECT_EQ(other.status, 400);
    EXPECT_NE(other.body.find("idempotency_key_reused"), std::string::npos) << other.body;
    EXPECT_EQ(calls_, 1);
}

TEST_P(GateTest, WhatMaySucceedLaterIsDoneAgain) {
    status_ = 503;
    EXPECT_EQ(Post("k1", "{}").status, 503);
    status_ = 200;
    EXPECT_EQ(Post("k1", "{}").status, 200);
    EXPECT_EQ(calls_, 2);
}

TEST_P(GateTest, TheHeaderSaysWhoCalls) {
    auto created = keys_.Create(home_, "test", accounts::Scope::kWrite);
    ASSERT_TRUE(created.ok());
    struct Case {
        std::string header;
        http::Origin origin;
        Access access;
        std::string reason;   // empty: admitted
    };
    const Case cases[] = {
        {"", http::Origin::kSocket, Access::kAdmin, ""},
        {"", http::Origin::kLoopback, Access::kRead, "api_key_missing"},
        {"", http::Origin::kNetwork, Access::kOpen, ""},
        {"Basic " + created->secret, http::Origin::kNetwork, Access::kRead, "api_key_invalid"},
        {"Bearer dbk_wrong", http::Origin::kSocket, Access::kRead, "api_key_invalid"},
        {"bearer  " + created->secret, http::Origin::kNetwork, Access::kWrite, ""},
        {"Bearer " + created->secret, http::Origin::kNetwork, Access::kAdmin, "scope_missing"},
    };
    for (const Case& c : cases) {
        http::Request request;
        request.origin = c.origin;
        if (!c.header.empty()) request.headers.Set("Authorization", c.header);
        auto caller = gate_->Admit(request, c.access);
        EXPECT_EQ(caller.ok() ? "" : caller.error().reason, c.reason) << c.header;
        if (caller.ok()) {
            EXPECT_EQ(caller->account, home_);
        }
    }
}

TEST_P(GateTest, WhoIsRefusedIsLoggedOnceASecond) {
    auto created = keys_.Create(home_, "test", accounts::Scope::kRead);
    ASSERT_TRUE(created.ok());
    ManualClock still(kSecond);
    Gate gate({keys_, sessions_, *idempotency_, store_->db(), still, [] {}}, home_, Site{});
    std::vector<std::string> lines;
    SetLogSink([&](std::string_view line) { lines.emplace_back(line); });
    http::Request request;
    request.headers.Set("Authorization", "Bearer " + created->secret);
    request.remote = "203.0.113.9";
    request.request_id = "req_1";
    EXPECT_TRUE(gate.Admit(request, Access::kRead).ok());
    for (int i = 0; i < 3; ++i) EXPECT_FALSE(gate.Admit(request, Access::kAdmin).ok());
    still.Advance(kSecond);
    EXPECT_FALSE(gate.Admit(request, Access::kAdmin).ok());
    SetLogSink(nullptr);
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_THAT(lines[0], AllOf(HasSubstr("access.refused"), HasSubstr("scope_missing"), HasSubstr("key_"), HasSubstr("203.0.113.9"), HasSubstr("req_1"), HasSubstr("\"left_out\":0")));
    EXPECT_THAT(lines[1], HasSubstr("\"left_out\":2"));
    EXPECT_THAT(lines[0], Not(HasSubstr(created->secret)));
}

TEST_P(GateTest, WhatMayHaveEndedSomebodysAccessIsFollowedByAReview) {
    struct Row {
        http::Method method;
        std::string_view pattern;
        Access access;
        std::string_view act;
        int status, reviews;
    };
    using enum http::Method;
    const Row rows[] = {{kDelete, "/v1/users/{id}", Access::kAdmin, kNotesItself, 200, 1},
                        {kPatch, "/v1/users/{id}", Access::kAdmin, "user.change", 200, 1},
                        {kDelete, "/v1/session", Access::kPerson, kNotesItself, 200, 1},
                        {kPost, "/v1/links/redeem", Access::kOpen, "", 200, 1},
                        {kDelete, "/v1/users/{id}", Access::kAdmin, kNotesItself, 503, 0},
                        {kGet, "/v1/users", Access::kAdmin, "", 200, 0},
                        {kPost, "/v1/segments/preview", Access::kAdmin, kChangesNothing, 200, 0},
                        {kPatch, "/v1/profiles/{id}", Access::kWrite, kNotesItself, 200, 0},
                        {kPost, "/webhooks/stripe", Access::kOpen, "", 200, 0}};
    for (const Row& row : rows) {
        reviews_ = 0;
        status_ = row.status;
        route_.method = row.method;
        route_.pattern = row.pattern;
        route_.access = row.access;
        route_.act = row.act;
        http::Request request;
        request.method = row.method;
        request.path = row.pattern;
        EXPECT_EQ(gate_->Answer(request, Caller{home_, Access::kAdmin, "key_1"}, route_).status, row.status);
        EXPECT_EQ(reviews_, row.reviews) << row.pattern;
    }
}

INSTANTIATE_BOTH_ENGINES(GateTest);

}  // namespace
}  // namespace daybook::server
