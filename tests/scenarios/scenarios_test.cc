// Every scenario file, on both engines, in both API shapes, in four orders of arrival.
#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#include "runner.h"

namespace daybook::scenarios {
namespace {

std::vector<std::string> Files() {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(DAYBOOK_SOURCE_DIR) + "/tests/scenarios")) {
        if (entry.path().extension() == ".txt" && entry.path().filename() != "CMakeLists.txt") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

using Parameter = std::tuple<std::string, std::string>;

class Scenario : public testing::TestWithParam<Parameter> {};

TEST_P(Scenario, Holds) {
    const auto& [path, engine] = GetParam();
    uint64_t seed = 1;
    if (const char* given = std::getenv("DAYBOOK_SEED")) seed = std::strtoull(given, nullptr, 10);
    for (Shape shape : {Shape::kAcacia, Shape::kEndive}) {
        for (Order order : {Order::kAsWritten, Order::kReversed, Order::kShuffled, Order::kDoubled}) {
            SCOPED_TRACE(std::string(OrderName(order)) + (shape == Shape::kAcacia ? ", acacia" : ", endive") + ", seed " + std::to_string(seed));
            for (const std::string& failure : Execute({path, engine, shape, order, seed})) ADD_FAILURE() << failure;
        }
    }
}

std::string NameOf(const testing::TestParamInfo<Parameter>& info) {
    std::string name = std::filesystem::path(std::get<0>(info.param)).stem().string() + "_" + std::get<1>(info.param);
    std::replace_if(name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Files, Scenario, testing::Combine(testing::ValuesIn(Files()), testing::Values("sqlite", "postgres")), NameOf);

// A check that cannot fail would be worth nothing.
TEST(ScenarioRunner, NoticesWhatDoesNotHold) {
    std::string path = std::filesystem::temp_directory_path() / "daybook_scenario_that_fails.txt";
    std::FILE* file = std::fopen(path.c_str(), "w");
    std::fputs("stripe customer cus_1 email=a@b.co name=\"Ada L\"\nsettle\nprofile a@b.co first_name=Eva\nno profile a@b.co\nactivities a@b.co order_paid\n", file);
    std::fclose(file);
    EXPECT_EQ(Execute({path, "sqlite", Shape::kEndive, Order::kAsWritten, 1}).size(), 3u);
    std::filesystem::remove(path);
}

}  // namespace
}  // namespace daybook::scenarios
