#include "http/guard.h"

#include <gtest/gtest.h>
#include <netinet/in.h>

#include <optional>

namespace daybook::http {
namespace {

TEST(Guard, KnowsPublicAddresses) {
    for (std::string_view text :
         {"8.8.8.8", "1.1.1.1", "172.15.255.255", "172.32.0.0", "100.63.255.255", "100.128.0.0",
          "192.167.255.255", "198.17.255.255", "223.255.255.255", "2606:4700::1111",
          "2a00:1450:4001:800::200e", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"}) {
        EXPECT_TRUE(Guard::IsPublicLiteral(text)) << text;
    }
    for (std::string_view text : {"0.0.0.0",
                                  "0.1.2.3",
                                  "10.0.0.1",
                                  "100.64.0.1",
                                  "127.0.0.1",
                                  "127.255.255.255",
                                  "169.254.169.254",
                                  "172.16.0.1",
                                  "172.31.255.255",
                                  "192.0.0.1",
                                  "192.0.2.1",
                                  "192.168.1.1",
                                  "198.18.0.1",
                                  "198.51.100.1",
                                  "203.0.113.1",
                                  "224.0.0.1",
                                  "239.255.255.255",
                                  "240.0.0.1",
                                  "255.255.255.255",
                                  "::",
                                  "::1",
                                  "::ffff:127.0.0.1",
                                  "::ffff:10.0.0.1",
                                  "::127.0.0.1",
                                  "64:ff9b::7f00:1",
                                  "64:ff9b:1::1",
                                  "2002:7f00:1::1",
                                  "2002:a00:1::1",
                                  "2001::1",
                                  "2001:db8::1",
                                  "3fff::1",
                                  "fc00::1",
                                  "fdff::1",
                                  "fe80::1",
                                  "fec0::1",
                                  "ff02::1",
                                  "100::1",
                                  "x",
                                  ""}) {
        EXPECT_FALSE(Guard::IsPublicLiteral(text)) << text;
    }
}

TEST(Guard, OtherFamiliesAreNotPublic) {
    sockaddr address{};
    address.sa_family = AF_UNIX;
    EXPECT_FALSE(Guard::IsPublic(address));
}

TEST(Guard, ChecksUrls) {
    auto guard = Guard::Create(
        {"http://127.0.0.1:12111", "Mail.Internal:8025", "[::1]:9000", "https://relay.test"});
    ASSERT_TRUE(guard.ok());
    struct Row {
        std::string_view url;
        std::optional<Code> code;
    };
    const Row rows[] = {
        {"https://api.stripe.com/v1/customers?limit=1", {}},
        {"https://API.stripe.com.:8443/", {}},
        {"https://8.8.8.8/", {}},
        {"http://127.0.0.1:12111/v1/x", {}},
        {"http://mail.internal:8025/", {}},
        {"https://MAIL.internal:8025/", {}},
        {"http://[::1]:9000/", {}},
        {"https://relay.test/x", {}},
        {"http://relay.test/x", Code::kForbidden},
        {"http://127.0.0.1:12112/", Code::kForbidden},
        {"http://api.stripe.com/", Code::kForbidden},
        {"https://127.0.0.1/", Code::kForbidden},
        {"https://127.1/", Code::kForbidden},
        {"https://2130706433/", Code::kForbidden},
        {"https://0x7f000001/", Code::kForbidden},
        {"https://0177.0.0.1/", Code::kForbidden},
        {"https://[::1]/", Code::kForbidden},
        {"https://[::ffff:127.0.0.1]/", Code::kForbidden},
        {"https://169.254.169.254/latest/meta-data", Code::kForbidden},
        {"https://user@api.stripe.com/", Code::kInvalid},
        {"https://user:pass@api.stripe.com/", Code::kInvalid},
        {"https://api.stripe.com@127.0.0.1/", Code::kInvalid},
        {"ftp://api.stripe.com/", Code::kInvalid},
        {"file:///etc/passwd", Code::kInvalid},
        {"gopher://127.0.0.1:6379/_x", Code::kInvalid},
        {"api.stripe.com/v1", Code::kInvalid},
        {"https://", Code::kInvalid},
        {"https://host:99999/", Code::kInvalid},
        {"https://host\r\nx/", Code::kInvalid},
        {"", Code::kInvalid},
    };
    for (const Row& row : rows) {
        auto checked = guard->Check(row.url);
        if (!row.code) {
            EXPECT_TRUE(checked.ok())
                << row.url << ": " << (checked.ok() ? "" : checked.error().message);
            continue;
        }
        ASSERT_FALSE(checked.ok()) << row.url;
        EXPECT_EQ(checked.error().code, *row.code) << row.url << ": " << checked.error().message;
    }
}

TEST(Guard, NamesABadEntry) {
    for (const char* entry :
         {"", "host", "host:", "host:0", "host:x", ":80", "a:b:c", "http://", "ftp://x"}) {
        auto guard = Guard::Create({entry});
        EXPECT_FALSE(guard.ok()) << entry;
    }
}

}  // namespace
}  // namespace daybook::http
