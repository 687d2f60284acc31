// daybook serve
#include <filesystem>

#include <fmt/format.h>

#include "base/io.h"
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

// The key in the file, told apart from what is none before anything is opened.
Result<std::string> ReadKeyOf(const std::string& path) {
    auto text = ReadFile(path, 4096);
    if (!text.ok()) return Invalid(fmt::format("The key file {} cannot be read: {}", path, text.error().message), "connect-key-file", "configuration");
    return TRY(stripe::ParseKey(*text)).secret;
}

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

// The same as the demo shows, of the shop whose key is in the file.
Status Watch(App& app, const runtime::Stop& stop, const Clock& clock, const std::string& data) {
    auto integration = boost::json::parse(TRY(Ask(app, http::Method::kGet, kIntegration)));
    std::string shop = fmt::format("the Stripe account of {} ({} mode)", Show(integration, "key_hint"), Show(integration, "mode"));
    Greet(app, shop, {}, TRY(MakeKey(app, "run")), data);
    WatchShop(app, stop, clock);
    return {};
}

}  // namespace

int Serve(const StoreOptions& store, const ServeOptions& serve) {
    SystemClock clock;
    auto options = MakeAppOptions(store, serve);
    if (!options.ok()) return Fail(options.error(), store);
    Result<std::string> key = serve.connect_key_file.empty() ? Result<std::string>(std::string()) : ReadKeyOf(serve.connect_key_file);
    if (!key.ok()) return Fail(key.error(), store);
    runtime::IoThread signals;
    runtime::Stop stop;
    runtime::SignalWatcher watcher(signals, stop);
    auto app = App::Open(*options, clock);
    if (!app.ok()) return Fail(app.error(), store);
    Status up = (*app)->Start();
    if (up.ok()) up = (*app)->Listen(serve.listen);
    if (up.ok() && !key->empty()) up = ConnectKey(**app, *key);
    if (!up.ok()) {
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
