// The table of filters.
#pragma once

#include <span>
#include <string_view>

#include "liquid/state.h"

namespace daybook::liquid {

using Arguments = std::span<const Value>;

struct Filter {
    std::string_view name;
    Value (*run)(State& state, const Value& input, Arguments arguments) = nullptr;
    // Arguments behind the input; keywords count as one, an object, at the end.
    int least = 0;
    int most = 0;
};

// Null where there is no such filter.
const Filter* FindFilter(std::string_view name);

std::span<const Filter> TextFilters();
std::span<const Filter> MarkupFilters();
std::span<const Filter> MathFilters();
std::span<const Filter> ArrayFilters();
std::span<const Filter> DateFilters();
std::span<const Filter> MarketingFilters();

}  // namespace daybook::liquid
