#include "http/message.h"

#include <gtest/gtest.h>

#include "http/errors.h"
#include "http/response_head.h"

namespace daybook::http {
namespace {

TEST(Headers, CompareNamesWithoutCase) {
    Headers headers;
    headers.Add("Content-Type", "a");
    headers.Add("content-TYPE", "b");
    EXPECT_EQ(headers.Get("CONTENT-type"), "a");
    headers.Set("content-type", "c");
    EXPECT_EQ(headers.all().size(), 1u);
    EXPECT_EQ(headers.Get("Content-Type"), "c");
    EXPECT_FALSE(headers.Has("Content"));
}

TEST(Errors, ShapeFollowsTheTable) {
    struct Row {
        Error error;
        int status;
        std::string_view type, code;
    };
    const Row rows[] = {
        {Invalid("m", "limit", "parameter_unknown"), 400, "invalid_request_error",
         "parameter_unknown"},
        {Invalid("m"), 400, "invalid_request_error", "parameter_invalid"},
        {Invalid("m", {}, "body_too_large"), 413, "invalid_request_error", "body_too_large"},
        {{Code::kUnauthenticated, "m", "api_key_missing", {}},
         401,
         "authentication_error",
         "api_key_missing"},
        {{Code::kForbidden, "m", {}, {}}, 403, "permission_error", "scope_missing"},
        {NotFound("m"), 404, "invalid_request_error", "resource_missing"},
        {Conflict("m"), 409, "conflict_error", "already_exists"},
        {{Code::kLimited, "m", {}, {}}, 429, "rate_limit_error", "rate_limited"},
        {Unavailable("m", "stripe_unreachable"), 503, "api_error", "stripe_unreachable"},
        {Timeout("m"), 503, "api_error", "timeout"},
        {Corrupt("m", "hidden"), 500, "api_error", "internal"},
        {Internal("m"), 500, "api_error", "internal"},
    };
    for (const Row& row : rows) {
        Response response = ErrorResponse(row.error, "req_1");
        EXPECT_EQ(response.status, row.status);
        std::string head = "{\"error\":{\"type\":\"" + std::string(row.type) + "\",\"code\":\"" +
                           std::string(row.code) + "\"";
        EXPECT_TRUE(response.body.starts_with(head)) << response.body;
        EXPECT_EQ(response.headers.Has("Retry-After"), row.status == 429 || row.status == 503);
    }
}

TEST(Errors, HideWhatIsInside) {
    std::string json = ErrorJson(Internal("SELECT secret FROM x"), "req_1");
    EXPECT_EQ(json.find("SELECT"), std::string::npos);
    json =
        ErrorJson(Invalid("The key rk_live_51HsuperSecretabcdefgh is wrong", "api_key"), "req_1");
    EXPECT_EQ(json.find("superSecret"), std::string::npos) << json;
    EXPECT_NE(json.find("\"param\":\"api_key\""), std::string::npos);
}

TEST(ResponseHead, IsWhole) {
    Response response = JsonResponse(200, "{}");
    response.headers.Add("X-Note", "a\r\nSet-Cookie: evil=1");
    response.headers.Add("Content-Length", "99");
    response.headers.Add("Bad Name", "x");
    std::string head =
        ResponseHead(response, {.request_id = "req_1", .date = HttpDate(784111777 * kSecond)});
    EXPECT_EQ(head,
              "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nRequest-Id: req_1\r\n"
              "Content-Type: application/json\r\nX-Note: a  Set-Cookie: evil=1\r\nCache-Control: "
              "no-store\r\n"
              "X-Content-Type-Options: nosniff\r\nContent-Length: 2\r\n\r\n");
}

TEST(HttpDate, IsReadAsItIsWritten) {
    for (const Micros at : {Micros{0}, 784111777 * kSecond, 4102444799 * kSecond}) EXPECT_EQ(ParseHttpDate(HttpDate(at)), at);
    for (const std::string_view none : {"", "yesterday", "Sun, 06 Nov 1994", "Sun, 06 Nov 1994 08:49:37 GMT+1", "1994-11-06T08:49:37Z"}) {
        EXPECT_EQ(ParseHttpDate(none), std::nullopt) << none;
    }
}

TEST(ResponseHead, FollowsFraming) {
    Response response;
    response.status = 204;
    EXPECT_EQ(ResponseHead(response, {}).find("Content-Length"), std::string::npos);
    response.status = 200;
    response.headers.Add("cache-control", "max-age=60");
    std::string head = ResponseHead(response, {.framing = Framing::kChunked, .keep_alive = false});
    EXPECT_NE(head.find("Transfer-Encoding: chunked\r\n"), std::string::npos);
    EXPECT_NE(head.find("Connection: close\r\n"), std::string::npos);
    EXPECT_EQ(head.find("no-store"), std::string::npos);
    EXPECT_NE(ResponseHead(response, {.http_1_0 = true}).find("Connection: keep-alive"),
              std::string::npos);
}

}  // namespace
}  // namespace daybook::http
