#include "stripe/errors.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <map>
#include <string>

namespace daybook::stripe {
namespace {

using Why = Failure::Kind;

struct Expected {
    Why kind;
    bool retry = false;
    std::string permission;
    std::string reason;
};

http::Answer AnswerOf(simdjson::dom::element row) {
    http::Answer answer;
    answer.status = static_cast<int>(int64_t{row["status"]});
    for (const auto [name, value] : simdjson::dom::object(row["headers"])) {
        answer.headers.Add(name, std::string_view(value));
    }
    answer.body = simdjson::minify(simdjson::dom::element(row["body"]));
    return answer;
}

TEST(Errors, EachCannedAnswerIsUnderstood) {
    const std::map<std::string_view, Expected> expected = {
        {"no_key", {Why::kKeyRefused, false, "", "stripe_key_invalid"}},
        {"invalid_key", {Why::kKeyRefused, false, "", "stripe_key_invalid"}},
        {"expired_key", {Why::kKeyExpired, false, "", "stripe_key_invalid"}},
        {"ip_not_allowed", {Why::kAddressRefused, false, "", "stripe_key_invalid"}},
        {"publishable_key", {Why::kKeyRefused, false, "", "stripe_key_invalid"}},
        {"missing_permission_2026", {Why::kPermission, false, "plan_read", "permission_missing"}},
        {"missing_permission_2021_2025",
         {Why::kPermission, false, "subscription_read", "permission_missing"}},
        {"permission_not_grantable", {Why::kPermission, false, "", "permission_missing"}},
        {"account_invalid", {Why::kKeyRefused, false, "", "stripe_key_invalid"}},
        {"rate_limit", {Why::kRateLimited, true, "", "rate_limited"}},
        {"lock_timeout", {Why::kRateLimited, true, "", "rate_limited"}},
        {"server_error", {Why::kServer, true, "", "stripe_unreachable"}},
        {"conflict", {Why::kServer, true, "", "stripe_unreachable"}},
        {"cursor_gone", {Why::kCursorGone, false, "", ""}},
        {"not_found", {Why::kNotFound, false, "", ""}},
        {"expand_too_deep", {Why::kRejected, false, "", "stripe_rejected"}},
        {"expand_unknown", {Why::kRejected, false, "", "stripe_rejected"}},
        {"orders_gone", {Why::kNoSuchPath, false, "", ""}},
    };
    simdjson::dom::parser parser;
    const simdjson::dom::element root =
        parser.load(DAYBOOK_SOURCE_DIR "/tests/data/stripe/errors/errors.json");
    size_t count = 0;
    for (const simdjson::dom::element row : simdjson::dom::array(root["responses"])) {
        const std::string_view name = row["name"];
        ASSERT_TRUE(expected.contains(name)) << name;
        const Expected& want = expected.at(name);
        const Failure failure = ClassifyAnswer(AnswerOf(row));
        EXPECT_EQ(static_cast<int>(failure.kind), static_cast<int>(want.kind)) << name;
        EXPECT_EQ(failure.retry, want.retry) << name;
        EXPECT_EQ(failure.permission, want.permission) << name;
        EXPECT_EQ(failure.error.reason, want.reason) << name;
        EXPECT_FALSE(failure.error.message.empty()) << name;
        EXPECT_EQ(failure.error.message.find("wxyz"), std::string::npos)
            << name << ": " << failure.error.message;
        EXPECT_EQ(failure.error.message.find("j4va7j"), std::string::npos)
            << name << ": " << failure.error.message;
        EXPECT_EQ(failure.request_id, "req_0123456789abcd") << name;
        ++count;
    }
    EXPECT_EQ(count, expected.size());
}

struct Odd {
    int status;
    std::string body;
    Why kind;
    bool retry;
};

TEST(Errors, WhatIsNotStripesIsABadAnswer) {
    const Odd cases[] = {
        {502, "<html><body>Bad gateway</body></html>", Why::kServer, true},
        {503, "", Why::kServer, true},
        {500, "{\"error\":{\"mess", Why::kServer, true},
        {200, "<html>captive portal</html>", Why::kBadAnswer, true},
        {200, "{\"object\":\"list\",\"data\":[{", Why::kBadAnswer, true},
        {301, "", Why::kBadAnswer, true},
        {400, "<html>Request header too large</html>", Why::kBadAnswer, true},
        {401, "", Why::kBadAnswer, true},
        {403, "<html>Access denied by Your Firewall</html>", Why::kBadAnswer, true},
        {403, "{\"error\":\"a text\"}", Why::kBadAnswer, true},
        {404, "not found", Why::kBadAnswer, true},
        {429, "slow down", Why::kRateLimited, true},
        {418, "{\"error\":{\"message\":\"teapot\"}}", Why::kRejected, false},
        {400, "{\"error\":{\"code\":\"rate_limit\",\"message\":\"old\"}}", Why::kRateLimited, true},
    };
    for (const Odd& test : cases) {
        http::Answer answer;
        answer.status = test.status;
        answer.body = test.body;
        const Failure failure = ClassifyAnswer(answer);
        EXPECT_EQ(static_cast<int>(failure.kind), static_cast<int>(test.kind))
            << test.status << test.body;
        EXPECT_EQ(failure.retry, test.retry) << test.status << test.body;
        EXPECT_EQ(failure.error.message.find('<'), std::string::npos) << failure.error.message;
    }
}

TEST(Errors, ConcurrencyIsToldFromRate) {
    for (const auto& [reason, is] : std::map<std::string, bool>{{"global-concurrency", true},
                                                                {"endpoint-concurrency", true},
                                                                {"endpoint-rate", false},
                                                                {"", false}}) {
        http::Answer answer;
        answer.status = 429;
        if (!reason.empty()) answer.headers.Add("Stripe-Rate-Limited-Reason", reason);
        EXPECT_EQ(ClassifyAnswer(answer).concurrency, is) << reason;
    }
}

TEST(Errors, AMissingPermissionIsNamedAsOnStripesPage) {
    http::Answer answer;
    answer.status = 403;
    answer.body =
        R"({"error":{"type":"invalid_request_error","message":"Having the 'rak_charge_read' permission …"}})";
    EXPECT_NE(ClassifyAnswer(answer).error.message.find("Charges and Refunds: Read"),
              std::string::npos);
}

TEST(Errors, TransportFailuresArePlain) {
    const Failure down =
        ClassifyError(Unavailable("could not connect, Bearer rk_live_abcdefgh12345678"));
    EXPECT_EQ(static_cast<int>(down.kind), static_cast<int>(Why::kUnreachable));
    EXPECT_TRUE(down.retry);
    EXPECT_EQ(down.error.reason, "stripe_unreachable");
    EXPECT_EQ(down.error.message.find("abcdefgh"), std::string::npos);
    const Failure slow = ClassifyError(Timeout("80 s"));
    EXPECT_TRUE(slow.retry);
    EXPECT_EQ(slow.error.code, Code::kTimeout);
    EXPECT_FALSE(ClassifyError(Invalid("answer too large")).retry);
}

}  // namespace
}  // namespace daybook::stripe
