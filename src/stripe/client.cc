#include "stripe/client.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "base/crypto.h"
#include "base/log.h"
#include "base/redact.h"
#include "base/text.h"
#include "http/response_head.h"

namespace daybook::stripe {
namespace {

constexpr Micros kFirstPause = kSecond;
constexpr Micros kLongestPause = 32 * kSecond;
// While both wait, a quarter of what begins is of an import: a flood of events does not stop it.
constexpr size_t kOvertakenMost = 3;
constexpr size_t kAll = std::numeric_limits<size_t>::max();

// Stripe-Should-Retry: false means not in this burst (stripe.md §1.5): the caller parks.
bool TryAgain(const Failure& failure, int tried, int attempts) {
    return failure.retry && tried < attempts;
}

// Expanding is what is wrong, or it needs a permission that the list does not (stripe.md §1.3).
bool RefusesExpansion(Kind kind, const Failure& failure, const http::Answer& answer) {
    if (answer.status == 400) return answer.body.find("expand") != std::string::npos;
    const std::string& lacking = failure.permission;
    return failure.kind == Failure::Kind::kPermission && !lacking.empty() && lacking != ResourceOf(kind).permission;
}

// Every Stripe has the lists that are needed: where one is no path, something else answers at this address.
Failure FailureOf(Endpoint endpoint, const http::Answer& answer) {
    Failure failure = ClassifyAnswer(answer);
    const bool everywhere = endpoint.kind != kEventKind && ResourceOf(endpoint.kind).needed;
    if (failure.kind != Failure::Kind::kNoSuchPath || !everywhere) return failure;
    http::Answer page;
    page.status = answer.status;
    return ClassifyAnswer(page);
}

}  // namespace

bool KeyRefused(const Failure& failure) {
    return failure.kind == Failure::Kind::kKeyRefused ||
           failure.kind == Failure::Kind::kKeyExpired ||
           failure.kind == Failure::Kind::kAddressRefused;
}

std::string ListPath(Kind kind) { return std::string(ResourceOf(kind).path); }

std::string OnePath(Kind kind, std::string_view id) {
    return std::string(ResourceOf(kind).path) + "/" + UrlEncode(id);
}

std::shared_ptr<Client> Client::Create(http::Client& http, Tasks& tasks, const Clock& clock,
                                       Options options, std::string secret) {
    return std::shared_ptr<Client>(
        new Client(http, tasks, clock, std::move(options), std::move(secret)));
}

Client::Client(http::Client& http, Tasks& tasks, const Clock& clock, Options options,
               std::string secret)
    : http_(http),
      tasks_(tasks),
      clock_(clock),
      options_(std::move(options)),
      secret_(std::move(secret)),
      limits_(options_.rates, clock.Monotonic()),
      random_(options_.seed) {}

Client::~Client() { Wipe(secret_); }

void Client::Send(Get get, Done done) {
    Queue(Waiting{std::move(get), std::move(done), 0});
    Pump();
}

void Client::Queue(Waiting waiting) {
    std::lock_guard lock(mutex_);
    if (stopped_) return;  // else what it captures, often this client, would be kept for ever
    const auto lane = static_cast<size_t>(waiting.get.haste);
    queues_[lane][IndexOf(waiting.get.endpoint)].push_back(std::move(waiting));
}

Client::Room Client::RoomOf(Endpoint endpoint) {
    std::lock_guard lock(mutex_);
    return {limits_.RateOf(endpoint), limits_.Slots(endpoint)};
}

Client::Room Client::RoomOverAll() {
    std::lock_guard lock(mutex_);
    return {limits_.RateOverAll(), limits_.SlotsOverAll()};
}

void Client::Observe(Observer observer) {
    std::lock_guard lock(mutex_);
    observer_ = std::move(observer);
}

Micros Client::StripeNow() {
    std::lock_guard lock(mutex_);
    return dated_ == 0 ? 0 : dated_ + clock_.Monotonic() - dated_at_;
}

void Client::Stop() {
    std::array<Queues, 2> dropped;
    Observer observer;
    {
        std::lock_guard lock(mutex_);
        stopped_ = true;
        dropped.swap(queues_);
        observer.swap(observer_);
    }
}

// Begins what may begin.
void Client::Pump() {
    std::vector<Waiting> begun;
    Micros next = 0;
    {
        std::lock_guard lock(mutex_);
        if (stopped_) return;
        PumpLanes(begun, next);
    }
    for (Waiting& waiting : begun) Begin(std::move(waiting));
    if (next > 0) WakeIn(next);
}

// Live first, unless it overtook the rest often enough.
void Client::PumpLanes(std::vector<Waiting>& begun, Micros& next) {
    auto& [live, bulk] = queues_;
    while (!live.empty() && !bulk.empty()) {
        const size_t before = begun.size();
        const bool bulk_first = overtaken_ >= kOvertakenMost;
        const size_t most = bulk_first ? 1 : kOvertakenMost - overtaken_;
        const bool room = PumpLane(bulk_first ? bulk : live, most, begun, next);
        overtaken_ = bulk_first && begun.size() > before ? 0 : overtaken_ + begun.size() - before;
        if (!room) return;
        if (begun.size() < before + most) break;   // its endpoints are exhausted, and do not hold up the other lane
    }
    if (!PumpLane(live, kAll, begun, next)) return;
    const size_t before = begun.size();
    PumpLane(bulk, kAll, begun, next);
    if (begun.size() > before) overtaken_ = 0;
}

// Begins at most `most`. What waits only for its endpoint does not hold up the others; what waits for the bucket over all is
// served by urgency. False where that bucket is exhausted: nothing of another lane may overtake.
bool Client::PumpLane(Queues& queues, size_t most, std::vector<Waiting>& begun, Micros& next) {
    const Micros now = clock_.Monotonic();
    std::vector<std::deque<Waiting>*> order;
    for (auto& [endpoint, queue] : queues) order.push_back(&queue);
    std::ranges::stable_sort(order, std::ranges::greater(),
                             [](const auto* queue) { return queue->front().get.urgency; });
    bool room = true;
    for (std::deque<Waiting>* at : order) {
        std::deque<Waiting>& queue = *at;
        while (!queue.empty() && most > 0) {
            const Micros wait = limits_.Take(queue.front().get.endpoint, now);
            if (wait != 0) {
                if (wait > 0) next = next == 0 ? wait : std::min(next, wait);
                break;
            }
            begun.push_back(std::move(queue.front()));
            queue.pop_front();
            --most;
        }
        room = queue.empty() || !limits_.AllTaken(now);
        if (!room || most == 0) break;
    }
    std::erase_if(queues, [](const auto& entry) { return entry.second.empty(); });
    return room;
}

void Client::WakeIn(Micros wait) {
    const Micros at = clock_.Monotonic() + wait;
    {
        std::lock_guard lock(mutex_);
        if (wake_at_ != 0 && wake_at_ <= at) return;
        wake_at_ = at;
    }
    tasks_.After(wait, [weak = weak_from_this(), at] {
        auto self = weak.lock();
        if (!self) return;
        {
            std::lock_guard lock(self->mutex_);
            if (self->wake_at_ == at) self->wake_at_ = 0;
        }
        self->Pump();
    });
}

// What Stripe gives only to who asks for it (stripe.md §§2.4, 6) is asked for.
std::string Client::TargetOf(Waiting& waiting) {
    const auto& [kind, form] = waiting.get.endpoint;
    const std::string_view expand = kind == kEventKind || form == Form::kSubList ? "" : ResourceOf(kind).expand;
    waiting.expanded = !expand.empty() && !waiting.refused;
    if (!waiting.expanded) return waiting.get.target;
    const char* separator = waiting.get.target.find('?') == std::string::npos ? "?" : "&";
    return fmt::format("{}{}expand[]={}{}", waiting.get.target, separator, form == Form::kList ? "data." : "", expand);
}

void Client::Begin(Waiting waiting) {
    if (waiting.get.on_begin) waiting.get.on_begin();
    http::Outgoing request;
    request.method = http::Method::kGet;
    request.url = options_.api_base + TargetOf(waiting);
    request.headers.Add("Authorization", "Bearer " + secret_);
    request.headers.Add("Stripe-Version", options_.api_version);
    request.headers.Add("User-Agent", "Daybook/0.1");
    request.headers.Add("Accept", "application/json");
    const Micros began = clock_.Monotonic();
    waiting.tried += 1;
    auto shared = std::make_shared<Waiting>(std::move(waiting));
    http_.Send(std::move(request), [self = shared_from_this(), shared, began](auto answer) {
        self->Arrived(std::move(*shared), began, std::move(answer));
    });
}

void Client::Arrived(Waiting waiting, Micros began, Result<http::Answer> answer) {
    const Micros now = clock_.Monotonic();
    Pressure pressure = Pressure::kNone;
    if (answer.ok()) {
        pressure = PressureOf(answer->status, answer->headers.Get("Stripe-Rate-Limited-Reason"));
    }
    {
        std::lock_guard lock(mutex_);
        limits_.Give(waiting.get.endpoint, now - began, pressure, now);
        if (answer.ok() && answer->status >= 200 && answer->status <= 299) {
            dated_ = http::ParseHttpDate(answer->headers.Get("Date")).value_or(clock_.Now());
            dated_at_ = now;
        }
        if (stopped_) return;
    }
    Pump();
    if (!answer.ok()) return Failed(std::move(waiting), ClassifyError(answer.error()));
    if (answer->status < 200 || answer->status > 299) {
        Failure failure = FailureOf(waiting.get.endpoint, *answer);
        if (waiting.expanded && RefusesExpansion(waiting.get.endpoint.kind, failure, *answer)) return AskPlain(std::move(waiting));
        return Failed(std::move(waiting), std::move(failure));
    }
    TakeIn(std::move(waiting), std::move(answer->body));
}

// The same once more without what was refused. The next request asks for it again: a permission may come.
void Client::AskPlain(Waiting waiting) {
    Log(Level::kInfo, "stripe.expansion_refused", {{"path", ListPath(waiting.get.endpoint.kind)}});
    waiting.refused = true;
    waiting.tried -= 1;
    Queue(std::move(waiting));
    Pump();
}

void Client::TakeIn(Waiting waiting, std::string body) {
    if (!waiting.get.take) return Finish(waiting, Reply{std::move(body), {}});
    auto held = std::make_shared<std::pair<Waiting, std::string>>(std::move(waiting),
                                                                  std::move(body));
    tasks_.Run([self = shared_from_this(), held] {
        Status taken = held->first.get.take(std::move(held->second));
        if (taken.ok()) return self->Finish(held->first, Reply{});
        http::Answer unread;
        unread.status = 200;
        Failure failure = ClassifyAnswer(unread);
        failure.error.message += " " + Redact(taken.error().message);
        self->Failed(std::move(held->first), std::move(failure));
    });
}

void Client::Failed(Waiting waiting, Failure failure) {
    const Micros pause = Pause(waiting.tried);
    Observer observer;
    {
        std::lock_guard lock(mutex_);
        observer = observer_;
    }
    if (observer) observer(&failure);
    Log(Level::kWarn, "stripe.request_failed",
        {{"path", waiting.get.target.substr(0, waiting.get.target.find('?'))},
         {"attempt", waiting.tried},
         {"request_id", failure.request_id},
         {"why", failure.error.message}});
    if (!TryAgain(failure, waiting.tried, waiting.get.attempts)) {
        Reply reply;
        reply.failure = std::move(failure);
        return Finish(waiting, std::move(reply));
    }
    auto held = std::make_shared<Waiting>(std::move(waiting));
    tasks_.After(pause, [weak = weak_from_this(), held] {
        auto self = weak.lock();
        if (!self) return;
        self->Queue(std::move(*held));
        self->Pump();
    });
}

void Client::Finish(const Waiting& waiting, Reply reply) {
    Observer observer;
    {
        std::lock_guard lock(mutex_);
        if (stopped_) return;
        observer = observer_;
    }
    if (reply.ok() && observer) observer(nullptr);
    waiting.done(std::move(reply));
}

// Full jitter: anything up to 1, 2, 4 … 32 s.
Micros Client::Pause(int tried) {
    const Micros most = std::min(kLongestPause, kFirstPause << std::min(tried - 1, 6));
    std::lock_guard lock(mutex_);
    return random_.Between(0, most);
}

}  // namespace daybook::stripe
