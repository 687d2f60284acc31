// A connection at work: how it is followed, and what people see of that.
#include <algorithm>
#include <map>

#include "base/log.h"
#include "stripe/live_status.h"
#include "stripe/sync.h"
#include "stripe/sync_link.h"

namespace daybook::stripe {
namespace {

constexpr int64_t kRepairsShown = 20;
constexpr Micros kVerbRetry = kSecond;

// When anything last came from Stripe, as far as it is stored.
Micros LastAlive(const Followed& followed, const std::vector<Walk>& walks, const std::vector<ResourceRow>& rows) {
    Micros last = std::max({followed.heard.last, followed.follow.events_at, followed.follow.news_at, followed.follow.open_at});
    for (const Walk& walk : walks) last = std::max({last, walk.started, walk.matched_at});
    for (const ResourceRow& row : rows) last = std::max(last, row.complete_at);
    return last;
}

}  // namespace

Ways Sync::WaysOf(Link& link) {
    const Micros now = parts_.clock.Now();
    Ways ways;
    {
        std::lock_guard lock(mutex_);
        ways.secret = !link.webhook_secrets.empty();
        ways.heard = link.heard.events > 0;
        ways.known = link.heard.Known();
        ways.silent = link.heard.Silent(now);
        ways.events = link.follow.events == Grant::kGranted;
    }
    return ways;
}

// Readable and read whole once; nothing while any readable one is not.
std::vector<Kind> Sync::CompleteKinds(Link& link) {
    std::vector<Kind> kinds;
    for (const ResourceRow& row : RowsOf(link)) {
        if (!row.readable()) continue;
        if (row.complete_at == 0) return {};
        if (row.state == Progress::kDone) kinds.push_back(row.kind);
    }
    return kinds;
}

Result<std::shared_ptr<Follower>> Sync::MakeFollower(const LinkPtr& link, const Connection& connection,
                                                     const std::shared_ptr<Client>& client,
                                                     const std::shared_ptr<Live>& live) {
    Followed followed;
    std::vector<Walk> walks;
    Follower::Start start;
    TRY(parts_.db.Read([&](sql::Tx& tx) -> Status {
        followed = TRY(LoadFollow(tx, connection.id));
        walks = TRY(LoadWalks(tx, connection.id));
        start.began = TRY(tx.Query("sync.passes_began", connection.id)).Int(0, 0);
        start.reads = TRY(ReadsOfMonth(tx, connection.id, parts_.clock.Now()));
        start.alive = LastAlive(followed, walks, TRY(LoadResources(tx, connection.id)));
        return {};
    }));
    start.follow = followed.follow;
    if (start.began == 0) start.began = connection.created / kSecond;
    std::shared_ptr<Intake> intake;
    {
        std::lock_guard lock(mutex_);
        link->follow = followed.follow;
        intake = link->intake;
    }
    auto poll = Poll::Create(parts_, connection, client, intake, KnownOf(link));
    auto prover = Prover::Create(parts_, connection, client, live, std::move(walks));
    return Follower::Create(parts_, connection, std::move(prover), std::move(poll), start, HooksOf(link, connection.account));
}

Poll::Known Sync::KnownOf(const LinkPtr& link) {
    const auto weak = weak_from_this();
    return {.has = [weak, link](std::string_view id) {
                const auto self = weak.lock();
                if (!self) return true;
                std::lock_guard lock(self->mutex_);
                return link->recent.Contains(id);
            },
            .add = [weak, link](std::string_view id) {
                const auto self = weak.lock();
                if (!self) return;
                std::lock_guard lock(self->mutex_);
                link->recent.Add(id);
            },
            .readable = [weak, link](Kind kind) {
                const auto self = weak.lock();
                return self && self->Readable(*link, kind);
            },
            .hinted = [weak, link](std::vector<Hint> hints) {
                if (const auto self = weak.lock()) self->HintsKept(*link, std::move(hints));
            }};
}

Follower::Link Sync::HooksOf(const LinkPtr& link, AccountId account) {
    const auto weak = weak_from_this();
    const auto with = [weak](const auto& act) {
        if (const auto self = weak.lock()) act(*self);
    };
    Follower::Link hooks;
    hooks.key_refused = [with, link](const Failure& failure) { with([&](Sync& self) { self.KeyRefused(link, failure); }); };
    hooks.not_permitted = [with, link](Kind kind, const Failure& failure) {
        with([&](Sync& self) {
            if (kind == kEventKind) self.Changed(link);
            else self.NotPermitted(link, kind, failure);
        });
    };
    hooks.read_all_again = [with, link] { with([&](Sync& self) { self.ReadAllAgain(link); }); };
    hooks.check_again = [with, link] { with([&](Sync& self) { self.CheckAgain(link); }); };
    hooks.changed = [with, link] { with([&](Sync& self) { self.Changed(link); }); };
    hooks.ways = [weak, link] {
        const auto self = weak.lock();
        return self ? self->WaysOf(*link) : Ways();
    };
    hooks.watched = [weak, account] {
        const auto self = weak.lock();
        return self && self->options_.watched && self->options_.watched(account);
    };
    hooks.complete = [weak, link] {
        const auto self = weak.lock();
        return self ? self->CompleteKinds(*link) : std::vector<Kind>();
    };
    hooks.read_whole = [weak, link] {
        const auto self = weak.lock();
        Micros oldest = INT64_MAX;
        for (const ResourceRow& row : self ? self->RowsOf(*link) : std::vector<ResourceRow>()) {
            if (row.readable()) oldest = std::min(oldest, row.state == Progress::kDone ? row.complete_at : 0);
        }
        return oldest == INT64_MAX ? 0 : oldest;
    };
    hooks.lacking = [weak, link] {
        const auto self = weak.lock();
        return self && std::ranges::any_of(self->RowsOf(*link), [](const ResourceRow& row) { return row.granted == Grant::kMissing; });
    };
    return hooks;
}

std::shared_ptr<Live> Sync::MakeLive(const LinkPtr& link, const Connection& connection, const std::shared_ptr<Client>& client) {
    const auto weak = weak_from_this();
    return Live::Create(parts_, connection, client,
                        {.key_refused = [weak, link](const Failure& failure) {
                             if (auto self = weak.lock()) self->KeyRefused(link, failure);
                         },
                         .not_permitted = [weak, link](Kind kind, const Problem& problem) {
                             if (auto self = weak.lock()) self->Forbidden(link, kind, problem);
                         }});
}

// What Stripe has forgotten cannot be followed any more.
void Sync::ReadAllAgain(const LinkPtr& link) {
    Later([link](Sync& self) {
        const std::unique_lock verb(self.verbs_, std::try_to_lock);
        if (!verb.owns_lock()) return self.After(kVerbRetry, [link](Sync& sync) { sync.ReadAllAgain(link); });
        {
            std::lock_guard lock(self.mutex_);
            if (self.stopped_ || link->connection.state != State::kConnected) return;
        }
        const Status run = self.Run(link, Backfill::From::kTheBeginning);
        if (!run.ok()) self.After(kMinute, [link](Sync& sync) { sync.ReadAllAgain(link); });
    });
}

// A permission that was given meanwhile.
void Sync::CheckAgain(const LinkPtr& link) {
    std::shared_ptr<Client> client;
    {
        std::lock_guard lock(mutex_);
        client = link->client;
        if (stopped_ || !client || link->connection.state != State::kConnected) return;
    }
    Probe(client, options_.api_version, std::nullopt, [weak = weak_from_this(), link](Probed probed) {
        const auto self = weak.lock();
        if (!self) return;
        self->Later([link, probed = std::move(probed)](Sync& sync) { sync.Checked(link, probed); });
    });
}

void Sync::Checked(const LinkPtr& link, const Probed& probed) {
    if (probed.refused) return KeyRefused(link, *probed.refused);
    if (probed.unreachable) return;
    bool gained = false;
    for (const ResourceRow& row : RowsOf(*link)) {
        for (const ResourceProbe& probe : probed.resources) {
            gained |= probe.kind == row.kind && probe.grant == Grant::kGranted && row.granted == Grant::kMissing;
        }
    }
    const std::unique_lock verb(verbs_, std::try_to_lock);
    if (!gained || !verb.owns_lock()) return;
    int64_t connection = 0;
    {
        std::lock_guard lock(mutex_);
        if (stopped_ || link->connection.state != State::kConnected) return;
        connection = link->connection.id;
    }
    const Status stored = parts_.db.Write([&](sql::Tx& tx) { return StoreGrants(tx, connection, probed); });
    if (stored.ok()) (void)Run(link, Backfill::From::kWhereItStood);
}

void Sync::Watched(AccountId account) {
    const LinkPtr link = Find(account);
    if (!link) return;
    std::shared_ptr<Follower> follower;
    {
        std::lock_guard lock(mutex_);
        follower = link->follower;
    }
    if (follower) follower->Wake();
}

Result<View> Sync::Verify(AccountId account) {
    const LinkPtr link = TRY(Required(account));
    std::shared_ptr<Follower> follower;
    {
        std::lock_guard lock(mutex_);
        follower = link->follower;
    }
    if (!follower || CompleteKinds(*link).empty()) {
        return Conflict("The import is not complete, or the connection does not run: there is nothing to compare yet.",
                        "integration_not_running");
    }
    follower->Verify();
    return FullView(*link);
}

View Sync::FullView(Link& link) {
    View view = ViewOf(link);
    auto live = std::make_shared<LiveView>();
    live->now = parts_.clock.Now();
    live->ways = WaysOf(link);
    std::shared_ptr<Follower> follower;
    int64_t connection = 0;
    {
        std::lock_guard lock(mutex_);
        follower = link.follower;
        live->heard = link.heard;
        connection = link.connection.id;
    }
    if (follower) live->look = follower->See();
    if (live->look) live->ways.events = live->look->follow.events == Grant::kGranted;
    const Status read = parts_.db.Read([&](sql::Tx& tx) -> Status {
        live->backlog = TRY(ReadBacklog(tx, connection));
        live->repairs = TRY(LoadRepairs(tx, connection, kRepairsShown));
        return {};
    });
    if (!read.ok()) Log(Level::kWarn, "stripe.status_unread", {{"why", read.error().message}});
    std::map<std::string, Micros> since;
    const std::vector<Condition> conditions = ConditionsOf(view, *live);
    std::lock_guard lock(mutex_);
    for (const Condition& condition : conditions) {
        const auto before = link.since.find(condition.code);
        since[condition.code] = before == link.since.end() ? live->now : before->second;
    }
    link.since = since;
    live->since = std::move(since);
    view.live = std::move(live);
    return view;
}

}  // namespace daybook::stripe
