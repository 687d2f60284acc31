// Cryptography: thin wrappers of libsodium and OpenSSL. No algorithm is ours.
#pragma once

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

// Overwrites the bytes, in a way that compilers keep.
void Wipe(std::string& secret);

}  // namespace daybook
