// What a request costs: the server under wrk-like load of our own client, each alone.
//
//   http_http_bench serve [PORT]     a hello server for wrk; prints its CPU time a request when it
//   ends (SIGTERM) http_http_bench client N C       N requests, C at once, against a hello server
//   in a child process
#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <future>
#include <string>
#include <string_view>

#include "base/cpu_support.h"
#include "base/log.h"
#include "http/server_support.h"
#include "runtime/stop.h"

namespace {

using namespace daybook;

// `ready`: where the port is told, or −1.
void Serve(int port, int ready) {
    http::TestServer server(
        [](const http::Request&) { return http::JsonResponse(200, "{\"hello\":\"world\"}"); },
        {.listen = fmt::format("127.0.0.1:{}", port)}, {.threads = 2, .queue_max = 10'000});
    runtime::Stop stop;
    runtime::SignalWatcher watcher(server.io(), stop);
    int real = server.server().port();
    if (ready >= 0) [[maybe_unused]]
        auto written = write(ready, &real, sizeof real);
    else
        fmt::print(stderr, "listening on {}\n", real);
    double before = CpuSeconds();
    stop.Wait();
    double cpu = CpuSeconds() - before;
    uint64_t requests = 0;
    for (const auto& [route, counted] : server.server().metrics().routes) {
        for (const auto& [status, count] : counted.by_status) requests += count;
    }
    fmt::print("server: {} requests, {:.2f} us CPU a request\n", requests,
               cpu * 1e6 / static_cast<double>(requests));
}

void RunClient(int requests, int at_once) {
    int channel[2];
    if (pipe(channel) != 0) return;
    pid_t child = fork();
    if (child == 0) {
        Serve(0, channel[1]);
        fflush(stdout);
        _exit(0);
    }
    int port = 0;
    if (read(channel[0], &port, sizeof port) != sizeof port) return;
    auto client =
        http::MakeCurlClient({.guard = *http::Guard::Create({fmt::format("127.0.0.1:{}", port)})});
    std::string url = fmt::format("http://127.0.0.1:{}/v1/customers?limit=100", port);
    std::atomic<int> left = requests;
    std::atomic<int> open = at_once;
    std::atomic<int> failed = 0;
    std::promise<void> done;
    std::function<void()> next = [&] {
        if (left.fetch_sub(1) <= 0) {
            if (open.fetch_sub(1) == 1) done.set_value();
            return;
        }
        http::Outgoing request{.url = url};
        request.headers.Add("Authorization", "Bearer rk_test_x");
        client->Send(std::move(request), [&](Result<http::Answer> answer) {
            if (!answer.ok()) ++failed;
            next();
        });
    };
    SystemClock clock;
    double cpu = CpuSeconds();
    Micros begun = clock.Monotonic();
    for (int i = 0; i < at_once; ++i) next();
    done.get_future().wait();
    double seconds = static_cast<double>(clock.Monotonic() - begun) / 1e6;
    fmt::print("client: {} at once, {:.0f} requests/s, {:.2f} us CPU a request, {} failed\n",
               at_once, requests / seconds, (CpuSeconds() - cpu) * 1e6 / requests, failed.load());
    fflush(stdout);
    kill(child, SIGTERM);
    waitpid(child, nullptr, 0);
}

}  // namespace

int main(int argc, char** argv) {
    std::string_view what = argc > 1 ? argv[1] : "";
    if (what == "serve")
        Serve(argc > 2 ? std::atoi(argv[2]) : 0, -1);
    else if (what == "client" && argc == 4)
        RunClient(std::atoi(argv[2]), std::atoi(argv[3]));
    else
        return fmt::print(stderr, "usage: {} serve [PORT] | client N C\n", argv[0]), 2;
    return 0;
}
