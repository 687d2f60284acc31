// The sentences of docs/faults.md that people read when they paste a key, or when Stripe answers
// with an error.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stripe/errors.h"
#include "stripe/key.h"

namespace daybook::stripe {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(Faults, AKeyThatIsNoneSaysWhatItIs) {
    struct Case {
        std::string_view pasted, sentence;
    };
    const Case cases[] = {
        {"", "There is no key here."},
        {" \n", "There is no key here."},
        {"pk_live_0123456789abcdefghijklmn", "This is a publishable key (pk_)"},
        {"sk_org_live_0123456789abcdefghij", "This is the key of a Stripe organisation"},
        {"whsec_0123456789abcdefghijklmnop", "This is a webhook signing secret (whsec_)"},
        {"dbk_0123456789abcdefghijklmnopqr", "This is a key of Daybook itself (dbk_)"},
        {"rk_live_********************wxyz", "This is a shortened key"},
        {"rk_live_...wxyz", "This is a shortened key"},
        {"rk_test_0123", "This key is too short"},
        {"rk_test_0123456789abcdef%20ghijk", "This key has characters that no key of Stripe's has"},
        {std::string_view("rk_test_0123456789abcdef\0ghijk", 30), "This key has characters that no key of Stripe's has"},
        {std::string_view("\xff\xfer\0k\0_\0t\0", 10), "This key has characters that no key of Stripe's has"},
        {"hello, this is no key at all", "This is not a key of Stripe's."},
    };
    for (const Case& c : cases) {
        auto key = ParseKey(c.pasted);
        ASSERT_FALSE(key.ok()) << c.pasted;
        EXPECT_EQ(key.error().code, Code::kInvalid);
        EXPECT_EQ(key.error().reason, "stripe_key_invalid");
        EXPECT_THAT(key.error().message, StartsWith(std::string(c.sentence)));
        EXPECT_THAT(key.error().message, Not(HasSubstr("0123456789"))) << "a key in an error";
    }
}

std::string SaidOf(int status, std::string_view body) {
    http::Answer answer;
    answer.status = status;
    answer.body = body;
    return ClassifyAnswer(answer).error.message;
}

TEST(Faults, EachAnswerOfStripeHasItsSentence) {
    struct Case {
        int status;
        std::string_view body, sentence;
    };
    const Case cases[] = {
        {401,
         R"({"error":{"message":"Invalid API Key provided: rk_live_***wxyz","type":"invalid_request_error"}})",
         "Stripe refuses the key: it is wrong, revoked, or of another kind."},
        {401,
         R"({"error":{"code":"api_key_expired","message":"Expired API Key provided: rk_live_***wxyz"}})",
         "The key has expired."},
        {403,
         R"({"error":{"message":"The provided key 'rk_live_***wxyz' does not have the required permissions for this endpoint. Having the 'rak_customer_read' permission would allow this request to continue."}})",
         "The key lacks the permission \"Customers: Read\" (customer_read)."},
        {429, R"({"error":{"message":"Request rate limit exceeded.","code":"rate_limit"}})",
         "Stripe asks to slow down (too many requests at once)."},
        {500, R"({"error":{"message":"An unknown error occurred","type":"api_error"}})",
         "Stripe has a fault of its own (status 500)."},
        {200, R"({"object":"list","da)",
         "What came instead of Stripe's answer cannot be read (status 200)"},
        {403, "<html>blocked</html>",
         "What came instead of Stripe's answer cannot be read (status 403)"},
    };
    for (const Case& c : cases)
        EXPECT_THAT(SaidOf(c.status, c.body), StartsWith(std::string(c.sentence)));
    EXPECT_THAT(ClassifyError(Unavailable("no route")).error.message,
                StartsWith("Stripe cannot be reached."));
    EXPECT_THAT(ClassifyError(Timeout("30 s")).error.message,
                StartsWith("Stripe did not answer in time."));
}

TEST(Faults, AnAddressThatMayNotUseTheKeyIsNamedAsTheCause) {
    const std::string body =
        R"({"error":{"message":"The API key provided does not allow requests from your IP address.","type":"invalid_request_error"}})";
    EXPECT_THAT(SaidOf(401, body),
                StartsWith("The key may not be used from this server's IP address."));
}

}  // namespace
}  // namespace daybook::stripe
