#include "images/images.h"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "images/codecs.h"

namespace daybook::images {
namespace {

constexpr std::string_view kJpegBegin = "\xFF\xD8\xFF", kPngBegin = "\x89PNG\r\n\x1A\n";

bool IsSvg(std::string_view file) {
    const std::string begin = AsciiLower(file.substr(0, 512));
    return begin.find("<svg") != std::string::npos || (begin.starts_with("<?xml") && AsciiLower(file.substr(0, 8192)).find("<svg") != std::string::npos);
}

// What else it is; empty where that is not known.
std::string_view OtherKind(std::string_view file) {
    if (IsSvg(file)) return "an SVG";
    if (file.starts_with("%PDF")) return "a PDF";
    if (file.starts_with("BM")) return "a BMP";
    if (file.starts_with("II*") || file.starts_with("MM")) return "a TIFF";
    if (file.size() > 12 && file.substr(4, 4) == "ftyp") return file.substr(8, 4).starts_with("avi") ? "an AVIF" : "a HEIC picture or a video";
    return {};
}

Error NoPicture(std::string_view file) {
    const std::string_view other = OtherKind(file);
    if (other.empty()) return Invalid("This is no picture that can be read: give a JPEG, PNG, GIF or WebP file.", "file", "image_type");
    return Invalid(fmt::format("This is {}, which mail programs do not show: save it as PNG or JPEG.", other), "file", "image_type");
}

// Photographs are many times smaller as JPEG; a drawing is not, and would be blurred.
constexpr size_t kPhotoTimes = 3;

Image Written(const Pixels& pixels, bool was_jpeg) {
    Image image{.width = pixels.width, .height = pixels.height};
    const bool opaque = IsOpaque(pixels);
    if (!was_jpeg || !opaque) image.bytes = WritePng(pixels);
    if (!opaque) return image;
    std::string jpeg = WriteJpeg(pixels);
    if (was_jpeg || jpeg.size() * kPhotoTimes < image.bytes.size()) {
        image.format = Format::kJpeg;
        image.bytes = std::move(jpeg);
    }
    return image;
}

Result<Image> Made(std::string_view file) {
    if (file.starts_with("GIF8")) return CheckGif(file);
    const bool jpeg = file.starts_with(kJpegBegin), webp = file.starts_with("RIFF") && file.substr(0, 12).ends_with("WEBP");
    if (!jpeg && !webp && !file.starts_with(kPngBegin)) return NoPicture(file);
    Pixels pixels = jpeg ? TRY(ReadJpeg(file)) : webp ? TRY(ReadWebp(file)) : TRY(ReadPng(file));
    const Size size{pixels.width, pixels.height}, kept = Within(size, {kWidthMax, kHeightMax});
    if (kept != size) pixels = Smaller(pixels, kept);
    return Written(pixels, jpeg);
}

}  // namespace

std::string_view MediaType(Format format) {
    constexpr std::array<std::string_view, 3> kTypes = {"image/jpeg", "image/png", "image/gif"};
    return kTypes[static_cast<size_t>(format)];
}

std::string_view Ending(Format format) {
    constexpr std::array<std::string_view, 3> kEndings = {"jpg", "png", "gif"};
    return kEndings[static_cast<size_t>(format)];
}

Error Unreadable() { return Invalid("This picture is cut off or damaged: save it again, then upload it.", "file", "image_unreadable"); }

Status CheckPixels(Size size) {
    if (size.width < 1 || size.height < 1) return Unreadable();
    if (static_cast<int64_t>(size.width) * size.height <= kPixelsMax) return {};
    return Invalid(fmt::format("This picture has {} × {} points, more than can be read ({} million): make it smaller. An e-mail shows {} of its width.", size.width,
                               size.height, kPixelsMax / 1'000'000, kWidthMax), "file", "image_too_large");
}

Result<Image> Maker::Make(std::string_view file) {
    if (file.size() > kBytesMax) return Invalid(fmt::format("This file has more than {} MB: make the picture smaller.", kBytesMax >> 20), "file", "image_too_large");
    const std::lock_guard lock(one_);
    return Made(file);
}

}  // namespace daybook::images
