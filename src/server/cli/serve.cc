// daybook serve
#include <filesystem>

#include <fmt/format.h>

#include "base/json_write.h"
#include "base/log.h"
#include "runtime/io.h"
#include "runtime/stop.h"
#include "server/app.h"
#include "server/cli/commands.h"
#include "server/cli/json.h"
#include "server/cli/output.h"
#include "server/cli/remote.h"
#include "server/cli/watching.h"
#include "stripe/key.h"

namespace daybook::server {
namespace {

constexpr std::string_view kIntegration = "/v1/integrations/stripe";

// As if somebody had pasted the key. A shop that is connected already is served though Stripe is away.
Status ConnectKey(App& app, std::string_view key) {
    std::string body;
    JsonWriter(body).BeginObject().Member("api_key", key).EndObject();
    auto connected = Ask(app, http::Method::kPut, kIntegration, std::move(body));
    if (connected.ok()) return {};
    auto before = boost::json::parse(TRY(Ask(app, http::Method::kGet, kIntegration)));
    if (connected.error().code != Code::kUnavailable || Show(before, "state") == "disconnected") return connected.error();
    Say(connected.error().message);
    return {};
}

Status Begin(App& app, const StoreOptions& store, const ServeOptions& serve, std::string_view key) {
    TRY(CheckAccount(store.account, [&] { return Ask(app, http::Method::kGet, "/v1/account"); }));
    TRY(app.Start());
    TRY(app.Listen(serve.listen));
    return key.empty() ? Status() : ConnectKey(app, key);
}

// The same as the demo shows, of the shop whose key is in the file.
Status Watch(App& app, const runtime::Stop& stop, const Clock& clock, const std::string& data) {
    auto integration = boost::json::parse(TRY(Ask(app, http::Method::kGet, kIntegration)));
    std::string shop = fmt::format("the Stripe account of {} ({} mode)", Show(integration, "key_hint"), Show(integration, "mode"));
    Greet(app, shop, {}, TRY(MakeKey(app, "run")), data);
    WatchShop(app, stop, clock);
    return {};
}

}  // namespace

int Serve(const StoreOptions& store, const ServeOptions& serve, const std::function<void()>& reload) {
    SystemClock clock;
    auto options = MakeAppOptions(store, serve);
    if (!options.ok()) return Fail(options.error(), store);
    const auto key = serve.connect_key_file.empty() ? Result<stripe::Key>(stripe::Key()) : ReadKey("--connect-key-file", serve.connect_key_file);
    if (!key.ok()) return Fail(key.error(), store);
    runtime::IoThread signals;
    runtime::Stop stop;
    runtime::SignalWatcher watcher(signals, stop, reload);
    auto app = App::Open(*options, clock);
    if (!app.ok()) return Fail(app.error(), store);
    if (Status up = Begin(**app, store, serve, key->secret); !up.ok()) {
        (*app)->Stop();
        return Fail(up.error(), store);
    }
    fmt::print("listening on http://{}\n", (*app)->address());
    static_cast<void>(std::fflush(stdout));
    // Before the import's lines, which go on until the end.
    auto link = (*app)->OwnerLink();
    if (!link.ok()) Log(Level::kError, "server.no_owner_link", {{"error", link.error().message}});
    else if (!link->empty()) Say(fmt::format("\nNobody owns this shop yet. Open this link to begin (it works once, within 3 days):\n\n  {}\n", *link));
    if (serve.connect_key_file.empty()) {
        Say(fmt::format("Daybook serves {}. Make a key: daybook api-key create --name me --data {}\nStop with Ctrl-C.", DescribeStore(*options), store.data));
    } else if (Status watched = Watch(**app, stop, clock, store.data); !watched.ok()) {
        Say(watched.error().message);
    }
    stop.Wait();
    Log(Level::kInfo, "server.stopping");
    (*app)->Stop();
    return kGood;
}

}  // namespace daybook::server
