// Storms: a sandbox that answers 429, 500, HTML, half a JSON or nothing, takes permissions and keys away and changes
// while it is read, a database that loses its connection, workers that know nothing of each other, webhooks out of order
// and doubled. When the storm is over everything drains, and the profiles are those of a run in fair weather.
#include <algorithm>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "seeds.h"
#include "snapshot.h"
#include "sql/test_support.h"

namespace daybook::sim {
namespace {

using sandbox::FaultKind;

constexpr Micros kBegin = sandbox::kDefaultBirth * kSecond;
constexpr Micros kEnd = kBegin + 2 * kDay;  // every run is looked at then

constexpr FaultKind kAllKinds[] = {
    FaultKind::kRateLimit, FaultKind::kLockTimeout, FaultKind::kServerError,   FaultKind::kBadGateway,
    FaultKind::kHalfJson,  FaultKind::kDrop,        FaultKind::kSlow,          FaultKind::kEmptyPage,
    FaultKind::kEndlessPage, FaultKind::kUnknownValues, FaultKind::kRevokedKey, FaultKind::kLostPermission};

struct Weather {
    sandbox::Storm storm;
    double statements_fail = 0;
    Micros storm_lasts = 0;
    int changes = 0;
    int settlers = 1;
};

Weather WeatherOf(uint64_t seed) {
    Random random(Mix(seed, 1));
    Weather weather;
    weather.storm = {.seed = seed, .chance = 0.02 + 0.3 * random.Unit() * random.Unit(), .delay = 90 * kSecond};
    for (const FaultKind kind : kAllKinds) {
        if (random.Chance(0.4)) weather.storm.kinds.push_back(kind);
    }
    if (weather.storm.kinds.empty()) weather.storm.chance = 0;
    if (random.Chance(0.5)) weather.statements_fail = 0.05 * random.Unit();
    weather.storm_lasts = random.Between(kSecond, 30 * kMinute);
    weather.changes = static_cast<int>(random.Between(0, 25));
    weather.settlers = static_cast<int>(random.Between(1, 3));
    return weather;
}

// What happens in the shop: the same for each run of a seed, whatever the weather.
class Story {
  public:
    Story(sandbox::Shop& shop, uint64_t seed) : shop_(shop), random_(Mix(seed, 2)) {}
    void Next() {
        const std::string customer = shop_.CustomerId(static_cast<uint32_t>(random_.Below(shop_.customers())));
        const std::string n = std::to_string(++step_);
        if (shop_.ObjectJson(customer).value_or("").find("\"deleted\":true") != std::string::npos) return;
        switch (random_.Below(5)) {
            case 0: return Change(customer, R"({"name":"Nora Number)" + n + R"("})");
            case 1: return Change(customer, R"({"email":"step)" + n + R"(@example.com"})");
            case 2: return Change(customer, R"({"phone":"+1415555)" + std::to_string(2600 + step_) + R"("})");
            case 3: return Invoice(step_, "open");
            default: return Invoice(static_cast<int>(random_.Below(static_cast<uint64_t>(step_))) + 1, "paid");
        }
    }

  private:
    void Change(const std::string& id, const std::string& patch) {
        const Status done = shop_.Change(id, patch);
        EXPECT_TRUE(done.ok()) << done.error().message;
    }
    // The n-th invoice never changes its customer or its moment.
    void Invoice(int n, std::string_view status) {
        const std::string customer = shop_.CustomerId(static_cast<uint32_t>(n) % static_cast<uint32_t>(shop_.customers()));
        const int64_t created = sandbox::kDefaultBirth - 1000 + n;
        const Status done = shop_.Upsert(fmt::format(
            R"({{"id":"in_Story{0}","object":"invoice","created":{1},"livemode":false,"customer":"{2}","status":"{3}",)"
            R"("currency":"usd","total":{4},"subtotal":{4},"amount_due":{4},"amount_paid":{4},"amount_remaining":0,)"
            R"("billing_reason":"manual","attempt_count":1,"status_transitions":{{"paid_at":{1}}},)"
            R"("lines":{{"object":"list","has_more":false,"data":[]}}}})",
            n, created, customer, status, 100 + step_));
        EXPECT_TRUE(done.ok()) << done.error().message;
    }

    sandbox::Shop& shop_;
    Random random_;
    int step_ = 0;
};

// Which of these are not among those; both sorted.
std::string Lacking(const std::vector<std::string>& these, const std::vector<std::string>& those) {
    std::vector<std::string> lacking;
    std::ranges::set_difference(these, those, std::back_inserter(lacking));
    return fmt::format("{}", fmt::join(lacking, ", "));
}

class FaultsTest : public ::testing::TestWithParam<std::string> {
  protected:
    static std::unique_ptr<sandbox::Shop> MakeShop(uint64_t seed, const Clock& clock) {
        auto shop = sandbox::Shop::Create(
            {.customers = static_cast<uint32_t>(8 + seed % 5), .seed = seed,
             .api_version = seed % 3 == 0 ? sandbox::Shape::kAcacia : sandbox::Shape::kByHeader},
            clock);
        EXPECT_TRUE(shop.ok()) << shop.error().message;
        return std::move(*shop);
    }

