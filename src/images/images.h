// Pictures for messages, made anew from their points: what came along in the file (places, comments, whatever was hung
// behind it) is left out, what is larger than mail programs show is made smaller.
//
// Read: JPEG, PNG, GIF, WebP, told by what is in them. Kept: JPEG, PNG and GIF, which every mail program shows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

#include "base/result.h"

namespace daybook::images {

enum class Format : uint8_t { kJpeg, kPng, kGif };
std::string_view MediaType(Format format);  // "image/jpeg"
std::string_view Ending(Format format);     // "jpg"

inline constexpr size_t kBytesMax = 10 << 20;            // of a file that is read
inline constexpr int64_t kPixelsMax = 40'000'000;        // of a picture that is read
inline constexpr int kWidthMax = 1200, kHeightMax = 4000;  // of one that is kept: twice an e-mail's width, for dense screens
inline constexpr size_t kGifBytesMax = 3 << 20;          // a GIF moves, and is kept as it is

struct Image {
    Format format = Format::kPng;
    int width = 0, height = 0;  // pixels
    std::string bytes;
};

// One picture at a time, whoever asks: each may take a quarter of a gigabyte while it is read.
class Maker {
  public:
    // kInvalid image_type (no picture, or of a kind that mail programs do not show), image_too_large (bytes or pixels),
    // image_unreadable (cut off or damaged).
    Result<Image> Make(std::string_view file);

  private:
    std::mutex one_;
};

}  // namespace daybook::images
