// Whatever comes over the wire: a page, an object of each kind, an event, a list to complete. The
// first byte chooses.
#include <cstdint>
#include <string_view>

#include "base/assert.h"
#include "stripe/decode.h"

namespace daybook::stripe {
namespace {

void CheckPage(Kind kind, std::string_view json) {
    const auto page = DecodePage(kind, json);
    if (!page.ok()) return;
    for (const Decoded& object : page->objects) {
        ASSERT(!object.id.empty() && object.digest != 0);
        ASSERT(DecodeDetail(object.fact.lines).has_value());
        // A slice is the object, whole: alone it decodes to the same.
        const auto again = DecodeObject(kind, object.body);
        ASSERT(again.ok() && again->digest == object.digest && again->fact == object.fact);
    }
}

void CheckWhole(Kind kind, std::string_view json) {
    const auto list = DecodeRawList(json);
    const auto whole =
        WithWholeList(kind, json, list.ok() ? list->elements : std::vector<std::string>{"{}"});
    if (whole.ok()) ASSERT(DecodeObject(kind, *whole).ok() || !DecodeObject(kind, json).ok());
}

}  // namespace
}  // namespace daybook::stripe

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace daybook::stripe;
    if (size == 0) return 0;
    const std::string_view json(reinterpret_cast<const char*>(data) + 1, size - 1);
    const Kind kind = kResources[data[0] % kResources.size()].kind;
    CheckPage(kind, json);
    CheckWhole(kind, json);
    (void)DecodeObject(kind, json);
    (void)DecodeContactOf(kind, json);
    (void)DecodeEvent(json);
    (void)DecodeDetail(json);
    (void)DecodeContact(json);
    return 0;
}
