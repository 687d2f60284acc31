// The vectors of tests/data/stripe/webhooks: outcomes recorded from Stripe's own library.
#include "stripe/signature.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <string>

#include "base/crypto.h"
#include "base/text.h"

namespace daybook::stripe {
namespace {

TEST(Signature, AgreesWithStripesLibrary) {
    simdjson::dom::parser parser;
    const simdjson::dom::element root =
        parser.load(DAYBOOK_SOURCE_DIR "/tests/data/stripe/webhooks/signature-vectors.json");
    size_t count = 0;
    for (const simdjson::dom::element vector : simdjson::dom::array(root["vectors"])) {
        const bool ok = std::string_view(vector["stripe_node_23_1_0"]) == "ok";
        EXPECT_EQ(
            VerifySignature(std::string_view(vector["header"]), std::string_view(vector["payload"]),
                            std::string_view(vector["secret"]), int64_t{vector["now"]},
                            int64_t{vector["tolerance"]}),
            ok)
            << std::string_view(vector["name"]);
        ++count;
    }
    EXPECT_EQ(count, 16u);
}

TEST(Signature, AnEmptySecretVerifiesNothing) {
    const std::string header = "t=100,v1=" + HexEncode(HmacSha256("", "100.{}"));
    EXPECT_FALSE(VerifySignature(header, "{}", "", 100));
}

TEST(Signature, OddHeadersAreRefused) {
    const std::string good = HexEncode(HmacSha256("whsec_x", "100.{}"));
    EXPECT_TRUE(VerifySignature("t=100,v1=" + good, "{}", "whsec_x", 100));
    for (const std::string& header :
         {std::string(), std::string("t="), "v1=" + good, std::string("t=100"), "t=1e2,v1=" + good,
          "t=100x,v1=" + good, "t=99999999999999999999,v1=" + good, std::string(",,,=,"),
          "t=100,v1=" + good.substr(1), "t=100,v0=" + good, "t=-100,v1=" + good}) {
        EXPECT_FALSE(VerifySignature(header, "{}", "whsec_x", 100)) << header;
    }
}

}  // namespace
}  // namespace daybook::stripe
