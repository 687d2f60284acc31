// Projecting one person: a usual one, and one with many orders.
#include <benchmark/benchmark.h>

#include <fmt/format.h>

#include "stripe/activities.h"
#include "stripe/world_support.h"

namespace daybook::stripe {
namespace {

Known PersonWith(int64_t orders) {
    World world;
    world.AddObject(Kind::kCustomer,
                    R"({"id":"cus_1","object":"customer","created":1,"email":"ada@example.com",
        "name":"Ada Lovelace","phone":"+1 415 555 2671","address":{"line1":"1 Way","city":"Reno","country":"US"}})");
    world.AddObject(
        Kind::kSubscription,
        R"({"id":"sub_1","object":"subscription","customer":"cus_1","status":"active"})");
    for (int64_t i = 0; i < orders; ++i) {
        world.AddObject(
            Kind::kInvoice,
            fmt::format(R"({{"id":"in_{}","object":"invoice","created":{},"customer":"cus_1",
            "currency":"usd","status":"paid","total":1000,"amount_paid":1000,"lines":{{"data":[{{"amount":1000,"quantity":2,
            "description":"A widget of a kind","pricing":{{"price_details":{{"price":"price_1A2b3C4d5E6f7G8h","product":
            "prod_A1B2C3D4E5F6"}}}}}}]}}}})",
                        i, 1000 + i));
    }
    return world.People(true).at("ada@example.com");
}

void BM_Project(benchmark::State& state) {
    const Known known = PersonWith(state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(Project(known, 0));
}
BENCHMARK(BM_Project)->Arg(0)->Arg(4)->Arg(100)->Arg(20'000);

void BM_ContactsNeeded(benchmark::State& state) {
    const Known known = PersonWith(state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(ContactsNeeded(known));
}
BENCHMARK(BM_ContactsNeeded)->Arg(4)->Arg(20'000);

void BM_Activities(benchmark::State& state) {
    const Known known = PersonWith(state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(ActivitiesOf(known, {2'000'000'000, 0}));
}
BENCHMARK(BM_Activities)->Arg(4)->Arg(20'000);

}  // namespace
}  // namespace daybook::stripe

BENCHMARK_MAIN();
