// A simulated installation: what src/server/app.cc wires, on one thread and a clock of its own, beside a sandbox shop.
// A World is one life of the process; the next one opens the same store.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "accounts/secrets.h"
#include "profiles/numbers.h"
#include "sandbox/shop.h"
#include "scheduler.h"
#include "seams.h"
#include "segments.h"
#include "settle/examine.h"
#include "settle/settle.h"
#include "stripe/mirror.h"
#include "stripe/sync.h"

namespace daybook::sim {

inline constexpr std::string_view kKey = "rk_test_simulatedsimulated";
inline constexpr std::string_view kWebhookSecret = "whsec_simulatedsimulated";

struct WorldOptions {
    std::string url;
    std::string folder;  // of master.key
    uint64_t seed = 1;
    double webhooks_lost = 0;  // the share of events that never come to the endpoint
    int settlers = 1;    // settle services that know nothing of each other: "workers"
    // A number of requests a second makes verbs that ask Stripe wait for time, which stands: unlimited for CheckAgain.
    stripe::RateChoice rate{stripe::RateChoice::Kind::kNumber, 100};
    Micros one_way_max = 150 * kMillisecond;  // of the network to the shop; its own latency comes on top
    settle::ProjectFunction project = stripe::Project;
    std::vector<std::string> segments = {};  // conditions: a segment of each is made when the store is opened first
    std::function<Status(std::string_view statement)> before_statement;
};

class World {
  public:
    // Opens the store, connects the shop where it is not connected yet, and takes up what is to do.
    static Result<std::unique_ptr<World>> Open(sandbox::Shop& shop, ManualClock& clock, WorldOptions options);
    ~World();

    // Runs until everything is read, everybody is settled and each webhook is delivered. False where that takes longer
    // than `time_max` of the clock.
    bool RunUntilSettled(Micros time_max = 6 * kHour);
    // Runs until the import is whole, whoever still waits to be settled.
    bool RunUntilRead(Micros time_max = 6 * kHour);
    // The same as RunUntilSettled, but what the key may not read is left out.
    bool RunUntilOnlyPermissionsLack(Micros time_max = 6 * kHour);
    void RunFor(Micros time);
    // The clock jumps, and what was to happen meanwhile happens then. False as RunUntilOnlyPermissionsLack.
    bool JumpTo(Micros moment);

    // Sends the event to our webhook after a while, again where it is refused, and now and then twice.
    void Post(const sandbox::Emitted& event);
    // Compares everything with the shop, and repairs what differs: how many objects did. An error where it does not end.
    Result<int64_t> Verify(Micros time_max = 6 * kHour);
    // Compares each profile with a fresh projection of what is stored of it.
    Result<settle::Examined> Examine();
    Segments& segments() { return *segments_; }
    // As an operator does who has given the key its permissions back.
    Status CheckAgain();
    // Where it stands, for a message.
    std::string Describe();

    sql::Database& db() { return *database_; }
    const Clock& clock() const { return clock_; }
    AccountId account() const { return account_; }
    std::vector<stripe::ResourceRow> Resources() const;

  private:
    World(sandbox::Shop& shop, ManualClock& clock, WorldOptions options);
    Status OpenStore();
    Status ConnectOnce();
    Status Start();
    void Deliver(const std::string& body);
    enum class Permissions { kAll, kAny };
    bool Settled(Permissions permissions);
    bool RunUntil(Permissions permissions, Micros time_max);
    stripe::Parts StripeParts();
    Result<std::shared_ptr<stripe::Sync>> MakeSync(stripe::RateChoice rate);

    ManualClock& clock_;
    const WorldOptions options_;
    std::unique_ptr<sql::Database> real_;
    std::unique_ptr<Scheduler> scheduler_;
    std::unique_ptr<SimDatabase> database_;
    SimNetwork network_;
    std::unique_ptr<profiles::Numbers> numbers_;
    std::unique_ptr<stripe::Mirror> mirror_;
    std::optional<accounts::Secrets> secrets_;
    std::unique_ptr<Segments> segments_;
    std::vector<std::unique_ptr<settle::Service>> settlers_;
    std::shared_ptr<stripe::Sync> sync_;
    AccountId account_{};
    int posting_ = 0;
};

}  // namespace daybook::sim
