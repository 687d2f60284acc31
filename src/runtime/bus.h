// The in-process change bus: what has just become true, for those who watch. Nothing is stored and
// nothing replayed.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"

namespace daybook::runtime {

struct Change {
    AccountId account{};
    std::string topic;  // "profile", "activity", "integration", "counters"
    std::string key;    // what changed: a later change of the same topic and key replaces an unread
                        // one; empty: none does
    std::string json;   // what watchers are shown
};

class Bus;

// Ends the watching when destroyed; then the callback does not run and never will. Not from inside
// the callback.
class Subscription {
  public:
    Subscription() = default;
    Subscription(Subscription&& other) noexcept;
    Subscription& operator=(Subscription&& other) noexcept;
    ~Subscription() { End(); }
    void End();

  private:
    friend class Bus;
    Subscription(Bus* bus, uint64_t id) : bus_(bus), id_(id) {}
    Bus* bus_ = nullptr;
    uint64_t id_ = 0;
};

// Thread safe. Outlives its subscriptions.
class Bus {
  public:
    using Callback = std::function<void(const Change&)>;

    // `callback` runs on the publisher's thread: quick, without publishing or (un)subscribing.
    Subscription Subscribe(Callback callback);
    void Publish(const Change& change);
    // So that publishers can leave out the work of writing JSON nobody reads.
    bool watched() const;

  private:
    friend class Subscription;
    void Remove(uint64_t id);

    mutable std::shared_mutex mutex_;
    uint64_t next_id_ = 1;
    std::vector<std::pair<uint64_t, Callback>> callbacks_;
};

// A bounded mailbox of changes: the last value a key wins; when full, the oldest is thrown away and
// counted.
class ChangeQueue {
  public:
    explicit ChangeQueue(Bus& bus, size_t size_max = 1000);

    // What has come, oldest first; waits up to `time` for the first. Empty after `time`, or once
    // closed.
    std::vector<Change> Take(Micros time);
    // Ends waiting, now and later.
    void Close();
    // How many were thrown away so far.
    uint64_t lost() const;

  private:
    void Put(const Change& change);

    mutable std::mutex mutex_;
    std::condition_variable came_;
    const size_t size_max_;
    std::list<Change> changes_;
    std::unordered_map<std::string, std::list<Change>::iterator> by_key_;
    uint64_t lost_ = 0;
    bool closed_ = false;
    Subscription subscription_;  // last: ends first, before what its callback uses
};

}  // namespace daybook::runtime
