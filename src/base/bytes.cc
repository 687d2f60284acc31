#include "base/bytes.h"

#include <cstring>

namespace daybook {

void ByteWriter::Unsigned(uint64_t value) {
    while (value >= 0x80) {
        bytes_.push_back(static_cast<char>(value | 0x80));
        value >>= 7;
    }
    bytes_.push_back(static_cast<char>(value));
}

void ByteWriter::Signed(int64_t value) {
    Unsigned(static_cast<uint64_t>(value) << 1 ^ static_cast<uint64_t>(value >> 63));
}

void ByteWriter::Text(std::string_view text) {
    Unsigned(text.size());
    bytes_.append(text);
}

void ByteWriter::Fixed64(uint64_t value) {
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
}

uint64_t ByteReader::Unsigned() {
    uint64_t value = 0;
    for (int shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
        auto byte = static_cast<unsigned char>(rest_.front());
        rest_.remove_prefix(1);
        value |= static_cast<uint64_t>(byte & 0x7f) << shift;
        if (byte < 0x80) return value;
    }
    ok_ = false;
    rest_ = {};
    return 0;
}

int64_t ByteReader::Signed() {
    uint64_t raw = Unsigned();
    return static_cast<int64_t>(raw >> 1) ^ -static_cast<int64_t>(raw & 1);
}

std::string_view ByteReader::Text() {
    uint64_t size = Unsigned();
    if (!ok_ || size > rest_.size()) {
        ok_ = false;
        rest_ = {};
        return {};
    }
    std::string_view text = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return text;
}

uint64_t ByteReader::Fixed64() {
    uint64_t value = 0;
    if (rest_.size() < sizeof value) {
        ok_ = false;
        rest_ = {};
        return 0;
    }
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
    return value;
}

}  // namespace daybook
