#include "stripe/intake.h"

#include <algorithm>

#include "stripe/connection.h"
#include "stripe/follow.h"

namespace daybook::stripe {

std::shared_ptr<Intake> Intake::Create(sql::Database& db, Tasks& tasks, int64_t connection,
                                       std::function<void(std::vector<Hint>)> kept) {
    return std::shared_ptr<Intake>(new Intake(db, tasks, connection, std::move(kept)));
}

void Intake::Keep(News news, std::function<void(const Status&)> done) {
    LoadPtr load;
    std::vector<Hint> hints = std::move(news.hints);
    {
        std::lock_guard lock(mutex_);
        if (!next_) next_ = std::make_shared<Load>();
        for (Hint& hint : hints) {
            std::string name = hint.name;
            auto [at, fresh] = next_->hints.try_emplace(std::move(name), std::move(hint));
            if (!fresh && at->second.created == 0) at->second.created = hint.created;
        }
        next_->event_created = std::max(next_->event_created, news.event_created);
        if (news.heard.events >= next_->heard.events) next_->heard = news.heard;
        next_->waiting.push_back(std::move(done));
        if (busy_) return;
        busy_ = true;
        load.swap(next_);
    }
    Submit(load);
}

void Intake::Submit(const LoadPtr& load) {
    auto hints = std::make_shared<std::vector<Hint>>();  // shared by the job and what follows it
    db_.Submit(
        [connection = connection_, load, hints](sql::Tx& tx) -> Status {
            hints->clear();
            for (const auto& [name, hint] : load->hints) hints->push_back(hint);
            TRY(PutHints(tx, connection, *hints));
            if (load->heard.events > 0) TRY(SaveHeard(tx, connection, load->heard));
            if (load->event_created == 0) return {};
            return SetLastEvent(tx, connection, load->event_created);
        },
        sql::Durability::kFull, sql::Priority::kLive, [self = shared_from_this(), load, hints](const Status& status) {
            self->Stored(load, std::move(*hints), status);
        });
}

void Intake::Stored(const LoadPtr& load, std::vector<Hint> hints, const Status& status) {
    for (const auto& done : load->waiting) done(status);
    if (status.ok() && !hints.empty()) {
        tasks_.Run([kept = kept_, hints = std::move(hints)] { kept(hints); });
    }
    LoadPtr next;
    {
        std::lock_guard lock(mutex_);
        next.swap(next_);
        busy_ = next != nullptr;
    }
    if (next) Submit(next);
}

}  // namespace daybook::stripe
