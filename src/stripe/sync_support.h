// For tests: a small scripted Stripe behind http::Client, tasks that run when told, and both put together with a store.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "accounts/secrets.h"
#include "base/clock.h"
#include "http/message.h"
#include "profiles/numbers.h"
#include "sql/test_support.h"
#include "stripe/mirror.h"
#include "stripe/sync.h"
#include "stripe/tasks.h"

namespace daybook::stripe::test {

// Tasks run on the thread that calls RunUntil, in order; where none is left and no job is with the writer, the clock
// goes to the next timer.
class ManualTasks : public Tasks {
  public:
    explicit ManualTasks(ManualClock& clock) : clock_(clock) {}
    void Run(std::function<void()> task) override;
    void After(Micros delay, std::function<void()> task) override;
    // True as soon as `done` holds; false where nothing is left to do, or `time_max` of the clock has passed.
    bool RunUntil(const std::function<bool()>& done, Micros time_max = 2 * kHour);
    // Until another thread says so, which waits for what runs here; then the clock may move while it does.
    void RunUntilEnded(const std::atomic<bool>& ended);
    // Runs what is ready; the clock stands.
    void RunReady();
    void JobBegan();
    void JobEnded();

  private:
    // Takes the next ready task; waits for jobs; moves the clock where `until` allows. Nothing: idle.
    std::optional<std::function<void()>> Next(Micros until);

    ManualClock& clock_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> ready_;
    std::multimap<Micros, std::function<void()>> timers_;
    int jobs_ = 0;
};

// Counts the jobs that are with the writer, and can refuse statements.
class WatchedDatabase : public sql::Database {
  public:
    WatchedDatabase(sql::Database& database, ManualTasks& tasks) : database_(database), tasks_(tasks) {}
    sql::Engine engine() const override { return database_.engine(); }
    sql::Changes& changes() override { return database_.changes(); }
    Status Read(const std::function<Status(sql::Tx&)>& read) override { return database_.Read(read); }
    void Submit(sql::Job job, sql::Durability durability, sql::Priority priority,
                std::function<void(Status)> done) override;
    Status PrepareAll() override { return database_.PrepareAll(); }
    Stats stats() override { return database_.stats(); }

  private:
    sql::Database& database_;
    ManualTasks& tasks_;
};

// Lists, single objects and sub-lists of made-up objects, answered `latency` later.
class FakeStripe : public http::Client {
  public:
    FakeStripe(ManualTasks& tasks, ManualClock& clock) : tasks_(tasks), clock_(clock) {}
    void Send(http::Outgoing request, Done done) override;

    struct Object {
        std::string id, json;
        int64_t created = 0;
    };
    // Newest first; replaces one of the same id.
    void Put(Kind kind, Object object);
    void Remove(Kind kind, const std::string& id);
    // The elements of an embedded list, by the object's id.
    void PutParts(const std::string& id, std::vector<std::string> elements) { parts_[id] = std::move(elements); }

    // Where set and giving an answer, that is the answer to this path and query.
    std::function<std::optional<http::Answer>(const std::string& target)> fault;
    Micros latency = 20 * kMillisecond;
    std::set<Kind> forbidden;
    // Of /v1/events, whose objects are Put as kEventKind.
    enum class EventList { kAbsent, kForbidden, kGranted };
    EventList events = EventList::kAbsent;
    bool key_revoked = false;
    Micros ahead = 0;              // how far our clock is before Stripe's, which dates its answers

    struct Seen {
        Micros at = 0;
        std::string target;
    };
    std::vector<Seen> seen() const;
    int64_t CountOf(std::string_view prefix) const;
    int in_flight_max() const { return in_flight_max_; }
    std::vector<http::Outgoing> requests() const;

    static http::Answer Json(int status, std::string body);
    static http::Answer Error(int status, std::string_view code, std::string_view message);

  private:
    http::Answer AnswerTo(const std::string& target);
    http::Answer List(Kind kind, const std::string& query);
    http::Answer Parts(const std::string& id, const std::string& query);

    ManualTasks& tasks_;
    ManualClock& clock_;
    mutable std::mutex mutex_;
    std::map<Kind, std::vector<Object>> objects_;
    std::set<std::string> ids_;
    std::map<std::string, std::vector<std::string>> parts_;
    std::vector<Seen> seen_;
    std::vector<http::Outgoing> requests_;
    int in_flight_ = 0, in_flight_max_ = 0;
};

FakeStripe::Object CustomerJson(std::string_view id, int64_t created, std::string_view email = "");
FakeStripe::Object InvoiceJson(std::string_view id, std::string_view customer, int64_t created,
                               std::string_view status = "paid");
FakeStripe::Object SubscriptionJson(std::string_view id, std::string_view customer, int64_t created);
FakeStripe::Object CouponJson(std::string_view id, int64_t created);
// ch_i of cus_i, made i seconds after kToday, with the payment intent pi_i; and inpay_i, which says that it pays in_i.
FakeStripe::Object ChargeJson(int i);
FakeStripe::Object PaymentJson(int i);

// "customer.updated" of an object, made at `created`.
FakeStripe::Object EventJson(std::string_view id, std::string_view object, std::string_view object_id, int64_t created);

inline constexpr AccountId kAccount{1};
inline constexpr int64_t kToday = 1'767'225'600;  // unix seconds: 2026-01-01
inline constexpr std::string_view kTestKey = "rk_test_AbcdEfgh12345678wxyz";
inline constexpr std::string_view kTestSecret = "whsec_test_0123456789abcdef";

// A store, a Stripe and a Sync between them. Stop() and Start() are a restart of the program.
class Shop {
  public:
    explicit Shop(std::string_view engine,
                  std::function<Status(std::string_view statement)> before_statement = {});
    ~Shop();
    void Start();
    void Stop();
    // Connects with kTestKey and kTestSecret; the clock runs while it probes.
    Result<View> Connect(std::optional<std::string> key = std::string(kTestKey));
    // Calls a verb that waits for Stripe on a thread of its own while tasks run here.
    Result<View> Waiting(const std::function<Result<View>()>& verb);
    bool RunUntil(const std::function<bool()>& done, Micros time_max = 2 * kHour) {
        return tasks.RunUntil(done, time_max);
    }
    bool RunUntilIdle(Micros time_max = 2 * kHour);
    View Look();
    const ResourceRow& Row(Kind kind);
    // Ids of the stored objects of one kind whose body was seen.
    std::set<std::string> StoredIds(Kind kind);
    int64_t Number(std::string_view statement);
    // A signed webhook.
    Status Hook(std::string_view type, std::string_view object, std::string_view id,
                std::string_view event = "evt_1", int64_t created = 0);
    // Any body, signed now.
    Status HookBody(const std::string& body, std::string_view secret = kTestSecret);
    Status HookRaw(std::string_view signature, std::string_view body);

    ManualClock clock{kToday * kSecond};
    ManualTasks tasks{clock};
    FakeStripe stripe{tasks, clock};
    SyncOptions options;
    int wakes = 0;

    sql::Database& db() { return *watched_; }
    Sync& sync() { return *sync_; }
    bool running() const { return sync_ != nullptr; }
    sql::TestDatabase& database() { return *database_; }

  private:
    std::unique_ptr<sql::TestDatabase> database_;
    std::unique_ptr<WatchedDatabase> watched_;
    std::unique_ptr<profiles::Numbers> numbers_;
    std::unique_ptr<Mirror> mirror_;
    std::unique_ptr<accounts::Secrets> secrets_;
    std::shared_ptr<Sync> sync_;
    View view_;
};

}  // namespace daybook::stripe::test
