#include "http/sse.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/assert.h"

namespace daybook::http {
namespace {

bool HasLineEnd(std::string_view text) {
    return text.find_first_of("\r\n") != std::string_view::npos;
}

std::string KeyOf(std::string_view event, std::string_view key) {
    std::string both(event);
    both.append("\n").append(key);
    return both;
}

void AppendEvent(std::string& out, std::string_view event, std::string_view json) {
    out.append("event: ").append(event).append("\ndata: ").append(json).append("\n\n");
}

}  // namespace

EventQueue::EventQueue(EventOptions options) : options_(std::move(options)) {
    ASSERT(options_.pending_max > 0 && options_.write_gap > 0);
}

bool EventQueue::Push(std::string_view event, std::string_view key, std::string_view json) {
    if (event.empty() || HasLineEnd(event) || HasLineEnd(json)) return false;
    bool crowded = event == options_.crowded_event;
    if (crowded && crowd_ > 0) {
        ++crowd_;
        return true;
    }
    if (!key.empty()) {
        auto known = by_key_.find(KeyOf(event, key));
        if (known != by_key_.end()) {
            known->second->json = json;
            return true;
        }
    }
    auto place =
        events_.insert(events_.end(), {std::string(event), std::string(key), std::string(json)});
    if (!key.empty()) by_key_.emplace(KeyOf(event, key), place);
    if (crowded && ++crowded_ > options_.pending_max) Crowd();
    if (events_.size() > options_.pending_max + crowded_) DropOldest();
    return true;
}

void EventQueue::Crowd() {
    crowd_ = crowded_;
    for (auto place = events_.begin(); place != events_.end();) {
        auto next = std::next(place);
        if (place->name == options_.crowded_event) Erase(place);
        place = next;
    }
    crowded_ = 0;
}

// The oldest that is not of the crowded name: those have their own bound.
void EventQueue::DropOldest() {
    auto place = std::find_if(events_.begin(), events_.end(),
                              [this](const Event& e) { return e.name != options_.crowded_event; });
    ASSERT(place != events_.end());
    Erase(place);
    ++lost_;
}

void EventQueue::Erase(Events::iterator place) {
    if (!place->key.empty()) by_key_.erase(KeyOf(place->name, place->key));
    events_.erase(place);
}

std::string EventQueue::Take(Micros now) {
    if (!started_) {
        started_ = true;
        written_at_ = now;
    }
    if (now < NextAt()) return {};
    std::string text;
    for (const Event& event : events_) AppendEvent(text, event.name, event.json);
    if (crowd_ > 0)
        AppendEvent(text, options_.crowd_event, fmt::format("{{\"changed\":{}}}", crowd_));
    if (text.empty()) text = ": ping\n\n";
    events_.clear();
    by_key_.clear();
    crowded_ = 0;
    crowd_ = 0;
    written_at_ = now;
    ever_written_ = true;
    return text;
}

Micros EventQueue::NextAt() const {
    if (!started_) return 0;
    if (pending() == 0) return written_at_ + options_.ping_after;
    return ever_written_ ? written_at_ + options_.write_gap : written_at_;
}

EventStream::EventStream(EventOptions options) : queue_(std::move(options)) {}

bool EventStream::Send(std::string_view event, std::string_view key, std::string_view json) {
    {
        std::lock_guard lock(mutex_);
        if (closed_ || is_gone_) return false;
        if (!queue_.Push(event, key, json)) return true;
        if (std::exchange(woken_, true)) return true;
    }
    Wake();
    return true;
}

void EventStream::Close() {
    {
        std::lock_guard lock(mutex_);
        if (std::exchange(closed_, true)) return;
        woken_ = true;
    }
    Wake();
}

void EventStream::Wake() {
    std::function<void()> wake;
    {
        std::lock_guard lock(mutex_);
        wake = wake_;
    }
    if (wake) wake();
}

bool EventStream::closed() const {
    std::lock_guard lock(mutex_);
    return closed_ || is_gone_;
}

void EventStream::OnGone(std::function<void()> gone) {
    {
        std::lock_guard lock(mutex_);
        if (!is_gone_) {
            gone_ = std::move(gone);
            return;
        }
    }
    gone();
}

void EventStream::Attach(std::function<void()> wake) {
    {
        std::lock_guard lock(mutex_);
        wake_ = std::move(wake);
    }
    Wake();
}

std::string EventStream::Take(Micros now) {
    std::lock_guard lock(mutex_);
    woken_ = false;
    return queue_.Take(now);
}

Micros EventStream::NextAt() const {
    std::lock_guard lock(mutex_);
    return queue_.NextAt();
}

size_t EventStream::pending() const {
    std::lock_guard lock(mutex_);
    return queue_.pending();
}

void EventStream::Gone() {
    std::function<void()> gone;
    std::function<void()> wake;
    {
        std::lock_guard lock(mutex_);
        if (std::exchange(is_gone_, true)) return;
        gone = std::exchange(gone_, nullptr);
        wake = std::exchange(wake_, nullptr);
    }
    if (gone) gone();
}

}  // namespace daybook::http
