#include "sandbox/webhooks.h"

#include <tuple>

#include "base/crypto.h"
#include "base/log.h"
#include "base/text.h"
#include "http/client.h"
#include "sandbox/shop.h"

namespace daybook::sandbox {

std::string SignatureHeader(std::string_view secret, std::string_view body, int64_t at) {
    std::string stamp = std::to_string(at);
    std::string message = stamp + ".";
    message.append(body);
    return "t=" + stamp + ",v1=" + HexEncode(HmacSha256(secret, message));
}

Webhooks::Webhooks(const Clock& clock) : clock_(clock), thread_([this] { Run(); }) {}

Webhooks::~Webhooks() { Stop(); }

Status Webhooks::KeepSecret(std::string secret) {
    if (!secret.starts_with("whsec_")) return Invalid("the webhook secret must begin with whsec_", "secret");
    std::lock_guard lock(mutex_);
    secret_ = std::move(secret);
    return {};
}

Status Webhooks::Set(std::string url, std::string secret) {
    if (!secret.empty()) TRY(KeepSecret(std::move(secret)));
    http::ClientOptions options;
    options.guard = TRY(http::Guard::Create({url}));
    options.user_agent = "Stripe/1.0 (+https://stripe.com/docs/webhooks)";
    TRY(options.guard.Check(url));
    std::shared_ptr<http::Client> client = http::MakeCurlClient(std::move(options));
    {
        std::lock_guard lock(mutex_);
        if (secret_.empty()) return Invalid("webhooks need a secret: whsec_…", "secret");
        url_ = std::move(url);
        client_.swap(client);
    }
    changed_.notify_all();
    return {};  // the old client ends here, without the lock: its sends come back to Done
}

void Webhooks::Push(const Emitted& event) {
    {
        std::lock_guard lock(mutex_);
        if (url_.empty() || stop_ || waiting_.size() >= kWaitingMax) return;
        waiting_.push({clock_.Monotonic(), ++pushed_, 0, event.body});
    }
    changed_.notify_all();
}

void Webhooks::Stop() {
    std::shared_ptr<http::Client> client;
    {
        std::lock_guard lock(mutex_);
        stop_ = true;
        client.swap(client_);
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
    client.reset();
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return flying_ == 0; });
}

WebhookStats Webhooks::stats() const {
    std::lock_guard lock(mutex_);
    return stats_;
}

void Webhooks::Run() {
    std::unique_lock lock(mutex_);
    while (!stop_) {
        if (waiting_.empty() || flying_ >= kFlightMax || client_ == nullptr) {
            changed_.wait(lock);
            continue;
        }
        Micros wait = waiting_.top().due - clock_.Monotonic();
        if (wait > 0) {
            changed_.wait_for(lock, std::chrono::microseconds(wait));
            continue;
        }
        Parcel parcel = waiting_.top();
        waiting_.pop();
        ++flying_;
        std::shared_ptr<http::Client> client = client_;
        std::string url = url_;
        std::string secret = secret_;
        lock.unlock();
        SendOne(std::move(parcel), url, secret, *client);
        client.reset();
        lock.lock();
    }
}

void Webhooks::SendOne(Parcel parcel, const std::string& url, const std::string& secret, http::Client& client) {
    http::Outgoing request;
    request.method = http::Method::kPost;
    request.url = url;
    request.body = parcel.body;
    request.timeout = 20 * kSecond;
    request.headers.Set("Content-Type", "application/json; charset=utf-8");
    request.headers.Set("Stripe-Signature", SignatureHeader(secret, parcel.body, clock_.Now() / kSecond));
    client.Send(std::move(request), [this, parcel = std::move(parcel)](const Result<http::Answer>& answer) { Done(parcel, answer); });
}

void Webhooks::Done(Parcel parcel, const Result<http::Answer>& answer) {
    bool good = answer.ok() && answer->status >= 200 && answer->status < 300;
    {
        std::lock_guard lock(mutex_);
        --flying_;
        if (good) {
            ++stats_.delivered;
        } else {
            ++stats_.failed;
            parcel.due = clock_.Monotonic() + (kSecond << (2 * parcel.tries));
            if (++parcel.tries < kTriesMax) waiting_.push(std::move(parcel));
            else ++stats_.given_up;
        }
        changed_.notify_all();  // under the lock: Stop may destroy us right after
    }
    if (!good) Log(Level::kDebug, "sandbox.webhook_failed", {{"status", answer.ok() ? answer->status : 0}});
}

}  // namespace daybook::sandbox
