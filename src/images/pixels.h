// A picture in memory, and what is done to it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace daybook::images {

inline constexpr size_t kChannels = 4;  // red, green, blue, opacity: a byte each, rows from the top

struct Pixels {
    int width = 0, height = 0;
    std::vector<uint8_t> points;

    static Pixels Of(int width, int height) { return {width, height, std::vector<uint8_t>(static_cast<size_t>(width) * static_cast<size_t>(height) * kChannels)}; }
    const uint8_t* At(int x, int y) const { return points.data() + (static_cast<size_t>(y) * static_cast<size_t>(width) + static_cast<size_t>(x)) * kChannels; }
    uint8_t* At(int x, int y) { return points.data() + (static_cast<size_t>(y) * static_cast<size_t>(width) + static_cast<size_t>(x)) * kChannels; }
};

struct Size {
    int width = 0, height = 0;
    friend bool operator==(const Size&, const Size&) = default;
};
// The largest size of these proportions within `most`; never larger than it is.
Size Within(Size size, Size most);

// Each new point is the mean of those it covers. Precondition: not larger than it is, at least a point.
Pixels Smaller(const Pixels& from, Size size);

// As EXIF's orientation says (1 to 8) that it is to be held.
Pixels Upright(Pixels from, int orientation);

bool IsOpaque(const Pixels& pixels);

}  // namespace daybook::images
