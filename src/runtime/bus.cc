#include "runtime/bus.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/assert.h"

namespace daybook::runtime {

Subscription::Subscription(Subscription&& other) noexcept
    : bus_(std::exchange(other.bus_, nullptr)), id_(other.id_) {}

Subscription& Subscription::operator=(Subscription&& other) noexcept {
    if (this != &other) {
        End();
        bus_ = std::exchange(other.bus_, nullptr);
        id_ = other.id_;
    }
    return *this;
}

void Subscription::End() {
    if (bus_ != nullptr) std::exchange(bus_, nullptr)->Remove(id_);
}

Subscription Bus::Subscribe(Callback callback) {
    ASSERT(callback != nullptr);
    std::unique_lock lock(mutex_);
    uint64_t id = next_id_++;
    callbacks_.emplace_back(id, std::move(callback));
    return Subscription(this, id);
}

void Bus::Publish(const Change& change) {
    std::shared_lock lock(mutex_);
    for (const auto& [id, callback] : callbacks_) callback(change);
}

bool Bus::watched() const {
    std::shared_lock lock(mutex_);
    return !callbacks_.empty();
}

void Bus::Remove(uint64_t id) {
    std::unique_lock lock(mutex_);
    std::erase_if(callbacks_, [id](const auto& item) { return item.first == id; });
}

namespace {

// Topics hold no line feed, so two different pairs never make one text.
std::string KeyOf(const Change& change) {
    std::string key = std::to_string(Number(change.account));
    key.append("\n").append(change.topic).append("\n").append(change.key);
    return key;
}

}  // namespace

ChangeQueue::ChangeQueue(Bus& bus, size_t size_max)
    : size_max_(size_max), subscription_(bus.Subscribe([this](const Change& c) { Put(c); })) {
    ASSERT(size_max > 0);
}

void ChangeQueue::Put(const Change& change) {
    {
        std::lock_guard lock(mutex_);
        if (closed_) return;
        if (!change.key.empty()) {
            auto [place, fresh] = by_key_.try_emplace(KeyOf(change));
            if (!fresh) {
                place->second->json = change.json;
                return;
            }
            place->second = changes_.insert(changes_.end(), change);
        } else {
            changes_.push_back(change);
        }
        if (changes_.size() > size_max_) {
            if (!changes_.front().key.empty()) by_key_.erase(KeyOf(changes_.front()));
            changes_.pop_front();
            ++lost_;
        }
    }
    came_.notify_one();
}

std::vector<Change> ChangeQueue::Take(Micros time) {
    std::unique_lock lock(mutex_);
    came_.wait_for(lock, std::chrono::microseconds(time),
                   [this] { return closed_ || !changes_.empty(); });
    std::vector<Change> taken(std::make_move_iterator(changes_.begin()),
                              std::make_move_iterator(changes_.end()));
    changes_.clear();
    by_key_.clear();
    return taken;
}

void ChangeQueue::Close() {
    {
        std::lock_guard lock(mutex_);
        closed_ = true;
    }
    came_.notify_all();
}

uint64_t ChangeQueue::lost() const {
    std::lock_guard lock(mutex_);
    return lost_;
}

}  // namespace daybook::runtime
