#include "server/app.h"

#include <filesystem>

#include <fmt/format.h>

#include "accounts/accounts.h"
#include "base/json_write.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "http/client.h"
#include "http/errors.h"
#include "http/parameters.h"
#include "profiles/custom_fields.h"
#include "segments/members.h"
#include "segments/segments_store.h"
#include "server/application.h"
#include "server/erased_file.h"
#include "server/handlers.h"
#include "server/links.h"
#include "server/parts.h"
#include "server/recompute.h"
#include "server/routes.h"
#include "settle/field_sweep.h"
#include "settle/people.h"
#include "sql/postgres_address.h"
#include "stripe/refusal.h"

namespace daybook::sql::embedded {
extern const std::string_view accounts;
extern const std::string_view help;
extern const std::string_view profiles;
extern const std::string_view mirror;
extern const std::string_view sync;
extern const std::string_view segments;
extern const std::string_view templates;
}  // namespace daybook::sql::embedded

namespace daybook::server {
namespace {

constexpr size_t kPoolThreads = 6;
constexpr size_t kPoolQueue = 4096;
constexpr int64_t kSegmentNumbers = 64;  // of segments, and of fields, reserved at a time
constexpr Micros kBuildAgain = 10 * kSecond;  // after segments could not be built
constexpr Micros kLookAtColumns = kMinute, kStoreMore = kSecond;
constexpr size_t kColumnsStored = 16;  // blocks at a time, of some 600 kB each

std::vector<std::string> AllowedAddresses(const AppOptions& options) {
    std::vector<std::string> allowed = options.allow_addresses;
    if (!options.stripe_api_base.empty()) allowed.push_back(options.stripe_api_base);
    return allowed;
}

Status OpenStore(App::Parts& parts) {
    sql::Options options;
    options.url = DatabaseUrl(parts.options);
    options.names = {"accounts", "help", "profiles", "mirror", "sync", "segments", "templates"};
    options.statements_of = {sql::embedded::accounts, sql::embedded::help, sql::embedded::profiles, sql::embedded::mirror, sql::embedded::sync, sql::embedded::segments,
                             sql::embedded::templates};
    // SQLite's file is locked when it is opened; with PostgreSQL the folder of master.key and socket is locked here.
    if (!parts.options.database.empty()) parts.lock = TRY(sql::FolderLock::Take(parts.options.data));
    parts.database = TRY(sql::Database::Open(std::move(options)));
    parts.home = TRY(accounts::EnsureFirst(*parts.database, parts.clock));
    parts.secrets.emplace(TRY(accounts::Secrets::Open(parts.options.data, *parts.database, parts.clock)));
    parts.keys = std::make_unique<accounts::ApiKeys>(*parts.database, parts.clock);
    parts.idempotency.emplace(TRY(accounts::Idempotency::Open(*parts.database, *parts.secrets, parts.clock)));
    parts.sessions = std::make_unique<accounts::Sessions>(*parts.database, parts.clock);
    parts.passwords = std::make_unique<accounts::Passwords>(parts.options.password_cost);
    Gate::Parts gate{*parts.keys, *parts.sessions, *parts.idempotency, *parts.database, parts.clock, [&parts] { parts.watchers->Review(); }};
    parts.gate = std::make_unique<Gate>(std::move(gate), parts.home, SiteOf(parts));
    return {};
}

Status MakeThreads(App::Parts& parts) {
    parts.io = std::make_unique<runtime::IoThread>();
    parts.pool = std::make_unique<runtime::Pool>(runtime::PoolOptions{.threads = kPoolThreads, .queue_max = kPoolQueue});
    parts.timers = std::make_unique<runtime::Timers>(*parts.io, *parts.pool, parts.clock);
    parts.tasks = stripe::MakeTasks(*parts.pool, *parts.timers);
    parts.watchers = std::make_unique<Watchers>(*parts.database, *parts.sessions, *parts.tasks);
    http::ClientOptions client;
    client.guard = TRY(http::Guard::Create(AllowedAddresses(parts.options)));
    client.pool = parts.pool.get();
    parts.client = http::MakeCurlClient(std::move(client));
    return {};
}

// What settle changed, for those who watch.
void Publish(App::Parts& parts, const std::vector<settle::Change>& changes) {
    if (!parts.bus.watched()) return;
    for (const settle::Change& change : changes) {
        for (const profiles::Activity& one : change.happened) {
            std::string text;
            JsonWriter out(text);
            profiles::WriteActivity(out, change.changed.id, one);
            parts.bus.Publish({change.account, "activity", profiles::ActivityId(one), std::move(text)});
        }
        TellCounters(parts, change.account);
        const profiles::Changed& changed = change.changed;
        if (changed.fields.empty() && !changed.appeared && !changed.vanished) continue;
        std::string id = EncodeId("prf", Number(change.changed.id));
        std::string text;
        JsonWriter out(text);
        out.BeginObject().Member("id", id).Member("updated", change.changed.updated);
        out.Key("fields").BeginArray();
        for (std::string_view field : change.changed.fields) out.String(field);
        out.EndArray().EndObject();
        parts.bus.Publish({change.account, "profile", id, std::move(text)});
    }
}

Result<std::vector<AccountId>> AllAccounts(App::Parts& parts) {
    std::vector<AccountId> all;
    TRY(parts.database->Read([&](sql::Tx& tx) -> Status {
        all = TRY(accounts::ListAccounts(tx));
        return {};
    }));
    return all;
}

// Whoever was erased since the backup that this store comes from.
Status EraseRestored(App::Parts& parts) {
    for (const AccountId account : TRY(AllAccounts(parts))) {
        const int64_t again = TRY(EraseAgain(*parts.database, account, parts.mirror->bodies(), *parts.erasures, parts.clock));
        if (again > 0) Log(Level::kInfo, "erase.again", {{"people", again}});
    }
    return {};
}

// Whether a sweep, as `load` reads it, has not ended.
auto Unended(App::Parts& parts, auto load) {
    return [&parts, load](AccountId account) -> Result<bool> {
        bool ended = true;
        TRY(parts.database->Read([&](sql::Tx& tx) -> Status {
            ended = TRY(load(tx, account)).ended();
            return {};
        }));
        return !ended;
    };
}

Sweeps::Work FieldSweeps(App::Parts& parts) {
    const auto slice = [&parts](AccountId account) {
        Result<bool> more = settle::SweepFields({*parts.database, *parts.mirror, parts.clock}, &parts.segment_catalogue, account);
        parts.settle->Wake();
        return more;
    };
    return {.name = "fields", .needed = Unended(parts, profiles::LoadFieldSweep), .slice = slice};
}

Sweeps::Work RefusalSweeps(App::Parts& parts) {
    const auto slice = [&parts](AccountId account) {
        Result<bool> more = stripe::SweepRefusals(*parts.database, parts.mirror->bodies(), account, parts.clock.Now());
        parts.settle->Wake();
        return more;
    };
    return {.name = "refusals", .needed = Unended(parts, stripe::LoadRefusal), .slice = slice};
}

// Stores the columns, some at a time, and looks whether anybody still uses them, for as long as there are any.
void WatchColumns(App::Parts& parts, Micros delay) {
    parts.tasks->After(delay, [&parts] {
        const Result<bool> more = parts.columns->Store(kColumnsStored);
        if (!more.ok()) Log(Level::kWarn, "segments.columns_not_stored", {{"error", more.error().message}});
        if (parts.columns->GiveBackIdle()) return WatchColumns(parts, more.ok() && *more ? kStoreMore : kLookAtColumns);
        GiveBackFreed();
    });
}

Status MakeFeatures(App::Parts& parts) {
    parts.numbers = TRY(profiles::Numbers::Open(*parts.database));
    TRY(ReconcileErased(parts.options.data, *parts.database));
    parts.erasures = TRY(profiles::Erasures::Open(*parts.database, *parts.secrets));
    stripe::Mirror::Options mirror;
    mirror.erasures = parts.erasures.get();
    parts.mirror = TRY(stripe::Mirror::Create(*parts.database, *parts.numbers, mirror));
    TRY(EraseRestored(parts));
    parts.segment_numbers = TRY(profiles::Counter::Open(*parts.database, "segment", kSegmentNumbers));
    parts.field_numbers = TRY(profiles::Counter::Open(*parts.database, "field", kSegmentNumbers));
    parts.columns = std::make_unique<segments::ColumnCache>(*parts.database, settle::MakeVisitPeople(), parts.clock,
                                                            segments::ColumnCache::Options{.filled = [&parts] { WatchColumns(parts, kLookAtColumns); }});
    parts.segments = std::make_unique<segments::BuildParts>(
        segments::BuildParts{*parts.database, parts.segment_catalogue, *parts.columns, parts.clock, settle::MakeVisitPeople()});
    TRY(parts.database->Write([&](sql::Tx& tx) { return segments::NoteSince(tx, parts.clock.Now()); }));
    settle::Options options;
    options.segments = &parts.segment_catalogue;
    options.on_settled = [&parts](const std::vector<settle::Change>& changes) { Publish(parts, changes); };
    options.on_looked = [&parts] { parts.pending->Look(); };
    parts.settle = std::make_unique<settle::Service>(settle::Parts{*parts.database, *parts.mirror, parts.clock}, *parts.tasks, std::move(options));
    const auto wake = [&parts] { parts.settle->Wake(); };
    parts.decode_sweeps = std::make_unique<Sweeps>(*parts.tasks, DecodeSweeps(*parts.database, *parts.mirror, parts.clock, wake));
    parts.recompute_sweeps = std::make_unique<Sweeps>(*parts.tasks, RecomputeSweeps(*parts.database, parts.clock, wake));
    parts.field_sweeps = std::make_unique<Sweeps>(*parts.tasks, FieldSweeps(parts));
    parts.refusal_sweeps = std::make_unique<Sweeps>(*parts.tasks, RefusalSweeps(parts));
    return {};
}

Pending::Parts PendingParts(App::Parts& parts) {
    return {.resources = [&parts](AccountId account) { return parts.sync->Resources(account); },
            .settled = [&parts](Micros at) { return parts.settle->ImportSettled(at); },
            .look = [&parts] { parts.settle->Look(); },
            .ended = [&parts](AccountId account) { parts.bus.Publish({account, "profiles", "all", R"({"changed":null})"}); }};
}

stripe::SyncOptions SyncOptionsOf(App::Parts& parts) {
    stripe::SyncOptions options;
    options.run = false;  // until App::Start
    options.api_base = parts.options.stripe_api_base;
    if (!parts.options.stripe_version.empty()) options.api_version = parts.options.stripe_version;
    if (parts.options.stripe_unlimited) options.rate.kind = stripe::RateChoice::Kind::kUnlimited;
    if (parts.options.stripe_rate) options.rate = {stripe::RateChoice::Kind::kNumber, *parts.options.stripe_rate};
    options.seed = static_cast<uint64_t>(parts.clock.Now());
    options.watched = [&parts](AccountId) { return parts.watchers->count() > 0; };
    options.on_change = [&parts](AccountId account, const std::string& json) {
        parts.bus.Publish({account, "integration", "stripe", json});
    };
    return options;
}

Exports::Events ExportEvents(App::Parts& parts) {
    return {.changed =
                [&parts](const profiles::ExportRow& row) {
                    std::string text;
                    JsonWriter out(text);
                    profiles::WriteExport(out, row);
                    parts.bus.Publish({row.account, "export", EncodeId("exp", row.id), std::move(text)});
                },
            .pending = [&parts](AccountId account) { return parts.pending->Of(account); },
            .memberships = segments::MembershipsOf(*parts.segments)};
}

PeopleImports::Events ImportEvents(App::Parts& parts) {
    return {.changed =
                [&parts](const profiles::ImportRow& row) {
                    std::string text;
                    JsonWriter out(text);
                    profiles::WriteImport(out, row, nullptr, nullptr);
                    parts.bus.Publish({row.account, "import", EncodeId("imp", row.id), std::move(text)});
                },
            .stored = [&parts] { parts.settle->Wake(); },
            .parts = [&parts](AccountId account) { return EditPartsOf(parts, account); }};
}

void MakeRouting(App::Parts& parts) {
    parts.routes = MakeRoutes(parts);
    std::vector<http::RoutePattern> patterns;
    for (const Route& route : parts.routes) patterns.push_back({route.method, route.pattern});
    parts.router = std::make_unique<http::Router>(std::move(patterns));
}

}  // namespace

void BuildSegments(App::Parts& parts) {
    parts.tasks->Run([&parts] {
        const Status done = segments::BuildUnbuilt(*parts.segments);
        if (!done.ok()) {
            Log(Level::kError, "segments.not_built", {{"error", done.error().message}});
            parts.tasks->After(kBuildAgain, [&parts] { BuildSegments(parts); });
        }
        parts.settle->Wake();
    });
}

Status MakeFolder(const std::string& folder) {
    if (folder.empty()) return Invalid("--data is empty. Name the data folder, or leave --data out.", "data", "configuration");
    std::error_code failed, unseen;
    const bool made = std::filesystem::create_directories(folder, failed);
    if (failed && !std::filesystem::is_directory(folder, unseen)) {
        return Invalid(fmt::format("The data folder {} cannot be made: {}. Choose another with --data.", ToUtf8(folder.substr(0, 200)), failed.message()), "data", "configuration");
    }
    // A folder that was there keeps the rights its owner gave it.
    if (made) std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failed);
    return {};
}

