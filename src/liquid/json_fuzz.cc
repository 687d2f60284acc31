// What is read as JSON can be written, read again, and is the same; requests of any shape are answered with one object.
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "base/text.h"
#include "liquid/answer.h"
#include "liquid/json.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
    using namespace daybook;          // NOLINT
    using namespace daybook::liquid;  // NOLINT
    std::string_view text(reinterpret_cast<const char*>(bytes), size);
    Arena arena;
    std::string error, once, twice, answer;
    if (auto value = ParseJson(text, arena, error)) {
        AppendJson(once, *value);
        auto again = ParseJson(once, arena, error);
        ASSERT(again.has_value());
        AppendJson(twice, *again);
        ASSERT(once == twice);
    }
    static Answerer answerer(1704067318);
    answerer.Answer(text, answer);
    auto answered = ParseJson(answer, arena, error);
    ASSERT(answered.has_value() && answered->is_object() && IsUtf8(answer));
    return 0;
}
