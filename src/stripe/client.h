// Reading from Stripe. Nothing but GET can be expressed here: nothing is ever written to Stripe.
//
// Requests wait here for their turn (stripe/limits.h), live work before the rest, of which every fourth is while both wait, and
// are tried again as stripe.md §1.5 says: full jitter 1 → 32 s, six attempts, Stripe-Should-Retry obeyed. What still fails is the caller's to park.
#pragma once

#include <array>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "http/message.h"
#include "stripe/errors.h"
#include "stripe/limits.h"
#include "stripe/tasks.h"

namespace daybook::stripe {

inline constexpr std::string_view kApiVersion = "2026-10-28.endive";
inline constexpr std::string_view kApiBase = "https://api.stripe.com";

enum class Haste { kLive = 0, kBulk = 1 };
inline constexpr double kPageWaits = 1e18;

struct Get {
    Endpoint endpoint;
    std::string target;              // path and query: "/v1/customers?limit=100"; what the resource expands is added
    Haste haste = Haste::kBulk;
    // Among what waits for the bucket over all in one lane the greatest goes first: the seconds of work behind it, so
    // that the longest resource does not come last, alone. kPageWaits: a page in memory waits for it.
    double urgency = 0;
    int attempts = 6;
    // Before each attempt is sent: the moment to take a fetch number. Short; on any thread.
    std::function<void()> on_begin;
    // Takes a 2xx body in, on the worker pool. An error means that it cannot be understood (HTML, half a JSON), and
    // the request is tried again. Empty: the body goes to Done as it is.
    std::function<Status(std::string body)> take;
};

// Stripe refuses the key itself: nothing else will work with it.
bool KeyRefused(const Failure& failure);

// "/v1/invoices", one object's path with its id percent-encoded, or the path of an embedded list.
std::string ListPath(Kind kind);
std::string OnePath(Kind kind, std::string_view id);

class Client : public std::enable_shared_from_this<Client> {
  public:
    struct Options {
        std::string api_base = std::string(kApiBase);        // without "/v1"
        std::string api_version = std::string(kApiVersion);
        Rates rates;
        uint64_t seed = 1;                                    // of the jitter
    };
    struct Reply {
        std::string body;                                     // where Get.take is empty
        std::optional<Failure> failure;                       // set: nothing was taken in
        bool ok() const { return !failure.has_value(); }
    };
    // Called once, on the pool, on a thread of http's, or from After.
    using Done = std::function<void(Reply)>;
    // After every single attempt: nothing, or why it failed. For the state shown to people.
    using Observer = std::function<void(const Failure*)>;

    // Shared, because answers arrive after its owner may be gone. `http`, `tasks`, `clock` outlive it.
    static std::shared_ptr<Client> Create(http::Client& http, Tasks& tasks, const Clock& clock,
                                          Options options, std::string secret);
    ~Client();

    void Send(Get get, Done done);
    // What an endpoint and all of them together may take: requests a second, and how many at once make use of that.
    struct Room {
        double rate = 0;
        int slots = 0;
    };
    Room RoomOf(Endpoint endpoint);
    Room RoomOverAll();
    void Observe(Observer observer);
    // Stripe's clock, by the `Date` of its last good answer (by ours, where that has none); 0: none came. Behind by the answer's way.
    Micros StripeNow();
    // Nothing is begun from here on, and no Done is called any more.
    void Stop();

  private:
    struct Waiting {
        Get get;
        Done done;
        int tried = 0;
        bool expanded = false;                                // asked with what its resource expands
        bool refused = false;                                 // that was refused, so it is asked without
    };
    Client(http::Client& http, Tasks& tasks, const Clock& clock, Options options, std::string secret);
    void Queue(Waiting waiting);
    void Pump();
    using Queues = std::map<size_t, std::deque<Waiting>>;  // by endpoint
    void PumpLanes(std::vector<Waiting>& begun, Micros& next);
    bool PumpLane(Queues& queues, size_t most, std::vector<Waiting>& begun, Micros& next);
    void Begin(Waiting waiting);
    static std::string TargetOf(Waiting& waiting);
    void AskPlain(Waiting waiting);
    void Arrived(Waiting waiting, Micros began, Result<http::Answer> answer);
    void Finish(const Waiting& waiting, Reply reply);
    void Failed(Waiting waiting, Failure failure);
    void TakeIn(Waiting waiting, std::string body);
    void WakeIn(Micros wait);
    Micros Pause(int tried);

    http::Client& http_;
    Tasks& tasks_;
    const Clock& clock_;
    const Options options_;
    std::string secret_;
    std::mutex mutex_;
    Limits limits_;
    Random random_;
    Observer observer_;
    std::array<Queues, 2> queues_;                                 // by haste
    size_t overtaken_ = 0;                                         // live requests begun while the rest waits, since one of these
    Micros dated_ = 0, dated_at_ = 0;                              // the last good answer: Stripe's clock, and our monotonic one
    Micros wake_at_ = 0;                                           // of the earliest timer set; 0: none
    bool stopped_ = false;
};

}  // namespace daybook::stripe
