// Files to points and back, a function a kind of file. All reading checks the size before it takes memory for the points.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "images/images.h"
#include "images/pixels.h"

namespace daybook::images {

Error Unreadable();               // image_unreadable
Status CheckPixels(Size size);    // image_too_large

// Held upright; one much larger than what is kept is read at a half, a quarter or an eighth.
Result<Pixels> ReadJpeg(std::string_view file);
Result<Pixels> ReadPng(std::string_view file);
Result<Pixels> ReadWebp(std::string_view file);
// A GIF without comments and foreign extensions, frame by frame as it is.
Result<Image> CheckGif(std::string_view file);

std::string WriteJpeg(const Pixels& pixels);
// With a palette where 256 colours suffice.
std::string WritePng(const Pixels& pixels);

// What an EXIF block says of how the picture is to be held: 1 to 8; 1 where it says nothing.
int OrientationOf(std::string_view jpeg);

}  // namespace daybook::images
