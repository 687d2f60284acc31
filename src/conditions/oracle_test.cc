// The engine against the oracle: random people × random conditions × random moments, and each
// promised next moment judged one second before and at it.
#include <gtest/gtest.h>

#include <cstdlib>

#include "conditions/conditions_support.h"
#include "conditions/generate_support.h"
#include "conditions/judge.h"

namespace daybook::conditions {
namespace {

constexpr int64_t kComparisons = 1'000'000;
constexpr int kPeople = 8;   // a condition
constexpr int kMoments = 8;  // a person, each followed from flip to flip
constexpr int kFlips = 6;
uint64_t Seed() {
    const char* given = std::getenv("DAYBOOK_SEED");
    return given != nullptr ? std::strtoull(given, nullptr, 10) : 20'260'131;
}

class Comparing {
  public:
    Comparing(const std::string& zone, uint64_t seed)
        : schema_(test::ShopSchema(zone)),
          zone_(date::locate_zone(zone)),
          random_(seed),
          person_(schema_) {}

    // Compares at least so often.
    void Run(int64_t comparisons) {
        while (count_ < comparisons && !testing::Test::HasFailure()) {
            rule_ = oracle::AnyRule(random_, 3, zone_);
            const std::string json = oracle::Json(rule_);
            const Result<Program> program = Parse(json, schema_);
            ASSERT_TRUE(program.ok()) << program.error().message << "\n" << json;
            for (int i = 0; i < kPeople && !testing::Test::HasFailure(); ++i) {
                human_ = oracle::AnyHuman(random_, zone_);
                oracle::Fill(person_, schema_, human_);
                for (int k = 0; k < (program->timed() ? kMoments : 1); ++k)
                    Follow(*program, oracle::AnyMoment(random_, zone_));
            }
            if (testing::Test::HasFailure())
                ADD_FAILURE() << schema_.calendar->zone() << " " << json;
        }
    }
    int64_t held() const { return held_; }
    int64_t flips() const { return flips_; }

  private:
    bool Oracle(int64_t at) {
        ++count_;
        const bool holds = oracle::Judge(rule_, human_, at, zone_);
        held_ += holds ? 1 : 0;
        return holds;
    }

    // From `at` on from one promised moment to the next; between them nothing may change.
    void Follow(const Program& program, int64_t at) {
        for (int i = 0; i < kFlips; ++i) {
            const Verdict verdict = judge_.Decide(program, person_, at);
            EXPECT_EQ(verdict.holds, Oracle(at)) << "at " << at;
            const int64_t until = std::min(verdict.next, at + kHorizon);
            const int64_t between = random_.Between(at, until - 1);
            EXPECT_EQ(verdict.holds, Oracle(between))
                << "at " << between << ", between " << at << " and " << verdict.next;
            const int64_t near = std::min(until - 1, at + random_.Between(0, 400 * 86'400LL));
            EXPECT_EQ(verdict.holds, Oracle(near))
                << "at " << near << ", between " << at << " and " << verdict.next;
            if (verdict.next > at + kHorizon) return;
            EXPECT_EQ(verdict.holds, Oracle(verdict.next - 1))
                << "a second before " << verdict.next;
            EXPECT_NE(verdict.holds, Oracle(verdict.next))
                << "at the promised moment " << verdict.next;
            if (testing::Test::HasFailure()) return;
            at = verdict.next;
            ++flips_;
        }
    }

    const Schema schema_;
    const date::time_zone* zone_;
    Random random_;
    Person person_;
    Judge judge_;
    oracle::Rule rule_;
    oracle::Human human_;
    int64_t count_ = 0, held_ = 0, flips_ = 0;
};

TEST(Oracle, AgreesAboutEverybodyAtEveryMoment) {
    const uint64_t seed = Seed();
    const std::vector<std::string> zones = {"UTC",
                                            "America/New_York",
                                            "Europe/Berlin",
                                            "America/Sao_Paulo",
                                            "America/Havana",
                                            "Australia/Lord_Howe",
                                            "Asia/Kathmandu",
                                            "Africa/Casablanca"};
    int64_t held = 0, flips = 0;
    for (size_t i = 0; i < zones.size(); ++i) {
        SCOPED_TRACE("DAYBOOK_SEED=" + std::to_string(seed));
        Comparing comparing(zones[i], Mix(seed, i));
        comparing.Run(kComparisons / static_cast<int64_t>(zones.size()));
        if (HasFailure()) return;
        held += comparing.held();
        flips += comparing.flips();
    }
    // What is compared must be worth it: both answers are common, and so are flips.
    EXPECT_GT(held, kComparisons / 5);
    EXPECT_LT(held, kComparisons * 4 / 5);
    EXPECT_GT(flips, kComparisons / 25);
}

}  // namespace
}  // namespace daybook::conditions
