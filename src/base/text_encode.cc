// Hexadecimal, base64url and percent-encoding of base/text.h.
#include <cstdint>

#include "base/text.h"

namespace daybook {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kHexUpper = "0123456789ABCDEF";
constexpr std::string_view kBase64Url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// 0 to 15, or -1.
int HexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// The byte of the two digits at `i`, or -1.
int HexByte(std::string_view text, size_t i) {
    if (i + 2 > text.size()) return -1;
    int high = HexDigit(text[i]);
    int low = HexDigit(text[i + 1]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

bool IsUnreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

}  // namespace

std::string HexEncode(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() * 2);
    for (char c : bytes) {
        auto byte = static_cast<unsigned char>(c);
        out += kHex[byte >> 4];
        out += kHex[byte & 15];
    }
    return out;
}

std::optional<std::string> HexDecode(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    std::string out;
    out.reserve(text.size() / 2);
    for (size_t i = 0; i < text.size(); i += 2) {
        int byte = HexByte(text, i);
        if (byte < 0) return std::nullopt;
        out += static_cast<char>(byte);
    }
    return out;
}

std::string Base64Url(std::string_view bytes) {
    std::string out;
    out.reserve((bytes.size() * 4 + 2) / 3);
    uint32_t bits = 0;
    int count = 0;
    for (char c : bytes) {
        bits = bits << 8 | static_cast<unsigned char>(c);
        for (count += 8; count >= 6; count -= 6) out += kBase64Url[bits >> (count - 6) & 63];
    }
    if (count > 0) out += kBase64Url[bits << (6 - count) & 63];
    return out;
}

std::string UrlEncode(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (char c : text) {
        if (IsUnreserved(c)) {
            out += c;
            continue;
        }
        auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += kHexUpper[byte >> 4];
        out += kHexUpper[byte & 15];
    }
    return out;
}

std::optional<std::string> UrlDecode(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            int byte = HexByte(text, i + 1);
            if (byte < 0) return std::nullopt;
            out += static_cast<char>(byte);
            i += 2;
        } else {
            out += c == '+' && plus_is_space ? ' ' : c;
        }
    }
    return out;
}

}  // namespace daybook
