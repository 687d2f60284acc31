// The sandbox on a port: HTTP, life, webhooks and control together.
#include "sandbox/server.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>
#include <simdjson.h>

#include "http/server_support.h"

namespace daybook::sandbox {
namespace {

class ServerTest : public testing::Test {
  protected:
    void Start(Options options) {
        options.listen = "127.0.0.1:0";
        auto started = Sandbox::Start(options, clock_);
        ASSERT_TRUE(started.ok()) << started.error().message;
        sandbox_ = std::move(*started);
        http::ClientOptions client;
        client.guard = *http::Guard::Create({sandbox_->url()});
        client_ = http::MakeCurlClient(std::move(client));
    }
    Result<http::Answer> Ask(http::Method method, std::string_view path, std::string body = {}) {
        http::Outgoing request;
        request.method = method;
        request.url = sandbox_->url() + std::string(path);
        request.body = std::move(body);
        request.headers.Set("Authorization", "Bearer rk_live_0123456789");
        if (method == http::Method::kPost) request.headers.Set("Content-Type", "application/json");
        return client_->Call(std::move(request));
    }

    SystemClock clock_;
    std::unique_ptr<Sandbox> sandbox_;
    std::unique_ptr<http::Client> client_;
};

// Remembers what it was sent.
class Receiver {
  public:
    Receiver() : server_([this](const http::Request& request) { return Take(request); }) {}
    // The first body that contains `text`; empty after 20 s.
    std::string WaitFor(std::string_view text) {
        std::unique_lock lock(mutex_);
        std::string found;
        changed_.wait_for(lock, std::chrono::seconds(20), [&] {
            for (const std::string& body : bodies_)
                if (body.find(text) != std::string::npos) found = body;
            return !found.empty();
        });
        return found;
    }
    std::string Url() { return server_.Url("/webhooks/stripe"); }

  private:
    http::Response Take(const http::Request& request) {
        std::lock_guard lock(mutex_);
        EXPECT_FALSE(request.headers.Get("Stripe-Signature").empty());
        bodies_.push_back(request.body);
        changed_.notify_all();
        return http::JsonResponse(200, "{}");
    }
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> bodies_;
    http::TestServer server_;
};

TEST_F(ServerTest, ServesListsOverHttp) {
    Start({.customers = 150});
    auto answer = Ask(http::Method::kGet, "/v1/customers?limit=100&created[gte]=1");
    ASSERT_TRUE(answer.ok()) << answer.error().message;
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->headers.Get("Stripe-Version"), "2026-10-28.endive");
    simdjson::dom::parser parser;
    simdjson::dom::element page = parser.parse(answer->body);
    EXPECT_EQ(simdjson::dom::array(page["data"]).size(), 100u);
    EXPECT_EQ(Ask(http::Method::kPost, "/v1/customers", "{}")->status, 404);
}

TEST_F(ServerTest, AChangeByControlReachesTheWebhook) {
    Start({.customers = 150, .webhook_secret = "whsec_0123456789abcdef"});
    Receiver receiver;
    EXPECT_EQ(Ask(http::Method::kPost, "/_sandbox/webhook", R"({"url":")" + receiver.Url() + "\"}")->status, 200);
    std::string id = sandbox_->shop().CustomerId(0);
    auto changed = Ask(http::Method::kPost, "/_sandbox/customers/" + id, R"({"phone":"+442070000001"})");
    ASSERT_EQ(changed->status, 200) << changed->body;
    EXPECT_NE(changed->body.find("+442070000001"), std::string::npos);
    std::string event = receiver.WaitFor("+442070000001");
    EXPECT_NE(event.find("customer.updated"), std::string::npos);
    EXPECT_NE(event.find("\"livemode\":false"), std::string::npos);
    EXPECT_NE(Ask(http::Method::kGet, "/v1/customers/" + id)->body.find("+442070000001"), std::string::npos);
    EXPECT_EQ(Ask(http::Method::kPost, "/_sandbox/customers/cus_nobody", "{}")->status, 404);
    EXPECT_EQ(Ask(http::Method::kPost, "/_sandbox/keys", R"({"state":"lost"})")->status, 400);
    EXPECT_EQ(Ask(http::Method::kPost, "/_sandbox/keys", R"({"state":"revoked"})")->status, 200);
    EXPECT_EQ(Ask(http::Method::kGet, "/v1/customers")->status, 401);
    EXPECT_EQ(Ask(http::Method::kGet, "/_sandbox")->status, 200);
}

