#include "base/crypto.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <sodium.h>

#include <memory>

#include "base/assert.h"
#include "base/random.h"

namespace daybook {
namespace {

constexpr size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(kSealKeyBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

const unsigned char* Bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

// Looking an algorithm up costs more than hashing a webhook: done once.
const EVP_MD* Sha256Algorithm() {
    static const EVP_MD* const kAlgorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    ASSERT(kAlgorithm != nullptr);
    return kAlgorithm;
}

std::string Digest(const EVP_MD* algorithm, std::string_view bytes, size_t wanted) {
    std::string digest(wanted, '\0');
    unsigned int size = 0;
    int done = EVP_Digest(bytes.data(), bytes.size(), Bytes(digest), &size, algorithm, nullptr);
    ASSERT(done == 1 && size == digest.size());
    return digest;
}

// HMAC-SHA256 without a key. Duplicated, never used itself, so every thread may read it.
EVP_MAC_CTX* HmacTemplate() {
    static EVP_MAC_CTX* const kTemplate = [] {
        EVP_MAC* mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
        ASSERT(mac != nullptr);
        EVP_MAC_CTX* context = EVP_MAC_CTX_new(mac);
        char digest[] = "SHA256";
        OSSL_PARAM parameters[] = {
            OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
            OSSL_PARAM_construct_end()};
        ASSERT(context != nullptr && EVP_MAC_CTX_set_params(context, parameters) == 1);
        EVP_MAC_free(mac);
        return context;
    }();
    return kTemplate;
}

}  // namespace

std::string Sha256(std::string_view bytes) { return Digest(Sha256Algorithm(), bytes, 32); }

std::string Md5(std::string_view bytes) {
    static const EVP_MD* const kAlgorithm = EVP_MD_fetch(nullptr, "MD5", nullptr);
    return Digest(kAlgorithm, bytes, 16);
}

std::string Sha1(std::string_view bytes) {
    static const EVP_MD* const kAlgorithm = EVP_MD_fetch(nullptr, "SHA1", nullptr);
    return Digest(kAlgorithm, bytes, 20);
}

std::string HmacSha256(std::string_view key, std::string_view bytes) {
    std::unique_ptr<EVP_MAC_CTX, decltype(&EVP_MAC_CTX_free)> context(
        EVP_MAC_CTX_dup(HmacTemplate()), &EVP_MAC_CTX_free);
    ASSERT(context != nullptr);
    // A null key would mean "the key of before".
    const unsigned char* key_bytes = key.empty() ? Bytes(std::string_view("")) : Bytes(key);
    std::string mac(32, '\0');
    size_t size = 0;
    bool done = EVP_MAC_init(context.get(), key_bytes, key.size(), nullptr) == 1 &&
                EVP_MAC_update(context.get(), Bytes(bytes), bytes.size()) == 1 &&
                EVP_MAC_final(context.get(), Bytes(mac), &size, mac.size()) == 1;
    ASSERT(done && size == mac.size());
    return mac;
}

bool EqualConstantTime(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string Seal(std::string_view key, std::string_view plain, std::string_view context) {
    ASSERT(key.size() == kSealKeyBytes);
    std::string sealed = SecureBytes(kNonceBytes);
    sealed.resize(kNonceBytes + plain.size() + kTagBytes);
    unsigned char* nonce = Bytes(sealed);
    int done = crypto_aead_xchacha20poly1305_ietf_encrypt(
        nonce + kNonceBytes, nullptr, Bytes(plain), plain.size(), Bytes(context), context.size(),
        nullptr, nonce, Bytes(key));
    ASSERT(done == 0);
    return sealed;
}

Result<std::string> Open(std::string_view key, std::string_view sealed, std::string_view context) {
    ASSERT(key.size() == kSealKeyBytes);
    if (sealed.size() < kNonceBytes + kTagBytes)
        return Corrupt("A sealed secret is cut off: enter the secret again.");
    std::string plain(sealed.size() - kNonceBytes - kTagBytes, '\0');
    std::string_view box = sealed.substr(kNonceBytes);
    int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
        Bytes(plain), nullptr, nullptr, Bytes(box), box.size(), Bytes(context), context.size(),
        Bytes(sealed), Bytes(key));
    if (opened != 0) {
        return Corrupt(
            "A sealed secret cannot be opened: master.key is another than the one it was sealed "
            "with. "
            "Put that one back, or enter the secret again.");
    }
    return plain;
}

Result<std::string> HashPassword(std::string_view password, const PasswordCost& cost) {
    char encoded[crypto_pwhash_STRBYTES] = {};
    int done = crypto_pwhash_str_alg(encoded, password.data(), password.size(), cost.passes, cost.memory_bytes,
                                     crypto_pwhash_ALG_ARGON2ID13);
    if (done != 0) return Unavailable("There is not enough memory to check a password now. Try again in a moment.");
    return std::string(encoded);
}

bool VerifyPassword(std::string_view encoded, std::string_view password) {
    std::string terminated(encoded);
    return crypto_pwhash_str_verify(terminated.c_str(), password.data(), password.size()) == 0;
}

void Wipe(std::string& secret) {
    sodium_memzero(secret.data(), secret.size());
    secret.clear();
}

}  // namespace daybook
