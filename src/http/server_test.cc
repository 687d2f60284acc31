#include "http/server.h"

#include <gtest/gtest.h>

#include "http/server_support.h"

namespace daybook::http {
namespace {

Response Hello(const Request& request) {
    return JsonResponse(200, "{\"path\":\"" + request.path + "\"}");
}

TEST(Server, AnswersAClient) {
    TestServer server(Hello);
    auto client = ClientFor(server);
    auto answer = client->Call({.url = server.Url("/v1/x")});
    ASSERT_TRUE(answer.ok()) << answer.error().message;
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->body, "{\"path\":\"/v1/x\"}");
    EXPECT_TRUE(answer->headers.Get("Request-Id").starts_with("req_"));
}

}  // namespace
}  // namespace daybook::http
