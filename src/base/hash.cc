#include "base/hash.h"

#include <cstring>

#include <sodium.h>

namespace daybook {

uint64_t Hash64(std::string_view bytes) {
    static constexpr unsigned char kKey[crypto_shorthash_KEYBYTES] = {
        'd', 'a', 'y', 'b', 'o', 'o', 'k', '.', 'h', 'a', 's', 'h', '6', '4', '.', '1'};
    unsigned char out[crypto_shorthash_BYTES];
    crypto_shorthash(out, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), kKey);
    uint64_t hash = 0;
    std::memcpy(&hash, out, sizeof hash);
    return hash;
}

}  // namespace daybook
