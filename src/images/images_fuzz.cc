// Any bytes are refused in a sentence, or become a picture within the bounds that is read again and stays of its size.
#include "base/assert.h"
#include "images/images.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
    using namespace daybook;  // NOLINT
    static images::Maker maker;
    const auto made = maker.Make({reinterpret_cast<const char*>(bytes), size});
    if (!made.ok()) {
        ASSERT(!made.error().message.empty() && made.error().param == "file");
        return 0;
    }
    ASSERT(made->width >= 1 && made->width <= images::kWidthMax && made->height >= 1 && made->height <= images::kHeightMax);
    const auto again = maker.Make(made->bytes);
    ASSERT(again.ok() && again->width == made->width && again->height == made->height);
    return 0;
}
