// daybook sandbox
#include <fmt/format.h>

#include "base/text.h"
#include "runtime/io.h"
#include "runtime/stop.h"
#include "sandbox/server.h"
#include "server/cli/commands.h"
#include "server/cli/remote.h"

namespace daybook::server {
namespace {

Status CheckSettings(const SandboxOptions& options) {
    const std::string& url = options.webhook_url;
    if (!url.empty() && !url.starts_with("http://") && !url.starts_with("https://")) {
        return Invalid("--webhook-url is an address such as http://127.0.0.1:8484/webhooks/stripe.", "webhook-url", "configuration");
    }
    const std::string& version = options.api_version;
    constexpr std::string_view kForm = "0000-00-00";
    bool good = version.size() == kForm.size() || (version.size() > kForm.size() && version[kForm.size()] == '.');
    for (size_t i = 0; good && i < kForm.size(); ++i) good = kForm[i] == '-' ? version[i] == '-' : version[i] >= '0' && version[i] <= '9';
    if (!version.empty() && !good) return Invalid("--api-version is one of Stripe's, such as 2025-03-31.basil.", "api-version", "configuration");
    return {};
}

Result<sandbox::Options> Translate(const SandboxOptions& options) {
    TRY(CheckSettings(options));
    sandbox::Options out;
    out.listen = options.listen;
    out.customers = static_cast<uint32_t>(options.customers);
    out.seed = options.seed;
    out.load = options.load;
    if (!out.load.empty()) out.customers = 0;
    out.whale_invoices = static_cast<uint32_t>(options.whale_invoices);
    out.latency_ms = options.latency_ms;
    out.rate = options.rate;
    out.speed = options.speed;
    out.limit = options.limit ? sandbox::RateLimits::kStripe : sandbox::RateLimits::kOff;
    out.deny = options.deny;
    out.webhook_url = options.webhook_url;
    if (!options.api_version.empty()) {
        out.api_version = options.api_version < "2025-03-31" ? sandbox::Shape::kAcacia : sandbox::Shape::kEndive;
    }
    if (!options.webhook_secret_file.empty()) out.webhook_secret = std::string(Trim(TRY(ReadGiven("--webhook-secret-file", options.webhook_secret_file, 4096))));
    for (const std::string& world : options.load) TRY(ReadGiven("--load", world));
    return out;
}

}  // namespace

int RunSandbox(const SandboxOptions& options) {
    StoreOptions plain;
    auto translated = Translate(options);
    if (!translated.ok()) return Fail(translated.error(), plain);
    SystemClock clock;
    runtime::IoThread signals;
    runtime::Stop stop;
    runtime::SignalWatcher watcher(signals, stop);
    auto sandbox = sandbox::Sandbox::Start(*translated, clock);
    if (!sandbox.ok()) return Fail(sandbox.error(), plain);
    fmt::print("listening on {}\n", (*sandbox)->url());
    static_cast<void>(std::fflush(stdout));
    stop.Wait();
    (*sandbox)->Stop();
    return kGood;
}

}  // namespace daybook::server
