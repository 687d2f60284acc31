// Signatures against recorded vectors, and delivery to a real receiver.
#include "sandbox/webhooks.h"

#include <future>
#include <thread>

#include <gtest/gtest.h>
#include <simdjson.h>

#include "base/io.h"
#include "http/server_support.h"
#include "sandbox/shop.h"

namespace daybook::sandbox {
namespace {

TEST(SandboxSignature, MakesTheRecordedOnes) {
    auto text = ReadFile(std::string(DAYBOOK_SOURCE_DIR) + "/tests/data/stripe/webhooks/signature-vectors.json");
    ASSERT_TRUE(text.ok());
    simdjson::dom::parser parser;
    int made = 0;
    for (simdjson::dom::element vector : parser.parse(*text)["vectors"]) {
        std::string_view name = vector["name"];
        if (!name.starts_with("valid") && name != "edge_300") continue;
        std::string_view header = vector["header"];
        std::string_view secret = vector["secret"];
        std::string_view payload = vector["payload"];
        size_t end = header.find(",v1=");
        int64_t at = std::stoll(std::string(header.substr(2, end - 2)));
        std::string ours = SignatureHeader(secret, payload, at);
        EXPECT_NE(header.find(ours.substr(ours.find("v1="))), std::string_view::npos) << name;
        ++made;
    }
    EXPECT_GE(made, 2);
}

class Receiver {
  public:
    explicit Receiver(int failures) : failures_(failures), server_([this](const http::Request& r) { return Take(r); }) {}
    http::Request Next() {
        std::unique_lock lock(mutex_);
        EXPECT_TRUE(changed_.wait_for(lock, std::chrono::seconds(20), [&] { return !got_.empty(); }));
        if (got_.empty()) return {};
        http::Request request = got_.front();
        got_.erase(got_.begin());
        return request;
    }
    std::string Url() { return server_.Url("/webhooks/stripe"); }

  private:
    http::Response Take(const http::Request& request) {
        std::lock_guard lock(mutex_);
        if (failures_-- > 0) return http::JsonResponse(500, "{}");
        got_.push_back(request);
        changed_.notify_all();
        return http::JsonResponse(200, "{}");
    }
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<http::Request> got_;
    int failures_;
    http::TestServer server_;
};

TEST(SandboxWebhooks, SendsSignedAndTriesAgain) {
    Receiver receiver(1);
    SystemClock clock;
    Webhooks webhooks(clock);
    EXPECT_EQ(webhooks.Set(receiver.Url(), "").error().param, "secret");
    EXPECT_EQ(webhooks.Set(receiver.Url(), "nonsense").error().param, "secret");
    ASSERT_TRUE(webhooks.Set(receiver.Url(), "whsec_0123456789abcdef").ok());
    webhooks.Push({"evt_1", "customer.updated", R"({"id":"evt_1"})", 0});
    http::Request got = receiver.Next();
    EXPECT_EQ(got.body, R"({"id":"evt_1"})");
    std::string_view header = got.headers.Get("Stripe-Signature");
    int64_t at = std::stoll(std::string(header.substr(2, header.find(',') - 2)));
    EXPECT_EQ(header, SignatureHeader("whsec_0123456789abcdef", got.body, at));
    EXPECT_NEAR(static_cast<double>(at), static_cast<double>(clock.Now() / kSecond), 30);
    const Micros patience = clock.Monotonic() + 20 * kSecond;
    while (webhooks.stats().delivered == 0 && clock.Monotonic() < patience) std::this_thread::yield();  // the answer is on its way
    webhooks.Stop();
    EXPECT_EQ(webhooks.stats().delivered, 1u);
    EXPECT_EQ(webhooks.stats().failed, 1u);
}

}  // namespace
}  // namespace daybook::sandbox
