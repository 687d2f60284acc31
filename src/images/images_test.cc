#include "images/images.h"

#include <cstring>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <webp/encode.h>

#include "images/codecs.h"

namespace daybook::images {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Colour {
    uint8_t red, green, blue, opacity = 255;
};
constexpr Colour kRed{220, 30, 20}, kBlue{10, 40, 200}, kClear{0, 0, 0, 0};

void Fill(Pixels& pixels, int left, int top, int right, int bottom, Colour colour) {
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) std::memcpy(pixels.At(x, y), &colour, sizeof colour);
    }
}
// Red, with a blue quarter at the top left.
Pixels Flag(int width, int height) {
    Pixels pixels = Pixels::Of(width, height);
    Fill(pixels, 0, 0, width, height, kRed);
    Fill(pixels, 0, 0, width / 2, height / 2, kBlue);
    return pixels;
}
// So many colours that no palette holds them, with a pattern that PNG cannot make small.
Pixels Photograph(int width, int height) {
    Pixels pixels = Pixels::Of(width, height);
    uint32_t noise = 7;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            noise = noise * 1664525 + 1013904223;
            Fill(pixels, x, y, x + 1, y + 1, {static_cast<uint8_t>(x * 200 / width + (noise >> 27)), static_cast<uint8_t>(y * 200 / height + (noise >> 26 & 31)), 90});
        }
    }
    return pixels;
}
bool IsBlue(const Pixels& pixels, int x, int y) { return pixels.At(x, y)[2] > 120 && pixels.At(x, y)[0] < 80; }

std::string Webp(const Pixels& pixels) {
    uint8_t* bytes = nullptr;
    const size_t size = WebPEncodeLosslessRGBA(pixels.points.data(), pixels.width, pixels.height, pixels.width * 4, &bytes);
    std::string file(reinterpret_cast<const char*>(bytes), size);
    WebPFree(bytes);
    return file;
}

// 2 × 2, two frames, with a comment and a foreign extension.
std::string Gif(int width = 2, int height = 2) {
    const auto number = [](int value) { return std::string{static_cast<char>(value & 255), static_cast<char>(value >> 8)}; };
    const std::string screen = "GIF89a" + number(width) + number(height) + std::string("\x80\0\0\xFF\0\0\0\0\xFF", 9);
    const std::string loop("\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0", 19), comment("\x21\xFE\x06secret\0", 10), foreign("\x21\xFF\x0BXMP DataXMP\x03<x>\0", 19);
    const std::string control("\x21\xF9\x04\0\x0A\0\0\0", 8), frame("\x2C\0\0\0\0\2\0\2\0\0\2\2\x84\x51\0", 15);
    return screen + loop + comment + foreign + control + frame + control + frame + "\x3B";
}

// With EXIF's orientation behind the beginning of the file, in one of the two byte orders.
std::string Held(const std::string& jpeg, int orientation, bool little) {
    const char value = static_cast<char>(orientation);
    std::string tiff = little ? std::string("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 18) + std::string{value, 0, 0, 0}
                              : std::string("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01", 18) + std::string{0, value, 0, 0};
    tiff += std::string(4, '\0') + "GPS 48.2 N 16.4 E";
    const std::string segment = std::string("Exif\0\0", 6) + tiff;
    const size_t size = segment.size() + 2;
    return jpeg.substr(0, 2) + "\xFF\xE1" + static_cast<char>(size >> 8) + static_cast<char>(size & 255) + segment + jpeg.substr(2);
}

std::string BigEndian(uint32_t number) {
    return {static_cast<char>(number >> 24), static_cast<char>(number >> 16 & 255), static_cast<char>(number >> 8 & 255), static_cast<char>(number & 255)};
}
// The checksum of PNG's chunks (its specification, annex D).
uint32_t Crc(std::string_view bytes) {
    uint32_t crc = 0xFFFFFFFF;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) crc = (crc & 1) != 0 ? 0xEDB88320 ^ crc >> 1 : crc >> 1;
    }
    return ~crc;
}
// A PNG that says it has `side` times as many points, in a header that is whole.
std::string WithSize(std::string png, uint32_t side) {
    png.replace(16, 8, BigEndian(side) + BigEndian(side));
    return png.replace(29, 4, BigEndian(Crc(png.substr(12, 17))));
}

