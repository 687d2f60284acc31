// One changed person against 100 conditions, in or out and the next moment; and reading one
// condition.
#include <benchmark/benchmark.h>

#include <fmt/format.h>

#include "base/random.h"
#include "conditions/conditions_support.h"
#include "conditions/judge.h"

namespace daybook::conditions {
namespace {

constexpr int64_t kNow = 1'767'225'600;
constexpr int64_t kDay = 86'400;
constexpr int kConditions = 100;
constexpr int kPeople = 512;

// The shapes of the recipes, each with other numbers.
std::string Condition(int i) {
    const int n = 1 + i / 10;
    switch (i % 10) {
        case 0:
            return fmt::format(R"({{"field":"orders","op":"gte","value":{}}})", n);
        case 1:
            return fmt::format(
                R"({{"all":[{{"field":"country","op":"in","value":["US","CA","DE"]}},{{"field":"sales","op":"gte","value":{}}}]}})",
                n * 50);
        case 2:
            return fmt::format(
                R"({{"field":"last_order","op":"more_than_ago","value":{{"days":{}}}}})", n * 30);
        case 3:
            return fmt::format(
                R"({{"activity":"order_paid","count":{{"gte":{}}},"within":{{"days":90}}}})", n);
        case 4:
            return fmt::format(
                R"({{"all":[{{"activity":"order_paid"}},{{"activity":"order_paid","count":{{"is":0}},"within":{{"months":{}}}}}]}})",
                n);
        case 5:
            return fmt::format(
                R"({{"activity":"order_paid","sum":{{"of":"amount","gte":{}}},"within":{{"days":90}}}})",
                n * 100);
        case 6:
            return fmt::format(
                R"({{"have":"subscription","where":{{"all":[{{"field":"status","op":"is","value":"active"}},{{"field":"renews","op":"less_than_ahead","value":{{"days":{}}}}}]}}}})",
                n);
        case 7:
            return fmt::format(
                R"({{"any":[{{"field":"vip","op":"is","value":true}},{{"field":"tags","op":"contains","value":"tag{}"}}]}})",
                n);
        case 8:
            return fmt::format(
                R"({{"all":[{{"segment":"seg_one"}},{{"field":"last_order","op":"less_than_ago","value":{{"days":{}}}}}]}})",
                n);
        default:
            return fmt::format(
                R"({{"activity":"cart_abandoned","not_followed_by":"order_paid","within":{{"days":{}}}}})",
                n);
    }
}

void FillPerson(Person& person, Random& random) {
    static constexpr std::string_view kCountries[] = {"US", "DE", "FR", "JP"};
    person.fields[0] = Value::String(person.arena, kCountries[random.Below(4)]);
    person.fields[2] = Value::Number(static_cast<double>(random.Below(8)));
    person.fields[3] = Value::Money(random.Between(0, 80'000), "usd");
    person.fields[4] = Value::Date(kNow - random.Between(0, 400) * kDay);
    person.fields[6] = Value::Boolean(random.Chance(0.1));
    std::vector<int64_t> orders(random.Below(8));
    for (int64_t& at : orders) at = kNow - random.Between(0, 400 * kDay);
    std::sort(orders.begin(), orders.end());
    for (const int64_t at : orders)
        person.AddActivity(0, at)[0] = Value::Money(random.Between(500, 20'000), "usd");
    if (random.Chance(0.3)) person.AddActivity(1, kNow - random.Between(0, 40 * kDay));
    if (random.Chance(0.4)) {
        const std::span<Value> row = person.AddObject(0);
        row[0] = Value::String(person.arena, "active");
        row[2] = Value::Date(kNow + random.Between(0, 30 * kDay));
    }
}

void JudgeOnePerson(benchmark::State& state, const std::string& zone) {
    const Schema schema = test::ShopSchema(zone);
    std::vector<Program> programs;
    for (int i = 0; i < kConditions; ++i) programs.push_back(Parse(Condition(i), schema).value());
    std::vector<std::unique_ptr<Person>> people;
    Random random(7);
    for (int i = 0; i < kPeople; ++i)
        FillPerson(*people.emplace_back(std::make_unique<Person>(schema)), random);
    Judge judge;
    size_t who = 0;
    int64_t held = 0;
    for (auto _ : state) {
        const Person& person = *people[who++ % kPeople];
        for (const Program& program : programs)
            held += judge.Decide(program, person, kNow).holds ? 1 : 0;
    }
    benchmark::DoNotOptimize(held);
    state.SetLabel(fmt::format("a person against {} conditions", kConditions));
}
BENCHMARK_CAPTURE(JudgeOnePerson, utc, "UTC");
BENCHMARK_CAPTURE(JudgeOnePerson, new_york, "America/New_York");

void ParseOne(benchmark::State& state) {
    const Schema schema = test::ShopSchema();
    for (auto _ : state) benchmark::DoNotOptimize(Parse(Condition(6), schema));
}
BENCHMARK(ParseOne);

void FillOne(benchmark::State& state) {
    const Schema schema = test::ShopSchema();
    Person person(schema);
    Random random(7);
    for (auto _ : state) {
        person.Clear();
        FillPerson(person, random);
    }
}
BENCHMARK(FillOne);

}  // namespace
}  // namespace daybook::conditions

BENCHMARK_MAIN();
