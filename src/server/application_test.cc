#include "server/application.h"

#include <gtest/gtest.h>

namespace daybook::server {
namespace {

constexpr Asset kFiles[] = {
    {"/assets/index-1a.js", "text/javascript; charset=utf-8", "\"a\"", "plain", "zipped", "brotli"},
    {"/index.html", "text/html; charset=utf-8", "\"i\"", "<p>", "", ""},
    {"/logo.svg", "image/svg+xml", "\"l\"", "<svg>", "zipped", ""},
};

http::Request Get(std::string_view path, std::string_view accept = "*/*", std::string_view encoding = "") {
    http::Request request;
    request.path = path;
    request.headers.Set("Accept", accept);
    if (!encoding.empty()) request.headers.Set("Accept-Encoding", encoding);
    return request;
}

struct Case {
    std::string_view path, accept, encoding;
    std::string_view body;     // empty: not the application's
    std::string_view sent_as;  // Content-Encoding
};

constexpr std::string_view kBrowser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

TEST(Application, EachPathGetsItsFileAndTheRestThePage) {
    const Case cases[] = {
        {"/", "*/*", "", "<p>", ""},
        {"/index.html", "*/*", "gzip, br", "<p>", ""},
        {"/profiles/prf_1", kBrowser, "", "<p>", ""},
        {"/v1ness", kBrowser, "", "<p>", ""},
        {"/profiles/prf_1", "application/json", "", "", ""},
        {"/profiles/prf_1", "text/html;q=0", "", "", ""},
        {"/v1/nothing", kBrowser, "", "", ""},
        {"/v1", kBrowser, "", "", ""},
        {"/webhooks/other", kBrowser, "", "", ""},
        {"/assets/gone.js", kBrowser, "", "", ""},
        {"/assets/index-1a.js", "*/*", "", "plain", ""},
        {"/assets/index-1a.js", "*/*", "gzip, deflate, br", "brotli", "br"},
        {"/assets/index-1a.js", "*/*", "gzip;q=0.5", "zipped", "gzip"},
        {"/assets/index-1a.js", "*/*", "br;q=0, GZIP", "zipped", "gzip"},
        {"/assets/index-1a.js", "*/*", "br;q=0.0, gzip;q=0.000", "plain", ""},
        {"/logo.svg", "*/*", "br", "<svg>", ""},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(std::string(c.path) + " " + std::string(c.encoding));
        auto answer = AnswerApplication(kFiles, Get(c.path, c.accept, c.encoding));
        ASSERT_EQ(answer.has_value(), !c.body.empty());
        if (!answer) continue;
        EXPECT_EQ(answer->body, c.body);
        EXPECT_EQ(answer->headers.Get("Content-Encoding"), c.sent_as);
    }
}

TEST(Application, OnlyReadingAsksForPages) {
    http::Request request = Get("/", kBrowser);
    request.method = http::Method::kPost;
    EXPECT_FALSE(AnswerApplication(kFiles, request).has_value());
    request.method = http::Method::kHead;
    EXPECT_TRUE(AnswerApplication(kFiles, request).has_value());
}

TEST(Application, HashedNamesAreKeptForEverAndPagesAreAskedAgain) {
    auto script = AnswerApplication(kFiles, Get("/assets/index-1a.js"));
    EXPECT_NE(script->headers.Get("Cache-Control").find("immutable"), std::string_view::npos);
    auto page = AnswerApplication(kFiles, Get("/"));
    EXPECT_EQ(page->headers.Get("Cache-Control"), "no-cache");
    http::Request again = Get("/");
    again.headers.Set("If-None-Match", page->headers.Get("ETag"));
    auto unchanged = AnswerApplication(kFiles, again);
    EXPECT_EQ(unchanged->status, 304);
    EXPECT_TRUE(unchanged->body.empty());
    AddSecurityHeaders(*unchanged, false);
    EXPECT_NE(unchanged->headers.Get("Content-Security-Policy").find("script-src 'self'"), std::string_view::npos);
}

TEST(Application, PagesRunOurScriptsOnlyAndDataNone) {
    http::Response page;
    page.headers.Set("Content-Type", "text/html; charset=utf-8");
    AddSecurityHeaders(page, true);
    std::string_view policy = page.headers.Get("Content-Security-Policy");
    EXPECT_NE(policy.find("default-src 'self'; script-src 'self';"), std::string_view::npos);
    EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string_view::npos);
    EXPECT_EQ(policy.find("unsafe-eval"), std::string_view::npos);
    EXPECT_TRUE(page.headers.Has("Strict-Transport-Security"));
    http::Response data = http::JsonResponse(200, "{}");
    AddSecurityHeaders(data, false);
    EXPECT_EQ(data.headers.Get("Content-Security-Policy"), "default-src 'none'; frame-ancestors 'none'");
    EXPECT_FALSE(data.headers.Has("Strict-Transport-Security"));
}

TEST(Application, NothingRunsInTheFrameOfMessages) {
    auto frame = AnswerApplication(WebAssets(), Get("/message.html"));
    ASSERT_TRUE(frame.has_value());
    AddSecurityHeaders(*frame, false);
    const std::string policy(frame->headers.Get("Content-Security-Policy"));
    EXPECT_TRUE(policy.starts_with("default-src 'none';")) << policy;
    EXPECT_EQ(policy.find("script-src"), std::string::npos);
    EXPECT_NE(policy.find("frame-ancestors 'self'; sandbox allow-same-origin"), std::string::npos);
}

TEST(Application, TheBuildEmbeddedIt) {
    bool index = false;
    for (const Asset& asset : WebAssets()) {
        SCOPED_TRACE(std::string(asset.path));
        index |= asset.path == "/index.html";
        EXPECT_FALSE(asset.plain.empty());
        EXPECT_LT(asset.gzip.size(), asset.plain.size());
        EXPECT_LT(asset.brotli.size(), asset.plain.size());
        bool script = asset.path.ends_with(".js");
        EXPECT_FALSE(script && !asset.path.starts_with("/assets/"));
    }
    EXPECT_TRUE(index);
    auto page = AnswerApplication(WebAssets(), Get("/"));
    ASSERT_TRUE(page.has_value());
    EXPECT_NE(page->body.find("<title>"), std::string::npos);
    EXPECT_EQ(page->body.find("<script>"), std::string::npos) << "the policy forbids scripts inside the page";
}

}  // namespace
}  // namespace daybook::server
