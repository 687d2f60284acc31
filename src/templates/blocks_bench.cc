// A full newsletter of blocks: blocks to a template, a template to a message for one person, and all of it (issue 7: < 5 ms).
#include <benchmark/benchmark.h>

#include "templates/blocks.h"
#include "templates/newsletter_support.h"
#include "templates/render.h"
#include "templates/roots.h"

namespace daybook::templates {
namespace {

struct Person {
    liquid::Arena arena;
    Roots roots;
    liquid::Value data;
    Person() {
        roots.profile = liquid::ObjectBuilder(arena).Set("first_name", liquid::Value::String("Ada")).Set("stripe_total_orders", liquid::Value::Int(3)).Set("id", liquid::Value::String("prf_1")).Build();
        roots.cart = *DataValue(arena, ExampleCart("usd"));
        roots.company = {.name = "Corner shop", .postal_address = "1 High St\nLondon"};
        roots.unsubscribe_url = roots.preferences_url = "https://shop.example/u";
        data = RootsValue(arena, roots);
    }
};

void BlocksToTemplate(benchmark::State& state) {
    const std::string blocks = Newsletter();
    size_t bytes = 0;
    for (auto _ : state) bytes = BlocksSource(blocks, {}).size();
    state.counters["bytes"] = static_cast<double>(bytes);
}
BENCHMARK(BlocksToTemplate)->Unit(benchmark::kMillisecond);

void MessageForOne(benchmark::State& state) {
    const auto compiled = Compiled::Make(Kind::kEmail, {.subject = "S", .preview_text = "P", .blocks = Newsletter()}, {});
    const Person person;
    MessageRenderer renderer;
    size_t bytes = 0;
    for (auto _ : state) bytes = renderer.Render(**compiled, person.data, {}).parts["body"].size();
    state.counters["bytes"] = static_cast<double>(bytes);
}
BENCHMARK(MessageForOne)->Unit(benchmark::kMillisecond);

void BlocksToMessage(benchmark::State& state) {
    const std::string blocks = Newsletter();
    const Person person;
    MessageRenderer renderer;
    for (auto _ : state) {
        const auto compiled = Compiled::Make(Kind::kEmail, {.subject = "S", .preview_text = "P", .blocks = blocks}, {});
        benchmark::DoNotOptimize(renderer.Render(**compiled, person.data, {}));
    }
}
BENCHMARK(BlocksToMessage)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace daybook::templates

BENCHMARK_MAIN();
