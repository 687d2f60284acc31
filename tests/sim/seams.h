// The seams of a simulated installation: a database whose jobs take their turn among the scheduler's tasks, and a
// network of seeded latency in front of a sandbox shop.
#pragma once

#include <deque>
#include <functional>
#include <mutex>

#include "http/message.h"
#include "sandbox/in_process.h"
#include "scheduler.h"
#include "sql/database.h"

namespace daybook::sim {

// Jobs of one priority are done in order, one at a time, at moments that the seed decides; Write waits at once.
class SimDatabase : public sql::Database {
  public:
    SimDatabase(sql::Database& database, Scheduler& scheduler) : database_(database), scheduler_(scheduler) {}
    sql::Engine engine() const override { return database_.engine(); }
    sql::Changes& changes() override { return database_.changes(); }
    Status Read(const std::function<Status(sql::Tx&)>& read) override { return database_.Read(read); }
    void Submit(sql::Job job, sql::Durability durability, sql::Priority priority,
                std::function<void(Status)> done) override;
    Status Write(const sql::Job& job, sql::Durability durability, sql::Priority priority) override;
    Status PrepareAll() override { return database_.PrepareAll(); }
    Stats stats() override { return database_.stats(); }

  private:
    struct Waiting {
        sql::Job job;
        std::function<void(Status)> done;
    };
    void DoOne();

    sql::Database& database_;
    Scheduler& scheduler_;
    std::mutex mutex_;  // jobs may submit
    std::deque<Waiting> live_, bulk_;
};

// A request travels, is answered by the shop as it then is, and the answer travels back.
class SimNetwork : public http::Client {
  public:
    enum class Time { kStands, kPasses };
    // Each way takes up to `one_way_max`, beside the shop's own latency.
    SimNetwork(sandbox::Shop& shop, Scheduler& scheduler, Micros one_way_max)
        : shop_(shop), scheduler_(scheduler), one_way_max_(one_way_max) {}
    void Send(http::Outgoing request, Done done) override;
    // While time stands, answers come at once: for verbs that wait for Stripe on this very thread.
    void Let(Time time) { time_ = time; }

  private:
    sandbox::Shop& shop_;
    Scheduler& scheduler_;
    const Micros one_way_max_;
    Time time_ = Time::kPasses;
};

}  // namespace daybook::sim
