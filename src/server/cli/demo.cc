// daybook demo: a living sample shop, its import, and what changes in it.
#include <filesystem>

#include <fmt/format.h>

#include "base/io.h"
#include "base/json_write.h"
#include "base/random.h"
#include "base/text.h"
#include "runtime/io.h"
#include "runtime/stop.h"
#include "sandbox/server.h"
#include "server/app.h"
#include "server/cli/commands.h"
#include "server/cli/json.h"
#include "server/cli/remote.h"
#include "server/cli/watching.h"
#include "stripe/key.h"

namespace daybook::server {
namespace {

constexpr std::string_view kIntegration = "/v1/integrations/stripe";
constexpr std::string_view kDemoKey = "rk_test_daybookdemodaybookdemodaybookdemo";

// What makes the same shop again at the next start.
struct Born {
    uint64_t seed = 0;
    int64_t birth = 0;
    int64_t customers = 0;
};

// Two shops are never mixed: the sample shop has a folder of its own.
Error NotTheDemos(const std::string& folder) {
    return Invalid(fmt::format("{} holds the data of another shop, with which the sample shop is never mixed. Choose another folder with --data.", folder),
                   "data", "configuration");
}

// Anybody's: the database, or (with PostgreSQL) the key that seals its secrets.
bool HoldsStore(const std::string& folder) {
    std::error_code failed;
    return std::filesystem::exists(folder + "/daybook.db", failed) || std::filesystem::exists(folder + "/master.key", failed);
}

Result<Born> LoadOrMake(const DemoOptions& options, const Clock& clock) {
    std::string path = options.data + "/demo.json";
    auto text = ReadFile(path, 4096);
    if (text.ok()) {
        boost::system::error_code failed;
        boost::json::value value = boost::json::parse(*text, failed);
        Born born{static_cast<uint64_t>(Number(value, "seed")), Number(value, "birth"), Number(value, "customers")};
        if (!failed && born.birth > 0) return born;
        return Corrupt(fmt::format("{} cannot be read. Delete the folder {} to begin with a new shop.", path, options.data));
    }
    if (HoldsStore(options.data)) return NotTheDemos(options.data);
    Born born{Mix(static_cast<uint64_t>(clock.Now()), 1) >> 33, clock.Now() / kSecond, options.customers};
    TRY(MakeFolder(options.data));
    std::string out;
    JsonWriter(out).BeginObject().Member("seed", born.seed).Member("birth", born.birth).Member("customers", born.customers).EndObject();
    const Status kept = WriteFileDurably(path, out, 0600);
    if (kept.ok()) return born;
    if (kept.error().code == Code::kUnavailable) return kept.error();  // a full disk
    return Unavailable(fmt::format("Daybook cannot write to {} ({}). Let its user write there, or choose another folder with --data.", options.data, kept.error().message),
                       "data_unwritable");
}

sandbox::Options ShopOptions(const Born& born, const DemoOptions& options) {
    sandbox::Options shop;
    shop.listen = "127.0.0.1:0";
    shop.customers = static_cast<uint32_t>(born.customers);
    shop.seed = born.seed;
    shop.birth = born.birth;
    shop.rate = options.rate;
    return shop;
}

// A shop that is connected with another key is somebody's own.
Status CheckShop(App& app, const std::string& folder) {
    boost::json::value now = boost::json::parse(TRY(Ask(app, http::Method::kGet, kIntegration)));
    if (Show(now, "state") == "disconnected" || Show(now, "key_hint") == TRY(stripe::ParseKey(kDemoKey)).hint) return {};
    return NotTheDemos(folder);
}

// Connects the sample shop, or (it is connected since the last start) reads what happened meanwhile.
Status Connect(App& app, const std::string& secret) {
    boost::json::value now = boost::json::parse(TRY(Ask(app, http::Method::kGet, kIntegration)));
    bool known = Show(now, "state") != "disconnected";
    std::string body;
    JsonWriter out(body);
    out.BeginObject().Member("webhook_secret", secret);
    if (!known || Show(now, "state") == "failed") out.Member("api_key", kDemoKey);
    out.EndObject();
    TRY(Ask(app, http::Method::kPut, kIntegration, body));
    if (known) TRY(Ask(app, http::Method::kPost, std::string(kIntegration) + "/sync"));
    return {};
}

Status Run(const DemoOptions& options, const runtime::Stop& stop, const Clock& clock) {
    Born born = TRY(LoadOrMake(options, clock));
    auto shop = TRY(sandbox::Sandbox::Start(ShopOptions(born, options), clock));
    AppOptions app_options;
    app_options.data = options.data;
    app_options.stripe_api_base = shop->url();
    app_options.listen = options.listen;
    app_options.demo = true;
    auto app = TRY(App::Open(app_options, clock));
    TRY(CheckShop(*app, options.data));  // before anything is read
    TRY(app->Start());
    TRY(app->Listen(options.listen));
    std::string secret = "whsec_" + Base64Url(SecureBytes(24));
    TRY(Connect(*app, secret));
    TRY(shop->SetWebhook(fmt::format("http://127.0.0.1:{}/webhooks/stripe", app->port()), secret));
    Greet(*app, fmt::format("a sample shop of {} customers", born.customers), TRY(app->DemoLink()), TRY(MakeKey(*app, "demo")), options.data);
    WatchShop(*app, stop, clock);
    shop->Stop();
    app->Stop();
    return {};
}

}  // namespace

int Demo(const DemoOptions& demo, const ServeOptions&) {
    SystemClock clock;
    runtime::IoThread signals;
    runtime::Stop stop;
    runtime::SignalWatcher watcher(signals, stop);
    Status done = Run(demo, stop, clock);
    return done.ok() ? kGood : Fail(done.error(), {});
}

}  // namespace daybook::server
