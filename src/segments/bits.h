// The people of one block, a bit each: the slot's bit is byte slot / 8, bit slot % 8; zero bytes at the end are left off.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"

namespace daybook::segments {

class Bits {
  public:
    Bits() = default;
    explicit Bits(std::string_view stored) : bytes_(stored) {}
    bool Has(ProfileId id) const;
    void Set(ProfileId id, bool member);
    int64_t Count() const;
    bool empty() const { return bytes_.empty(); }
    // Those in one of the two only.
    Bits& operator^=(const Bits& other);
    const std::string& stored() const { return bytes_; }
    // Ascending.
    std::vector<ProfileId> Members(int64_t block) const;
    friend bool operator==(const Bits&, const Bits&) = default;

  private:
    std::string bytes_;  // without zero bytes at the end
};

// Where one byte of a stored bitmap is read: its place in SQL's substr, and whether the person is in it (empty: it ends before).
int64_t PlaceOf(ProfileId id);
bool InByte(std::string_view byte, ProfileId id);

}  // namespace daybook::segments
