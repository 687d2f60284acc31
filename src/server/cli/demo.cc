// daybook demo: a living sample shop, its import, and what changes in it.
#include <filesystem>

#include <fmt/format.h>

#include "base/io.h"
#include "base/json_write.h"
#include "base/money.h"
#include "base/random.h"
#include "base/text.h"
#include "http/message.h"
#include "profiles/fields.h"
#include "runtime/io.h"
#include "runtime/stop.h"
#include "sandbox/server.h"
#include "server/app.h"
#include "server/cli/commands.h"
#include "server/cli/json.h"
#include "server/cli/progress.h"
#include "server/cli/remote.h"

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
    Born born{Mix(static_cast<uint64_t>(clock.Now()), 1) >> 33, clock.Now() / kSecond, options.customers};
    std::error_code ignored;
    std::filesystem::create_directories(options.data, ignored);
    std::string out;
    JsonWriter(out).BeginObject().Member("seed", born.seed).Member("birth", born.birth).Member("customers", born.customers).EndObject();
    TRY(WriteFileDurably(path, out, 0600));
    return born;
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

Result<std::string> Ask(App& app, http::Method method, std::string_view path, std::string body = {}) {
    http::Request request;
    request.method = method;
    request.path = path;
    request.body = std::move(body);
    request.origin = http::Origin::kSocket;
    request.request_id = "req_demo";
    request.headers.Set("Content-Type", "application/json");
    http::Response response = app.Handle(request);
    if (response.status == 200) return std::move(response.body);
    boost::system::error_code failed;
    boost::json::value value = boost::json::parse(response.body, failed);
    return Unavailable(failed ? response.body : Show(Member(value, "error"), "message"));
}

// Connects the sample shop, or (it is connected since the last start) reads what happened meanwhile.
Status Connect(App& app, const std::string& secret) {
    boost::json::value now = boost::json::parse(TRY(Ask(app, http::Method::kGet, kIntegration)));
    bool known = Show(now, "state") != "disconnected";
    std::string body;
    JsonWriter out(body);
    out.BeginObject().Member("webhook_secret", secret);
    if (!known) out.Member("api_key", kDemoKey);
    out.EndObject();
    TRY(Ask(app, http::Method::kPut, kIntegration, body));
    if (known) TRY(Ask(app, http::Method::kPost, std::string(kIntegration) + "/sync"));
    return {};
}

// A key for the commands that are printed; those of earlier starts are revoked.
Result<std::string> MakeKey(App& app) {
    boost::json::value list = boost::json::parse(TRY(Ask(app, http::Method::kGet, "/v1/api-keys")));
    for (const boost::json::value& key : Member(list, "data").as_array()) {
        if (Show(key, "name") == "demo" && Number(key, "revoked") == 0) {
            TRY(Ask(app, http::Method::kDelete, "/v1/api-keys/" + Show(key, "id")));
        }
    }
    boost::json::value made = boost::json::parse(TRY(Ask(app, http::Method::kPost, "/v1/api-keys", R"({"name":"demo","scope":"admin"})")));
    return Show(made, "key");
}

void Greet(const App& app, const std::string& link, const std::string& key, const DemoOptions& options, const Born& born) {
    fmt::print("\nDaybook runs with a sample shop of {} customers. Open it (the link signs you in, once):\n\n  {}\n\n", born.customers, link);
    fmt::print("  address   http://{}\n  API key   {}\n\nFor programs:\n", app.address(), key);
    fmt::print("  daybook profiles list --data {} --query smi\n", options.data);
    fmt::print("  curl -H 'Authorization: Bearer {}' 'http://{}/v1/profiles?limit=3'\n", key, app.address());
    fmt::print("  curl -N -H 'Authorization: Bearer {}' 'http://{}/v1/stream'\n\n", key, app.address());
    fmt::print("(daybook is build/release/daybook. Stop with Ctrl-C; the next start finds the same shop.)\n\n");
    std::fflush(stdout);
}

bool ShowImport(App& app, const runtime::Stop& stop, const Clock& clock) {
    Progress progress(clock);
    while (!stop.requested()) {
        auto text = Ask(app, http::Method::kGet, kIntegration);
        if (!text.ok()) return false;
        progress.Show(*text);
        std::string state = Show(boost::json::parse(*text), "state");
        if (state != "importing") break;
        stop.WaitFor(200 * kMillisecond);
    }
    progress.End();
    return true;
}

// "Total Sales 59.97 usd"; empty for what a line needs not say: moments, and currencies by themselves.
std::string DescribeField(std::string_view name, const boost::json::value& fields) {
    const profiles::FieldRow* row = profiles::FindField(name);
    if (row == nullptr || row->type == profiles::FieldType::kDate || name.ends_with("currency")) return {};
    std::string text = Show(fields, name);
    if (row->type == profiles::FieldType::kMoney && !text.empty()) {
        std::string currency = Show(fields, row->currency);
        text = FormatMajor(Number(fields, name), currency) + " " + currency;
    }
    return fmt::format("{} {}", row->label, text.empty() ? "none" : text);
}

// "prf_…  Ada Lovelace  Total Orders 3, Total Sales 59.97 usd"
std::string Describe(App& app, const runtime::Change& change) {
    auto text = Ask(app, http::Method::kGet, "/v1/profiles/" + change.key);
    if (!text.ok()) return "";
    boost::json::value profile = boost::json::parse(*text);
    const boost::json::value& fields = Member(profile, "fields");
    std::string name(Trim(Show(fields, "first_name") + " " + Show(fields, "last_name")));
    if (name.empty()) name = Show(fields, "email");
    boost::json::value changed = boost::json::parse(change.json);
    std::string what;
    for (const boost::json::value& field : Member(changed, "fields").as_array()) {
        std::string said = DescribeField(std::string_view(field.as_string()), fields);
        if (!said.empty()) what.append(what.empty() ? "" : ", ").append(said);
    }
    return fmt::format("{}  {}  {}", change.key, name.empty() ? "(no name)" : name, what);
}

// Whether what the import brought is computed.
bool IsCalm(App& app) {
    auto text = Ask(app, http::Method::kGet, "/metrics");
    return text.ok() && text->find("\ndaybook_due_pending 0\n") != std::string::npos;
}

// One line a changed profile, at most a few a second; not those that the import changes last.
void ShowChanges(App& app, const runtime::Stop& stop) {
    runtime::ChangeQueue changes(app.bus());
    fmt::print("Watching the shop. Each line is a profile that has just changed:\n");
    std::fflush(stdout);
    for (bool calm = false; !stop.requested();) {
        int shown = 0;
        for (const runtime::Change& change : changes.Take(500 * kMillisecond)) {
            if (!calm || change.topic != "profile" || ++shown > 3) continue;
            std::string line = Describe(app, change);
            if (!line.empty()) fmt::print("{}\n", line);
        }
        calm = calm || IsCalm(app);
        std::fflush(stdout);
    }
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
    TRY(app->Start());
    TRY(app->Listen(options.listen));
    std::string secret = "whsec_" + Base64Url(SecureBytes(24));
    TRY(Connect(*app, secret));
    TRY(shop->SetWebhook(fmt::format("http://127.0.0.1:{}/webhooks/stripe", app->port()), secret));
    Greet(*app, TRY(app->DemoLink()), TRY(MakeKey(*app)), options, born);
    if (ShowImport(*app, stop, clock)) ShowChanges(*app, stop);
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