    // A run of the seed's story; without weather all of it happens after the import, one thing at a time.
    Result<Snapshot> Run(uint64_t seed, const Weather* weather) {
        const sql::TestPlace place(GetParam(), sql::TestPlace::Begin::kMigrated);
        ManualClock clock(kBegin);
        const auto shop = MakeShop(seed, clock);
        World* world = nullptr;
        shop->OnEvent([&](const sandbox::Emitted& event) { world->Post(event); });
        Random failing(Mix(seed, 3));
        double statements_fail = 0;
        const auto made = TRY(World::Open(
            *shop, clock,
            {.url = place.url(),
             .folder = place.folder(),
             .seed = seed,
             .settlers = weather ? weather->settlers : 1,
             .rate = {stripe::RateChoice::Kind::kUnlimited},
             .segments = WatchedConditions(),
             .before_statement = [&](std::string_view) -> Status {
                 if (statements_fail == 0 || !failing.Chance(statements_fail)) return {};
                 const bool repeated = failing.Chance(0.5);
                 return Unavailable("The simulator took the database away.",
                                    repeated ? "serialization_failure" : "disk_full");
             }}));
        world = made.get();
        Story story(*shop, seed);
        const int changes = WeatherOf(seed).changes;
        if (weather) {
            statements_fail = weather->statements_fail;
            shop->faults().Begin(weather->storm);
            for (int i = 0; i < changes; ++i) {
                world->RunFor(weather->storm_lasts / (changes + 1));
                story.Next();
            }
            world->RunFor(weather->storm_lasts / (changes + 1));
            shop->faults().Clear();
            statements_fail = 0;
            if (!world->RunUntilOnlyPermissionsLack()) return Internal("It does not drain: " + world->Describe());
            TRY(world->CheckAgain());
        }
        if (!world->RunUntilSettled()) return Internal("It does not come to an end: " + world->Describe());
        for (int i = 0; !weather && i < changes; ++i) {
            story.Next();
            if (!world->RunUntilSettled()) return Internal("A change does not arrive: " + world->Describe());
        }
        if (!world->JumpTo(kEnd)) return Internal("Time brings no end: " + world->Describe());
        return Look(*world);
    }

    void Compare(uint64_t seed) {
        SCOPED_TRACE(fmt::format("DAYBOOK_SEED={} DAYBOOK_SIM_SEEDS=1 sim_test --gtest_filter='*Storm*{}'", seed,
                                 GetParam()));
        const auto fair = Run(seed, nullptr);
        ASSERT_TRUE(fair.ok()) << fair.error().message;
        ASSERT_GT(fair->people.size(), 3U);
        const Weather weather = WeatherOf(seed);
        const auto stormy = Run(seed, &weather);
        ASSERT_TRUE(stormy.ok()) << stormy.error().message;
        Snapshot but_for_noes = *stormy;
        but_for_noes.noes = fair->noes;
        ASSERT_EQ(Difference(*fair, but_for_noes), "");
        ASSERT_NO_FATAL_FAILURE(CompareNoes(seed, *fair, *stormy));
    }

    // Who leaves an address before the storm lets it be read takes no no along (docs/decisions/0022). So there may be fewer than with
    // whoever saw every state, and not fewer than with whoever saw the last one only.
    void CompareNoes(uint64_t seed, const Snapshot& fair, const Snapshot& stormy) {
        if (stormy.noes == fair.noes) return;
        const Weather late{.changes = WeatherOf(seed).changes};
        const auto last = Run(seed, &late);
        ASSERT_TRUE(last.ok()) << last.error().message;
        ASSERT_EQ(Lacking(stormy.noes, fair.noes), "");
        ASSERT_EQ(Lacking(last->noes, stormy.noes), "");
    }
};
INSTANTIATE_BOTH_ENGINES(FaultsTest);

TEST_P(FaultsTest, AfterAStormTheProfilesAreThoseOfFairWeather) {
    // A round trip a statement makes PostgreSQL several times as slow: it gets each fifth seed.
    const uint64_t step = GetParam() == "sqlite" ? 1 : 5;
    for (uint64_t seed = FirstSeed(); seed < FirstSeed() + static_cast<uint64_t>(SeedCount()); seed += step) {
        Compare(seed);
        if (HasFatalFailure()) return;
    }
}

TEST_P(FaultsTest, ASeedReplaysExactly) {
    const Weather weather = WeatherOf(FirstSeed());
    const auto first = Run(FirstSeed(), &weather);
    const auto second = Run(FirstSeed(), &weather);
    ASSERT_TRUE(first.ok()) << first.error().message;
    ASSERT_TRUE(second.ok()) << second.error().message;
    EXPECT_EQ(WholeDifference(*first, *second), "");
}

}  // namespace
}  // namespace daybook::sim
