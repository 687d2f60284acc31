#include <sys/stat.h>

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/accounts.h"
#include "accounts/api_keys.h"
#include "accounts/audit.h"
#include "accounts/idempotency.h"
#include "accounts/secrets.h"
#include "accounts/settings.h"
#include "base/io.h"
#include "sql/test_support.h"

namespace daybook::sql::embedded {
extern const std::string_view accounts;
}

namespace daybook::accounts {
namespace {

constexpr Micros kStart = 1'767'225'600 * kSecond;
constexpr AccountId kShop{1};

class AccountsTest : public ::testing::TestWithParam<std::string> {
  protected:
    void SetUp() override {
        store_ = sql::TestDatabase::Make(GetParam(), {sql::embedded::accounts}, {"accounts"});
        folder_ = std::filesystem::temp_directory_path() / ("daybook_accounts_" + std::to_string(getpid()));
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directory(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    sql::Database& db() { return store_->db(); }
    Secrets OpenSecrets() {
        auto secrets = Secrets::Open(folder_, db(), clock_);
        EXPECT_TRUE(secrets.ok()) << secrets.error().message;
        return std::move(*secrets);
    }
    Status PutSecret(const Secrets& secrets, std::string_view name, std::string_view plain) {
        return db().Write([&](sql::Tx& tx) { return secrets.Put(tx, kShop, name, plain); });
    }
    Result<std::optional<std::string>> GetSecret(const Secrets& secrets, std::string_view name) {
        std::optional<std::string> found;
        TRY(db().Read([&](sql::Tx& tx) -> Status {
            found = TRY(secrets.Get(tx, kShop, name));
            return {};
        }));
        return found;
    }

    ManualClock clock_{kStart};
    std::unique_ptr<sql::TestDatabase> store_;
    std::filesystem::path folder_;
};
INSTANTIATE_BOTH_ENGINES(AccountsTest);

TEST_P(AccountsTest, PreparesEveryStatement) {
    Status prepared = store_->PrepareAll();
    EXPECT_TRUE(prepared.ok()) << prepared.error().message;
}

TEST_P(AccountsTest, MakesTheFirstAccountOnce) {
    auto first = EnsureFirst(db(), clock_);
    auto second = EnsureFirst(db(), clock_);
    ASSERT_TRUE(first.ok()) << first.error().message;
    EXPECT_EQ(*first, *second);
    Status read = db().Read([&](sql::Tx& tx) -> Status {
        EXPECT_EQ(TRY(ListAccounts(tx)).size(), 1u);
        Account account = TRY(Load(tx, *first));
        EXPECT_EQ(account.time_zone, "UTC");
        EXPECT_EQ(account.default_email_consent, Consent::kBuyers);
        EXPECT_EQ(account.created, kStart);
        return {};
    });
    EXPECT_TRUE(read.ok());
}

TEST_P(AccountsTest, SavesWhatWasPatched) {
    ASSERT_TRUE(EnsureFirst(db(), clock_).ok());
    auto patched = Patched({.id = kShop, .name = "x"}, R"({"name":" Ada's ","time_zone":"Europe/Berlin","currency":"EUR",
        "postal_address":"1 Main St\nTown","default_email_consent":"nobody","test_mode_recipients":["Example.com","a@b.co","*"]})");
    ASSERT_TRUE(patched.ok()) << patched.error().message;
    ASSERT_TRUE(db().Write([&](sql::Tx& tx) { return Save(tx, *patched); }).ok());
    Status read = db().Read([&](sql::Tx& tx) -> Status {
        EXPECT_EQ(ToJson(TRY(Load(tx, kShop))),
                  R"({"id":"acc_0000000000001","object":"account","name":"Ada's","time_zone":"Europe/Berlin","currency":"eur",)"
                  R"("postal_address":"1 Main St\nTown","default_email_consent":"nobody","test_mode_recipients":["example.com","a@b.co","*"],)"
                  R"("created":1767225600,"version":2})");
        return {};
    });
    EXPECT_TRUE(read.ok());
}

TEST(AccountPatch, TakesBackWhatMayBeMissing) {
    auto patched = Patched({.id = kShop, .name = "x", .currency = "eur", .postal_address = "1 Main St"},
                           R"({"currency":null,"postal_address":null})");
    ASSERT_TRUE(patched.ok()) << patched.error().message;
    EXPECT_EQ(patched->currency, "");
    EXPECT_FALSE(patched->postal_address);
}

TEST(AccountPatch, RefusesWhatMeansNothing) {
    struct Case {
        const char* json;
        const char* param;
    };
    for (const Case& c : std::vector<Case>{{R"({"time_zone":"Mars/Base"})", "time_zone"},
                                           {R"({"currency":"dollar"})", "currency"},
                                           {R"({"currency":7})", "currency"},
                                           {R"({"currency":"zzz"})", "currency"},
                                           {R"({"currency":""})", "currency"},
                                           {R"({"name":"  "})", "name"},
                                           {R"({"name":null})", "name"},
                                           {R"({"name":"a\u0000b"})", "name"},
                                           {R"({"name":"a\nb"})", "name"},
                                           {R"({"name":"a","name":"b"})", "name"},
                                           {R"({"time_zone":null})", "time_zone"},
                                           {R"({"postal_address":"a\u0000b"})", "postal_address"},
                                           {R"({"postal_address":"a\u001bb"})", "postal_address"},
                                           {R"({"postal_address":7})", "postal_address"},
                                           {R"({"version":"1"})", "version"},
                                           {R"({"default_email_consent":null})", "default_email_consent"},
                                           {R"({"default_email_consent":"all"})", "default_email_consent"},
                                           {R"({"test_mode_recipients":"x"})", "test_mode_recipients"},
                                           {R"({"test_mode_recipients":["x"]})", "test_mode_recipients"},
                                           {R"({"test_mode_recipients":["a@b.co",""]})", "test_mode_recipients"},
                                           {R"({"test_mode_recipients":["a@b.co\u0000"]})", "test_mode_recipients"},
                                           {R"({"test_mode_recipients":["a b.co"]})", "test_mode_recipients"},
                                           {R"({"test_mode_recipients":[7]})", "test_mode_recipients"},
                                           {R"({"test_mode_recipients":null})", "test_mode_recipients"},
                                           {R"({"tz":"UTC"})", "tz"},
                                           {R"([])", ""},
                                           {R"({"name":)", ""}}) {
        auto patched = Patched({.id = kShop, .name = "x"}, c.json);
        ASSERT_FALSE(patched.ok()) << c.json;
        EXPECT_EQ(patched.error().code, Code::kInvalid);
        EXPECT_EQ(patched.error().param, c.param) << c.json;
    }
}

TEST_P(AccountsTest, AKeyWorksUntilItIsRevoked) {
    ApiKeys keys(db(), clock_);
    auto created = keys.Create(kShop, "till", Scope::kWrite);
    ASSERT_TRUE(created.ok()) << created.error().message;
    EXPECT_TRUE(created->secret.starts_with("dbk_"));
    EXPECT_GE(created->secret.size(), 40u);
    EXPECT_EQ(created->key.hint, "dbk_…" + created->secret.substr(created->secret.size() - 4));
    for (int i = 0; i < 2; ++i) {
        auto owner = keys.Authenticate(created->secret);
        ASSERT_TRUE(owner.ok());
        EXPECT_EQ(owner->scope, Scope::kWrite);
        EXPECT_EQ(owner->account, kShop);
    }
    ASSERT_TRUE(keys.Revoke(kShop, created->key.id).ok());
    EXPECT_EQ(keys.Authenticate(created->secret).error().code, Code::kUnauthenticated);
    EXPECT_EQ(keys.Revoke(AccountId{2}, created->key.id).error().code, Code::kNotFound) << "another shop's key";
    EXPECT_TRUE(keys.List(kShop)->front().revoked.has_value());
}

TEST_P(AccountsTest, AKeyIsNeitherMadeNorRevokedWithoutItsNote) {
    ApiKeys keys(db(), clock_);
    const ApiKeys::Also refuses = [](sql::Tx&, const ApiKey&) -> Status { return Unavailable("The disk is full."); };
    EXPECT_EQ(keys.Create(kShop, "till", Scope::kRead, refuses).error().code, Code::kUnavailable);
    EXPECT_TRUE(keys.List(kShop)->empty());
    auto created = keys.Create(kShop, "till", Scope::kRead);
    ASSERT_TRUE(created.ok());
    EXPECT_EQ(keys.Revoke(kShop, created->key.id, refuses).error().code, Code::kUnavailable);
    EXPECT_TRUE(keys.Authenticate(created->secret).ok());
}

TEST_P(AccountsTest, KeysAreNotStoredInClearAndUnknownOnesAreRefused) {
    ApiKeys keys(db(), clock_);
    auto created = keys.Create(kShop, "till", Scope::kRead);
    ASSERT_TRUE(created.ok());
    EXPECT_EQ(keys.List(kShop)->size(), 1u);
    EXPECT_EQ(ToJson(keys.List(kShop)->front()).find(created->secret), std::string::npos);
    for (const char* wrong : {"", "dbk_", "dbk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "sk_live_123"}) {
        EXPECT_EQ(keys.Authenticate(wrong).error().reason, "api_key_invalid");
    }
    for (const char* name : {"  ", "a\nb", "\x1b[31mred", "\xc2\x9b", "\xff"}) EXPECT_FALSE(keys.Create(kShop, name, Scope::kRead).ok()) << name;
}

TEST_P(AccountsTest, LastUseIsNotedAtMostOnceAMinute) {
    ApiKeys keys(db(), clock_);
    auto created = keys.Create(kShop, "till", Scope::kRead);
    ASSERT_TRUE(created.ok());
    auto last_used = [&] {
        // A write that waits behind the noting one.
        EXPECT_TRUE(db().Write([](sql::Tx&) -> Status { return {}; }, sql::Durability::kBulk, sql::Priority::kBulk).ok());
        return keys.List(kShop)->front().last_used.value_or(0);
    };
    EXPECT_EQ(last_used(), 0);
    ASSERT_TRUE(keys.Authenticate(created->secret).ok());
    EXPECT_EQ(last_used(), kStart);
    clock_.Advance(59 * kSecond);
    ASSERT_TRUE(keys.Authenticate(created->secret).ok());
    EXPECT_EQ(last_used(), kStart);
    clock_.Advance(2 * kSecond);
    ASSERT_TRUE(keys.Authenticate(created->secret).ok());
    EXPECT_EQ(last_used(), kStart + 61 * kSecond);
}

TEST_P(AccountsTest, SecretsAreSealedAndBoundToTheirName) {
    Secrets secrets = OpenSecrets();
    ASSERT_TRUE(PutSecret(secrets, "stripe_key", "rk_test_1234567890").ok());
    EXPECT_EQ(**GetSecret(secrets, "stripe_key"), "rk_test_1234567890");
    EXPECT_FALSE(GetSecret(secrets, "other")->has_value());
    std::string sealed = secrets.SealFor("a", "plain");
    EXPECT_EQ(sealed.find("plain"), std::string::npos);
    EXPECT_EQ(*secrets.OpenFor("a", sealed), "plain");
    EXPECT_EQ(secrets.OpenFor("b", sealed).error().code, Code::kCorrupt);
    sealed.back() = static_cast<char>(sealed.back() ^ 1);
    EXPECT_FALSE(secrets.OpenFor("a", sealed).ok());
    EXPECT_EQ(**GetSecret(OpenSecrets(), "stripe_key"), "rk_test_1234567890") << "after a restart";
}

TEST_P(AccountsTest, MasterKeyFaultsSayWhatToDo) {
    { ASSERT_TRUE(PutSecret(OpenSecrets(), "stripe_key", "rk_test_1234567890").ok()); }
    std::string path = folder_ / "master.key";
    struct stat info {};
    ASSERT_EQ(stat(path.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, 0600u);
    ASSERT_EQ(chmod(path.c_str(), 0644), 0);
    EXPECT_THAT(Secrets::Open(folder_, db(), clock_).error().message, testing::HasSubstr("chmod 600"));
    EXPECT_THAT(CheckMasterKey(path).error().message, testing::HasSubstr("chmod 600"));
    ASSERT_TRUE(WriteFileDurably(path, "short", 0600).ok());
    EXPECT_THAT(Secrets::Open(folder_, db(), clock_).error().message, testing::HasSubstr("must have 32 bytes"));
    EXPECT_EQ(CheckMasterKey(path).error().param, kMasterKey);
    ASSERT_TRUE(WriteFileDurably(path, std::string(32, 'x'), 0600).ok());
    EXPECT_TRUE(CheckMasterKey(path).ok());
    EXPECT_EQ(GetSecret(OpenSecrets(), "stripe_key").error().reason, kMasterKeyChanged);
    std::filesystem::remove(path);
    EXPECT_EQ(CheckMasterKey(path).error().code, Code::kNotFound);
    const Error missing = Secrets::Open(folder_, db(), clock_).error();
    EXPECT_THAT(missing.message, testing::AllOf(testing::HasSubstr("is missing"), testing::HasSubstr("head -c 32 /dev/urandom > " + path)));
    EXPECT_EQ(missing.param, kMasterKey);
}

TEST_P(AccountsTest, SettingsComeAndGo) {
    auto get = [&] {
        std::optional<std::string> value;
        EXPECT_TRUE(db().Read([&](sql::Tx& tx) -> Status {
            value = TRY(GetSetting(tx, kShop, "guests"));
            return {};
        }).ok());
        return value;
    };
    auto put = [&](std::optional<std::string> value) {
        EXPECT_TRUE(db().Write([&](sql::Tx& tx) { return PutSetting(tx, kShop, "guests", value); }).ok());
    };
    EXPECT_FALSE(get());
    put("on");
    put("off");
    EXPECT_EQ(get(), "off");
    put(std::nullopt);
    EXPECT_FALSE(get());
}

TEST_P(AccountsTest, TheSameRequestGetsTheSameAnswer) {
    Secrets secrets = OpenSecrets();
    auto idempotency = Idempotency::Open(db(), secrets, clock_);
    ASSERT_TRUE(idempotency.ok());
    EXPECT_FALSE(idempotency->Begin({kShop, "key_1", "k1"}, "POST /x {}")->has_value());
    EXPECT_EQ(idempotency->Begin({kShop, "key_1", "k1"}, "POST /x {}").error().reason, "idempotency_key_in_use");
    EXPECT_EQ(idempotency->Begin({kShop, "key_1", "k1"}, "POST /y {}").error().reason, "idempotency_key_reused");
    EXPECT_FALSE(idempotency->Begin({AccountId{2}, "key_1", "k1"}, "POST /y {}")->has_value()) << "another shop's key is another key";
    EXPECT_FALSE(idempotency->Begin({kShop, "usr_1", "k1"}, "POST /x {}")->has_value()) << "so is another caller's";
    ASSERT_TRUE(idempotency->Finish({kShop, "key_1", "k1"}, {200, "{\"key\":\"dbk_secret\"}"}).ok());
    auto kept = idempotency->Begin({kShop, "key_1", "k1"}, "POST /x {}");
    ASSERT_TRUE(kept.ok() && kept->has_value());
    EXPECT_EQ((*kept)->status, 200);
    EXPECT_EQ((*kept)->body, "{\"key\":\"dbk_secret\"}");
    EXPECT_EQ(idempotency->Begin({kShop, "key_1", "k1"}, "POST /y {}").error().reason, "idempotency_key_reused");
    clock_.Advance(23 * kHour);
    EXPECT_TRUE(idempotency->Begin({kShop, "key_1", "k1"}, "POST /x {}")->has_value());
    clock_.Advance(3 * kDay);
    EXPECT_FALSE(idempotency->Begin({kShop, "key_1", "k1"}, "POST /x {}")->has_value()) << "forgotten after two days";
    for (const std::string& bad : {std::string(), std::string(256, 'k'), std::string("\xff"), std::string("k\n"), std::string("caf\u00e9")}) {
        EXPECT_EQ(idempotency->Begin({kShop, "key_1", bad}, "x").error().param, "Idempotency-Key") << bad;
    }
    EXPECT_FALSE(idempotency->Begin({kShop, "key_1", " ~" + std::string(253, 'k')}, "x")->has_value());
}

TEST_P(AccountsTest, WhatWasUnderWayAtACrashMayBeTriedAgain) {
    Secrets secrets = OpenSecrets();
    EXPECT_FALSE(Idempotency::Open(db(), secrets, clock_)->Begin({kShop, "key_1", "k"}, "a")->has_value());
    EXPECT_FALSE(Idempotency::Open(db(), secrets, clock_)->Begin({kShop, "key_1", "k"}, "a")->has_value());
    auto again = Idempotency::Open(db(), secrets, clock_);
    EXPECT_FALSE(again->Begin({kShop, "key_1", "k"}, "a")->has_value());
    ASSERT_TRUE(again->Abandon({kShop, "key_1", "k"}).ok());
    EXPECT_FALSE(again->Begin({kShop, "key_1", "k"}, "b")->has_value());
}

TEST_P(AccountsTest, AnAnswerThatCannotBeOpenedIsSaidAndMayBeForgotten) {
    {
        Secrets secrets = OpenSecrets();
        auto idempotency = Idempotency::Open(db(), secrets, clock_);
        EXPECT_FALSE(idempotency->Begin({kShop, "key_1", "k"}, "a")->has_value());
        ASSERT_TRUE(idempotency->Finish({kShop, "key_1", "k"}, {200, "{}"}).ok());
    }
    ASSERT_TRUE(WriteFileDurably(folder_ / "master.key", std::string(32, 'x'), 0600).ok());
    Secrets secrets = OpenSecrets();
    auto idempotency = Idempotency::Open(db(), secrets, clock_);
    EXPECT_EQ(idempotency->Begin({kShop, "key_1", "k"}, "a").error().code, Code::kConflict);
    ASSERT_TRUE(db().Write([&](sql::Tx& tx) { return idempotency->ForgetAnswers(tx, kShop, {"ada@example.com"}); }).ok());
    EXPECT_EQ((*idempotency->Begin({kShop, "key_1", "k"}, "a"))->status, 404);
}

TEST_P(AccountsTest, AuditIsNumberedAnAccount) {
    ASSERT_TRUE(db().Write([&](sql::Tx& tx) -> Status {
        TRY(Append(tx, kShop, {0, kStart, "key_1", "api_key.create", "key_2", "req_1"}));
        TRY(Append(tx, kShop, {0, kStart + 1, "socket", "api_key.revoke", "key_2", "req_2"}));
        return Append(tx, AccountId{2}, {0, kStart, "a", "b", "c", "d"});
    }).ok());
    ASSERT_TRUE(db().Read([&](sql::Tx& tx) -> Status {
        std::vector<AuditEntry> entries = TRY(ListAudit(tx, kShop, 10)).entries;
        EXPECT_EQ(entries.size(), 2u);
        EXPECT_EQ(entries.front().seq, 2);
        EXPECT_EQ(entries.front().act, "api_key.revoke");
        return {};
    }).ok());
}

}  // namespace
}  // namespace daybook::accounts