Image Made(const std::string& file) {
    Maker maker;
    auto made = maker.Make(file);
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().message);
    return made.ok() ? std::move(*made) : Image();
}
Error Refused(const std::string& file) {
    Maker maker;
    const auto made = maker.Make(file);
    EXPECT_FALSE(made.ok());
    return made.ok() ? Error() : made.error();
}

TEST(ImagesTest, EachKindIsReadAndKeptAsOneThatEveryMailProgramShows) {
    const Pixels flag = Flag(40, 20);
    struct Case {
        const char* what;
        std::string file;
        Format format;
    };
    const Case cases[] = {{"jpeg", WriteJpeg(flag), Format::kJpeg}, {"png", WritePng(flag), Format::kPng}, {"webp", Webp(flag), Format::kPng},
                          {"a photograph as png", WritePng(Photograph(300, 300)), Format::kJpeg}, {"a photograph as webp", Webp(Photograph(300, 300)), Format::kJpeg}};
    for (const Case& one : cases) {
        const Image made = Made(one.file);
        EXPECT_EQ(made.format, one.format) << one.what;
        const auto read = made.format == Format::kJpeg ? ReadJpeg(made.bytes) : ReadPng(made.bytes);
        ASSERT_TRUE(read.ok()) << one.what;
        const bool photograph = read->width == 300;
        EXPECT_TRUE(photograph || (IsBlue(*read, 3, 3) && !IsBlue(*read, 35, 3) && !IsBlue(*read, 3, 17))) << one.what;
    }
}

TEST(ImagesTest, AGifKeepsItsFramesAndLosesWhatIsHungOn) {
    const Image made = Made(Gif() + "<script>alert(1)</script>");
    EXPECT_EQ(made.format, Format::kGif);
    EXPECT_EQ(made.width, 2);
    EXPECT_THAT(made.bytes, HasSubstr("NETSCAPE2.0"));
    EXPECT_THAT(made.bytes, Not(HasSubstr("secret")));
    EXPECT_THAT(made.bytes, Not(HasSubstr("XMP")));
    EXPECT_THAT(made.bytes, Not(HasSubstr("script")));
    EXPECT_EQ(Made(made.bytes).bytes, made.bytes);
}

TEST(ImagesTest, LargeOnesBecomeSmallerAndKeepTheirProportions) {
    struct Case {
        int width, height, kept_width, kept_height;
    };
    const Case cases[] = {{1200, 900, 1200, 900}, {2400, 1200, 1200, 600}, {5000, 50, 1200, 12}, {100, 5000, 80, 4000}, {9000, 2, 1200, 1}, {9000, 1000, 1200, 133}, {1000, 9000, 444, 4000}};
    for (const Case& one : cases) {
        for (const std::string& file : {WritePng(Flag(one.width, one.height)), WriteJpeg(Flag(one.width, one.height))}) {
            const Image made = Made(file);
            EXPECT_EQ(made.width, one.kept_width);
            EXPECT_EQ(made.height, one.kept_height);
        }
    }
}

TEST(ImagesTest, WhatIsSeeThroughStaysSoAndBringsNoColourOfItsOwn) {
    Pixels logo = Pixels::Of(2400, 100);
    Fill(logo, 0, 0, 2400, 100, kClear);
    Fill(logo, 1, 0, 1200, 100, kRed);
    const Image made = Made(WritePng(logo));
    EXPECT_EQ(made.format, Format::kPng);
    const auto read = ReadPng(made.bytes);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->At(900, 20)[3], 0);
    EXPECT_EQ(read->At(300, 20)[3], 255);
    // Half of this point is see-through black: it is half as opaque, and as red as before.
    EXPECT_NEAR(read->At(0, 20)[3], 128, 2);
    EXPECT_NEAR(read->At(0, 20)[0], kRed.red, 2);
}

TEST(ImagesTest, APictureTakenUprightStandsUpright) {
    // Where the blue quarter of a 40 × 20 picture comes to lie.
    struct Case {
        int orientation;
        bool right, bottom;
    };
    const Case cases[] = {{1, false, false}, {2, true, false}, {3, true, true}, {4, false, true}, {5, false, false}, {6, true, false}, {7, true, true}, {8, false, true},
                          {0, false, false}, {9, false, false}};
    for (const Case& one : cases) {
        for (const bool little : {true, false}) {
            const Image made = Made(Held(WriteJpeg(Flag(40, 20)), one.orientation, little));
            const bool turned = one.orientation >= 5 && one.orientation <= 8;
            EXPECT_EQ(made.width, turned ? 20 : 40) << one.orientation;
            const auto read = ReadJpeg(made.bytes);
            ASSERT_TRUE(read.ok());
            const int x = one.right ? read->width - 4 : 3, y = one.bottom ? read->height - 4 : 3;
            EXPECT_TRUE(IsBlue(*read, x, y)) << one.orientation;
            EXPECT_FALSE(IsBlue(*read, read->width - 1 - x, y)) << one.orientation;
            EXPECT_THAT(made.bytes, Not(HasSubstr("GPS"))) << "where it was taken is nobody's business";
        }
    }
}

