#include <map>
#include <utility>

#include <png.h>

#include "base/assert.h"
#include "images/codecs.h"

namespace daybook::images {
namespace {

constexpr size_t kColoursMax = 256;

// The library's picture, given back whatever happens.
struct Picture {
    png_image image{};
    Picture() { image.version = PNG_IMAGE_VERSION; }
    ~Picture() { png_image_free(&image); }
    Picture(const Picture&) = delete;
    Picture& operator=(const Picture&) = delete;
};

struct Palette {
    std::vector<uint8_t> colours;  // kChannels bytes each
    std::vector<uint8_t> places;   // a point's colour
};

// False where there are too many colours.
bool MakePalette(const Pixels& pixels, Palette& palette) {
    std::map<uint32_t, uint8_t> known;
    for (size_t i = 0; i < pixels.points.size(); i += kChannels) {
        const uint8_t* point = pixels.points.data() + i;
        const uint32_t colour = uint32_t{point[0]} << 24 | uint32_t{point[1]} << 16 | uint32_t{point[2]} << 8 | point[3];
        auto found = known.find(colour);
        if (found == known.end()) {
            if (known.size() == kColoursMax) return false;
            found = known.emplace(colour, static_cast<uint8_t>(known.size())).first;
            palette.colours.insert(palette.colours.end(), point, point + kChannels);
        }
        palette.places.push_back(found->second);
    }
    return true;
}

std::vector<uint8_t> WithoutOpacity(const Pixels& pixels) {
    std::vector<uint8_t> points;
    points.reserve(pixels.points.size() / kChannels * 3);
    for (size_t i = 0; i < pixels.points.size(); i += kChannels) points.insert(points.end(), pixels.points.begin() + static_cast<std::ptrdiff_t>(i), pixels.points.begin() + static_cast<std::ptrdiff_t>(i) + 3);
    return points;
}

std::string Write(Picture& picture, const std::vector<uint8_t>& points, const void* colours) {
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(picture.image);
    std::string bytes(size, '\0');
    const int done = png_image_write_to_memory(&picture.image, bytes.data(), &size, 0, points.data(), 0, colours);
    ASSERT(done != 0);
    bytes.resize(size);
    return bytes;
}

}  // namespace

Result<Pixels> ReadPng(std::string_view file) {
    Picture picture;
    if (png_image_begin_read_from_memory(&picture.image, file.data(), file.size()) == 0) return Unreadable();
    constexpr uint32_t kSideMax = 1'000'000;
    const Size size{static_cast<int>(std::min(picture.image.width, kSideMax)), static_cast<int>(std::min(picture.image.height, kSideMax))};
    TRY(CheckPixels(size));
    picture.image.format = PNG_FORMAT_RGBA;
    Pixels pixels = Pixels::Of(size.width, size.height);
    const bool whole = png_image_finish_read(&picture.image, nullptr, pixels.points.data(), 0, nullptr) != 0;
    if (!whole || PNG_IMAGE_FAILED(picture.image)) return Unreadable();
    return pixels;
}

std::string WritePng(const Pixels& pixels) {
    Picture picture;
    picture.image.width = static_cast<uint32_t>(pixels.width);
    picture.image.height = static_cast<uint32_t>(pixels.height);
    Palette palette;
    if (MakePalette(pixels, palette)) {
        picture.image.format = PNG_FORMAT_RGBA_COLORMAP;
        picture.image.colormap_entries = static_cast<uint32_t>(palette.colours.size() / kChannels);
        return Write(picture, palette.places, palette.colours.data());
    }
    const bool opaque = IsOpaque(pixels);
    picture.image.format = opaque ? PNG_FORMAT_RGB : PNG_FORMAT_RGBA;
    return Write(picture, opaque ? WithoutOpacity(pixels) : pixels.points, nullptr);
}

}  // namespace daybook::images
