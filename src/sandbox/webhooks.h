// Signed webhooks (stripe.md §5.1–5.2): sent in order of their making, retried three times, never in the way of answers.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <queue>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "http/message.h"

namespace daybook::sandbox {

struct Emitted;

// The value of Stripe-Signature: "t=<unix>,v1=<hex of HMAC-SHA256(secret, t "." body)>"; the key is the whole secret.
std::string SignatureHeader(std::string_view secret, std::string_view body, int64_t at);

struct WebhookStats {
    uint64_t delivered = 0;  // answered 2xx
    uint64_t failed = 0;     // tries that were not
    uint64_t given_up = 0;   // after the last try
};

class Webhooks {
  public:
    explicit Webhooks(const Clock& clock);
    // Stop().
    ~Webhooks();

    // Where events go from now on; an empty secret keeps the old one. kInvalid for what is no URL, or no "whsec_…".
    Status Set(std::string url, std::string secret);
    // The secret of a URL that is set later. kInvalid for what is no "whsec_…".
    Status KeepSecret(std::string secret);
    // Queues; without a URL or secret, or with kWaitingMax waiting, the event is lost as at Stripe's end.
    void Push(const Emitted& event);
    void Stop();
    WebhookStats stats() const;

    static constexpr size_t kWaitingMax = 100'000;
    static constexpr int kFlightMax = 16;
    static constexpr int kTriesMax = 3;

  private:
    struct Parcel {
        Micros due = 0;
        uint64_t number = 0;
        int tries = 0;
        std::string body;
        bool operator>(const Parcel& other) const { return std::tie(due, number) > std::tie(other.due, other.number); }
    };
    void Run();
    void SendOne(Parcel parcel, const std::string& url, const std::string& secret, http::Client& client);
    void Done(Parcel parcel, const Result<http::Answer>& answer);

    const Clock& clock_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::string url_;
    std::string secret_;
    std::shared_ptr<http::Client> client_;  // shared with the send under way while a new URL comes
    std::priority_queue<Parcel, std::vector<Parcel>, std::greater<>> waiting_;
    uint64_t pushed_ = 0;
    int flying_ = 0;
    bool stop_ = false;
    WebhookStats stats_;
    std::thread thread_;
};

}  // namespace daybook::sandbox
