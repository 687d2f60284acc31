#include "stripe/ranges.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/assert.h"
#include "base/text.h"

namespace daybook::stripe {
namespace {

// A split costs a request and half an unused page; fewer objects than this are read sooner in a row.
constexpr double kWorthSplitting = 150;

// The mean of what grows evenly in proportion, as shops do, from one to the other (the logarithmic mean). Both above 0.
double Between(double one, double other) {
    const double ratio = one / other;
    return std::abs(ratio - 1) < 1e-3 ? one : (one - other) / std::log(ratio);
}

// Down to where objects are expected.
int64_t ExpectedEnd(const Range& range, int64_t floor) {
    return range.lowest() && floor < range.cursor_at ? std::max(range.lo, floor) : range.lo;
}

// Objects a second where it was read; 0 where nothing was.
double DensityOf(const Range& range, const Seen& seen) {
    if (!range.started() || seen.objects <= 0) return 0;
    return static_cast<double>(seen.objects) / static_cast<double>(std::max<int64_t>(1, seen.newest - range.cursor_at));
}

double SecondsLeft(const Range& range, int64_t floor) {
    return range.done ? 0 : static_cast<double>(std::max<int64_t>(0, range.cursor_at - ExpectedEnd(range, floor)));
}

}  // namespace

Range WholeRange(int64_t now) {
    Range range;
    range.hi = std::max(now, kBeginning) + 1;
    range.top = true;
    return range;
}

Bounds BoundsOf(const Range& range) {
    Bounds bounds;
    if (!range.lowest()) bounds.from = range.lo;
    if (range.started()) {
        bounds.below = range.cursor_at + 1;
    } else if (!range.top) {
        bounds.below = range.hi;
    }
    return bounds;
}

std::string TargetOf(Kind kind, const Bounds& bounds, const std::string& cursor) {
    const Resource& resource = ResourceOf(kind);
    std::string target = fmt::format("{}?limit=100", resource.path);
    if (!resource.list_query.empty()) target += fmt::format("&{}", resource.list_query);
    if (bounds.from) target += fmt::format("&created%5Bgte%5D={}", *bounds.from);
    if (bounds.below) target += fmt::format("&created%5Blt%5D={}", *bounds.below);
    if (!cursor.empty()) target += "&starting_after=" + UrlEncode(cursor);
    return target;
}

Step Judge(const Range& range, const PageEnd& page) {
    if (page.count == 0) return page.has_more ? Step::kStuck : Step::kDone;
    if (page.last_id.empty() || page.last_id == range.cursor) {
        return page.has_more ? Step::kStuck : Step::kDone;
    }
    if (page.last_created <= 0) return page.has_more ? Step::kStuck : Step::kDone;
    const bool backwards = range.started() && page.last_created > range.cursor_at;
    if (backwards) return Step::kStuck;
    if (!range.lowest() && page.last_created < range.lo) return Step::kDone;
    return page.has_more ? Step::kNext : Step::kDone;
}

double ExpectedLeft(const Range& range, const Seen& seen, int64_t floor) {
    return DensityOf(range, seen) * SecondsLeft(range, floor);
}

double LikelyLeft(const Range& range, const Seen& seen, int64_t floor) {
    const double density = DensityOf(range, seen);
    return (density > 0 && seen.below > 0 ? Between(density, seen.below) : density) * SecondsLeft(range, floor);
}

std::optional<Range> SplitRange(Range& range, const Seen& seen, const SplitPlan& plan) {
    const double objects = ExpectedLeft(range, seen, plan.floor);
    if (objects < kWorthSplitting) return std::nullopt;
    const int64_t end = ExpectedEnd(range, plan.floor);
    const double worth = std::min<double>(plan.parts, objects / kWorthSplitting);
    const bool bottomless = end <= kBeginning;
    const int64_t parts = bottomless ? 2 : std::max<int64_t>(2, static_cast<int64_t>(worth));
    const int64_t middle = end + (range.cursor_at - end) / parts;
    // The second of the cursor stays with it; objects from after the pass began lie above every key.
    if (middle <= range.lo || middle > range.cursor_at || middle >= range.hi) return std::nullopt;
    Range lower;
    lower.hi = middle;
    lower.lo = range.lo;
    range.lo = middle;
    ASSERT(lower.lo < lower.hi && lower.hi == range.lo);
    return lower;
}

}  // namespace daybook::stripe
