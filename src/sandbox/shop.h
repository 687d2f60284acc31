// A made-up shop behind Stripe's API. No sockets: requests in, answers out. Thread safe.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "http/message.h"
#include "sandbox/documents.h"
#include "sandbox/faults.h"
#include "sandbox/keys.h"
#include "sandbox/life.h"
#include "sandbox/limits.h"
#include "sandbox/lists.h"
#include "sandbox/options.h"
#include "sandbox/store.h"

namespace daybook::sandbox {

// An answer, and what else the network does to it.
struct Served {
    http::Response response;
    bool dropped = false;  // the connection ends without the response
    Micros delay = 0;      // before it comes
    uint64_t clearings = UINT64_MAX;  // a delay by a fault ends when faults are cleared more often than this
};

// An event as it goes to a webhook.
struct Emitted {
    std::string id;
    std::string type;
    std::string body;
    int64_t created = 0;
};

class Shop {
  public:
    // Populates, loads the worlds, and lives up to `clock`. kInvalid for options that make no sense.
    static Result<std::unique_ptr<Shop>> Create(Options options, const Clock& clock);

    // The whole answer with its faults: latency is slept, a dropped connection is a body that fails.
    http::Response Handle(const http::Request& request);
    // The same as a value, for those who have no time.
    Served Serve(const http::Request& request);

    Keys& keys() { return keys_; }
    Faults& faults() { return faults_; }
    const Options& options() const { return options_; }

    // Stores an object given as JSON of one shape (served in both), new or in place of one with its id, and emits
    // created or updated. The caller keeps it valid.
    Status Upsert(std::string_view json);
    // Lays a merge patch (RFC 7396) over an object's JSON in both shapes and emits customer.updated and the like.
    Status Change(std::string_view id, std::string_view patch);
    // A customer: a stub by GET, absent from lists, its subscriptions canceled. Anything else: 404.
    Status Delete(std::string_view id);

    // Lets life go on to the clock's now, at most `steps_max` steps. Returns when the next step is due (by the clock),
    // INT64_MAX without life.
    Micros Advance(size_t steps_max = SIZE_MAX);
    // Whether Advance does anything; what was missed is caught up with. Thread safe.
    enum class Living : bool { kStopped, kGoing };
    void SetLiving(Living living) { living_.store(living); }
    // Called after each event, without locks, on the thread that caused it. Set it before the shop is shared.
    void OnEvent(std::function<void(const Emitted&)> sink);

    // The id of the n-th customer of the made-up shop (not of loaded worlds), and how many there are.
    std::string CustomerId(uint32_t number) const;
    size_t customers() const;
    size_t objects() const;
    size_t memory() const;
    // Unix seconds of the shop's clock.
    int64_t Now() const;
    uint64_t requests() const { return requests_; }
    // How many requests with a good key each of Stripe's endpoints got: "/v1/invoices", "/v1/invoices/{id}" and
    // "/v1/invoices/{id}/…", as its limits count them. Those that got none are left out.
    std::vector<std::pair<std::string, uint64_t>> RequestsByEndpoint() const;
    // The object as GET gives it, in endive's shape; nothing where there is none.
    std::optional<std::string> ObjectJson(std::string_view id) const;

  private:
    Shop(Options options, const Clock& clock);

    http::Response Answered(const http::Request& request, const std::optional<Fault>& fault);
    http::Response Read(const Route& route, const http::Request& request, Mode mode) const;
    http::Response List(const Shelves& shelves, const Route& route, const http::Request& request) const;
    http::Response Sublist(const Shelves& shelves, const Route& route, const http::Request& request) const;
    http::Response One(const Shelves& shelves, const Route& route, const http::Request& request) const;
    Era EraOf(const http::Request& request) const;
    std::shared_lock<std::shared_mutex> ReadLock() const;
    std::unique_lock<std::shared_mutex> WriteLock() const;
    // The object as a document in both shapes; nothing where there is none.
    std::optional<Document> DocumentOf(std::string_view id) const;
    // Puts the document, hides its row, records the event. Takes the lock.
    void Replace(Document document);
    Emitted Record(const EventRow& row);
    void Send(const std::vector<Emitted>& emitted);

    Options options_;
    const Clock& clock_;
    mutable std::mutex turn_;  // taken first: readers that come after a writer wait behind it
    mutable std::shared_mutex mutex_;
    Store store_;
    Documents documents_;
    std::optional<Life> life_;  // begun when the past is complete
    std::vector<Happening> happened_;
    Keys keys_;
    Faults faults_;
    Limits limits_;
    std::function<void(const Emitted&)> sink_;
    std::atomic<Living> living_{Living::kGoing};
    std::atomic<uint64_t> requests_{0};
    std::vector<std::atomic<uint64_t>> requests_of_;  // by IndexOf(Route)
    std::atomic<Mode> mode_{Mode::kTest};  // of the last good key: what events are of
};

}  // namespace daybook::sandbox
