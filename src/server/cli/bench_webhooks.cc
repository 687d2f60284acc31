// daybook bench webhooks: sandbox and server as two processes; signed events of 3 kB over many connections, how many a
// second are durable, and how many requests it takes to follow a burst.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>

#include <fmt/format.h>

#include "base/crypto.h"
#include "base/io.h"
#include "base/json_write.h"
#include "base/random.h"
#include "base/text.h"
#include "http/client.h"
#include "server/cli/commands.h"
#include "server/cli/json.h"
#include "server/cli/process.h"
#include "server/cli/remote.h"

namespace daybook::server {
namespace {

constexpr std::string_view kSecret = "whsec_benchbenchbenchbench";
constexpr std::string_view kKey = "rk_test_benchbenchbenchbench";
constexpr std::string_view kTarget = "/v1/integrations/stripe";
constexpr size_t kEventBytes = 3'000;
constexpr Micros kGiveUp = kHour;

struct Object {
    std::string kind, id;
    int64_t created = 0;
};

struct Bench {
    const BenchWebhooksOptions& options;
    SystemClock clock;
    std::string folder;
    std::unique_ptr<Process> shop, server;
    std::string shop_url;
    int port = 0;
    std::unique_ptr<Remote> remote;
    std::unique_ptr<http::Client> client;
    std::vector<Object> objects;

    ~Bench() {
        server.reset();
        shop.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }
};

struct Figures {
    int64_t sent = 0, refused = 0;
    double seconds = 0;
    std::vector<double> ms;       // each answer's time
    int64_t requests = 0;         // that the burst took at the shop
    double follow_seconds = 0;    // from the last event to the last read
    int64_t imported = 0;         // objects, while they were sent; with --importing
};

std::string RateOf(const BenchWebhooksOptions& options) {
    if (!options.stripe_rate.empty()) return options.stripe_rate;
    return options.importing ? "unlimited" : "100";
}

Status Start(Bench& bench) {
    TRY(CheckBench(bench.options.database, RateOf(bench.options)));
    bench.folder = (std::filesystem::temp_directory_path() / fmt::format("daybook-bench-{}", HexEncode(SecureBytes(6)))).string();
    std::filesystem::create_directories(bench.folder);
    bench.shop = TRY(Process::Start({"sandbox", "--listen", "127.0.0.1:0", "--customers", std::to_string(bench.options.customers)},
                                    bench.folder + "/shop.log"));
    bench.shop_url = TRY(bench.shop->Listening());
    std::vector<std::string> arguments = {"serve", "--listen", "127.0.0.1:0", "--data", bench.folder + "/data", "--stripe-api-base",
                                          bench.shop_url, "--stripe-rate", RateOf(bench.options), "--log-level", "warn"};
    if (!bench.options.database.empty()) arguments.insert(arguments.end(), {"--database", bench.options.database});
    bench.server = TRY(Process::Start(arguments, bench.folder + "/server.log"));
    const std::string url = TRY(bench.server->Listening());
    bench.port = std::atoi(url.substr(url.rfind(':') + 1).c_str());
    StoreOptions store;
    store.data = bench.folder + "/data";
    bench.remote = TRY(Remote::Open(store, {}));
    http::ClientOptions client;
    client.guard = TRY(http::Guard::Create({bench.shop_url}));
    bench.client = http::MakeCurlClient(std::move(client));
    return {};
}

Status Connect(Bench& bench) {
    std::string body;
    JsonWriter(body).BeginObject().Member("api_key", kKey).Member("webhook_secret", kSecret).EndObject();
    return bench.remote->Call(http::Method::kPut, std::string(kTarget), body).ok() ? Status() : Unavailable("The server did not take the key.");
}

Status WaitFor(Bench& bench, const std::function<bool(const boost::json::value&)>& done) {
    const Micros until = bench.clock.Monotonic() + kGiveUp;
    while (bench.clock.Monotonic() < until) {
        if (done(boost::json::parse(TRY(bench.remote->Call(http::Method::kGet, std::string(kTarget)))))) return {};
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return Timeout("The server did not come to an end.");
}

Result<boost::json::value> FromShop(Bench& bench, const std::string& target) {
    http::Outgoing request;
    request.url = bench.shop_url + target;
    request.headers.Set("Authorization", fmt::format("Bearer {}", kKey));
    const http::Answer answer = TRY(bench.client->Call(std::move(request)));
    boost::system::error_code failed;
    boost::json::value value = boost::json::parse(answer.body, failed);
    if (failed || answer.status != 200) return Unavailable("The shop did not answer " + target);
    return value;
}

// The newest objects of three kinds, in turn, until there are enough.
Status FindObjects(Bench& bench) {
    for (const std::string_view path : {"/v1/customers", "/v1/invoices", "/v1/charges"}) {
        const size_t wanted = bench.objects.size() + static_cast<size_t>(bench.options.objects) / 3 + 1;
        std::string after;
        for (bool more = true; more && bench.objects.size() < wanted;) {
            const boost::json::value page = TRY(FromShop(bench, fmt::format("{}?limit=100{}", path, after)));
            for (const boost::json::value& row : Member(page, "data").as_array()) {
                bench.objects.push_back({Show(row, "object"), Show(row, "id"), Number(row, "created")});
            }
            more = Truth(page, "has_more") && !Member(page, "data").as_array().empty();
            if (more) after = "&starting_after=" + bench.objects.back().id;
        }
    }
    if (static_cast<int64_t>(bench.objects.size()) > bench.options.objects) bench.objects.resize(static_cast<size_t>(bench.options.objects));
    return {};
}

std::string EventOf(const Object& object, int64_t n, int64_t now) {
    std::string body = fmt::format(R"({{"id":"evt_bench{}","object":"event","type":"{}.updated","created":{},"livemode":false,)"
                                   R"("data":{{"object":{{"id":"{}","object":"{}","created":{},"metadata":{{"padding":")",
                                   n, object.kind, now, object.id, object.kind, object.created);
    body.append(kEventBytes - std::min(kEventBytes, body.size()), 'x');
    return body + R"("}}}})";
}

