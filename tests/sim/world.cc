#include "world.h"

#include <algorithm>

#include <fmt/format.h>

#include "accounts/accounts.h"
#include "profiles/due.h"
#include "sandbox/webhooks.h"
#include "stripe/live_status.h"

namespace daybook::sql::embedded {
extern const std::string_view accounts;
extern const std::string_view profiles;
extern const std::string_view mirror;
extern const std::string_view sync;
extern const std::string_view segments;
}  // namespace daybook::sql::embedded

namespace daybook::sim {
namespace {

constexpr std::string_view kStatements = R"sql(
-- name: objects
SELECT id FROM object WHERE digest <> 0 AND gone = 0 ORDER BY id
)sql";
constexpr Micros kPostMax = 2 * kSecond;
constexpr double kPostTwice = 0.2;

bool CustomersReadable(const std::vector<stripe::ResourceRow>& rows) {
    return std::ranges::any_of(
        rows, [](const stripe::ResourceRow& row) { return row.kind == stripe::Kind::kCustomer && row.readable(); });
}

}  // namespace

World::World(sandbox::Shop& shop, ManualClock& clock, WorldOptions options)
    : clock_(clock),
      options_(std::move(options)),
      scheduler_(std::make_unique<Scheduler>(clock, options_.seed)),
      network_(shop, *scheduler_, options_.one_way_max) {}

Result<std::unique_ptr<World>> World::Open(sandbox::Shop& shop, ManualClock& clock, WorldOptions options) {
    std::unique_ptr<World> world(new World(shop, clock, std::move(options)));
    TRY(world->OpenStore());
    TRY(world->ConnectOnce());
    TRY(world->Start());
    return world;
}

Status World::OpenStore() {
    sql::Options options;
    options.url = options_.url;
    options.names = {"accounts", "profiles", "mirror", "sync", "segments", "sim"};
    options.statements_of = {sql::embedded::accounts, sql::embedded::profiles, sql::embedded::mirror,
                             sql::embedded::sync, sql::embedded::segments, kStatements};
    options.before_statement = options_.before_statement;
    real_ = TRY(sql::Database::Open(std::move(options)));
    database_ = std::make_unique<SimDatabase>(*real_, *scheduler_);
    account_ = TRY(accounts::EnsureFirst(*database_, clock_));
    secrets_.emplace(TRY(accounts::Secrets::Open(options_.folder, *database_, clock_)));
    numbers_ = TRY(profiles::Numbers::Open(*database_));
    mirror_ = TRY(stripe::Mirror::Create(*database_, *numbers_));
    segments_ = std::make_unique<Segments>(*real_, clock_, account_);
    return segments_->MakeOnce(options_.segments);
}

stripe::Parts World::StripeParts() {
    return {*database_, network_, *mirror_, *scheduler_, clock_, [this] {
                for (const auto& settler : settlers_) settler->Wake();
            }};
}

Result<std::shared_ptr<stripe::Sync>> World::MakeSync(stripe::RateChoice rate) {
    stripe::SyncOptions options;
    options.run = false;
    options.api_base = "http://shop.example";
    options.rate = rate;
    options.seed = options_.seed;
    return stripe::Sync::Start(StripeParts(), *secrets_, std::move(options));
}

// Connecting waits for Stripe on this thread, so time stands, and nothing may have to wait for a rate.
Status World::ConnectOnce() {
    auto sync = TRY(MakeSync({stripe::RateChoice::Kind::kUnlimited}));
    const stripe::View view = TRY(sync->Look(account_));
    if (view.connection) return {};
    network_.Let(SimNetwork::Time::kStands);
    const Result<stripe::View> connected =
        sync->Connect(account_, std::string(kKey), {{std::string(kWebhookSecret)}});
    network_.Let(SimNetwork::Time::kPasses);
    sync->Stop();
    if (!connected.ok()) return connected.error();
    return {};
}

Status World::Start() {
    settle::Options options;
    options.project = options_.project;
    options.slice = 4;
    options.batch = 8;
    if (segments_->count() > 0) options.segments = &segments_->catalogue();
    // Days pass in which nothing happens: looking each few seconds would be nearly all that a simulation does.
    options.look_again = 10 * kMinute;
    for (int i = 0; i < options_.settlers; ++i) {
        settlers_.push_back(std::make_unique<settle::Service>(settle::Parts{*database_, *mirror_, clock_},
                                                              *scheduler_, options));
    }
    sync_ = TRY(MakeSync(options_.rate));
    for (const auto& settler : settlers_) settler->Start();
    return sync_->Begin();
}

World::~World() {
    if (sync_) sync_->Stop();
    // What was begun comes to an end: settlers wait for it when they go.
    while (scheduler_->Step(clock_.Now())) {
    }
    sync_.reset();
    settlers_.clear();
    scheduler_.reset();
    segments_.reset();
    mirror_.reset();
    numbers_.reset();
}

