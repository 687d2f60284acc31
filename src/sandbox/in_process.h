// A shop as an outgoing client: what speaks to Stripe speaks to it without sockets. For tests and the simulator.
#pragma once

#include <functional>

#include "http/message.h"
#include "sandbox/shop.h"

namespace daybook::sandbox {

class InProcessClient : public http::Client {
  public:
    // Runs a task after so much (virtual) time.
    using Later = std::function<void(Micros delay, std::function<void()> task)>;

    // The shop outlives the client. Without `later` every answer comes at once, on the caller's thread, and latency only
    // shows in Answer.took; a delay above the request's time-out is kTimeout either way, a dropped connection
    // kUnavailable. Paths under /_sandbox reach the control.
    explicit InProcessClient(Shop& shop, Later later = {}) : shop_(shop), later_(std::move(later)) {}
    void Send(http::Outgoing request, Done done) override;

  private:
    Shop& shop_;
    Later later_;
};

// The request a server would make of an outgoing one. kInvalid where the URL cannot be read.
Result<http::Request> Incoming(const http::Outgoing& outgoing);

}  // namespace daybook::sandbox
