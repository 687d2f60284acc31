// A connection at work: its import, its live lane, what goes wrong with its key, and the slow jobs beside them.
#include <fmt/format.h>

#include <algorithm>

#include "base/log.h"
#include "base/redact.h"
#include "stripe/mirror_erase.h"
#include "stripe/mirror_read.h"
#include "stripe/sync.h"
#include "stripe/sync_link.h"

namespace daybook::stripe {
namespace {

constexpr Micros kTryKeyEvery = 10 * kMinute;
constexpr Micros kTellEvery = kSecond / 4;
constexpr int kFailuresShown = 3;
constexpr int kSlice = 500;
constexpr Micros kSliceRetry = kSecond;

bool CustomersReadable(const std::vector<ResourceRow>& rows) {
    return std::ranges::any_of(rows, [](const ResourceRow& row) {
        return row.kind == Kind::kCustomer && row.readable();
    });
}

// What failed attempts are called while they go on.
Problem TroubleOf(const Failure& failure) {
    const bool limited = failure.kind == Failure::Kind::kRateLimited;
    return {limited ? "rate_limited" : "stripe_unreachable", Redact(failure.error.message)};
}

}  // namespace

Status Sync::Run(const LinkPtr& link, Backfill::From from) {
    Halt(*link);
    Connection connection;
    std::string key;
    {
        std::lock_guard lock(mutex_);
        if (stopped_ || !begun_) return {};
        connection = link->connection;
        key = link->key;
    }
    std::vector<ResourceRow> rows;
    TRY(parts_.db.Read([&](sql::Tx& tx) -> Status {
        rows = TRY(LoadResources(tx, connection.id));
        return {};
    }));
    {
        std::lock_guard lock(mutex_);
        link->rows = rows;
    }
    // Without customers there is nobody to show, and no way to tell whose shop this is.
    if (!CustomersReadable(rows)) {
        TRY(SetState(*link, State::kFailed, NoCustomers()));
        TryKeyIn(link, kTryKeyEvery);
        return {};
    }
    auto client = MakeClient(key, connection.mode);
    client->Observe([weak = weak_from_this(), link](const Failure* failure) {
        if (auto self = weak.lock()) self->Observe(link, failure);
    });
    const auto refused = [weak = weak_from_this(), link](const Failure& failure) {
        if (auto self = weak.lock()) self->KeyRefused(link, failure);
    };
    auto backfill = Backfill::Create(
        parts_, connection, client,
        {.key_refused = refused,
         .changed =
             [weak = weak_from_this(), link] {
                 if (auto self = weak.lock()) self->Changed(link);
             },
         .complete =
             [weak = weak_from_this(), link](Kind kind) {
                 auto self = weak.lock();
                 if (self && kind == Kind::kInvoicePayment) self->MarkCharges(link);
                 const bool last = self && !self->CompleteKinds(*link).empty();
                 if (last) self->Watched(link->connection.account);
             }});
    auto live = MakeLive(link, connection, client);
    auto follower = TRY(MakeFollower(link, connection, client, live));
    TRY(backfill->Start(from));
    {
        std::lock_guard lock(mutex_);
        link->client = client;
        link->backfill = backfill;
        link->live = live;
        link->follower = follower;
    }
    live->Start();
    follower->Begin();
    MarkCharges(link);
    Changed(link);
    return {};
}

void Sync::Halt(Link& link) {
    std::shared_ptr<Client> client;
    std::shared_ptr<Backfill> backfill;
    std::shared_ptr<Live> live;
    std::shared_ptr<Follower> follower;
    {
        std::lock_guard lock(mutex_);
        follower.swap(link.follower);
        client.swap(link.client);
        backfill.swap(link.backfill);
        live.swap(link.live);
        link.trouble.reset();
        link.failures_in_a_row = 0;
        link.tries += 1;
    }
    if (client) client->Stop();
    if (live) live->Stop();
    if (follower) follower->Stop();
    if (!backfill) return;
    backfill->Stop();
    std::vector<ResourceRow> rows = backfill->Resources();
    std::lock_guard lock(mutex_);
    link.rows = std::move(rows);
}

Status Sync::SetState(Link& link, State state, std::optional<Problem> error) {
    Connection connection;
    {
        std::lock_guard lock(mutex_);
        link.connection.state = state;
        link.connection.error = std::move(error);
        link.connection.error_at = link.connection.error ? parts_.clock.Now() : 0;
        connection = link.connection;
    }
    return parts_.db.Write([&](sql::Tx& tx) { return SaveConnection(tx, connection); });
}

// ---- the key ----

void Sync::KeyRefused(const LinkPtr& link, const Failure& failure) {
    Later([link, failure](Sync& self) {
        {
            std::lock_guard lock(self.mutex_);
            if (self.stopped_ || link->connection.state != State::kConnected) return;
        }
        self.Halt(*link);
        const std::string message = Redact(failure.error.message);
        Log(Level::kError, "stripe.key_refused", {{"why", message}});
        const Status stored =
            self.SetState(*link, State::kFailed, Problem{"key_revoked", message});
        if (!stored.ok()) Log(Level::kError, "stripe.store_failed", {{"why", stored.error().message}});
        self.Changed(link);
        self.TryKeyIn(link, kTryKeyEvery);
    });
}

void Sync::TryKeyIn(const LinkPtr& link, Micros wait) {
    int64_t mine = 0;
    {
        std::lock_guard lock(mutex_);
        mine = ++link->tries;
    }
    After(wait, [link, mine](Sync& self) {
        {
            std::lock_guard lock(self.mutex_);
            const bool failed = link->connection.state == State::kFailed;
            if (self.stopped_ || link->tries != mine || !failed || link->key.empty()) return;
        }
        self.TryKey(link);
    });
}

void Sync::TryKey(const LinkPtr& link) {
    std::shared_ptr<Client> client;
    Connection connection;
    {
        std::lock_guard lock(mutex_);
        client = MakeClient(link->key, link->connection.mode);
        link->client = client;
        connection = link->connection;
    }
    const auto stored = KnownObject(connection);
    if (!stored.ok()) return TryKeyIn(link, kTryKeyEvery);
    Probe(client, options_.api_version, *stored,
          [weak = weak_from_this(), link](Probed probed) {
              auto self = weak.lock();
              if (!self) return;
              self->Later([link, probed = std::move(probed)](Sync& sync) {
                  sync.KeyTried(link, probed);
              });
          });
}

void Sync::KeyTried(const LinkPtr& link, const Probed& probed) {
    const std::unique_lock verb(verbs_, std::try_to_lock);
    int64_t connection = 0;
    std::optional<Problem> problem;
    {
        std::lock_guard lock(mutex_);
        if (stopped_ || link->connection.state != State::kFailed) return;
        connection = link->connection.id;
        problem = link->connection.error;
    }
    const bool works = verb.owns_lock() && !probed.refused && probed.answered && !probed.unverified;
    if (works && probed.other_account) {
        const Status told = SetState(
            *link, State::kFailed, Problem{"stripe_account_mismatch", std::string(kOtherAccount)});
        if (!told.ok()) Log(Level::kError, "stripe.store_failed", {{"why", told.error().message}});
        Changed(link);
    }
    if (!works || probed.other_account) return TryKeyIn(link, kTryKeyEvery);
    const auto go_on = [&]() -> Status {
        TRY(parts_.db.Write([&](sql::Tx& tx) { return StoreGrants(tx, connection, probed); }));
        TRY(SetState(*link, State::kConnected, std::nullopt));
        return Run(link, Backfill::From::kWhereItStood);
    };
    if (!go_on().ok()) {
        // The store refused: still failed, or nothing would ever try again.
        {
            std::lock_guard lock(mutex_);
            link->connection.state = State::kFailed;
            link->connection.error = std::move(problem);
        }
        TryKeyIn(link, kTryKeyEvery);
    }
    Changed(link);
}

void Sync::NotPermitted(const LinkPtr& link, Kind kind, const Failure& failure) {
    int64_t connection = 0;
    {
        std::lock_guard lock(mutex_);
        connection = link->connection.id;
    }
    const Problem problem{failure.error.reason, Redact(failure.error.message)};
    parts_.db.Submit([connection, kind, problem](sql::Tx& tx) { return ForbidResource(tx, connection, kind, problem); },
                     sql::Durability::kBulk, sql::Priority::kLive,
                     [weak = weak_from_this(), link, kind, problem](const Status& status) {
                         const auto self = weak.lock();
                         if (self && status.ok()) self->Later([=](Sync& sync) { sync.Forbidden(link, kind, problem); });
                     });
}

// The store knows it: from here on hints of this kind are dropped.
void Sync::Forbidden(const LinkPtr& link, Kind kind, const Problem& problem) {
    Log(Level::kWarn, "stripe.not_permitted", {{"resource", ResourceOf(kind).name}});
    std::shared_ptr<Backfill> backfill;
    {
        std::lock_guard lock(mutex_);
        backfill = link->backfill;
    }
    if (backfill) backfill->Forbid(kind, problem);
    Changed(link);
}

void Sync::Observe(const LinkPtr& link, const Failure* failure) {
    {
        std::lock_guard lock(mutex_);
        if (link->follower) link->follower->CountRead();
        if (failure == nullptr) {
            link->failures_in_a_row = 0;
            if (!link->trouble) return;
            link->trouble.reset();
        } else {
            using enum Failure::Kind;
            const bool passing = failure->kind == kRateLimited || failure->kind == kServer ||
                                 failure->kind == kUnreachable || failure->kind == kBadAnswer;
            if (!passing || ++link->failures_in_a_row < kFailuresShown) return;
            const Problem trouble = TroubleOf(*failure);
            if (link->trouble == trouble) return;
            link->trouble = trouble;
        }
    }
    Changed(link);
}

// ---- slow jobs, in slices ----

// Once /v1/invoice_payments was read whole, charges count: their people are computed again.
void Sync::MarkCharges(const LinkPtr& link) {
    Later([link](Sync& self) {
        int64_t connection = 0;
        {
            std::lock_guard lock(self.mutex_);
            if (self.stopped_) return;
            connection = link->connection.id;
        }
        bool more = false;
        const Micros now = self.parts_.clock.Now();
        const Status done = self.parts_.db.Write(
            [&](sql::Tx& tx) -> Status {
                more = false;
                for (const ResourceRow& row : TRY(LoadResources(tx, connection))) {
                    const bool due = row.kind == Kind::kInvoicePayment &&
                                     row.state == Progress::kDone && row.retry_at != 0;
                    if (!due) continue;
                    const int64_t last =
                        TRY(MarkWithCharges(tx, connection, row.retry_at - 1, kSlice, now));
                    TRY(SetSweep(tx, connection, last == 0 ? 0 : last + 1));
                    more = last != 0;
                }
                return {};
            },
            sql::Durability::kBulk, sql::Priority::kBulk);
        self.parts_.wake_settle();
        if (!done.ok()) return self.After(kSliceRetry, [link](Sync& s) { s.MarkCharges(link); });
        if (more) self.MarkCharges(link);
    });
}

// The mirror's unfinished moves and sweeps.
void Sync::Chores() {
    {
        std::lock_guard lock(mutex_);
        if (chores_run_ || stopped_) return;
        chores_run_ = true;
    }
    Later([](Sync& self) {
        bool more = false;
        const Status done = self.parts_.db.Write(
            [&](sql::Tx& tx) -> Status {
                more = TRY(self.parts_.mirror.Chore(tx, self.parts_.clock.Now()));
                return {};
            },
            sql::Durability::kBulk, sql::Priority::kBulk);
        {
            std::lock_guard lock(self.mutex_);
            self.chores_run_ = false;
        }
        if (!done.ok()) return self.After(kSliceRetry, [](Sync& s) { s.Chores(); });
        if (more) self.parts_.wake_settle();
        if (more) self.Chores();
    });
}

// Begun once, however often it is asked for: a second chain would meet what was connected meanwhile.
void Sync::Erase(const LinkPtr& link) {
    {
        std::lock_guard lock(mutex_);
        if (link->erasing) return;
        link->erasing = true;
    }
    EraseOn(link);
}

void Sync::EraseOn(const LinkPtr& link) {
    Later([link](Sync& self) {
        Connection connection;
        {
            std::lock_guard lock(self.mutex_);
            if (self.stopped_ || link->connection.state != State::kErasing) return;
            connection = link->connection;
        }
        bool more = false;
        const Status done = self.parts_.db.Write(
            [&](sql::Tx& tx) -> Status {
                more = TRY(EraseSlice(tx, connection.id, connection.account, kSlice));
                if (more) return {};
                TRY(self.parts_.mirror.ForgetErased(tx));
                return DeleteConnection(tx, connection.id);
            },
            sql::Durability::kFull, sql::Priority::kBulk);
        if (!done.ok()) return self.After(kSliceRetry, [link](Sync& s) { s.EraseOn(link); });
        self.parts_.wake_settle();
        if (more) return self.EraseOn(link);
        {
            std::lock_guard lock(self.mutex_);
            self.links_.erase(Number(connection.account));
        }
        Log(Level::kInfo, "stripe.erased");
        self.Changed(link);
        self.ConnectNext(connection.account);
    });
}

// ---- telling ----

void Sync::Changed(const LinkPtr& link) {
    if (!options_.on_change) return;
    Micros wait = 0;
    {
        std::lock_guard lock(mutex_);
        if (link->telling || stopped_) return;
        link->telling = true;
        wait = std::max<Micros>(0, link->told_at + kTellEvery - parts_.clock.Monotonic());
    }
    if (wait == 0) return Later([link](Sync& self) { self.Tell(link); });
    After(wait, [link](Sync& self) { self.Tell(link); });
}

void Sync::Tell(const LinkPtr& link) {
    AccountId account{};
    {
        std::lock_guard lock(mutex_);
        account = link->connection.account;
        link->telling = false;
        link->told_at = parts_.clock.Monotonic();
    }
    // One that was erased meanwhile is none; another that stands in its place tells for itself.
    const LinkPtr now = Find(account);
    if (now && now != link) return;
    options_.on_change(account, IntegrationJson(now ? FullView(*link) : View()));
}

void Sync::Later(std::function<void(Sync&)> task) {
    parts_.tasks.Run([weak = weak_from_this(), task = std::move(task)] {
        if (auto self = weak.lock()) task(*self);
    });
}

void Sync::After(Micros wait, std::function<void(Sync&)> task) {
    parts_.tasks.After(wait, [weak = weak_from_this(), task = std::move(task)] {
        if (auto self = weak.lock()) self->Later(task);
    });
}

}  // namespace daybook::stripe
