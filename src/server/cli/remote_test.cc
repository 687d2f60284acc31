#include "server/cli/remote.h"

#include <sys/resource.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/ids.h"
#include "server/app.h"
#include "server/cli/memory.h"

namespace daybook::server {
namespace {

TEST(Exits, EachErrorHasTheCodeOfItsKind) {
    struct Case {
        Error error;
        int exit;
    };
    const Case cases[] = {
        {Invalid("a bad value"), kFailed},
        {NotFound("nobody"), kFailed},
        {Conflict("another account", "stripe_account_mismatch"), kFailed},
        {Internal("a fault"), kFailed},
        {Invalid("a bad setting", "x", "configuration"), kConfiguration},
        {Invalid("no address", "listen"), kConfiguration},
        {Unavailable("not writable", "data_unwritable"), kConfiguration},
        {Corrupt("newer", "database_too_new"), kConfiguration},
        {Unavailable("Stripe is away", "stripe_unreachable"), kUnavailableExit},
        {Unavailable("full", "disk_full"), kUnavailableExit},
        {Timeout("slow"), kUnavailableExit},
        {Conflict("taken", "port_in_use"), kUnavailableExit},
        {Conflict("taken", "store_in_use"), kUnavailableExit},
    };
    for (const Case& c : cases) EXPECT_EQ(ExitOf(c.error), c.exit) << c.error.message;
}

TEST(Paths, AreMadeOfIdsAlone) {
    const std::string good = EncodeId("prf", 4097);
    auto path = PathOf(kProfile, good);
    ASSERT_TRUE(path.ok());
    EXPECT_EQ(*path, "/v1/profiles/" + good);
    for (const std::string typed : {"", "export", "a/b", "..", "prf_", "prf_?x=1", "seg_0000000000001", "prf_000000000000u", "\xff"}) {
        auto refused = PathOf(kProfile, typed);
        ASSERT_FALSE(refused.ok()) << typed;
        EXPECT_EQ(refused.error().code, Code::kNotFound);
        EXPECT_THAT(refused.error().message, testing::StartsWith("There is no profile ")) << typed;
    }
}

TEST(Settings, AddressesAreLookedAtBeforeAnythingIsOpened) {
    struct Case {
        std::string member, value;
        bool good;
    };
    const Case cases[] = {
        {"database", "postgres://u@h/n", true},          {"database", "postgresql:///n", true},
        {"database", "mysql://u@h/n", false},            {"database", "daybook.db", false},
        {"stripe_api_base", "http://127.0.0.1:1", true}, {"stripe_api_base", "api.stripe.com", false},
        {"stripe_api_base", "http://127.0.0.1:1/", true}, {"stripe_api_base", "http://127.0.0.1:1//", true},
        {"stripe_api_base", "http://127.0.0.1:1/v1", false}, {"stripe_api_base", "http://127.0.0.1:1/v1/", false},
        {"stripe_api_base", "http://127.0.0.1:1?x", false}, {"stripe_api_base", "https://", false},
        {"public_url", "https://d.example.com", true},   {"public_url", "d.example.com", false},
        {"allow", "192.168.1.20:8025", true},            {"allow", "somewhere", false},
        {"stripe_rate", "unlimited", true},              {"stripe_rate", "12.5", true},
        {"stripe_rate", "0", false},                     {"stripe_rate", "-1", false},
        {"stripe_rate", "12 a second", false},           {"stripe_rate", "nan", false},
    };
    for (const Case& c : cases) {
        StoreOptions store;
        ServeOptions serve;
        if (c.member == "database") store.database = c.value;
        if (c.member == "stripe_api_base") serve.stripe_api_base = c.value;
        if (c.member == "public_url") serve.public_url = c.value;
        if (c.member == "allow") serve.allow_addresses = {c.value};
        if (c.member == "stripe_rate") serve.stripe_rate = c.value;
        auto options = MakeAppOptions(store, serve);
        ASSERT_EQ(options.ok(), c.good) << c.member << " " << c.value;
        if (c.good && c.member == "stripe_api_base") {
            EXPECT_EQ(options->stripe_api_base, "http://127.0.0.1:1") << c.value;
        }
        if (!options.ok()) {
            EXPECT_EQ(ExitOf(options.error()), kConfiguration) << c.value;
        }
    }
}

TEST(Memory, LeavesNoCoreFile) {
    HideMemory();
    rlimit core{1, 1};
    ASSERT_EQ(getrlimit(RLIMIT_CORE, &core), 0);
    EXPECT_EQ(core.rlim_cur, 0U);
    EXPECT_EQ(core.rlim_max, 0U);
}

TEST(Store, IsDescribedWithoutItsPassword) {
    AppOptions options;
    options.data = "d";
    EXPECT_EQ(DescribeStore(options), "d/daybook.db");
    options.database = "postgres://daybook:topsecret@db.example.com/shop";
    EXPECT_THAT(DescribeStore(options), testing::Not(testing::HasSubstr("topsecret")));
    EXPECT_THAT(DescribeStore(options), testing::HasSubstr("db.example.com"));
}

}  // namespace
}  // namespace daybook::server
