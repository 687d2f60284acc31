#include "http/router.h"

#include <gtest/gtest.h>

namespace daybook::http {
namespace {

using Kind = RouteMatch::Kind;

Router Sample() {
    return Router({
        {Method::kGet, "/v1/profiles"},
        {Method::kPost, "/v1/profiles"},
        {Method::kGet, "/v1/profiles/{id}"},
        {Method::kGet, "/v1/profiles/count"},
        {Method::kDelete, "/v1/profiles/{id}"},
        {Method::kPost, "/v1/profiles/{id}/sync"},
        {Method::kHead, "/healthz"},
        {Method::kGet, "/healthz"},
        {Method::kGet, "/"},
        {Method::kGet, "/{a}/x/{b}"},
        {Method::kGet, "/{a}/{c}/y"},
    });
}

TEST(Router, FindsRoutes) {
    struct Row {
        Method method;
        std::string_view path;
        Kind kind;
        size_t index;
        std::string_view detail;  // parameters, or Allow
    };
    const Row rows[] = {
        {Method::kGet, "/v1/profiles", Kind::kFound, 0, ""},
        {Method::kHead, "/v1/profiles", Kind::kFound, 0, ""},
        {Method::kPost, "/v1/profiles", Kind::kFound, 1, ""},
        {Method::kGet, "/v1/profiles/prf_1", Kind::kFound, 2, "id=prf_1;"},
        {Method::kGet, "/v1/profiles/count", Kind::kFound, 3, ""},
        {Method::kDelete, "/v1/profiles/count", Kind::kFound, 4, "id=count;"},
        {Method::kPost, "/v1/profiles/a b/sync", Kind::kFound, 5, "id=a b;"},
        {Method::kHead, "/healthz", Kind::kFound, 6, ""},
        {Method::kGet, "/", Kind::kFound, 8, ""},
        {Method::kGet, "/1/x/y", Kind::kFound, 9, "a=1;b=y;"},
        {Method::kPut, "/v1/profiles", Kind::kOtherMethod, 0, "GET, HEAD, POST"},
        {Method::kPost, "/v1/profiles/prf_1", Kind::kOtherMethod, 0, "GET, HEAD, DELETE"},
        {Method::kGet, "/v1/profiles/prf_1/sync", Kind::kOtherMethod, 0, "POST"},
        {Method::kGet, "/v1/profiles/", Kind::kUnknownPath, 0, ""},
        {Method::kGet, "/v1/profiles/a/b", Kind::kUnknownPath, 0, ""},
        {Method::kGet, "/V1/profiles", Kind::kUnknownPath, 0, ""},
        {Method::kGet, "", Kind::kUnknownPath, 0, ""},
    };
    Router router = Sample();
    for (const Row& row : rows) {
        RouteMatch match = router.Match(row.method, row.path);
        EXPECT_EQ(match.kind, row.kind) << row.path;
        std::string detail = match.allow;
        for (const Parameter& p : match.parameters) detail += p.name + "=" + p.value + ";";
        EXPECT_EQ(detail, row.detail) << row.path;
        EXPECT_EQ(match.index, row.index) << row.path;
    }
}

TEST(Router, SaysWhatIsMissing) {
    Request request{.method = Method::kPut, .path = "/v1/profiles", .request_id = "req_1"};
    Router router = Sample();
    Response wrong = NoRouteResponse(router.Match(request.method, request.path), request);
    EXPECT_EQ(wrong.status, 404);
    EXPECT_EQ(wrong.headers.Get("allow"), "GET, HEAD, POST");
    EXPECT_NE(wrong.body.find("\"code\":\"resource_missing\""), std::string::npos) << wrong.body;

    request.path = "/nothing";
    Response unknown = NoRouteResponse(router.Match(request.method, request.path), request);
    EXPECT_EQ(unknown.status, 404);
    EXPECT_NE(unknown.body.find("\"request_id\":\"req_1\""), std::string::npos) << unknown.body;
}

TEST(RouterDeathTest, RefusesTwoRoutesOfOneShape) {
    EXPECT_DEATH(Router({{Method::kGet, "/a/{x}"}, {Method::kGet, "/a/{y}"}}), "SameShape");
}

}  // namespace
}  // namespace daybook::http
