#include "seeds.h"

#include <cstdlib>
#include <string>

#include <gtest/gtest.h>

#include "base/log.h"

namespace daybook::sim {
namespace {

// Faults fill logs: they are shown where somebody looks at one seed.
class QuietLog : public ::testing::Environment {
  public:
    void SetUp() override {
        if (std::getenv("DAYBOOK_SIM_LOG") != nullptr) return;
        SetLogLevel(Level::kError);  // what is not said need not be written either
        SetLogSink([](std::string_view) {});
    }
};
const ::testing::Environment* const kQuiet = ::testing::AddGlobalTestEnvironment(new QuietLog);

}  // namespace

uint64_t FirstSeed() {
    const char* text = std::getenv("DAYBOOK_SEED");
    return text == nullptr || *text == '\0' ? 1 : std::strtoull(text, nullptr, 10);
}

int SeedCount() {
    const char* text = std::getenv("DAYBOOK_SIM_SEEDS");
    return text == nullptr || *text == '\0' ? 20 : std::atoi(text);
}

}  // namespace daybook::sim
