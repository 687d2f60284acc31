// Text helpers: every output is UTF-8, folding twice is folding once, encodings come back.
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "base/bytes.h"
#include "base/text.h"

namespace daybook {
namespace {

void CheckFolding(std::string_view text) {
    std::string valid = ToUtf8(text);
    ASSERT(IsUtf8(valid) && ToUtf8(valid) == valid && IsUtf8(text) == (valid == text));
    std::string folded = SimpleFold(text);
    ASSERT(IsUtf8(folded) && SimpleFold(folded) == folded);
    std::string bare = SearchFold(text);
    ASSERT(IsUtf8(bare) && SearchFold(bare) == bare);
    for (const std::string& word : SearchWords(text)) ASSERT(!word.empty() && IsUtf8(word));
}

void CheckEmail(std::string_view text) {
    auto email = NormaliseEmail(text);
    ASSERT(email.has_value() == CleanEmail(text).has_value());
    if (email) ASSERT(NormaliseEmail(*email) == email && email->size() <= 254);
}

void CheckEncodings(std::string_view text) {
    ASSERT(HexDecode(HexEncode(text)) == text);
    ASSERT(UrlDecode(UrlEncode(text)) == text);
    (void)UrlDecode(text, true);
    (void)HexDecode(text);
    ByteReader reader(text);
    while (reader.ok() && !reader.done()) {
        reader.Signed();
        reader.Text();
    }
}

}  // namespace
}  // namespace daybook

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    std::string_view text(reinterpret_cast<const char*>(data), size);
    daybook::CheckFolding(text);
    daybook::CheckEmail(text);
    daybook::CheckEncodings(text);
    return 0;
}
