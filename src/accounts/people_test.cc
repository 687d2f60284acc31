// Passwords, throttling, and what only storage shows of users and their sessions.
#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "accounts/links.h"
#include "accounts/passwords.h"
#include "accounts/sessions.h"
#include "accounts/throttle.h"
#include "accounts/users.h"
#include "base/random.h"
#include "base/text.h"
#include "sql/test_support.h"

namespace daybook::sql::embedded {
extern const std::string_view accounts;
}

namespace daybook::accounts {
namespace {

constexpr Micros kStart = 1'767'225'600 * kSecond;
constexpr AccountId kShop{1}, kOtherShop{2};
constexpr PasswordCost kCheap{.memory_bytes = 8192};

TEST(Password, TheDefaultCostIsWhatWeSay) {
    auto hashed = HashPassword("a quiet harbour");
    ASSERT_TRUE(hashed.ok());
    EXPECT_TRUE(hashed->starts_with("$argon2id$v=19$m=47104,t=1,p=1$")) << *hashed;
    EXPECT_TRUE(VerifyPassword(*hashed, "a quiet harbour"));
    EXPECT_FALSE(VerifyPassword(*hashed, "a quiet harbor"));
    EXPECT_FALSE(VerifyPassword("no hash", ""));
    EXPECT_NE(*hashed, *HashPassword("a quiet harbour")) << "each has its salt";
}

TEST(Password, NobodyHasNone) {
    Passwords passwords(kCheap);
    auto unknown = passwords.Verify("", "");
    ASSERT_TRUE(unknown.ok());
    EXPECT_FALSE(*unknown);
    EXPECT_TRUE(*passwords.Verify(*passwords.Hash("secret"), "secret"));
}

TEST(Password, OnlySoManyAreHashedAtOnce) {
    Passwords passwords({.memory_bytes = 16u << 20, .passes = 3});
    std::atomic<int> hashed = 0, refused = 0;
    std::vector<std::thread> threads;
    std::atomic<bool> go = false;
    for (int i = 0; i < 16; ++i) {
        threads.emplace_back([&] {
            while (!go) std::this_thread::yield();
            auto result = passwords.Hash("a quiet harbour");
            if (result.ok()) ++hashed;
            else if (result.error().code == Code::kLimited) ++refused;
        });
    }
    go = true;
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(hashed + refused, 16);
    EXPECT_GE(hashed, 2);
    EXPECT_GT(refused, 0);
}

TEST(ThrottleTest, WaitsDoubleAndAreForgotten) {
    ManualClock clock(kStart);
    Throttle throttle({.free = 2, .wait_max = 3 * kSecond, .forget_after = kMinute}, clock);
    const Micros waits[] = {0, 1 * kSecond, 2 * kSecond, 3 * kSecond, 3 * kSecond};
    for (Micros wait : waits) {
        throttle.Failed("ada");
        EXPECT_EQ(throttle.Wait("ada"), wait);
    }
    EXPECT_EQ(throttle.Wait("bob"), 0);
    clock.Advance(2 * kSecond);
    EXPECT_EQ(throttle.Wait("ada"), kSecond);
    clock.Advance(kMinute);
    EXPECT_EQ(throttle.Wait("ada"), 0);
    throttle.Failed("ada");
    EXPECT_EQ(throttle.Wait("ada"), 0) << "begins anew";
    throttle.Failed("ada");
    throttle.Succeeded("ada");
    EXPECT_EQ(throttle.Wait("ada"), 0);
}

TEST(ThrottleTest, ItsMemoryIsBounded) {
    ManualClock clock(kStart);
    Throttle throttle({.free = 1, .names_max = 100}, clock);
    for (int i = 0; i < 1000; ++i) {
        clock.Advance(kMillisecond);
        throttle.Failed("name" + std::to_string(i));
    }
    EXPECT_GT(throttle.Wait("name999"), 0);
    EXPECT_EQ(throttle.Wait("name0"), 0);
}

TEST(ThrottleTest, TheFirstWaitOfARowIsTold) {
    ManualClock clock(kStart);
    Throttle throttle({.free = 2}, clock);
    EXPECT_FALSE(throttle.Failed("ada"));
    EXPECT_TRUE(throttle.Failed("ada"));
    EXPECT_FALSE(throttle.Failed("ada")) << "it waits already";
    throttle.Succeeded("ada");
    EXPECT_FALSE(throttle.Failed("ada"));
    EXPECT_TRUE(throttle.Failed("ada"));
}

TEST(ThrottleTest, ANetworkIsWhatOneCustomerHas) {
    const std::pair<std::string_view, std::string_view> rows[] = {
        {"203.0.113.9", "203.0.113.9"},       {"::ffff:203.0.113.9", "203.0.113.9"},
        {"2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"}, {"2001:DB8:1:2::", "2001:db8:1:2::/64"},
        {"2001:db8:1:3::1", "2001:db8:1:3::/64"},      {"fe80::1%eth0", "fe80::/64"},
        {"::1", "::/64"},                     {"unknown", "unknown"},
        {"", ""},                             {"::1::", "::1::"},
    };
    for (const auto& [address, network] : rows) EXPECT_EQ(NetworkOf(address), network) << address;
}

TEST(ThrottleTest, WhoGuessesFromElsewhereDoesNotLockTheUserOut) {
    ManualClock clock(kStart);
    SignInThrottle throttle(clock);
    for (int i = 1; i <= 5; ++i) EXPECT_EQ(throttle.Failed("ada", "2001:db8::" + std::to_string(i)), i == 5) << i;
    EXPECT_EQ(throttle.Wait("ada", "2001:db8::ffff"), kSecond) << "one network";
    EXPECT_EQ(throttle.Wait("ada", "203.0.113.9"), 0);
    EXPECT_EQ(throttle.Wait("bob", "2001:db8::1"), 0);
    for (int i = 6; i <= 100; ++i) EXPECT_EQ(throttle.Failed("ada", "198.51.100." + std::to_string(i)), i == 100) << i;
    EXPECT_EQ(throttle.Wait("ada", "203.0.113.9"), kSecond) << "many networks together";
    EXPECT_EQ(throttle.Wait("bob", "203.0.113.9"), 0);
    clock.Advance(kSecond);
    throttle.Succeeded("ada", "203.0.113.9");
    for (int i = 0; i < 15; ++i) throttle.Failed("name" + std::to_string(i), "2001:db8::9");
    EXPECT_EQ(throttle.Wait("bob", "2001:db8::1"), kSecond) << "a network that tries many names";
}

class PeopleTest : public ::testing::TestWithParam<std::string> {
  protected:
    sql::Database& db() { return store_->db(); }
    void Write(const sql::Job& job) {
        Status done = db().Write(job);
        ASSERT_TRUE(done.ok()) << done.error().message;
    }
    User Person(std::string email, AccountId account = kShop) {
        User user;
        user.id = RandomId();
        user.account = account;
        user.email = std::move(email);
        user.name = "Ada";
        user.role = Role::kOwner;
        user.created = clock_.Now();
        return user;
    }

