#include "stripe/follower.h"

#include <algorithm>

#include "base/log.h"

namespace daybook::stripe {
namespace {

// Stripe keeps events for 30 days; less leaves time to read them.
constexpr Micros kEventsKept = 25 * kDay;
// Without events: webhooks are sent again for three days.
constexpr Micros kWebhooksKept = 3 * kDay;
constexpr Micros kFirstHour = kHour;
constexpr Micros kFirstLook = 5 * kSecond;
constexpr Micros kLookAgain = 10 * kMinute;
constexpr Micros kSaveReadsEvery = kMinute;
constexpr Micros kSaveFollowEvery = 10 * kMinute;
constexpr Micros kFailureWait = 5 * kSecond;
constexpr Micros kFailureWaitMax = 10 * kMinute;
// A permission that is missing may have been given meanwhile.
constexpr Micros kEventsAskAgain = 6 * kHour;
constexpr Micros kCheckAgain = kDay;
constexpr Micros kStepWait = kSecond;
constexpr Micros kStepFailed = kMinute;
// Under webhooks, what is younger may be on its way.
constexpr Micros kSettling = kMinute;
// Clocks differ: a first position in the events lies well before the import.
constexpr int64_t kClocksDiffer = 3600;
// A position lies as far ahead of Stripe's clock only where a clock was wrong.
constexpr int64_t kAheadMost = 600;
// A usual round: one that caught up with much takes more.
constexpr int64_t kUsualPages = 2;

}  // namespace

std::shared_ptr<Follower> Follower::Create(Parts parts, const Connection& connection, std::shared_ptr<Prover> prover,
                                           std::shared_ptr<Poll> poll, Start start, Link link) {
    return std::shared_ptr<Follower>(new Follower(std::move(parts), connection, std::move(prover), std::move(poll),
                                                  start, std::move(link)));
}

Follower::Follower(Parts parts, const Connection& connection, std::shared_ptr<Prover> prover, std::shared_ptr<Poll> poll,
                   Start start, Link link)
    : parts_(std::move(parts)),
      connection_(connection),
      prover_(std::move(prover)),
      poll_(std::move(poll)),
      link_(std::move(link)),
      began_(start.began),
      follow_(start.follow),
      alive_(start.alive),
      reads_(start.reads) {
    events_.began = follow_.events_at != 0 ? follow_.events_at : parts_.clock.Now();
    news_.began = follow_.news_at;
    open_.began = follow_.open_at;
    follow_saved_at_ = reads_saved_at_ = checked_at_ = parts_.clock.Now();
}

// An import's first seconds are its own.
void Follower::Begin() {
    if (link_.complete().empty()) return Arm(parts_.clock.Now() + kFirstLook);
    Wake();
}

void Follower::Stop() {
    {
        std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    const int64_t count = unsaved_reads_.exchange(0);
    if (count == 0) return;
    parts_.db.Submit([connection = connection_.id, now = parts_.clock.Now(), count](sql::Tx& tx) { return AddReads(tx, connection, now, count); },
                     sql::Durability::kBulk, sql::Priority::kBulk, [](const Status&) {});
}

void Follower::Wake() {
    parts_.tasks.Run([weak = weak_from_this()] {
        if (auto self = weak.lock()) self->Tick();
    });
}

void Follower::Verify() {
    const std::vector<Kind> kinds = link_.complete();
    for (const Kind kind : kinds) prover_->Begin(kind);
    {
        std::lock_guard lock(mutex_);
        verifying_ = {kinds.begin(), kinds.end()};
    }
    Wake();
}

Needs Follower::NeedsNow(Micros now, const std::vector<Kind>& kinds) {
    Ways ways = link_.ways();
    const bool watched = link_.watched();
    const Prover::Paid paid = prover_->paid();
    std::lock_guard lock(mutex_);
    ways.events = follow_.events == Grant::kGranted;
    if (paid.whole) follow_.paid_month = paid.count;
    Needs needs;
    needs.way = InUse(ways);
    needs.known = ways.known;
    needs.events = ways.events;
    needs.sessions = std::ranges::count(kinds, Kind::kSession) > 0;
    needs.paid_month = std::max(follow_.paid_month, paid.count);
    const bool left = reads_ + unsaved_reads_.load() < AllowedReads(needs.paid_month) / 2;
    needs.eager = now - connection_.created < kFirstHour || (watched && left);
    needs.news_requests = news_.requests;
    needs.open_requests = open_.requests;
    return needs;
}

Follower::Look Follower::See() {
    const Needs needs = NeedsNow(parts_.clock.Now(), link_.complete());
    Look look;
    look.way = needs.way;
    look.pace = PaceOf(needs);
    look.monthly = MonthlyCost(needs);
    look.allowed = AllowedReads(needs.paid_month);
    look.walks = prover_->Walks();
    std::lock_guard lock(mutex_);
    look.follow = follow_;
    look.reads = reads_ + unsaved_reads_.load();
    look.verifying = !verifying_.empty();
    return look;
}

// ---- when ----

// What failed comes again soon, and then less and less often.
Micros Follower::Due(const Turn& turn, Micros gap) const {
    if (turn.failures > 0) gap = std::min(std::max(gap, kFailureWaitMax), kFailureWait << std::min(turn.failures - 1, 12));
    return turn.began + gap;
}

// Under the lock. True: it is this poll's turn.
bool Follower::Take(Turn& turn, Micros gap, Micros now, Micros& next) {
    if (gap == 0 || turn.busy) return false;
    // A clock that was set back must not end all polling.
    const Micros due = turn.began > now ? now : Due(turn, gap);
    if (due > now) {
        next = std::min(next, due);
        return false;
    }
    turn.busy = true;
    return true;
}

// Under the lock. `theirs`: Stripe's clock.
bool Follower::Forgotten(const Needs& needs, Micros theirs) {
    const bool by_events = needs.events && follow_.events_at > 0;
    const Micros last = by_events ? follow_.events_at : alive_;
    alive_ = theirs;
    return last > 0 && theirs - last > (needs.events ? kEventsKept : kWebhooksKept);
}

// Under the lock: no position stays in the future, where a clock that ran ahead has put it.
void Follower::Place(Micros theirs) {
    const int64_t second = theirs / kSecond;
    if (follow_.event_cursor == 0) follow_.event_cursor = std::max(began_, second - kEventsKept / kSecond) - kClocksDiffer;
    if (follow_.event_cursor > second + kAheadMost) follow_.event_cursor = second - kClocksDiffer;
    if (follow_.news_at > theirs + kAheadMost * kSecond) follow_.news_at = theirs - kClocksDiffer * kSecond;
}

// Under the lock. What was made around the change of a way, or the end of an import, neither way may have told of: the newest
// are read once. What a whole pass has read needs no catching up.
void Follower::NoteTurns(Way way, Micros read_whole) {
    const bool turned = (way_ && *way_ != way) || (reading_ && read_whole != 0);
    if (turned) news_.began = 0;
    way_ = way;
    reading_ = read_whole == 0;
    const bool all = read_whole / kSecond >= began_;
    if (all && follow_.news_at != 0) follow_.news_at = std::max(follow_.news_at, (began_ - kClocksDiffer) * kSecond);
}

void Follower::Tick() {
    const Micros now = parts_.clock.Now();
    const bool answered = poll_->Answered();
    const Micros theirs = poll_->TheirNow();
    const std::vector<Kind> kinds = link_.complete();
    const Micros read_whole = link_.read_whole();
    const Needs needs = NeedsNow(now, kinds);
    const Pace pace = PaceOf(needs);
    Micros next = now + kLookAgain;
    bool events = false, news = false, open = false, carts = false, forgotten = false;
    {
        std::lock_guard lock(mutex_);
        if (stopped_) return;
        const bool knows = !kinds.empty();
        // Our own clock alone does not tell how long it was.
        forgotten = answered && knows && Forgotten(needs, theirs);
        if (forgotten) {
            follow_.forgotten_at = now;
            follow_.events_at = theirs;
            follow_.event_cursor = theirs / kSecond - kClocksDiffer;
        }
        Place(theirs);
        NoteTurns(needs.way, read_whole);
        const Micros ask = follow_.events == Grant::kMissing ? kEventsAskAgain : 0;
        events = Take(events_, pace.events > 0 ? pace.events : ask, now, next);
        news = knows && Take(news_, pace.news, now, next);
        if (news) news_whole_ = read_whole != 0;
        open = knows && Take(open_, pace.open, now, next);
        carts = Take(carts_, pace.carts, now, next);
    }
    if (forgotten) {
        Log(Level::kWarn, "stripe.events_forgotten");
        // Only once that is noted: who comes next would find the old moment, and begin again.
        return SaveFollowing(true, link_.read_all_again);
    }
    if (events) PollEvents(now);
    if (news) PollLists(Which::kNews, now, kinds);
    if (open) PollLists(Which::kOpen, now, kinds);
    if (carts) PollLists(Which::kCarts, now, kinds);
    CheckPermissions(now, next);
    if (!kinds.empty()) Prove(kinds, pace, needs.way, now, next);
    SaveReads(now, next);
    Arm(next);
}

void Follower::CheckPermissions(Micros now, Micros& next) {
    if (!link_.lacking()) return;
    {
        std::lock_guard lock(mutex_);
        const Micros due = checked_at_ + kCheckAgain;
        if (due > now && checked_at_ <= now) {
            next = std::min(next, due);
            return;
        }
        checked_at_ = now;
    }
    link_.check_again();
}

void Follower::Arm(Micros at) {
    const Micros wait = std::max<Micros>(kMillisecond, at - parts_.clock.Now());
    {
        std::lock_guard lock(mutex_);
        if (stopped_ || (armed_for_ != 0 && armed_for_ <= at)) return;
        armed_for_ = at;
    }
    parts_.tasks.After(wait, [weak = weak_from_this(), at] {
        auto self = weak.lock();
        if (!self) return;
        {
            std::lock_guard lock(self->mutex_);
            if (self->armed_for_ != at) return;
            self->armed_for_ = 0;
        }
        self->Wake();
    });
}

// ---- polls ----

void Follower::PollEvents(Micros began) {
    int64_t cursor = 0;
    {
        std::lock_guard lock(mutex_);
        cursor = follow_.event_cursor;
    }
    const bool beside = InUse(link_.ways()) == Way::kWebhooks;
    poll_->Events(cursor, beside ? kSettling : 0, [weak = weak_from_this(), began](const Poll::Polled& polled) {
        if (auto self = weak.lock()) self->Polled(Which::kEvents, began, polled);
    });
}

void Follower::PollLists(Which which, Micros began, const std::vector<Kind>& kinds) {
    const auto done = [weak = weak_from_this(), which, began](const Poll::Polled& polled) {
        if (auto self = weak.lock()) self->Polled(which, began, polled);
    };
    if (which == Which::kOpen) return poll_->Open(kinds, done);
    Micros carts = 0, news = 0;
    {
        std::lock_guard lock(mutex_);
        carts = carts_at_;
        news = follow_.news_at != 0 ? follow_.news_at : std::max<int64_t>(0, began_ - kClocksDiffer) * kSecond;
    }
    if (which == Which::kCarts) return poll_->Carts(carts, done);
    poll_->News(kinds, news, done);
}

Follower::Turn& Follower::TurnOf(Which which) {
    switch (which) {
        case Which::kEvents: return events_;
        case Which::kNews: return news_;
        case Which::kOpen: return open_;
        case Which::kCarts: return carts_;
    }
    return events_;
}

// Under the lock, of a poll that read all: where it stands. True: what is stored of that moved.
bool Follower::NoteWhole(Which which, Micros began, int64_t newest) {
    if (which == Which::kCarts) carts_at_ = began;
    if (which == Which::kNews && news_whole_) follow_.news_at = began;
    if (which == Which::kOpen) follow_.open_at = began;
    if (which != Which::kEvents) return which != Which::kCarts;
    bool moved = newest > follow_.event_cursor || follow_.events != Grant::kGranted;
    follow_.event_cursor = std::max(follow_.event_cursor, newest);
    // Where the permission came back too late, the next look finds the old moment: all is read again.
    moved |= follow_.events_at == 0;
    const bool hole = follow_.events_at > 0 && began - follow_.events_at > kEventsKept;
    if (!hole) follow_.events_at = began;
    follow_.events = Grant::kGranted;
    return moved;
}

void Follower::Forbidden(Kind kind, const Failure& failure) {
    if (kind == kEventKind) {
        {
            std::lock_guard lock(mutex_);
            follow_.events = Grant::kMissing;
        }
        SaveFollowing(true);
    }
    link_.not_permitted(kind, failure);
}

void Follower::Polled(Which which, Micros began, const Poll::Polled& polled) {
    bool moved = false;
    {
        std::lock_guard lock(mutex_);
        if (stopped_) return;
        Turn& turn = TurnOf(which);
        turn.busy = false;
        turn.began = began;
        if (polled.ok()) {
            turn.failures = 0;
            turn.requests = which == Which::kNews ? std::min(polled.requests, kUsualPages * polled.lists) : polled.requests;
            const bool read = !polled.forbidden.contains(kEventKind);
            if (read) moved = NoteWhole(which, polled.began, polled.newest);
        } else {
            turn.failures += 1;
        }
    }
    if (polled.failure && KeyRefused(*polled.failure)) return link_.key_refused(*polled.failure);
    for (const auto& [kind, failure] : polled.forbidden) Forbidden(kind, failure);
    if (polled.ok()) SaveFollowing(moved);
    if (polled.found > 0) link_.changed();
    Tick();
}

// ---- proof ----

void Follower::Prove(const std::vector<Kind>& kinds, const Pace& pace, Way way, Micros now, Micros& next) {
    std::vector<Kind> steps;
    bool slow = false;
    {
        std::lock_guard lock(mutex_);
        for (const Kind kind : verifying_) {
            if (!stepping_.contains(kind)) steps.push_back(kind);
        }
        slow = verifying_.empty() && stepping_.empty();
        if (slow && proof_at_ > now && proof_at_ - now <= pace.proof) {
            next = std::min(next, proof_at_);
            slow = false;
        }
    }
    if (slow) {
        if (const auto kind = NextKind(kinds, pace, now, next)) steps.push_back(*kind);
    }
    for (const Kind kind : steps) {
        {
            std::lock_guard lock(mutex_);
            if (!stepping_.insert(kind).second) continue;
            if (slow) proof_at_ = now + pace.proof;
        }
        StepOf(kind, way);
    }
}

// The walk that is under way, else the resource whose last lies longest back. Invoices first: they tell the budget.
std::optional<Kind> Follower::NextKind(const std::vector<Kind>& kinds, const Pace& pace, Micros now, Micros& next) {
    std::optional<Kind> oldest;
    Micros when = INT64_MAX;
    for (const Walk& walk : prover_->Walks()) {
        if (!std::ranges::count(kinds, walk.kind)) continue;
        if (walk.phase != Phase::kRest) return walk.kind;
        const bool sooner = walk.matched_at < when || (walk.matched_at == when && walk.kind == Kind::kInvoice);
        if (!sooner) continue;
        when = walk.matched_at;
        oldest = walk.kind;
    }
    if (!oldest) return std::nullopt;
    if (when != 0 && when + pace.proof_rest > now && when <= now) {
        next = std::min(next, when + pace.proof_rest);
        return std::nullopt;
    }
    prover_->Begin(*oldest);
    return oldest;
}

void Follower::StepOf(Kind kind, Way way) {
    prover_->Go(kind, way, [weak = weak_from_this(), kind](const Prover::Stepped& stepped) {
        if (auto self = weak.lock()) self->Stepped(kind, stepped);
    });
}

void Follower::Stepped(Kind kind, const Prover::Stepped& stepped) {
    using enum Prover::Step;
    Micros wait = 0;
    {
        std::lock_guard lock(mutex_);
        if (stopped_) return;
        const bool over = stepped.step == kEnded || stepped.step == kForbidden;
        if (over) verifying_.erase(kind);
        if (stepped.step == kWait) wait = kStepWait;
        if (stepped.step == kFailed) wait = kStepFailed;
        if (wait > 0) proof_at_ = parts_.clock.Now() + wait;
        if (stepped.step == kLocal) proof_at_ = 0;
        if (wait == 0) stepping_.erase(kind);
    }
    if (stepped.failure && KeyRefused(*stepped.failure)) return link_.key_refused(*stepped.failure);
    if (stepped.step == kForbidden) link_.not_permitted(kind, *stepped.failure);
    if (stepped.step == kEnded) {
        SaveFollowing(true);
        link_.changed();
    }
    if (wait == 0) return Tick();
    parts_.tasks.After(wait, [weak = weak_from_this(), kind] {
        auto self = weak.lock();
        if (!self) return;
        {
            std::lock_guard lock(self->mutex_);
            self->stepping_.erase(kind);
        }
        self->Wake();
    });
}

// ---- storing ----

void Follower::SaveReads(Micros now, Micros& next) {
    if (unsaved_reads_.load() == 0) return;
    {
        std::lock_guard lock(mutex_);
        const Micros due = reads_saved_at_ + kSaveReadsEvery;
        if (due > now && reads_saved_at_ <= now) {
            next = std::min(next, due);
            return;
        }
        reads_saved_at_ = now;
    }
    const int64_t count = unsaved_reads_.exchange(0);
    auto month = std::make_shared<int64_t>(0);  // shared by the job and what follows it
    parts_.db.Submit(
        [connection = connection_.id, now, count, month](sql::Tx& tx) -> Status {
            TRY(AddReads(tx, connection, now, count));
            *month = TRY(ReadsOfMonth(tx, connection, now));
            return {};
        },
        sql::Durability::kBulk, sql::Priority::kBulk, [weak = weak_from_this(), count, month](const Status& status) {
            auto self = weak.lock();
            if (!self) return;
            if (!status.ok()) {
                self->unsaved_reads_.fetch_add(count);
                return;
            }
            std::lock_guard lock(self->mutex_);
            self->reads_ = *month;
        });
}

void Follower::SaveFollowing(bool soon, std::function<void()> then) {
    Follow follow;
    const Micros now = parts_.clock.Now();
    {
        std::lock_guard lock(mutex_);
        if (!soon && now - follow_saved_at_ < kSaveFollowEvery && follow_saved_at_ <= now) return;
        follow_saved_at_ = now;
        follow = follow_;
    }
    parts_.db.Submit([connection = connection_.id, follow](sql::Tx& tx) { return SaveFollow(tx, connection, follow); },
                     sql::Durability::kBulk, sql::Priority::kBulk, [weak = weak_from_this(), then = std::move(then)](const Status& status) {
                         auto self = weak.lock();
                         if (!self || !then) return;
                         if (status.ok()) return self->parts_.tasks.Run(then);
                         self->parts_.tasks.After(kMinute, [weak, then] {
                             if (auto again = weak.lock()) again->SaveFollowing(true, then);
                         });
                     });
}

}  // namespace daybook::stripe
