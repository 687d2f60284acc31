// Decoding against the floor: simdjson's parse of the same bytes.
//
//   build/release/stripe_decode_bench
#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <map>

#include "stripe/world_support.h"

namespace daybook::stripe {
namespace {

// A page of 100 objects of the kind, from the worlds of the tests, in the newest shape.
const std::string& PageOf(Kind kind) {
    static std::map<Kind, std::string> pages;
    std::string& page = pages[kind];
    if (!page.empty()) return page;
    std::vector<std::string> objects;
    for (const Scenario& scenario : ReadScenarios("tests/data/stripe/scenarios")) {
        if (!scenario.shape.starts_with("2026")) continue;
        for (const auto& [each, json] : scenario.objects) {
            if (each == kind && json.size() < 12'000) objects.push_back(json);
        }
    }
    page = R"({"object":"list","data":[)";
    for (size_t i = 0; i < 100; ++i)
        page.append(i == 0 ? "" : ",").append(objects.at(i % objects.size()));
    page += R"(],"has_more":true,"url":"/v1"})";
    return page;
}

void Report(benchmark::State& state, const std::string& page) {
    state.SetItemsProcessed(state.iterations() * 100);
    state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(page.size()));
}

void BM_Decode(benchmark::State& state, Kind kind) {
    const std::string& page = PageOf(kind);
    for (auto _ : state) benchmark::DoNotOptimize(DecodePage(kind, page));
    Report(state, page);
}

void BM_ParseOnly(benchmark::State& state, Kind kind) {
    const std::string& page = PageOf(kind);
    simdjson::dom::parser parser;
    for (auto _ : state) benchmark::DoNotOptimize(parser.parse(page).error());
    Report(state, page);
}

BENCHMARK_CAPTURE(BM_ParseOnly, customers, Kind::kCustomer);
BENCHMARK_CAPTURE(BM_Decode, customers, Kind::kCustomer);
BENCHMARK_CAPTURE(BM_ParseOnly, invoices, Kind::kInvoice);
BENCHMARK_CAPTURE(BM_Decode, invoices, Kind::kInvoice);
BENCHMARK_CAPTURE(BM_ParseOnly, subscriptions, Kind::kSubscription);
BENCHMARK_CAPTURE(BM_Decode, subscriptions, Kind::kSubscription);
BENCHMARK_CAPTURE(BM_ParseOnly, charges, Kind::kCharge);
BENCHMARK_CAPTURE(BM_Decode, charges, Kind::kCharge);

}  // namespace
}  // namespace daybook::stripe

BENCHMARK_MAIN();
