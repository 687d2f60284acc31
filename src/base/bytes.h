// Compact binary rows: the columns of type BYTES that we compute with.
//
//   unsigned = LEB128          signed = zigzag, LEB128          text = unsigned length, bytes
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace daybook {

class ByteWriter {
  public:
    void Unsigned(uint64_t value);
    void Signed(int64_t value);
    void Text(std::string_view text);
    void Fixed64(uint64_t value);
    bool empty() const { return bytes_.empty(); }
    std::string Take() { return std::move(bytes_); }
    const std::string& bytes() const { return bytes_; }

  private:
    std::string bytes_;
};

// Reads what ByteWriter wrote. After a short or malformed read every value is 0 or empty and ok() is false.
class ByteReader {
  public:
    explicit ByteReader(std::string_view bytes) : rest_(bytes) {}
    uint64_t Unsigned();
    int64_t Signed();
    std::string_view Text();  // points into the bytes read from
    uint64_t Fixed64();
    bool ok() const { return ok_; }
    bool done() const { return rest_.empty(); }

  private:
    std::string_view rest_;
    bool ok_ = true;
};

}  // namespace daybook
