// Template, partial and data, parted by NUL: whatever they are, a rendering ends, within its limits, in valid UTF-8, and
// the same again; a renderer that has rendered other things before answers as one that has not, and what is evaluated plainly
// comes out as what was made fast.
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "base/text.h"
#include "liquid/json.h"
#include "liquid/template.h"

namespace {

using namespace daybook;          // NOLINT
using namespace daybook::liquid;  // NOLINT

constexpr std::string_view kData =
    R"({"a":[1,2.5,"three",null,true,[4,[5]],{"k":"v"}],"h":{"k":1,"first":"f","size":null},"s":"tëxt <b>&","n":-7,"f":1e20,"big":12345678901234567890,"t":"2024-02-29","e":"","l":[]})";

struct Result {
    Outcome outcome;
    std::string output, error;
    bool operator==(const Result&) const = default;
};

Result Once(Renderer& renderer, const Template& made, const Value& data, const RenderOptions& options) {
    Rendered done = renderer.Render(made, data, options);
    ASSERT(done.output.size() <= static_cast<size_t>(options.limits.output_bytes) + (64 << 10));
    ASSERT(IsUtf8(done.output));
    return {done.outcome, std::string(done.output), done.error};
}

std::string_view Part(std::string_view& rest) {
    size_t end = std::min(rest.find('\0'), rest.size());
    std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
    static Renderer used;
    std::string_view rest(reinterpret_cast<const char*>(bytes), size);
    if (rest.empty()) return 0;
    auto settings = static_cast<unsigned char>(rest[0]);
    rest.remove_prefix(1);
    std::string_view source = Part(rest);
    Partials partials{{"p", std::string(Part(rest))}, {"self", std::string(source)}};
    Arena arena;
    std::string error;
    Value data = ParseJson(rest.empty() ? kData : rest, arena, error).value_or(Value::Nil());
    ParseOptions parse;
    parse.mode = settings % 3 == 0 ? Mode::kLax : settings % 3 == 1 ? Mode::kStrict : Mode::kStrict2;
    parse.partials = &partials;
    Problem problem;
    auto made = Template::Parse(source, parse, problem);
    ASSERT(made != nullptr || !problem.message.empty());
    if (made == nullptr) return 0;
    RenderOptions options;
    options.now = 1704067318;
    options.errors = settings & 32 ? Errors::kRaise : Errors::kInline;
    options.escaping = settings & 64 ? Escaping::kHtml : Escaping::kNone;
    options.variables = settings & 128 ? Unknowns::kError : Unknowns::kSilent;
    Renderer fresh;
    Result first = Once(fresh, *made, data, options), second = Once(used, *made, data, options), third = Once(fresh, *made, data, options);
    ASSERT(first == second && first == third);
    parse.plain = true;
    auto plain = Template::Parse(source, parse, problem);
    ASSERT(plain != nullptr && Once(fresh, *plain, data, options) == first);
    return 0;
}