bool World::Settled(Permissions permissions) {
    if (posting_ > 0 || !sync_->Idle(account_)) return false;
    const auto view = sync_->Look(account_);
    if (!view.ok() || !view->connection) return false;
    if (permissions == Permissions::kAny && !CustomersReadable(view->resources)) return true;
    if (view->connection->state != stripe::State::kConnected) return false;
    for (const stripe::ResourceRow& row : view->resources) {
        const bool lacks = row.granted == stripe::Grant::kMissing;
        if (lacks && permissions == Permissions::kAll) return false;
    }
    bool settled = false;
    const Status read = real_->Read([&](sql::Tx& tx) -> Status {
        settled = TRY(profiles::CountPending(tx)) == 0 && TRY(profiles::CountParked(tx)) == 0;
        return {};
    });
    return read.ok() && settled;
}

bool World::RunUntil(Permissions permissions, Micros time_max) {
    const Micros until = clock_.Now() + time_max;
    while (true) {
        if (scheduler_->quiet() && Settled(permissions)) return true;
        if (!scheduler_->Step(until)) return Settled(permissions);
    }
}

bool World::RunUntilRead(Micros time_max) {
    const Micros until = clock_.Now() + time_max;
    while (!sync_->Idle(account_)) {
        if (!scheduler_->Step(until)) return false;
    }
    return true;
}

bool World::RunUntilSettled(Micros time_max) { return RunUntil(Permissions::kAll, time_max); }

bool World::RunUntilOnlyPermissionsLack(Micros time_max) { return RunUntil(Permissions::kAny, time_max); }

void World::RunFor(Micros time) {
    const Micros until = clock_.Now() + time;
    while (scheduler_->Step(until)) {
    }
    clock_.Set(std::max(until, clock_.Now()));
}

bool World::JumpTo(Micros moment) {
    clock_.Set(std::max(moment, clock_.Now()));
    return RunUntilOnlyPermissionsLack();
}

void World::Post(const sandbox::Emitted& event) {
    if (options_.webhooks_lost > 0 && scheduler_->random().Chance(options_.webhooks_lost)) return;
    const int times = scheduler_->random().Chance(kPostTwice) ? 2 : 1;
    for (int i = 0; i < times; ++i) {
        ++posting_;
        scheduler_->After(scheduler_->random().Between(0, kPostMax), [this, body = event.body] { Deliver(body); });
    }
}

void World::Deliver(const std::string& body) {
    const std::string signature = sandbox::SignatureHeader(kWebhookSecret, body, clock_.Now() / kSecond);
    sync_->Webhook(signature, body, [this, body](const Status& kept) {
        if (kept.ok()) --posting_;
        else scheduler_->After(kPostMax, [this, body] { Deliver(body); });
    });
}

Result<int64_t> World::Verify(Micros time_max) {
    (void)TRY(sync_->Verify(account_));
    const Micros until = clock_.Now() + time_max;
    while (true) {
        const stripe::View view = TRY(sync_->Look(account_));
        if (!view.live || !view.live->look) return Internal("It does not run: " + Describe());
        if (!view.live->look->verifying) {
            int64_t repaired = 0;
            for (const stripe::Walk& walk : view.live->look->walks) repaired += walk.matched_repaired;
            return repaired;
        }
        if (!scheduler_->Step(until)) return Internal("The comparison does not end: " + Describe());
    }
}

Result<settle::Examined> World::Examine() {
    return settle::Examine({*database_, *mirror_, clock_}, stripe::Project, account_, 0, 10'000);
}

Status World::CheckAgain() {
    ASSERT(options_.rate.kind == stripe::RateChoice::Kind::kUnlimited);
    network_.Let(SimNetwork::Time::kStands);
    const Result<stripe::View> checked = sync_->Check(account_);
    network_.Let(SimNetwork::Time::kPasses);
    if (!checked.ok()) return checked.error();
    return {};
}

std::vector<stripe::ResourceRow> World::Resources() const {
    const auto view = sync_->Look(account_);
    return view.ok() ? view->resources : std::vector<stripe::ResourceRow>();
}

std::string World::Describe() {
    std::string text = fmt::format("at {}, {} webhooks under way", FormatUtc(clock_.Now()), posting_);
    const auto view = sync_->Look(account_);
    if (!view.ok() || !view->connection) return text + ", not connected";
    text += fmt::format(", state {}", static_cast<int>(view->connection->state));
    for (const stripe::ResourceRow& row : view->resources) {
        if (!row.readable() || row.state == stripe::Progress::kDone) continue;
        text += fmt::format("; {}: progress {}, {} imported, {}", stripe::ResourceOf(row.kind).name,
                            static_cast<int>(row.state), row.imported, row.error ? row.error->code : "no error");
    }
    (void)real_->Read([&](sql::Tx& tx) -> Status {
        text += fmt::format("; {} pending, {} parked", TRY(profiles::CountPending(tx)), TRY(profiles::CountParked(tx)));
        return {};
    });
    return text;
}

}  // namespace daybook::sim
