// Runs one scenario file on one engine, in one API shape and one order of arrival.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "objects.h"

namespace daybook::scenarios {

enum class Order { kAsWritten, kReversed, kShuffled, kDoubled };
std::string_view OrderName(Order order);

struct Run {
    std::string path;       // of the scenario file
    std::string engine;     // "sqlite" or "postgres"
    Shape shape = Shape::kEndive;
    Order order = Order::kAsWritten;
    uint64_t seed = 1;
};

// What did not hold, each with its line; empty: all did. Throws where the file is malformed.
std::vector<std::string> Execute(const Run& run);

}  // namespace daybook::scenarios
