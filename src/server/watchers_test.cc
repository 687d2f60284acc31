// Streams end with the right to watch: by hand at once, by time within the next review.
#include "server/watchers.h"

#include <deque>

#include "server/house_support.h"
#include "sql/test_support.h"

namespace daybook::sql::embedded {
extern const std::string_view accounts;
}

namespace daybook::server {
namespace {

using http::Method;

bool IsOpen(const http::Response& stream) { return stream.events != nullptr && !stream.events->closed(); }

// What a stream's reader is sent last.
std::string Rest(const http::Response& stream) { return stream.events->Take(kHour); }

class StreamsEndTest : public HouseTest {
  protected:
    http::Response Watch(const std::string& cookie) {
        http::Response stream = Ask(Method::kGet, "/v1/stream", cookie);
        EXPECT_TRUE(IsOpen(stream)) << stream.body;
        return stream;
    }
    std::string SignInAs(const std::string& email, const std::string& password) { return CookieOf(SignIn(email, password)); }
    std::string SessionIdOf(const std::string& cookie) {
        const boost::json::value sessions = Json(Ask(Method::kGet, "/v1/sessions", cookie));
        for (const auto& one : sessions.at("data").as_array()) {
            if (one.at("current").as_bool()) return std::string(one.at("id").as_string());
        }
        return "";
    }
};

TEST_F(StreamsEndTest, BySigningOutAndNobodyElses) {
    const std::string owner = MakeOwner(), other = SignInAs("ada@example.com", "lovelace engine");
    const http::Response ending = Watch(owner), staying = Watch(other);
    EXPECT_EQ(Ask(Method::kDelete, "/v1/session", owner).status, 200);
    EXPECT_FALSE(IsOpen(ending));
    EXPECT_NE(Rest(ending).find("event: ended\ndata: {\"code\":\"session_missing\"}"), std::string::npos);
    EXPECT_TRUE(IsOpen(staying));
    EXPECT_EQ(CodeOf(Ask(Method::kGet, "/v1/stream", owner)), "session_missing");
}

TEST_F(StreamsEndTest, WhenTheUserEndsThatSession) {
    const std::string owner = MakeOwner(), other = SignInAs("ada@example.com", "lovelace engine");
    const http::Response staying = Watch(owner), ending = Watch(other);
    EXPECT_EQ(Ask(Method::kDelete, "/v1/sessions/" + SessionIdOf(other), owner).status, 200);
    EXPECT_FALSE(IsOpen(ending));
    EXPECT_TRUE(IsOpen(staying));
}

TEST_F(StreamsEndTest, ByAChangedPassword) {
    const std::string owner = MakeOwner(), other = SignInAs("ada@example.com", "lovelace engine");
    const http::Response staying = Watch(owner), ending = Watch(other);
    EXPECT_EQ(Ask(Method::kPost, "/v1/session/password", owner, R"({"current_password":"lovelace engine","password":"difference engine"})").status, 200);
    EXPECT_FALSE(IsOpen(ending));
    EXPECT_TRUE(IsOpen(staying));
}

TEST_F(StreamsEndTest, ByAPasswordThatWasReset) {
    const std::string owner = MakeOwner(), marketer = MakeUser("marketer");
    const http::Response staying = Watch(owner), ending = Watch(marketer);
    const std::string link = Text(Ask(Method::kPost, "/v1/users/" + UserIdOf(marketer) + "/reset", owner), "link");
    EXPECT_FALSE(IsOpen(ending)) << "the link alone ends it";
    const http::Response later = Watch(CookieOf(SignIn("marketer@example.com", "quite a long one")));
    EXPECT_EQ(Redeem(link, R"(,"password":"another long one")").status, 200);
    EXPECT_FALSE(IsOpen(later)) << "what began with the old password ends by the new one";
    EXPECT_TRUE(IsOpen(staying));
}

TEST_F(StreamsEndTest, WithItsUser) {
    const std::string owner = MakeOwner(), marketer = MakeUser("marketer");
    const http::Response ending = Watch(marketer);
    EXPECT_EQ(Ask(Method::kDelete, "/v1/users/" + UserIdOf(marketer), owner).status, 200);
    EXPECT_FALSE(IsOpen(ending));
}

TEST_F(StreamsEndTest, ByALesserRoleNotByAGreaterOne) {
    const std::string owner = MakeOwner(), marketer = MakeUser("marketer");
    const std::string path = "/v1/users/" + UserIdOf(marketer);
    const http::Response stream = Watch(marketer);
    EXPECT_EQ(Ask(Method::kPatch, path, owner, R"({"role":"admin"})").status, 200);
    EXPECT_TRUE(IsOpen(stream));
    EXPECT_EQ(Ask(Method::kPatch, path, owner, R"({"role":"viewer"})").status, 200);
    EXPECT_FALSE(IsOpen(stream));
    EXPECT_NE(Rest(stream).find("\"scope_missing\""), std::string::npos);
    EXPECT_TRUE(IsOpen(Watch(marketer))) << "who may still read may come back";
}

TEST_F(StreamsEndTest, WithItsApiKey) {
    const std::string owner = MakeOwner();
    const auto make = [&] { return Ask(Method::kPost, "/v1/api-keys", owner, R"({"name":"screen","scope":"read"})"); };
    const http::Response first = make(), second = make();
    const http::Response ending = AskWithKey(Method::kGet, "/v1/stream", Text(first, "key"));
    const http::Response staying = AskWithKey(Method::kGet, "/v1/stream", Text(second, "key"));
    ASSERT_TRUE(IsOpen(ending) && IsOpen(staying));
    EXPECT_EQ(Ask(Method::kDelete, "/v1/api-keys/" + Text(first, "id"), owner).status, 200);
    EXPECT_FALSE(IsOpen(ending));
    EXPECT_NE(Rest(ending).find("\"api_key_invalid\""), std::string::npos);
    EXPECT_TRUE(IsOpen(staying));
}

TEST_F(StreamsEndTest, TheOperatorsStays) {
    http::Request request;
    request.method = Method::kGet;
    request.path = "/v1/stream";
    request.origin = http::Origin::kSocket;
    const std::string owner = MakeOwner();
    const http::Response stream = app_->Handle(request);
    EXPECT_EQ(Ask(Method::kDelete, "/v1/session", owner).status, 200);
    EXPECT_TRUE(IsOpen(stream));
}

// Timers that the test fires.
class HeldTasks : public stripe::Tasks {
  public:
    void Run(std::function<void()> task) override { held_.push_back(std::move(task)); }
    void After(Micros delay, std::function<void()> task) override {
        EXPECT_EQ(delay, Watchers::kReviewEvery);
        held_.push_back(std::move(task));
    }
    void Fire() {
        ASSERT_FALSE(held_.empty());
        const std::function<void()> task = std::move(held_.front());
        held_.pop_front();
        task();
    }
    size_t held() const { return held_.size(); }