std::string RequestOf(const Object& object, int64_t n, int64_t now) {
    const std::string body = EventOf(object, n, now);
    const std::string signature = HexEncode(HmacSha256(kSecret, fmt::format("{}.{}", now, body)));
    return fmt::format("POST /webhooks/stripe HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nStripe-Signature: t={},v1={}\r\nContent-Length: {}\r\n\r\n{}",
                       now, signature, body.size(), body);
}

// One connection: a request, its answer, the next.
class Sender {
  public:
    explicit Sender(int port) {
        fd_ = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int yes = 1;
        setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        if (connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) Close();
    }
    ~Sender() { Close(); }
    Sender(const Sender&) = delete;
    Sender& operator=(const Sender&) = delete;

    // The answer's status; 0 where none came.
    int Send(std::string_view request) {
        while (!request.empty()) {
            const ssize_t sent = fd_ < 0 ? -1 : send(fd_, request.data(), request.size(), MSG_NOSIGNAL);
            if (sent <= 0) return 0;
            request.remove_prefix(static_cast<size_t>(sent));
        }
        std::string answer;
        char buffer[4096];
        // Our own answers are short and end with their body's brace.
        while (answer.find("\r\n\r\n") == std::string::npos || !answer.ends_with('}')) {
            const ssize_t got = recv(fd_, buffer, sizeof buffer, 0);
            if (got <= 0) return 0;
            answer.append(buffer, static_cast<size_t>(got));
        }
        return answer.size() > 12 ? std::atoi(answer.c_str() + 9) : 0;
    }

  private:
    void Close() {
        if (fd_ >= 0) close(fd_);
        fd_ = -1;
    }
    int fd_ = -1;
};