TEST_F(ServerTest, CountsRequestsByEndpoint) {
    Start({.customers = 150});
    const std::string id = sandbox_->shop().CustomerId(0);
    for (const std::string& path : {std::string("/v1/customers"), std::string("/v1/customers?limit=1"), "/v1/customers/" + id,
                                    std::string("/v1/nonsense")})
        ASSERT_TRUE(Ask(http::Method::kGet, path).ok());
    const std::string body = Ask(http::Method::kGet, "/_sandbox")->body;
    EXPECT_NE(body.find(R"("requests_by_endpoint":{"/v1/customers":2,"/v1/customers/{id}":1})"), std::string::npos) << body;
}

TEST_F(ServerTest, LifeSendsEvents) {
    Start({.customers = 150, .rate = 200, .webhook_secret = "whsec_0123456789abcdef"});
    Receiver receiver;
    ASSERT_TRUE(sandbox_->SetWebhook(receiver.Url(), "").ok());
    std::string event = receiver.WaitFor("invoice.paid");
    simdjson::dom::parser parser;
    simdjson::dom::element parsed = parser.parse(event);
    EXPECT_EQ(std::string_view(parsed["object"]), "event");
    EXPECT_EQ(std::string_view(parsed["data"]["object"]["object"]), "invoice");
    SystemClock clock;
    const Micros patience = clock.Monotonic() + 20 * kSecond;
    while (sandbox_->webhooks().delivered == 0 && clock.Monotonic() < patience) std::this_thread::yield();  // the answer is on its way
    sandbox_->Stop();
    EXPECT_GT(sandbox_->webhooks().delivered, 0u);
}

TEST_F(ServerTest, ADroppedConnectionIsAnError) {
    Start({.customers = 150});
    EXPECT_EQ(Ask(http::Method::kPost, "/_sandbox/faults", R"({"kind":"drop","path":"/v1/customers"})")->status, 200);
    EXPECT_FALSE(Ask(http::Method::kGet, "/v1/customers").ok());
    EXPECT_TRUE(Ask(http::Method::kGet, "/v1/customers").ok());
    EXPECT_EQ(Ask(http::Method::kPost, "/_sandbox/faults", R"({"kind":"bang"})")->status, 400);
}

TEST_F(ServerTest, ASlowAnswerComesWhenTheFaultsAreCleared) {
    Start({.customers = 150});
    constexpr std::string_view kSlow = R"({"kind":"slow","path":"/v1/customers","delay_ms":600000})";
    EXPECT_EQ(Ask(http::Method::kPost, "/_sandbox/faults", std::string(kSlow))->status, 200);
    int status = 0;
    std::thread waits([&] { status = Ask(http::Method::kGet, "/v1/customers")->status; });
    while (sandbox_->shop().faults().taken() == 0) std::this_thread::yield();
    EXPECT_EQ(Ask(http::Method::kDelete, "/_sandbox/faults")->status, 200);
    waits.join();
    EXPECT_EQ(status, 200);
}

TEST(Server, BadOptionsSayWhichFlag) {
    SystemClock clock;
    struct Case { Options options; std::string_view says; };
    for (const Case& c : std::vector<Case>{{{.latency_ms = -1}, "--latency-ms"},
                                           {{.rate = -1}, "--rate"},
                                           {{.speed = 0}, "--speed"},
                                           {{.deny = {"pets"}}, "pets"},
                                           {{.load = {"/nowhere.json"}}, "/nowhere.json"}}) {
        auto started = Sandbox::Start(c.options, clock);
        ASSERT_FALSE(started.ok());
        EXPECT_NE(started.error().message.find(c.says), std::string::npos) << started.error().message;
    }
}

}  // namespace
}  // namespace daybook::sandbox
