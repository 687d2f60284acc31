#include "sandbox/server.h"

#include <thread>

#include "http/errors.h"
#include "http/server.h"
#include "runtime/io.h"
#include "runtime/pool.h"
#include "runtime/stop.h"
#include "sandbox/control.h"

namespace daybook::sandbox {

// In their order of life.
struct Sandbox::Parts {
    Parts(std::unique_ptr<Shop> made, const Clock& clock, size_t threads)
        : shop(std::move(made)), webhooks(clock), clock(clock), pool({.threads = threads, .queue_max = 4096}) {}

    std::unique_ptr<Shop> shop;
    Webhooks webhooks;
    const Clock& clock;
    runtime::IoThread io;
    runtime::Pool pool;
    std::unique_ptr<http::Server> server;
    runtime::Stop stop;
    std::thread life;

    http::Response Answer(const http::Request& request) {
        if (!IsControl(request.path)) return shop->Handle(request);
        if (request.origin == http::Origin::kNetwork)
            return http::ErrorResponse(NotFound("the sandbox is controlled from its own machine only"), request.request_id);
        return Control(*shop, &webhooks, request);
    }

    void Live() {
        constexpr size_t kStepsAtOnce = 1000;
        while (!stop.requested()) {
            Micros next = shop->Advance(kStepsAtOnce);
            Micros wait = next == INT64_MAX ? kSecond : next - clock.Now();
            if (stop.WaitFor(std::clamp<Micros>(wait, kMillisecond, kSecond))) return;
        }
    }
};

Result<std::unique_ptr<Sandbox>> Sandbox::Start(const Options& options, const Clock& clock) {
    Options chosen = options;
    if (chosen.birth == 0) chosen.birth = clock.Now() / kSecond;
    std::unique_ptr<Shop> shop = TRY(Shop::Create(chosen, clock));
    // A delayed answer holds a thread: as many as Stripe would let run at once.
    size_t threads = chosen.latency_ms > 0 ? 64 : 8;
    auto parts = std::make_unique<Parts>(std::move(shop), clock, threads);
    Parts& p = *parts;
    std::unique_ptr<Sandbox> sandbox(new Sandbox(std::move(parts)));
    if (!chosen.webhook_secret.empty() && !chosen.webhook_url.empty())
        TRY(p.webhooks.Set(chosen.webhook_url, chosen.webhook_secret));
    else if (!chosen.webhook_secret.empty())
        TRY(p.webhooks.KeepSecret(chosen.webhook_secret));
    p.shop->OnEvent([&p](const Emitted& event) { p.webhooks.Push(event); });
    http::ServerOptions server;
    server.listen = chosen.listen;
    server.clock = &clock;
    server.pool = &p.pool;
    server.io = &p.io;
    p.server = TRY(http::Server::Start(std::move(server), [&p](const http::Request& request) { return p.Answer(request); }));
    if (chosen.rate > 0) p.life = std::thread([&p] { p.Live(); });
    return sandbox;
}

Sandbox::Sandbox(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Sandbox::~Sandbox() { Stop(); }

std::string Sandbox::url() const { return "http://" + parts_->server->address(); }

Shop& Sandbox::shop() { return *parts_->shop; }

Status Sandbox::SetWebhook(std::string url, std::string secret) {
    return parts_->webhooks.Set(std::move(url), std::move(secret));
}

WebhookStats Sandbox::webhooks() const { return parts_->webhooks.stats(); }

void Sandbox::Stop() {
    parts_->stop.Request();
    if (parts_->life.joinable()) parts_->life.join();
    if (parts_->server) parts_->server->Stop();
    parts_->pool.Stop();
    parts_->webhooks.Stop();
}

}  // namespace daybook::sandbox
