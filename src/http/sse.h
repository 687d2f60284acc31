// Server-sent events (WHATWG HTML §9.2): what waits for one connection, and when it may be written.
//
//   event: NAME LF data: JSON LF LF      ": ping" LF LF where nothing else was written for 15 s
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.h"

namespace daybook::http {

struct EventOptions {
    Micros write_gap = kSecond / 4;  // at most one write in this time
    Micros ping_after = 15 * kSecond;
    size_t pending_max = 1000;
    // More than pending_max events of the first name become one of the second: {"changed":n}.
    std::string crowded_event = "profile";
    std::string crowd_event = "profiles";
};

// Events that wait, oldest first. The last value a (event, key) wins. When full, crowded events
// become one; if that is not enough the oldest are thrown away: nothing here is replayed, watchers
// read again. Pure; not thread safe.
class EventQueue {
  public:
    explicit EventQueue(EventOptions options = {});
    // Neither `event` nor `json` may hold a line end (JSON of ours never does); such an event is
    // refused: false.
    bool Push(std::string_view event, std::string_view key, std::string_view json);
    // The text to write at `now`; empty: not yet (or nothing), look again at NextAt().
    std::string Take(Micros now);
    // The earliest moment at which Take gives something, as things are.
    Micros NextAt() const;
    size_t pending() const { return events_.size() + (crowd_ > 0 ? 1 : 0); }
    uint64_t lost() const { return lost_; }

  private:
    struct Event {
        std::string name;
        std::string key;
        std::string json;
    };
    using Events = std::list<Event>;
    void Crowd();
    void DropOldest();
    void Erase(Events::iterator place);

    EventOptions options_;
    Events events_;
    std::unordered_map<std::string, Events::iterator> by_key_;
    size_t crowded_ = 0;  // waiting events of the crowded name
    uint64_t crowd_ = 0;  // changes that were folded into one
    uint64_t lost_ = 0;
    Micros written_at_ = 0;
    bool ever_written_ = false;
    bool started_ = false;
};

// Shared by a publisher and the connection that writes it. Thread safe.
class EventStream {
  public:
    explicit EventStream(EventOptions options = {});

    // False once the client is gone: then nobody will read it. An empty key is never replaced by a
    // later event.
    bool Send(std::string_view event, std::string_view key, std::string_view json);
    // The connection writes what waits and ends.
    void Close();
    bool closed() const;
    // Runs `gone` once when the connection has ended (at once if it has): the place to end a
    // subscription. Replaces what was set before. On any thread; no lock is held.
    void OnGone(std::function<void()> gone);

    // ---- for the server ----
    // `wake` is called, on any thread and without a lock, when something came or Close was called.
    void Attach(std::function<void()> wake);
    std::string Take(Micros now);
    Micros NextAt() const;
    size_t pending() const;
    // The connection has ended.
    void Gone();

  private:
    void Wake();

    mutable std::mutex mutex_;
    EventQueue queue_;
    std::function<void()> wake_;
    std::function<void()> gone_;
    bool closed_ = false;
    bool is_gone_ = false;
    bool woken_ = false;  // woken and nothing taken since: one wake-up is enough
};

}  // namespace daybook::http
