// Any text as a request target, and then through a router: what is accepted obeys target.h's
// grammar.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "base/text.h"
#include "http/router.h"
#include "http/target.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace daybook;
    static const http::Router router({
        {http::Method::kGet, "/v1/profiles"},
        {http::Method::kGet, "/v1/profiles/{id}"},
        {http::Method::kPost, "/v1/profiles/{id}/sync"},
        {http::Method::kGet, "/{any}"},
    });
    auto target = http::ParseTarget({reinterpret_cast<const char*>(data), size});
    if (!target.ok()) {
        ASSERT(!target.error().message.empty());
        return 0;
    }
    ASSERT(target->path.starts_with('/') && IsUtf8(target->path) &&
           target->path.find('\0') == std::string::npos);
    for (std::string_view segment : Split(target->path, '/'))
        ASSERT(segment != "." && segment != "..");
    http::RouteMatch match = router.Match(http::Method::kGet, target->path);
    for (const auto& parameter : match.parameters) {
        ASSERT(!parameter.value.empty() && parameter.value.find('/') == std::string::npos);
    }
    return 0;
}
