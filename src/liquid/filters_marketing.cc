// What mail needs beyond the language: money and numbers by locale, plurals, hashes, spun words.
#include "liquid/filters.h"

namespace daybook::liquid {
std::span<const Filter> MarketingFilters() { return {}; }
}  // namespace daybook::liquid
