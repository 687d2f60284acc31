// daybook stripe connect | sync | status | pause | resume | disconnect
#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "base/clock.h"
#include "base/json_write.h"
#include "runtime/io.h"
#include "runtime/stop.h"
#include "server/cli/commands.h"
#include "server/cli/json.h"
#include "server/cli/progress.h"
#include "server/cli/remote.h"
#include "stripe/key.h"

namespace daybook::server {
namespace {

constexpr std::string_view kTarget = "/v1/integrations/stripe";

std::string Sentence(const boost::json::value& integration) {
    std::string state = Show(integration, "state");
    std::string mode = Show(integration, "mode");
    std::string hint = Show(integration, "key_hint");
    if (Truth(integration, "erasing")) {
        return "No Stripe account is connected. What was imported is still being erased: that goes on while a server runs, or with "
               "daybook stripe disconnect --stored-data erase";
    }
    if (state == "disconnected") return "No Stripe account is connected. Connect one: daybook stripe connect --key-file FILE";
    return fmt::format("{} · {} mode · key {} · freshness: {}", state, mode, hint, Show(integration, "freshness"));
}

// Until its first event has come: where it is, and what to choose for it.
void PrintWebhook(const boost::json::value& webhook) {
    if (!webhook.is_object() || Number(webhook, "first_event") != 0) return;
    if (Truth(webhook, "secret_set")) fmt::print("  no event has come to the webhook yet: its address is PUBLIC-URL{}\n", Show(webhook, "path"));
    else fmt::print("  a webhook makes changes arrive within a second: its address is PUBLIC-URL{}\n", Show(webhook, "path"));
    fmt::print("  events to choose for it at Stripe, and no others:\n");
    for (const boost::json::value& group : Member(webhook, "choose").as_array()) {
        for (const boost::json::value& event : Member(group, "events").as_array()) fmt::print("    {}\n", std::string_view(event.as_string()));
    }
    for (const boost::json::value& never : Member(webhook, "never").as_array()) {
        fmt::print("  never choose {}: {}\n", Show(never, "event"), Show(never, "why"));
    }
}

// "  events are read every 22 minutes; open carts are listed every 35 minutes", of what is asked at intervals now.
void PrintIntervals(const boost::json::value& live) {
    constexpr std::pair<std::string_view, std::string_view> kAsked[] = {
        {"events_every", "events are read"}, {"lists_every", "what is new is listed"}, {"carts_every", "open carts are listed"}};
    std::string line;
    for (const auto& [member, what] : kAsked) {
        const int64_t seconds = Number(live, member);
        if (seconds == 0) continue;
        const std::string every = seconds < 120 ? fmt::format("{} seconds", seconds) : fmt::format("{} minutes", (seconds + 30) / 60);
        line += fmt::format("{}{} every {}", line.empty() ? "  " : "; ", what, every);
    }
    if (!line.empty()) fmt::print("{}\n", line);
}

// How it is followed, and what that costs.
void PrintLive(const boost::json::value& integration, bool server_runs) {
    const boost::json::value& live = Member(integration, "live");
    if (!live.is_object()) return;
    const bool followed = server_runs && Member(live, "reads_30_days").is_int64();  // not paused, not failed
    fmt::print("  {} by {}; {} changed objects wait{}\n", followed ? "followed" : "would be followed", Show(live, "way"), Show(live, "waiting"),
               Number(live, "waiting") == 0 ? "" : fmt::format(", the first for {} s", Show(live, "lag_seconds")));
    if (followed) {
        PrintIntervals(live);
        fmt::print("  requests to Stripe in 30 days: {}; of this way about {} a month, of Stripe's allocation of {}\n",
                   Show(live, "reads_30_days"), Show(live, "reads_monthly_expected"), Show(live, "reads_monthly_allowed"));
    }
    PrintWebhook(Member(integration, "webhook"));
    const boost::json::value& conditions = Member(integration, "conditions");
    if (!conditions.is_array()) return;
    for (const boost::json::value& condition : conditions.as_array()) {
        const bool told = Show(condition, "message") == Show(Member(integration, "error"), "message");
        if (!told) fmt::print("! {}\n", Show(condition, "message"));
        fmt::print("  {}\n", Show(condition, "remedy"));
    }
}

constexpr std::string_view kNoServer = "! No server runs on this store, so nothing more is read from Stripe: start one with daybook serve, or read once with "
                                       "daybook stripe sync --wait\n";

void PrintIntegration(const boost::json::value& integration, bool server_runs) {
    fmt::print("{}\n", Sentence(integration));
    const boost::json::value& error = Member(integration, "error");
    if (error.is_object()) fmt::print("! {}\n", Show(error, "message"));
    if (Show(integration, "state") == "disconnected") return;
    if (!server_runs) fmt::print(kNoServer);
    const boost::json::value& warnings = Member(integration, "warnings");
    if (warnings.is_array()) {
        for (const boost::json::value& warning : warnings.as_array()) fmt::print("! {}\n", Show(warning, "message"));
    }
    PrintLive(integration, server_runs);
    const boost::json::value& permissions = Member(integration, "permissions");
    if (permissions.is_array()) {
        for (const boost::json::value& row : permissions.as_array()) {
            std::string need = Truth(row, "needed") ? "needed" : "recommended";
            fmt::print("  {:<8} {:<18} {:<12} {}\n", Truth(row, "granted") ? "granted" : "missing", Show(row, "resource"), need,
                       Show(row, "enables"));
        }
    }
    const boost::json::value& progress = Member(integration, "progress");
    if (!progress.is_array()) return;
    for (const boost::json::value& row : progress.as_array()) {
        fmt::print("  {:<18} {:>10} {}\n", Show(row, "resource"), Show(row, "imported"), Truth(row, "done") ? "complete" : "being read");
    }
}

// `text` is the API's answer, which cannot know of itself whether anybody goes on reading: "server_runs" is added to it.
int Print(const std::string& text, const Remote& remote, const StoreOptions& store) {
    if (store.json) fmt::print("{},\"server_runs\":{}}}\n", std::string_view(text).substr(0, text.rfind('}')), remote.server_runs());
    else PrintIntegration(boost::json::parse(text), remote.server_runs());
    return kGood;
}

int Post(const StoreOptions& store, const ServeOptions& serve, http::Method method, const std::string& target) {
    auto remote = Remote::Open(store, serve);
    if (!remote.ok()) return Fail(remote.error(), store);
    auto text = (*remote)->Call(method, target);
    return text.ok() ? Print(*text, **remote, store) : Fail(text.error(), store);
}

// True once the import that runs has ended, well or not.
bool Ended(const boost::json::value& integration) {
    std::string state = Show(integration, "state");
    if (state == "failed" || state == "paused" || state == "disconnected") return true;
    if (state == "importing") return false;
    const boost::json::value& progress = Member(integration, "progress");
    if (!progress.is_array()) return true;
    for (const boost::json::value& row : progress.as_array()) {
        if (!Truth(row, "done")) return false;
    }
    return true;
}

// Who no longer waits is told what becomes of the import.
Error Interrupted(bool server_runs) {
    return Conflict(server_runs ? "The import goes on in the server: daybook stripe status tells how far it is."
                                : "The import has stopped half-way: it goes on with daybook serve or with daybook stripe sync --wait.", "interrupted");
}

Result<std::string> WaitForEnd(Remote& remote) {
    SystemClock clock;
    runtime::IoThread signals;
    runtime::Stop stop;
    runtime::SignalWatcher watcher(signals, stop);
    Progress progress(clock);
    do {
        auto text = remote.Call(http::Method::kGet, std::string(kTarget));
        if (!text.ok()) return GoesOn(text.error(), "The import");
        progress.Show(*text);
        if (Ended(boost::json::parse(*text))) return text;
    } while (!stop.WaitFor(200 * kMillisecond));
    return Interrupted(remote.server_runs());
}

// Until all is gone that is being erased; without a server this erases it. `text` is the integration, and what is returned too.
Result<std::string> WaitUntilErased(Remote& remote, std::string text) {
    if (!Truth(boost::json::parse(text), "erasing")) return text;
    fmt::print(stderr, "Erasing what was imported …\n");
    TRY(remote.StartBackground());
    while (Truth(boost::json::parse(text), "erasing")) {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        auto now = remote.Call(http::Method::kGet, std::string(kTarget));
        if (!now.ok()) return GoesOn(now.error(), "The erasing");
        text = std::move(*now);
    }
    return text;
}

Result<std::string> ConnectBody(const StripeOptions& options) {
    std::string body;
    JsonWriter out(body);
    out.BeginObject();
    if (!options.key_file.empty()) out.Member("api_key", TRY(ReadKey("--key-file", options.key_file)).secret);
    if (!options.webhook_secret_file.empty()) {
        const std::string pasted = TRY(ReadSecret("--webhook-secret-file", options.webhook_secret_file, "webhook secret"));
        out.Member("webhook_secret", TRY(stripe::ParseWebhookSecret(pasted)));
    }
    out.EndObject();
    return body;
}

// What a command that was stopped left half erased is erased first.
Result<std::string> ConnectOnceErased(Remote& remote, const std::string& body) {
    if (!remote.server_runs()) (void)TRY(WaitUntilErased(remote, TRY(remote.Call(http::Method::kGet, std::string(kTarget)))));
    return remote.Call(http::Method::kPut, std::string(kTarget), body);
}

}  // namespace

int StripeConnect(const StoreOptions& store, const ServeOptions& serve, const StripeOptions& options) {
    auto body = ConnectBody(options);
    if (!body.ok()) return Fail(body.error(), store);
    auto remote = Remote::Open(store, serve, Remote::Absent::kMake);
    if (!remote.ok()) return Fail(remote.error(), store);
    auto text = ConnectOnceErased(**remote, *body);
    if (!text.ok()) return Fail(text.error(), store);
    if (Show(boost::json::parse(*text), "state") == "failed") {
        Print(*text, **remote, store);
        return kFailed;
    }
    return Print(*text, **remote, store);
}

int StripeSync(const StoreOptions& store, const ServeOptions& serve, const StripeOptions& options) {
    auto remote = Remote::Open(store, serve);
    if (!remote.ok()) return Fail(remote.error(), store);
    Status started = (*remote)->StartBackground();
    if (!started.ok()) return Fail(started.error(), store);
    auto text = (*remote)->Call(http::Method::kPost, std::string(kTarget) + "/sync");
    if (!text.ok()) return Fail(text.error(), store);
    if (!options.wait && (*remote)->server_runs()) return Print(*text, **remote, store);
    text = WaitForEnd(**remote);
    if (!text.ok()) return Fail(text.error(), store);
    Print(*text, **remote, store);
    return Show(boost::json::parse(*text), "state") == "live" ? kGood : kFailed;
}

int StripeStatus(const StoreOptions& store, const ServeOptions& serve) {
    return Post(store, serve, http::Method::kGet, std::string(kTarget));
}

int StripeSwitch(const StoreOptions& store, const ServeOptions& serve, const std::string& act) {
    return Post(store, serve, http::Method::kPost, fmt::format("{}/{}", kTarget, act));
}

int StripeDisconnect(const StoreOptions& store, const ServeOptions& serve, const StripeOptions& options) {
    auto remote = Remote::Open(store, serve);
    if (!remote.ok()) return Fail(remote.error(), store);
    auto text = (*remote)->Call(http::Method::kDelete, fmt::format("{}?data={}", kTarget, options.data));
    if (text.ok()) text = WaitUntilErased(**remote, std::move(*text));
    return text.ok() ? Print(*text, **remote, store) : Fail(text.error(), store);
}

}  // namespace daybook::server
