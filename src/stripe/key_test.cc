#include "stripe/key.h"

#include <gtest/gtest.h>

namespace daybook::stripe {
namespace {

const std::string kBody = "51AbCdEfGhIjKlMnOpQrStUvWxYz";

TEST(Key, PrefixTellsKindAndMode) {
    struct Case {
        std::string prefix;
        Mode mode;
        bool restricted;
    };
    for (const Case& test :
         {Case{"rk_live_", Mode::kLive, true}, Case{"rk_test_", Mode::kTest, true},
          Case{"sk_live_", Mode::kLive, false}, Case{"sk_test_", Mode::kTest, false}}) {
        const auto key = ParseKey(test.prefix + kBody);
        ASSERT_TRUE(key.ok()) << test.prefix;
        EXPECT_EQ(key->secret, test.prefix + kBody);
        EXPECT_EQ(key->mode, test.mode);
        EXPECT_EQ(key->restricted, test.restricted);
        EXPECT_EQ(key->hint, test.prefix + "…WxYz");
    }
}

TEST(Key, WhatIsPastedAroundItIsForgiven) {
    const std::string key = "rk_test_" + kBody;
    for (const std::string& pasted : {
             "  " + key + "\n",
             "\"" + key + "\"",
             "'" + key + "'",
             "`" + key + "`\r\n",
             "\xef\xbb\xbf" + key,
             "\xe2\x80\x8b" + key + "\xe2\x80\x8b",
             "“" + key + "”",
             key.substr(0, 20) + "\n" + key.substr(20),
             key.substr(0, 9) + "\xe2\x80\x8b" + key.substr(9),
             "\xc2\xa0" + key + "\t,",
             "«" + key + "»",
         }) {
        const auto parsed = ParseKey(pasted);
        ASSERT_TRUE(parsed.ok()) << pasted;
        EXPECT_EQ(parsed->secret, key);
    }
}

TEST(Key, EachWrongThingHasItsOwnSentence) {
    struct Case {
        std::string pasted, says;
    };
    const Case cases[] = {
        {"", "There is no key here."},
        {" \n\"\" ", "There is no key here."},
        {"pk_live_" + kBody, "publishable key"},
        {"pk_test_" + kBody, "publishable key"},
        {"sk_org_live_" + kBody, "organisation"},
        {"whsec_" + kBody, "webhook signing secret"},
        {"dbk_0123456789", "key of Daybook itself"},
        {"rk_live_********************wxyz", "shortened key"},
        {"rk_live_…wxyz", "shortened key"},
        {"rk_live_short", "too short"},
        {"rk_live_", "too short"},
        {"rk_live_" + kBody + "!", "characters that no key"},
        {"rk_live_" + kBody + "é", "characters that no key"},
        {"rk_prod_" + kBody, "not a key of Stripe's"},
        {"hello world", "not a key of Stripe's"},
        {"RK_LIVE_" + kBody, "not a key of Stripe's"},
        {std::string(5000, 'x'), "far too long"},
        {"rk_live_" + std::string(600, 'x'), "characters that no key"},
        {std::string("rk_live_12345678\0abc", 20), "characters that no key"},
    };
    for (const Case& test : cases) {
        const auto parsed = ParseKey(test.pasted);
        ASSERT_FALSE(parsed.ok()) << test.pasted;
        EXPECT_EQ(parsed.error().code, Code::kInvalid);
        EXPECT_EQ(parsed.error().reason, "stripe_key_invalid");
        EXPECT_EQ(parsed.error().param, "api_key");
        EXPECT_NE(parsed.error().message.find(test.says), std::string::npos)
            << parsed.error().message;
        EXPECT_NE(parsed.error().message.find("restricted key"), std::string::npos)
            << "says what to do";
        EXPECT_EQ(parsed.error().message.find(kBody), std::string::npos) << "echoes the secret";
    }
}

TEST(Key, WebhookSecrets) {
    const auto good = ParseWebhookSecret(" \"whsec_test_secret_AAAA+/=\"\n");
    ASSERT_TRUE(good.ok());
    EXPECT_EQ(*good, "whsec_test_secret_AAAA+/=");
    for (const char* bad : {"", "whsec_", "whsec_short", "rk_live_aaaaaaaaaaaa",
                            "sk_test_aaaaaaaaaaaa", "secret", "whsec_aaaaaaaa\x01"}) {
        const auto parsed = ParseWebhookSecret(bad);
        ASSERT_FALSE(parsed.ok()) << bad;
        EXPECT_EQ(parsed.error().reason, "stripe_webhook_secret_invalid");
        EXPECT_NE(parsed.error().message.find("whsec_"), std::string::npos);
    }
}

}  // namespace
}  // namespace daybook::stripe
