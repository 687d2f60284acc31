// A GIF as its blocks (GIF89a §§ 15–27); what its pictures hold is left to those who show it.
//
//   file      = "GIF87a" | "GIF89a" width:2 height:2 flags:1 background:1 aspect:1 [colours] block… 0x3B
//   block     = 0x21 label:1 piece… 0x00                                       an extension
//             | 0x2C left:2 top:2 width:2 height:2 flags:1 [colours] bits:1 piece… 0x00   a frame
//   piece     = size:1 byte{size}
#include <fmt/format.h>

#include "images/codecs.h"

namespace daybook::images {
namespace {

constexpr int kFramesMax = 500;
constexpr unsigned char kControl = 0xF9, kApplication = 0xFF;

class GifReader {
  public:
    explicit GifReader(std::string_view file) : file_(file) {}

    // False where it is no whole GIF.
    bool Read(Image& image) {
        if (!file_.starts_with("GIF87a") && !file_.starts_with("GIF89a")) return false;
        if (!Skip(6)) return false;
        image.width = Number(at_);
        image.height = Number(at_ + 2);
        if (!Skip(7) || !SkipColours(Byte(at_ - 3))) return false;
        image.bytes.append(file_.substr(0, at_));
        while (at_ < file_.size()) {
            const size_t begin = at_;
            const unsigned char kind = Byte(at_++);
            if (kind == 0x3B) {
                image.bytes += '\x3B';
                return frames_ > 0;
            }
            if (!(kind == 0x2C ? Frame(image) : kind == 0x21 && Extension())) return false;
            if (kind == 0x2C || kept_) image.bytes.append(file_.substr(begin, at_ - begin));
        }
        return false;
    }

  private:
    unsigned char Byte(size_t at) const { return at < file_.size() ? static_cast<unsigned char>(file_[at]) : 0; }
    int Number(size_t at) const { return Byte(at) | Byte(at + 1) << 8; }
    bool Skip(size_t bytes) { return (at_ += bytes) <= file_.size(); }
    bool SkipColours(unsigned char flags) { return (flags & 0x80) == 0 || Skip(size_t{3} << ((flags & 7) + 1)); }
    bool SkipPieces() {
        while (at_ < file_.size()) {
            const size_t size = Byte(at_++);
            if (size == 0) return true;
            if (!Skip(size)) return false;
        }
        return false;
    }
    bool Frame(const Image& image) {
        const bool inside = Number(at_) + Number(at_ + 4) <= image.width && Number(at_ + 2) + Number(at_ + 6) <= image.height;
        if (!inside || ++frames_ > kFramesMax || !Skip(9) || !SkipColours(Byte(at_ - 1)) || !Skip(1)) return false;
        return SkipPieces();
    }
    // How long a frame shows, and how often all are shown, is kept.
    bool Extension() {
        const unsigned char label = Byte(at_);
        const std::string_view name = file_.substr(std::min(at_ + 2, file_.size()), 11);
        kept_ = label == kControl || (label == kApplication && (name == "NETSCAPE2.0" || name == "ANIMEXTS1.0"));
        return Skip(1) && SkipPieces();
    }

    const std::string_view file_;
    size_t at_ = 0;
    int frames_ = 0;
    bool kept_ = false;
};

}  // namespace

Result<Image> CheckGif(std::string_view file) {
    Image image{.format = Format::kGif};
    if (!GifReader(file).Read(image)) return Unreadable();
    TRY(CheckPixels({image.width, image.height}));
    const bool large = image.width > kWidthMax || image.height > kHeightMax || image.bytes.size() > kGifBytesMax;
    if (large)
        return Invalid(fmt::format("A GIF is kept as it is, and may have {} × {} points and {} MB: make it smaller.", kWidthMax, kHeightMax, kGifBytesMax >> 20), "file",
                       "image_too_large");
    return image;
}

}  // namespace daybook::images
