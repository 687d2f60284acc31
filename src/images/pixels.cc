#include "images/pixels.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/assert.h"

namespace daybook::images {
namespace {

// What of the old points lies in a new one: old point `first` and those behind it, with their shares.
struct Cover {
    int first = 0;
    std::vector<float> shares;
};

std::vector<Cover> Covers(int from, int to) {
    std::vector<Cover> covers(static_cast<size_t>(to));
    const double step = static_cast<double>(from) / to;
    for (int i = 0; i < to; ++i) {
        const double begin = i * step, end = std::min<double>(begin + step, from);
        Cover& cover = covers[static_cast<size_t>(i)];
        cover.first = static_cast<int>(begin);
        for (int old = cover.first; old < from && old < end; ++old)
            cover.shares.push_back(static_cast<float>((std::min<double>(old + 1, end) - std::max<double>(old, begin)) / step));
    }
    return covers;
}

// Adds a row, made as wide as `covers`, with this weight. Colours count as much as they are opaque.
void AddRow(const uint8_t* row, const std::vector<Cover>& covers, float weight, std::vector<float>& sums) {
    float* sum = sums.data();
    for (const Cover& cover : covers) {
        const uint8_t* point = row + static_cast<size_t>(cover.first) * kChannels;
        for (const float share : cover.shares) {
            const float opacity = share * weight * static_cast<float>(point[3]);
            for (size_t c = 0; c < 3; ++c) sum[c] += opacity * static_cast<float>(point[c]);
            sum[3] += opacity;
            point += kChannels;
        }
        sum += kChannels;
    }
}

uint8_t Byte(float value) { return static_cast<uint8_t>(std::clamp(std::lround(value), 0L, 255L)); }

void WriteRow(const std::vector<float>& sums, uint8_t* row) {
    for (size_t i = 0; i < sums.size(); i += kChannels) {
        const float opacity = sums[i + 3];
        for (size_t c = 0; c < 3; ++c) row[i + c] = opacity > 0 ? Byte(sums[i + c] / opacity) : 0;
        row[i + 3] = Byte(opacity);
    }
}

}  // namespace

Size Within(Size size, Size most) {
    const double scale = std::min({1.0, static_cast<double>(most.width) / size.width, static_cast<double>(most.height) / size.height});
    const auto scaled = [&](int length) { return std::max(1, static_cast<int>(std::lround(length * scale))); };
    return {std::min(scaled(size.width), most.width), std::min(scaled(size.height), most.height)};
}

Pixels Smaller(const Pixels& from, Size size) {
    ASSERT(size.width >= 1 && size.height >= 1 && size.width <= from.width && size.height <= from.height);
    Pixels to = Pixels::Of(size.width, size.height);
    const std::vector<Cover> columns = Covers(from.width, size.width), rows = Covers(from.height, size.height);
    std::vector<float> sums(static_cast<size_t>(size.width) * kChannels);
    for (int y = 0; y < size.height; ++y) {
        std::fill(sums.begin(), sums.end(), 0.0F);
        int old = rows[static_cast<size_t>(y)].first;
        for (const float share : rows[static_cast<size_t>(y)].shares) AddRow(from.At(0, old++), columns, share, sums);
        WriteRow(sums, to.At(0, y));
    }
    return to;
}

Pixels Upright(Pixels from, int orientation) {
    if (orientation < 2 || orientation > 8) return from;
    const bool turned = orientation >= 5;  // rows are columns
    Pixels to = turned ? Pixels::Of(from.height, from.width) : Pixels::Of(from.width, from.height);
    // Where the first row begins: EXIF 2.32, table 6, "Orientation".
    const bool from_right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool from_bottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    for (int y = 0; y < to.height; ++y) {
        for (int x = 0; x < to.width; ++x) {
            const int column = turned ? y : x, row = turned ? x : y;
            std::copy_n(from.At(from_right ? from.width - 1 - column : column, from_bottom ? from.height - 1 - row : row), kChannels, to.At(x, y));
        }
    }
    return to;
}

bool IsOpaque(const Pixels& pixels) {
    for (size_t i = kChannels - 1; i < pixels.points.size(); i += kChannels) {
        if (pixels.points[i] != 255) return false;
    }
    return true;
}

}  // namespace daybook::images
