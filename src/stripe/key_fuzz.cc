// Whatever is pasted into the key fields, sent as a signature, or written as a telephone number.
#include <cstdint>
#include <string_view>

#include "base/assert.h"
#include "stripe/key.h"
#include "stripe/phone.h"
#include "stripe/signature.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace daybook::stripe;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto key = ParseKey(text);
    if (key.ok()) {
        const auto again = ParseKey(key->secret);
        ASSERT(again.ok() && again->secret == key->secret);
    } else {
        ASSERT(key.error().reason == "stripe_key_invalid" && !key.error().message.empty());
    }
    (void)ParseWebhookSecret(text);
    ASSERT(!VerifySignature(text, "{}", "whsec_fuzz_never_signed", 1'764'000'000));
    const std::string number = FormatPhone(text, size > 2 ? text.substr(0, 2) : "US");
    ASSERT(number.size() <= size + 4);
    return 0;
}
