// All filters in one table by name.
#include "liquid/filters.h"

#include <unordered_map>
#include <vector>

#include "liquid/inspect.h"

namespace daybook::liquid {

const Filter* FindFilter(std::string_view name) {
    static const std::unordered_map<std::string_view, const Filter*> kFilters = [] {
        std::unordered_map<std::string_view, const Filter*> table;
        for (std::span<const Filter> some : {TextFilters(), MarkupFilters(), MathFilters(), ArrayFilters(), DateFilters(), MarketingFilters()}) {
            for (const Filter& filter : some) table.emplace(filter.name, &filter);
        }
        return table;
    }();
    auto found = kFilters.find(name);
    return found == kFilters.end() ? nullptr : found->second;
}

std::vector<std::string_view> FilterNames() {
    std::vector<std::string_view> names;
    for (std::span<const Filter> some : {TextFilters(), MarkupFilters(), MathFilters(), ArrayFilters(), DateFilters(), MarketingFilters()}) {
        for (const Filter& filter : some) names.push_back(filter.name);
    }
    return names;
}

}  // namespace daybook::liquid
