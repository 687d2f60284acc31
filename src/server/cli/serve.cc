// daybook serve
#include <filesystem>

#include <fmt/format.h>

#include "base/io.h"
#include "base/json_write.h"
#include "base/log.h"
#include "base/text.h"
#include "http/message.h"
#include "runtime/io.h"
#include "runtime/stop.h"
#include "server/app.h"
#include "server/cli/commands.h"
#include "server/cli/remote.h"

namespace daybook::server {
namespace {

// As if somebody had pasted the key in the file.
Status ConnectKeyOf(App& app, const std::string& path) {
    auto key = ReadFile(path, 4096);
    if (!key.ok()) return Invalid(fmt::format("The key file {} cannot be read: {}", path, key.error().message), "connect-key-file", "configuration");
    http::Request request;
    request.method = http::Method::kPut;
    request.path = "/v1/integrations/stripe";
    request.origin = http::Origin::kSocket;
    request.request_id = "req_start";
    request.headers.Set("Content-Type", "application/json");
    JsonWriter(request.body).BeginObject().Member("api_key", Trim(*key)).EndObject();
    http::Response response = app.Handle(request);
    if (response.status == 200) return {};
    return Invalid(fmt::format("Stripe was not connected: {}", response.body));
}

}  // namespace

int Serve(const StoreOptions& store, const ServeOptions& serve) {
    SystemClock clock;
    auto options = MakeAppOptions(store, serve);
    if (!options.ok()) return Fail(options.error(), store);
    runtime::IoThread signals;
    runtime::Stop stop;
    runtime::SignalWatcher watcher(signals, stop);
    auto app = App::Open(*options, clock);
    if (!app.ok()) return Fail(app.error(), store);
    Status up = (*app)->Start();
    if (up.ok()) up = (*app)->Listen(serve.listen);
    if (up.ok() && !serve.connect_key_file.empty()) up = ConnectKeyOf(**app, serve.connect_key_file);
    if (!up.ok()) {
        (*app)->Stop();
        return Fail(up.error(), store);
    }
    fmt::print("listening on http://{}\n", (*app)->address());
    std::fflush(stdout);
    fmt::print(stderr, "Daybook serves {}. Make a key: daybook api-key create --name me --data {}\nStop with Ctrl-C.\n",
               DescribeStore(*options), store.data);
    auto link = (*app)->OwnerLink();
    if (!link.ok()) Log(Level::kError, "server.no_owner_link", {{"error", link.error().message}});
    else if (!link->empty()) fmt::print(stderr, "\nNobody owns this shop yet. Open this link to begin (it works once, within 3 days):\n\n  {}\n\n", *link);
    stop.Wait();
    Log(Level::kInfo, "server.stopping");
    (*app)->Stop();
    return kGood;
}

}  // namespace daybook::server
