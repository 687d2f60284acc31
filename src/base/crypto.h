// Cryptography: thin wrappers of libsodium and OpenSSL. No algorithm is ours.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace daybook {

std::string Sha256(std::string_view bytes);                           // 32 bytes
// For those who ask others for them, never for security.
std::string Md5(std::string_view bytes);                              // 16 bytes
std::string Sha1(std::string_view bytes);                             // 20 bytes
std::string HmacSha256(std::string_view key, std::string_view bytes);  // 32 bytes
// Takes the same time whatever differs; false for different lengths.
bool EqualConstantTime(std::string_view a, std::string_view b);

inline constexpr size_t kSealKeyBytes = 32;
// XChaCha20-Poly1305 with a random nonce (24 bytes, in front). `context` is authenticated, not stored:
// what was sealed for one place cannot be opened at another. Precondition: key of kSealKeyBytes.
std::string Seal(std::string_view key, std::string_view plain, std::string_view context);
// kCorrupt where the key or the context is another, or the bytes were changed.
Result<std::string> Open(std::string_view key, std::string_view sealed, std::string_view context);

// argon2id (RFC 9106), one lane. The default takes about 50 ms of a core: OWASP's 46 MiB in one pass.
struct PasswordCost {
    size_t memory_bytes = 46u << 20;
    uint64_t passes = 1;
};
// The encoded form: cost, salt and hash as text. kUnavailable where the memory cannot be had.
Result<std::string> HashPassword(std::string_view password, const PasswordCost& cost = {});
// False for another password, and for what is no encoded form.
bool VerifyPassword(std::string_view encoded, std::string_view password);

// Overwrites the bytes, in a way that compilers keep.
void Wipe(std::string& secret);

}  // namespace daybook
