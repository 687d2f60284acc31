// Hashes that are stored: they must never change.
#pragma once

#include <cstdint>
#include <string_view>

namespace daybook {

// SipHash-2-4 with a fixed key: the same text gives the same 64 bits in every version. Not for secrets.
uint64_t Hash64(std::string_view bytes);

}  // namespace daybook
