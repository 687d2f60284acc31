// See the header.
#include "liquid/liquid_support.h"

#include "base/assert.h"
#include "liquid/json.h"

namespace daybook::liquid::test {

std::string Run(std::string_view source, const Try& given) {
    Arena arena;
    std::string error;
    std::optional<Value> data = ParseJson(given.data, arena, error);
    ASSERT(data.has_value());
    ParseOptions options;
    options.mode = given.mode;
    options.line_numbers = given.line_numbers;
    options.partials = &given.partials;
    Problem problem;
    std::shared_ptr<const Template> made = Template::Parse(source, options, problem);
    if (made == nullptr) return "PARSE: " + problem.Text();
    Renderer renderer;
    Rendered rendered = renderer.Render(*made, *data, given.options);
    if (rendered.outcome == Outcome::kFailed && given.options.errors == Errors::kRaise) return "RENDER: " + rendered.error;
    if (rendered.outcome == Outcome::kStopped) return "STOPPED: " + rendered.error;
    return std::string(rendered.output);
}

std::string Lax(std::string_view source, std::string data) {
    Try given;
    given.data = std::move(data);
    given.mode = Mode::kLax;
    return Run(source, given);
}

std::string Strict2(std::string_view source, std::string data) {
    Try given;
    given.data = std::move(data);
    return Run(source, given);
}

}  // namespace daybook::liquid::test
