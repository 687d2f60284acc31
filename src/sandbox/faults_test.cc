// Each fault as a client sees it, through the in-process client.
#include "sandbox/faults.h"

#include <gtest/gtest.h>

#include "sandbox/in_process.h"

namespace daybook::sandbox {
namespace {

class FaultsTest : public testing::Test {
  protected:
    FaultsTest() {
        auto made = Shop::Create({.customers = 200, .latency_ms = 150}, clock_);
        EXPECT_TRUE(made.ok());
        shop_ = std::move(*made);
        client_ = std::make_unique<InProcessClient>(*shop_);
    }
    Result<http::Answer> Get(const std::string& target) {
        http::Outgoing request;
        request.url = "http://sandbox" + target;
        request.timeout = 2 * kSecond;
        request.headers.Set("Authorization", "Bearer rk_live_0123456789");
        return client_->Call(std::move(request));
    }

    ManualClock clock_{kDefaultBirth * kSecond};
    std::unique_ptr<Shop> shop_;
    std::unique_ptr<InProcessClient> client_;
};

TEST_F(FaultsTest, EachAnswersAsItSays) {
    struct Case { FaultKind kind; int status; std::string_view contains; };
    for (const Case& c : std::vector<Case>{{FaultKind::kRateLimit, 429, "rate_limit"},
                                           {FaultKind::kLockTimeout, 429, "lock_timeout"},
                                           {FaultKind::kServerError, 500, "api_error"},
                                           {FaultKind::kBadGateway, 502, "<html>"},
                                           {FaultKind::kEmptyPage, 200, R"("has_more":true,"data":[])"},
                                           {FaultKind::kUnknownValues, 200, "field_of_2031"},
                                           {FaultKind::kHugeAmounts, 200, "4611686018427387904"},
                                           {FaultKind::kRevokedKey, 401, "Invalid API Key provided: rk_live_******6789"},
                                           {FaultKind::kLostPermission, 403, "more_permissions_required"}}) {
        shop_->faults().Add({.kind = c.kind});
        auto answer = Get("/v1/invoices");
        ASSERT_TRUE(answer.ok());
        EXPECT_EQ(answer->status, c.status) << FaultName(c.kind);
        EXPECT_NE(answer->body.find(c.contains), std::string::npos) << FaultName(c.kind);
        EXPECT_EQ(Get("/v1/invoices")->status, 200);
        EXPECT_EQ(FaultNamed(FaultName(c.kind)), c.kind);
    }
}

TEST_F(FaultsTest, TheNetworkFails) {
    shop_->faults().Add({.kind = FaultKind::kDrop});
    EXPECT_EQ(Get("/v1/invoices").error().code, Code::kUnavailable);
    shop_->faults().Add({.kind = FaultKind::kSlow, .delay = 3 * kSecond});
    EXPECT_EQ(Get("/v1/invoices").error().code, Code::kTimeout);
    shop_->faults().Add({.kind = FaultKind::kHalfJson});
    std::string half = Get("/v1/customers")->body;
    std::string whole = Get("/v1/customers")->body;
    EXPECT_EQ(half, whole.substr(0, whole.size() / 2));
    EXPECT_EQ(Get("/v1/invoices")->took, 150 * kMillisecond);
}

TEST_F(FaultsTest, AnEndlessPageDoesNotMove) {
    std::string first = Get("/v1/customers?limit=5")->body;
    size_t id = first.find("cus_");
    std::string cursor = first.substr(id, first.find('"', id) - id);
    shop_->faults().Add({.kind = FaultKind::kEndlessPage, .times = 2});
    EXPECT_EQ(Get("/v1/customers?limit=5&starting_after=" + cursor)->body, first);
    EXPECT_EQ(Get("/v1/customers?limit=5&starting_after=" + cursor)->body, first);
    EXPECT_NE(Get("/v1/customers?limit=5&starting_after=" + cursor)->body, first);
}

TEST_F(FaultsTest, ScriptsCountPerPath) {
    shop_->faults().Add({.kind = FaultKind::kServerError, .path = "/v1/invoices", .skip = 1, .times = 2});
    std::vector<int> statuses;
    for (const char* path : {"/v1/invoices", "/v1/customers", "/v1/invoices", "/v1/customers", "/v1/invoices", "/v1/invoices"})
        statuses.push_back(Get(path)->status);
    EXPECT_EQ(statuses, (std::vector<int>{200, 200, 500, 200, 500, 200}));
    EXPECT_EQ(shop_->faults().taken(), 2u);
}

TEST_F(FaultsTest, AStormIsSeeded) {
    auto storm = [&](uint64_t seed) {
        shop_->faults().Begin({.seed = seed, .chance = 0.3, .kinds = {FaultKind::kServerError, FaultKind::kRateLimit}});
        std::string log;
        for (int i = 0; i < 60; ++i) log += std::to_string(Get("/v1/coupons")->status) + " ";
        return log;
    };
    std::string first = storm(3);
    EXPECT_EQ(storm(3), first);
    EXPECT_NE(storm(4), first);
    EXPECT_NE(first.find("500"), std::string::npos);
    EXPECT_NE(first.find("429"), std::string::npos);
    shop_->faults().Clear();
    EXPECT_EQ(Get("/v1/coupons")->status, 200);
}

TEST_F(FaultsTest, AStormOfNoKindThatHasNoChanceIsCalm) {
    shop_->faults().Begin({.seed = 5, .chance = 0, .kinds = {}});
    for (int i = 0; i < 20; ++i) EXPECT_EQ(Get("/v1/coupons")->status, 200);
    EXPECT_EQ(shop_->faults().taken(), 0u);
}

}  // namespace
}  // namespace daybook::sandbox
