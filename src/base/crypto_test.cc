#include "base/crypto.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "base/text.h"

namespace daybook {
namespace {

TEST(Sha256, AgreesWithFips180) {
    EXPECT_EQ(HexEncode(Sha256("")),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(HexEncode(Sha256("abc")),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Md5AndSha1, AgreeWithRfc1321AndFips180) {
    EXPECT_EQ(HexEncode(Md5("abc")), "900150983cd24fb0d6963f7d28e17f72");
    EXPECT_EQ(HexEncode(Md5("")), "d41d8cd98f00b204e9800998ecf8427e");
    EXPECT_EQ(HexEncode(Sha1("abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
}

TEST(HmacSha256, AgreesWithRfc4231) {
    struct Case {
        std::string key, bytes, mac;
    };
    const Case cases[] = {
        {std::string(20, '\x0b'), "Hi There",
         "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
        {"Jefe", "what do ya want for nothing?",
         "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
        {std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First",
         "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
        {"", "", "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"},
    };
    for (int round = 0; round < 2; ++round) {
        for (const Case& c : cases)
            EXPECT_EQ(HexEncode(HmacSha256(c.key, c.bytes)), c.mac) << c.bytes;
    }
}

TEST(EqualConstantTime, ComparesWholeTexts) {
    EXPECT_TRUE(EqualConstantTime("", ""));
    EXPECT_TRUE(EqualConstantTime("abc", "abc"));
    EXPECT_FALSE(EqualConstantTime("abc", "abd"));
    EXPECT_FALSE(EqualConstantTime("abc", "ab"));
}

TEST(Seal, OpensOnlyWithItsKeyAndContextAndUnchanged) {
    const std::string key = SecureBytes(kSealKeyBytes);
    for (const std::string& plain :
         {std::string(), std::string("rk_live_secret"), std::string(100'000, 'x')}) {
        std::string sealed = Seal(key, plain, "account 1");
        EXPECT_EQ(sealed.size(), plain.size() + 40);
        EXPECT_NE(sealed, Seal(key, plain, "account 1")) << "the nonce was used twice";
        ASSERT_TRUE(Open(key, sealed, "account 1").ok());
        EXPECT_EQ(Open(key, sealed, "account 1").value(), plain);
        EXPECT_EQ(Open(key, sealed, "account 2").error().code, Code::kCorrupt);
        EXPECT_EQ(Open(SecureBytes(kSealKeyBytes), sealed, "account 1").error().code,
                  Code::kCorrupt);
    }
    std::string sealed = Seal(key, "secret", "here");
    for (size_t i = 0; i < sealed.size(); ++i) {
        std::string changed = sealed;
        changed[i] ^= 1;
        EXPECT_FALSE(Open(key, changed, "here").ok()) << "byte " << i;
        EXPECT_FALSE(Open(key, sealed.substr(0, i), "here").ok()) << "cut off at " << i;
    }
}

TEST(Wipe, LeavesNothing) {
    std::string secret = "a secret that is longer than what a string keeps in itself";
    const char* bytes = secret.data();
    size_t size = secret.size();
    Wipe(secret);
    EXPECT_TRUE(secret.empty());
    secret.resize(size);
    EXPECT_EQ(secret.data(), bytes);
    EXPECT_EQ(secret, std::string(size, '\0'));
}

TEST(SecureBytes, AreAsManyAsAskedForAndNotTheSame) {
    EXPECT_EQ(SecureBytes(0), "");
    EXPECT_EQ(SecureBytes(32).size(), 32u);
    EXPECT_NE(SecureBytes(32), SecureBytes(32));
}

}  // namespace
}  // namespace daybook
