// For tests: one template, its data as JSON, what comes out.
#pragma once

#include <string>
#include <string_view>

#include "liquid/template.h"

namespace daybook::liquid::test {

struct Try {
    std::string data = "{}";
    Partials partials;
    Mode mode = Mode::kStrict2;
    bool line_numbers = true;
    RenderOptions options;
};

// The output; "PARSE: …" for a template that cannot be parsed, "RENDER: …" for a raised error.
std::string Run(std::string_view source, const Try& given = {});
std::string Lax(std::string_view source, std::string data = "{}");
std::string Strict2(std::string_view source, std::string data = "{}");

struct Row {
    std::string source;
    std::string output;
    std::string data = "{}";
};

}  // namespace daybook::liquid::test
