// `daybook sandbox`: a shop on a port, alive, with webhooks.
#pragma once

#include <memory>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "sandbox/options.h"
#include "sandbox/shop.h"
#include "sandbox/webhooks.h"

namespace daybook::sandbox {

class Sandbox {
  public:
    // Serving when it returns. Without options.birth the shop is born now. The clock outlives it. Errors of Shop::Create
    // and http::Server::Start.
    static Result<std::unique_ptr<Sandbox>> Start(const Options& options, const Clock& clock);
    // Stop().
    ~Sandbox();
    Sandbox(const Sandbox&) = delete;
    Sandbox& operator=(const Sandbox&) = delete;

    // "http://127.0.0.1:12111".
    std::string url() const;
    Shop& shop();
    // Where webhooks go from now on; an empty secret keeps that of the options.
    Status SetWebhook(std::string url, std::string secret);
    WebhookStats webhooks() const;
    void Stop();

  private:
    struct Parts;
    explicit Sandbox(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace daybook::sandbox
