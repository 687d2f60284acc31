#include <algorithm>
#include <memory>

#include <turbojpeg.h>

#include "base/assert.h"
#include "images/codecs.h"

namespace daybook::images {
namespace {

constexpr int kQuality = 85;
constexpr int kScansMax = TJFLAG_LIMITSCANS;  // a progressive file may ask for thousands of passes

struct Destroy {
    void operator()(void* handle) const { tjDestroy(handle); }
};
using Handle = std::unique_ptr<void, Destroy>;

// Printers' colours: Adobe writes them the other way round, and hardly anybody else writes them.
void FromInks(Pixels& pixels) {
    for (size_t i = 0; i < pixels.points.size(); i += kChannels) {
        uint8_t* point = pixels.points.data() + i;
        for (size_t c = 0; c < 3; ++c) point[c] = static_cast<uint8_t>(point[c] * point[3] / 255);
        point[3] = 255;
    }
}

// 1, 2, 4 or 8: so much smaller it is read and still is as large as what is kept, whichever way it is held.
int Divisor(Size size) {
    const Size kept = Within(size, {kHeightMax, kHeightMax});
    int divisor = 1;
    while (divisor < 8 && size.width / (divisor * 2) >= kept.width && size.height / (divisor * 2) >= kept.height) divisor *= 2;
    return divisor;
}

// Big-endian where `swapped` is false.
uint32_t Number(std::string_view bytes, size_t at, size_t size, bool little) {
    uint32_t number = 0;
    for (size_t i = 0; i < size && at + size <= bytes.size(); ++i)
        number = number << 8 | static_cast<unsigned char>(bytes[at + (little ? size - 1 - i : i)]);
    return number;
}

// TIFF within EXIF: the orientation is the entry 0x0112 of the first directory.
int OrientationIn(std::string_view tiff) {
    const bool little = tiff.starts_with("II");
    const size_t directory = Number(tiff, 4, 4, little);
    if (directory > tiff.size()) return 1;
    const size_t entries = Number(tiff, directory, 2, little);
    for (size_t i = 0; i < entries; ++i) {
        const size_t entry = directory + 2 + i * 12;
        if (entry + 12 > tiff.size()) return 1;
        if (Number(tiff, entry, 2, little) != 0x0112) continue;
        const uint32_t orientation = Number(tiff, entry + 8, 2, little);
        return orientation >= 1 && orientation <= 8 ? static_cast<int>(orientation) : 1;
    }
    return 1;
}

}  // namespace

int OrientationOf(std::string_view jpeg) {
    constexpr std::string_view kExif{"Exif\0\0", 6};
    size_t at = 2;
    while (at + 4 <= jpeg.size() && jpeg[at] == '\xFF') {
        const auto marker = static_cast<unsigned char>(jpeg[at + 1]);
        const size_t size = Number(jpeg, at + 2, 2, false);
        if (marker == 0xDA || size < 2) return 1;
        const std::string_view segment = jpeg.substr(at + 4, size - 2);
        if (marker == 0xE1 && segment.starts_with(kExif)) return OrientationIn(segment.substr(kExif.size()));
        at += 2 + size;
    }
    return 1;
}

Result<Pixels> ReadJpeg(std::string_view file) {
    const Handle handle(tjInitDecompress());
    if (handle == nullptr) return Unavailable("There is not enough memory to read a picture now: try again later.");
    const auto* bytes = reinterpret_cast<const unsigned char*>(file.data());
    Size size;
    int subsampling = 0, colours = 0;
    if (tjDecompressHeader3(handle.get(), bytes, file.size(), &size.width, &size.height, &subsampling, &colours) != 0) return Unreadable();
    TRY(CheckPixels(size));
    const tjscalingfactor scale{1, Divisor(size)};
    Pixels pixels = Pixels::Of(TJSCALED(size.width, scale), TJSCALED(size.height, scale));
    const bool inks = colours == TJCS_CMYK || colours == TJCS_YCCK;
    const int done = tjDecompress2(handle.get(), bytes, file.size(), pixels.points.data(), pixels.width, 0, pixels.height, inks ? TJPF_CMYK : TJPF_RGBA, kScansMax);
    // A warning of stray bytes is harmless; one of an early end leaves a part of the picture grey.
    const bool ended = std::string_view(tjGetErrorStr2(handle.get())).find("remature end") == std::string_view::npos;
    if (done != 0 && (tjGetErrorCode(handle.get()) != TJERR_WARNING || !ended)) return Unreadable();
    if (inks) FromInks(pixels);
    return Upright(std::move(pixels), OrientationOf(file));
}

std::string WriteJpeg(const Pixels& pixels) {
    const Handle handle(tjInitCompress());
    ASSERT(handle != nullptr);
    std::string bytes(tjBufSize(pixels.width, pixels.height, TJSAMP_420), '\0');
    auto* place = reinterpret_cast<unsigned char*>(bytes.data());
    unsigned long size = bytes.size();  // NOLINT(google-runtime-int): the library's own type
    const int done = tjCompress2(handle.get(), pixels.points.data(), pixels.width, 0, pixels.height, TJPF_RGBX, &place, &size, TJSAMP_420, kQuality,
                                 TJFLAG_NOREALLOC | TJFLAG_PROGRESSIVE);
    ASSERT(done == 0);
    bytes.resize(size);
    return bytes;
}

}  // namespace daybook::images
