#include "base/redact.h"

#include <gtest/gtest.h>

namespace daybook {
namespace {

struct Case {
    std::string_view text, redacted;
};

TEST(Redact, TakesEverySecretOut) {
    const Case cases[] = {
        {"", ""},
        {"nothing to hide: 12 % of a/b", "nothing to hide: 12 % of a/b"},
        {"key rk_live_51HabcDEF0123456789, no", "key rk_live_…, no"},
        {"sk_test_abc.", "sk_test_…."},
        {"pk_live_a pk_test_b", "pk_live_… pk_test_…"},
        {"\"sk_org_live_abc\"", "\"sk_org_live_…\""},
        {"rk_org_abc", "rk_org_…"},
        {"whsec_MfKQ9r8GKYqr/TwjUPD8+ILPZIo2LaLaSw==!", "whsec_…!"},
        {"dbk_4f8a", "dbk_…"},
        {"Invalid API Key provided: rk_live_*********************wxyz",
         "Invalid API Key provided: rk_live_…"},
        {"sk_test_...wxyz and more", "sk_test_… and more"},
        {"rk_live_…wxyz", "rk_live_…"},
        {"Such keys begin with rk_live_ or rk_test_.",
         "Such keys begin with rk_live_ or rk_test_."},
        {"Authorization: Bearer abc.def-ghi", "Authorization: Bearer …"},
        {"authorization: bearer dbk_abc", "authorization: bearer dbk_…"},
        {"{\"h\":\"Bearer abc\",\"b\":1}", "{\"h\":\"Bearer …\",\"b\":1}"},
        {"postgres://ada:p:a@ss@db.example:5432/shop?x=a@b",
         "postgres://ada:…@db.example:5432/shop?x=a@b"},
        {"postgres://ada@db/shop", "postgres://ada@db/shop"},
        {"http://127.0.0.1:8484/a@b", "http://127.0.0.1:8484/a@b"},
        {"http://a:secret@b and https://c:secret@d", "http://a:…@b and https://c:…@d"},
        {"task_test_done", "task_test_done"},
        {"keysk_live_0123456789abcdef", "keysk_live_…"},
        {"x=rk_test_1&y=rk_test_2", "x=rk_test_…&y=rk_test_…"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(Redact(c.text), c.redacted);
        EXPECT_EQ(Redact(c.redacted), c.redacted) << "not the same when done twice";
    }
}

TEST(Redact, HintShowsTheEndOfLongKeysOnly) {
    const Case cases[] = {
        {"rk_live_51HabcDEF0123456789wxyz", "rk_live_…wxyz"},
        {"whsec_0123456789abwxyz", "whsec_…wxyz"},
        {"rk_test_short", "rk_test_…"},
        {"garbage", "…"},
        {"", "…"},
    };
    for (const Case& c : cases) EXPECT_EQ(KeyHint(c.text), c.redacted);
}

}  // namespace
}  // namespace daybook