std::string DatabaseUrl(const AppOptions& options) {
    return options.database.empty() ? "sqlite:" + options.data + "/daybook.db" : options.database;
}

std::string DescribeStore(const AppOptions& options) {
    return options.database.empty() ? options.data + "/daybook.db" : sql::DescribePostgres(options.database);
}

App::Parts::Parts(AppOptions given, const Clock& time)
    : options(std::move(given)),
      clock(time),
      sign_ins(time),
      refused_sign_ins(time) {}

App::App(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

App::~App() { Stop(); }

Result<std::unique_ptr<App>> App::Open(const AppOptions& options, const Clock& clock) {
    TRY(MakeFolder(options.data));
    std::unique_ptr<App> app(new App(std::make_unique<Parts>(options, clock)));
    Parts& parts = *app->parts_;
    parts.started = clock.Monotonic();
    TRY(OpenStore(parts));
    TRY(MakeThreads(parts));
    TRY(MakeFeatures(parts));
    stripe::Parts stripe{*parts.database, *parts.client, *parts.mirror, *parts.tasks, clock, [&parts] { parts.settle->Wake(); }};
    parts.sync = TRY(stripe::Sync::Start(stripe, *parts.secrets, SyncOptionsOf(parts)));
    parts.pending = std::make_unique<Pending>(PendingParts(parts));
    parts.exports = std::make_unique<Exports>(*parts.database, *parts.tasks, clock, options.data + "/exports", ExportEvents(parts));
    parts.imports = std::make_unique<PeopleImports>(*parts.database, *parts.tasks, clock, options.data + "/imports", ImportEvents(parts));
    parts.help.emplace(TRY(help::Library::Make(help::EmbeddedFiles())));
    MakeRouting(parts);
    return app;
}

Status App::Start() {
    parts_->settle->Start();
    for (const AccountId account : TRY(AllAccounts(*parts_))) {
        parts_->decode_sweeps->Look(account);
        parts_->recompute_sweeps->Look(account);
        parts_->field_sweeps->Look(account);
        parts_->refusal_sweeps->Look(account);
    }
    PruneFeeds(*parts_);
    parts_->exports->Start();
    parts_->imports->Start();
    BuildSegments(*parts_);  // whose making a crash interrupted
    return parts_->sync->Begin();
}

Status App::Listen(const std::string& address) {
    http::ServerOptions options;
    options.listen = address;
    options.unix_socket = parts_->options.data + "/daybook.sock";
    options.clock = &parts_->clock;
    options.pool = parts_->pool.get();
    options.io = parts_->io.get();
    options.admit = [this](const http::Request& request) { return WhoUploads(request); };
    options.body_limit = [](const http::Request& request) { return request.path == "/v1/images" ? images::kBytesMax : http::kBodyBytesMax; };
    parts_->server = TRY(http::Server::Start(std::move(options), [this](const http::Request& request) { return Handle(request); }));
    parts_->ready = true;
    Log(Level::kInfo, "server.listening", {{"address", parts_->server->address()}, {"store", DescribeStore(parts_->options)}});
    return {};
}

Result<std::string> App::OwnerLink() { return MakeOwnerLink(*parts_); }
Result<std::string> App::DemoLink() { return MakeDemoLink(*parts_); }

runtime::Bus& App::bus() { return parts_->bus; }

int App::port() const { return parts_->server ? parts_->server->port() : 0; }
const std::string& App::address() const { return parts_->server->address(); }

void App::Stop() {
    if (!parts_) return;
    parts_->ready = false;
    if (parts_->server) parts_->server->Stop();
    if (parts_->columns) parts_->columns->StopReadingAhead();
    if (parts_->exports) parts_->exports->Stop();
    if (parts_->imports) parts_->imports->Stop();
    if (parts_->sync) parts_->sync->Stop();
    if (parts_->settle) parts_->settle->Stop();
    parts_->server.reset();
    parts_->client.reset();
    if (parts_->pool) parts_->pool->Stop();
    if (parts_->database) parts_->database->Drain();  // its answers reach all that follows
    parts_->exports.reset();
    parts_->imports.reset();
    parts_->sync.reset();
    parts_->settle.reset();
    parts_->tasks.reset();
    parts_->watchers.reset();
    parts_->timers.reset();
    parts_->pool.reset();
    parts_->io.reset();
    parts_->mirror.reset();
    parts_->numbers.reset();
    parts_->database.reset();
    parts_.reset();
}

namespace {

http::Response Secured(http::Response response, const App::Parts& parts) {
    AddSecurityHeaders(response, parts.options.public_url.starts_with("https://"));
    return response;
}

// What the document does not show is refused. Outside the API's version, paths are asked by probes, scrapers and Stripe, with
// whatever they add.
Status CheckQueryOf(const Route& route, const http::Request& request) {
    if (!route.pattern.starts_with("/v1/")) return {};
    std::vector<std::string_view> known;
    for (const QueryParameter& parameter : route.query) known.push_back(parameter.name);
    return http::CheckQuery(request, known);
}

}  // namespace

http::Response App::Handle(const http::Request& request) {
    return Secured(Dispatch(request), *parts_);
}

http::Uploader App::WhoUploads(const http::Request& request) {
    const http::RouteMatch match = parts_->router->Match(request.method, request.path);
    if (match.kind != http::RouteMatch::Kind::kFound) return {.known = false, .refusal = Handle(request)};
    const Route& route = parts_->routes[match.index];
    if (route.access == Access::kOpen) return {.known = false, .refusal = {}};
    const auto caller = parts_->gate->Admit(request, route.access);
    if (caller.ok()) return {.known = true, .refusal = {}};
    http::Response refusal = http::ErrorResponse(caller.error(), request.request_id);
    refusal.route = route.pattern;
    return {.known = false, .refusal = Secured(std::move(refusal), *parts_)};
}

http::Response App::Dispatch(const http::Request& request) {
    http::RouteMatch match = parts_->router->Match(request.method, request.path);
    if (match.kind == http::RouteMatch::Kind::kUnknownPath) {
        if (auto page = AnswerApplication(WebAssets(), request)) return std::move(*page);
    }
    if (match.kind != http::RouteMatch::Kind::kFound) return http::NoRouteResponse(match, request);
    const Route& route = parts_->routes[match.index];
    auto caller = parts_->gate->Admit(request, route.access);
    http::Request routed = request;
    routed.path_parameters = std::move(match.parameters);
    Status known = caller.ok() ? CheckQueryOf(route, request) : Status(caller.error());
    http::Response response = known.ok() ? parts_->gate->Answer(routed, *caller, route)
                                         : http::ErrorResponse(known.error(), request.request_id);
    response.route = route.pattern;
    return response;
}

}  // namespace daybook::server