  private:
    std::deque<std::function<void()>> held_;
};

class WatchersTest : public ::testing::TestWithParam<std::string> {
  protected:
    void SetUp() override {
        user_.id = 7;
        user_.account = kShop;
        user_.email = "ada@example.com";
        user_.role = accounts::Role::kViewer;
        ASSERT_TRUE(store_->db().Write([&](sql::Tx& tx) -> Status {
            TRY(accounts::InsertUser(tx, user_));
            session_ = TRY(sessions_.Begin(tx, user_, "token", "127.0.0.1", "test"));
            return {};
        }).ok());
    }
    Caller Ada() const {
        Caller caller{kShop, Access::kRead, "usr_7", user_.role};
        caller.signed_in = accounts::SignedIn{session_, user_};
        return caller;
    }

    static constexpr AccountId kShop{1};
    ManualClock clock_{1'767'225'600 * kSecond};
    std::unique_ptr<sql::TestDatabase> store_ = sql::TestDatabase::Make(GetParam(), {sql::embedded::accounts}, {"accounts"});
    accounts::Sessions sessions_{store_->db(), clock_};
    HeldTasks tasks_;
    Watchers watchers_{store_->db(), sessions_, tasks_};
    accounts::User user_;
    accounts::Session session_;
};
INSTANTIATE_BOTH_ENGINES(WatchersTest);

TEST_P(WatchersTest, ASessionThatExpiresEndsItsStreamByItself) {
    const auto stream = std::make_shared<http::EventStream>();
    watchers_.Add(Ada(), stream);
    clock_.Advance(accounts::kSessionIdleMax - kSecond);
    tasks_.Fire();
    EXPECT_FALSE(stream->closed());
    clock_.Advance(kSecond);
    tasks_.Fire();
    EXPECT_TRUE(stream->closed());
    EXPECT_EQ(watchers_.count(), 0u);
    EXPECT_EQ(tasks_.held(), 0u) << "nobody watches: nothing is looked at";
}

TEST_P(WatchersTest, AWeekIsTheMostHoweverMuchItIsUsed) {
    const auto stream = std::make_shared<http::EventStream>();
    watchers_.Add(Ada(), stream);
    for (int use = 0; use < 16; ++use) {
        watchers_.Review();
        EXPECT_FALSE(stream->closed());
        clock_.Advance(accounts::kSessionAgeMax / 16);
        ASSERT_TRUE(store_->db().Write([&](sql::Tx& tx) { return tx.Run("accounts.touch_session", session_.id, clock_.Now()); }).ok());
    }
    watchers_.Review();
    EXPECT_TRUE(stream->closed());
}

TEST_P(WatchersTest, WhatAnotherProgramEndedIsFoundByTheNextReview) {
    const auto stream = std::make_shared<http::EventStream>();
    watchers_.Add(Ada(), stream);
    ASSERT_TRUE(store_->db().Write([&](sql::Tx& tx) { return sessions_.EndAll(tx, user_.id, 0); }).ok());
    tasks_.Fire();
    EXPECT_TRUE(stream->closed());
}

TEST_P(WatchersTest, AStreamThatIsGoneIsForgotten) {
    const uint64_t number = watchers_.Add(Ada(), std::make_shared<http::EventStream>());
    EXPECT_EQ(watchers_.count(), 1u);
    watchers_.Remove(number);
    EXPECT_EQ(watchers_.count(), 0u);
    watchers_.Review();
}

}  // namespace
}  // namespace daybook::server
