// What the live lane reads next, and what becomes of each hint. live_read.cc asks Stripe.
#include "stripe/live.h"

#include <algorithm>

#include "base/log.h"
#include "base/redact.h"

namespace daybook::stripe {
namespace {

constexpr int kBusyMax = 32;
constexpr int kWindowsMax = 6;             // of one kind at once
constexpr size_t kItemsMax = 40'000;
constexpr size_t kFew = 2'000;             // then more is taken up
constexpr int64_t kLoadAtOnce = 10'000;
constexpr Micros kLongestWait = 10 * kMinute;
constexpr int64_t kRejectedMost = 5;  // tries of one object, a minute in all

Micros WaitAfter(int64_t tries) {
    return std::min(kLongestWait, kSecond << std::min<int64_t>(tries, 10));
}

}  // namespace

std::shared_ptr<Live> Live::Create(Parts parts, const Connection& connection,
                                   std::shared_ptr<Client> client, Events events) {
    return std::shared_ptr<Live>(
        new Live(std::move(parts), connection, std::move(client), std::move(events)));
}

Live::Live(Parts parts, const Connection& connection, std::shared_ptr<Client> client, Events events)
    : parts_(std::move(parts)),
      connection_(connection),
      client_(std::move(client)),
      events_(std::move(events)) {}

void Live::Start() { Load(); }

void Live::Stop() {
    std::lock_guard lock(mutex_);
    stopped_ = true;
}

size_t Live::waiting() {
    std::lock_guard lock(mutex_);
    return queue_.size() + (more_stored_ || loading_ ? 1 : 0);
}

bool Live::Waits(std::string_view name) {
    std::lock_guard lock(mutex_);
    return more_stored_ || loading_ || queue_.Contains(name);
}

void Live::Load() {
    int64_t limit = 0;
    {
        std::lock_guard lock(mutex_);
        if (loading_ || stopped_) return;
        loading_ = true;
        limit = static_cast<int64_t>(queue_.size()) + kLoadAtOnce;
    }
    parts_.tasks.Run([weak = weak_from_this(), limit] {
        auto self = weak.lock();
        if (!self) return;
        std::vector<Hint> hints;
        const Status read = self->parts_.db.Read([&](sql::Tx& tx) -> Status {
            hints = TRY(LoadHints(tx, self->connection_.id, limit));
            return {};
        });
        {
            std::lock_guard lock(self->mutex_);
            self->loading_ = false;
            self->more_stored_ = !read.ok() || static_cast<int64_t>(hints.size()) == limit;
            for (Hint& hint : hints) {
                if (!self->queue_.Contains(hint.name)) self->queue_.Add(std::move(hint));
            }
        }
        if (!read.ok()) return self->FillIn(kSecond);
        self->Fill();
    });
}

void Live::Hinted(std::vector<Hint> hints) {
    {
        std::lock_guard lock(mutex_);
        if (stopped_) return;
        for (Hint& hint : hints) {
            // Of one that is being read the read began before this: it will be repeated.
            if (queue_.size() < kItemsMax || queue_.Contains(hint.name)) queue_.Add(std::move(hint));
            else more_stored_ = true;
        }
    }
    Fill();
}

void Live::Fill() {
    std::vector<ReadingPtr> begun;
    bool load = false;
    {
        std::lock_guard lock(mutex_);
        if (stopped_) return;
        const Micros now = parts_.clock.Monotonic();
        for (const Resource& resource : kResources) {
            int& windows = windows_[static_cast<size_t>(resource.kind)];
            while (busy_ < kBusyMax && windows < kWindowsMax) {
                auto window = queue_.TakeWindow(resource.kind, now);
                if (!window) break;
                windows += 1;
                busy_ += 1;
                begun.push_back(NewReading(resource.kind, window->hints));
                begun.back()->window = std::move(window);
            }
        }
        while (busy_ < kBusyMax) {
            auto hint = queue_.TakeOne(now);
            if (!hint) break;
            busy_ += 1;
            begun.push_back(NewReading(hint->kind, {*hint}));
        }
        load = more_stored_ && queue_.size() < kFew;
    }
    for (const ReadingPtr& reading : begun) {
        if (reading->window) ReadWindow(reading);
        else Read(reading);
    }
    if (load) Load();
}

void Live::FillIn(Micros wait) {
    parts_.tasks.After(wait, [weak = weak_from_this()] {
        if (auto self = weak.lock()) self->Fill();
    });
}

Live::ReadingPtr Live::NewReading(Kind kind, std::vector<Hint> hints) const {
    auto reading = std::make_shared<Reading>();
    reading->kind = kind;
    reading->hints = std::move(hints);
    reading->batch.connection = connection_.id;
    reading->batch.account = connection_.account;
    reading->batch.lane = profiles::Lane::kLive;
    reading->batch.cause = profiles::Cause::kLive;
    return reading;
}

// ---- storing ----

void Live::Store(const ReadingPtr& reading, bool gone) {
    reading->batch.now = parts_.clock.Now();
    parts_.db.Submit(
        [&mirror = parts_.mirror, reading, gone](sql::Tx& tx) -> Status {
            const Batch& batch = reading->batch;
            if (gone) {
                TRY(mirror.Gone(tx, batch.connection, batch.account, reading->kind, reading->hints.front().id(),
                                batch.fetch_no, batch.now));
            } else {
                const stripe::Stored stored = TRY(mirror.Store(tx, batch));
                reading->named = TRY(HintAtUnseen(tx, batch, stored));
            }
            return DropRead(tx, *reading);
        },
        sql::Durability::kBulk, sql::Priority::kLive,
        [weak = weak_from_this(), reading](const Status& status) {
            auto self = weak.lock();
            if (!self) return;
            if (status.ok()) self->parts_.wake_settle();
            self->parts_.tasks.Run([weak, reading, status] {
                if (auto live = weak.lock()) live->Stored(reading, status);
            });
        });
}

Status Live::DropRead(sql::Tx& tx, Reading& reading) {
    std::vector<Hint> read;
    for (const Hint& hint : reading.hints) {
        if (reading.window && VerdictOf(*reading.window, reading.page, hint) != Verdict::kRead) continue;
        read.push_back(hint);
    }
    reading.dropped = TRY(DropHints(tx, reading.batch.connection, read));
    return {};
}

void Live::Stored(const ReadingPtr& reading, const Status& status) {
    if (!status.ok()) {
        Log(Level::kError, "stripe.store_failed",
            {{"object", reading->hints.front().id()}, {"why", status.error().message}});
        return TryAgain(reading);
    }
    {
        std::lock_guard lock(mutex_);
        busy_ -= 1;
        const std::set<std::string> dropped(reading->dropped.begin(), reading->dropped.end());
        if (reading->window) {
            windows_[static_cast<size_t>(reading->kind)] -= 1;
            queue_.NoteYield(reading->kind, dropped.size());
        }
        for (const Hint& hint : reading->hints) {
            const auto verdict = reading->window ? VerdictOf(*reading->window, reading->page, hint) : Verdict::kRead;
            if (dropped.contains(hint.name) || verdict == Verdict::kRead) Answered(hint, dropped.contains(hint.name));
            else if (verdict == Verdict::kAlone) queue_.PutBackAlone(hint.name);
            else queue_.PutBack(hint.name, 0);
        }
        for (Hint& hint : reading->named.now) queue_.Add(std::move(hint));
    }
    HintLater(reading->named.later, reading->batch.now);
    Fill();
}

void Live::HintLater(const std::vector<Hint>& hints, Micros now) {
    for (const Hint& hint : hints) {
        parts_.tasks.After(hint.first - now, [weak = weak_from_this(), hint] {
            if (auto self = weak.lock()) self->Note(hint);
        });
    }
}

void Live::Note(const Hint& hint) {
    auto hints = std::make_shared<std::vector<Hint>>(1, hint);  // shared by the job and what follows it
    parts_.db.Submit([connection = connection_.id, hints](sql::Tx& tx) { return PutHints(tx, connection, *hints); },
                     sql::Durability::kBulk, sql::Priority::kLive, [weak = weak_from_this(), hints](const Status& status) {
                         auto self = weak.lock();
                         if (!self || !status.ok()) return;
                         self->parts_.tasks.Run([weak, hints] {
                             if (auto live = weak.lock()) live->Hinted(std::move(*hints));
                         });
                     });
}

// Under the lock: what its read has done away with, unless it was hinted at again meanwhile.
void Live::Answered(const Hint& hint, bool dropped) {
    const bool ended = queue_.Drop(hint.name);
    // Hinted at by another run of the program, or unheard of here: its number is read again.
    if (ended && !dropped) more_stored_ = true;
}

void Live::Failed(const ReadingPtr& reading, const Failure& failure) {
    if (KeyRefused(failure)) {
        Stop();
        return events_.key_refused(failure);
    }
    // What was refused so often will be refused again: the comparison finds what the hint was about, if anything.
    const bool hopeless = failure.kind == Failure::Kind::kRejected && !reading->window && reading->hints.front().tries >= kRejectedMost;
    if (failure.kind == Failure::Kind::kPermission || hopeless) return GiveUp(reading, failure);
    parts_.db.Submit(
        [connection = connection_.id, reading](sql::Tx& tx) { return FailHints(tx, connection, reading->hints); },
        sql::Durability::kBulk, sql::Priority::kBulk, [](const Status&) {});
    TryAgain(reading);
}

void Live::TryAgain(const ReadingPtr& reading) {
    Micros wait = 0;
    {
        std::lock_guard lock(mutex_);
        busy_ -= 1;
        if (reading->window) windows_[static_cast<size_t>(reading->kind)] -= 1;
        const Micros now = parts_.clock.Monotonic();
        for (const Hint& hint : reading->hints) {
            const Micros own = WaitAfter(queue_.CountTry(hint.name));
            queue_.PutBack(hint.name, now + own);
            wait = wait == 0 ? own : std::min(wait, own);
        }
    }
    FillIn(wait);
    Fill();
}

// A lost permission is noted with the drop: where it comes back that makes up for the hints dropped without it.
void Live::GiveUp(const ReadingPtr& reading, const Failure& failure) {
    const Problem problem{failure.error.reason, Redact(failure.error.message)};
    const bool forbidden = failure.kind == Failure::Kind::kPermission;
    if (!forbidden) Log(Level::kError, "stripe.hint_given_up", {{"resource", ResourceOf(reading->kind).name}, {"id", reading->hints.front().id()}, {"why", problem.message}});
    parts_.db.Submit(
        [connection = connection_.id, reading, problem, forbidden](sql::Tx& tx) -> Status {
            if (forbidden) TRY(ForbidResource(tx, connection, reading->kind, problem));
            reading->dropped = TRY(DropHints(tx, connection, reading->hints));
            return {};
        },
        sql::Durability::kBulk, sql::Priority::kLive,
        [weak = weak_from_this(), reading, problem, forbidden](const Status& status) {
            auto self = weak.lock();
            if (!self) return;
            self->parts_.tasks.Run([weak, reading, problem, forbidden, status] {
                auto live = weak.lock();
                if (!live) return;
                if (!status.ok()) return live->TryAgain(reading);
                if (forbidden) live->events_.not_permitted(reading->kind, problem);
                live->Dropped(reading);
            });
        });
}

void Live::Dropped(const ReadingPtr& reading) {
    {
        std::lock_guard lock(mutex_);
        busy_ -= 1;
        if (reading->window) windows_[static_cast<size_t>(reading->kind)] -= 1;
        const std::set<std::string> dropped(reading->dropped.begin(), reading->dropped.end());
        for (const Hint& hint : reading->hints) Answered(hint, dropped.contains(hint.name));
    }
    Fill();
}

}  // namespace daybook::stripe
