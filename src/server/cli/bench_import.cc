// daybook bench import: sandbox and server as two processes, as in a real installation, and what the import cost.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "base/io.h"
#include "base/json_write.h"
#include "base/random.h"
#include "base/text.h"
#include "http/client.h"
#include "server/cli/commands.h"
#include "server/cli/json.h"
#include "server/cli/process.h"
#include "server/cli/progress.h"
#include "server/cli/remote.h"

namespace daybook::server {
namespace {

constexpr std::string_view kTarget = "/v1/integrations/stripe";
constexpr Micros kGiveUp = 4 * kHour;

// A folder that goes with everything in it.
class Folder {
  public:
    Folder() : path_(std::filesystem::temp_directory_path() / fmt::format("daybook-bench-{}", HexEncode(SecureBytes(6)))) {
        std::filesystem::create_directories(path_);
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string operator/(std::string_view name) const { return path_ / name; }

  private:
    std::filesystem::path path_;
};

struct Figures {
    int64_t objects = 0;
    double seconds = 0;              // until everything is read and every profile settled
    double read_seconds = 0;         // until everything is read
    double readable_seconds = -1;    // until 1,000 profiles could be read
    double cpu_us = 0;               // of the server, an object
    double sandbox_cpu_us = 0;
    double peak_mb = 0;
    double database_mb = 0;
    double bytes_an_object = 0;
    int64_t requests = 0;
    int64_t requests_needed = 0;
    double allowed_seconds = -1;     // what the limits allow at best
    std::vector<double> webhook_ms;  // from the change at the shop to the settled profile, sorted
};

struct Bench {
    const BenchOptions& options;
    SystemClock clock;
    Folder folder;
    std::unique_ptr<Process> shop, server;
    std::string shop_url;
    std::unique_ptr<Remote> remote;
    std::unique_ptr<http::Client> client;
};

Status StartShop(Bench& bench) {
    std::vector<std::string> arguments = {"sandbox", "--listen", "127.0.0.1:0", "--customers", std::to_string(bench.options.customers),
                                          "--latency-ms", std::to_string(bench.options.latency_ms)};
    if (!bench.options.only.empty()) {
        for (const char* name : kBenchResources) {
            if (name != bench.options.only) arguments.insert(arguments.end(), {"--deny", name});
        }
    }
    TRY(WriteFileDurably(bench.folder / "webhook.secret", "whsec_benchbenchbenchbench", 0600));
    arguments.insert(arguments.end(), {"--webhook-secret-file", bench.folder / "webhook.secret"});
    bench.shop = TRY(Process::Start(arguments, bench.folder / "shop.log"));
    bench.shop_url = TRY(bench.shop->Listening());
    return {};
}

Status StartServer(Bench& bench) {
    std::vector<std::string> arguments = {"serve", "--listen", "127.0.0.1:0", "--data", bench.folder / "data", "--stripe-api-base", bench.shop_url,
                                          "--stripe-rate", bench.options.stripe_rate, "--log-level", "warn"};
    if (!bench.options.database.empty()) arguments.insert(arguments.end(), {"--database", bench.options.database});
    bench.server = TRY(Process::Start(arguments, bench.folder / "server.log"));
    std::string url = TRY(bench.server->Listening());
    StoreOptions store;
    store.data = bench.folder / "data";
    bench.remote = TRY(Remote::Open(store, {}));
    http::ClientOptions client;
    client.guard = TRY(http::Guard::Create({bench.shop_url}));
    bench.client = http::MakeCurlClient(std::move(client));
    http::Outgoing request;
    request.method = http::Method::kPost;
    request.url = bench.shop_url + "/_sandbox/webhook";
    request.headers.Set("Content-Type", "application/json");
    JsonWriter(request.body).BeginObject().Member("url", url + "/webhooks/stripe").EndObject();
    http::Answer answer = TRY(bench.client->Call(std::move(request)));
    if (answer.status != 200) return Unavailable(fmt::format("The shop would not send webhooks: {}", answer.body));
    return {};
}

// Sum of the samples of a family in /metrics whose line begins with `prefix`.
Result<double> Metric(Remote& remote, std::string_view prefix) {
    std::string text = TRY(remote.Call(http::Method::kGet, "/metrics"));
    double sum = 0;
    for (std::string_view line : Split(text, '\n')) {
        if (line.starts_with(prefix)) sum += std::stod(std::string(line.substr(line.rfind(' ') + 1)));
    }
    return sum;
}

// True once a thousand profiles can be listed.
Result<bool> ThousandReadable(Remote& remote) {
    std::string after;
    for (int page = 0; page < 10; ++page) {
        boost::json::value list = boost::json::parse(TRY(remote.Call(http::Method::kGet, "/v1/profiles?limit=100" + after)));
        const auto& data = Member(list, "data").as_array();
        if (data.size() < 100) return false;
        after = "&starting_after=" + Show(data.back(), "id");
    }
    return true;
}

int64_t CountImported(const boost::json::value& integration) {
    int64_t count = 0;
    for (const boost::json::value& row : Member(integration, "progress").as_array()) count += Number(row, "imported");
    return count;
}

// Changes a customer's phone at the shop and waits for it on the profile; milliseconds.
Result<double> MeasureWebhook(Bench& bench, const std::string& customer, int64_t n) {
    std::string phone = fmt::format("+4420{:08}", 70000000 + n);
    http::Outgoing request;
    request.method = http::Method::kPost;
    request.url = bench.shop_url + "/_sandbox/customers/" + UrlEncode(customer);
    request.headers.Set("Content-Type", "application/json");
    JsonWriter(request.body).BeginObject().Member("phone", phone).EndObject();
    Micros began = bench.clock.Monotonic();
    http::Answer answer = TRY(bench.client->Call(std::move(request)));
    if (answer.status != 200) return Unavailable("The shop refused a change: " + answer.body);
    while (bench.clock.Monotonic() - began < 30 * kSecond) {
        std::string text = TRY(bench.remote->Call(http::Method::kGet, "/v1/profiles?stripe_customer_id=" + UrlEncode(customer)));
        if (text.find(phone) != std::string::npos) return static_cast<double>(bench.clock.Monotonic() - began) / kMillisecond;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return Timeout("A change did not reach its profile within 30 s.");
}

Status MeasureWebhooks(Bench& bench, Figures& figures) {
    boost::json::value list = boost::json::parse(TRY(bench.remote->Call(http::Method::kGet, "/v1/profiles?limit=20")));
    int64_t n = static_cast<int64_t>(figures.webhook_ms.size());
    for (const boost::json::value& profile : Member(list, "data").as_array()) {
        std::string customer = Show(Member(profile, "fields"), "stripe_customer_id");
        if (customer.empty() || n >= bench.options.webhooks) continue;
        figures.webhook_ms.push_back(TRY(MeasureWebhook(bench, customer, n++)));
    }
    return {};
}

Status Watch(Bench& bench, Figures& figures) {
    Micros began = bench.clock.Monotonic();
    std::string body;
    JsonWriter(body).BeginObject().Member("api_key", "rk_test_benchbenchbenchbench").Member("webhook_secret", "whsec_benchbenchbenchbench").EndObject();
    TRY(bench.remote->Call(http::Method::kPut, std::string(kTarget), body));
    Progress progress(bench.clock);
    for (;;) {
        Micros now = bench.clock.Monotonic();
        if (now - began > kGiveUp) return Timeout("The import did not end.");
        if (figures.readable_seconds < 0 && TRY(ThousandReadable(*bench.remote))) {
            figures.readable_seconds = static_cast<double>(bench.clock.Monotonic() - began) / kSecond;
        }
        std::string text = TRY(bench.remote->Call(http::Method::kGet, std::string(kTarget)));
        progress.Show(text);
        boost::json::value integration = boost::json::parse(text);
        std::string state = Show(integration, "state");
        if (state == "failed") return Unavailable("The import failed: " + text);
        bool webhooks = static_cast<int64_t>(figures.webhook_ms.size()) < bench.options.webhooks && figures.readable_seconds >= 0;
        if (state == "importing" && webhooks) TRY(MeasureWebhooks(bench, figures));
        if (state == "live" && figures.read_seconds == 0) {
            figures.read_seconds = static_cast<double>(bench.clock.Monotonic() - began) / kSecond;
        }
        if (state == "live" && TRY(Metric(*bench.remote, "daybook_due_pending")) == 0) {
            figures.objects = CountImported(integration);
            break;
        }
        bool closely = state == "live" || figures.readable_seconds < 0 || bench.options.stripe_rate != "unlimited";
        std::this_thread::sleep_for(std::chrono::milliseconds(closely ? 20 : 200));
    }
    progress.End();
    figures.seconds = static_cast<double>(bench.clock.Monotonic() - began) / kSecond;
    return {};
}

// How many requests the shop has answered, and how many each of its endpoints.
Result<boost::json::value> LookAtShop(Bench& bench) {
    http::Outgoing request;
    request.url = bench.shop_url + "/_sandbox";
    http::Answer answer = TRY(bench.client->Call(std::move(request)));
    boost::system::error_code failed;
    boost::json::value shop = boost::json::parse(answer.body, failed);
    if (failed || answer.status != 200 || !Member(shop, "requests_by_endpoint").is_object()) {
        return Unavailable("The shop does not say how many requests it answered.");
    }
    return shop;
}

// What the limits allow: N a second over all, min(25, N) an endpoint; the slower of the two bounds the import. Needed are
// a list's pages of 100, and the sub-lists of objects that come with a part of theirs only. The import's other requests
// (the key's probes, pages that are not full) are its own fault.
void CountNeeded(const Bench& bench, const boost::json::value& integration, const boost::json::value& shop, Figures& figures) {
    double rate = std::stod(bench.options.stripe_rate);
    int64_t slowest = 0;
    auto need = [&](int64_t requests) {
        figures.requests_needed += requests;
        slowest = std::max(slowest, requests);
    };
    for (const boost::json::value& row : Member(integration, "progress").as_array()) {
        int64_t imported = Number(row, "imported");
        if (imported > 0) need((imported + 99) / 100);
    }
    for (const auto& [endpoint, count] : Member(shop, "requests_by_endpoint").as_object()) {
        std::string_view name(endpoint.data(), endpoint.size());
        if (name.ends_with("/…") || name == "/v1/subscription_items") need(count.to_number<int64_t>());
    }
    figures.allowed_seconds = std::max(static_cast<double>(figures.requests_needed) / rate,
                                       static_cast<double>(slowest) / std::min(25.0, rate));
}

// Of the database at rest: SQLite moves its log into the file once nothing has come for a while.
Result<double> BytesAtRest(Bench& bench) {
    double bytes = TRY(Metric(*bench.remote, "daybook_database_bytes"));
    for (int i = 0; i < 10; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(500));
        const double before = std::exchange(bytes, TRY(Metric(*bench.remote, "daybook_database_bytes")));
        if (i > 0 && bytes == before) break;
    }
    return bytes;
}

Status Measure(Bench& bench, Figures& figures) {
    Usage server = TRY(bench.server->Measure());
    Usage shop = TRY(bench.shop->Measure());
    double objects = static_cast<double>(std::max<int64_t>(figures.objects, 1));
    figures.cpu_us = static_cast<double>(server.cpu) / objects;
    figures.sandbox_cpu_us = static_cast<double>(shop.cpu) / objects;
    figures.peak_mb = static_cast<double>(server.peak_bytes) / (1 << 20);
    const double bytes = TRY(BytesAtRest(bench));
    figures.database_mb = bytes / (1 << 20);
    figures.bytes_an_object = bytes / objects;
    boost::json::value seen = TRY(LookAtShop(bench));
    figures.requests = Number(seen, "requests");
    if (bench.options.stripe_rate != "unlimited") {
        CountNeeded(bench, boost::json::parse(TRY(bench.remote->Call(http::Method::kGet, std::string(kTarget)))), seen, figures);
    }
    std::ranges::sort(figures.webhook_ms);
    return {};
}

std::optional<double> Percentile(const std::vector<double>& sorted, double share) {
    if (sorted.empty()) return std::nullopt;
    return sorted[std::min(sorted.size() - 1, static_cast<size_t>(share * static_cast<double>(sorted.size())))];
}

// Of what the limits allow; nothing where there are none.
std::optional<double> Share(const Figures& f) {
    return f.allowed_seconds >= 0 ? std::optional(f.allowed_seconds / f.read_seconds) : std::nullopt;
}

// null: it was not measured.
void Write(JsonWriter& out, std::string_view name, std::optional<double> figure) {
    out.Key(name);
    if (figure) out.Double(*figure);
    else out.Null();
}

void Print(const Figures& f, const StoreOptions& store) {
    if (store.json) {
        std::string text;
        JsonWriter out(text);
        out.BeginObject().Member("objects", f.objects).Key("seconds").Double(f.seconds);
        out.Key("objects_a_second").Double(static_cast<double>(f.objects) / f.seconds).Key("cpu_us_an_object").Double(f.cpu_us);
        out.Key("sandbox_cpu_us_an_object").Double(f.sandbox_cpu_us).Key("peak_mb").Double(f.peak_mb);
        out.Key("bytes_an_object").Double(f.bytes_an_object);
        Write(out, "first_thousand_seconds", f.readable_seconds >= 0 ? std::optional(f.readable_seconds) : std::nullopt);
        Write(out, "share_of_limits", Share(f));
        Write(out, "webhook_p50_ms", Percentile(f.webhook_ms, 0.5));
        Write(out, "webhook_p99_ms", Percentile(f.webhook_ms, 0.99));
        out.EndObject();
        fmt::print("{}\n", text);
        return;
    }
    fmt::print("objects            {:>12}\n", f.objects);
    fmt::print("seconds            {:>12.2f}\n", f.seconds);
    fmt::print("objects a second   {:>12.0f}\n", static_cast<double>(f.objects) / f.seconds);
    fmt::print("CPU an object      {:>12.1f} µs (server alone; the shop: {:.1f} µs)\n", f.cpu_us, f.sandbox_cpu_us);
    fmt::print("peak memory        {:>12.0f} MB (server)\n", f.peak_mb);
    fmt::print("database           {:>12.0f} MB, {:.0f} bytes an object\n", f.database_mb, f.bytes_an_object);
    if (f.readable_seconds >= 0) fmt::print("1,000 readable     {:>12.2f} s after the key was pasted\n", f.readable_seconds);
    if (f.allowed_seconds >= 0) {
        fmt::print("share of limits    {:>12.1f} % (read whole after {:.2f} s, at best {:.2f} s; {} requests, {} of them needed)\n",
                   *Share(f) * 100, f.read_seconds, f.allowed_seconds, f.requests, f.requests_needed);
    }
    if (!f.webhook_ms.empty()) {
        fmt::print("webhook to profile {:>12.1f} ms p50, {:.1f} ms p99 of {} during the import\n", *Percentile(f.webhook_ms, 0.5),
                   *Percentile(f.webhook_ms, 0.99), f.webhook_ms.size());
    }
}

Result<Figures> Run(const BenchOptions& options) {
    TRY(CheckBench(options.database, options.stripe_rate));
    Bench bench{.options = options};
    Figures figures;
    TRY(StartShop(bench));
    TRY(StartServer(bench));
    TRY(Watch(bench, figures));
    TRY(Measure(bench, figures));
    return figures;
}

}  // namespace

int BenchImport(const StoreOptions& store, const BenchOptions& options) {
    auto figures = Run(options);
    if (!figures.ok()) return Fail(figures.error(), store);
    Print(*figures, store);
    return kGood;
}

}  // namespace daybook::server