    ManualClock clock_{kStart};
    std::unique_ptr<sql::TestDatabase> store_ = sql::TestDatabase::Make(GetParam(), {sql::embedded::accounts}, {"accounts"});
    Sessions sessions_{store_->db(), clock_};
};
INSTANTIATE_BOTH_ENGINES(PeopleTest);

TEST_P(PeopleTest, AUserComesBackAsStored) {
    User user = Person("ada@example.com");
    user.password = "$argon2id$x";
    Write([&](sql::Tx& tx) -> Status {
        TRY(InsertUser(tx, user));
        user.role = Role::kMarketer;
        user.theme = "dark";
        return SaveUser(tx, user);
    });
    Write([&](sql::Tx& tx) -> Status {
        User found = TRY(LoadUser(tx, kShop, user.id));
        EXPECT_EQ(found.email, "ada@example.com");
        EXPECT_EQ(found.role, Role::kMarketer);
        EXPECT_EQ(found.theme, "dark");
        EXPECT_EQ(found.password, "$argon2id$x");
        EXPECT_FALSE(found.last_seen.has_value());
        EXPECT_EQ(LoadUser(tx, kOtherShop, user.id).error().code, Code::kNotFound);
        EXPECT_EQ(InsertUser(tx, Person("ada@example.com", kOtherShop)).error().reason, "already_exists");
        EXPECT_TRUE(TRY(ListUsers(tx, kOtherShop)).empty());
        return {};
    });
}

TEST_P(PeopleTest, WhoIsRemovedLeavesNothingBehind) {
    User user = Person("ada@example.com");
    const std::string token = MakeToken(), link = MakeToken();
    Write([&](sql::Tx& tx) -> Status {
        TRY(InsertUser(tx, user));
        TRY(sessions_.Begin(tx, user, token, "127.0.0.1", std::string(1000, '\xff')));
        TRY(PutLink(tx, {LinkKind::kReset, kShop, user.id, clock_.Now() + kHour}, link));
        return {};
    });
    EXPECT_TRUE(sessions_.Find(token).ok());
    EXPECT_EQ(sql::Dump(store_->url(), "SELECT count(*) FROM user_session WHERE length(agent) > 0"), "1\n");
    Write([&](sql::Tx& tx) { return RemoveUser(tx, user); });
    EXPECT_EQ(sessions_.Find(token).error().reason, "session_missing");
    EXPECT_EQ(sql::Dump(store_->url(), "SELECT (SELECT count(*) FROM user_session) + (SELECT count(*) FROM one_time_link)"), "0\n");
}

TEST_P(PeopleTest, TokensAreNotStored) {
    User user = Person("ada@example.com");
    const std::string token = MakeToken();
    EXPECT_EQ(token.size(), 43u);
    Write([&](sql::Tx& tx) -> Status {
        TRY(InsertUser(tx, user));
        TRY(sessions_.Begin(tx, user, token, "::1", "agent"));
        return {};
    });
    const std::string hash = HexEncode(Sha256(token));
    const std::string column = GetParam() == "sqlite" ? "lower(hex(hash))" : "encode(hash, 'hex')";
    EXPECT_EQ(sql::Dump(store_->url(), "SELECT " + column + " FROM user_session"), hash + "\n");
}

TEST_P(PeopleTest, EndedSessionsAreForgottenWhenTheNextBegins) {
    User user = Person("ada@example.com");
    for (Micros pause : {Micros{0}, kSessionIdleMax}) {
        clock_.Advance(pause);
        Write([&](sql::Tx& tx) -> Status {
            if (pause == 0) TRY(InsertUser(tx, user));
            TRY(sessions_.Begin(tx, user, MakeToken(), "", ""));
            EXPECT_EQ(TRY(sessions_.List(tx, user.id)).size(), 1u);
            return {};
        });
    }
    EXPECT_EQ(sql::Dump(store_->url(), "SELECT count(*) FROM user_session"), "1\n");
}

TEST_P(PeopleTest, ALinkWorksOnceAndNotForEver) {
    const std::string first = MakeToken(), second = MakeToken();
    Write([&](sql::Tx& tx) -> Status {
        TRY(PutLink(tx, {LinkKind::kInvitation, kShop, 5, kStart + kHour}, first));
        TRY(PutLink(tx, {LinkKind::kInvitation, kShop, 6, kStart + kHour}, second));
        EXPECT_EQ(TRY(TakeLink(tx, first, kStart)).user, 5);
        EXPECT_EQ(FindLink(tx, first, kStart).error().reason, "link_invalid");
        EXPECT_EQ(TRY(FindLink(tx, second, kStart)).user, 6);
        EXPECT_EQ(FindLink(tx, second, kStart + kHour).error().reason, "link_invalid");
        return {};
    });
}

}  // namespace
}  // namespace daybook::accounts
