#include <sys/statvfs.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <memory>
#include <mutex>

#include <fmt/format.h>

#include "base/json_write.h"
#include "base/log.h"
#include "http/sse.h"
#include "profiles/counter.h"
#include "profiles/due.h"
#include "server/exposition.h"
#include "server/handlers.h"
#include "server/recompute.h"
#include "server/version.h"
#include "stripe/connection.h"
#include "stripe/live_status.h"
#include "stripe/status.h"

namespace daybook::server {
namespace {

constexpr int64_t kDiskBytesMin = 64 << 20;
constexpr auto kReadyWait = std::chrono::seconds(2);

int64_t FreeBytes(const std::string& folder) {
    struct statvfs info {};
    if (statvfs(folder.c_str(), &info) != 0) return -1;
    return static_cast<int64_t>(info.f_bavail) * static_cast<int64_t>(info.f_frsize);
}

std::string StatusJson(std::string_view status) {
    std::string text;
    JsonWriter(text).BeginObject().Member("status", status).EndObject();
    return text;
}

// ---- metrics ----

void WriteHttp(Exposition& out, const http::ServerMetrics& metrics) {
    out.Family("daybook_http_connections", "gauge", "Open connections.");
    out.Sample("daybook_http_connections", {}, static_cast<double>(metrics.connections_open));
    out.Family("daybook_http_streams", "gauge", "Open event streams.");
    out.Sample("daybook_http_streams", {}, static_cast<double>(metrics.streams_open));
    out.Family("daybook_http_requests_total", "counter", "Requests answered, by route and status.");
    for (const auto& [route, counted] : metrics.routes) {
        for (const auto& [status, count] : counted.by_status) {
            out.Sample("daybook_http_requests_total", {{"route", route}, {"status", std::to_string(status)}}, static_cast<double>(count));
        }
    }
    out.Family("daybook_http_request_seconds", "histogram", "Time from the whole request to the whole answer.");
    for (const auto& [route, counted] : metrics.routes) {
        uint64_t sum = 0;
        for (size_t i = 0; i < counted.latency.size(); ++i) {
            sum += counted.latency[i];
            std::string bound = i < http::kLatencyBounds.size() ? fmt::format("{}", static_cast<double>(http::kLatencyBounds[i]) / kSecond) : "+Inf";
            out.Sample("daybook_http_request_seconds_bucket", {{"route", route}, {"le", bound}}, static_cast<double>(sum));
        }
        out.Sample("daybook_http_request_seconds_sum", {{"route", route}}, static_cast<double>(counted.latency_sum) / kSecond);
        out.Sample("daybook_http_request_seconds_count", {{"route", route}}, static_cast<double>(sum));
    }
}

void WriteStore(Exposition& out, Parts& parts) {
    sql::Database::Stats stats = parts.database->stats();
    out.Family("daybook_database_bytes", "gauge", "Size of the database with its log.");
    out.Sample("daybook_database_bytes", {}, static_cast<double>(stats.bytes));
    out.Family("daybook_database_commits_total", "counter", "Transactions committed.");
    out.Sample("daybook_database_commits_total", {}, static_cast<double>(stats.commits));
    out.Family("daybook_writer_queue", "gauge", "Write jobs that wait.");
    out.Sample("daybook_writer_queue", {}, static_cast<double>(stats.queue));
    out.Family("daybook_disk_free_bytes", "gauge", "Free space where the data folder lies.");
    out.Sample("daybook_disk_free_bytes", {}, static_cast<double>(FreeBytes(parts.options.data)));
}

Status WriteDue(Exposition& out, Parts& parts) {
    return parts.database->Read([&](sql::Tx& tx) -> Status {
        Micros now = parts.clock.Now();
        out.Family("daybook_due_waiting", "gauge", "Profiles that wait to be settled, by lane.");
        std::vector<std::pair<profiles::Lane, profiles::LaneState>> lanes;
        lanes.reserve(profiles::kLanes.size());
        for (profiles::Lane lane : profiles::kLanes) lanes.emplace_back(lane, TRY(profiles::ReadLane(tx, lane, now)));
        for (const auto& [lane, state] : lanes) {
            out.Sample("daybook_due_waiting", {{"lane", profiles::LaneName(lane)}}, static_cast<double>(state.waiting));
        }
        out.Family("daybook_due_oldest_seconds", "gauge", "How long the first of them has waited.");
        for (const auto& [lane, state] : lanes) {
            double age = state.oldest ? static_cast<double>(std::max<Micros>(0, now - *state.oldest)) / kSecond : 0;
            out.Sample("daybook_due_oldest_seconds", {{"lane", profiles::LaneName(lane)}}, age);
        }
        out.Family("daybook_due_pending", "gauge", "Profiles not settled yet, put-off ones included.");
        out.Sample("daybook_due_pending", {}, static_cast<double>(TRY(profiles::CountPending(tx))));
        out.Family("daybook_profiles_parked", "gauge", "Profiles that cannot be settled; daybook doctor names them.");
        out.Sample("daybook_profiles_parked", {}, static_cast<double>(TRY(profiles::CountParked(tx))));
        return {};
    });
}

// How changes are followed.
void WriteLive(Exposition& out, const stripe::View& view) {
    if (!view.live) return;
    const stripe::LiveView& live = *view.live;
    out.Family("daybook_stripe_condition", "gauge", "1 while something is not as it should be, with its code.");
    for (const stripe::Condition& condition : stripe::ConditionsOf(view, live)) {
        out.Sample("daybook_stripe_condition", {{"code", condition.code}}, 1);
    }
    out.Family("daybook_stripe_hints_waiting", "gauge", "Changed objects that are yet to be read from Stripe.");
    out.Sample("daybook_stripe_hints_waiting", {}, static_cast<double>(live.backlog.waiting));
    out.Family("daybook_stripe_lag_seconds", "gauge", "How long the first of them has waited.");
    const Micros lag = live.backlog.oldest == 0 ? 0 : std::max<Micros>(0, live.now - live.backlog.oldest);
    out.Sample("daybook_stripe_lag_seconds", {}, static_cast<double>(lag) / kSecond);
    out.Family("daybook_stripe_events_received_total", "counter", "Events that webhooks brought.");
    out.Sample("daybook_stripe_events_received_total", {}, static_cast<double>(live.heard.events));
    if (!live.look) return;
    out.Family("daybook_stripe_way", "gauge", "1 for the way in which changes are followed now.");
    for (auto way : {stripe::Way::kWebhooks, stripe::Way::kEvents, stripe::Way::kPolling}) {
        out.Sample("daybook_stripe_way", {{"way", stripe::WayName(way)}}, live.look->way == way ? 1 : 0);
    }
    out.Family("daybook_stripe_reads_month", "gauge", "Requests to Stripe in the last 30 days.");
    out.Sample("daybook_stripe_reads_month", {}, static_cast<double>(live.look->reads));
    out.Family("daybook_stripe_matched_timestamp_seconds", "gauge", "When all objects of a resource were last compared with Stripe's.");
    out.Family("daybook_stripe_repaired_objects", "gauge", "Objects that the last comparison repaired.");
    for (const stripe::Walk& walk : live.look->walks) {
        if (walk.matched_at == 0) continue;
        const std::string_view resource = stripe::ResourceOf(walk.kind).name;
        out.Sample("daybook_stripe_matched_timestamp_seconds", {{"resource", resource}}, static_cast<double>(walk.matched_at) / kSecond);
        out.Sample("daybook_stripe_repaired_objects", {{"resource", resource}}, static_cast<double>(walk.matched_repaired));
    }
}

void WriteStripe(Exposition& out, Parts& parts) {
    auto view = parts.sync->Look(parts.home);
    if (!view.ok()) return;
    out.Family("daybook_stripe_state", "gauge", "1 for the state in which the connection is.");
    for (auto shown : {stripe::Shown::kDisconnected, stripe::Shown::kImporting, stripe::Shown::kLive, stripe::Shown::kPaused, stripe::Shown::kFailed}) {
        out.Sample("daybook_stripe_state", {{"state", stripe::ShownName(shown)}}, stripe::StateOf(*view) == shown ? 1 : 0);
    }
    auto problem = stripe::ErrorOf(*view);
    out.Family("daybook_stripe_error", "gauge", "1 while something is wrong, with its code.");
    if (problem) out.Sample("daybook_stripe_error", {{"code", problem->code}}, 1);
    out.Family("daybook_stripe_imported_objects", "gauge", "Objects stored in this pass.");
    for (const stripe::ResourceRow& row : view->resources) {
        out.Sample("daybook_stripe_imported_objects", {{"resource", stripe::ResourceOf(row.kind).name}}, static_cast<double>(row.imported));
    }
    WriteLive(out, *view);
}

// ---- doctor ----

struct Check {
    std::string name;
    bool ok;
    std::string message;
};

// Of a server; nothing where a command opened the store.
std::optional<Check> ListeningCheck(const Parts& parts) {
    if (!parts.server) return std::nullopt;
    return Check{"listening", true, fmt::format("On http://{}; Stripe is at {}.", parts.server->address(), parts.options.stripe_api_base)};
}

Check DiskCheck(const Parts& parts) {
    int64_t free = FreeBytes(parts.options.data);
    bool ok = free < 0 || free >= kDiskBytesMin;
    return {"disk", ok, ok ? fmt::format("{} MB free.", free >> 20) : fmt::format("Only {} MB are free in {}. Make room: nothing can be stored soon.", free >> 20, parts.options.data)};
}

// What Stripe told of lies behind us.
Check ClockCheck(Parts& parts) {
    constexpr Micros kBuilt = 1'763'900'000 * kSecond, kOff = 5 * kMinute;
    const Micros now = parts.clock.Now();
    const auto view = parts.sync->Look(parts.home);
    const Micros told = view.ok() && view->connection ? view->connection->last_event * kSecond : 0;
    if (now <= kBuilt || told > now + kOff) return {"clock", false, "The machine's clock is in the past: webhooks will be refused. Set it (NTP)."};
    return {"clock", true, FormatUtc(now) + (told > 0 ? ", which fits what Stripe sent." : ", which nothing of Stripe's can confirm yet.")};
}

Result<Check> ParkedCheck(Parts& parts) {
    std::vector<profiles::Parked> parked;
    TRY(parts.database->Read([&](sql::Tx& tx) -> Status {
        parked = TRY(profiles::ListParked(tx, 5));
        return {};
    }));
    if (parked.empty()) return Check{"profiles", true, "All profiles could be settled."};
    std::string text = "Some profiles cannot be settled and are tried again later:";
    for (const profiles::Parked& row : parked) text += fmt::format(" {} ({});", EncodeId("prf", Number(row.profile)), row.reason);
    return Check{"profiles", false, text};
}

Check StripeCheck(Parts& parts) {
    auto view = parts.sync->Look(parts.home);
    if (!view.ok()) return {"stripe", false, view.error().message};
    auto problem = stripe::ErrorOf(*view);
    if (problem) return {"stripe", false, problem->message};
    if (stripe::StateOf(*view) == stripe::Shown::kDisconnected) return {"stripe", true, "No Stripe account is connected yet."};
    return {"stripe", true, fmt::format("{}.", stripe::ShownName(stripe::StateOf(*view)))};
}

// Of a connected account's key; nothing where none is connected.
std::optional<Check> PermissionCheck(Parts& parts) {
    auto view = parts.sync->Look(parts.home);
    if (!view.ok() || stripe::StateOf(*view) == stripe::Shown::kDisconnected) return std::nullopt;
    std::string missing;
    bool good = true;
    for (const stripe::ResourceRow& row : view->resources) {
        if (row.granted != stripe::Grant::kMissing) continue;
        const stripe::Resource& resource = stripe::ResourceOf(row.kind);
        missing += fmt::format("{}{}", missing.empty() ? "" : ", ", resource.label);
        good = good && !resource.needed;
    }
    if (missing.empty()) return Check{"permissions", true, "The key may read all that Daybook asks for."};
    return Check{"permissions", good, fmt::format("The key may not read: {}. daybook stripe status says what each enables.", missing)};
}

constexpr std::string_view kIntegrationTopic = "integration";

// A stream begins with how things are; what was told while that was looked up is newer.
struct Beginning {
    std::mutex mutex;
    bool integration = false;   // was told
};

// Whether a row was written in time: an empty transaction reaches no disk, and PostgreSQL not at all.
bool CanBeWritten(Parts& parts) {
    const auto written = std::make_shared<std::promise<bool>>();  // shared with the job, which may end after the answer
    std::future<bool> good = written->get_future();
    parts.database->Submit([now = parts.clock.Now()](sql::Tx& tx) { return profiles::RaiseCounter(tx, "ready", now); }, sql::Durability::kBulk,
                           sql::Priority::kLive, [written](const Status& status) { written->set_value(status.ok()); });
    return good.wait_for(kReadyWait) == std::future_status::ready && good.get();
}

}  // namespace

http::Response OpenStream(Parts& parts, const http::Request& request, const Caller& caller) {
    (void)request;
    auto stream = std::make_shared<http::EventStream>();
    auto begun = std::make_shared<Beginning>();
    // Shared: the subscription must live as long as the connection, and end with it.
    auto subscription = std::make_shared<runtime::Subscription>(
        parts.bus.Subscribe([stream = std::weak_ptr(stream), account = caller.account, begun](const runtime::Change& change) {
            if (change.account != account) return;
            std::lock_guard lock(begun->mutex);
            if (change.topic == kIntegrationTopic) begun->integration = true;
            if (auto open = stream.lock()) open->Send(change.topic, change.key, change.json);
        }));
    const uint64_t number = parts.watchers->Add(caller, stream);
    stream->OnGone([subscription, number, &watchers = *parts.watchers] {
        subscription->End();
        watchers.Remove(number);
    });
    auto view = parts.sync->Look(caller.account);
    if (view.ok()) {
        std::lock_guard lock(begun->mutex);
        if (!begun->integration) stream->Send(kIntegrationTopic, "stripe", stripe::IntegrationJson(*view));
    }
    stream->Send("counters", "counters", CountersJson(parts, caller.account));
    parts.sync->Watched(caller.account);
    http::Response response;
    response.events = std::move(stream);
    return response;
}

http::Response GetHealth(Parts&) { return http::JsonResponse(200, StatusJson("alive")); }

http::Response GetReady(Parts& parts) {
    if (!parts.ready) return http::JsonResponse(503, StatusJson("stopping"));
    int64_t free = FreeBytes(parts.options.data);
    if (free >= 0 && free < kDiskBytesMin) return http::JsonResponse(503, StatusJson("disk full"));
    if (!CanBeWritten(parts)) return http::JsonResponse(503, StatusJson("the database cannot be written"));
    return http::JsonResponse(200, StatusJson("ready"));
}

http::Response GetMetrics(Parts& parts) {
    Exposition out;
    out.Family("daybook_info", "gauge", "The version that runs.");
    out.Sample("daybook_info", {{"version", kVersion}}, 1);
    out.Family("daybook_uptime_seconds", "counter", "Since the start.");
    out.Sample("daybook_uptime_seconds", {}, static_cast<double>(parts.clock.Monotonic() - parts.started) / kSecond);
    if (parts.server) WriteHttp(out, parts.server->metrics());
    WriteStore(out, parts);
    Status due = WriteDue(out, parts);
    if (!due.ok()) Log(Level::kWarn, "metrics.due_unread", {{"error", due.error().message}});
    WriteStripe(out, parts);
    http::Response response;
    response.headers.Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    response.body = out.Take();
    return response;
}

http::Response GetDoctor(Parts& parts) {
    std::vector<Check> checks = {DiskCheck(parts), ClockCheck(parts), StripeCheck(parts)};
    if (auto listening = ListeningCheck(parts)) checks.insert(checks.begin(), std::move(*listening));
    if (auto permissions = PermissionCheck(parts)) checks.push_back(std::move(*permissions));
    auto parked = ParkedCheck(parts);
    checks.push_back(parked.ok() ? *parked : Check{"profiles", false, parked.error().message});
    std::string text;
    JsonWriter out(text);
    out.BeginObject().Member("object", "doctor").Key("checks").BeginArray();
    for (const Check& check : checks) {
        out.BeginObject().Member("name", check.name).Member("ok", check.ok).Member("message", check.message).EndObject();
    }
    out.EndArray().EndObject();
    return http::JsonResponse(200, std::move(text));
}

}  // namespace daybook::server
