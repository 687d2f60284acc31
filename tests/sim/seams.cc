#include "seams.h"

#include <memory>
#include <utility>

namespace daybook::sim {
void SimDatabase::Submit(sql::Job job, sql::Durability, sql::Priority priority, std::function<void(Status)> done) {
    {
        std::lock_guard lock(mutex_);
        auto& queue = priority == sql::Priority::kLive ? live_ : bulk_;
        queue.push_back({std::move(job), std::move(done)});
    }
    scheduler_.Run([this] { DoOne(); });
}

// A killed process loses nothing that the operating system has: syncing to disk would only take time here.
Status SimDatabase::Write(const sql::Job& job, sql::Durability, sql::Priority priority) {
    return database_.Write(job, sql::Durability::kBulk, priority);
}

void SimDatabase::DoOne() {
    Waiting next;
    {
        std::lock_guard lock(mutex_);
        const bool bulk = live_.empty() || (!bulk_.empty() && scheduler_.random().Chance(0.3));
        auto& queue = bulk ? bulk_ : live_;
        next = std::move(queue.front());
        queue.pop_front();
    }
    Status done = database_.Write(next.job, sql::Durability::kBulk);
    if (next.done) next.done(std::move(done));
}

void SimNetwork::Send(http::Outgoing request, Done done) {
    if (time_ == Time::kStands) return sandbox::InProcessClient(shop_).Send(std::move(request), std::move(done));
    const auto held = std::make_shared<std::pair<http::Outgoing, Done>>(std::move(request), std::move(done));
    scheduler_.After(scheduler_.random().Between(0, one_way_max_), [this, held] {
        const auto later = [this](Micros delay, std::function<void()> task) {
            scheduler_.After(delay + scheduler_.random().Between(0, one_way_max_), std::move(task));
        };
        sandbox::InProcessClient(shop_, later).Send(std::move(held->first), std::move(held->second));
    });
}

}  // namespace daybook::sim
