// Redact: no long key is left in what it made.
#include <cstddef>
#include <cstdint>
#include <regex>

#include "base/assert.h"
#include "base/redact.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static const std::regex kKey("(rk|sk|pk)_(live|test)_[0-9A-Za-z]{16}");
    std::string_view text(reinterpret_cast<const char*>(data), size < 4096 ? size : 4096);
    std::string redacted = daybook::Redact(text);
    ASSERT(!std::regex_search(redacted, kKey));
    ASSERT(daybook::KeyHint(text).size() <= 32);
    return 0;
}
