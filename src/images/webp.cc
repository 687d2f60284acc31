#include <webp/decode.h>

#include "images/codecs.h"

namespace daybook::images {

Result<Pixels> ReadWebp(std::string_view file) {
    const auto* bytes = reinterpret_cast<const uint8_t*>(file.data());
    WebPBitstreamFeatures features;
    if (WebPGetFeatures(bytes, file.size(), &features) != VP8_STATUS_OK) return Unreadable();
    if (features.has_animation != 0) return Invalid("This WebP moves, which mail programs do not show: save it as GIF.", "file", "image_type");
    TRY(CheckPixels({features.width, features.height}));
    Pixels pixels = Pixels::Of(features.width, features.height);
    const auto row = static_cast<int>(static_cast<size_t>(pixels.width) * kChannels);
    if (WebPDecodeRGBAInto(bytes, file.size(), pixels.points.data(), pixels.points.size(), row) == nullptr) return Unreadable();
    return pixels;
}

}  // namespace daybook::images
