#include "base/nearest.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"

namespace daybook {
namespace {

constexpr size_t kNameBytesMax = 60;
constexpr size_t kDistanceMax = 3;

// Levenshtein's distance of two short texts.
size_t Distance(std::string_view a, std::string_view b) {
    std::vector<size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), size_t{0});
    for (size_t i = 0; i < a.size(); ++i) {
        size_t diagonal = std::exchange(row[0], i + 1);
        for (size_t k = 0; k < b.size(); ++k) {
            const size_t replaced = diagonal + (a[i] == b[k] ? 0 : 1);
            diagonal = row[k + 1];
            row[k + 1] = std::min({replaced, row[k] + 1, diagonal + 1});
        }
    }
    return row.back();
}

}  // namespace

std::optional<std::string_view> Nearest(std::string_view name,
                                        std::span<const std::string_view> known) {
    if (name.size() > kNameBytesMax) return std::nullopt;
    const std::string lower = AsciiLower(name);
    std::optional<std::string_view> nearest;
    size_t best = std::min(kDistanceMax, name.size() / 2) + 1;
    for (const std::string_view candidate : known) {
        const size_t distance = Distance(lower, candidate);
        if (distance >= best) continue;
        best = distance;
        nearest = candidate;
    }
    return nearest;
}

}  // namespace daybook
