// What webhooks and polls tell of, made durable. All that comes while a job of the writer is under way goes into the next
// one together: a burst costs a transaction for hundreds of events, and each object is noted once.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "sql/database.h"
#include "stripe/heard.h"
#include "stripe/hints.h"
#include "stripe/tasks.h"

namespace daybook::stripe {

class Intake : public std::enable_shared_from_this<Intake> {
  public:
    // `kept`: on the pool, after the commit, the hints with their `seen`.
    static std::shared_ptr<Intake> Create(sql::Database& db, Tasks& tasks, int64_t connection,
                                          std::function<void(std::vector<Hint>)> kept);

    struct News {
        std::vector<Hint> hints;    // of one event; empty where there is nothing to read
        int64_t event_created = 0;  // unix seconds
        Heard heard;                // as it is with this event
    };
    // `done` is called once, on the writer's thread: after the commit, or where it failed.
    void Keep(News news, std::function<void(const Status&)> done);

  private:
    struct Load {
        std::map<std::string, Hint> hints;
        int64_t event_created = 0;
        Heard heard;
        std::vector<std::function<void(const Status&)>> waiting;
    };
    using LoadPtr = std::shared_ptr<Load>;  // shared by the writer's job and what follows it

    Intake(sql::Database& db, Tasks& tasks, int64_t connection, std::function<void(std::vector<Hint>)> kept)
        : db_(db), tasks_(tasks), connection_(connection), kept_(std::move(kept)) {}
    void Submit(const LoadPtr& load);
    void Stored(const LoadPtr& load, std::vector<Hint> hints, const Status& status);

    sql::Database& db_;
    Tasks& tasks_;
    const int64_t connection_;
    const std::function<void(std::vector<Hint>)> kept_;
    std::mutex mutex_;
    LoadPtr next_;
    bool busy_ = false;
};

}  // namespace daybook::stripe
