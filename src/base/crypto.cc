#include "base/crypto.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include "base/assert.h"

namespace daybook {
namespace {

const unsigned char* Bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void Ready() {
    static const int kReady = sodium_init();
    ASSERT(kReady >= 0);
}

constexpr size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

}  // namespace

std::string Sha256(std::string_view bytes) {
    std::string out(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(Bytes(out), Bytes(bytes), bytes.size());
    return out;
}

std::string HmacSha256(std::string_view key, std::string_view bytes) {
    std::string out(32, '\0');
    unsigned length = 0;
    const unsigned char* done = HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), Bytes(bytes), bytes.size(),
                                     Bytes(out), &length);
    ASSERT(done != nullptr && length == out.size());
    return out;
}

bool EqualConstantTime(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string Seal(std::string_view key, std::string_view plain, std::string_view context) {
    Ready();
    ASSERT(key.size() == kSealKeyBytes);
    std::string sealed(kNonceBytes + plain.size() + kTagBytes, '\0');
    randombytes_buf(sealed.data(), kNonceBytes);
    unsigned long long length = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(Bytes(sealed) + kNonceBytes, &length, Bytes(plain), plain.size(),
                                               Bytes(context), context.size(), nullptr, Bytes(sealed), Bytes(key));
    ASSERT(length == plain.size() + kTagBytes);
    return sealed;
}

Result<std::string> Open(std::string_view key, std::string_view sealed, std::string_view context) {
    Ready();
    ASSERT(key.size() == kSealKeyBytes);
    if (sealed.size() < kNonceBytes + kTagBytes) return Corrupt("A sealed secret is cut off.");
    std::string plain(sealed.size() - kNonceBytes - kTagBytes, '\0');
    unsigned long long length = 0;
    int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
        Bytes(plain), &length, nullptr, Bytes(sealed) + kNonceBytes, sealed.size() - kNonceBytes, Bytes(context),
        context.size(), Bytes(sealed), Bytes(key));
    if (failed != 0) return Corrupt("A sealed secret cannot be opened: master.key is another than the one it was sealed with.");
    return plain;
}

void Wipe(std::string& secret) {
    sodium_memzero(secret.data(), secret.size());
    secret.clear();
}

}  // namespace daybook