TEST(ImagesTest, BadFilesAreRefusedInASentence) {
    const std::string png = WritePng(Flag(60, 60)), jpeg = WriteJpeg(Photograph(200, 200)), webp = Webp(Photograph(60, 60)), gif = Gif();
    std::string wide_jpeg = jpeg;
    const size_t frame = wide_jpeg.find("\xFF\xC2");
    ASSERT_NE(frame, std::string::npos);
    wide_jpeg.replace(frame + 5, 4, std::string("\xFF\0\xFF\0", 4));
    std::string flipped = png;
    flipped[flipped.size() / 2] = static_cast<char>(flipped[flipped.size() / 2] ^ 0x55);
    struct Case {
        const char* what;
        std::string file;
        const char* reason;
        const char* says;
    };
    const Case cases[] = {
        {"nothing", "", "image_type", "JPEG, PNG, GIF or WebP"},
        {"text under a picture's name", "hello, I am logo.png", "image_type", "no picture"},
        {"svg", R"(<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>)", "image_type", "an SVG"},
        {"svg behind a declaration", "<?xml version=\"1.0\"?>\n<!-- x --><SVG/>", "image_type", "an SVG"},
        {"heic", std::string("\0\0\0\x18" "ftypheic\0\0\0\0", 16), "image_type", "HEIC"},
        {"avif", std::string("\0\0\0\x18" "ftypavif\0\0\0\0", 16), "image_type", "AVIF"},
        {"pdf", "%PDF-1.7", "image_type", "PDF"},
        {"html", "<html><img src=x onerror=alert(1)>", "image_type", "no picture"},
        {"png cut off", png.substr(0, png.size() / 2), "image_unreadable", "cut off"},
        {"png's first bytes alone", png.substr(0, 8), "image_unreadable", "cut off"},
        {"png damaged", flipped, "image_unreadable", "damaged"},
        {"png bomb", WithSize(png, 62500), "image_too_large", "more than can be read"},
        {"jpeg cut off", jpeg.substr(0, jpeg.size() / 2), "image_unreadable", "cut off"},
        {"jpeg's first bytes alone", jpeg.substr(0, 3), "image_unreadable", "cut off"},
        {"jpeg bomb", wide_jpeg, "image_too_large", "more than can be read"},
        {"webp cut off", webp.substr(0, webp.size() / 2), "image_unreadable", "cut off"},
        {"gif cut off", gif.substr(0, gif.size() - 1), "image_unreadable", "cut off"},
        {"gif without a frame", gif.substr(0, 19) + "\x3B", "image_unreadable", "cut off"},
        {"gif whose frame lies outside", Gif(1, 1), "image_unreadable", ""},
        {"gif bomb", Gif(65535, 65535), "image_too_large", "more than can be read"},
        {"gif too wide", Gif(1201, 10), "image_too_large", "GIF"},
        {"over 10 MB", std::string(kBytesMax + 1, 'x'), "image_too_large", "10 MB"},
    };
    for (const Case& one : cases) {
        const Error error = Refused(one.file);
        EXPECT_EQ(error.code, Code::kInvalid) << one.what;
        EXPECT_THAT(error.message, HasSubstr(one.says)) << one.what;
        EXPECT_EQ(error.reason, one.reason) << one.what << ": " << error.message;
    }
}

TEST(ImagesTest, AFileOfAnyLengthCutAnywhereIsReadOrRefused) {
    for (const std::string& file : {WritePng(Flag(30, 30)), WriteJpeg(Flag(30, 30)), Webp(Flag(30, 30)), Gif()}) {
        Maker maker;
        for (size_t size = 0; size < file.size(); ++size) {
            const auto made = maker.Make(std::string_view(file).substr(0, size));
            EXPECT_TRUE(!made.ok() || made->width <= 30) << size;
        }
    }
}

}  // namespace
}  // namespace daybook::images