// Sends `events` events, or for `seconds` where that is 0.
void SendAll(Bench& bench, int64_t events, double seconds, Figures& figures) {
    std::atomic<int64_t> next = 0, refused = 0;
    std::vector<std::vector<double>> times(static_cast<size_t>(bench.options.connections));
    const Micros began = bench.clock.Monotonic();
    const Micros until = began + static_cast<Micros>(seconds * kSecond);
    std::vector<std::thread> threads;
    threads.reserve(times.size());
    for (auto& mine : times) {
        threads.emplace_back([&bench, &next, &refused, &mine, events, until] {
            Sender sender(bench.port);
            while (true) {
                const int64_t n = next.fetch_add(1);
                if (events > 0 ? n >= events : bench.clock.Monotonic() >= until) return;
                const Object& object = bench.objects[static_cast<size_t>(n) % bench.objects.size()];
                const std::string request = RequestOf(object, n, bench.clock.Now() / kSecond);
                const Micros sent = bench.clock.Monotonic();
                if (sender.Send(request) != 200) refused.fetch_add(1);
                mine.push_back(static_cast<double>(bench.clock.Monotonic() - sent) / kMillisecond);
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    figures.seconds = static_cast<double>(bench.clock.Monotonic() - began) / kSecond;
    figures.refused = refused;
    for (const auto& mine : times) figures.ms.insert(figures.ms.end(), mine.begin(), mine.end());
    figures.sent = static_cast<int64_t>(figures.ms.size());
    std::ranges::sort(figures.ms);
}

// While an import runs: it has to outlast them.
Status SendMeanwhile(Bench& bench, Figures& figures) {
    int64_t before = 0, after = 0;
    const auto count = [](int64_t& objects) {
        return [&objects](const boost::json::value& integration) {
            objects = 0;
            for (const boost::json::value& row : Member(integration, "progress").as_array()) objects += Number(row, "imported");
            return objects > 0;
        };
    };
    TRY(WaitFor(bench, count(before)));
    SendAll(bench, 0, bench.options.seconds, figures);
    bool over = false;
    TRY(WaitFor(bench, [&](const boost::json::value& integration) {
        over = Show(integration, "state") != "importing";
        return count(after)(integration);
    }));
    if (over) return Unavailable("The import ended before the last event. Take more --customers, or fewer --seconds.");
    figures.imported = after - before;
    return {};
}

Result<int64_t> RequestsServed(Bench& bench) { return Number(TRY(FromShop(bench, "/_sandbox")), "requests"); }

Status Follow(Bench& bench, Figures& figures) {
    const int64_t before = TRY(RequestsServed(bench));
    SendAll(bench, bench.options.events, bench.options.seconds, figures);
    const Micros sent = bench.clock.Monotonic();
    TRY(WaitFor(bench, [](const boost::json::value& integration) { return Number(Member(integration, "live"), "waiting") == 0; }));
    figures.follow_seconds = static_cast<double>(bench.clock.Monotonic() - sent) / kSecond;
    figures.requests = TRY(RequestsServed(bench)) - before;
    return {};
}

double Percentile(const std::vector<double>& sorted, double share) {
    if (sorted.empty()) return 0;
    return sorted[std::min(sorted.size() - 1, static_cast<size_t>(share * static_cast<double>(sorted.size())))];
}

void Print(const Bench& bench, const Figures& f, const Usage& server, const StoreOptions& store) {
    const double rate = static_cast<double>(f.sent) / f.seconds;
    const double each = static_cast<double>(f.requests) / static_cast<double>(bench.objects.size());
    const double cpu = static_cast<double>(server.cpu) / static_cast<double>(std::max<int64_t>(1, f.sent));
    if (store.json) {
        std::string text;
        JsonWriter out(text);
        out.BeginObject().Member("events", f.sent).Member("refused", f.refused).Key("a_second").Double(rate);
        out.Key("p50_ms").Double(Percentile(f.ms, 0.5)).Key("p99_ms").Double(Percentile(f.ms, 0.99));
        out.Key("imported_a_second").Double(static_cast<double>(f.imported) / f.seconds);
        out.Key("requests_an_object").Double(each).Key("follow_seconds").Double(f.follow_seconds).Key("cpu_us_an_event").Double(cpu).EndObject();
        fmt::print("{}\n", text);
        return;
    }
    fmt::print("events             {:>12} over {} objects, {} connections, {} refused\n", f.sent, bench.objects.size(), bench.options.connections, f.refused);
    fmt::print("durable a second   {:>12.0f}\n", rate);
    fmt::print("answered after     {:>12.1f} ms p50, {:.1f} ms p99\n", Percentile(f.ms, 0.5), Percentile(f.ms, 0.99));
    fmt::print("server's CPU       {:>12.1f} µs an event, reading included\n", cpu);
    if (bench.options.importing) {
        fmt::print("imported meanwhile {:>12.0f} objects a second\n", static_cast<double>(f.imported) / f.seconds);
        return;
    }
    fmt::print("requests an object {:>12.3f} ({} in all), the last one read {:.1f} s after the last event\n", each, f.requests, f.follow_seconds);
}

}  // namespace

int BenchWebhooks(const StoreOptions& store, const BenchWebhooksOptions& options) {
    Bench bench{.options = options};
    Figures figures;
    Usage before, after;
    const auto run = [&]() -> Status {
        TRY(Start(bench));
        TRY(FindObjects(bench));
        TRY(Connect(bench));
        if (!options.importing) TRY(WaitFor(bench, [](const boost::json::value& integration) { return Show(integration, "state") == "live"; }));
        before = TRY(bench.server->Measure());
        TRY(options.importing ? SendMeanwhile(bench, figures) : Follow(bench, figures));
        after = TRY(bench.server->Measure());
        return {};
    };
    const Status done = run();
    if (!done.ok()) return Fail(done.error(), store);
    after.cpu -= before.cpu;
    Print(bench, figures, after, store);
    return figures.refused == 0 ? kGood : kFailed;
}

}  // namespace daybook::server
