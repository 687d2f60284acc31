// The verbs of the integration; sync_run.cc keeps a connection at work.
#include "stripe/sync.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "accounts/accounts.h"
#include "base/log.h"
#include "base/redact.h"
#include "base/text.h"
#include "profiles/footprint.h"
#include "stripe/mirror_read.h"
#include "stripe/sync_link.h"

namespace daybook::stripe {
namespace {

std::string_view ModeName(Mode mode) { return mode == Mode::kLive ? "live" : "test"; }

Error Busy() {
    return Conflict("Another change of the Stripe connection is being made. Try again in a few seconds.",
                    "integration_busy");
}

// Nobody waits on: what goes on by itself in an import does not when a key is pasted.
Error NotNow(const Failure& failure) {
    std::string message = Redact(failure.error.message);
    for (const std::string_view ending : {" Daybook tries again by itself.", " Daybook waits and goes on by itself."}) {
        const size_t at = message.find(ending);
        if (at != std::string::npos) message.erase(at, ending.size());
    }
    return Unavailable(message + " Nothing was changed: try again in a moment.", "stripe_unreachable");
}

Error NotConnected() {
    return Conflict("Stripe is not connected. Connect it with an API key first.",
                    "stripe_not_connected");
}

}  // namespace

Result<std::shared_ptr<Sync>> Sync::Start(Parts parts, accounts::Secrets& secrets,
                                          SyncOptions options) {
    auto sync = std::shared_ptr<Sync>(new Sync(std::move(parts), secrets, std::move(options)));
    // Moves and sweeps go on whoever commits.
    sync->parts_.wake_settle = [weak = sync->weak_from_this(), wake = sync->parts_.wake_settle,
                                &mirror = sync->parts_.mirror] {
        if (wake) wake();
        if (!mirror.has_chores()) return;
        if (auto self = weak.lock()) self->Chores();
    };
    std::vector<Connection> connections;
    TRY(sync->parts_.db.Read([&](sql::Tx& tx) -> Status {
        connections = TRY(LoadConnections(tx));
        return {};
    }));
    for (Connection& connection : connections) TRY(sync->TakeUp(std::move(connection)));
    if (sync->options_.run) TRY(sync->Begin());
    return sync;
}

Sync::Sync(Parts parts, accounts::Secrets& secrets, SyncOptions options)
    : parts_(std::move(parts)), secrets_(secrets), options_(std::move(options)) {}

Sync::~Sync() { Stop(); }

void Sync::Stop() {
    std::vector<LinkPtr> links;
    {
        std::lock_guard lock(mutex_);
        stopped_ = true;
        for (auto& [account, link] : links_) links.push_back(link);
    }
    for (const LinkPtr& link : links) Halt(*link);
}

Result<std::string> Sync::OpenSecret(sql::Tx& tx, AccountId account, std::string_view name, bool& lost) {
    auto secret = secrets_.Get(tx, account, name);
    if (secret.ok()) return secret->value_or("");
    if (secret.error().reason != accounts::kMasterKeyChanged) return secret.error();
    lost = true;
    return std::string();
}

Status Sync::TakeUp(Connection connection) {
    auto link = std::make_shared<Link>();
    bool key_lost = false, secrets_lost = false;
    TRY(parts_.db.Read([&](sql::Tx& tx) -> Status {
        link->rows = TRY(LoadResources(tx, connection.id));
        link->key = TRY(OpenSecret(tx, connection.account, kKeySecret, key_lost));
        const std::string lines = TRY(OpenSecret(tx, connection.account, kWebhookSecrets, secrets_lost));
        for (const std::string_view secret : Split(lines, '\n')) {
            if (!secret.empty()) link->webhook_secrets.emplace_back(secret);
        }
        const Followed followed = TRY(LoadFollow(tx, connection.id));
        link->follow = followed.follow;
        link->heard = followed.heard;
        return {};
    }));
    if (key_lost) {
        connection.state = State::kFailed;
        connection.error = Problem{accounts::kMasterKeyChanged, std::string(kOtherMasterKey)};
        connection.error_at = parts_.clock.Now();
    }
    link->connection = std::move(connection);
    link->intake = Intake::Create(parts_.db, parts_.tasks, link->connection.id,
                                  [self = weak_from_this(), to = std::weak_ptr(link)](std::vector<Hint> hints) {
                                      const auto sync = self.lock();
                                      const auto target = to.lock();
                                      if (sync && target) sync->HintsKept(*target, std::move(hints));
                                  });
    {
        std::lock_guard lock(mutex_);
        links_[Number(link->connection.account)] = link;
    }
    return {};
}

Status Sync::GoOn(const LinkPtr& link) {
    {
        std::lock_guard lock(mutex_);
        if (!begun_) return {};
    }
    switch (link->connection.state) {
        case State::kConnected: return Run(link, Backfill::From::kWhereItStood);
        case State::kFailed: TryKeyIn(link, kSecond); break;
        case State::kErasing: Erase(link); break;
        case State::kPaused:
        case State::kDisconnected: break;
    }
    return {};
}

Status Sync::Begin() {
    std::vector<LinkPtr> links;
    {
        std::lock_guard lock(mutex_);
        if (begun_) return {};
        begun_ = true;
        for (const auto& [account, link] : links_) links.push_back(link);
    }
    for (const LinkPtr& link : links) TRY(GoOn(link));
    // A live key whose test data was erased just before the program ended.
    std::vector<AccountId> accounts;
    TRY(parts_.db.Read([&](sql::Tx& tx) -> Status {
        accounts = TRY(accounts::ListAccounts(tx));
        return {};
    }));
    for (const AccountId account : accounts) {
        if (!Find(account)) Later([account](Sync& self) { self.ConnectNext(account); });
    }
    Chores();
    return {};
}

Sync::LinkPtr Sync::Find(AccountId account) {
    std::lock_guard lock(mutex_);
    const auto at = links_.find(Number(account));
    return at == links_.end() ? nullptr : at->second;
}

Result<Sync::LinkPtr> Sync::Required(AccountId account) {
    LinkPtr link = Find(account);
    if (!link) return NotConnected();
    std::lock_guard lock(mutex_);
    const std::optional<Problem>& problem = link->connection.error;
    if (link->key.empty() && problem) return Conflict(problem->message, problem->code);
    if (link->key.empty()) return NotConnected();
    return link;
}

std::vector<ResourceRow> Sync::RowsOf(Link& link) {
    std::shared_ptr<Backfill> backfill;
    {
        std::lock_guard lock(mutex_);
        if (!link.backfill) return link.rows;
        backfill = link.backfill;
    }
    return backfill->Resources();
}

View Sync::ViewOf(Link& link) {
    View view;
    std::shared_ptr<Backfill> backfill;
    {
        std::lock_guard lock(mutex_);
        view.connection = link.connection;
        view.resources = link.rows;
        view.trouble = link.trouble;
        view.webhook_secret = !link.webhook_secrets.empty();
        backfill = link.backfill;
    }
    if (backfill) view.resources = backfill->Resources();
    for (const ResourceRow& row : view.resources) {
        std::optional<int64_t> total;
        if (backfill) total = backfill->EstimatedTotal(row.kind);
        else if (row.state == Progress::kDone) total = row.imported;
        view.estimates.push_back(total);
    }
    if (view.connection) {
        const Status counted = parts_.db.Read([&](sql::Tx& tx) -> Status {
            view.counts = TRY(profiles::ReadCounts(tx, view.connection->account));
            return {};
        });
        if (!counted.ok()) Log(Level::kWarn, "stripe.counts_unread", {{"why", counted.error().message}});
    }
    std::lock_guard lock(mutex_);
    for (const ResourceRow& row : view.resources) {
        link.rate.Note(row.kind, row.imported, parts_.clock.Monotonic());
        view.rates.push_back(link.rate.Of(row.kind));
    }
    return view;
}

std::vector<ResourceRow> Sync::Resources(AccountId account) {
    const LinkPtr link = Find(account);
    return link ? RowsOf(*link) : std::vector<ResourceRow>();
}

Result<View> Sync::Look(AccountId account) {
    const LinkPtr link = Find(account);
    return link ? FullView(*link) : View();
}

std::shared_ptr<Client> Sync::MakeClient(const std::string& key, Mode mode) {
    Client::Options options;
    options.api_base = options_.api_base;
    options.api_version = options_.api_version;
    options.rates = RatesFor(mode, options_.rate);
    options.seed = options_.seed;
    return Client::Create(parts_.http, parts_.tasks, parts_.clock, std::move(options), key);
}

// ---- connecting ----

Result<Probed> Sync::ProbeKey(const Key& key, const std::optional<ObjectName>& stored) {
    const auto client = MakeClient(key.secret, key.mode);
    Probed probed = ProbeAndWait(client, options_.api_version, stored);
    client->Stop();
    if (probed.refused) {
        return Invalid(Redact(probed.refused->error.message), "api_key", "stripe_key_invalid");
    }
    if (probed.unreachable && !probed.answered) return NotNow(*probed.unreachable);
    if (probed.other_account) return Conflict(std::string(kOtherAccount), "stripe_account_mismatch");
    if (probed.unverified) return NotNow(*probed.unverified);
    return probed;
}

Result<std::optional<ObjectName>> Sync::KnownObject(const Connection& connection) {
    std::optional<ObjectName> known;
    if (connection.id == 0) return known;
    TRY(parts_.db.Read([&](sql::Tx& tx) -> Status {
        known = TRY(AnyObject(tx, connection.id));
        return {};
    }));
    if (!known && connection.probe_id) known = ObjectName{Kind::kCustomer, *connection.probe_id};
    return known;
}

Result<View> Sync::Connect(AccountId account, const std::optional<std::string>& pasted,
                           const std::optional<std::vector<std::string>>& webhook_secrets) {
    const std::unique_lock verb(verbs_, std::try_to_lock);
    if (!verb.owns_lock()) return Busy();
    std::optional<std::vector<std::string>> secrets;
    if (webhook_secrets) {
        secrets.emplace();
        for (const std::string& secret : *webhook_secrets) {
            secrets->push_back(TRY(ParseWebhookSecret(secret)));
        }
    }
    if (!pasted) {
        const LinkPtr link = TRY(Required(account));
        if (secrets) TRY(StoreSecrets(account, *secrets));
        Watched(account);
        return FullView(*link);
    }
    const Key key = TRY(ParseKey(*pasted));
    LinkPtr link = Find(account);
    Connection connection;
    if (link) {
        std::lock_guard lock(mutex_);
        connection = link->connection;
    }
    if (connection.state == State::kErasing) {
        return Conflict("The data of the former connection is still being erased. Try again in a minute.",
                        "integration_busy");
    }
    if (connection.id != 0 && connection.mode != key.mode) {
        return Conflict(fmt::format("This is a {} key, but the data stored here came with a {} key. "
                                    "The two are never mixed: use a {} key, or erase the stored data first "
                                    "(daybook stripe disconnect --stored-data erase, or DELETE "
                                    "/v1/integrations/stripe?data=erase).",
                                    ModeName(key.mode), ModeName(connection.mode),
                                    ModeName(connection.mode)),
                        "stripe_mode_mismatch");
    }
    const Probed probed = TRY(ProbeKey(key, TRY(KnownObject(connection))));
    const bool again = connection.id != 0 && connection.state == State::kDisconnected;
    connection.account = account;
    connection.mode = key.mode;
    TRY(StoreKey(connection, key, probed, secrets));
    if (link) Halt(*link);
    TRY(TakeUp(connection));
    link = Find(account);
    TRY(GoOn(link));
    // While it was disconnected anything may have changed.
    if (again) TRY(Run(link, Backfill::From::kTheBeginning));
    Log(Level::kInfo, "stripe.connected", {{"key", key.hint}});
    return FullView(*link);
}

Status Sync::StoreGrants(sql::Tx& tx, int64_t connection, const Probed& probed) {
    if (probed.events) {
        Follow follow = TRY(LoadFollow(tx, connection)).follow;
        follow.events = *probed.events;
        TRY(SaveFollow(tx, connection, follow));
    }
    for (ResourceRow& row : TRY(LoadResources(tx, connection))) {
        for (const ResourceProbe& probe : probed.resources) {
            if (probe.kind != row.kind) continue;
            // Hints were dropped while it could not be read: only a whole pass finds what they named.
            const bool regained = row.granted == Grant::kMissing && probe.grant == Grant::kGranted;
            if (regained) row.state = Progress::kIdle;
            row.granted = probe.grant;
            row.error = probe.problem;
            if (row.state != Progress::kDone) row.retry_at = 0;
            TRY(SetResourceState(tx, connection, row));
        }
    }
    return {};
}

Status Sync::StoreKey(Connection& connection, const Key& key, const Probed& probed,
                      const std::optional<std::vector<std::string>>& webhook_secrets) {
    const Micros now = parts_.clock.Now();
    connection.key_hint = key.hint;
    connection.error.reset();
    connection.error_at = 0;
    connection.state = State::kConnected;
    if (connection.id == 0) connection.created = connection.history_before = now;
    return parts_.db.Write([&](sql::Tx& tx) -> Status {
        TRY(SaveConnection(tx, connection));
        TRY(StoreGrants(tx, connection.id, probed));
        TRY(secrets_.Put(tx, connection.account, kKeySecret, key.secret));
        bool lost = false;
        (void)TRY(OpenSecret(tx, connection.account, kWebhookSecrets, lost));
        if (!webhook_secrets && lost) return secrets_.Remove(tx, connection.account, kWebhookSecrets);
        if (!webhook_secrets) return {};
        return secrets_.Put(tx, connection.account, kWebhookSecrets,
                            fmt::format("{}", fmt::join(*webhook_secrets, "\n")));
    });
}

Status Sync::StoreSecrets(AccountId account, const std::vector<std::string>& secrets) {
    TRY(parts_.db.Write([&](sql::Tx& tx) {
        return secrets_.Put(tx, account, kWebhookSecrets,
                            fmt::format("{}", fmt::join(secrets, "\n")));
    }));
    const LinkPtr link = Find(account);
    std::lock_guard lock(mutex_);
    link->webhook_secrets = secrets;
    return {};
}

// ---- the other verbs ----

Result<View> Sync::Check(AccountId account) {
    const std::unique_lock verb(verbs_, std::try_to_lock);
    if (!verb.owns_lock()) return Busy();
    const LinkPtr link = TRY(Required(account));
    Connection connection;
    Key key;
    {
        std::lock_guard lock(mutex_);
        connection = link->connection;
        key = Key{link->key, connection.mode, true, connection.key_hint};
    }
    const Probed probed = TRY(ProbeKey(key, TRY(KnownObject(connection))));
    TRY(parts_.db.Write(
        [&](sql::Tx& tx) { return StoreGrants(tx, connection.id, probed); }));
    if (connection.state == State::kPaused) {
        std::vector<ResourceRow> rows;
        TRY(parts_.db.Read([&](sql::Tx& tx) -> Status {
            rows = TRY(LoadResources(tx, connection.id));
            return {};
        }));
        std::lock_guard lock(mutex_);
        link->rows = std::move(rows);
    } else {
        TRY(SetState(*link, State::kConnected, std::nullopt));
        TRY(Run(link, Backfill::From::kWhereItStood));
    }
    return FullView(*link);
}

Result<View> Sync::Resync(AccountId account) {
    const std::unique_lock verb(verbs_, std::try_to_lock);
    if (!verb.owns_lock()) return Busy();
    const LinkPtr link = TRY(Required(account));
    Connection connection;
    {
        std::lock_guard lock(mutex_);
        connection = link->connection;
    }
    if (connection.state == State::kPaused) {
        return Conflict("The Stripe connection is paused. Resume it first.", "integration_not_running");
    }
    if (connection.state != State::kConnected) {
        return Conflict("The Stripe connection has failed. " + (connection.error ? connection.error->message : std::string()),
                        "integration_not_running");
    }
    TRY(Run(link, Backfill::From::kTheBeginning));
    return FullView(*link);
}

Result<View> Sync::Pause(AccountId account) {
    const std::unique_lock verb(verbs_, std::try_to_lock);
    if (!verb.owns_lock()) return Busy();
    const LinkPtr link = TRY(Required(account));
    Halt(*link);
    TRY(SetState(*link, State::kPaused, std::nullopt));
    return FullView(*link);
}

Result<View> Sync::Resume(AccountId account) {
    const std::unique_lock verb(verbs_, std::try_to_lock);
    if (!verb.owns_lock()) return Busy();
    const LinkPtr link = TRY(Required(account));
    bool paused = false;
    {
        std::lock_guard lock(mutex_);
        paused = link->connection.state == State::kPaused;
    }
    if (!paused) return FullView(*link);
    TRY(SetState(*link, State::kConnected, std::nullopt));
    TRY(Run(link, Backfill::From::kWhereItStood));
    return FullView(*link);
}

Result<View> Sync::Disconnect(AccountId account, Data data) {
    return Leave(account, data, [&](sql::Tx& tx) -> Status {
        TRY(secrets_.Remove(tx, account, kNextKey));
        return secrets_.Remove(tx, account, kNextSecrets);
    });
}

Result<View> Sync::Leave(AccountId account, Data data, const std::function<Status(sql::Tx&)>& also) {
    const std::unique_lock verb(verbs_, std::try_to_lock);
    if (!verb.owns_lock()) return Busy();
    const LinkPtr link = Find(account);
    if (!link) return View();
    Halt(*link);
    Connection connection;
    {
        std::lock_guard lock(mutex_);
        connection = link->connection;
    }
    const bool erase = data == Data::kErase;
    if (erase || connection.state != State::kErasing) {
        connection.state = erase ? State::kErasing : State::kDisconnected;
    }
    connection.error.reset();
    connection.error_at = 0;
    connection.key_hint.clear();
    TRY(parts_.db.Write([&](sql::Tx& tx) -> Status {
        TRY(secrets_.Remove(tx, account, kKeySecret));
        TRY(secrets_.Remove(tx, account, kWebhookSecrets));
        TRY(also(tx));
        return SaveConnection(tx, connection);
    }));
    {
        std::lock_guard lock(mutex_);
        link->connection = connection;
        Wipe(link->key);
        link->key.clear();
        link->webhook_secrets.clear();
        link->trouble.reset();
    }
    if (erase) Erase(link);
    Changed(link);
    return FullView(*link);
}

Result<int64_t> Sync::SyncProfile(AccountId account, ProfileId profile) {
    const LinkPtr link = TRY(Required(account));
    std::vector<ObjectName> objects;
    TRY(parts_.db.Read([&](sql::Tx& tx) -> Status {
        objects = TRY(ObjectsOf(tx, parts_.mirror.bodies(), profile));
        return {};
    }));
    int64_t connection = 0;
    std::shared_ptr<Live> live;
    {
        std::lock_guard lock(mutex_);
        connection = link->connection.id;
        live = link->live;
    }
    const Micros now = parts_.clock.Now();
    std::vector<Hint> hints;
    TRY(parts_.db.Write([&](sql::Tx& tx) -> Status {
        hints.clear();
        for (const ObjectName& object : objects) {
            const int64_t seen = TRY(PutHint(tx, connection, object.kind, object.id, now));
            hints.push_back({StoredName(object.kind, object.id), object.kind, now, seen, 0, 0});
        }
        return {};
    }));
    const auto count = static_cast<int64_t>(hints.size());
    if (live) live->Hinted(std::move(hints));
    return count;
}

bool Sync::Idle(AccountId account) {
    const LinkPtr link = Find(account);
    if (!link) return true;
    const View view = ViewOf(*link);
    std::shared_ptr<Live> live;
    {
        std::lock_guard lock(mutex_);
        live = link->live;
    }
    const bool read = std::ranges::all_of(view.resources, [](const ResourceRow& row) {
        return !row.readable() || row.state == Progress::kDone;
    });
    if (!read || parts_.mirror.has_chores() || (live && live->waiting() > 0)) return false;
    if (!live) return true;
    // Hints that are durable, but not yet known to the live lane.
    bool none = false;
    const Status counted = parts_.db.Read([&](sql::Tx& tx) -> Status {
        none = TRY(ReadBacklog(tx, view.connection->id)).waiting == 0;
        return {};
    });
    return counted.ok() && none;
}

}  // namespace daybook::stripe
