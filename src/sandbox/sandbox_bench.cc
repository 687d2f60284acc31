// CPU an object served (goal: 30 µs), the time to make a shop, and memory an object.
#include <benchmark/benchmark.h>

#include "sandbox/sandbox_support.h"
#include "sandbox/shop.h"

namespace daybook::sandbox {
namespace {

ManualClock& TheClock() {
    static ManualClock clock(kDefaultBirth * kSecond);
    return clock;
}

Shop& TheShop() {
    static std::unique_ptr<Shop> shop = [] {
        auto made = Shop::Create({.customers = 50'000}, TheClock());
        ASSERT(made.ok());
        return std::move(*made);
    }();
    return *shop;
}

// Pages of 100 down a list, as an import reads it.
void BM_Page(benchmark::State& state, std::string list, std::string version) {
    Shop& shop = TheShop();
    std::string after;
    int64_t objects = 0;
    int64_t bytes = 0;
    for (auto _ : state) {
        std::string target = list + (after.empty() ? "" : "&starting_after=" + after);
        std::string body = shop.Serve(GetRequest(target, "rk_live_0123456789", version)).response.body;
        bytes += static_cast<int64_t>(body.size());
        objects += 100;
        size_t last = body.rfind("{\"id\":\"" + std::string(list.starts_with("/v1/customers") ? "cus_" : list.starts_with("/v1/inv") ? "in_" : list.starts_with("/v1/sub") ? "sub_" : "ch_"));
        after = last == std::string::npos ? "" : body.substr(last + 7, body.find('"', last + 7) - last - 7);
        if (body.find("\"has_more\":false") < 120) after.clear();
    }
    state.SetItemsProcessed(objects);
    state.counters["bytes_an_object"] = static_cast<double>(bytes) / static_cast<double>(objects);
    state.counters["us_an_object"] =
        benchmark::Counter(static_cast<double>(objects) / 1e6, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK_CAPTURE(BM_Page, customers, "/v1/customers?limit=100", "2026-10-28.endive");
BENCHMARK_CAPTURE(BM_Page, invoices, "/v1/invoices?limit=100", "2026-10-28.endive");
BENCHMARK_CAPTURE(BM_Page, invoices_acacia, "/v1/invoices?limit=100", "2025-02-24.acacia");
BENCHMARK_CAPTURE(BM_Page, subscriptions, "/v1/subscriptions?limit=100&status=all", "2026-10-28.endive");
BENCHMARK_CAPTURE(BM_Page, charges, "/v1/charges?limit=100", "2026-10-28.endive");

void BM_Populate(benchmark::State& state) {
    for (auto _ : state) {
        auto made = Shop::Create({.customers = 50'000}, TheClock());
        ASSERT(made.ok());
        state.counters["objects"] = static_cast<double>((*made)->objects());
        state.counters["bytes_an_object"] = static_cast<double>((*made)->memory()) / static_cast<double>((*made)->objects());
    }
}
BENCHMARK(BM_Populate)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace daybook::sandbox

BENCHMARK_MAIN();
